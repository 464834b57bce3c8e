"""How old a reader must be: the Flesch-Kincaid grade, as an age in England.

A grade is a school year in America; a child in the first is six.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import textstat

from wizard.model import Book, Flow, Outcome
from wizard.statements import Line

YEARS_BEFORE_SCHOOL = 5


def reading_age(texts: Iterable[str]) -> float:
    """The age at which these lines are read with ease; each line ends a sentence."""
    text = " ".join(line if line[-1] in ".!?" else f"{line}." for line in texts)
    grade: float = textstat.flesch_kincaid_grade(text)
    return grade + YEARS_BEFORE_SCHOOL


def wizard_lines(book: Book, flow: Flow) -> list[str]:
    """Everything that a reader of a flow may meet, each line once."""
    return list(dict.fromkeys(filter(None, _lines(book, flow))))


def _lines(book: Book, flow: Flow) -> Iterator[str]:
    for question in flow.questions.values():
        yield question.ask
        yield question.help
        for slot in question.rules:
            yield from _rule(book, slot)
        for option in question.options:
            yield option.say
            yield option.hint
    for outcome in flow.outcomes.values():
        yield from _outcome(book, outcome)


def _outcome(book: Book, outcome: Outcome) -> Iterator[str]:
    yield outcome.title
    yield outcome.first.text
    every: tuple[Line | None, ...] = (*outcome.actions, *outcome.next, outcome.parents, outcome.record)
    for line in every:
        if line is not None and line.statement is not None:
            yield line.statement.text
        elif line is not None:
            yield from _rule(book, line.rule)
    yield from (statement.text for statement in outcome.dont)
    for slot in outcome.deadlines:
        for fill in book.fills.values():
            yield from (deadline.say for deadline in fill.deadlines.get(slot, ()))


def _rule(book: Book, slot: str) -> Iterator[str]:
    for fill in book.fills.values():
        yield from (line.text for line in fill.rules.get(slot, ()))
        if slot in fill.gaps:
            yield fill.gaps[slot].text
