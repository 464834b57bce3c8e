"""What is new: what changed for staff from one release to the next."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from handbook import fixed_pages as fixed
from handbook.book.maker import Maker
from handbook.book.phonebook import card
from handbook.book.words import date_words
from handbook.compare.change import KINDS
from handbook.pages.sheet import Sheet
from wizard.markup import Html, el
from wizard.model import Book

Raw = Mapping[str, Any]
# Pages that every handbook has and that an entry may lead to, besides those that the book lists.
ALWAYS = frozenset(
    page.path
    for page in (
        *(fixed.CONTACTS, fixed.NUMBERS, fixed.ROLES, fixed.DEFINITIONS, fixed.FIGURES),
        *(fixed.LAW, fixed.CHANGES, fixed.UNCLEAR, fixed.SOURCES, fixed.ABOUT),
    )
)


def news_page(maker: Maker, book: Book) -> Sheet:
    """The changes that concern this setting, the newest release first."""
    sheet = Sheet(maker, book, fixed.NEWS.source, fixed.NEWS.title)
    sheet.under(fixed.LOOK_UP, fixed.LOOK_UP)
    days = {day: entries for day, entries in sorted(_entries(maker), reverse=True) if entries}
    if not days:
        sheet.add_text("This is the first release of this handbook. Nothing has changed yet.")
        return sheet
    sheet.add_text(
        "What changed in this handbook, and when. An entry says what happened on its day. "
        "Follow its link to read what holds now."
    )
    known = ALWAYS | {page.path for page in book.pages.values()}
    for day, entries in days.items():
        sheet.add_heading(date_words(day), anchor=f"day-{day}")
        for kind, words in KINDS.items():
            items = [_item(sheet, known, entry) for entry in entries if entry["kind"] == kind]
            if items:
                sheet.add_heading(words, 3, f"{kind}-{day}")
                sheet.add_html(el("ul", {"class": "hb-news"}, items))
    return sheet


def _entries(maker: Maker) -> Iterator[tuple[str, list[Raw]]]:
    for day, entries in maker.data.one("news").items():
        yield day, [entry for entry in entries if maker.id in entry.get("settings", (maker.id,))]


def _item(sheet: Sheet, known: frozenset[str], entry: Raw) -> Html:
    contact = entry.get("contact", "")
    page = f"contacts.html#{card(contact)}" if contact in sheet.book.contacts else entry.get("page", "")
    known_here = page.partition("#")[0] in known
    words = "See the number" if entry["kind"] == "number" else "Read it"
    link = el("a", {"href": sheet.view.root + page}, words) if known_here else None
    about = el("strong", None, f"{entry['about']}: ")
    return el("li", None, about, entry["text"], [" ", link] if link else None)
