"""Without script, links alone lead to every outcome, and each can be read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from handbook.datafiles.data import Data
from tests.browser import numbers
from tests.browser.support import FLOWS, Watched
from wizard.advice import contacts_for
from wizard.model import Book
from wizard.paths import paths

Place = tuple[str, str]

# What the pages of all flows say and where their links lead is proven without a browser (tests/content), as one markup
# for all. Here: that a browser without script shows the one step that a link leads to.
SAMPLE = FLOWS[::5]

# What a reader sees: the sections in view, and of the first of them its words and its ways on.
SEEN = """() => {
  const shown = [...document.querySelectorAll("[data-static-step]")].filter((one) => one.checkVisibility());
  const options = [...shown[0].querySelectorAll("a[data-option]")].filter((one) => one.checkVisibility());
  return {
    at: decodeURIComponent(location.hash.slice(1)),
    steps: shown.map((one) => one.dataset.staticStep),
    text: shown[0].innerText,
    ways: options.map((one) => [one.dataset.option, one.href]),
    dead: [...document.querySelectorAll(".md-content button, dialog")].filter((one) => one.checkVisibility()).length,
    contacts: [...shown[0].querySelectorAll("[data-contact]")].map((card) => card.dataset.contact),
    calls: [...document.querySelectorAll("a[href^='tel:']")].map((link) => link.getAttribute("href")),
  };
}"""
FOLLOW = """([step, option]) => document
  .querySelector(`[data-static-step="${CSS.escape(step)}"] a[data-option="${CSS.escape(option)}"]`).click()"""


@dataclass
class Read:
    """What the pages of one setting showed at each step, and where each option's link leads."""

    ways: dict[Place, dict[str, Place]] = field(default_factory=dict)
    seen: dict[Place, Any] = field(default_factory=dict)

    def reached(self, start: Place) -> set[Place]:
        """Every step that links lead to from here, on pages that were read."""
        found = {start}
        waiting = [start]
        while waiting:
            fresh = set(self.ways.get(waiting.pop(), {}).values()) - found
            found |= fresh
            waiting += fresh
        return found


# Two settings as unlike as can be: a school with two areas, and a partnership. What a page says is proven of all five
# without a browser.
@pytest.fixture(scope="module", params=("griffin", "medway"))
def site(request: pytest.FixtureRequest, browser: Browser, addresses: dict[str, str]) -> Iterator[Watched]:
    watched = Watched(browser, addresses[request.param], java_script_enabled=False)
    yield watched
    watched.close()


@pytest.fixture(scope="module")
def book(site: Watched, addresses: dict[str, str], books: dict[str, Book]) -> Book:
    return next(books[name] for name, address in addresses.items() if address == site.address)


@pytest.fixture(scope="module")
def read(site: Watched, book: Book) -> Read:
    found = Read()
    page = site.context.new_page()
    for flow in SAMPLE:
        read_flow(page, site.address, flow, book, found)
    page.close()
    return found


def read_flow(page: Page, address: str, flow: str, book: Book, found: Read) -> None:
    """Follow every link of one flow's page once, from the step that it stands in."""
    here = f"{address}what-now/{flow}.html"
    page.goto(here)
    seen = page.evaluate(SEEN)
    start = book.flows[flow].start
    assert seen["steps"] == [start], f"{flow} opens at {seen['steps']}"
    found.seen[flow, start] = seen
    waiting = [start]
    while waiting:
        step = waiting.pop()
        ways = found.ways.setdefault((flow, step), {})
        for option, link in found.seen[flow, step]["ways"]:
            page_address, _, section = link.partition("#")
            if page_address != here:
                other = page_address.removeprefix(f"{address}what-now/").removesuffix(".html")
                ways[option] = (other, section or book.flows[other].start)
                continue
            ways[option] = (flow, section)
            if (flow, section) not in found.seen:
                page.evaluate(FOLLOW, [step, option])
                found.seen[flow, section] = arrived(page, section)
                waiting.append(section)


def arrived(page: Page, section: str) -> Any:
    seen = page.evaluate(SEEN)
    while seen["at"] != section:
        seen = page.evaluate(SEEN)
    assert seen["steps"] == [section], f"{seen['steps']} in view at #{section}"
    return seen


each_flow = pytest.mark.parametrize("flow", SAMPLE)


@each_flow
def test_links_lead_to_every_outcome_of_the_engine(read: Read, book: Book, flow: str) -> None:
    reached = read.reached((flow, book.flows[flow].start))
    for path in paths(book, flow):
        place = (path.step.flow, path.outcome.id)
        if place[0] == flow:
            assert place in reached, path.answers
            assert path.outcome.title in read.seen[place]["text"]
            assert path.outcome.first.text in read.seen[place]["text"]
    for other, step in reached:
        assert step in {**book.flows[other].questions, **book.flows[other].outcomes}, (other, step)


@each_flow
def test_each_step_shows_what_the_engine_would(read: Read, book: Book, data: Data, flow: str) -> None:
    areas = tuple(area.id for area in book.areas) or ("",)
    allowed = numbers.ours(data, book.setting)
    for question in book.flows[flow].questions.values():
        assert list(read.ways[flow, question.id]) == [option.id for option in question.options]
        assert question.ask in read.seen[flow, question.id]["text"]
    for outcome in book.flows[flow].outcomes.values():
        seen = read.seen[flow, outcome.id]
        contacts = [shown.contact.id for shown in contacts_for(book, outcome.contacts, areas, None)]
        assert sorted(seen["contacts"]) == sorted(contacts), outcome.id
        assert {numbers.digits(call) for call in seen["calls"]} <= allowed
    assert not [step for step, seen in read.seen.items() if seen["dead"]], (
        "a button that needs script is shown"
    )


def test_a_reader_clicks_from_one_flow_to_another_and_to_its_start(site: Watched, book: Book) -> None:
    page = site.open("what-now/worried.html")
    page.locator("#danger a[data-option=yes]").click()
    page.wait_for_url("**/what-now/emergency.html*")
    first = next(path.outcome.first.text for path in paths(book, "worried"))
    expect(page.get_by_text(first).locator("visible=true")).to_be_visible()
    page.locator(f"a[href='#{book.flows['emergency'].start}']:visible").click()
    expect(page.locator("[data-static-step]:visible")).to_have_id(book.flows["emergency"].start)
    page.close()
