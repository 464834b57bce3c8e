"""The note: a plain record of one run, for the reader to copy, save or print. It names nobody.

The text is not wrapped, so that it can be pasted into a school's own system.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from wizard.advice import ShownDeadline
from wizard.deadline_text import anchors_to_ask, when_words
from wizard.engine import Step
from wizard.model import URGENCY_WORDS, Book
from wizard.screen import Screen
from wizard.statements import Cite
from wizard.text_blocks import Item, TextBlock, item, text_blocks
from wizard.timing import moment_words

LINE = "_" * 40
BY_HAND = ("Child's name", "Who was told, and when", "Your name and role", "Signature", "Date and time")
PROMISE = "The handbook has not sent or kept any of this."


class References:
    """Numbers for citations, in the order in which the note meets them."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.places: dict[Cite, int] = {}

    def line(self, item: Item) -> str:
        """The line with the numbers of what it rests on."""
        numbers = ", ".join(str(self.places.setdefault(cite, len(self.places) + 1)) for cite in item.cites)
        return f"{item.text} [{numbers}]" if numbers else item.text

    def block(self, block: TextBlock) -> list[str]:
        """A block under its title, after an empty line; nothing where it is empty."""
        if not block.items:
            return []
        return ["", block.title.upper(), *(f"{bullet} {self.line(item)}" for bullet, item in block.bullets())]

    def list(self) -> Iterator[str]:
        """Each citation with its number."""
        for cite, number in self.places.items():
            yield f"[{number}] {cite.words(self.book.sources)}"


def note(book: Book, at: Step, screen: Screen, now: datetime) -> str:
    """The record of a run that has reached an outcome."""
    outcome = screen.advice.outcome
    numbers = References(book)
    started = book.flows[at.entry].title
    led_to = [f"Led on to: {book.flows[at.flow].title}"] if at.flow != at.entry else []
    answers = TextBlock(
        "Questions and answers", tuple(Item(f"{answer.ask} Answer: {answer.say}") for answer in at.path), "1."
    )
    lines = [
        *head(book, now, (f"About: {started}", *led_to)),
        *numbers.block(answers),
        "",
        "ADVICE GIVEN",
        f"{outcome.title}. How urgent: {URGENCY_WORDS[outcome.urgency].lower()}.",
        f"First: {numbers.line(item(screen.first))}",
    ]
    for block in (*text_blocks(book, screen, now), _starts(book, screen.advice.deadlines)):
        lines += numbers.block(block)
    return "\n".join([*lines, *foot(book, numbers)])


def head(book: Book, now: datetime, what: Sequence[str]) -> list[str]:
    """The note's first lines."""
    caution = ["", book.caution] if book.caution else []
    return ["SAFEGUARDING NOTE", f"Time: {moment_words(now)}", f"Setting: {book.name}", *what, *caution]


def foot(book: Book, numbers: References) -> list[str]:
    """What the note rests on, and the lines to fill in by hand."""
    return [
        "",
        "WHERE THIS IS WRITTEN",
        *numbers.list(),
        f"Content version of the handbook: {book.version}",
        "",
        "TO FILL IN BY HAND",
        *(f"\n{what}: {LINE}" for what in BY_HAND),
        "",
        PROMISE,
        "",
    ]


def _starts(book: Book, deadlines: Sequence[ShownDeadline]) -> TextBlock:
    """The moments that deadlines were counted from, and whose they were."""
    found = []
    for anchor in anchors_to_ask(book, deadlines):
        first = next(shown for shown in deadlines if shown.deadline.anchor == anchor)
        if first.start:
            whose = "given by the reader" if first.given else "not given, so the time of this note"
            found.append(Item(f"{book.anchors[anchor]}: {when_words(first.start, anchor)} ({whose})"))
    return TextBlock("Times were counted from", tuple(found))
