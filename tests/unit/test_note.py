"""The note: what was asked, answered and advised, and nobody's name."""

from __future__ import annotations

from datetime import datetime

from tests.support.tinydata import TinyData
from wizard.advice import advise
from wizard.engine import replay
from wizard.model import Book, Outcome
from wizard.note import BY_HAND, note
from wizard.screen import arrange

NOW = datetime.fromisoformat("2026-11-27T16:30")
TO_THE_LEAD = (("danger", "no"), ("who", "child"), ("area", "north"), ("inside", "yes"))


def made(book: Book, flow: str, answers: tuple[tuple[str, str], ...], **starts: str) -> str:
    step = replay(book, flow, answers)
    assert isinstance(step.node, Outcome)
    given = {anchor: datetime.fromisoformat(text) for anchor, text in starts.items()}
    return note(book, step, arrange(book, advise(book, step.node, step.areas, NOW, given)), NOW)


def test_the_note_tells_the_run_from_first_question_to_last_line(books: dict[str, Book]) -> None:
    text = made(books["oak"], "worried", TO_THE_LEAD)
    for line in (
        "Time: Friday 27 November 2026, 4.30pm",
        "Setting: Oak School",
        "About: I am worried",
        "1. Is anyone in danger? Answer: No",
        "3. Where does the child live? Answer: North",
        "Tell the lead now. How urgent: at once.",
        "First: Tell the lead now. [1]",
        "- Safeguarding lead (Lead at Oak), extension 12 [2]",
        "- North Night Team (open now, while North Hub is closed): 01300 960112 [3]",
        "- North Hub (closed. Opens 8.45am on Monday): 01300 960111 (ask for the first line) [3]",
        "x Never promise to keep it secret. [2]",
        "1. Oak writes it in the red book. [2]",
        "- Within 48 hours, counted from the phone call: Send the form to North. ",
        "If you count from now: by Sunday 29 November 2026, 4.30pm. [3]",
        "- the phone call: Friday 27 November 2026, 4.30pm (not given, so the time of this note)",
        "[2] Oak policy (2019), section 7",
        f"Content version of the handbook: {books['oak'].version}",
        *(f"{what}: ____" for what in BY_HAND),
    ):
        assert line in text, line


def test_a_start_that_the_reader_gave_is_told_as_such(books: dict[str, Book]) -> None:
    text = made(books["oak"], "worried", TO_THE_LEAD, call="2026-11-26T09:00")
    assert "By Saturday 28 November 2026, 9am." in text
    assert "- the phone call: Thursday 26 November 2026, 9am (given by the reader)" in text


def test_a_run_that_led_to_another_flow_names_both(books: dict[str, Book]) -> None:
    text = made(books["elm"], "worried", (("danger", "no"), ("who", "adult"), ("whose", "here")))
    assert "About: I am worried\nLed on to: A worry about an adult\n" in text


def test_a_gap_is_in_the_note(books: dict[str, Book]) -> None:
    text = made(books["ash"], "worried", (("danger", "yes"),))
    assert "- Ring the police. (Your policy does not say)" in text


def test_a_demonstration_says_so_on_every_copy(tiny: TinyData) -> None:
    tiny.edit("settings/elm.yml", "kind: school\n", "kind: school\ndemonstration: true\n")
    text = made(tiny.book("elm"), "worried", (("danger", "yes"),))
    assert "Demonstration, not for use." in text
    assert "Demonstration" not in made(tiny.book("fir"), "worried", (("danger", "yes"),))


def test_a_draft_says_so_on_every_copy(tiny: TinyData) -> None:
    tiny.edit("settings/elm.yml", "kind: school\n", "kind: school\ndraft: true\n")
    text = made(tiny.book("elm"), "worried", (("danger", "yes"),))
    assert "\nNot finished: our policy has not been entered. It shows what holds in every school." in text
