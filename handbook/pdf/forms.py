"""Blank forms to fill in by hand. Their fields are our own; every line to act on is the setting's."""

from __future__ import annotations

from collections.abc import Callable

from handbook.book.maker import Maker
from handbook.book.words import ACT_AT_ONCE, RING_999
from handbook.papers import CALL, CONCERN, ESCALATION, REFERRAL, Paper
from handbook.pdf.press import Document
from handbook.pdf.words import Out, PaperPart, Writer
from wizard.model import Book

SIZES = (10.5, 10.0, 9.5, 9.0, 8.5, 8.0)
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
    """How to record, to whom it goes and by when. A deadline that a rule says already is not said again."""
    part = PaperPart.of(writer.papers["forms"]["concern"])
    lines = [(writer.slot_title(slot), writer.rule(slot)) for slot in part.rules]
    told = " ".join(line["text"] for _, rule in lines for line in rule).lower()
    return {
        "rules": [{"title": title, "lines": rule} for title, rule in lines],
        "clocks": [c for c in writer.deadlines(part.clocks) if "limit" not in c or c["limit"] not in told],
        "roles": [c for c in writer.contacts(part.contacts) if c["kind"] == "role"],
    }


def referral(writer: Writer) -> Out:
    """The six questions: the area's own where its guide prints them, else the fields of our form."""
    plan = writer.papers["forms"]
    part = PaperPart.of(plan["referral"])
    top = writer.reading(
        "In danger now: ring 999 first. Ring social care even when this sheet is not full.", RING_999
    )
    page = writer.maker.data.each("topic")[plan["questions"]["topic"]]
    printed = {section["title"]: section.get("statements", ()) for section in page["sections"]}
    questions = writer.statements(printed[plan["questions"]["title"]])
    own = [{"text": text, "notes": [], "mark": "", "area": ""} for text in OWN_QUESTIONS]
    return {
        "top": top,
        "questions": questions or own,
        "whose": "" if questions else "The six fields are this handbook's own.",
        **writer.part(part),
    }


def call(writer: Writer) -> Out:
    """What to keep in mind on the telephone."""
    top = writer.reading("In danger now: ring 999, not a line for advice.", RING_999)
    return {"top": top, **writer.part(PaperPart.of(writer.papers["forms"]["advice-call"]))}


def escalation(writer: Writer) -> Out:
    """The setting's way to disagree, inside and with another agency."""
    part = PaperPart.of(writer.papers["forms"]["escalation"])
    return {
        "top": writer.reading(
            "If the child is at risk now, do not wait for an answer. Ring 999 or refer again.", ACT_AT_ONCE
        ),
        "rules": [{"title": writer.slot_title(slot), "lines": writer.rule(slot)} for slot in part.rules],
        "clocks": writer.deadlines(part.clocks),
    }
