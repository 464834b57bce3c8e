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
    """One PDF: its file's name without the ending, its title, what it is for, its group, its other names."""

    name: str
    title: str
    about: str
    group: str
    called: tuple[str, ...] = ()


CARD = Paper(
    "card",
    "Safeguarding: what to do now",
    "One side of A4 for the wall by the phone, with its sources on the back.",
    "card",
    ("wall card", "poster", "staff room card", "card for the wall"),
)
POCKET = Paper(
    "pocket",
    "Pocket card",
    "One side of A4 that folds to A7, without scissors. Its sources are on the back.",
    "card",
    ("lanyard card", "badge card", "card to carry"),
)
PACK = Paper(
    "induction-pack",
    "Keeping children safe: induction pack",
    "Eight sides for the first day: what to do, who is who, signs, a form, practice with answers.",
    "pack",
    ("induction pack", "new staff pack", "volunteer pack", "welcome pack"),
)
ANNEX = Paper(
    "induction-annex",
    "Annex to the induction pack",
    "To look things up: charts to follow, all signs, rules for sharing, and a sheet to sign for a group.",
    "pack",
    ("induction annex", "training record", "sheet to sign"),
)
CONTACTS = Paper(
    "contacts",
    "Who do I call?",
    "Every contact of every area, its hours, and the history of each number.",
    "contacts",
    ("contact sheet", "phone list to print", "printed numbers"),
)
CONCERN = Paper(
    "form-concern",
    "Record of a concern",
    "What was seen, heard or said, with a body map.",
    "form",
    ("concern form", "cause for concern form", "recording form", "incident form", "body map", "blank form"),
)
REFERRAL = Paper(
    "form-referral",
    "Preparing a referral",
    "Six questions to answer before you ring or write.",
    "form",
    ("referral preparation form", "referral worksheet"),
)
CALL = Paper(
    "form-advice-call",
    "Record of a call for advice",
    "Who was asked, and what they said.",
    "form",
    ("advice call form", "call record", "phone call form"),
)
ESCALATION = Paper(
    "form-escalation",
    "Log of a disagreement",
    "Each step, who answered, and by when.",
    "form",
    ("escalation form", "escalation log", "disagreement form"),
)
FIXED = (CARD, POCKET, PACK, ANNEX, CONTACTS, CONCERN, REFERRAL, CALL, ESCALATION)


def flow_paper(book: Book, flow: str) -> Paper:
    """The sheet of one flow."""
    return Paper(f"flow-{flow}", book.flows[flow].title, book.flows[flow].about, "flow")


def papers(book: Book) -> list[Paper]:
    """Every PDF of a setting."""
    return [*FIXED, *(flow_paper(book, flow) for flow in book.flows)]
