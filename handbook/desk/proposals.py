"""For each line the passages of a policy that may say it, best first, with the words to mark.

It proposes and a person decides: that a passage has a line's words does not mean that it says the line.
"""

from __future__ import annotations

import heapq
import math
import re
from bisect import bisect
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import accumulate

from handbook.desk.passages import fragments
from handbook.desk.terms import Terms, is_word

MOST = 5  # proposals for one line
_LONGEST = 3  # parts in one passage
_TRIED = 12  # parts from which a passage is grown
_COMMON = 10  # a word in more than every tenth part leads to none; it is weighed where another led
# BM25's two constants, for parts of this length; `python -m tests.bench.proposals` shows what others come to.
_BM25_K1, _BM25_B = 1.2, 0.6
_ABOVE = 0.3  # a word that stands in the heading or in what leads up to an item
_AROUND = 0.4  # a word that stands not in the line but in the title that it stands under
_NOT_THE_WORD = 0.5  # a word of the same row, or another name of the same thing
_AGAIN = 0.75  # a second passage from one section: a lead has more of another section's
_SIBLINGS = 1.0  # how much a section counts that holds what stands beside the line in the handbook
_SHARP = 4  # how little a section counts there that is not the likeliest
# Whether a document names a thing is told by its title, less surely by another name of two words, and hardly
# by words that both have in common. A part of a title is a name where few fragments hold it.
_NAMED, _BY_ALIAS, _UNNAMED = 0.6, 0.3, 0.5
_SHORTEST_NAME, _FEW, _RARE = 3, 2, 50
_BRACKETS = re.compile(r"\(([^)]*)\)")
_YEAR = re.compile(r"\b(?:19|20)\d{2}\b")


@dataclass(frozen=True)
class Proposal:
    """Words of a section that may say a line: `sections[section][start:end]`.

    The score is from 0 to 1: how much of the line's words, weighed by how rare they are, stands there.
    """

    section: str
    start: int
    end: int
    score: float


def rank(
    sections: Mapping[str, str],
    lines: Mapping[str, str],
    around: Mapping[str, str] | None = None,
    alike: Mapping[str, Iterable[str]] | None = None,
) -> dict[str, list[Proposal]]:
    """The proposals for every line, best first; none for a line of which no word stands in the policy.

    Takes the text of each section by its id, heading first, and the words of each line by its ref. `around`
    gives the titles that a line stands under, `alike` the names of things (see `handbook.desk.library`).
    Lines with one ref before their last "/" or "." stand together: what most of them are near to, counts
    for each.
    """
    ranking = Ranking(sections, lines, around, alike)
    while ranking.left:
        ranking.step()
    return ranking.found()


class Ranking:
    """What `rank` does, line by line, for a page that has other things to do meanwhile."""

    def __init__(
        self,
        sections: Mapping[str, str],
        lines: Mapping[str, str],
        around: Mapping[str, str] | None = None,
        alike: Mapping[str, Iterable[str]] | None = None,
    ) -> None:
        self._policy = _Policy(sections, Terms(alike or {}))
        self._asked = self._policy.asked(lines, around or {})
        self._named = {
            ref: [name for name in names if " " in name]
            for ref, names in (alike or {}).items()
            if ref in lines
        }
        self._titles = lines
        self._next = iter(self._asked.items())
        self._passages: dict[str, list[Proposal]] = {}

    @property
    def left(self) -> int:
        """How many lines nothing has been looked for yet."""
        return len(self._asked) - len(self._passages)

    def step(self) -> None:
        """Look for one more line. Raises StopIteration where none is left."""
        ref, weights = next(self._next)
        found = self._policy.passages(weights)
        if ref in self._named:  # a document names a thing by its name, and its words alone tell little
            less = (replace(passage, score=passage.score * _UNNAMED) for passage in found)
            found = _apart([*self._policy.named(self._titles[ref], self._named[ref]), *less])
        self._passages[ref] = found

    def found(self) -> dict[str, list[Proposal]]:
        """The proposals, once no line is left: before that, what stands beside a line does not count yet."""
        near = _near(self._passages)
        return {ref: _best(passages, near[_group(ref)]) for ref, passages in self._passages.items()}


