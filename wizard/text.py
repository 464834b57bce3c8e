"""A step as plain text: for the terminal."""

from __future__ import annotations

from datetime import datetime
from textwrap import fill

from wizard.advice import advise, rule_lines
from wizard.engine import Step
from wizard.model import URGENCY_WORDS, Book, Outcome, Question
from wizard.screen import arrange
from wizard.text_blocks import Item, item, text_blocks

WIDTH = 88


def _line(book: Book, entry: Item, bullet: str) -> str:
    where = "; ".join(cite.words(book.sources) for cite in entry.cites)
    text = f"{entry.text} [{where}]" if where else entry.text
    return fill(f"{bullet} {text}", WIDTH, subsequent_indent=" " * (len(bullet) + 1), break_long_words=False)


def question(book: Book, asked: Question, areas: tuple[str, ...]) -> str:
    """The question with its numbered options."""
    lines = [fill(asked.ask, WIDTH)]
    for place, option in enumerate(asked.options, 1):
        hint = f" ({option.hint})" if option.hint else ""
        lines.append(f"  {place}  {option.say}{hint}")
    if asked.help:
        lines.append(fill(asked.help, WIDTH))
    lines += [
        _line(book, item(shown), "  -")
        for slot in asked.rules
        for shown in rule_lines(book, slot, areas, for_lead=asked.for_lead)
    ]
    return "\n".join(lines)


def outcome(book: Book, step: Step, node: Outcome, now: datetime) -> str:
    """The outcome in the order of the screen."""
    screen = arrange(book, advise(book, node, step.areas, now))
    out = [f"{URGENCY_WORDS[node.urgency].upper()}: {node.title}", _line(book, item(screen.first), ">>")]
    for block in text_blocks(book, screen, now):
        out.append(f"\n{block.title}")
        out += (_line(book, entry, f"  {bullet}") for bullet, entry in block.bullets())
    return "\n".join(out)
