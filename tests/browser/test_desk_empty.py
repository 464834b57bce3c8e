"""A desk that begins empty, and one of a policy that several schools share, in a browser."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from handbook.cli import main
from handbook.datafiles.data import Data, load
from handbook.desk import bundle, folder
from handbook.desk.parcel import unpacked
from handbook.new.setting_file import Wanted, texts
from tests.access.axe import COLOURS, SIDEWAYS, faults
from tests.browser.atdesk import (
    DESKTOP,
    NARROW,
    START,
    chosen,
    heading,
    keep_phone,
    opened,
    patience,
    patient,
)
from tests.browser.support import DATA, serving

SHARED = "christ-the-king-2021"
STATE = "data-state"


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    with patience(), patient(browser, NARROW) as held:
        yield held


def empty(context: BrowserContext, address: str, state: str = "empty") -> Page:
    page = context.new_page()
    page.goto(address)
    expect(page.locator("[data-desk]")).to_have_attribute(STATE, state, timeout=START)
    return page


def wrong(page: Page, name: str) -> dict[str, list[str]]:
    """What axe finds, and whether the page is too wide: narrow in light colours, wide in dark ones."""
    found = {}
    for size, colours in zip((NARROW, DESKTOP), COLOURS, strict=True):
        page.set_viewport_size(size)
        page.emulate_media(color_scheme=colours, reduced_motion="reduce")
        found[f"{name} {size['width']} {colours}"] = faults(page)
        found[f"{name} {size['width']} sideways"] = [] if page.evaluate(SIDEWAYS) == 0 else ["too wide"]
    page.set_viewport_size(NARROW)
    return {where: told for where, told in found.items() if told}


def test_a_school_begins_with_the_keyboard_and_its_files_are_taken(
    context: BrowserContext, data: Data, empty_desk: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = empty(context, f"file://{empty_desk}/index.html")
    assert heading(page) == "Whose handbook will it be?"
    assert wrong(page, "begin") == {}
    name, begin = page.get_by_label("Name of your school"), page.get_by_role("button", name="Begin")
    begin.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Write the name of your setting.")
    name.fill("Griffin")
    name.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("“griffin” is there already")
    expect(page.get_by_label("Short name")).to_be_visible()
    name.fill("Oakfield School")
    name.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Choose your own council.")
    page.get_by_label("Which council is yours?").select_option(label="Hull City Council")
    page.get_by_label("Which council is yours?").press("Tab")
    page.keyboard.press("Enter")
    page.get_by_role("checkbox", name="East Riding of Yorkshire Council").check()
    begin.press("Enter")
    expect(page.locator("[data-desk]")).to_have_attribute(STATE, "ready")
    expect(page.locator("[data-desk-main] [data-heading]")).to_be_focused()
    expect(page).to_have_title("Desk: Oakfield School")
    expect(page.get_by_text("Your handbook has begun.")).to_be_visible()
    page.get_by_role("button", name="Hand over").click()
    expect(page.locator("[data-desk-status]")).to_contain_text("There is nothing to hand over yet")
    keep_phone(page, "lead", "01482 960123")
    page.get_by_role("button", name="Questions and sections").click()
    page.get_by_role("button", name="If you stop here").click()
    expect(page.locator("[data-desk-main]")).to_contain_text("0 lines as your policy's")
    page.get_by_text("People and numbers to fill in").click()
    expect(page.locator("[data-desk-main]")).to_contain_text("Headteacher: a name and a phone number")
    assert wrong(page, "left") == {}
    with page.expect_download() as download:
        page.get_by_role("button", name="Hand over").click()
    assert download.value.suggested_filename == "oakfield-school-handed-over.json"
    file = Path(download.value.path())
    parcel = unpacked(file.read_text(encoding="utf-8"), "x")
    wanted = Wanted("oakfield-school", "Oakfield School", "school", ("hull", "east-riding"))
    written = texts(data, wanted)
    assert set(parcel.began.values()) == set(written.values())
    root = shutil.copytree(DATA, tmp_path / "data")
    assert main(["--data", str(root), "desk", "--take", str(file)]) == 0
    assert "oakfield-school" in capsys.readouterr().out
    policy = (root / "policies/oakfield-school-policy.yml").read_text(encoding="utf-8")
    assert policy == written["policy", "oakfield-school-policy"]
    assert "01482 960123" in (root / "settings/oakfield-school.yml").read_text(encoding="utf-8")


def test_by_http_a_saved_or_kept_file_is_gone_on_with_and_nothing_leaves(
    context: BrowserContext, empty_desk: Path
) -> None:
    with serving(empty_desk) as address:
        asked: list[str] = []
        context.on("request", lambda request: asked.append(request.url))
        page = empty(context, f"{address}index.html")
        page.get_by_label("Name of your school").fill("Oakfield School")
        page.get_by_label("Which council is yours?").select_option(label="Not in this list")
        page.get_by_role("button", name="Begin").click()
        expect(page.get_by_text("Your council is not in this handbook yet. Type its numbers")).to_be_visible()
        page.locator(".hb-desk-more summary").click()
        page.get_by_label("Keep my work on this device").check()
        keep_phone(page, "lead", "01482 960123")
        with page.expect_download() as download:
            page.get_by_role("button", name="Save as a file").click()
        text = Path(download.value.path()).read_text(encoding="utf-8")
        again = empty(context, f"{address}index.html")
        again.get_by_role("button", name="Throw it away").click()
        of_griffin = text.replace('"setting": "oakfield-school"', '"setting": "griffin"')
        chosen(again, "Open a file", of_griffin)
        expect(again.locator("[data-desk-status]")).to_contain_text("“griffin” is there already")
        chosen(again, "Open a file", text)
        expect(again.locator("[data-desk]")).to_have_attribute(STATE, "ready")
        phone = again.locator('[data-question="lead"]').get_by_label("Phone")
        expect(phone).to_have_value("01482 960123")
        assert [url for url in asked if not url.startswith((address, "data:", "blob:"))] == []


@pytest.mark.parametrize("lacks", ["delete globalThis.WebAssembly", "delete globalThis.Worker"])
def test_a_browser_that_cannot_run_it_says_what_to_do(
    context: BrowserContext, empty_desk: Path, lacks: str
) -> None:
    context.add_init_script(lacks)
    page = empty(context, f"file://{empty_desk}/index.html", "failed")
    expect(page.locator("[data-desk-main]")).to_contain_text("Open this page in another one")
    expect(page.locator("[data-desk-main]")).to_contain_text("handbook new-setting")
    assert wrong(page, "cannot") == {}


def test_without_scripts_it_says_what_to_do(browser: Browser, empty_desk: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"file://{empty_desk}/index.html")
    expect(page.get_by_text("“handbook new-setting” asks the same questions")).to_be_visible()
    context.close()


def test_a_trusts_desk_shows_its_schools_and_what_each_owes(context: BrowserContext, tmp_path: Path) -> None:
    root = shutil.copytree(DATA, tmp_path / "data")
    for setting in ("mildmay", "grange"):
        file = root / f"settings/{setting}.yml"
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace("policies: [", f"policies: [{SHARED}, "), encoding="utf-8")
    shared = load(root)  # the demonstrations' situations would not come true with another's policy
    assert len(bundle.listing(shared, SHARED)) == 3
    folder.write(shared, "", tmp_path / "desk", policy=SHARED)
    page = opened(context, f"file://{tmp_path}/desk/index.html")
    expect(page.locator("[data-desk-hour]")).not_to_contain_text("People and how to reach them")
    page.get_by_role("button", name="Questions and sections").click()
    page.get_by_role("button", name="Schools of this policy").click()
    expect(page.locator("[data-school]")).to_have_count(3)
    mildmay = page.locator('[data-school="mildmay"]')
    expect(mildmay).to_contain_text("of 16 sections read")
    mildmay.get_by_text("People and numbers to fill in").click()
    expect(mildmay).to_contain_text("Headteacher")
    assert wrong(page, "schools") == {}
    with page.expect_download() as download:
        page.get_by_role("button", name="Save as a file").click()
    assert download.value.suggested_filename == f"{SHARED}-desk.json"
    held = json.loads(Path(download.value.path()).read_text(encoding="utf-8"))
    assert held["policy"] == SHARED
