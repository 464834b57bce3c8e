"""Lines, contacts and deadlines as the templates read them: plain data, each citation a numbered note."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Self

from handbook.book.lookups import list_item
from handbook.book.maker import Maker
from handbook.book.number_history import checked_words
from handbook.book.words import status_warning
from handbook.pages.sources import review_words
from wizard.advice import (
    Shown,
    ShownContact,
    ShownDeadline,
    ShownLine,
    contacts_for,
    deadlines_for,
    rule_lines,
)
from wizard.contacts import Contact
from wizard.model import Book, Gap
from wizard.statements import HANDBOOK, Cite
from wizard.timing import deadline_words, hours_words, is_assumed, is_counted
from wizard.words import AUTHORITY_WORDS

Out = dict[str, Any]


@dataclass(frozen=True, slots=True)
class PaperPart:
    """What data/base/papers.yml puts in one part of a paper, by the names of slots, items and lists."""

    contacts: tuple[str, ...] = ()
    clocks: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()

    @classmethod
    def of(cls, entry: Mapping[str, Any]) -> Self:
        """The part as its file has it."""
        return cls(**{name: tuple(names) for name, names in entry.items()})


class Writer:
    """Writes one document. It remembers what it cited, for the notes at the end."""

    def __init__(self, maker: Maker, book: Book) -> None:
        self.maker = maker
        self.book = book
        self.areas = tuple(area.id for area in book.areas) or ("",)
        self.papers: Mapping[str, Any] = maker.data.one("papers")
        self._numbers: dict[Cite, int] = {}

    def cites(self, cited: Iterable[Cite]) -> list[int]:
        """The note numbers of these citations."""
        return sorted(self._numbers.setdefault(cite, len(self._numbers) + 1) for cite in cited)

    def line(self, shown: Shown) -> Out:
        """A line; or a gap: what to do, and after it that the document is silent."""
        if isinstance(shown, Gap):
            return {
                "gap": shown.title,
                "text": shown.text,
                "absent": shown.silent,
                "notes": self.cites(shown.cites),
            }
        return {
            "text": shown.text,
            "notes": self.cites(shown.cites),
            "mark": AUTHORITY_WORDS.get(shown.authority, ""),
            "area": shown.area,
        }

    def lines(self, shown: Iterable[Shown]) -> list[Out]:
        """Lines and gaps."""
        return [self.line(line) for line in shown]

    def statements(self, lines: Iterable[Mapping[str, Any]]) -> list[Out]:
        """Those statements of the data that hold here."""
        return self.lines(self.maker.shown(lines))

    def reading(self, text: str, decision: str) -> Out:
        """A line of our own that rests on a decision in base/decisions.yml."""
        return self.line(ShownLine(text, (Cite(HANDBOOK, decision),), "reading"))

    def holds(self, line: Mapping[str, Any]) -> bool:
        """Whether a statement of the data holds here."""
        return bool(self.maker.shown([line]))

    def part(self, part: PaperPart) -> Out:
        """A part of a paper: its lines, do and do not, deadlines and contacts."""
        return {
            "lines": [*self.items(part.items), *self.rules(part.rules)],
            "clocks": self.deadlines(part.clocks),
            "do": self.listed(part.lists, "do"),
            "dont": self.listed(part.lists, "dont"),
            "contacts": self.contacts(part.contacts),
            "gaps": self.gaps(part.contacts),
        }

    def items(self, chosen: Iterable[str]) -> list[Out]:
        """Those of the chosen items of do and don't lists that hold here: `list.item`."""
        return self.statements(list_item(self.maker.data, ref) for ref in chosen)

    def listed(self, names: Iterable[str], part: str) -> list[Out]:
        """The items of whole lists that hold here: what to do, or what not."""
        lists = self.maker.data.each("list")
        return self.statements(item for name in names for item in lists[name].get(part, {}).values())

    def rule(self, slot: str, most: int | None = None, **reader: bool) -> list[Out]:
        """What fills a rule slot, gaps included; the first lines alone if `most`.

        `reader` says who reads it, as for `rule_lines`.
        """
        return self.lines(rule_lines(self.book, slot, self.areas, **reader)[:most])

    def rules(self, slots: Iterable[str]) -> list[Out]:
        """What fills several rule slots, each line once."""
        lines = [line for slot in slots for line in self.rule(slot)]
        return [line for place, line in enumerate(lines) if line not in lines[:place]]

    def slot_title(self, slot: str) -> str:
        """What a rule slot is called."""
        return str(self.maker.data.one("slots")["rules"][slot]["title"])

    def contacts(self, slots: Iterable[str], areas: tuple[str, ...] | None = None) -> list[Out]:
        """The contacts behind slots or contact ids, in the order to try."""
        return [
            self.contact(contact) for contact in contacts_for(self.book, slots, areas or self.areas, None)
        ]

    def contact_by_id(self, contact: str) -> Out:
        """One contact or role, by its id."""
        return self.contact(ShownContact(self.book.contacts[contact], contact, "", open=None, opens=None))

    def contact(self, shown: ShownContact) -> Out:
        """A contact: who, when, the numbers that may be rung."""
        contact = shown.contact
        hours, assumed = _hours(self.book, contact)
        return {
            "id": contact.id,
            "name": contact.name,
            "kind": contact.kind,
            "area": shown.area,
            "holder": contact.reach,
            "use": contact.use,
            "hours": hours,
            "assumed": assumed,
            "night": bool(contact.hours and contact.hours.outside),
            "numbers": [
                {"value": n.said, "kind": n.kind, "label": n.label, "status": n.status, "checked": n.checked}
                for n in (
                    () if contact.kind == "role" else contact.numbers
                )  # a role's stand beside its people
            ],
            "notes": self.cites(contact.cites),
        }

    def gaps(self, slots: Iterable[str], areas: tuple[str, ...] | None = None) -> list[Out]:
        """The gaps among these slots, each once."""
        fills = [self.book.fills[area] for area in areas or self.areas]
        found = {gap.text: gap for slot in slots for fill in fills if (gap := fill.gaps.get(slot))}
        return self.lines(found.values())

    def deadlines(self, slots: Iterable[str], areas: tuple[str, ...] | None = None) -> list[Out]:
        """The deadlines behind deadline slots, gaps last."""
        slots = list(slots)
        shown = deadlines_for(self.book, slots, areas or self.areas, None)
        return [*map(self.deadline, shown), *self.gaps(slots, areas)]

    def deadline(self, shown: ShownDeadline) -> Out:
        """A deadline: how long, from when, for what."""
        deadline = shown.deadline
        words = deadline_words(deadline)
        says = words in deadline.say.lower().replace("within one ", "within 1 ")
        is_counted_here = is_counted(deadline, self.book.calendar)
        since = f"counted from {self.book.anchors[deadline.anchor]}" if is_counted_here else ""
        aim = " This is an aim, not a promise." if deadline.aim else ""
        more = f"{aim} {deadline.assumption}".rstrip()
        return {
            "limit": words,
            "brief": deadline.say if says else f"{words.capitalize()}: {deadline.say}",
            "more": f" {since.capitalize()}.{more}" if since else more,
            "title": str(self.maker.data.one("slots")["clocks"][shown.slot]["title"]),
            "fine": f"{words}{', ' if since else ''}{since}.{more}",
            "counted": is_counted_here or bool(deadline.assumption),
            "own": deadline.authority == "own",
            "assumed": bool(deadline.assumption),
            "area": shown.area,
            "notes": self.cites(deadline.cites),
            "mark": AUTHORITY_WORDS.get(deadline.authority, ""),
        }

    def notes(self) -> list[Out]:
        """What the note numbers stand for, in order."""
        return [{"n": n, "text": self._note(cite)} for cite, n in self._numbers.items()]

    def _note(self, cite: Cite) -> str:
        if cite.source == HANDBOOK:
            return f"Our advice: {self.maker.data.one('decisions')[cite.section]['question']}"
        national = "National: " if self.maker.scope.authority(cite.source) == "national" else ""
        return f"{national}{cite.words(self.book.sources)}"

    def cited(self) -> list[Out]:
        """The sources cited so far, with their review state."""
        sources = self.maker.data.one("sources")
        used = {cite.source for cite in self._numbers}
        return [
            {
                "name": source.get("short", ""),
                "title": source["title"],
                "state": review_words(source),
            }
            for name, source in sources.items()
            if name in used
        ]

    def frame(self) -> Out:
        """What every page's foot says: whose it is, its document and review state, version, last check.

        A draft has no document to speak of.
        """
        setting = self.maker.setting
        name, source = self.book.sources[setting["source"]], self.maker.data.one("sources")[setting["source"]]
        return {
            "setting": self.book.name,
            "status-warning": status_warning(setting),
            "document": "" if setting.get("draft") else f"{name}: {review_words(source)}.",
            "version": self.book.version,
            "checked": checked_words(self.book),
        }


def _hours(book: Book, contact: Contact) -> tuple[str, bool]:
    """The hours in words, and whether they are our assumption."""
    if contact.hours is None:
        return "", False
    stated = replace(contact, hours=replace(contact.hours, stated=True))
    return hours_words(book, stated), is_assumed(book, contact)