class _Policy:
    """The fragments of all sections, with what is needed to weigh them."""

    def __init__(self, sections: Mapping[str, str], terms: Terms) -> None:
        self.terms = terms
        self.sections = sections
        self.fragments = [
            fragment for section, text in sections.items() for fragment in fragments(section, text)
        ]
        words = [sections[fragment.section][fragment.start : fragment.end] for fragment in self.fragments]
        self.term_counts = [terms.of(text) for text in words]
        # All fragments as one text, to find a name in, and where in it each begins.
        lines = list(map(_plain, words))
        self.one_a_line = "\n".join(lines)
        self.begins = list(accumulate((len(line) + 1 for line in lines), initial=0))
        self.above = [
            self._above(fragment.title, fragment.heading, fragment.lead) for fragment in self.fragments
        ]
        self.sizes = [
            sum(count for term, count in counts.items() if is_word(term)) for counts in self.term_counts
        ]
        self.usual = max(1.0, 1.5 * sum(self.sizes) / max(1, len(self.sizes)))
        # A heading by itself says nothing: what comes below it belongs to the passage.
        self.bare = [
            words[at] == fragment.heading and self.joined(at) for at, fragment in enumerate(self.fragments)
        ]
        self.common = max(_TRIED, len(self.fragments) // _COMMON)
        self.stands: dict[str, list[int]] = defaultdict(list)
        for at, counts in enumerate(self.term_counts):
            for term in counts:
                self.stands[term].append(at)

    def _above(self, *texts: str) -> frozenset[str]:
        return frozenset().union(*(self.terms.of(text) for text in texts if text))

    def asked(self, lines: Mapping[str, str], around: Mapping[str, str]) -> dict[str, dict[str, float]]:
        """The terms of each line with their weights: rare in policy and handbook, and the line's own."""
        own = {ref: self.terms.of(text) for ref, text in lines.items()}
        seen = Counter(term for counts in own.values() for term in counts)
        count = len(own) + len(self.fragments)

        def weight(term: str) -> float:
            there = seen[term] + len(self.stands.get(term, ()))
            rare = math.log(1 + (count - there + 0.5) / (there + 0.5))
            return rare if is_word(term) else rare * _NOT_THE_WORD

        out = {}
        for ref, counts in own.items():
            under = self.terms.of(around.get(ref, ""))
            out[ref] = {term: weight(term) for term in counts} | {
                term: weight(term) * _AROUND for term in under if term not in counts
            }
        return out

    def passages(self, weights: Mapping[str, float]) -> list[Proposal]:
        """Passages with these terms, none within another, best first."""
        whole = sum(weights.values()) * (_BM25_K1 + 1)
        tally: dict[int, float] = defaultdict(float)
        for term, weight in weights.items():
            stands = self.stands.get(term, ())
            for at in stands if len(stands) <= self.common else ():
                tally[at] += weight / (1 + self.sizes[at] / self.usual)
        likely = heapq.nsmallest(_TRIED, tally, key=lambda at: (-tally[at], at))
        search = _Search(self, weights)
        taken: set[int] = set()
        out = []
        for score, first, last in sorted(
            set(map(search.grown, likely)), key=lambda candidate: (-candidate[0], candidate[1])
        ):
            if taken.isdisjoint(range(first, last)):
                taken.update(range(first, last))
                fragment = self.fragments[first]
                out.append(
                    Proposal(fragment.section, fragment.start, self.fragments[last - 1].end, score / whole)
                )
        return out

    def named(self, title: str, names: Iterable[str]) -> list[Proposal]:
        """Where a thing stands letter for letter: by its title, or by another of its names; best first."""
        year = set(_YEAR.findall(title))
        by_title = [*self._lettered(_titles(title), year, _NAMED)]
        by_part = [*self._lettered([] if year else _parts(title), year, _NAMED)]
        rare = by_part if len(by_part) <= max(_FEW, len(self.fragments) // _RARE) else []
        return [*by_title, *rare, *self._lettered(names, year, _BY_ALIAS)]

    def _lettered(self, names: Iterable[str], year: set[str], score: float) -> Iterator[Proposal]:
        """The fragments that hold one of the names, and no year but this one, if it is given."""
        plain = (_plain(name) for name in names if len(name) >= _SHORTEST_NAME)
        shapes = [re.escape(name) for name in plain if name in self.one_a_line]
        if not shapes:
            return
        wanted = re.compile(rf"(?<!\w)(?:{'|'.join(sorted(shapes, key=len, reverse=True))})s?(?!\w)")
        found = {bisect(self.begins, match.start()) - 1 for match in wanted.finditer(self.one_a_line)}
        for fragment in (self.fragments[at] for at in sorted(found)):
            years = set(_YEAR.findall(self.sections[fragment.section], fragment.start, fragment.end))
            if not year or not years or year & years:
                yield Proposal(fragment.section, fragment.start, fragment.end, score)

    def joined(self, at: int) -> bool:
        """Whether a fragment and the next stand in one section."""
        return (
            0 <= at < len(self.fragments) - 1 and self.fragments[at].section == self.fragments[at + 1].section
        )


class _Search:
    """The search for one line: what each part has of its words is looked up once."""

    def __init__(self, policy: _Policy, weights: Mapping[str, float]) -> None:
        self.policy = policy
        self.weights = weights
        self.shared: dict[int, tuple[dict[str, int], frozenset[str]]] = {}

    def grown(self, at: int) -> tuple[float, int, int]:
        """The score, first part and end of the best passage around a part, grown while it gets better."""
        joined = self.policy.joined
        first, last = at, at + 1 + self.policy.bare[at]
        score = self._score(first, last)
        while last - first < _LONGEST:
            wider = [(first - 1, last)] if joined(first - 1) and self._of(first - 1)[0] else []
            wider += [(first, last + 1)] if joined(last - 1) and self._of(last)[0] else []
            better = max(((self._score(*ends), *ends) for ends in wider), default=(0.0, 0, 0))
            if better[0] <= score:
                break
            score, first, last = better
        return score, first, last

    def _of(self, at: int) -> tuple[dict[str, int], frozenset[str]]:
        """The line's words in a part, counted, and those above it."""
        if at not in self.shared:
            counts = self.policy.term_counts[at]
            counted = {term: counts[term] for term in counts.keys() & self.weights.keys()}
            self.shared[at] = counted, self.policy.above[at] & self.weights.keys()
        return self.shared[at]

    def _score(self, first: int, last: int) -> float:
        size = sum(self.policy.sizes[first:last])
        damped = _BM25_K1 * (1 - _BM25_B + _BM25_B * size / self.policy.usual)
        often: dict[str, float] = {}
        above: frozenset[str] = frozenset()
        for at in range(first, last):
            counted, over = self._of(at)
            above |= over
            for term, count in counted.items():
                often[term] = often.get(term, 0) + count
        for term in above:
            often[term] = often.get(term, 0) + _ABOVE
        return math.fsum(
            self.weights[term] * count * (_BM25_K1 + 1) / (count + damped) for term, count in often.items()
        )


def _apart(passages: Iterable[Proposal]) -> list[Proposal]:
    """The passages without those that lie in one before them, or reach into it."""
    out: list[Proposal] = []
    for passage in passages:
        if not any(
            passage.section == other.section and passage.start < other.end and other.start < passage.end
            for other in out
        ):
            out.append(passage)
    return out


def _plain(words: str) -> str:
    """Words as they are compared letter for letter."""
    return " ".join(words.lower().replace("-", " ").split())


def _titles(title: str) -> set[str]:
    """A title with and without its year, and with what stands in its brackets apart."""
    plain = _YEAR.sub("", _BRACKETS.sub("", title))
    return {" ".join(name.split()) for name in (title, plain, *_BRACKETS.findall(title))} - {""}


def _parts(title: str) -> set[str]:
    """The parts of a title that names several things: "this, that and the other"."""
    plain = _BRACKETS.sub("", title)
    return {part.strip().removeprefix("Child ") for part in re.split(r"[,:]| and | or ", plain)} - {""}


def _group(ref: str) -> str:
    return ref.rpartition("/")[0] or ref.rpartition(".")[0]


def _near(found: Mapping[str, list[Proposal]]) -> dict[str, dict[str, float]]:
    """For each group of lines how near each section is to it, from 0 to 1."""
    sums: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    members = Counter(map(_group, found))
    for ref, passages in found.items():
        best: dict[str, float] = {}
        for proposal in passages:
            best.setdefault(proposal.section, proposal.score**_SHARP)
        whole = sum(best.values())
        for section, score in best.items():
            sums[_group(ref)][section] += score / whole / members[_group(ref)]
    return defaultdict(dict, {group: dict(by) for group, by in sums.items() if members[group] > 1})


def _best(passages: list[Proposal], near: Mapping[str, float]) -> list[Proposal]:
    """The first few, with what stands beside the line counted in, and no section before all others."""
    left = [
        Proposal(
            proposal.section,
            proposal.start,
            proposal.end,
            round(proposal.score * (1 + _SIBLINGS * near.get(proposal.section, 0)) / (1 + _SIBLINGS), 4),
        )
        for proposal in passages
    ]
    out: list[Proposal] = []
    shown: Counter[str] = Counter()
    while left and len(out) < MOST:
        best = max(left, key=lambda proposal: proposal.score * _AGAIN ** shown[proposal.section])
        left.remove(best)
        shown[best.section] += 1
        out.append(best)
    return out
