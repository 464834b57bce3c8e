"""Level of need: what the signs that a reader chose point to. A guide, never a score and never a verdict."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from wizard.model import Indicator, Level, Levels
from wizard.statements import Cite, Statement

STRONGEST_SIGN = Cite("handbook", "strongest-sign")
LABELS = Cite("handbook", "indicator-labels")
A_GUIDE = "The most serious sign decides. It is a guide: your own judgement comes first."
WORD = re.compile(r"[a-z0-9]+")
ENDINGS = ("ing", "ed", "es", "ly", "s", "e")
SHORTEST_STEM = 3


@dataclass(frozen=True, slots=True)
class Finding:
    """What chosen signs point to: the level of the most serious, those of that level, and the rest.

    `compare` holds the pairs of which just one is chosen.
    """

    level: Level
    strongest: tuple[Indicator, ...]
    others: tuple[Indicator, ...]
    compare: tuple[tuple[Indicator, Indicator], ...]


def highest_level(levels: Levels, chosen: Collection[str]) -> Finding | None:
    """The highest level of need among the chosen signs; None where none is. Unknown ids count for nothing."""
    signs = [indicator for indicator in levels.indicators if indicator.id in chosen]
    if not signs:
        return None
    number = max(indicator.level for indicator in signs)
    known = {level.number: level for level in levels.levels}
    by_id = {indicator.id: indicator for indicator in levels.indicators}
    return Finding(
        known.get(number) or Level(f"level-{number}", number, "", (), (), ()),
        tuple(indicator for indicator in signs if indicator.level == number),
        tuple(indicator for indicator in signs if indicator.level != number),
        tuple(
            (by_id[lower], by_id[higher])
            for lower, higher in levels.pairs
            if (lower in chosen) != (higher in chosen)
        ),
    )


def level_words(levels: Levels, number: int) -> str:
    """A level by number and name: "level 2: additional needs (early help)"."""
    name = next((level.name for level in levels.levels if level.number == number), "")
    return f"level {number}: {name[0].lower()}{name[1:]}" if name else f"level {number}"


def told_of(level: Level) -> tuple[tuple[str, Sequence[Statement]], ...]:
    """What is told of a level, each part under its title."""
    return (
        (f"What level {level.number} means", level.means),
        ("Do the parents have to agree?", level.consent),
        ("How to send it, and on which form", level.route),
    )


def find(levels: Levels, words: str) -> tuple[str, ...]:
    """The ids of the signs in which every word is found, whatever its ending; all of them for no words."""
    wanted = {_stem(word) for word in WORD.findall(words.lower())}
    titles = {domain.id: domain.title for domain in levels.domains}
    return tuple(
        indicator.id
        for indicator in levels.indicators
        if all(
            any(
                stem.startswith(word)
                for stem in _stems(f"{indicator.statement.text} {titles[indicator.domain]}")
            )
            for word in wanted
        )
    )


def _stems(text: str) -> set[str]:
    return {_stem(word) for word in WORD.findall(text.lower())}


def _stem(word: str) -> str:
    """The word without a common ending: bruise, bruises and bruising are one."""
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM:
            return word.removesuffix(ending)
    return word
