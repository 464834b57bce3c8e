"""Who answers now: by the clocks of England, wherever the device is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import Visit
from tests.browser.live import ready
from tests.browser.support import MADE_AHEAD, OUT_OF_SIGHT, SEEN_AGAIN, Watched, milliseconds
from tests.browser.walk import WALK, covering
from wizard.model import Book

SETTING, FLOW, SLOT = "grange", "referral", "social-care"
HUB, NIGHT = "essex-hub", "essex-hub-out-of-hours"
TUESDAY = datetime(2026, 11, 24, 12, tzinfo=UTC)
CARDS = """() => [...document.querySelectorAll("[data-wizard] [data-contact]")].map((card) => [
  card.dataset.contact,
  card.querySelector(".hb-open") !== null ? "open" : card.querySelector(".hb-closed") !== null ? "closed" : "",
])"""

BEFORE_CLOSING = datetime(2026, 11, 26, 17, 25, tzinfo=UTC)
LATER = "15:00"  # minutes, seconds
# Everything that a reader may be in the middle of.
HOLD = """(contact) => {
  const wizard = document.querySelector("[data-wizard]");
  for (const fold of wizard.querySelectorAll(".hb-keep, .hb-fold")) fold.open = true;
  globalThis.held = wizard.querySelector(`[data-contact="${contact}"] a`);
  held.focus();
  getSelection().selectAllChildren(wizard.querySelector("[data-note]"));
  scrollTo(0, 200);
}"""
HELD = """() => ({
  focus: document.activeElement === held,
  unfolded: document.querySelector(".hb-keep").open,
  marked: getSelection().toString().trim() === document.querySelector("[data-note]").innerText.trim(),
  scroll: scrollY,
  told: document.querySelector(".wizard-status").textContent,
})"""

GONE = "(step) => document.querySelector('[data-wizard]').dataset.step !== step"

# In winter England keeps UTC, in summer it is an hour ahead.
OPEN = {
    "Thursday 17:29": datetime(2026, 11, 26, 17, 29, tzinfo=UTC),
    "Friday 16:29": datetime(2026, 11, 27, 16, 29, tzinfo=UTC),
    "Thursday 8:45": datetime(2026, 11, 26, 8, 45, tzinfo=UTC),
    "a summer Thursday 17:29": datetime(2026, 7, 2, 16, 29, tzinfo=UTC),
}
CLOSED = {
    "Thursday 17:30": datetime(2026, 11, 26, 17, 30, tzinfo=UTC),
    "Friday 16:31": datetime(2026, 11, 27, 16, 31, tzinfo=UTC),
    "Saturday noon": datetime(2026, 11, 28, 12, tzinfo=UTC),
    "Boxing Day's bank holiday, a Monday, noon": datetime(2026, 12, 28, 12, tzinfo=UTC),
    "a summer Thursday 17:30": datetime(2026, 7, 2, 16, 30, tzinfo=UTC),
}


@pytest.fixture(scope="module")
def page(browser: Browser, addresses: dict[str, str], books: dict[str, Book]) -> Iterator[Page]:
    """An outcome that names social care, on a device in another part of the world."""
    way = next(way for way in covering(books[SETTING], FLOW) if SLOT in way.outcome.contacts)
    site = Watched(browser, addresses[SETTING], TUESDAY, timezone_id="America/New_York")
    page = ready(site.open(f"what-now/{FLOW}.html"))
    page.evaluate(WALK, [{"answers": way.answers, "kept": 0, "html": ""}])
    yield page
    site.close()


def cards_at(page: Page, moment: datetime) -> list[list[str]]:
    """The social care contacts, in the order that the page shows them to a reader who comes at that moment."""
    page.evaluate("(moment) => stopClock(moment)", milliseconds(moment))
    step = page.locator("[data-wizard]").get_attribute("data-step")
    page.go_back()
    page.wait_for_function(GONE, arg=step)
    page.go_forward()
    page.wait_for_function(f"(step) => !({GONE})(step)", arg=step)
    return [card for card in page.evaluate(CARDS) if card[0] in {HUB, NIGHT}]


@pytest.mark.parametrize("moment", OPEN.values(), ids=OPEN)
def test_the_hub_answers(page: Page, moment: datetime) -> None:
    assert cards_at(page, moment) == [[HUB, "open"], [NIGHT, "closed"]]


@pytest.mark.parametrize("moment", CLOSED.values(), ids=CLOSED)
def test_the_hub_is_closed_and_the_night_line_comes_first(page: Page, moment: datetime) -> None:
    assert cards_at(page, moment) == [[NIGHT, "open"], [HUB, "closed"]]


def test_an_outcome_is_of_the_moment_of_the_tap_however_long_the_question_stood_there(page: Page) -> None:
    assert cards_at(page, OPEN["Thursday 17:29"]) == [[HUB, "open"], [NIGHT, "closed"]]
    step = page.locator("[data-wizard]").get_attribute("data-step")
    page.go_back()
    page.wait_for_function(GONE, arg=step)
    page.wait_for_timeout(MADE_AHEAD)
    page.evaluate("(moment) => stopClock(moment)", milliseconds(CLOSED["Thursday 17:30"]))
    page.go_forward()
    page.wait_for_function(f"(step) => !({GONE})(step)", arg=step)
    assert [card for card in page.evaluate(CARDS) if card[0] in {HUB, NIGHT}] == [
        [NIGHT, "open"],
        [HUB, "closed"],
    ]


@pytest.fixture
def left_open(visit: Visit, books: dict[str, Book]) -> Page:
    """An outcome with limits, reached just before the hub closes, on a clock that the test can move on."""
    way = next(way for way in covering(books[SETTING], FLOW) if way.outcome.id == "refer-tell")
    site = visit(SETTING)
    site.context.clock.install(time=BEFORE_CLOSING)
    page = ready(site.open(f"what-now/{FLOW}.html"))
    page.evaluate(WALK, [{"answers": way.answers, "kept": 0, "html": ""}])
    expect(card(page, HUB)).to_contain_text("Open now")
    page.wait_for_timeout(MADE_AHEAD)
    return page


def card(page: Page, contact: str) -> Locator:
    return page.locator(f'[data-wizard] [data-contact="{contact}"]')


def first(page: Page) -> Locator:
    return page.locator("[data-wizard] [data-contact]").first


def test_an_outcome_left_open_says_it_when_the_hub_closes(left_open: Page) -> None:
    left_open.clock.fast_forward(LATER)
    expect(first(left_open)).to_have_attribute("data-contact", NIGHT)
    expect(first(left_open)).to_contain_text("Open now")
    expect(card(left_open, HUB)).to_contain_text("Closed. Opens 8.45am tomorrow")
    expect(left_open.locator("[data-note]")).to_contain_text("Time: Thursday 26 November 2026, 5.4")


def test_it_leaves_the_reader_alone_meanwhile(left_open: Page) -> None:
    left_open.evaluate(HOLD, HUB)
    before = left_open.evaluate(HELD)
    assert before == {"focus": True, "unfolded": True, "marked": True, "scroll": 200, "told": ""}
    left_open.clock.fast_forward(LATER)
    expect(first(left_open)).to_have_attribute("data-contact", NIGHT)
    assert left_open.evaluate(HELD) == before


def test_an_outcome_that_nobody_looks_at_is_right_as_soon_as_it_is_seen_again(left_open: Page) -> None:
    left_open.evaluate(OUT_OF_SIGHT)
    left_open.clock.fast_forward(LATER)
    left_open.wait_for_timeout(500)
    expect(card(left_open, HUB)).to_contain_text("Open now")
    left_open.evaluate(SEEN_AGAIN)
    expect(first(left_open)).to_have_attribute("data-contact", NIGHT)
    expect(card(left_open, HUB)).to_contain_text("Closed")


def test_a_step_back_is_not_lost_to_the_clock(left_open: Page) -> None:
    step = left_open.locator("[data-wizard]").get_attribute("data-step")
    left_open.evaluate(f"() => {{ ({SEEN_AGAIN})(); document.querySelector('[data-back]').click(); }}")
    left_open.wait_for_function(GONE, arg=step)
    left_open.wait_for_timeout(500)
    expect(left_open.locator("[data-wizard]")).to_have_attribute("data-kind", "question")
    assert left_open.locator("[data-wizard] .hb-open").count() == 0


def test_a_printed_page_and_one_without_script_promise_nobody(visit: Visit) -> None:
    page = visit(SETTING, TUESDAY, java_script_enabled=False).open(f"what-now/{FLOW}.html")
    assert page.locator(".hb-open, .hb-closed").count() == 0
