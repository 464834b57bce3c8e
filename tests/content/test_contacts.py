"""Whoever can be turned to stands on the page "Who do I call?", on the sheet, and where the search sends."""

from __future__ import annotations

import re

from handbook.pages import sheets
from handbook.papers import FOLDER, papers
from handbook.pdf import contacts
from handbook.search import entries
from handbook.search.entries import CONTACT
from tests.content.handbooks import Handbook

HEADING = re.compile(r"^#+ .*?\{ #([a-z0-9-]+)[^}]*\}$", re.MULTILINE)


def cards(handbook: Handbook) -> dict[str, str]:
    """The contact of each card on the page, by the card's anchor."""
    found = handbook.pages["contacts.md"].root.each(data_contact=None)
    return {one.attributes["id"]: one.attributes["data-contact"] for one in found}


def services(handbook: Handbook) -> dict[str, str]:
    """The names of all whom a reader may ring, by id."""
    return {one.id: one.name for one in handbook.book.contacts.values() if one.kind != "role"}


def test_every_service_has_one_card(handbook: Handbook) -> None:
    shown = list(cards(handbook).values())
    assert len(shown) == len(set(shown))
    assert set(services(handbook)) - set(shown) == set()


def test_whoever_stands_above_already_is_a_link_to_the_card(handbook: Handbook) -> None:
    links = [
        link.attributes["href"].removeprefix("#")
        for line in handbook.pages["contacts.md"].root.each("p", class_="hb-above")
        for link in line.each("a")
    ]
    assert links
    assert set(links) <= set(cards(handbook))


def test_every_card_of_a_service_has_its_number(handbook: Handbook) -> None:
    for one in handbook.pages["contacts.md"].root.each(data_contact=None):
        contact = handbook.book.contacts[one.attributes["data-contact"]]
        assert len(list(one.each(class_="hb-number"))) == len(contact.numbers), contact.id


def test_the_services_that_a_frightened_reader_looks_for_lie_in_no_fold(handbook: Handbook) -> None:
    root = handbook.pages["contacts.md"].root
    folded = {
        one.attributes["data-contact"]
        for fold in root.each("details", class_="hb-fold")
        for one in fold.each(data_contact=None)
    }
    home, *others = handbook.book.fills.values()
    for slot, fill in [("social-care", one) for one in (home, *others)] + [("lado", home)]:
        assert not folded & set(fill.contacts.get(slot, ())), slot


def test_every_service_stands_on_the_sheet(handbook: Handbook) -> None:
    (sheet,) = contacts.documents(handbook.maker, handbook.book)
    shown = set(re.findall(r"'id': '([a-z0-9-]+)'", str(sheet.data)))
    assert set(services(handbook)) - shown == set()


def test_the_search_sends_to_a_contacts_own_card(handbook: Handbook) -> None:
    found = entries(handbook.maker, handbook.book, list(sheets(handbook.maker, handbook.book)))
    places = {entry.title: entry.path for entry in found if entry.kind == CONTACT}
    places_of_cards = cards(handbook)
    for contact, name in services(handbook).items():
        page, _, anchor = places[name].partition("#")
        assert page == "contacts.html"
        assert places_of_cards[anchor] == contact, name


def test_the_search_sends_to_places_that_are_there(handbook: Handbook) -> None:
    sheets_on_paper = {f"{FOLDER}/{paper.name}.pdf" for paper in papers(handbook.book)}
    found = entries(handbook.maker, handbook.book, list(sheets(handbook.maker, handbook.book)))
    for entry in found:
        page, _, anchor = entry.path.partition("#")
        if page.endswith(".pdf"):
            assert page in sheets_on_paper
            continue
        markdown = handbook.pages[page.removesuffix(".html") + ".md"].markdown
        assert not anchor or anchor in {*HEADING.findall(markdown)} or f'id="{anchor}"' in markdown, (
            entry.path
        )
