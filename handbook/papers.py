"""What a setting can print: every PDF by name, for the press and for the page that offers them."""

from __future__ import annotations

from dataclasses import dataclass

from wizard.model import Book

FOLDER = "print"
GROUPS = {
    "card": "Cards",
    "pack": "For new staff and volunteers",
    "contacts": "Who to call",
    "form": "Blank forms",
    "flow": "What do I do now? One sheet for each situation",
}


@dataclass(frozen=True, slots=True)
class Paper:
    """One PDF: its file's name without the ending, its title, what it is for, and its group."""

    name: str
    title: str
    about: str
    group: str


CARD = Paper(
    "card",
    "Safeguarding: what to do now",
    "One side of A4 for the wall by the phone, with its sources on the back.",
    "card",
)
POCKET = Paper(
    "pocket",
    "Pocket card",
    "One side of A4 that folds to A7, without scissors. Its sources are on the back.",
    "card",
)
PACK = Paper(
    "induction-pack",
    "Keeping children safe: induction pack",
    "Eight sides for the first day: what to do, who is who, signs, a form, practice with answers.",
    "pack",
)
ANNEX = Paper(
    "induction-annex",
    "Annex to the induction pack",
    "To look things up: charts to follow, all signs, rules for sharing, and a sheet to sign for a group.",
    "pack",
)
CONTACTS = Paper(
    "contacts",
    "Who do I call?",
    "Every contact of every area, its hours, and the history of each number.",
    "contacts",
)
CONCERN = Paper(
    "form-concern", "Record of a concern", "What was seen, heard or said, with a body map.", "form"
)
REFERRAL = Paper(
    "form-referral", "Preparing a referral", "Six questions to answer before you ring or write.", "form"
)
CALL = Paper("form-advice-call", "Record of a call for advice", "Who was asked, and what they said.", "form")
ESCALATION = Paper(
    "form-escalation", "Log of a disagreement", "Each step, who answered, and by when.", "form"
)
FIXED = (CARD, POCKET, PACK, ANNEX, CONTACTS, CONCERN, REFERRAL, CALL, ESCALATION)


def flow_paper(book: Book, flow: str) -> Paper:
    """The sheet of one flow."""
    return Paper(f"flow-{flow}", book.flows[flow].title, book.flows[flow].about, "flow")


def papers(book: Book) -> list[Paper]:
    """Every PDF of a setting."""
    return [*FIXED, *(flow_paper(book, flow) for flow in book.flows)]
