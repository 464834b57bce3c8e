"""The card for the wall and its pocket version: the same few words, and on the back where each is written."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import segno

from handbook.book.maker import Maker
from handbook.book.web_addresses import address_of
from handbook.papers import CARD, POCKET
from handbook.pdf.brevity import count, says_again, sentences, to_act_on, within
from handbook.pdf.press import Document
from handbook.pdf.words import Out, PaperPart, Writer
from wizard.model import Book

SIDES = 2
SIZES = (14.0, 13.5, 13.0, 12.5, 12.0, 11.5, 11.0, 10.5, 10.0, 9.5, 9.0, 8.5, 8.0)
POCKET_SIZES = (13.0, 12.5, 12.0, 11.5, 11.0, 10.5, 10.0, 9.5, 9.0, 8.5, 8.0, 7.5, 7.0)
LONG, MANY = 40, 2  # characters of a name, holders of a role: beyond these they cost room
NO_NIGHT = (
    "No number for nights, weekends and bank holidays is on record. "
    "If it cannot wait, ring 999, or the police on 101."
)
LONG_LABEL = 12  # words
NOT_CONFIRMED = "not confirmed"
NEXT = "if that fails"
PARTLY_OURS = "Partly our advice: see the back."
TITLES = {
    "tell": "Tell someone now",
    "away": "Nobody there?",
    "do": "A child is telling you",
    "dont": "Do not",
    "record": "Write down what the child said",
    "social-care": "Ring children's social care",
    "adult": "A worry about an adult who works here",
    "head": "A worry about the {head}",
    "lado": "LADO: the council's officer for allegations",
}


def documents(maker: Maker, book: Book) -> list[Document]:
    """The card and the pocket version."""
    writer = Writer(maker, book)
    wall = Wall(writer)
    data = {
        "back": wall.back(),  # first, so that the numbers of its notes rise as one reads
        **wall.front(),
        "qr": qr(maker),
        "notes": writer.notes(),
        "frame": writer.frame(),
    }
    card = Document(CARD, "card", data, SIDES, SIZES, shorten(maker))
    return [card, replace(card, paper=POCKET, template="pocket", sizes=POCKET_SIZES)]


class Wall:
    """The boxes of the card: short on the front, in full on the back."""

    def __init__(self, writer: Writer) -> None:
        self.writer = writer
        self.plan: Mapping[str, Any] = writer.papers["card"]
        head = "head" if writer.book.kind == "school" else "person in charge"
        self.titles = {name: title.format(head=head) for name, title in TITLES.items()}
        self._named: set[str] = set()  # each role has one place to write its name
        self._rung: set[str] = set()  # each number stands once

    def part(self, name: str) -> PaperPart:
        """What the data puts in a box."""
        return PaperPart.of(self.plan[name])

    def front(self) -> Out:
        """The boxes as they hang on the wall. The adult's box leaves out what the two beside it say."""
        ring = [
            self._ring(area) for area in self.writer.areas
        ]  # before the LADO, who may be behind its number
        lado = self._lado()
        head = self._box("head")  # before the adult's box, so that whom to tell of the head stands in its own
        elsewhere = [*head["lines"], " ".join(lado["lines"])]
        return {
            "danger": [self.writer.book.contacts[contact].use for contact in self.plan["danger"]],
            **{name: self._box(name) for name in ("tell", "away", "do", "dont", "record")},
            "ring": ring,
            "adult": self._box("adult", elsewhere),
            "head": head,
            "lado": lado,
        }

    def back(self) -> list[Out]:
        """Every box in full, with its sources."""
        writer = self.writer
        danger = writer.contacts(self.plan["danger"])
        full: list[Out] = [{"title": "Danger now", "lines": [], "contacts": danger}]
        for name, title in self.titles.items():
            part = self.part(name)
            lines = [*writer.items(part.items), *writer.rules(part.rules), *writer.deadlines(part.clocks)]
            lines += writer.gaps(part.contacts)
            if name == "social-care" and not all(map(self._by_night, writer.areas)):
                lines.append(writer.reading(NO_NIGHT, "no-route-printed"))
            full.append({"title": title, "lines": lines, "contacts": writer.contacts(part.contacts)})
        return full

    def _box(self, name: str, elsewhere: Sequence[str] = ()) -> Out:
        roles = self._roles(self.part(name).contacts)
        lines = self._lines(name, elsewhere, count(*(role["title"] for role in roles)))
        return {"title": self.titles[name], "lines": lines, "roles": roles}

    def _lines(self, name: str, elsewhere: Sequence[str] = (), taken: int = 0) -> list[str]:
        """The sentences of a box that there is room for; a deadline only where no rule says it already."""
        writer, part = self.writer, self.part(name)
        rules = [line["text"] for line in (*writer.items(part.items), *writer.rules(part.rules))]
        told = " ".join(rules).lower()
        deadlines = [
            [*to_act_on(_brief(deadline)), *([PARTLY_OURS] if deadline.get("assumed") else [])]
            for deadline in writer.deadlines(part.clocks)
            if "limit" not in deadline or deadline["limit"] not in told
        ]
        texts = [*rules, *(" ".join(deadline) for deadline in deadlines)]
        return within(self._room(name) - taken, (_unsaid(text, elsewhere) for text in texts))

    def _room(self, name: str) -> int:
        return int(self.plan["words"]) - count(self.titles[name])

    def _roles(self, slots: Iterable[str]) -> list[Out]:
        """The roles behind slots that have no place on the card yet, with room for the names."""
        setting = self.writer.maker.setting["roles"]
        roles = [c for c in self.writer.contacts(slots) if c["kind"] == "role" and c["id"] not in self._named]
        self._named |= {role["id"] for role in roles}
        return [
            {
                "title": role["name"],
                "holder": role["holder"],
                "phones": [n["value"] for n in role["numbers"] if n["kind"] == "phone"],
                "lines": setting.get(role["id"], {}).get("count", 1),
            }
            for role in roles
        ]

    def _services(self, slots: Iterable[str], area: str) -> list[Out]:
        """The services behind slots in one area that do not stand on the card yet."""
        found = [c for c in self.writer.contacts(slots, (area,)) if c["kind"] != "role"]
        fresh = [c for c in found if c["id"] not in self._rung]
        self._rung |= {c["id"] for c in fresh}
        return list(map(_service, fresh))

    def _place(self, area: str) -> str:
        return self.writer.book.area_name(area) if len(self.writer.areas) > 1 else ""

    def _by_night(self, area: str) -> bool:
        """Whether somebody answers at night, or a gap says what to do at any hour."""
        writer, slots = self.writer, self.part("social-care").contacts
        hours = [writer.book.contacts[c["id"]].hours for c in writer.contacts(slots, (area,))]
        return bool(writer.gaps(slots, (area,))) or any(
            opening and (opening.always or opening.outside) for opening in hours
        )

    def _ring(self, area: str) -> Out:
        """Social care in one area; that nights are not covered is said, never left to be found out."""
        slots, place = self.part("social-care").contacts, self._place(area)
        gaps = [gap["text"] for gap in self.writer.gaps(slots, (area,))]
        return {
            "title": f"Ring social care: {place}" if place else self.titles["social-care"],
            "lines": [*gaps, *([] if self._by_night(area) else [NO_NIGHT])],
            "contacts": self._services(slots, area),
            "write": bool(gaps),
        }

    def _lado(self) -> Out:
        """Who hears of allegations in each area, and by when."""
        writer, part = self.writer, self.part("lado")
        areas: list[Out] = [
            {
                "contacts": self._services(part.contacts, area),
                "write": bool(writer.gaps(part.contacts, (area,))),
            }
            for area in writer.areas
        ]
        names = [w for area in areas for c in area["contacts"] for w in (c["name"], *c["words"])]
        told = [gap["text"] for gap in writer.gaps(part.contacts)]
        told += self._deadlines(part.clocks)
        told += [line["text"] for line in writer.rules(part.rules)]
        lines = within(self._room("lado") - count(*names), told)
        return {"title": self.titles["lado"], "lines": lines, "areas": areas}

    def _deadlines(self, slots: Iterable[str]) -> list[str]:
        """Of several published deadlines the document's own, else the first of each area."""
        slots = list(slots)
        by_area = {area: self.writer.deadlines(slots, (area,)) for area in self.writer.areas}
        own = [
            _brief(deadline)
            for deadlines in by_area.values()
            for deadline in deadlines
            if deadline.get("own")
        ]
        first = {_brief(deadlines[0]): self._place(area) for area, deadlines in by_area.items() if deadlines}
        return own or [f"{place}: {text}" if place else text for text, place in first.items()]


