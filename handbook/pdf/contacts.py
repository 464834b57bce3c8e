"""The contact sheet: who to ring in every area, when, and where each number comes from."""

from __future__ import annotations

from collections.abc import Iterable

from handbook.book import Maker
from handbook.history import histories
from handbook.pages.people import EMERGENCY, EVERYWHERE, SLOTS
from handbook.papers import CONTACTS
from handbook.pdf.press import Document
from handbook.pdf.words import Out, Writer
from wizard.model import Book

SIDES = 8
SIZES = (10.0, 9.5, 9.0, 8.5, 8.0)
HELPLINES = (*EVERYWHERE, "anti-terrorist-hotline", "act-early", "dbs")
INSIDE = (
    ("dsl", "A worry about a child"),
    ("staff-concern", "A worry about an adult who works here"),
    ("head-concern", "A worry about the person in charge"),
)


def documents(maker: Maker, book: Book) -> list[Document]:
    """The contact sheet."""
    writer = Writer(maker, book)
    data = {
        "emergency": _group(writer, (("", EMERGENCY),), writer.areas, set()),
        "inside": [_row(writer, words, (slot,), writer.areas, set()) for slot, words in INSIDE],
        "areas": [_area(writer, area) for area in writer.areas],
        "helplines": _group(writer, (("", HELPLINES),), writer.areas, set()),
        "history": [
            {
                "name": one.name,
                "value": one.value,
                "label": one.label,
                "printed": one.printed,
                "checked": one.checked,
                "old": one.old,
            }
            for one in histories(maker)
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


def _area(writer: Writer, area: str) -> Out:
    seen: set[str] = set()
    rows = _group(writer, ((words, (slot,)) for slot, words in SLOTS), (area,), seen)
    entries = writer.maker.data.each("area")[area]["contacts"] if area else {}
    rest = [contact for contact in entries if contact not in seen]
    if rest:
        rows.append(_row(writer, "Others", rest, (area,), seen))
    return {"name": writer.book.area_name(area), "rows": rows}


def _group(
    writer: Writer, rows: Iterable[tuple[str, Iterable[str]]], areas: tuple[str, ...], seen: set[str]
) -> list[Out]:
    return [_row(writer, words, slots, areas, seen) for words, slots in rows]


def _row(writer: Writer, words: str, slots: Iterable[str], areas: tuple[str, ...], seen: set[str]) -> Out:
    """The contacts behind some slots under one heading; those that stand above already are only named."""
    slots = list(slots)
    contacts = writer.contacts(slots, areas)
    for contact in contacts:
        contact["above"] = contact["id"] in seen
    seen.update(contact["id"] for contact in contacts)
    return {"words": words, "contacts": contacts, "gaps": writer.gaps(slots, areas)}
