"""What if one answer led somewhere else? Change one target of one flow, and see who notices.

`python -m tests.proof.mutants` tries every change; the test takes a sample that is the same each time.
Only the practice situations and the invariants are asked. No golden table is.
"""

from __future__ import annotations

import random
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from handbook.book.scenarios import Scenario, faults, walk
from handbook.checks.flows import targets
from handbook.datafiles.yamlfile import Key
from tests.proof import invariants
from tests.proof.books import SETTINGS, book, data, every_path, maker, scenarios
from wizard.loading import load
from wizard.model import Book, Flow
from wizard.paths import Path, paths

SEED = 20261122
SITUATION, INVARIANT, NOBODY = "a practice situation", "an invariant", "nobody"
SAME = "nobody, for every way ends where it did"


@dataclass(frozen=True)
class Mutant:
    """One target changed: where it stands in the flow's file, and what it is now."""

    flow: str
    at: Key
    was: str
    now: str

    def __str__(self) -> str:
        where = ".".join(map(str, self.at)).removeprefix("questions.").removesuffix(".then")
        return f"{self.flow}: {where}: {self.was} became {self.now}"


def every_mutant() -> Iterator[Mutant]:
    """Every target of every flow, changed to every other question, outcome or flow that its flow names."""
    for name, flow in data().each("flow").items():
        places = [
            (("questions", question, *key), target)
            for question, entry in flow["questions"].items()
            for key, target in targets(entry)
        ]
        onward = {target for _, target in places if target.startswith("flow:")}
        for at, was in places:
            for now in (*flow["questions"], *flow["outcomes"], *sorted(onward)):
                if now not in {was, at[1]}:
                    yield Mutant(name, at, was, now)


def mutated(mutant: Mutant) -> Mapping[str, Any]:
    """The flow's data with the one target changed."""
    flow: dict[str, Any] = deepcopy(data().each("flow")[mutant.flow])
    inside: Any = flow
    for key in mutant.at[:-1]:
        inside = inside[key]
    inside[mutant.at[-1]] = mutant.now
    return flow


def _flow_in(setting: str, name: str, raw: Mapping[str, Any]) -> Flow:
    """The flow as the setting's book would hold it."""
    alone = {
        **dict.fromkeys(("version", "setting", "name", "kind", "document"), ""),
        **{key: {} for key in ("contacts", "fills", "anchors", "sources", "pages", "slots", "reasons")},
        "areas": [],
        "flows": {name: maker(setting).flow(raw)},
        "calendar": {
            "bank_holidays": [],
            "terms": [],
            "known_from": "2026-01-01",
            "known_until": "2026-01-01",
        },
    }
    return load(alone).flows[name]


def books_of(mutant: Mutant) -> dict[str, Book]:
    """The books in which the change makes a difference."""
    raw = mutated(mutant)
    found = {}
    for setting in SETTINGS:
        here = book(setting)
        flow = _flow_in(setting, mutant.flow, raw)
        if flow != here.flows[mutant.flow]:
            found[setting] = replace(here, flows={**here.flows, mutant.flow: flow})
    return found


@cache
def _through(flow: str) -> tuple[Scenario, ...]:
    """The situations on whose way the flow lies."""
    return tuple(
        one
        for one in scenarios()
        if flow in {one.flow, one.outcome_flow, *(step.flow for step in walk(book(one.setting), one).path)}
    )


def noticed_by(mutant: Mutant, books: Mapping[str, Book]) -> str:
    """Who notices: a practice situation, else an invariant, else nobody."""
    # First of all: one cannot walk in a circle.
    if any(list(invariants.circles(one.flows[mutant.flow])) for one in books.values()):
        return INVARIANT
    if any(faults(books[one.setting], one) for one in _through(mutant.flow) if one.setting in books):
        return SITUATION
    if any(_broken(here, mutant.flow) for here in books.values()):
        return INVARIANT
    return NOBODY if any(_ends_differently(setting, here) for setting, here in books.items()) else SAME


def _ends_differently(setting: str, here: Book) -> bool:
    """Whether any reader would see another outcome, from whichever flow they start.

    An answer that is carried along can lead back to the same outcome: danger, through another flow, to 999.
    """
    return {_end(path) for flow in here.flows for path in paths(here, flow)} != _ends(setting)


@cache
def _ends(setting: str) -> frozenset[tuple[object, ...]]:
    return frozenset(_end(path) for path in every_path(setting))


def _end(path: Path) -> tuple[object, ...]:
    return path.step.entry, path.step.answers, path.step.flow, path.outcome.id, path.step.areas


def _broken(here: Book, flow: str) -> bool:
    all_paths = list(paths(here, flow))
    if any(next(invariants.of_path(invariants.place(here, path)), None) for path in all_paths):
        return True
    return next(invariants.not_sure_is_never_less_urgent(here, all_paths), None) is not None


@dataclass(frozen=True)
class Result:
    """Who noticed how many, and which mutants nobody noticed."""

    by: Mapping[str, int]
    unnoticed: Sequence[Mutant]

    @property
    def share(self) -> float:
        """The share that was noticed."""
        return 1 - len(self.unnoticed) / sum(self.by.values())

    def __str__(self) -> str:
        parts = ", ".join(f"{count} by {who}" for who, count in self.by.items())
        return f"{sum(self.by.values())} mutants, {100 * self.share:.2f} % noticed: {parts}"


def try_out(chosen: Sequence[Mutant]) -> Result:
    """Try these mutants. One that changes nothing for any reader is none."""
    by: Counter[str] = Counter({SITUATION: 0, INVARIANT: 0, NOBODY: 0})
    unnoticed = []
    for mutant in chosen:
        books = books_of(mutant)
        who = noticed_by(mutant, books) if books else SAME
        if who != SAME:
            by[who] += 1
        if who == NOBODY:
            unnoticed.append(mutant)
    return Result(by, unnoticed)


def sample(count: int) -> list[Mutant]:
    """So many mutants, the same each time."""
    every = list(every_mutant())
    return random.Random(SEED).sample(every, min(count, len(every)))  # noqa: S311 - not a secret


def main() -> None:
    """Try every mutant and say what came of it."""
    start = time.perf_counter()
    result = try_out(list(every_mutant()))
    for mutant in result.unnoticed:
        print(mutant)
    print(f"{result}; {time.perf_counter() - start:.0f} s")
    sys.exit(result.share < 1)


if __name__ == "__main__":
    main()