def _unsaid(text: str, elsewhere: Sequence[str]) -> str:
    """A line without what another box says; its beginning stays, unless it is the case of that box."""
    first, *more = sentences(text)
    kept = [sentence for sentence in more if not any(says_again(sentence, other) for other in elsewhere)]
    if not first.startswith("If ") or not any(says_again(first, other) for other in elsewhere):
        kept.insert(0, first)
    return " ".join(kept)


def _brief(deadline: Out) -> str:
    """A deadline, or what to do where none is printed, in a sentence."""
    return str(deadline["brief"] if "limit" in deadline else deadline["text"])


def _service(contact: Out) -> Out:
    """A service on the wall: the numbers to ring, and what stands before them because it is tried first."""
    numbers = contact["numbers"]
    last = max((place for place, n in enumerate(numbers) if n["kind"] == "phone"), default=len(numbers))
    phones = 0
    calls = []
    for number in numbers[: last + 1]:
        before, phones = phones, phones + (number["kind"] == "phone")
        calls.append({**number, "word": _word(number, second=before > 0)})
    return {**contact, "calls": calls, "words": [call["word"] for call in calls if call["word"]]}


def _word(number: Out, *, second: bool) -> str:
    """What to know of a number before one rings it, in a few words."""
    label = next((words for words in number["label"].split("; ") if to_act_on(words)), NEXT if second else "")
    if count(label) > LONG_LABEL:
        label = label.partition(", ")[0]  # the rest is on the back
    if number["kind"] == "phone" and not second and "first" in label:
        label = ""  # it stands first
    words = [label, "" if number["status"] == "current" else NOT_CONFIRMED]
    return ", ".join(word for word in words if word)


def qr(maker: Maker) -> dict[str, str] | None:
    """The way to the wizard as a QR code, where the setting has a site address."""
    site = address_of(maker.setting.get("site_url", ""))
    if not site:
        return None
    address = f"{site}what-now/index.html"
    svg = io.BytesIO()
    segno.make(address, error="m").save(svg, kind="svg", border=2)
    return {"address": address, "svg": svg.getvalue().decode()}


def shorten(maker: Maker) -> str:
    """What to shorten where the card does not fit: the setting's own long or many entries."""
    roles: dict[str, Any] = maker.setting["roles"]
    found = [
        f"roles.{role}.{key} ({len(entry[key])} characters)"
        for role, entry in roles.items()
        for key in ("holder", "title")
        if len(entry.get(key, "")) > LONG
    ]
    found += [
        f"roles.{role}.count ({entry['count']})"
        for role, entry in roles.items()
        if entry.get("count", 1) > MANY
    ]
    words = ", ".join(found) or "the names of its roles and contacts"
    return f"shorten in data/settings/{maker.id}.yml: {words}"
