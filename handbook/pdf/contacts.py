"""The contact sheet: who to ring in every area, when, and where each number comes from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from handbook.book.maker import Maker
from handbook.book.number_history import histories
from handbook.book.phonebook import Group, phonebook
from handbook.papers import CONTACTS
from handbook.pdf.press import Document
from handbook.pdf.words import Out, Writer
from wizard.model import Book

SIDES = 8
SIZES = (10.0, 9.5, 9.0, 8.5, 8.0)


def documents(maker: Maker, book: Book) -> list[Document]:
    """The contact sheet."""
    writer = Writer(maker, book)
    known = phonebook(maker, book)
    data = {
        "emergency": _rows(writer, (replace(known.danger, words=""),)),
        "inside": [_row(writer, group, set()) for group in known.inside],
        "own": _rows(writer, known.own),
        "areas": [
            {"name": book.area_name(area), "rows": _rows(writer, groups)}
            for area, groups in known.areas.items()
        ],
        "helplines": _rows(writer, (replace(known.anywhere, words=""),)),
        "history": [
            {
                "name": history.name,
                "value": history.value,
                "label": history.label,
                "printed": history.printed,
                "checked": history.checked,
                "old": history.old,
            }
            for history in histories(maker)
        ],
    }
    return [
        Document(
            CONTACTS,
            "contacts",
            {**data, "notes": writer.notes(), "frame": writer.frame()},
            SIDES,
            SIZES,
            "shorten the names, labels and uses of the contacts",
        )
    ]


def _rows(writer: Writer, groups: Iterable[Group]) -> list[Out]:
    """Groups of one table; contacts that stand above in it already are only named."""
    seen: set[str] = set()
    return [_row(writer, group, seen) for group in groups]


def _row(writer: Writer, group: Group, seen: set[str]) -> Out:
    contacts = writer.contacts(group.slots, group.areas)
    for contact in contacts:
        contact["above"] = contact["id"] in seen
    seen.update(contact["id"] for contact in contacts)
    return {"words": group.words, "contacts": contacts, "gaps": writer.gaps(group.slots, group.areas)}
