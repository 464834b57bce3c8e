"""Every number with its history: where it is printed, when it was seen, and which are no longer in use."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from handbook import fixed_pages as fixed
from handbook.book.lookups import contact_places
from handbook.book.maker import Maker
from handbook.book.number_history import NumberHistory, histories
from handbook.book.phonebook import card
from handbook.pages.sheet import Sheet
from wizard.markup import Html, el, join
from wizard.model import Book

HEADS = ("Who", "Number or address", "Printed in", "Checked")


def numbers_page(maker: Maker, book: Book) -> Sheet:
    """All numbers that the setting may show, old ones among them, folded by whose they are."""
    sheet = Sheet(maker, book, fixed.NUMBERS.source, fixed.NUMBERS.title)
    sheet.under(fixed.CONTACTS, fixed.CONTACTS)
    sheet.add_text(
        "Nobody has rung these numbers for this handbook. "
        "“Checked” means that a public page showed the number on that day."
    )
    for words, numbers in _by_place(maker, book):
        old = sum(number.old for number in numbers)
        about = f"{len(numbers)} in all{f', {old} no longer in use' if old else ''}"
        sheet.add_fold(words, _table(numbers), about=about)
        sheet.found_by(
            *(f"{number.value} {number.name} {number.checked}" for number in numbers if number.old)
        )
    changes = (
        c for contact, _, _, e in contact_places(maker.data) if contact in maker.contacts for c in _changes(e)
    )
    sheet.add_notes({"changes": list(dict.fromkeys(changes))})
    return sheet


def _by_place(maker: Maker, book: Book) -> Iterator[tuple[str, Sequence[NumberHistory]]]:
    """The numbers of the setting, of each of its areas, and of everyone, with the words for the place."""
    entries = maker.data.entries
    places = {entries["setting"][maker.id].name: book.name}
    places |= {entries["area"][area].name: book.area_name(area) for area in maker.areas if area}
    places[maker.data.files["contacts"].name] = "Anywhere in England"
    found = {
        file: list(numbers)
        for file, numbers in groupby(
            sorted(histories(maker), key=lambda number: number.file), key=lambda number: number.file
        )
    }
    return ((words, found[file]) for file, words in places.items() if file in found)


def _changes(entry: Mapping[str, Any]) -> list[str]:
    """The dated notes that a contact and its numbers name."""
    return [
        *entry.get("changes", ()),
        *(number["change"] for number in entry["numbers"] if "change" in number),
    ]


def _table(numbers: Sequence[NumberHistory]) -> Html:
    head = (el("th", {"scope": "col"}, words) for words in HEADS)
    return el(
        "table",
        {"class": "hb-history"},
        el("thead", None, el("tr", None, head)),
        el("tbody", None, map(_row, numbers)),
    )


def _row(history: NumberHistory) -> Html:
    name = el("a", {"href": f"contacts.html#{card(history.contact)}"}, history.name)
    value = join(
        el("s", None, history.value) if history.old else history.value,
        f" {history.label}" if history.label else None,
    )
    cells = (name, value, history.printed, history.checked)
    return el("tr", {"class": "hb-old"} if history.old else None, (el("td", None, cell) for cell in cells))
