"""Every number with its history in words, for screen and paper alike."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from handbook.book.contacts import own_file, unprinted
from handbook.book.lookups import contact_places
from handbook.book.maker import Maker
from handbook.book.words import date_words
from wizard.model import Book
from wizard.statements import Cite

STATUS_WORDS = {
    "current": "seen there",
    "as-printed": "not found again",
    "superseded": "no longer in use: do not ring",
}


@dataclass(frozen=True, slots=True)
class NumberHistory:
    """One number or address: whose it is, where it is printed, when and where it was checked.

    `file` is the data file of the area or setting, or of the national contacts.
    """

    contact: str
    file: str
    name: str
    value: str
    label: str
    printed: str
    checked: str
    old: bool


def histories(maker: Maker) -> Iterator[NumberHistory]:
    """Every number of the contacts that the setting may show, superseded ones among them."""
    for contact, file, _, entry in contact_places(maker.data):
        if contact in maker.contacts:
            for number in entry["numbers"]:
                yield _history(maker, (contact, file.name), entry, number)


def _history(
    maker: Maker, whose: tuple[str, str], entry: Mapping[str, Any], number: Mapping[str, Any]
) -> NumberHistory:
    names = maker.source_words()
    cited = maker.cites(number.get("printed_in", entry.get("cite", ())))
    printed = "; ".join(Cite(*cite).words(names) for cite in cited)
    own = whose[1] == own_file(maker)
    if not printed:
        printed = unprinted(own=own) if own or number["status"] == "as-printed" else "no document"
    checked = []
    if "checked_on" in number:
        checked.append(f"{date_words(number['checked_on'])}: {number.get('checked_against', '')}")
    if number.get("page_date"):
        checked.append(f"page {'undated' if number['page_date'] == 'n.d.' else number['page_date']}")
    checked.append(STATUS_WORDS[number["status"]])
    return NumberHistory(
        *whose,
        entry["name"],
        number["value"],
        number.get("label", ""),
        printed,
        "; ".join(checked),
        number["status"] == "superseded",
    )


def checked_words(book: Book) -> str:
    """When the numbers in use were seen on public pages: "on" a day or "between" two; "" where none was."""
    numbers = (number for contact in book.contacts.values() for number in contact.numbers)
    days = sorted({number.checked_on for number in numbers if number.status == "current"} - {""})
    if not days:
        return ""
    first, last = date_words(days[0]), date_words(days[-1])
    return f"on {first}" if first == last else f"between {first} and {last}"
