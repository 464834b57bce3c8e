"""An outcome as plain text in parts: what the terminal prints and the note keeps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from wizard.advice import Advice, Shown, ShownClock, ShownContact
from wizard.limits import counted_from, day_rules, due_words, extra_words
from wizard.model import Book, Cite, Gap
from wizard.timing import limit_words


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a part, with what it rests on."""

    text: str
    cites: tuple[Cite, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """A part of an outcome under its title; `bullet` stands before each item, "1." for their numbers."""

    title: str
    items: tuple[Item, ...]
    bullet: str = "-"

    def bullets(self) -> Iterator[tuple[str, Item]]:
        """Each item with what stands before it."""
        for number, item in enumerate(self.items, 1):
            yield f"{number}." if self.bullet == "1." else self.bullet, item


def item(shown: Shown) -> Item:
    """A line or a gap."""
    if isinstance(shown, Gap):
        silent = f" {shown.silent}" if shown.silent else ""
        return Item(f"{shown.title}: {shown.text}{silent}", shown.cites)
    return Item(f"{shown.area}: {shown.text}" if shown.area else shown.text, shown.cites)


def contact(shown: ShownContact) -> Item:
    """A contact with its numbers and whether it answers now."""
    one = shown.contact
    # "Hull LADO" says its area by itself.
    named = not shown.area or one.name.split()[0] == shown.area.split()[0]
    name = one.name if named else f"{one.name} in {shown.area}"
    holder = f", {one.holder}" if one.holder else ""
    state = f" ({shown.state[0].lower()}{shown.state[1:]})" if shown.state else ""
    numbers = ", ".join(f"{n.said} ({n.label})" if n.label else n.said for n in one.numbers)
    return Item(f"{name}{holder}{state}{f': {numbers}' if numbers else ''}", one.cites)


def limit(book: Book, shown: ShownClock, now: datetime) -> Item:
    """A limit with its date and what that assumes."""
    clock = shown.clock
    start, words = counted_from(book, clock), limit_words(clock)
    said = not start and words in clock.say.lower()
    head = clock.say if said else f"{words.capitalize()}{f', {start}' if start else ''}: {clock.say}"
    area = f"{shown.area}: " if shown.area else ""
    every = (f"{area}{head}", due_words(book, shown, now), *extra_words(clock))
    return Item(" ".join(filter(None, every)), clock.cites)


def parts(book: Book, advice: Advice, now: datetime) -> Iterator[Part]:
    """The parts of an outcome after its first action, in the order of the screen; none is empty."""
    rules = day_rules(book, (shown.clock for shown in advice.clocks))
    limits = [limit(book, shown, now) for shown in advice.clocks]
    limits += [Item(words, (cite,) if cite else ()) for words, cite in rules]
    every = (
        Part("Who to contact now", tuple(map(contact, advice.contacts))),
        Part("Do not", _items(advice.dont), "x"),
        Part("Then", _items(advice.actions), "1."),
        Part("By when", tuple(limits)),
        Part("Not in this document", _items(advice.gaps), "?"),
        Part("Tell the parents?", _items(advice.parents)),
        Part("Write it down", _items(advice.record)),
        Part("What happens next", _items(advice.next)),
    )
    yield from (part for part in every if part.items)


def _items(lines: Iterable[Shown]) -> tuple[Item, ...]:
    return tuple(map(item, lines))
