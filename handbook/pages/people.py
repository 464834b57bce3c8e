"""Who to call and who does what."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from handbook.book import Maker
from handbook.history import NumberHistory, histories
from handbook.lookups import contact_places
from handbook.pages.lookup import LOOK_UP
from handbook.pages.sheet import Sheet
from handbook.phonebook import Phonebook, phonebook
from wizard.cards import number
from wizard.markup import Html, el, join
from wizard.model import Book


def contacts_page(maker: Maker, book: Book) -> Sheet:
    """Who to contact now: emergency first, then each area, in hours and out, with every number's history."""
    sheet = Sheet(maker, book, "contacts.md", "Who do I call?")
    sheet.under("contacts.html")
    home = sheet.areas[0]
    sheet.made_from = (maker.data.entries["area"][home] if home else maker.data.files["contacts"]).name
    sheet.hide = ("navigation", "footer")
    known = phonebook(maker, book)
    sheet.html(_jumps(sheet, known))
    sheet.heading(known.danger.words, anchor=known.danger.anchor)
    sheet.contacts(known.danger.slots)
    sheet.heading("In your own setting", anchor=known.inside[0].anchor)
    sheet.contacts(slot for group in known.inside for slot in group.slots)
    for group in known.own:
        sheet.heading(group.words, 3, group.anchor)
        sheet.contacts(group.slots)
    many = len(known.areas) > 1
    for area, groups in known.areas.items():
        if many:
            sheet.heading(f"If the child lives in {book.area_name(area)}", anchor=f"area-{area}")
        local = Sheet(maker, book, sheet.path, "")
        local.areas = (area,)
        for group in groups:
            local.heading(group.words, 3 if many else 2, group.anchor)
            local.contacts(group.slots)
        sheet.blocks += local.blocks
        sheet.carded |= local.carded
        sheet.cited.update(local.cited)
    sheet.heading(known.anywhere.words, anchor=known.anywhere.anchor)
    sheet.contacts(known.anywhere.slots)
    sheet.heading("Every number and its history", anchor="history")
    sheet.say(
        "Nobody has rung these numbers for this handbook. "
        "“Checked” means that a public page showed the number on that day."
    )
    sheet.html(_history(maker))
    changes = (
        c for contact, _, _, e in contact_places(maker.data) if contact in maker.contacts for c in _changes(e)
    )
    sheet.notes({"changes": list(dict.fromkeys(changes))})
    return sheet


def _jumps(sheet: Sheet, known: Phonebook) -> Html:
    """The ways down a long page, for a phone."""
    many = len(sheet.areas) > 1
    ways = [
        (group.anchor, f"{group.jump}, {sheet.book.area_name(area)}" if many else group.jump)
        for same in zip(*known.areas.values(), strict=False)
        for area, group in zip(known.areas, same, strict=True)
        if group.jump
    ]
    ways += [("england", "Anywhere in England"), ("history", "Every number")]
    links = (el("li", None, el("a", {"href": f"#{anchor}"}, words)) for anchor, words in ways)
    return el("nav", {"class": "hb-jumps", "aria-label": "Quick ways"}, el("ul", None, links))


def _changes(entry: Mapping[str, Any]) -> list[str]:
    """The dated notes that a contact and its numbers name."""
    return [
        *entry.get("changes", ()),
        *(number["change"] for number in entry["numbers"] if "change" in number),
    ]


def _history(maker: Maker) -> Html:
    head = (
        el("th", {"scope": "col"}, words) for words in ("Who", "Number or address", "Printed in", "Checked")
    )
    rows = map(_history_row, histories(maker))
    return el(
        "table", {"class": "hb-history"}, el("thead", None, el("tr", None, head)), el("tbody", None, rows)
    )


def _history_row(one: NumberHistory) -> Html:
    value = join(el("s", None, one.value) if one.old else one.value, f" {one.label}" if one.label else None)
    cells = (one.name, value, one.printed, one.checked)
    return el("tr", {"class": "hb-old"} if one.old else None, (el("td", None, cell) for cell in cells))


def roles_page(maker: Maker, book: Book) -> Sheet:
    """Who does what, from the setting's own document."""
    sheet = Sheet(maker, book, "roles.md", "Who does what")
    sheet.made_from = maker.data.files["roles"].name
    sheet.under("lookup.html", LOOK_UP)
    silent = []
    for role, entry in maker.roles.items():
        duties, limits = sheet.lines(entry.get("duties", ())), sheet.lines(entry.get("not_duties", ()))
        own = maker.setting["roles"].get(role)
        if not duties and not limits and not own:
            if f"role.{role}" in maker.silent:
                silent.append(entry["title"])
            continue
        sheet.heading((own or {}).get("title") or entry["title"], anchor=role)
        sheet.named(entry["title"], *entry.get("aliases", ()))
        sheet.found_by(entry["plain"])
        sheet.html(el("p", {"class": "hb-aliases"}, entry["plain"]))
        shown = book.contacts[role]
        if shown.holder:
            sheet.html(el("p", None, el("strong", None, f"Here: {shown.holder}")))
        if shown.numbers:
            sheet.html(join(number(one, shown.name) for one in shown.numbers))
        if (own or {}).get("note"):
            sheet.say(own["note"])
        sheet.shown(duties)
        if limits:
            sheet.html(el("p", {"class": "hb-dont-label"}, el("strong", None, "Not this role's task")))
            sheet.shown(limits)
    if silent:
        sheet.heading("Not named in this setting's document")
        sheet.html(el("p", {"class": "hb-silent"}, ", ".join(silent)))
    return sheet
