"""A citation reads the same wherever it stands: a reader who looks it up should know it again."""

from __future__ import annotations

from datetime import datetime

from handbook.book.number_history import histories
from handbook.pages.signoff import signoff_page
from handbook.pdf.words import Writer
from tests.support.tinydata import TinyData
from tests.support.tree import parse
from wizard import text
from wizard.advice import advise
from wizard.engine import replay
from wizard.model import Book, Outcome
from wizard.note import note
from wizard.screen import arrange
from wizard.statements import Cite

POLICY, READING = "Oak policy (2019), section 7", "Our reading, act at once"
NOW = datetime.fromisoformat("2026-11-27T16:30")
TO_THE_LEAD = (("danger", "no"), ("who", "child"), ("area", "north"), ("inside", "yes"))


def told(book: Book) -> tuple[str, str]:
    """What the terminal and the note say at an outcome that rests on a document and on a reading of our own."""
    step = replay(book, "worried", TO_THE_LEAD)
    assert isinstance(step.node, Outcome)
    advice = advise(book, step.node, step.areas, NOW)
    return text.outcome(book, step, step.node, NOW), note(book, step, arrange(book, advice), NOW)


def test_the_terminal_and_the_note_name_a_section_alike(tiny: TinyData) -> None:
    for words in told(tiny.book("oak")):
        shown = " ".join(words.split())
        assert POLICY in shown
        assert READING in shown


def test_the_sign_off_and_paper_name_a_section_as_the_note_does(tiny: TinyData) -> None:
    maker, book = tiny.maker("oak"), tiny.book("oak")
    assert "Oak policy (2019) (section 7)" in parse(signoff_page(maker, book).markdown()).text
    writer = Writer(maker, book)
    writer.cites([Cite("oak-policy", "7")])
    assert [one["text"] for one in writer.notes()] == [POLICY]


def test_a_numbers_history_names_a_section_as_the_note_does(tiny: TinyData) -> None:
    assert POLICY in {one.printed for one in histories(tiny.maker("oak"))}


def test_a_section_with_a_title_is_called_by_it() -> None:
    assert Cite("oak-policy", "Annex B").words({"oak-policy": "Oak policy"}) == "Oak policy, Annex B"
