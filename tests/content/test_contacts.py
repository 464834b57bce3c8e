"""Whoever can be turned to stands on the page "Who do I call?", on the sheet, and where the search sends."""

from __future__ import annotations

import re

from handbook.pages import sheets
from handbook.pdf import contacts
from handbook.search import entries
from handbook.search.entries import CONTACT
from tests.content.handbooks import Handbook

HEADING = re.compile(r"^#+ .*?\{ #([a-z0-9-]+)[^}]*\}$", re.MULTILINE)
CARD = re.compile(r'data-contact="([a-z0-9-]+)"')


def cards(markdown: str) -> dict[str, set[str]]:
    """The cards under each heading of a page, by its anchor."""
    parts = HEADING.split(markdown)
    return {anchor: set(CARD.findall(body)) for anchor, body in zip(parts[1::2], parts[2::2], strict=True)}


def services(handbook: Handbook) -> dict[str, str]:
    """The names of all whom a reader may ring, by id."""
    return {one.id: one.name for one in handbook.book.contacts.values() if one.kind != "role"}


def test_every_service_has_a_card(handbook: Handbook) -> None:
    shown = set().union(*cards(handbook.pages["contacts.md"].markdown).values())
    assert set(services(handbook)) - shown == set()


def test_every_service_stands_on_the_sheet(handbook: Handbook) -> None:
    (sheet,) = contacts.documents(handbook.maker, handbook.book)
    shown = set(re.findall(r"'id': '([a-z0-9-]+)'", str(sheet.data)))
    assert set(services(handbook)) - shown == set()


def test_the_search_sends_to_a_contacts_own_card(handbook: Handbook) -> None:
    found = entries(handbook.maker, handbook.book, list(sheets(handbook.maker, handbook.book)))
    places = {entry.title: entry.path for entry in found if entry.kind == CONTACT}
    under = cards(handbook.pages["contacts.md"].markdown)
    for contact, name in services(handbook).items():
        page, _, anchor = places[name].partition("#")
        assert page == "contacts.html"
        assert contact in under[anchor], name


def test_the_search_sends_to_places_that_are_there(handbook: Handbook) -> None:
    found = entries(handbook.maker, handbook.book, list(sheets(handbook.maker, handbook.book)))
    for entry in found:
        page, _, anchor = entry.path.partition("#")
        markdown = handbook.pages[page.removesuffix(".html") + ".md"].markdown
        assert not anchor or anchor in {*HEADING.findall(markdown)} or f'id="{anchor}"' in markdown, (
            entry.path
        )
