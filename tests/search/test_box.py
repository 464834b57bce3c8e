"""The box itself: by keyboard, from a folder, in time, and leaving nothing behind."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Visit
from tests.browser.support import SITE
from tests.search.box import ANSWER, TESTED, ask, open_box

LARGEST_INDEX = 300_000  # bytes as sent, in Brotli
PASTED = 12_000  # letters


# Each number with the name that is read aloud for it.
NAMED = """(numbers) => numbers.map((one) => `${one.href} ${one.getAttribute("aria-label")}`)"""


@pytest.fixture
def page(visit: Visit) -> Page:
    return open_box(visit("griffin").open("index.html"))


def test_the_box_opens_by_key_and_says_what_it_wants(page: Page) -> None:
    expect(page.get_by_role("searchbox", name="Search this handbook")).to_be_focused()
    expect(page.locator("[data-search] [role=status]")).to_contain_text("Type what happened")


def test_arrows_walk_through_what_was_found_and_enter_opens_the_first(page: Page) -> None:
    ask(page, "nudes on phone")
    links = page.locator(".md-search-result__link")
    page.keyboard.press("ArrowDown")
    expect(links.nth(0)).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(links.nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.locator(".md-search__input")).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/what-now/nudes.html")


def test_escape_closes_the_box_and_empties_it(page: Page) -> None:
    ask(page, "lado number")
    page.keyboard.press("Escape")
    expect(page.locator(".md-search__output")).to_be_hidden()
    expect(page.locator(".md-search__input")).to_have_value("")


def test_how_many_things_were_found_is_told_once_the_reader_stops(page: Page) -> None:
    ask(page, "lado number")
    expect(page.locator("[data-search] [role=status]")).to_contain_text("results")


def test_nothing_found_offers_the_wizard_and_the_contacts(page: Page) -> None:
    found = ask(page, "zzxqv qqwx")
    assert [one.page for one in found] == ["/what-now/index.html", "/contacts.html"]
    expect(page.locator("[data-search] [role=status]")).to_contain_text("Nothing found")


def test_a_number_that_was_found_says_whom_it_reaches_as_its_card_does(page: Page, visit: Visit) -> None:
    ask(page, "lado number")
    found = page.locator(".md-search-result .hb-number a").evaluate_all(NAMED)
    contacts = visit("griffin").open("contacts.html")
    contacts.wait_for_load_state("load")
    assert found
    assert set(found) <= set(contacts.locator("article .hb-number a").evaluate_all(NAMED))


def test_every_find_says_what_it_is(page: Page) -> None:
    kinds = {one.kind: one.text.splitlines()[0] for one in ask(page, "lado") + ask(page, "neglect")}
    assert kinds["flow"] == "What to do now"
    assert kinds["harm"] == "Kind of harm"
    assert kinds["contact"] == "Who to call"


def test_words_of_danger_raise_999_first(page: Page) -> None:
    for said in ("he has a knife", "she is unconcious", "taken an overdose", "wants to die"):
        ask(page, said)
        line = page.locator(".md-search-result [data-danger] a[href^='tel']")
        expect(line).to_have_attribute("href", "tel:999")
        assert page.evaluate(
            """() => document.querySelector("[data-danger]").compareDocumentPosition(
              document.querySelector(".md-search-result__item")) & Node.DOCUMENT_POSITION_FOLLOWING"""
        ), said
        ask(page, "")
        expect(line).to_have_count(0)


@pytest.mark.usefixtures("books")
def test_the_box_works_from_a_folder(browser: Browser) -> None:
    page = browser.new_page()
    page.goto((SITE / "griffin/index.html").as_uri())
    found = ask(open_box(page), "safegaurding lead not doing anything")
    assert found[0].page.endswith("/what-now/disagreement.html")
    page.close()


def test_nothing_of_the_search_is_loaded_before_it_is_asked_for(visit: Visit) -> None:
    page = visit("griffin").open("index.html")
    page.wait_for_load_state("networkidle")
    assert not page.evaluate(
        "performance.getEntriesByType('resource').some((one) => one.name.includes('/search/'))"
    )


def test_a_question_is_neither_sent_nor_kept(visit: Visit) -> None:
    site = visit("griffin")
    page = open_box(site.open("index.html"))
    asked_for: list[str] = []
    page.on("request", lambda request: asked_for.append(request.url))
    url = page.url
    ask(page, "cutting herself")
    assert page.url == url
    assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]
    assert not asked_for


@pytest.mark.usefixtures("books")
@pytest.mark.parametrize("setting", TESTED)
def test_what_can_be_found_is_small_enough_to_fetch_on_a_phone(setting: str) -> None:
    index = SITE / setting / "assets/search/index.js"
    sent = index.with_name("index.js.br").stat().st_size
    print(f"{setting}: index {index.stat().st_size:,} bytes, {sent:,} in Brotli")
    assert 0 < sent <= LARGEST_INDEX


@pytest.mark.parametrize("ends", ["", " he has a knife"])
def test_a_pasted_report_is_read_to_its_end(page: Page, ends: str) -> None:
    """12,000 letters, no two days alike: a record that someone pastes by mistake."""
    days = (
        f"on day {n} class {n % 7} read chapter {n} of the book about trains and drew a map"
        for n in range(999)
    )
    page.evaluate(ANSWER, ", ".join(days)[: PASTED - len(ends)] + ends)
    expect(page.locator(".md-search-result [data-danger]")).to_have_count(1 if ends else 0)
