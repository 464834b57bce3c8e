"""An outcome is one screen and no page is long: measured on a small phone, in every setting."""

from __future__ import annotations

from datetime import datetime
from statistics import median

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import Visit
from tests.browser.live import ENGLAND_NOW, NOW
from tests.browser.screens import PHONE, Shown, lengths, measured, table
from tests.browser.support import NO_PYTHON, SETTINGS, SITE, Watched, book_json
from wizard.host import Host

FEWEST = 0.9  # of the outcomes whose first screen holds all three
MEDIAN, LONGEST = 2.5, 4.5  # screens
LARGEST, LARGEST_ELSEWHERE = 16, 1  # pages of a kind, in the first setting and in the others
# The same of pages, by the first name that fits.
PAGES = {
    "index.html": 2.5,
    "contacts.html": 4.0,
    "harms/": 3.0,
    "abuse/": 3.0,
    "signoff.html": 10.0,
    "lookup.html": 3.5,
    "what-now/index.html": 2.5,
    "sources.html": 3.0,
    "changes.html": 2.5,
    "unclear.html": 4.5,
    "roles.html": 3.5,
    "definitions.html": 6.0,
    "topics/": 8.0,
    "levels/": 6.0,
}


@pytest.fixture(scope="module")
def shown(browser: Browser, addresses: dict[str, str]) -> list[Shown]:
    found: list[Shown] = []
    for setting in SETTINGS:
        site = Watched(browser, addresses[setting], NOW)
        page = site.open("what-now/disclosure.html", NO_PYTHON)
        page.set_viewport_size(PHONE)
        page.wait_for_selector("[data-wizard][data-state=failed]")
        found += measured(page, Host(book_json(setting)), ENGLAND_NOW)
        site.close()
    print(f"\n{table(found)}")
    return found


def test_the_first_screen_says_what_to_do_what_not_and_whom_to_go_to(shown: list[Shown]) -> None:
    for setting in SETTINGS:
        some = [one for one in shown if one.setting == setting]
        missing = [one.name for one in some if not one.whole]
        assert len(missing) <= (1 - FEWEST) * len(some), (setting, missing)


@pytest.mark.parametrize("setting", SETTINGS)
def test_no_page_is_long_before_its_folds_are_opened(visit: Visit, setting: str) -> None:
    site = visit(setting)
    page = site.open("about.html", NO_PYTHON)
    every = sorted(path.relative_to(SITE / setting).as_posix() for path in (SITE / setting).rglob("*.html"))
    every.sort(key=lambda path: -(SITE / setting / path).stat().st_size)
    most = (
        LARGEST if setting == SETTINGS[0] else LARGEST_ELSEWHERE
    )  # the settings' pages differ by a few lines
    kinds = {name: [path for path in every if path.startswith(name)][:most] for name in PAGES}
    limits = {path: PAGES[name] for name, paths in reversed(kinds.items()) for path in paths}
    found = lengths(page, site.address, limits)
    longest = {
        name: max((long for path, long in found.items() if path.startswith(name)), default=0.0)
        for name in PAGES
    }
    print(f"\n{setting}: " + ", ".join(f"{name} {long:.1f}" for name, long in longest.items()))
    assert {path: long for path, long in found.items() if long > limits[path]} == {}


@pytest.mark.parametrize(
    ("path", "inside"),
    [
        ("contacts.html#contact-dbs", ".hb-name"),
        ("contacts.html#prevent-hull", "h3"),
        ("signoff.html#disclosure", ".hb-steps"),
        ("sources.html#nspcc-report-abuse", "h3"),
        ("unclear.html#no-route-printed", "p"),
        ("lookup.html#harm-family", "a"),
    ],
)
def test_a_link_to_a_place_in_a_fold_opens_it(visit: Visit, path: str, inside: str) -> None:
    page = visit("griffin").open(path)
    anchor = page.locator(f"#{path.partition('#')[2]}")
    expect(anchor).to_be_visible()
    expect(page.locator("details[open]").filter(has=anchor).or_(anchor.locator(inside)).first).to_be_visible()


def test_who_answers_now_stands_before_who_does_not(visit: Visit) -> None:
    """On a Sunday night the emergency duty team is first."""
    page = visit("griffin", now=datetime(2026, 11, 29, 23, 0)).open("contacts.html")  # noqa: DTZ001 - England's clock
    cards = page.locator("#social-care-hull + .hb-cards > li")
    expect(cards.first).to_have_attribute("data-contact", "hull-edt")
    expect(cards.first).to_contain_text("Open now")


def test_the_card_of_the_first_action_says_on_the_first_screen_whether_they_answer_now(
    shown: list[Shown],
) -> None:
    assert [(one.setting, one.name) for one in shown if not one.told] == []


def test_an_outcome_is_short(shown: list[Shown]) -> None:
    for setting in SETTINGS:
        assert median(one.length for one in shown if one.setting == setting) <= MEDIAN, setting
    assert not [(one.setting, one.name, one.length) for one in shown if one.length > LONGEST]


def test_no_outcome_scrolls_sideways(shown: list[Shown]) -> None:
    assert [(one.setting, one.name) for one in shown if one.too_wide > 0] == []
