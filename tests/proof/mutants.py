"""What if one answer led somewhere else, or were gone? Change one thing in one flow, and see who notices.

`python -m tests.proof.mutants` tries every change; the test takes a sample that is the same each time.
The practice situations and the invariants are asked. A golden table is asked only where a slot was changed for
another: a line of a document that stands in another's place breaks no rule, and a person has to read it.
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
from tests.proof import golden, invariants
from tests.proof.books import SETTINGS, book, data, every_path, lore, maker, scenarios
from wizard.loading import load
from wizard.model import Book, Flow
from wizard.paths import Path, paths

Raw = Mapping[str, Any]
SEED = 20261122
MIN_OPTIONS = 2
SITUATION, INVARIANT, TABLE, NOBODY = "a practice situation", "an invariant", "a golden table", "nobody"
TARGET, MILDER = "a target changed for another", "a 'not sure' that counts as no"
LOST, SLOT = "an answer lost", "a slot changed for another"
KINDS = (TARGET, MILDER, LOST, SLOT)
GONE = ""
SAME = "nobody, for every way ends where it did"


@dataclass(frozen=True)
class Mutant:
    """One thing changed: where it stands in the flow's file, what it was and what it is now."""

    kind: str
    flow: str
    at: Key
    was: str
    now: str

    def __str__(self) -> str:
        where = ".".join(map(str, self.at)).removeprefix("questions.").removesuffix(".then")
        return f"{self.flow}: {where}: {self.was} {f'became {self.now}' if self.now else 'is gone'}"


def every_mutant() -> Iterator[Mutant]:
    """Every change of every kind, flow by flow."""
    for name, flow in data().each("flow").items():
        yield from _targets_changed(name, flow)
        yield from _answers_lost(name, flow)
        yield from _slots_changed(name, flow)


def _targets_changed(name: str, flow: Raw) -> Iterator[Mutant]:
    """Every target, changed to every other question, outcome or flow that its flow names."""
    places = [
        (("questions", question, *key), target)
        for question, entry in flow["questions"].items()
        for key, target in targets(entry)
    ]
    by_place = dict(places)
    onward = {target for _, target in places if target.startswith("flow:")}
    for at, was in places:
        milder = by_place.get(tuple("no" if part == "unsure" else part for part in at), was)
        for now in (*flow["questions"], *flow["outcomes"], *sorted(onward)):
            if now not in {was, at[1]}:
                yield Mutant(MILDER if now == milder else TARGET, name, at, was, now)


def _answers_lost(name: str, flow: Raw) -> Iterator[Mutant]:
    """Every answer to a question of the flow's own, gone, where two are left to choose from."""
    for question, entry in flow["questions"].items():
        for option in entry.get("options", ()):
            if len(entry["options"]) > MIN_OPTIONS:
                yield Mutant(LOST, name, ("questions", question, "options", option), option, GONE)


def _slots_changed(name: str, flow: Raw) -> Iterator[Mutant]:
    """Every slot that an outcome names, changed for every other of its kind that any outcome of the flow names."""
    places = list(_slots(flow))
    for kind, at, was, beside in places:
        for now in sorted({slot for other, _, slot, _ in places if other == kind} - beside):
            yield Mutant(SLOT, name, at, was, now)


def _slots(flow: Raw) -> Iterator[tuple[str, Key, str, frozenset[str]]]:
    """Every slot in an outcome: its kind, where it stands, its name, and those of its kind in that outcome."""
    known = data().one("slots")
    for outcome, entry in flow["outcomes"].items():
        at = ("outcomes", outcome)
        for kind in ("contacts", "clocks"):
            for place, slot in enumerate(entry.get(kind, ())):
                if slot in known[kind]:
                    yield kind, (*at, kind, place), slot, frozenset(entry[kind])
        rules = [
            ((field, place), line)
            for field in ("actions", "next", "dont")
            for place, line in enumerate(entry.get(field, ()))
        ] + [((field,), entry[field]) for field in ("parents", "record") if field in entry]
        named = {(*at, *key, "rule"): line["rule"] for key, line in rules if "rule" in line}
        for key, slot in named.items():
            yield "rules", key, slot, frozenset(named.values())


