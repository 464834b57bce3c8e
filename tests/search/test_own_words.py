"""The wizard's front door: say what happened, and be led to the flow that fits."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser.support import NO_PYTHON
from tests.search.box import until_it_can_answer

SAID = {
    "one of my year 4s has a black eye and says her step dad did it": {"injury.html", "disclosure.html"},
    "a boy has been showing the others a naked picture of his girlfriend": {"nudes.html"},
    "she keeps pulling her sleeves down and i saw cuts on her arms": {"self-harm.html"},
    "my colleague has been texting a girl in year 10": {"allegation.html"},
    "his mum is always drunk and there is never any food in the house": {"neglect.html"},
    "i think they are taking her abroad to get married": {"forced-marriage.html"},
}


@pytest.fixture
def page(visit: Visit) -> Page:
    page = visit("griffin").open("what-now/index.html", NO_PYTHON)
    page.locator("#own").click()  # waits until the script shows it
    return until_it_can_answer(page)


def led_to(page: Page) -> list[str]:
    links: list[str] = page.evaluate(
        "[...document.querySelectorAll('[data-own-words] li a')].map((one) => one.pathname.split('/').at(-1))"
    )
    return links


def test_two_or_three_flows_fit_what_was_said(page: Page) -> None:
    for said, flows in SAID.items():
        page.fill("#own", said)
        assert flows <= set(led_to(page)), (said, led_to(page))
        assert len(led_to(page)) <= 3


def test_words_of_danger_raise_999_first(page: Page) -> None:
    page.fill("#own", "he said he has a knife in his bag")
    expect(page.locator("[data-own-words] [data-danger] a[href^='tel']")).to_have_attribute("href", "tel:999")


def test_hiding_the_screen_clears_what_was_typed(page: Page) -> None:
    page.fill("#own", "my stepdad hits me")
    page.locator("[data-hide]:visible").click()
    expect(page.locator("#own")).to_be_hidden()
    page.evaluate("document.dispatchEvent(new Event('handbook-forget'))")
    expect(page.locator("#own")).to_have_value("")
    assert led_to(page) == []


def test_nothing_typed_is_kept_over_a_reload(page: Page) -> None:
    page.fill("#own", "my stepdad hits me")
    url = page.url
    page.reload()
    expect(page.locator("#own")).to_have_value("")
    assert page.url == url
    assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]


def test_the_words_leave_once_the_first_question_is_answered(page: Page) -> None:
    page.locator("[data-option=no]:visible").click()
    expect(page.locator("[data-own-words]")).to_be_hidden()
    page.go_back()
    expect(page.locator("[data-own-words]")).to_be_visible()
