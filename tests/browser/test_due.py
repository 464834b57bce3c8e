"""Limits become dates: the reader gives the moment, and the page, the note and the calendar file follow."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import icalendar
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.live import ready
from tests.browser.support import SEEN_AGAIN, SITE, STOPPED_CLOCK, Watched, milliseconds
from tests.browser.walk import WALK, covering
from wizard.model import Book

NOW = datetime(2026, 11, 27, 16, 30, tzinfo=UTC)  # a Friday; in November England keeps UTC
FLOW, OUTCOME = "after-referral", "write"
FORM, CONFIRMED = "hull-written-referral", "hull-referral-reply"
SUNDAY = "If you count from now: by Sunday 29 November 2026, 4.30pm."
MONDAY = "If you count from now: by Monday 30 November 2026, 4.30pm."


UNFOLD = """() => {
  for (const fold of document.querySelectorAll("[data-wizard] .hb-fold")) {
    fold.open = true;
  }
}"""


def arrive(page: Page, book: Book, flow: str, outcome: str) -> Page:
    """The page at an outcome of the flow, by the questions."""
    way = next(way for way in covering(book, flow) if way.outcome.id == outcome)
    ready(page).evaluate(WALK, [{"answers": way.answers, "kept": 0, "html": ""}])
    page.evaluate(UNFOLD)
    return page


def arrived(browser: Browser, addresses: dict[str, str], books: dict[str, Book]) -> Iterator[Page]:
    """A page at the outcome with the limits, at NOW."""
    site = Watched(browser, addresses["griffin"], NOW)
    yield arrive(site.open(f"what-now/{FLOW}.html"), books["griffin"], FLOW, OUTCOME)
    site.close()


@pytest.fixture(scope="module")
def page(browser: Browser, addresses: dict[str, str], books: dict[str, Book]) -> Iterator[Page]:
    yield from arrived(browser, addresses, books)


@pytest.fixture
def own_page(browser: Browser, addresses: dict[str, str], books: dict[str, Book]) -> Iterator[Page]:
    """For a test that leaves the page, or its clock, otherwise than it was."""
    yield from arrived(browser, addresses, books)


def due(page: Page, clock: str) -> Locator:
    return page.locator(f'[data-clock="{clock}"] .hb-due')


def field(page: Page, anchor: str) -> Locator:
    return page.locator(f'input[data-start="{anchor}"]')


def test_without_a_moment_limits_count_from_now_and_say_so(page: Page) -> None:
    expect(due(page, FORM)).to_have_text(SUNDAY)
    expect(due(page, CONFIRMED)).to_have_text(MONDAY)
    assert field(page, "call").input_value() == "2026-11-27T16:30"
    expect(page.locator(".hb-days").first).to_contain_text("without England's bank holidays")
    expect(page.get_by_label("This counts from when the phone referral was made")).to_be_visible()


def test_each_moment_moves_its_own_limits_and_nothing_else(page: Page) -> None:
    field(page, "call").fill("2026-11-26T09:00")
    expect(due(page, FORM)).to_have_text("By Saturday 28 November 2026, 9am.")
    expect(due(page, CONFIRMED)).to_have_text(MONDAY)
    field(page, "form-received").fill("2026-12-24T12:00")
    expect(due(page, CONFIRMED)).to_have_text("By Tuesday 29 December 2026, 12pm.")
    expect(due(page, FORM)).to_have_text("By Saturday 28 November 2026, 9am.")
    expect(page.locator("[data-note]")).to_contain_text(
        "Thursday 26 November 2026, 9am (given by the reader)"
    )


def test_typing_goes_on_while_the_dates_change(page: Page) -> None:
    given = field(page, "call")
    given.focus()
    given.fill("2026-11-20T09:00")
    expect(due(page, FORM)).to_have_text("By Sunday 22 November 2026, 9am. This time has passed.")
    expect(given).to_be_focused()
    expect(given).to_have_value("2026-11-20T09:00")
    expect(page.locator(".wizard-status")).to_have_text("The times are counted again.")
    given.fill("")
    expect(due(page, FORM)).to_have_text(SUNDAY)


def test_what_counts_from_now_goes_on_with_the_clock_and_what_was_given_stays(own_page: Page) -> None:
    page = own_page
    field(page, "call").fill("2026-11-26T09:00")
    expect(due(page, FORM)).to_have_text("By Saturday 28 November 2026, 9am.")
    page.locator("[data-heading]").focus()
    page.evaluate("(moment) => stopClock(moment)", milliseconds(NOW + timedelta(minutes=15)))
    page.evaluate(SEEN_AGAIN)
    expect(due(page, CONFIRMED)).to_have_text(MONDAY.replace("4.30pm", "4.45pm"))
    expect(due(page, FORM)).to_have_text("By Saturday 28 November 2026, 9am.")
    assert field(page, "call").input_value() == "2026-11-26T09:00"
    assert field(page, "form-received").input_value() == "2026-11-27T16:45"
    field(page, "form-received").focus()
    page.evaluate("(moment) => stopClock(moment)", milliseconds(NOW + timedelta(hours=1)))
    page.evaluate(SEEN_AGAIN)
    expect(due(page, CONFIRMED)).to_have_text(MONDAY.replace("4.30pm", "5.30pm"))
    expect(field(page, "form-received")).to_be_focused()
    assert field(page, "form-received").input_value() == "2026-11-27T16:45"


def test_a_moment_stands_in_no_address_and_no_history(page: Page) -> None:
    field(page, "call").fill("2026-11-26T09:00")
    expect(due(page, FORM)).to_contain_text("By Saturday")
    assert page.url.endswith(f"what-now/{FLOW}.html")
    assert page.evaluate("Object.keys(history.state)") == ["wizard"]
    assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]


def test_the_reminders_are_a_calendar_file_with_the_dates_of_the_screen(page: Page) -> None:
    field(page, "call").fill("2026-11-26T09:00")
    expect(due(page, FORM)).to_contain_text("By Saturday")
    with page.expect_download() as waiting:
        page.locator("[data-ics]").click()
    assert waiting.value.suggested_filename == "reminders.ics"
    events = icalendar.Calendar.from_ical(waiting.value.path().read_bytes()).walk("VEVENT")
    starts = [event.decoded("DTSTART") for event in events]
    assert starts[0].isoformat() == "2026-11-28T09:00:00+00:00"
    assert len(events) == 3
    assert all(event.walk("VALARM")[0].decoded("TRIGGER") == timedelta(hours=-2) for event in events)


def test_hiding_the_screen_forgets_the_moment(own_page: Page, books: dict[str, Book]) -> None:
    page = own_page
    field(page, "call").fill("2026-11-26T09:00")
    expect(due(page, FORM)).to_contain_text("By Saturday")
    page.locator("[data-hide]").click()
    page.evaluate("document.dispatchEvent(new Event('handbook-forget'))")
    page.locator("[data-cover] button").click()
    arrive(page, books["griffin"], FLOW, OUTCOME)
    expect(due(page, FORM)).to_have_text(SUNDAY)


def test_a_day_is_asked_for_as_a_day_and_what_lasts_has_no_reminder(
    browser: Browser, addresses: dict[str, str], books: dict[str, Book]
) -> None:
    site = Watched(browser, addresses["grange"], NOW)
    page = arrive(site.open("what-now/absence.html"), books["grange"], "absence", "ten-days")
    first_day = field(page, "absence-start")
    assert first_day.get_attribute("type") == "date"
    first_day.fill("2026-11-20")
    expect(due(page, "grange-absence-office")).to_have_text("By Thursday 3 December 2026.")
    expect(due(page, "council-ten-days")).to_have_text("By Sunday 29 November 2026.")
    first_day.fill("2029-07-16")
    expect(due(page, "grange-absence-office")).to_contain_text("Count the days yourself.")

    page.goto(f"{addresses['grange']}what-now/child-protection-file.html")
    arrive(page, books["grange"], "child-protection-file", "keep")
    expect(due(page, "file-25-years")).to_have_count(0)
    # A keyboard has left the field and stands on the next link when the date comes.
    onward = page.locator('[data-clock="file-25-years"] summary').first
    field(page, "birth").evaluate("(given) => { given.value = '2012-02-29'; }")
    onward.focus()
    field(page, "birth").dispatch_event("change")
    expect(due(page, "file-25-years")).to_have_text("Until Saturday 28 February 2037.")
    expect(onward).to_be_focused()
    expect(page.locator("[data-ics]")).to_have_count(0)
    site.close()


def test_from_a_folder_dates_and_the_calendar_file_work_too(browser: Browser, books: dict[str, Book]) -> None:
    context = browser.new_context()
    context.add_init_script(STOPPED_CLOCK % milliseconds(NOW))
    page = context.new_page()
    page.goto((SITE / f"griffin/what-now/{FLOW}.html").as_uri())
    arrive(page, books["griffin"], FLOW, OUTCOME)
    field(page, "call").fill("2026-11-26T09:00")
    expect(due(page, FORM)).to_have_text("By Saturday 28 November 2026, 9am.")
    with page.expect_download() as waiting:
        page.locator("[data-ics]").click()
    assert len(icalendar.Calendar.from_ical(waiting.value.path().read_bytes()).walk("VEVENT")) == 3
    context.close()
