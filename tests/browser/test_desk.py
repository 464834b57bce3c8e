"""The desk in a browser: a lead answers and decides, sees what staff will read, and hands over one file."""

from __future__ import annotations

import json
import re
from pathlib import Path

from playwright.sync_api import Browser, Dialog, Page, StorageState, expect

from tests.access.axe import COLOURS, SIDEWAYS, faults
from tests.browser.atdesk import (
    DESKTOP,
    NARROW,
    POLICY,
    SETTING,
    START,
    WORD_FILE,
    chosen,
    handed,
    heading,
    keep_phone,
    opened,
)
from tests.browser.kept import wait
from tests.browser.support import DATA, PROJECT, serving
from tests.browser.test_documents import docx, paragraph, pdf

# Ask for two things, and go on with the first hour before the desk has answered.
PRESS_ALL = """() => {
  for (const press of ["Check", "If you stop here", "How it is written down"]) {
    [...document.querySelectorAll("button")].find(({ textContent }) => textContent === press).click();
  }
}"""


def record_it(page: Page, words: str) -> None:
    """Answer how a worry is written down with the policy's own words."""
    page.locator("[data-desk-hour] button", has_text="How it is written down").click()
    question = page.locator('[data-question="record-worry"]')
    question.locator("summary").click()
    question.get_by_label("What your policy says").fill(words)
    question.get_by_role("button", name="Keep").click()
    expect(question).to_have_attribute("data-answer", "differs")


def test_it_opens_by_a_double_click_with_the_first_question(desk: Page) -> None:
    assert heading(desk) == "People and how to reach them"
    assert re.match(
        r"\d+ of \d+ sections read; \d+ of \d+ lines looked at",
        desk.locator("[data-desk-progress]").inner_text(),
    )
    assert desk.locator("[data-desk-status]").inner_text() == ""
    assert "Not saved" not in desk.locator("[data-desk-unsaved]").inner_text()


def test_what_comes_late_shows_in_the_place_of_nothing_newer(desk: Page) -> None:
    desk.evaluate(PRESS_ALL)
    desk.wait_for_timeout(2000)
    assert heading(desk) == "How it is written down"
    desk.locator("button", has_text="Yearly review").dispatch_event("click")
    desk.get_by_label("Your policy was adopted").fill("2027-09")
    desk.get_by_label("Your policy was adopted").blur()  # and the review is drawn again
    desk.evaluate(PRESS_ALL)
    desk.wait_for_timeout(2000)
    assert heading(desk) == "How it is written down"


def test_words_show_in_the_phone_while_they_are_typed(desk: Page) -> None:
    desk.locator("[data-desk-hour] button", has_text="How it is written down").click()
    question = desk.locator('[data-question="record-worry"]')
    question.locator("summary").click()
    question.get_by_label("What your policy says").press_sequentially("Use the green")
    here = desk.locator("[data-desk-phone] .hb-here", has_text="Use the green")
    expect(here).to_be_visible()
    expect(desk.locator("[data-desk-unsaved]")).to_have_text("")
    desk.get_by_role("button", name="If you stop here").click()
    expect(here).to_have_count(0)


def test_lines_are_decided_with_the_keyboard_alone(desk: Page) -> None:
    desk.locator("[data-desk-sections] button", has_text="Introduction").press("Enter")
    line = desk.locator('.hb-decide > li[data-decided="undecided"]').first
    ref = line.get_attribute("data-line")
    here = desk.locator(f'[data-line="{ref}"]')
    line.locator('[data-state="undecided"]').focus()
    desk.keyboard.press("y")
    expect(here).to_have_attribute("data-decided", "says")
    expect(here.locator('[data-state="says"]')).to_be_focused()
    desk.keyboard.press("u")
    expect(here).to_have_attribute("data-decided", "undecided")
    desk.keyboard.press("d")
    expect(here.locator("textarea")).to_be_focused()
    here.locator("textarea").fill("So we say it.")
    here.get_by_role("button", name="Keep these words").press("Enter")
    expect(here).to_have_attribute("data-decided", "differs")
    expect(here).to_contain_text("So we say it.")


