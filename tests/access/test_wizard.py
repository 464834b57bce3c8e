"""Every state of the wizard, narrow and wide, in both colours: axe finds nothing, and it reads as it is said."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.access.axe import SHAPES, faults_by_shape
from tests.browser.conftest import Visit
from tests.browser.live import ready
from wizard.model import Book
from wizard.paths import paths

# The most urgent outcome has all that an outcome may have, so it is looked at in every shape, and the others in one each.
URGENCIES = {
    "emergency": SHAPES,
    **dict(zip(("now", "today", "soon", "know"), zip(SHAPES, strict=True), strict=True)),
}


def way_to(book: Book, urgency: str) -> tuple[str, list[tuple[str, str]]]:
    """The flow and the answers of the shortest way to an outcome of this urgency."""
    ways = [
        (flow, path.step.answers)
        for flow in book.flows
        for path in paths(book, flow)
        if path.outcome.urgency == urgency
    ]
    flow, answers = min(ways, key=lambda way: len(way[1]))
    return flow, list(answers)


@pytest.fixture
def wizard(visit: Visit) -> Page:
    return ready(visit("griffin").open("what-now/index.html"))


def test_axe_finds_nothing_where_python_never_comes(visit: Visit) -> None:
    site = visit("griffin", java_script_enabled=True)
    site.context.route("**/assets/python/**", lambda route: route.abort())
    page = site.open("what-now/disclosure.html")
    page.wait_for_selector("[data-wizard][data-state=failed]")
    site.faults.clear()  # the missing parts are told on the console, as they should be
    assert not faults_by_shape(page)
    page.locator("[data-option=no]:visible").click()
    assert not faults_by_shape(page)


def test_axe_finds_nothing_while_python_is_still_on_its_way(visit: Visit) -> None:
    site = visit("griffin")
    site.context.route("**/assets/python/**", lambda _: None)  # never answered
    page = site.open("what-now/disclosure.html")
    page.wait_for_selector("[data-wizard][data-state=starting]")
    assert not faults_by_shape(page)
    site.context.unroute_all(behavior="ignoreErrors")


def test_axe_finds_nothing_in_a_question_and_its_trail(wizard: Page) -> None:
    assert not faults_by_shape(wizard)
    wizard.locator("[data-option=no]").click()
    wizard.locator(".hb-trail summary").click()
    assert not faults_by_shape(wizard)


@pytest.mark.parametrize("urgency", URGENCIES)
def test_axe_finds_nothing_in_an_outcome(visit: Visit, books: dict[str, Book], urgency: str) -> None:
    flow, answers = way_to(books["griffin"], urgency)
    page = ready(visit("griffin").open(f"what-now/{flow}.html"))
    for question, option in answers:
        expect(page.locator("[data-wizard]")).to_have_attribute("data-step", question)
        page.locator(f"[data-option='{option}']").click()
    expect(page.locator("[data-wizard]")).to_have_attribute("data-kind", "outcome")
    for fold in page.locator("[data-wizard] summary").all():
        fold.click()
    assert not faults_by_shape(page, URGENCIES[urgency])


def test_axe_finds_nothing_when_the_screen_is_hidden(wizard: Page) -> None:
    wizard.locator("[data-hide]").click()
    assert not faults_by_shape(wizard)


def test_axe_finds_nothing_in_the_search_and_in_own_words(wizard: Page) -> None:
    wizard.fill("#own", "he has a knife and cuts on his arms")
    expect(wizard.locator("[data-own-words] li").first).to_be_visible()
    assert not faults_by_shape(wizard)
    wizard.keyboard.press("Control+k")
    for question in ("lado number", "overdose", "zzxqv"):
        wizard.fill(".md-search__input", question)
        expect(wizard.locator(".md-search-result__item").first).to_be_visible()
        assert not faults_by_shape(wizard)


def test_a_question_reads_as_a_person_would_say_it(wizard: Page) -> None:
    expect(wizard.locator("[data-wizard]")).to_match_aria_snapshot(
        """
        - heading "Is anyone in danger right now?" [level=2]
        - list:
          - listitem:
            - button "Yes"
          - listitem:
            - button "No"
          - listitem:
            - button "I'm not sure"
        - group: Help with this question
        """
    )


def test_an_outcome_reads_as_a_person_would_say_it(visit: Visit) -> None:
    page = ready(visit("griffin").open("what-now/emergency.html"))
    page.locator("[data-option=yes]").click()
    expect(page.locator("[data-wizard]")).to_match_aria_snapshot(
        """
        - paragraph:
          - button "Back"
          - button "Start again"
        - heading "Ring 999 now" [level=2]
        - paragraph: Emergency
        - text: Ring 999 now. Ask for the police or an ambulance.
        - group
        - list:
          - listitem:
            - link "Ring Police, ambulance, fire (emergency), 999":
              - /url: tel:999
        - heading "Do not" [level=3]
        - list
        - heading "Who to contact now" [level=3]
        - list:
          - listitem:
            - strong: Safeguarding lead (DSL)
        - heading "The parents" [level=3]
        - list
        - heading "When the call ends" [level=3]
        - list
        - group: More numbers
        - group: Time limits
        - group: Write it down
        - group: What happens next
        - group: Read more
        - group: Keep a note
        - group: Your answers (1)
        """
    )
