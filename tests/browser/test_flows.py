"""Flows walked in the browser to each of their outcomes.

All tests of one flow share one page, so that Python starts once for them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, Page, expect

from handbook.datafiles.data import Data
from tests.browser import numbers
from tests.browser.live import ENGLAND_NOW, NOW, Live, ready
from tests.browser.support import FLOWS, SETTINGS, Watched, book_json, milliseconds
from tests.browser.walk import KEPT, Way, covering
from wizard.advice import contacts_for, deadlines_for
from wizard.host import Host

# Every path of every setting is proven without a browser (tests/proof), and so is that Python says the same in one
# (test_same_everywhere.py). Here: a sample of the flows, in the first setting and one in each other, and what does not
# hang on data in a few.
# pytest keeps tests that share a page together where it has the same place in their lists: so one list is the start of
# the other.
FEW = [(SETTINGS[0], flow) for flow in FLOWS[:2]]
ALL = [*FEW, *((SETTINGS[0], flow) for flow in FLOWS[6::6]), *zip(SETTINGS[1:], FLOWS[3::9], strict=False)]
MANY_TABS = 200
TITLE = re.compile(r"^(?:Question \d+|What to do) - ")  # neutral: the browser keeps titles
FOCUS = """(wanted) => {
  const held = document.activeElement;
  const { outlineStyle, outlineWidth } = getComputedStyle(held);
  return {
    there: held.matches(wanted),
    visible: held.matches(":focus-visible") && (outlineStyle === "auto" ||
      (outlineStyle !== "none" && parseFloat(outlineWidth) >= 2)),
  };
}"""
COVERED = """() => {
  const outside = [...document.body.querySelectorAll("*")].filter((one) => one.closest("[data-cover]") === null);
  return document.querySelector("[data-cover]")?.checkVisibility() && !outside.some((one) => one.checkVisibility());
}"""
# The first question stands there and no answer to it: the live page has a trail of answers, the static one a
# section for each step.
FORGOTTEN = """(start) => {
  const wizard = document.querySelector("[data-wizard]");
  const headings = [...wizard.querySelectorAll("h2")].filter((heading) => heading.checkVisibility());
  return wizard.dataset.step === start && wizard.querySelector("[data-change]") === null && headings.length === 1;
}"""

one = pytest.mark.parametrize("live", FEW[:1], indirect=True, ids="-".join)
few = pytest.mark.parametrize("live", FEW, indirect=True, ids="-".join)
every = pytest.mark.parametrize("live", ALL, indirect=True, ids="-".join)


@pytest.fixture(scope="module")
def sites(browser: Browser, addresses: dict[str, str]) -> Iterator[dict[str, Watched]]:
    found = {setting: Watched(browser, address, NOW) for setting, address in addresses.items()}
    yield found
    for site in found.values():
        site.close()


@pytest.fixture(scope="module")
def live(request: pytest.FixtureRequest, sites: dict[str, Watched]) -> Iterator[Live]:
    setting, flow = request.param
    page = ready(sites[setting].open(f"what-now/{flow}.html"))
    host = Host(book_json(setting))
    kept = page.evaluate(KEPT)
    yield Live(setting, flow, page, host, covering(host.book, flow), page.url, page.title(), kept)
    page.close()


@pytest.fixture(autouse=True)
def _nothing_else_happened(live: Live, sites: dict[str, Watched]) -> Iterator[None]:
    yield
    sites[live.setting].check()


def tab_to(page: Page, wanted: str) -> None:
    """Press Tab until the focus, well to be seen, is on what is wanted."""
    for _ in range(MANY_TABS):
        page.keyboard.press("Tab")
        focus = page.evaluate(FOCUS, wanted)
        if focus["there"]:
            assert focus["visible"], f"the focus on {wanted} cannot be seen"
            return
    raise AssertionError(f"no {wanted} within {MANY_TABS} tabs")


@one
def test_keyboard_alone_leads_to_an_outcome(live: Live) -> None:
    page, way = live.page, live.ways[-1].alone()
    tab_to(page, ".md-skip")
    page.keyboard.press("Enter")
    entries = page.evaluate("history.length")
    press(live, way, 0)
    tab_to(page, "[data-back]")
    page.keyboard.press("Enter")
    live.shows(way, 0)
    for answered in range(len(way.answers)):
        press(live, way, answered)
    assert page.evaluate("history.length") == entries + len(way.answers)
    tab_to(page, "a[href^='tel:']")


def press(live: Live, way: Way, answered: int) -> None:
    """Give the next answer of the way by keyboard."""
    tab_to(live.page, f'[data-option="{way.answers[answered][1]}"]')
    live.page.keyboard.press("Enter")
    live.shows(way, answered + 1)


@every
def test_every_outcome_gives_this_areas_contacts_and_leaves_no_trace(live: Live, data: Data) -> None:
    book = live.host.book
    walked = live.walk(live.ways)
    allowed, never = numbers.ours(data, live.setting), numbers.never_here(data, live.setting)
    for way, seen in zip(live.ways, walked["ends"], strict=True):
        contacts = contacts_for(book, way.outcome.contacts, way.step.areas, ENGLAND_NOW)
        deadlines = deadlines_for(book, way.outcome.deadlines, way.step.areas, ENGLAND_NOW)
        phones = [
            [
                shown.contact.id,
                [
                    [n.value, f"tel:{numbers.digits(n.value)}"]
                    for n in shown.contact.numbers
                    if n.kind == "phone"
                ],
            ]
            for shown in contacts
        ]
        assert [seen[key] for key in ("flow", "step", "kind", "state")] == [
            way.step.flow,
            way.outcome.id,
            "outcome",
            "ready",
        ], way.answers
        assert sorted(seen["contacts"]) == sorted(phones), way.answers
        assert {numbers.digits(call) for call in seen["calls"]} <= allowed, way.answers
        assert not numbers.numbers_in(seen["text"]) & never, way.answers
        assert set(seen["clocks"]) == {shown.deadline.id for shown in deadlines}, way.answers
        assert seen["options"] == 0, way.answers
        assert seen["tooWide"] == 0, way.answers
        assert seen["same"], f"CPython renders another page after {way.answers}"
    for place, options in walked["asked"].items():
        flow, question = place.split()
        assert options == [option.id for option in book.flows[flow].questions[question].options]
    # Nothing of the answers is in the address, the title, the history or anywhere that the browser keeps.
    assert {url.partition("#")[0] for url in walked["urls"]} == {live.url}
    assert {TITLE.sub("", title) for title in walked["titles"]} == {live.title}
    assert walked["states"] == ["wizard"]
    assert live.page.evaluate(KEPT) == live.kept


@few
def test_back_is_one_step_back(live: Live) -> None:
    way = live.ways[-1].alone()
    live.walk([way])
    for answered in range(len(way.answers) - 1, -1, -1):
        live.page.go_back()
        live.shows(way, answered)
    live.page.go_forward()
    live.shows(way, 1)


@few
def test_hiding_covers_the_screen_and_one_tap_brings_it_back(live: Live) -> None:
    page, way = live.page, live.ways[-1].alone()
    live.walk([way])
    title = page.title()
    page.locator("[data-hide]:visible").click()
    assert page.evaluate(COVERED)
    assert page.title() == "Notes"
    page.locator("[data-cover] button").click()
    expect(page.locator("[data-wizard]")).to_have_attribute("data-step", way.outcome.id)
    assert page.title() == title


@few
def test_a_screen_hidden_for_long_has_forgotten_everything(live: Live) -> None:
    page, way = live.page, live.ways[-1].alone()
    live.walk([way])
    page.locator("[data-hide]:visible").click()
    page.evaluate("(moment) => stopClock(moment)", milliseconds(NOW + timedelta(minutes=5)))
    for _ in range(3):
        page.go_back()
        assert page.evaluate(COVERED)
    page.locator("[data-cover] button").click()
    page.evaluate("(moment) => stopClock(moment)", milliseconds(NOW))
    live.shows(way, 0)
    assert page.evaluate(FORGOTTEN, live.start)


@few
def test_reload_starts_again_and_says_so(live: Live) -> None:
    way = live.ways[0].alone()
    live.walk([way])
    live.page.reload()
    assert "answers were not kept" in live.page.get_by_role("status").first.inner_text()
    assert live.page.evaluate(FORGOTTEN, live.start)