def test_one_file_is_handed_over_and_what_was_not_touched_is_as_it_was(desk: Page) -> None:
    keep_phone(desk, "lead", "01300 960123")
    record_it(desk, "Use the green form.")
    expect(desk.locator("[data-desk-phone]")).to_contain_text("Use the green form.")
    with desk.expect_download() as download:
        desk.get_by_role("button", name="Hand over").click()
    files = handed(download.value)
    before = (DATA / POLICY).read_text(encoding="utf-8").splitlines()
    after = files[POLICY].splitlines()
    assert [line for line in before if line not in after] == []
    assert any("Use the green form." in line for line in after)
    assert "01300 960123" in files[f"settings/{SETTING}.yml"]
    expect(desk.locator("[data-desk-unsaved]")).to_have_text("")


def test_kept_on_the_device_only_when_asked_and_offered_again_by_a_web_host_too(
    desk: Page, browser: Browser, made_desk: Path
) -> None:
    keep_phone(desk, "lead", "01300 960123")
    assert desk.evaluate("localStorage.length") == 0
    desk.locator(".hb-desk-more summary").click()
    desk.get_by_label("Keep my work on this device").check()
    wait(desk, "localStorage.length === 1")
    kept = desk.evaluate("Object.entries(localStorage).map(([name, value]) => ({ name, value }))")
    desk.get_by_label("Keep my work on this device").uncheck()
    assert desk.evaluate("localStorage.length") == 0
    with serving(made_desk) as address:
        held: StorageState = {
            "cookies": [],
            "origins": [{"origin": address.rstrip("/"), "localStorage": kept}],
        }
        context = browser.new_context(viewport=DESKTOP, storage_state=held)
        asked: list[str] = []
        context.on("request", lambda request: asked.append(request.url))
        again = opened(context, f"{address}index.html")
        keep_phone(again, "lead", "01300 960999")  # kept in the place of nothing, since the offer stands
        again.get_by_role("button", name="Go on with it").click()
        expect(again.locator('[data-question="lead"]').get_by_label("Phone")).to_have_value("01300 960123")
        assert [url for url in asked if not url.startswith((address, "data:", "blob:"))] == []
        context.close()


def test_axe_finds_nothing_and_a_phone_has_room(desk: Page) -> None:
    found: dict[str, list[str]] = {}
    for view in ("[data-desk-hour] button >> nth=2", "[data-desk-sections] button >> nth=1"):
        desk.set_viewport_size(DESKTOP)
        desk.locator(view).click()
        for size, colours in zip((DESKTOP, NARROW), COLOURS, strict=True):
            desk.set_viewport_size(size)
            desk.emulate_media(color_scheme=colours, reduced_motion="reduce")
            if wrong := faults(desk):
                found[f"{view} {size['width']} {colours}"] = wrong
    assert (found, desk.evaluate(SIDEWAYS)) == ({}, 0)


def test_a_policy_is_opened_and_its_words_are_marked_beside_the_line_that_they_may_say(
    desk: Page, made_desk: Path
) -> None:
    words = "Staff write down what the child said, in the child's own words."
    body = "".join(
        paragraph(title, "H1") + paragraph(said)
        for title, said in {
            "Scope": "This is for all who work at the school.",
            "Procedures": f"Nobody waits. {words} They sign it.",
            "Mobile phones": "Phones stay in the office all day long.",
        }.items()
    )
    page = desk
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    chosen(page, "Open your policy", docx(body), "policy.docx", WORD_FILE)
    expect(page.locator("[data-desk-main] h1")).to_have_text("Your policy is open: 3 sections")
    expect(page.locator("[data-desk-main]")).to_contain_text("New in your file: Mobile phones.")
    expect(page.locator("[data-desk-looking]")).to_contain_text(
        "Your policy was looked through", timeout=START
    )
    page.locator("[data-desk-sections] button", has_text="Procedures").click()
    line = page.locator(".hb-decide > li", has=page.locator("mark", has_text=words)).first
    ref = line.get_attribute("data-line")
    line.locator('[data-state="says"]').click()
    here = page.locator(f'[data-line="{ref}"]')
    expect(here).to_have_attribute("data-decided", "says")
    expect(here.locator("mark")).to_contain_text(words)
    page.get_by_text("The section's text").click()
    expect(page.locator(".hb-policy-text")).to_contain_text("Nobody waits.")
    found: dict[str, list[str]] = {}
    for colours in COLOURS:
        page.emulate_media(color_scheme=colours, reduced_motion="reduce")
        if wrong := faults(page):
            found[colours] = wrong
    assert found == {}
    with page.expect_download() as download:
        page.get_by_role("button", name="Hand over").click()
    assert f"- {ref}" in handed(download.value)[POLICY]
    own = (made_desk.as_uri(), "data:", "blob:")
    assert [url for url in asked if not url.startswith(own)] == []


