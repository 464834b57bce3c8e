"""Blank forms to fill in by hand. Their fields are our own; every line to act on is the setting's."""

from __future__ import annotations

from collections.abc import Callable

from handbook.book import Maker
from handbook.papers import CALL, CONCERN, ESCALATION, REFERRAL, Paper
from handbook.pdf.press import Document
from handbook.pdf.words import Out, Writer
from handbook.problems import DataError
from wizard.model import Book

SIZES = (10.5, 10.0, 9.5, 9.0, 8.5, 8.0)
TOPIC, QUESTIONS = "referring", "Six questions before you send a referral"
OWN_QUESTIONS = (
    "Parents and carers: do they know? Do they agree? If not asked, why not?",
    "The child and family: names, dates of birth, address, phone numbers, language, who lives there",
    "Others who work with the family: who, and since when",
    "The worry: what was seen, heard or said, when, and what it means for this child",
    "What has been tried: what helped and what did not",
    "How to reach you, and who else knows the child",
)


def documents(maker: Maker, book: Book) -> list[Document]:
    """The four forms."""
    made: tuple[tuple[Paper, int, Callable[[Writer], Out]], ...] = (
        (CONCERN, 2, concern),
        (REFERRAL, 2, referral),
        (CALL, 1, call),
        (ESCALATION, 1, escalation),
    )
    return [_form(Writer(maker, book), paper, sides, fill) for paper, sides, fill in made]


def _form(writer: Writer, paper: Paper, sides: int, fill: Callable[[Writer], Out]) -> Document:
    data = fill(writer)
    return Document(
        paper,
        paper.name,
        {**data, "notes": writer.notes(), "frame": writer.frame()},
        sides,
        SIZES,
        "shorten the rules that stand on it",
    )


def concern(writer: Writer) -> Out:
    """How to record, to whom it goes and by when."""
    return {
        "record": writer.rule("record-concern"),
        "disclosure": writer.rule("record-disclosure"),
        "clocks": writer.clocks(("written-record",)),
        "roles": [c for c in writer.contacts(("dsl",)) if c["kind"] == "role"],
    }


def referral(writer: Writer) -> Out:
    """The six questions: the area's own where its guide prints them, else the fields of our form."""
    topic = writer.maker.data.entries["topic"][TOPIC]
    printed = {section["title"]: section.get("statements", ()) for section in topic.data["sections"]}
    if QUESTIONS not in printed:
        words = (
            f"has no part called '{QUESTIONS}', which the form for a referral prints; give it back its title"
        )
        raise DataError([topic.problem(("sections",), words)])
    questions = writer.statements(printed[QUESTIONS])
    own = [{"text": text, "notes": [], "mark": "", "area": ""} for text in OWN_QUESTIONS]
    return {
        "top": writer.reading(
            "In danger now: ring 999 first. Ring social care even when this sheet is not full.", "danger-999"
        ),
        "questions": questions or own,
        "whose": "" if questions else "The six fields are this handbook's own.",
        "urgent": writer.rule("refer-urgent"),
        "writing": writer.rule("refer-writing"),
        "clocks": writer.clocks(("refer-harm", "written-referral", "referral-reply", "chase-referral")),
        "contacts": writer.contacts(("social-care", "social-care-portal")),
        "gaps": writer.gaps(("social-care", "social-care-portal")),
    }


def call(writer: Writer) -> Out:
    """What to keep in mind on the telephone."""
    return {
        "top": writer.reading("In danger now: ring 999, not a line for advice.", "danger-999"),
        "do": writer.items("advice-calls", part="do"),
        "dont": writer.items("advice-calls", part="dont"),
        "advice": writer.rule("advice-first"),
        "contacts": writer.contacts(("social-care-advice",)),
        "gaps": writer.gaps(("social-care-advice",)),
    }


def escalation(writer: Writer) -> Out:
    """The setting's way to disagree, inside and with another agency."""
    return {
        "top": writer.reading(
            "If the child is at risk now, do not wait for an answer. Ring 999 or refer again.", "act-at-once"
        ),
        "inside": writer.rule("escalate-inside"),
        "agency": writer.rule("escalate-agency"),
        "clocks": writer.clocks(("escalation-stage",)),
    }
