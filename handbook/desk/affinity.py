"""Which lines may belong to a section, by its heading: an order to look in, and never a claim.

Two things point to a line: its own place and the words that staff use for it, and the sections of other
policies in the data with a heading like this one that say it.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from itertools import chain, pairwise
from math import log
from typing import Any

from handbook.desk.lines import Line

Raw = Mapping[str, Any]
Words = frozenset[str]
COMMON = frozenset(
    re.findall(
        r"\w+",
        """
        a an and any are as at be by can child children do does for from has have he her his how i if in
        into is it its may my of on or our page pages policy policies procedure procedures pupil pupils
        school schools section should staff that the their them they this to tell told use used using we
        what when where which who whom with you your safeguarding protection responsibilities
        responsibility guidance
        """,
    )
)
WORD = re.compile(r"[a-z]+")
# Of the heading's words, weighed by how rare they are; with less, a stray word is all in common.
MIN_SCORE = 0.5
BY_ALIAS = 0.6  # a word by which staff look for a page, beside one of its title
LEARNED = 1.0  # what a policy's section of this very heading says is worth the whole heading


def words_of(text: str) -> list[str]:
    """The words of a text that tell it from others, in order, without their endings."""
    found = WORD.findall(re.sub(r"['’]s?\b", "", text.lower()))  # noqa: RUF001 - as people type it
    return [_stem(word) for word in found if word not in COMMON]


def _stem(word: str) -> str:
    word = word.removeprefix("un") if len(word) > 8 else word  # noqa: PLR2004 - "uncollected", and not "under"
    for ending in ("ing", "ions", "ion", "ies", "es", "ed", "s", "y"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:  # noqa: PLR2004 - what is left must tell something
            return word[: -len(ending)]
    return word


def _set(text: str) -> Words:
    return frozenset(words_of(text))


class Affinity:
    """The lines of one setting, ready to be asked for by headings."""

    def __init__(self, lines: Mapping[str, Line], policies: Iterable[Raw]) -> None:
        pages = {(line.where, line.said_as) for line in lines.values()}  # many lines stand on one
        words = {(where, said): (_set(where), _set(" ".join(said))) for where, said in pages}
        self.places: dict[tuple[Words, Words], list[str]] = defaultdict(list)
        for ref, line in lines.items():
            self.places[words[line.where, line.said_as]].append(ref)
        places = {*chain.from_iterable(self.places)}
        count = Counter(word for found in places for word in found)
        self.weight = {word: log((len(places) + 1) / times) for word, times in count.items()}
        self.learned = [
            (title, ref)
            for policy in policies
            for section in policy["sections"].values()
            for title in [_set(section["title"])]
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
        asked = self._asked(heading)
        whole = sum(self.weight.get(word, 0.0) for word in asked)
        points: dict[str, float] = defaultdict(float)
        for (title, aliases), refs in self.places.items() if whole else ():
            other = asked & aliases - title
            shared = sum(self.weight[word] for word in asked & title)
            score = (shared + BY_ALIAS * sum(self.weight[word] for word in other)) / whole
            points.update(dict.fromkeys(refs, score))
        for title, ref in self.learned:
            if both := asked & title:
                points[ref] += LEARNED * len(both) / len(asked | title)
        enough = [(-score, ref) for ref, score in points.items() if score >= MIN_SCORE]
        return [ref for _, ref in sorted(enough)]

    def _asked(self, heading: str) -> frozenset[str]:
        """The heading's words; two that the handbook writes as one, "whistle blowing", are one."""
        words = words_of(heading)
        joined = {first: first + second for first, second in pairwise(words) if first + second in self.weight}
        parts = {second for first, second in pairwise(words) if first in joined}
        return frozenset(joined.get(word, word) for word in words if word not in parts)