def test_a_pdf_is_taken_and_pasted_words_too_and_undone_it_is_as_it_was(desk: Page) -> None:
    whole = pdf("= Scope\nFor all who work here.\n= Staffing\nThe head appoints.\n= Phones\nNone.")
    chosen(desk, "Open your policy", whole, "policy.pdf", "application/pdf")
    expect(desk.locator("[data-desk-main]")).to_contain_text("New in your file: Phones.")
    desk.get_by_role("button", name="Undo").click()
    desk.get_by_text("Or paste your policy's text").click()
    desk.get_by_label("All of its text").fill("Tell the lead and go home.")
    desk.get_by_role("button", name="Take this text").click()
    expect(desk.locator("[data-desk-main]")).to_contain_text("No heading was found")
    desk.get_by_role("button", name="Undo").click()
    expect(desk.locator("[data-desk-unsaved]")).to_have_text("")
    expect(desk.locator("[data-desk-looking]")).to_have_text("")


def test_work_that_is_not_saved_is_asked_about(desk: Page) -> None:
    keep_phone(desk, "lead", "01300 960123")
    with desk.expect_event("dialog") as asked:
        desk.close(run_before_unload=True)
    dialog: Dialog = asked.value
    assert dialog.type == "beforeunload"
    dialog.dismiss()
    expect(desk.locator('[data-question="lead"]').get_by_label("Phone")).to_have_value("01300 960123")


def test_what_was_typed_and_not_kept_is_there_again_and_said_to_be_missing_from_a_saved_file(
    desk: Page,
) -> None:
    lead = desk.locator('[data-question="lead"]')
    lead.get_by_label("Phone").fill("01300 960124")
    desk.locator("[data-desk-hour] button").nth(1).click()
    desk.locator("[data-desk-hour] button").first.click()
    expect(lead.get_by_label("Phone")).to_have_value("01300 960124")
    expect(lead).to_contain_text("Typed, and not kept yet.")
    with desk.expect_download():
        desk.get_by_role("button", name="Save as a file").click()
    expect(desk.locator("[data-desk-status]")).to_contain_text("did not keep is not in it")
    lead.get_by_role("button", name="Keep").click()
    expect(lead).to_have_attribute("data-answer", "differs")
    expect(lead).not_to_contain_text("not kept yet")


def test_a_line_that_was_begun_in_a_section_waits_there_with_all_that_was_chosen(desk: Page) -> None:
    sections = desk.locator("[data-desk-sections] button")
    add = desk.locator(".hb-own details")
    sections.first.click()
    add.locator("summary").click()
    add.get_by_label("What your policy says").fill("Ring twice.")
    slot = add.get_by_label("What it is about")
    limit = str(
        slot.evaluate("(one) => [...one.options].find(({ value }) => value.startsWith('clock.')).value")
    )
    slot.select_option(limit)
    add.get_by_label("How many").fill("3")
    sections.nth(1).click()
    expect(add.get_by_label("What your policy says")).to_have_value("")
    sections.first.click()
    expect(add.get_by_label("What your policy says")).to_have_value("Ring twice.")
    expect(slot).to_have_value(limit)
    expect(add.get_by_label("How many")).to_be_visible()
    expect(add.get_by_label("How many")).to_have_value("3")


def test_the_folder_carries_every_licence_and_nothing_of_this_machine(made_desk: Path) -> None:
    terms = (made_desk / "assets/python/LICENCES.txt").read_text(encoding="utf-8")
    assert "Pyodide" in terms and "phonenumbers" in terms  # noqa: PT018 - one list
    assert "mammoth" in (made_desk / "assets/desk/reader-LICENCES.txt").read_text(encoding="utf-8")
    bundle = (made_desk / "assets/desk/book.json").read_text(encoding="utf-8")
    assert str(PROJECT) not in bundle
    assert "Medway" not in json.dumps(json.loads(bundle)["learned"]), "no line of another school's policy"
