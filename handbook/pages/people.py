"""Who to call and who does what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from handbook import fixed_pages as fixed
from handbook.book.maker import Maker
from handbook.book.phonebook import Group, Phonebook, card, phonebook
from handbook.pages.lookup import reference
from handbook.pages.sheet import Sheet, some_of
from wizard.advice import ShownContact, contacts_for
from wizard.cards import contact, number, unnamed
from wizard.markup import Html, el, join
from wizard.model import Book
from wizard.proof import gap, listed
from wizard.whom import unreachable, where_to_ask

Raw = Mapping[str, Any]
IN_SETTING = "in-your-own-setting"


def contacts_page(maker: Maker, book: Book) -> Sheet:
    """Who to contact: emergency first, then the setting, then each area; each service has one card.

    Whom a frightened reader looks for stands open, the rest is folded.
    """
    sheet = Sheet(maker, book, fixed.CONTACTS.source, fixed.CONTACTS.title)
    sheet.under(fixed.CONTACTS)
    home = sheet.areas[0]
    sheet.made_from = (maker.data.entries["area"][home] if home else maker.data.files["contacts"]).name
    sheet.hide = ("navigation", "footer")
    known = phonebook(maker, book)
    titles = {area: _area_words(book, area) for area in known.areas}
    sheet.add_html(_jumps(known, titles))
    sheet.add_heading(known.danger.words, anchor=known.danger.anchor)
    sheet.add_html(_cards(sheet, known, known.danger, css="hb-cards hb-beside"))
    sheet.add_heading("In your own setting", anchor=IN_SETTING)
    inside = (*known.inside, *known.own)
    people = [book.contacts[member] for group in inside for member in group.members(book)]
    if nameless := bool(people) and all(map(unreachable, people)):
        sheet.add_html(el("p", {"class": "hb-aliases"}, where_to_ask(book)))
    for group in inside:
        sheet.add_heading(group.words, 3, group.anchor)
        sheet.add_html(_cards(sheet, known, group, nameless=nameless))
    for area, groups in known.areas.items():
        sheet.add_heading(titles[area], anchor=f"area-{area}" if area else "services")
        for group in groups:
            if group.first:
                sheet.add_heading(group.words, 3, group.anchor)
                sheet.add_html(_cards(sheet, known, group))
        rest = [group for group in groups if not group.first]
        _fold(sheet, known, "More for this area" if area else "More services", rest)
    sheet.add_heading(known.anywhere.words, anchor=known.anywhere.anchor)
    names = [book.contacts[name].name for name in dict.fromkeys(known.anywhere.members(book))]
    sheet.add_fold("Helplines and hotlines", _cards(sheet, known, known.anywhere), about=some_of(names))
    sheet.add_html(el("p", None, el("a", {"href": fixed.NUMBERS.path}, fixed.NUMBERS.title)))
    return sheet


def _area_words(book: Book, area: str) -> str:
    if not area:
        return "Services for children"
    return f"If the child lives in {book.area_name(area)}"


def _fold(sheet: Sheet, known: Phonebook, title: str, groups: Sequence[Group]) -> None:
    """Several groups in one fold that names them."""
    parts = [
        (sheet.inner_heading(group.words, group.anchor), _cards(sheet, known, group)) for group in groups
    ]
    if parts:
        sheet.add_fold(title, join(*parts), about=some_of([group.words for group in groups]))


def _cards(
    sheet: Sheet, known: Phonebook, group: Group, *, nameless: bool = False, css: str = "hb-cards"
) -> Html:
    """A group's contacts: a card for each that has none on the page yet, a link to the card of each other.

    Who only stands in for a gap has the card where they are at home.
    """

    def show(shown_contact: ShownContact) -> Html:
        anchor = card(shown_contact.contact.id)
        if nameless and unreachable(shown_contact.contact):
            return unnamed(sheet.view, shown_contact.contact, anchor)
        return contact(sheet.view, shown_contact, full=True, anchor=anchor)

    shown = contacts_for(sheet.book, group.slots, group.areas, None)
    here = set(group.members(sheet.book))
    at_home = {name for known_group in known for name in known_group.members(sheet.book)}
    elsewhere = sheet.carded | (at_home - here)
    new = [shown_contact for shown_contact in shown if shown_contact.contact.id not in elsewhere]
    linked = [shown_contact.contact for shown_contact in shown if shown_contact.contact.id in elsewhere]
    sheet.register_cards(new)
    links = (
        el("a", {"href": f"#{card(linked_contact.id)}"}, linked_contact.name) for linked_contact in linked
    )
    return join(
        listed(map(show, new), css="hb-cards hb-roles" if nameless else css),
        el("p", {"class": "hb-above"}, *((link, " ") for link in links)) if linked else None,
        (gap(sheet.view, missing) for missing in sheet.gaps(group.slots, group.areas)),
    )


def _jumps(known: Phonebook, titles: Mapping[str, str]) -> Html:
    """The ways down the page, for a phone."""
    ways = [(IN_SETTING, "Your setting")]
    ways += [
        (f"area-{area}", title.removeprefix("If the child lives in "))
        for area, title in titles.items()
        if area
    ]
    ways += [(known.anywhere.anchor, "England")]
    links = (el("li", None, el("a", {"href": f"#{anchor}"}, words)) for anchor, words in ways)
    return el("nav", {"class": "hb-jumps", "aria-label": "Quick ways"}, el("ul", None, links))


def roles_page(maker: Maker, book: Book) -> Sheet:
    """Who does what, from the setting's own document."""
    sheet = reference(maker, book, fixed.ROLES)
    silent = []
    for role, entry in maker.roles.items():
        duties, limits = (
            sheet.maker.shown(entry.get("duties", ())),
            sheet.maker.shown(entry.get("not_duties", ())),
        )
        own = maker.setting["roles"].get(role)
        if not duties and not limits and not own:
            if f"role.{role}" in maker.silent:
                silent.append(entry["title"])
            continue
        with sheet.folding(book.contacts[role].name, about=entry["plain"], anchor=role):
            _role(sheet, role, entry, (own or {}).get("note"))
    if silent:
        sheet.add_heading("Not named in this setting's document")
        sheet.add_html(el("p", {"class": "hb-silent"}, ", ".join(silent)))
    return sheet


def _role(sheet: Sheet, role: str, entry: Raw, note: str | None) -> None:
    """What one role does and does not, and who holds it here."""
    sheet.named(entry["title"], *entry.get("aliases", ()))
    sheet.found_by(entry["plain"])
    shown = sheet.book.contacts[role]
    if shown.holder:
        sheet.add_html(el("p", None, el("strong", None, f"Here: {shown.holder}")))
    sheet.add_html(join(number(shown_number, shown.name) for shown_number in shown.numbers))
    if note:
        sheet.found_by(note)
        sheet.add_html(el("p", None, note))
    sheet.add_statements(entry.get("duties", ()))
    limits = sheet.maker.shown(entry.get("not_duties", ()))
    if limits:
        sheet.add_html(el("p", {"class": "hb-dont-label"}, el("strong", None, "Not this role's task")))
        sheet.add_lines(limits)
