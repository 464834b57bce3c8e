"""Which tests pass each line of the code, and how long each takes."""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import coverage
import pytest
from _pytest.runner import runtestprotocol

from tests.mutants.making import PROJECT, ROOMS, Mutant, forget, reached
from tests.support import real

KEPT = PROJECT / "build" / "mutants"
REAL = ("tests/content/", "tests/proof/")
TABLES = ("tests/unit/test_kept.py", "tests/proof/test_golden.py")
"""Tests that hold much at once."""
ABOUT = 0.05
"""How much sooner a test is asked whose file names the module."""
LOADING = "loading"
"""What stands for a test where lines are passed while the real data is read and made into books."""
ENOUGH = 45.0
"""Seconds of tests, as they take when watched, that one mutant may cost."""


def load(items: Sequence[pytest.Item]) -> None:
    """Read the real data and make of it what tests ask for, if any of these do."""
    if any(item.nodeid.startswith(REAL) for item in items):
        for setting in real.data().each("setting"):
            real.every_path(setting)


def bad(reports: Sequence[pytest.TestReport]) -> bool:
    """Whether a test failed, or what it needs could not be set up."""
    return any(report.failed for report in reports)


@cache
def _words(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@dataclass(frozen=True)
class Profile:
    """The lines that each test passes, by file, and its seconds."""

    seconds: dict[str, float]
    lines: dict[str, dict[str, list[int]]]

    @cached_property
    def passing(self) -> dict[tuple[str, int], set[str]]:
        """The tests that pass each line."""
        found: dict[tuple[str, int], set[str]] = {}
        for test, files in self.lines.items():
            for file, lines in files.items():
                for line in lines:
                    found.setdefault((file, line), set()).add(test)
        return found

    def chosen(self, mutant: Mutant, items: Sequence[pytest.Item]) -> tuple[bool, list[pytest.Item]]:
        """Whether something kept was made with the line, and the tests that pass it.

        The fastest come first, and those that go where few go in the function: they are about it. After them
        come those that share what another test made with the line, or what was made for all.
        """
        there, round_it = reached(mutant)
        passing = {test for place in there for test in self.passing.get(place, ())}
        nearby = {test.partition("::")[0] for test in passing if test.startswith(REAL)}
        made = LOADING in passing
        rare = {test: 1 if test.startswith(TABLES) else len(self.seconds) for test in passing}
        for tests in (self.passing.get(place, set()) for place in round_it):
            for test in tests & passing:
                rare[test] = min(rare[test], len(tests))
        module = mutant.file.removesuffix(".py").replace("/", ".").removeprefix("handbook.checks.")
        order = []
        for place, item in enumerate(items):
            if (seconds := self.seconds.get(item.nodeid)) is None:
                continue  # it fails with no mutant, and can tell of none
            real_or_shared = item.nodeid.startswith(REAL) or "books" in getattr(item, "fixturenames", ())
            if item.nodeid in passing:
                about = module in _words(item.path)
                order.append((0, seconds * rare[item.nodeid] * (ABOUT if about else 1), place))
            elif item.nodeid.partition("::")[0] in nearby or (made and real_or_shared):
                order.append((1, seconds, place))
        kept, total = [], 0.0
        for _, _, place in sorted(order):
            total += self.seconds[items[place].nodeid]
            if total < ENOUGH:
                kept.append(items[place])
        return made, kept


def profile_of(items: Sequence[pytest.Item], jobs: int) -> Profile:
    """The profile of these tests, kept until a file changes."""
    digest = hashlib.sha256()
    for room in ("wizard", "handbook", "tests", "data"):
        for path in sorted((PROJECT / room).rglob("*.*")):
            if path.suffix in {".py", ".yml", ".json", ".txt", ".tsv"}:
                digest.update(path.read_bytes())
    names = hashlib.sha256("".join(item.nodeid for item in items).encode()).hexdigest()[:16]
    key, kept = digest.hexdigest(), KEPT / f"{names}.json"
    found = json.loads(kept.read_text(encoding="utf-8")) if kept.exists() else {}
    if found.get("key") != key:
        KEPT.mkdir(parents=True, exist_ok=True)
        parts = [KEPT / f"{names}-{job}.json" for job in range(jobs)]
        share = -(-len(items) // jobs)
        for job, part in enumerate(parts):
            _fork_to(part, items[job * share : (job + 1) * share])
        for _ in parts:
            os.wait()
        found = {"key": key, "seconds": {}, "lines": {}}
        for part in parts:
            measured = json.loads(part.read_text(encoding="utf-8"))
            found["seconds"] |= measured["seconds"]
            found["lines"] |= measured["lines"]
            part.unlink()
        kept.write_text(json.dumps(found), encoding="utf-8")
    return Profile(found["seconds"], found["lines"])


def _fork_to(part: Path, items: Sequence[pytest.Item]) -> None:
    """Measure these in a process of its own, so that no trace of it is left in the one that mutants come from."""
    if not os.fork():
        try:
            part.write_text(json.dumps(_measured(items)), encoding="utf-8")
        finally:
            os._exit(0)


def _measured(items: Sequence[pytest.Item]) -> dict[str, Any]:
    """Run the tests once, each watched."""
    rooms = [f"{PROJECT}/{room}/*" for room in ROOMS]
    cover = coverage.Coverage(data_file=None, config_file=False, include=rooms)
    seconds = {}
    forget()
    cover.start()
    cover.switch_context(LOADING)
    load(items)
    for item, following in zip(items, [*items[1:], None], strict=True):
        cover.switch_context(item.nodeid)
        start = time.process_time()
        if bad(runtestprotocol(item, log=False, nextitem=following)):
            print("fails with no mutant:", item.nodeid, flush=True)
        else:
            seconds[item.nodeid] = time.process_time() - start
    cover.stop()
    found = cover.get_data()
    lines: dict[str, dict[str, list[int]]] = {}
    for file in found.measured_files():
        name = Path(file).relative_to(PROJECT).as_posix()
        for line, tests in found.contexts_by_lineno(file).items():
            for test in set(tests) & {LOADING, *seconds}:
                lines.setdefault(test, {}).setdefault(name, []).append(line)
    return {"seconds": seconds, "lines": lines}
