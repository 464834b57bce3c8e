"""One thing that is different for staff, and the words for lines that came, went or were put otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from wizard.statements import Cite, Statement

KINDS: Mapping[str, str] = {
    "number": "Numbers and who answers",
    "who": "Who is told",
    "clock": "Time limits",
    "outcome": "What do I do now?",
    "rule": "Rules",
    "gap": "What the documents do not say",
    "page": "Pages",
}
"""What a change is about, in the order in which staff need to know it."""

MIN_SIMILARITY = 0.6  # from here on, one line is the other put otherwise; below, one went and one came


@dataclass(frozen=True, slots=True)
class Change:
    """One difference.

    `about` names what it is about and `text` says what happened, both without any number to ring, so that
    they may stand on a page. `detail` holds numbers and addresses, for the person who keeps the data.
    `contact` and `page` say where the reader finds what holds now.
    """

    kind: str
    about: str
    text: str
    detail: str = ""
    contact: str = ""
    page: str = ""

    def __str__(self) -> str:
        return f"{self.about}: {self.text}{f' {self.detail}' if self.detail else ''}"


def quoted(text: str) -> str:
    """Words as they stand, marked as such."""
    return f"“{text}”"


def listed(words: Sequence[str]) -> str:
    """Words in a row, in order; "nobody" stands for none."""
    return ", then ".join(words) if words else "nobody"


def moved(text: str, old: str, new: str) -> str:
    """What something was and what it is now."""
    return f"{text} is now {quoted(new)}; before: {quoted(old)}."


def lines(
    old: Sequence[Statement], new: Sequence[Statement], names: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    """What came, went or was put otherwise among lines: words for all, and what only the keeper needs."""
    before, after = (
        {statement.text: statement for statement in old},
        {statement.text: statement for statement in new},
    )
    gone = [text for text in before if text not in after]
    for text, now in after.items():
        if text in before:
            yield from _basis_changes(before[text], now, names)
            continue
        near = max(gone, key=lambda other: _alike(other, text), default="")
        if near and _alike(near, text) >= MIN_SIMILARITY:
            gone.remove(near)
            yield f"Now says: {quoted(text)} Before: {quoted(near)}", ""
            yield from _basis_changes(before[near], now, names)
        else:
            yield f"New: {quoted(text)}", _cited(now.cites, names)
    for text in gone:
        yield f"No longer says: {quoted(text)}", ""
    if reordered(before, after):
        yield "The lines stand in another order.", ""


def reordered(old: Iterable[Any], new: Iterable[Any]) -> bool:
    """Whether what both have stands in another order."""
    before, after = dict.fromkeys(old), dict.fromkeys(new)
    return [text for text in before if text in after] != [text for text in after if text in before]


def _alike(text: str, other: str) -> float:
    return SequenceMatcher(None, text, other, autojunk=False).ratio()


def _basis_changes(old: Statement, new: Statement, names: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    if old.cites != new.cites or old.authority != new.authority:
        yield (
            f"The source has changed for: {quoted(new.text)}",
            f"Now {_cited(new.cites, names)}; before {_cited(old.cites, names)}.",
        )
    if old.areas != new.areas:
        now, before = (", ".join(areas) or "all areas" for areas in (new.areas, old.areas))
        yield f"Holds elsewhere now: {quoted(new.text)}", f"Now in {now}; before in {before}."
    if old.lead != new.lead:
        now, before = (
            statement.text if statement.lead is None else statement.lead or "nothing"
            for statement in (new, old)
        )
        yield f"Other words for the lead: {quoted(new.text)}", f"Now: {now} Before: {before}"


def _cited(cites: Sequence[Cite], names: Mapping[str, str]) -> str:
    named = [f"{names.get(cite.source, cite.source)}, {cite.place}" for cite in cites]
    return "; ".join(named) or "no source"
