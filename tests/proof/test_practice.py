"""The practice pages: every situation once, its answer behind a fold and once more for paper."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from handbook.fixed_pages import PRACTICE
from handbook.pages import nav, sheets
from handbook.pages.practice import PARENTS
from tests.proof.books import SETTINGS, book, maker, scenarios
from tests.support.tinydata import TinyData
from tests.support.tree import Element, parse


@dataclass(frozen=True)
class Pages:
    """The practice pages as trees, the pages that lead to them as they are written."""

    practice: dict[str, Element]
    others: dict[str, str]


def pages_of(setting: str) -> Pages:
    made = {sheet.path: sheet.markdown() for sheet in sheets(maker(setting), book(setting))}
    return Pages({path: parse(text) for path, text in made.items() if path.startswith("practice/")}, made)


@pytest.fixture(scope="module", params=SETTINGS)
def setting(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def pages(setting: str) -> Pages:
    return pages_of(setting)


def test_every_situation_can_be_read_and_its_answer_opened(setting: str, pages: Pages) -> None:
    for flow in book(setting).flows:
        page = pages.practice[f"practice/{flow}.md"]
        wanted = [one for one in scenarios() if (one.setting, one.flow) == (setting, flow)]
        read = [one.text for one in page.each("p", class_="hb-situation")]
        assert len(read) == len(wanted)
        assert all(one.raw["situation"] in text for one, text in zip(wanted, read, strict=True))
        answers = list(page.each("details", class_="hb-answer"))
        assert len(answers) == len(wanted)
        for one, answer in zip(wanted, answers, strict=True):
            here = book(setting)
            outcome = here.flows[one.outcome_flow].outcomes[one.outcome]
            assert outcome.title in answer.text
            assert outcome.first.text in answer.text
            assert one.raw["why"] in answer.text
            assert all(here.contacts[contact].name in answer.text for contact in one.contacts)
            assert all(words in answer.text for words in one.dont)
            assert PARENTS.get(one.raw.get("parents", ""), "") in answer.text
            cited = {cite.attributes["data-cite"] for cite in answer.each("a", data_cite=None)}
            assert {f"{cite['source']} {cite['section']}" for cite in one.raw["cite"]} <= cited


def test_on_paper_the_answers_stand_at_the_end(setting: str, pages: Pages) -> None:
    for flow in book(setting).flows:
        (paper,) = pages.practice[f"practice/{flow}.md"].each(class_="hb-for-paper")
        for one in scenarios():
            if (one.setting, one.flow) == (setting, flow):
                assert one.raw["title"] in paper.text
                assert one.raw["why"] in paper.text


def test_practice_leads_into_the_flow(setting: str, pages: Pages) -> None:
    for flow in book(setting).flows:
        there = [one.attributes["href"] for one in pages.practice[f"practice/{flow}.md"].each("a", href=None)]
        assert f"../what-now/{flow}.html" in there


def test_practice_is_found_from_the_navigation_and_the_list(setting: str, pages: Pages) -> None:
    listed = {one.attributes["href"] for one in pages.practice[PRACTICE.source].each("a", href=None)}
    assert {f"{flow}.html" for flow in book(setting).flows} <= listed
    assert 'href="practice/index.html"' in pages.others["lookup.md"]
    assert f"'Practice': [{{'All': '{PRACTICE.source}'}}" in str(nav(maker(setting), book(setting)))


def test_a_setting_without_situations_has_no_practice(tmp_path_factory: pytest.TempPathFactory) -> None:
    data = TinyData(tmp_path_factory.mktemp("tiny"))
    here, read = data.maker("elm"), data.book("elm")
    made = {sheet.path: sheet.markdown() for sheet in sheets(here, read)}
    assert [path for path in made if path.startswith("practice/")] == []
    assert "practice" not in made["what-now/worried.md"]
    assert "Practice" not in str(nav(here, read))
