"""Which lines may belong to a section, by its heading: an order to look in, and never a claim.

Two things point to a line: its own place and the words that staff use for it, and the sections of other
policies in the data with a heading like this one that say it.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from math import log
from typing import Any

from handbook.desk.lines import Line

Raw = Mapping[str, Any]
COMMON = frozenset(
    re.findall(
        r"\w+",
        """
        a an and any are as at be by can child children do does for from has have he her his how i if in into
        is it its may my of on or our policy policies procedure procedures pupil pupils school schools section
        should staff that the their them they this to tell told we what when where which who whom with you
        your safeguarding protection responsibilities responsibility guidance
        """,
    )
)
WORD = re.compile(r"[a-z]+")
ENOUGH = 1.0  # a line with less has one everyday word in common with the heading
LEARNED = 2.0  # what a policy's section of this very heading says is worth two words


def words_of(text: str) -> frozenset[str]:
    """The words of a text that tell it from others, without their endings."""
    found = WORD.findall(re.sub(r"['’]s?\\b", "", text.lower()))  # noqa: RUF001 - as people type it
    return frozenset(_stem(word) for word in found if word not in COMMON)


def _stem(word: str) -> str:
    for ending in ("ing", "ions", "ion", "ies", "es", "ed", "s", "y"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:  # noqa: PLR2004 - what is left must tell something
            return word[: -len(ending)]
    return word


class Affinity:
    """The lines of one setting, ready to be asked for by headings."""

    def __init__(self, lines: Mapping[str, Line], policies: Iterable[Raw]) -> None:
        self.of_line = {
            ref: words_of(f"{line.where} {' '.join(line.said_as)}") for ref, line in lines.items()
        }
        count = Counter(word for found in self.of_line.values() for word in found)
        total = len(lines) + 1
        self.weight = {word: log(total / (1 + times)) / 4 for word, times in count.items()}
        self.learned = [
            (words_of(section["title"]), ref)
            for policy in policies
            for section in policy["sections"].values()
            for ref in (*section.get("says", ()), *section.get("versions", ()))
            if ref in lines
        ]

        self.found: dict[str, tuple[str, ...]] = {}

    def likeliest(self, heading: str, most: int) -> tuple[str, ...]:
        """The first of `of`, kept for the next time: the same headings are asked for after each decision."""
        if heading not in self.found:
            self.found[heading] = tuple(self.of(heading)[:most])
        return self.found[heading]

    def of(self, heading: str) -> list[str]:
        """The refs of the lines that may belong under a heading, the likeliest first."""
        asked = words_of(heading)
        if not asked:
            return []
        points: dict[str, float] = defaultdict(float)
        for ref, found in self.of_line.items():
            if both := asked & found:
                points[ref] += sum(self.weight.get(word, 0.0) for word in both)
        for title, ref in self.learned:
            if both := asked & title:
                points[ref] += LEARNED * len(both) / len(asked | title)
        enough = [(-score, ref) for ref, score in points.items() if score >= ENOUGH]
        return [ref for _, ref in sorted(enough)]
