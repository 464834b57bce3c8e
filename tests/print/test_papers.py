"""Every PDF is there, as long as it may be, and says whose it is; test_structure.py looks at how each is made."""

from __future__ import annotations

import re

from handbook.papers import Paper
from tests.print import poppler
from tests.print.shelf import Shelf

MOST_SIDES = {"card": 2, "contacts": 8, "form": 2, "flow": 6}
MOST_SIDES_OF = {"induction-pack": 8, "induction-annex": 40}


def _most_sides(paper: Paper) -> int:
    return MOST_SIDES_OF.get(paper.name) or MOST_SIDES[paper.group]


def test_every_paper_lies_in_the_folder_and_nothing_else(shelf: Shelf) -> None:
    pages = {"index.html", "index.html.br", "index.html.gz"}  # the list of them
    assert {path.name for path in shelf.folder.iterdir()} - pages == {
        f"{paper.name}.pdf" for paper in shelf.papers
    }


def test_pages_are_a4_and_no_more_than_they_may_be(shelf: Shelf) -> None:
    for paper in shelf.papers:
        facts = poppler.info(shelf.pdf(paper.name))
        assert 1 <= int(facts["Pages"]) <= _most_sides(paper), paper.name
        assert "A4" in facts["Page size"], paper.name


def test_each_bears_its_title_and_whose_it_is(shelf: Shelf) -> None:
    for paper in shelf.papers:
        facts = poppler.info(shelf.pdf(paper.name))
        assert facts["Title"] == paper.title
        assert facts["Author"] == shelf.book.name


def test_a_screen_reader_reads_a_card_in_the_order_of_need(shelf: Shelf) -> None:
    steps = (
        "Danger now? Ring",
        "999",
        "Tell someone now",
        "A child is telling you",
        "Ring ",
        "A worry about an adult",
    )
    for name in ("card", "pocket"):
        text = " ".join(poppler.text(shelf.pdf(name)).split())  # test_structure.py: in the order of the tags
        place = 0
        for step in steps:
            assert step in text[place:], (name, step)
            place = text.index(step, place)


def test_another_reader_too_finds_the_text_in_the_order_of_the_tags(shelves: dict[str, Shelf]) -> None:
    pdf = shelves["medway"].pdf("card")
    tagged, drawn = (re.sub(r"\W", "", text)[:1200] for text in (poppler.tagged_text(pdf), poppler.text(pdf)))
    assert tagged == drawn


def test_every_paper_says_whose_it_is_its_review_state_and_version(shelf: Shelf) -> None:
    document = shelf.book.sources[shelf.book.document]
    assert re.fullmatch("[0-9a-f]{12}", shelf.book.version)
    shown = shelf.maker.setting.get("demonstration", False)
    for paper in shelf.papers:
        text = " ".join(poppler.text(shelf.pdf(paper.name)).split())
        for words in (shelf.book.name, shelf.book.version, document):
            assert words in text, (paper.name, words)
        assert ("Demonstration, not for use" in text) is shown, paper.name


def test_flow_sheets_number_every_step_as_the_screen_does(shelf: Shelf) -> None:
    for flow in shelf.book.flows.values():
        text = " ".join(poppler.text(shelf.pdf(f"flow-{flow.id}")).split())
        for question in flow.questions.values():
            assert question.ask in text, (flow.id, question.ask)
        for outcome in flow.outcomes.values():
            assert outcome.title in text, (flow.id, outcome.title)
            assert outcome.first.text in text, (flow.id, outcome.first.text)
