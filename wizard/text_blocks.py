"""An outcome as plain text in parts: what the terminal prints and the note keeps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from wizard.advice import Shown, ShownContact, ShownDeadline, ShownLine
from wizard.contacts import has_phone
from wizard.deadline_text import counted_from, day_rules, due_words, extra_words, head_words
from wizard.model import Book, Gap
from wizard.screen import Screen, then_title, who_title
from wizard.statements import Cite
from wizard.whom import WHO_HOLDS_IT, names_area, unreachable, where_to_ask


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a block, with what it rests on."""

    text: str
    cites: tuple[Cite, ...] = ()


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A block of an outcome under its title; `bullet` stands before each item, "1." for their numbers."""

    title: str
    items: tuple[Item, ...]
    bullet: str = "-"

    def bullets(self) -> Iterator[tuple[str, Item]]:
        """Each item with what stands before it."""
        for number, item in enumerate(self.items, 1):
            yield f"{number}." if self.bullet == "1." else self.bullet, item


def item(shown: Shown) -> Item:
    """A line or a gap, with all that it rests on."""
    if isinstance(shown, Gap):
        absent = f" ({shown.silent.removesuffix('.')})" if shown.silent else ""
        return Item(f"{shown.text}{absent}", shown.cites)
    return Item(f"{shown.area}: {shown.text}" if shown.area else shown.text, _all_cites(shown))


def _all_cites(shown: ShownLine | ShownDeadline) -> tuple[Cite, ...]:
    """Where a line is written, and where the lines are that add nothing to it."""
    own = shown.deadline.cites if isinstance(shown, ShownDeadline) else shown.cites
    more = (cite for other in shown.also for cite in _all_cites(other))
    return tuple(dict.fromkeys((*own, *more)))


def contact(book: Book, shown: ShownContact) -> Item:
    """A contact with its numbers and whether it answers now."""
    entry = shown.contact
    named = not shown.area or names_area(entry, shown.area)
    name = entry.name if named else f"{entry.name} in {shown.area}"
    holder = f", {entry.holder}" if entry.holder else ""
    state = f" ({shown.state[0].lower()}{shown.state[1:]})" if shown.state else ""
    numbers = ", ".join(f"{n.said} ({n.label})" if n.label else n.said for n in entry.numbers)
    if unreachable(entry):
        return Item(f"{name}. {where_to_ask(book, shown.now)}", (*entry.cites, WHO_HOLDS_IT))
    finds = f". {entry.use}" if entry.kind == "portal" and not has_phone(entry) else ""
    return Item(f"{name}{holder}{state}{f': {numbers}' if numbers else ''}{finds}", entry.cites)


def deadline_item(book: Book, shown: ShownDeadline, now: datetime) -> Item:
    """A deadline with its date and what that assumes."""
    deadline = shown.deadline
    start, words = counted_from(book, deadline), head_words(shown)
    said = not start and words in deadline.say.lower()
    head = deadline.say if said else f"{words.capitalize()}{f', {start}' if start else ''}: {deadline.say}"
    area = f"{shown.area}: " if shown.area else ""
    every = (f"{area}{head}", due_words(book, shown, now), *extra_words(deadline))
    return Item(" ".join(filter(None, every)), _all_cites(shown))


def text_blocks(book: Book, screen: Screen, now: datetime) -> Iterator[TextBlock]:
    """The parts of an outcome after its first action, in the order of the screen; none is empty."""
    who = (*((screen.call,) if screen.call else ()), *screen.who, *screen.more_who)
    deadlines = (*((screen.when,) if screen.when else ()), *screen.more_deadlines)
    deadline_items = [deadline_item(book, shown, now) for shown in deadlines]
    deadline_items += [
        Item(words, (cite,) if cite else ())
        for words, cite in day_rules(book, (c.deadline for c in deadlines))
    ]

    def items(*groups: Iterable[Shown]) -> tuple[Item, ...]:
        return tuple(item(shown) for group in groups for shown in group)

    every = (
        TextBlock("Do not", items(screen.dont, screen.more_dont), "x"),
        TextBlock(
            who_title(screen.advice.outcome),
            (*items(screen.who_gaps), *(contact(book, shown) for shown in who), *items(screen.more_gaps)),
        ),
        TextBlock("By when", (*items(screen.haste_gaps), *deadline_items, *items(screen.deadline_gaps))),
        TextBlock("The parents", items(screen.parents)),
        TextBlock(then_title(screen), items(screen.steps, *(fold.lines for fold in screen.more_steps)), "1."),
        TextBlock("Write it down", items(screen.record)),
        TextBlock("What happens next", items(screen.next)),
    )
    yield from (block for block in every if block.items)
