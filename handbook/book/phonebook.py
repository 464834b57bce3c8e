"""Whom a reader can turn to, in groups: one order for the page, the sheet on paper and the search."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from handbook.book.maker import Maker
from wizard.model import Book


@dataclass(frozen=True, slots=True)
class Group:
    """What stands under one heading: its words, its anchor on the page, and whom to show in which areas.

    `slots` are slots, or contacts by their ids. `aliases` are what staff call those who are shown. Whom a
    frightened reader looks for comes `first` and never lies in a fold.
    """

    words: str
    anchor: str
    slots: tuple[str, ...]
    areas: tuple[str, ...]
    aliases: tuple[str, ...] = ()
    first: bool = False

    def members(self, book: Book) -> Iterator[str]:
        """The contacts of this group, without those that are shown only as a fallback for a gap."""
        for area in self.areas:
            filled = book.fills[area].contacts
            for slot in self.slots:
                yield from filled.get(slot, (slot,) if slot in book.contacts else ())


@dataclass(frozen=True, slots=True)
class Phonebook:
    """All groups of a setting, in the order of the page. Every service that it may show is in one of them."""

    danger: Group
    inside: tuple[Group, ...]
    own: tuple[Group, ...]
    areas: Mapping[str, tuple[Group, ...]]
    anywhere: Group

    def __iter__(self) -> Iterator[Group]:
        """Every group."""
        yield self.danger
        yield from (*self.inside, *self.own)
        for groups in self.areas.values():
            yield from groups
        yield self.anywhere


def phonebook(maker: Maker, book: Book) -> Phonebook:
    """The groups of a setting: those that every setting has, then whoever is in none of them."""
    areas, order = tuple(book.fills), maker.data.one("phonebook")
    danger = Group("Danger now", "danger-now", tuple(order["danger"]), areas)
    inside = tuple(Group(entry["words"], entry["slot"], (entry["slot"],), areas) for entry in order["inside"])
    local = {
        area: tuple(_of_area(service, area, home=area == areas[0]) for service in order["services"])
        for area in areas
    }
    anywhere = Group("Anywhere in England", "england", tuple(order["anywhere"]), areas)
    fixed = Phonebook(danger, inside, (), local, anywhere)
    placed = {member for group in fixed for member in group.members(book)}

    def others(anchor: str, contacts: Iterable[str], where: tuple[str, ...]) -> Group:
        return Group("Others", anchor, tuple(contact for contact in contacts if contact not in placed), where)

    national = others(anywhere.anchor, maker.data.one("contacts"), areas)
    own_roles = [role for role in maker.setting["roles"] if role not in maker.data.one("roles")]
    own = others("others", [*own_roles, *maker.setting.get("contacts", {})], areas)
    of_areas = {
        area: others(f"others-{area}", maker.data.each("area")[area]["contacts"] if area else (), (area,))
        for area in areas
    }
    return Phonebook(
        danger,
        inside,
        _used(own),
        {area: _used(*groups, of_areas[area]) for area, groups in local.items()},
        replace(anywhere, slots=(*anywhere.slots, *national.slots)),
    )


def _of_area(service: Mapping[str, Any], area: str, *, home: bool) -> Group:
    slot, aliases = service["slot"], tuple(service["aliases"])
    first = service.get("first") in {"everywhere", "own-area" if home else "everywhere"}
    return Group(service["words"], place(slot, area), (slot,), (area,), aliases, first)


def _used(*groups: Group) -> tuple[Group, ...]:
    return tuple(group for group in groups if group.slots)


def place(slot: str, area: str) -> str:
    """The anchor on the contacts page of what fills a slot in an area."""
    return f"{slot}-{area}" if area else slot


def card(contact: str) -> str:
    """The anchor of a contact's own card on the contacts page."""
    return f"contact-{contact}"
