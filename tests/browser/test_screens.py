"""An outcome is one screen: measured on a small phone, over every outcome of every setting."""

from __future__ import annotations

from statistics import median

import pytest
from playwright.sync_api import Browser

from tests.browser.live import ENGLAND_NOW, NOW
from tests.browser.screens import PHONE, Shown, measured, table
from tests.browser.support import SETTINGS, Watched, book_json
from wizard.host import Host

FEWEST = 0.9  # of the outcomes whose first screen holds all three
MEDIAN, LONGEST = 2.5, 4.5  # screens


@pytest.fixture(scope="module")
def shown(browser: Browser, addresses: dict[str, str]) -> list[Shown]:
    found: list[Shown] = []
    for setting in SETTINGS:
        site = Watched(browser, addresses[setting], NOW)
        site.context.route("**/assets/python/**", lambda route: route.abort())
        page = site.open("what-now/disclosure.html")
        page.set_viewport_size(PHONE)
        page.wait_for_selector("[data-wizard][data-state=failed]")
        site.faults.clear()  # the missing parts are told on the console, as they should be
        found += measured(page, Host(book_json(setting)), ENGLAND_NOW)
        site.context.close()
    print(f"\n{table(found)}")
    return found


def test_the_first_screen_says_what_to_do_what_not_and_whom_to_go_to(shown: list[Shown]) -> None:
    for setting in SETTINGS:
        some = [one for one in shown if one.setting == setting]
        missing = [one.name for one in some if not one.whole]
        assert len(missing) <= (1 - FEWEST) * len(some), (setting, missing)


def test_an_outcome_is_short(shown: list[Shown]) -> None:
    for setting in SETTINGS:
        assert median(one.length for one in shown if one.setting == setting) <= MEDIAN, setting
    assert not [(one.setting, one.name, one.length) for one in shown if one.length > LONGEST]