def mutated(mutant: Mutant) -> Raw:
    """The flow's data with the one change."""
    flow: dict[str, Any] = deepcopy(data().each("flow")[mutant.flow])
    inside: Any = flow
    for key in mutant.at[:-1]:
        inside = inside[key]
    if mutant.now == GONE:
        del inside[mutant.at[-1]]
    else:
        inside[mutant.at[-1]] = mutant.now
    return flow


def _flow_in(setting: str, name: str, raw: Raw) -> Flow:
    """The flow as the setting's book would hold it."""
    alone = {
        **dict.fromkeys(("version", "setting", "name", "kind", "document"), ""),
        **{key: {} for key in ("contacts", "fills", "anchors", "sources", "pages", "slots", "reasons")},
        **{key: [] for key in ("council_slots", "told_slots")},
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
    met = (faults(books[one.setting], one) for one in _through(mutant.flow) if one.setting in books)
    if any(next(found, None) for found in met):
        return SITUATION
    if any(_broken(here, mutant.flow) for here in books.values()):
        return INVARIANT
    if mutant.kind == SLOT:
        return _noticed_in_a_line(mutant, books)
    return NOBODY if any(_ends_differently(setting, here) for setting, here in books.items()) else SAME


def _noticed_in_a_line(mutant: Mutant, books: Mapping[str, Book]) -> str:
    """Who notices that an outcome says something else."""
    said = {
        setting: (tuple(paths(here, mutant.flow)), tuple(paths(book(setting), mutant.flow)))
        for setting, here in books.items()
    }
    ends = [invariants.place(books[setting], path) for setting, (now, _) in said.items() for path in now]
    if any(next(invariants.of_end(end, lore()), None) for end in ends):
        return INVARIANT
    if any(
        list(golden.outcomes(books[setting], now)) != list(golden.outcomes(book(setting), was))
        for setting, (now, was) in said.items()
    ):
        return TABLE
    raw = data().each("flow")[mutant.flow]
    same = list(golden.lines(mutant.flow, mutated(mutant))) == list(golden.lines(mutant.flow, raw))
    return NOBODY if same else TABLE


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
    """Who noticed how many of a kind, and which mutants nobody noticed."""

    kind: str
    by: Mapping[str, int]
    unnoticed: Sequence[Mutant]

    @property
    def share(self) -> float:
        """The share that was noticed."""
        return 1 - len(self.unnoticed) / sum(self.by.values())

    def __str__(self) -> str:
        parts = ", ".join(f"{count} by {who}" for who, count in self.by.items())
        return f"{self.kind}: {sum(self.by.values())} mutants, {100 * self.share:.2f} % noticed: {parts}"


def try_out(kind: str, chosen: Sequence[Mutant]) -> Result:
    """Try these mutants of a kind. One that changes nothing for any reader is none."""
    by: Counter[str] = Counter({SITUATION: 0, INVARIANT: 0, TABLE: 0, NOBODY: 0})
    unnoticed = []
    for mutant in chosen:
        books = books_of(mutant)
        who = noticed_by(mutant, books) if books else SAME
        if who != SAME:
            by[who] += 1
        if who == NOBODY:
            unnoticed.append(mutant)
    return Result(kind, by, unnoticed)


def of_kind(kind: str, count: int | None = None) -> list[Mutant]:
    """Every mutant of a kind, or so many of them, the same each time."""
    every = [mutant for mutant in every_mutant() if mutant.kind == kind]
    return every if count is None else random.Random(SEED).sample(every, min(count, len(every)))  # noqa: S311 - not a secret


def main() -> None:
    """Try every mutant and say what came of it."""
    start = time.perf_counter()
    results = [try_out(kind, of_kind(kind)) for kind in KINDS]
    for result in results:
        print(*result.unnoticed, result, sep="\n")
    print(f"{time.perf_counter() - start:.0f} s")
    sys.exit(any(result.unnoticed for result in results))


if __name__ == "__main__":
    main()
