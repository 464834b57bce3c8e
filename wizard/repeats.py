"""Which lines of an outcome say what another says: policies, lists and deadlines meet there on the same duty.

Careful on purpose: a line counts as a repeat only where it begins with the same act, forbids or asks alike,
and has hardly a word of its own. A repeat is not lost. It stands with the line that says more, as another
place where that is written.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

LITTLE = (
    "a an the and or of to in on at for it is be that this with by if you your so as from them they their "
    "there will has have was are any now first then also can may must once soon possible do not never don't"
)
SMALL = frozenset(LITTLE.split())
WORD = re.compile(r"[a-z0-9']+")
FORBIDS = re.compile(r"\b(?:not|never|no one|nobody|cannot|don't)\b", re.IGNORECASE)
FORBIDDEN = re.compile(r"^(?:Do not|Don't|Never)\b")
NUMBER = re.compile(
    r"\b(?:\d+|one|two|three|four|five|six|seven|ten|twelve|(?:twen|thir|for|fif|six|seven|eigh|nine)ty|half)\b",
    re.IGNORECASE,
)
FEWEST = 3  # words that a line must have before it can be called a part of another
NEARLY = 0.75


def forbids(text: str) -> bool:
    """Whether a line says from its first word what not to do."""
    return FORBIDDEN.match(text) is not None


@dataclass(frozen=True, slots=True)
class Saying:
    """What a line says, as far as it can be compared."""

    act: str
    words: frozenset[str]
    numbers: frozenset[str]
    forbids: bool

    def repeats(self, other: Saying) -> bool:
        """Whether it adds nothing to the other."""
        if not self.words or self.forbids != other.forbids:
            return False
        if self.words == other.words:
            return True
        if self.act != other.act or not self.numbers <= other.numbers:
            return False
        within = self.words <= other.words and len(self.words) >= FEWEST
        return within or len(self.words & other.words) / len(self.words | other.words) >= NEARLY


@cache
def saying(text: str) -> Saying:
    """What a line says."""
    words = [word for word in WORD.findall(text.lower()) if word not in SMALL]
    numbers = frozenset(NUMBER.findall(text.lower()))
    return Saying(words[0] if words else "", frozenset(words), numbers, FORBIDS.search(text) is not None)


def repeated_by(texts: Sequence[str], fixed: Sequence[bool]) -> dict[int, int]:
    """For each line that repeats another, the place of that other; those that are `fixed` stay."""
    said = [saying(text) for text in texts]
    found: dict[int, int] = {}
    for place, text in enumerate(said):
        if fixed[place]:
            continue
        for other, more in enumerate(said):
            if other == place or other in found or not text.repeats(more):
                continue
            # Of two that say the same, the one that comes first or may not move stays.
            if other > place and not fixed[other] and more.repeats(text):
                continue
            found[place] = other
            break
    return found
