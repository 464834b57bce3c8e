"""Whom to turn to, in plain words: what a contact is called, and who knows whoever holds an unnamed role."""

from __future__ import annotations

from datetime import datetime

from wizard.contacts import Contact
from wizard.model import Book
from wizard.statements import HANDBOOK, Cite
from wizard.timing import is_school_day

WHO_HOLDS_IT = Cite(HANDBOOK, "who-holds-a-role")
NO_NAME = {
    "school": "Not named here. Ask the office who it is today.",
    "partnership": "Ask your agency who it is.",
}
NOBODY_THERE = {
    "school": "Not named here, and the office may be shut now. Do not wait: go on to who answers.",
    "partnership": "Ask your agency who it is. Nobody there? Do not wait: go on to who answers.",
}
OFFICE_HOURS = range(9, 17)  # decision office-hours


def names_area(entry: Contact, area: str) -> bool:
    """Whether its name says its area by itself, as "Hull LADO" does."""
    return entry.name.split()[0] == area.split(maxsplit=1)[0]


def unreachable(entry: Contact) -> bool:
    """Whether it is a role of which the handbook neither names a holder nor gives a number."""
    return entry.kind == "role" and not entry.numbers and not entry.holder


def where_to_ask(book: Book, now: datetime | None = None) -> str:
    """Who knows the one that holds a role; out of hours, that nobody needs to find out first."""
    shut = now is not None and (now.hour not in OFFICE_HOURS or not is_school_day(now.date(), book.calendar))
    words = NOBODY_THERE if shut else NO_NAME
    return words[book.kind]
