"""The note: copied, saved or printed by the reader, and kept nowhere else."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.support import Watched
from tests.browser.test_due import FLOW, NOW, OUTCOME, arrive
from wizard.model import Book

# A reader who is asked whether the page may copy says no, and then yes.
NO_AND_THEN_YES = """
let asked = 0;
const writeText = async () => { if ((asked += 1) === 1) throw new DOMException("no", "NotAllowedError"); };
Object.defineProperty(Navigator.prototype, "clipboard", { value: { writeText } });
Document.prototype.execCommand = () => false;
"""
NO_CLIPBOARD = "Object.defineProperty(Navigator.prototype, 'clipboard', { value: undefined });"
# What stands on the paper, and whether the page's own parts are out of the way.
ON_PAPER = """() => {
  const shown = [...document.body.children].filter((one) => getComputedStyle(one).display !== "none");
  return shown.map((one) => one.className);
}"""


def note(page: Page) -> str:
    return page.locator("[data-note]").text_content() or ""


@pytest.fixture(scope="module")
def site(browser: Browser, addresses: dict[str, str]) -> Iterator[Watched]:
    site = Watched(browser, addresses["griffin"], NOW, permissions=["clipboard-read", "clipboard-write"])
    yield site
    site.close()


@pytest.fixture(scope="module")
def page(site: Watched, books: dict[str, Book]) -> Page:
    return arrive(site.open(f"what-now/{FLOW}.html"), books["griffin"], FLOW, OUTCOME)


def test_the_note_can_be_read_on_the_page_first(page: Page) -> None:
    page.get_by_text("Keep a note").click()
    expect(page.locator("[data-note]")).to_be_hidden()
    page.get_by_text("Keep a note").click()
    expect(page.locator("[data-note]")).to_be_visible()
    text = note(page)
    assert text.startswith("SAFEGUARDING NOTE\nTime: Friday 27 November 2026, 4.30pm\nSetting: Griffin")
    assert "Answer: I rang and have not written yet" in text
    assert "Signature: ____" in text


def test_copying_puts_the_note_on_the_clipboard_and_says_so(page: Page) -> None:
    button = page.locator("[data-copy]")
    button.click()
    expect(button).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == note(page)
    expect(page.locator(".wizard-status")).to_have_text("Copied")
    expect(button).to_be_focused()


def test_saving_gives_a_text_file_with_a_name_that_tells_nothing(page: Page) -> None:
    with page.expect_download() as waiting:
        page.locator("[data-save]").click()
    assert waiting.value.suggested_filename == "note.txt"
    assert waiting.value.path().read_text(encoding="utf-8") == note(page)


def test_printing_puts_the_note_alone_on_the_paper_and_clears_it_afterwards(page: Page) -> None:
    page.evaluate("window.print = () => {}")
    page.locator("[data-print]:not(html)").click()
    page.emulate_media(media="print")
    assert page.evaluate(ON_PAPER) == ["wizard-sheet"]
    assert page.locator(".wizard-sheet").text_content() == note(page)
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="screen")
    expect(page.locator(".wizard-sheet")).to_have_count(0)
    expect(page.locator("[data-wizard]")).to_be_visible()


def test_an_outcome_prints_without_its_buttons(page: Page) -> None:
    page.emulate_media(media="print")
    for gone in ("[data-copy]", "[data-ics]", "[data-hide]", "input[data-start]"):
        expect(page.locator(gone).first).to_be_hidden()
    expect(page.locator(".hb-first")).to_be_visible()
    page.emulate_media(media="screen")


def test_nothing_is_kept_and_the_address_stays_as_it_was(page: Page) -> None:
    assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]
    assert page.url.endswith(f"what-now/{FLOW}.html")
    assert page.evaluate("indexedDB.databases()") == []


def test_hiding_the_screen_takes_the_note_away(page: Page) -> None:
    page.locator("[data-hide]").click()
    expect(page.locator("[data-cover]")).to_be_visible()
    page.evaluate("document.dispatchEvent(new Event('handbook-forget'))")
    expect(page.locator("[data-note]")).to_have_count(0)


def test_hiding_the_screen_clears_a_sheet_that_was_never_printed(
    browser: Browser, addresses: dict[str, str], books: dict[str, Book]
) -> None:
    """A page inside another app may have no printer, and then nothing tells that printing is over."""
    site = Watched(browser, addresses["griffin"], NOW)
    page = arrive(site.open(f"what-now/{FLOW}.html"), books["griffin"], FLOW, OUTCOME)
    page.evaluate("window.print = () => {}")
    page.locator("[data-print]:not(html)").click()
    expect(page.locator(".wizard-sheet")).to_have_count(1)
    page.locator("[data-hide]").click()
    page.evaluate("document.dispatchEvent(new Event('handbook-forget'))")
    assert page.evaluate("document.documentElement.outerHTML").count("SAFEGUARDING NOTE") == 0
    site.close()


def test_a_copy_that_works_the_second_time_leaves_the_button_as_it_was(
    browser: Browser, addresses: dict[str, str], books: dict[str, Book]
) -> None:
    site = Watched(browser, addresses["griffin"])
    site.context.clock.install(time=NOW)
    site.context.add_init_script(NO_AND_THEN_YES)
    page = arrive(site.open(f"what-now/{FLOW}.html"), books["griffin"], FLOW, OUTCOME)
    button = page.locator("[data-copy]")
    button.click()
    expect(button).to_contain_text("Not copied")
    button.click()
    expect(button).to_have_text("Copied")
    page.clock.run_for(10_000)
    expect(button).to_have_text("Copy the note")
    site.close()


def test_where_the_clipboard_is_closed_the_old_way_copies(
    browser: Browser, addresses: dict[str, str], books: dict[str, Book]
) -> None:
    """On plain http in a school's own network the browser has no clipboard for pages."""
    site = Watched(browser, addresses["griffin"], datetime(2026, 11, 27, 12, tzinfo=UTC))
    site.context.add_init_script(NO_CLIPBOARD)
    page = arrive(site.open(f"what-now/{FLOW}.html"), books["griffin"], FLOW, OUTCOME)
    page.evaluate("addEventListener('copy', () => (window.taken = document.activeElement.value))")
    page.locator("[data-copy]").click()
    expect(page.locator("[data-copy]")).to_have_text("Copied")
    assert page.evaluate("window.taken") == note(page)
    assert page.locator("textarea").count() == 0
    site.close()
