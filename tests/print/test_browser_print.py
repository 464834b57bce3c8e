"""Pages printed from the browser: no navigation, whole addresses and tables, flows as a numbered protocol."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.support import SITE
from tests.print import poppler
from tests.print.shelf import Shelf
from wizard.model import Book

pytestmark = pytest.mark.browser
SETTING = "griffin"
PAGES = (
    "harms/fgm.html",
    "contacts.html",
    "number-history.html",
    "what-now/disclosure.html",
    "topics/recording.html",
)
NAVIGATION = (
    "Type what happened",
    "Skip to content",
    "Hide this screen",
    "Start again",
    "Back one step",
    "Table of contents",
)
START = 120_000  # milliseconds in which Python has started, on a busy machine too
PAPER_WHITE = 250
TEXT_CONTRAST = 7.0  # WCAG's enhanced level, as paper is read in bad light
LINKS = """() => [...document.querySelectorAll("a[href^=http]")]
    .filter((link) => link.checkVisibility())
    .map((link) => link.getAttribute("href"))"""


@dataclass(frozen=True)
class Sheets:
    """A page as the browser prints it, and the addresses outside the handbook that it links to."""

    pdf: Path
    links: list[str]


@pytest.fixture(scope="module")
def sheets(
    browser: Browser, books: dict[str, Book], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Sheets]:
    """Each page with the browser's own settings: no grounds, no head and foot of its own."""
    assert SETTING in books
    folder = tmp_path_factory.mktemp("browser")
    made = {}
    for name in PAGES:
        page = browser.new_page()
        page.goto((SITE / SETTING / name).as_uri())
        pdf = folder / name.replace("/", "-").replace(".html", ".pdf")
        page.pdf(path=pdf, prefer_css_page_size=True)
        page.emulate_media(media="print")
        made[name] = Sheets(pdf, page.evaluate(LINKS))
        page.close()
    return made


@pytest.fixture(scope="module")
def printed(sheets: dict[str, Sheets]) -> dict[str, Path]:
    """The PDFs alone."""
    return {name: one.pdf for name, one in sheets.items()}


def _text(pdf: Path) -> str:
    return " ".join(poppler.text(pdf).split())


def test_no_navigation_but_999_sources_review_state_and_version(
    printed: dict[str, Path], shelves: dict[str, Shelf]
) -> None:
    book = shelves[SETTING].book
    for name, pdf in printed.items():
        text = _text(pdf)
        assert "Ring 999" in text, name
        assert "Last reviewed:" in text, name
        assert not [words for words in NAVIGATION if words in text], name
        for page in poppler.text(pdf).split("\f")[:-1]:
            assert book.name in page, name
            assert "version" in page, name


def test_no_page_is_empty_and_nothing_is_cut_off(printed: dict[str, Path]) -> None:
    for name, pdf in printed.items():
        for number, page in enumerate(poppler.pictures(pdf), 1):
            assert min(page.levels) < PAPER_WHITE / 2, (name, number)
            assert min(page.outside(5)) >= PAPER_WHITE, (name, number)
        last = [word for word in poppler.words(pdf) if word.page == number]
        assert len(last) > 15, (name, "an almost empty last page")


def test_paper_is_black_on_white(printed: dict[str, Path]) -> None:
    for name, pdf in printed.items():
        for page in poppler.pictures(pdf, smooth=False):
            middling = [level for level in page.shares() if 120 < level < 225]
            assert not middling, (name, middling)


def test_every_word_stands_out_from_its_ground(printed: dict[str, Path]) -> None:
    for name, pdf in printed.items():
        pages = list(poppler.pictures(pdf, 72, smooth=False))
        for word in poppler.words(pdf):
            assert pages[word.page - 1].contrast(word) >= TEXT_CONTRAST, (name, word)


def test_links_print_their_addresses(sheets: dict[str, Sheets]) -> None:
    for name, one in sheets.items():
        text = "".join(_text(one.pdf).split())
        for link in one.links:
            assert link.removeprefix("https://").rstrip("/") in text, (name, link)
    assert sheets["contacts.html"].links


def test_contacts_print_every_number_and_their_page_the_whole_history(
    printed: dict[str, Path], shelves: dict[str, Shelf]
) -> None:
    text = "".join(_text(printed["contacts.html"]).split())
    for contact in shelves[SETTING].book.contacts.values():
        for number in contact.numbers:
            assert "".join(number.value.split()) in text, number.value
    assert "donotring" in "".join(_text(printed["number-history.html"]).split())
    assert "Opennow" not in text


def test_a_flow_prints_as_a_numbered_protocol(printed: dict[str, Path], shelves: dict[str, Shelf]) -> None:
    text = _text(printed["what-now/disclosure.html"])
    flow = shelves[SETTING].book.flows["disclosure"]
    for question in flow.questions.values():
        assert question.ask in text
    for outcome in flow.outcomes.values():
        assert outcome.title in text
    steps = [int(n) for n in re.findall(r"go to (\d+)", text)]
    assert steps
    for step in steps:
        assert f" {step}. " in text


def test_a_flow_that_nobody_has_answered_prints_whole_also_when_python_has_taken_over(
    browser: Browser, shelves: dict[str, Shelf], tmp_path: Path
) -> None:
    flow = shelves[SETTING].book.flows["disclosure"]
    questions = [question.ask for question in flow.questions.values()]
    page = browser.new_page()
    page.goto((SITE / SETTING / "what-now/disclosure.html").as_uri())
    wizard = page.locator("[data-wizard][data-state=ready]")
    wizard.wait_for(state="attached", timeout=START)
    page.pdf(path=tmp_path / "whole.pdf", prefer_css_page_size=True)
    text = _text(tmp_path / "whole.pdf")
    assert all(ask in text for ask in questions)
    assert all(outcome.first.text in text for outcome in flow.outcomes.values())
    shown = page.locator("[data-wizard] h2:visible").all_inner_texts()
    assert [ask for ask in questions if any(ask in title for title in shown)] == questions[:1]
    page.locator("[data-wizard] [data-option]:visible").last.click()
    page.locator(f"[data-wizard]:not([data-step={flow.start}])").wait_for(state="attached")
    page.pdf(path=tmp_path / "step.pdf", prefer_css_page_size=True)
    page.close()
    assert questions[-1] not in _text(tmp_path / "step.pdf"), "one step, and the way to it"


def test_links_to_elsewhere_on_the_page_print_their_place(printed: dict[str, Path]) -> None:
    assert "topics/records-and-files.html" in _text(printed["topics/recording.html"]).replace("- ", "-")
