"""The desk in a browser that cannot run all of it: plain forms for the first hour, and a file that is taken."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from handbook.cli import main
from handbook.desk.answers import GIVEN
from handbook.desk.parcel import unpacked
from tests.access.axe import COLOURS, SIDEWAYS, faults
from tests.browser.atdesk import DESKTOP, NARROW, POLICY, SETTING, chosen, saved
from tests.browser.support import DATA

Open = Callable[..., Page]
LACKS_ALL = "delete globalThis.WebAssembly"
# Fill in each question of the part that is open and press one of its buttons after another; what is kept then.
ANSWER_ALL = """async () => {
  const kept = [];
  for (const { dataset: { question: name } } of document.querySelectorAll("[data-question]")) {
    const question = () => document.querySelector(`[data-question="${name}"]`);
    for (let at = 0; at < question().querySelectorAll("button").length; at += 1) {
      for (const field of question().querySelectorAll("input, textarea")) {
        field.value = { number: "1.5", checkbox: field.value }[field.type] ?? "01300 960123";
        field.checked = true;
      }
      for (const list of question().querySelectorAll("select")) {
        list.value = [...list.options].find(({ value }) => value && value !== "+")?.value ?? list.value;
      }
      question().querySelectorAll("button")[at].click();
      await new Promise((resolve) => setTimeout(resolve));
      kept.push(JSON.parse(Object.values(localStorage)[0]).text);
    }
  }
  return kept;
}"""
CANNOT = "This browser cannot run the whole desk."


@pytest.fixture
def forms(browser: Browser, made_desk: Path) -> Iterator[Open]:
    """Opens the desk in a fresh browser after a script that takes something away; waits for the forms."""
    context = browser.new_context(viewport=DESKTOP)

    def begin(script: str = LACKS_ALL, folder: Path = made_desk) -> Page:
        page = context.new_page()
        page.add_init_script(script)
        page.goto(f"file://{folder}/index.html")
        expect(page.locator("[data-desk]")).to_have_attribute("data-state", "forms", timeout=30_000)
        return page

    yield begin
    context.close()


def record_it(page: Page) -> None:
    """Answer how a worry is written down, in a section that the file does not have yet."""
    page.locator("[data-desk-hour] button", has_text="How it is written down").click()
    question = page.locator('[data-question="record-worry"]')
    question.get_by_label("Where it stands").select_option(label="Another section…")
    question.get_by_label("Its number").fill("77")
    question.get_by_label("Its heading").fill("Writing it down")
    question.locator("summary").click()
    question.get_by_label("What your policy says").fill("Use the green form.")
    question.get_by_role("button", name="Keep").click()
    expect(question).to_have_attribute("data-answer", "differs")
    expect(question).to_contain_text("Use the green form. (section 77)")


def work_of(page: Page) -> str:
    with page.expect_download() as download:
        page.get_by_role("button", name="Save as a file").click()
    assert download.value.suggested_filename == f"{SETTING}-desk.json"
    return Path(download.value.path()).read_text(encoding="utf-8")


def test_the_first_hour_is_answered_in_forms_and_the_command_takes_the_file(
    forms: Open, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = forms()
    expect(page.locator(".hb-desk-head")).to_contain_text(CANNOT)
    expect(page.locator("[data-desk-progress]")).to_contain_text("questions answered")
    lead = page.locator('[data-question="lead"]')
    lead.get_by_label("Phone").fill("01300 960123")
    lead.get_by_role("button", name="Keep").click()
    expect(page.locator("[data-desk-unsaved]")).to_have_text("Not saved yet")
    record_it(page)
    own = work_of(page)
    expect(page.locator("[data-desk-unsaved]")).to_have_text("")
    root = tmp_path / "data"
    shutil.copytree(DATA, root)
    file = tmp_path / "work.json"
    file.write_text(own, encoding="utf-8")
    assert main(["--data", str(root), "desk", "--take", str(file)]) == 0
    assert "Use the green form." in capsys.readouterr().out
    assert "Use the green form." in (root / POLICY).read_text(encoding="utf-8")
    assert "01300 960123" in (root / f"settings/{SETTING}.yml").read_text(encoding="utf-8")


def test_whatever_is_answered_in_the_forms_makes_a_file_that_the_desk_opens(forms: Open) -> None:
    page = forms()
    page.locator(".hb-desk-more summary").click()
    page.get_by_label("Keep my work on this device").check()
    asked: list[Mapping[str, Any]] = []
    parts = page.locator("[data-desk-hour] button")
    for part in parts.all_inner_texts():
        parts.filter(has_text=part).click()
        asked += [one for text in page.evaluate(ANSWER_ALL) for one in unpacked(text, "kept").asked]
    given = [one["given"] for one in asked if one["do"] == "reply"]
    assert set().union(*given) | {"note"} == set(GIVEN), "and no shape is known that no page sends"
    assert {"amount": 1.5, "unit": "hours"} in [one.get("within") for one in given]


def test_what_an_answer_lacks_is_told_and_a_step_is_taken_back(forms: Open) -> None:
    page = forms()
    page.locator("[data-desk-hour] button", has_text="How it is written down").click()
    question = page.locator('[data-question="record-worry"]')
    question.locator("summary").click()
    question.get_by_role("button", name="Keep").click()
    expect(question).to_contain_text("Write what your policy says, or choose another answer.")
    question.get_by_role("button", name="Ours does not say").click()
    expect(question).to_have_attribute("data-answer", "silent")
    page.get_by_role("button", name="Undo").click()
    assert question.get_attribute("data-answer") != "silent"
    expect(page.locator("[data-desk-unsaved]")).to_have_text("")


def test_forms_come_where_there_is_no_worker_or_python_does_not_start(
    forms: Open, made_desk: Path, tmp_path: Path
) -> None:
    expect(forms("delete globalThis.Worker").locator(".hb-desk-head")).to_contain_text(CANNOT)
    broken = tmp_path / "desk"
    shutil.copytree(made_desk, broken, copy_function=os.link)
    next(broken.glob("assets/python/folder/desk.zip.0.js")).unlink()
    expect(forms("", broken).locator(".hb-desk-head")).to_contain_text(CANNOT)


def test_a_saved_file_is_gone_on_with_and_another_is_told_of_with_nothing_lost(forms: Open) -> None:
    page = forms()
    record_it(page)
    own = work_of(page)
    other = {**json.loads(saved()), "setting": "griffin"}
    for text, told in (
        ("no file of ours", "This is no file of the desk."),
        (json.dumps(other), "This file is of 'griffin'"),
        (json.dumps({**json.loads(own), "handbook-desk": 9}), "was made by another version of the desk"),
        (json.dumps({**json.loads(own), "asked": [{"do": "undo"}]}), "This is no file of the desk."),
    ):
        chosen(page, "Open a file", text)
        expect(page.locator("[data-desk-status]")).to_contain_text(told)
        assert work_of(page) == own
    again = forms()
    chosen(again, "Open a file", own)
    again.locator("[data-desk-hour] button", has_text="How it is written down").click()
    expect(again.locator('[data-question="record-worry"]')).to_contain_text("Use the green form.")
    assert work_of(again) == own


def test_kept_work_is_offered_and_nothing_takes_its_place_until_that_is_answered(forms: Open) -> None:
    page = forms()
    page.locator(".hb-desk-more summary").click()
    page.get_by_label("Keep my work on this device").check()
    record_it(page)
    assert "Use the green form." in page.evaluate("Object.values(localStorage).join()")
    again = forms()
    lead = again.locator('[data-question="lead"]')
    lead.get_by_label("Phone").fill("01300 960123")
    lead.get_by_role("button", name="Keep").click()
    expect(lead).to_have_attribute("data-answer", "differs")
    assert "Use the green form." in again.evaluate("Object.values(localStorage).join()")
    again.get_by_role("button", name="Go on with it").click()
    again.locator("[data-desk-hour] button", has_text="How it is written down").click()
    expect(again.locator('[data-question="record-worry"]')).to_contain_text("Use the green form.")


def test_axe_finds_nothing_in_the_forms_and_a_phone_has_room(forms: Open) -> None:
    page = forms()
    page.set_viewport_size(NARROW)
    found = {}
    for colours in COLOURS:
        page.emulate_media(color_scheme=colours, reduced_motion="reduce")
        found[colours] = faults(page)
    assert (found, page.evaluate(SIDEWAYS)) == ({one: [] for one in COLOURS}, 0)


def test_without_scripts_the_spreadsheet_beside_the_page_is_named(browser: Browser, made_desk: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"file://{made_desk}/index.html")
    expect(page.get_by_text("No script has run on this page")).to_be_visible()
    expect(page.locator("[data-desk-status]")).to_be_empty()
    link = page.get_by_role("link", name="claims.csv").get_attribute("href")
    assert link
    assert (made_desk / link).read_bytes().startswith("\ufeff".encode())
    context.close()
