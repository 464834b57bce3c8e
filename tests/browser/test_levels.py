"""The level of need: signs to tick, what they point to, and nothing kept."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Visit
from tests.browser.support import SEEN_AGAIN, SITE, Watched, milliseconds

NOON = datetime(2026, 11, 27, 12, tzinfo=UTC)
EVENING = datetime(2026, 11, 27, 20, tzinfo=UTC)
LONG_AFTER = datetime(2028, 11, 28, 12, tzinfo=UTC)
PATH = "levels/medway.html"
PAIRS = ".hb-beside:not(.hb-signs) > summary"
LOW, HIGH = "development-2-10", "development-3-02"
ROOM = """() => [...document.querySelectorAll("label.hb-sign, .hb-signs summary, .hb-sum button, .hb-seek input")]
  .filter((one) => one.getClientRects().length > 0).map((one) => one.getBoundingClientRect().height)"""


def open_tool(page: Page) -> Page:
    page.wait_for_selector("[data-levels][data-state=ready]")
    return page


@pytest.fixture(scope="module")
def page(browser: Browser, addresses: dict[str, str]) -> Iterator[Page]:
    site = Watched(browser, addresses["medway"], NOON)
    yield open_tool(site.open(PATH))
    site.close()


@pytest.fixture(autouse=True)
def nothing_ticked(page: Page) -> None:
    page.locator("[data-clear]").click()
    expect(page.locator("[data-sum]")).to_have_text("No sign chosen.")


def tick(page: Page, *signs: str) -> None:
    for sign in signs:
        group = page.locator(".hb-signs").filter(has=page.locator(f'[data-sign="{sign}"]'))
        if group.get_attribute("open") is None:
            group.locator("summary").click()
        group.locator(f'[data-sign="{sign}"]').check()


def test_the_signs_point_to_the_level_of_the_most_serious(page: Page) -> None:
    tick(page, LOW)
    expect(page.locator("[data-sum]")).to_have_text(
        "1 chosen. It points to level 2: additional needs (early help)."
    )
    tick(page, "parents-3-06")
    expect(page.locator("[data-sum]")).to_have_text("2 chosen. They point to level 3: statutory social care.")
    result = page.locator("[data-result]")
    expect(result).to_contain_text("your own judgement comes first")
    expect(result).to_contain_text("What level 3 means")
    expect(result).to_contain_text("Do the parents have to agree?")
    expect(result.locator('[data-contact="medway-first-response"]')).to_contain_text("01634 334466")
    expect(result.locator("[data-note]")).to_contain_text("The signs point to level 3")


def test_who_answers_goes_on_with_the_clock_and_nothing_is_unticked(visit: Visit) -> None:
    page = open_tool(visit("medway", NOON).open(PATH))
    tick(page, "parents-3-06")
    first = page.locator("[data-result] [data-contact]").first
    expect(first).to_have_attribute("data-contact", "medway-first-response")
    expect(first).to_contain_text("Open now")
    page.evaluate("(moment) => stopClock(moment)", milliseconds(EVENING))
    page.evaluate(SEEN_AGAIN)
    expect(first).to_have_attribute("data-contact", "medway-out-of-hours")
    expect(page.locator('[data-contact="medway-first-response"]')).to_contain_text("Closed. Opens")
    expect(page.locator('.hb-domain [data-sign="parents-3-06"]')).to_be_checked()
    expect(page.locator("[data-sum]")).to_contain_text("1 chosen")


def test_a_number_that_was_checked_long_ago_says_so_in_the_tool_too(visit: Visit) -> None:
    page = open_tool(visit("medway", LONG_AFTER).open(PATH))
    tick(page, "parents-3-06")
    number = page.locator('[data-contact="medway-first-response"] [data-checked]').first
    expect(number).to_contain_text("This number was last checked 2 years ago.")


def test_the_summary_leads_to_the_result_and_its_heading_takes_the_focus(page: Page) -> None:
    tick(page, LOW)
    expect(page.locator("[data-sum]")).to_contain_text("level 2")
    page.locator("[data-show]").click()
    expect(page.locator("[data-result] [data-heading]")).to_be_focused()
    expect(page.locator("[data-result] [data-heading]")).to_be_in_viewport()


def test_a_sign_is_one_sign_in_its_domain_and_in_its_pair(page: Page) -> None:
    page.locator("#development-3 > summary").click()
    page.locator(PAIRS).click()
    page.locator(f'.hb-pair [data-sign="{HIGH}"]').check()
    expect(page.locator(f'.hb-domain [data-sign="{HIGH}"]')).to_be_checked()
    expect(page.locator("[data-sum]")).to_contain_text("1 chosen")
    expect(page.locator(".hb-compare")).to_contain_text("Misses health appointments")
    page.locator(f'.hb-domain [data-sign="{HIGH}"]').uncheck()
    expect(page.locator(f'.hb-pair [data-sign="{HIGH}"]')).not_to_be_checked()
    page.locator(PAIRS).click()


def test_searching_hides_the_rest_and_keeps_what_is_ticked(page: Page) -> None:
    tick(page, LOW)
    page.locator("[data-find]").fill("bruises")
    expect(page.locator("[data-found]")).to_have_text("1 of 95 signs shown")
    expect(page.locator(".hb-domain [data-row]:visible")).to_have_count(1)
    expect(page.locator(".hb-signs:visible")).to_have_count(1)
    expect(page.locator("[data-sum]")).to_contain_text("1 chosen")
    page.locator("[data-find]").fill("")
    expect(page.locator(".hb-domain [data-row]:not([hidden])")).to_have_count(95)
    expect(page.locator(f'.hb-domain [data-sign="{LOW}"]')).to_be_checked()
    expect(page.locator(".hb-signs[open]")).to_have_count(1)  # the one with the tick


def test_a_group_that_was_opened_early_stays_open_when_the_lists_become_the_tool(visit: Visit) -> None:
    page = visit("medway", NOON).open(PATH)
    page.locator("#parents-3 > summary").click()
    expect(open_tool(page).locator(".hb-signs[open]")).to_have_id("parents-3")


def test_nothing_ticked_stands_in_the_address_or_in_any_store(page: Page) -> None:
    tick(page, LOW, HIGH)
    expect(page.locator("[data-sum]")).to_contain_text("2 chosen")
    assert page.url.endswith(PATH)
    assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]


def test_hiding_the_screen_covers_it_at_once_and_unticks_in_time(page: Page) -> None:
    tick(page, LOW, HIGH)
    expect(page.locator("[data-sum]")).to_contain_text("2 chosen")
    page.locator("[data-hide]").click()
    expect(page.locator("[data-levels]")).to_be_hidden()
    page.locator("[data-cover] button").click()
    expect(page.locator("[data-sum]")).to_contain_text("2 chosen")
    page.locator("[data-hide]").click()
    assert page.evaluate("""() => {
      document.dispatchEvent(new Event("handbook-forget"));
      const ticked = document.querySelectorAll("[data-sign]:checked").length;
      const open = document.querySelectorAll("[data-levels] details[open]").length;
      return [ticked, open, document.querySelector("[data-sum]").textContent];
    }""") == [0, 0, "No sign chosen."]
    expect(page.locator("[data-note]")).to_have_count(0)
    page.locator("[data-cover] button").click()


def test_every_control_is_big_enough_for_a_thumb(page: Page) -> None:
    tick(page, LOW)
    assert min(page.evaluate(ROOM)) >= 44
    assert page.evaluate("document.documentElement.scrollWidth") == 360


def test_on_paper_the_result_stands_alone(page: Page) -> None:
    tick(page, "parents-3-06")
    expect(page.locator("[data-sum]")).to_contain_text("level 3")
    page.emulate_media(media="print")
    expect(page.locator("[data-result]")).to_be_visible()
    expect(page.locator(".hb-domain").first).to_be_hidden()
    expect(page.get_by_role("heading", name="Level 1: Universal")).to_be_hidden()
    page.emulate_media(media="screen")


def test_without_script_every_sign_and_pair_can_be_read(visit: Visit) -> None:
    plain = visit("medway", NOON, java_script_enabled=False).open(PATH)
    expect(plain.locator(".hb-domain [data-row]")).to_have_count(95)
    expect(plain.locator(".hb-pair")).to_have_count(21)
    expect(plain.locator("input[data-sign]")).to_have_count(0)


def test_a_page_of_levels_without_signs_starts_no_python(visit: Visit) -> None:
    essex = visit("grange", NOON).open("levels/essex.html")
    expect(essex.locator("h1")).to_contain_text("Essex")
    expect(essex.locator("[data-levels]")).to_have_count(0)
    assert essex.locator("script[src*='wizard.js']").count() == 0


@pytest.mark.usefixtures("books")
def test_from_a_folder_the_tool_works_too(browser: Browser) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto((SITE / "medway" / PATH).as_uri())
    open_tool(page)
    tick(page, HIGH)
    expect(page.locator("[data-sum]")).to_contain_text("level 3")
    context.close()
