"""Each mutant in a fork of one process that has read everything; the first test that fails kills it."""

from __future__ import annotations

import hashlib
import os
import resource
import signal
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import islice
from pathlib import Path

import pytest
import yaml
from _pytest.runner import runtestprotocol

from handbook.checks import walks
from handbook.datafiles import reading
from tests.mutants.making import ROOMS, Mutant, NoModuleError, every, forget, make, put_in
from tests.mutants.profile import ENOUGH, bad, load, profile_of

KNOWN = Path(__file__).with_name("known.yml")
ALIVE, DEAD, UNFIT = 0, 1, 2
MEMORY = 4 << 30


@cache
def known() -> dict[tuple[str, str], str]:
    """The mutants that no test can or need kill, by file and difference, each with the reason."""
    entries = yaml.safe_load(KNOWN.read_text(encoding="utf-8"))
    return {(one["file"], one["diff"].rstrip("\n")): one["why"] for one in entries}


@dataclass
class Trial:
    """A plugin of pytest: tests are collected, and mutants are tried on them."""

    count: int
    seed: int = 20261130
    jobs: int = 1
    limit: float = 3600
    room: str = ""
    tried: Counter[str] = field(default_factory=Counter)
    lived: list[Mutant] = field(default_factory=list)
    unfit: list[Mutant] = field(default_factory=list)
    spared: int = 0
    sound: bool = False
    seconds: float = 0

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Try the sample, so many at once."""
        from hypothesis import settings  # noqa: PLC0415 - pytest is to import it first

        settings.register_profile("mutants", derandomize=True, database=None, deadline=None)
        settings.load_profile("mutants")
        # What other code found does not hold for a mutant.
        reading.CACHE = walks.CACHE = Path(os.devnull) / "nothing is kept"
        load(session.items)
        profile = profile_of(session.items, self.jobs)
        start = time.monotonic()
        going: dict[int, Mutant] = {}
        for mutant in self.sample():
            if (mutant.file, mutant.diff) in known():
                self.spared += 1
                continue
            if len(going) == self.jobs:
                self.ended(going)
            if time.monotonic() - start > self.limit:
                break
            chosen = profile.chosen(mutant, session.items)
            if chosen[1] and not self.sound and not self.lives(*chosen):
                break
            going[fork(mutant, *chosen)] = mutant
        while going:
            self.ended(going)
        self.seconds = time.monotonic() - start
        return True

    def lives(self, clear_caches: bool, items: Sequence[pytest.Item]) -> bool:  # noqa: FBT001
        """Whether a fork with nothing changed lives: if it does not, a mutant that dies says nothing."""
        child = fork(None, clear_caches, items)
        self.sound = os.waitpid(child, 0) == (child, ALIVE)
        if not self.sound:
            print("a fork dies with no mutant in it", flush=True)
        return self.sound

    def sample(self) -> Iterator[Mutant]:
        """So many mutants, the same each time; who changes a function changes only those that are in it."""
        found = sorted(
            (hashlib.sha256(f"{self.seed}{name}".encode()).digest(), file, at)
            for name, file, at in every(self.room)
        )
        made = (mutant for _, file, at in found if (mutant := make(file, at)))
        return islice(made, self.count)

    def ended(self, going: dict[int, Mutant]) -> None:
        """Wait for one of them, and note what came of it: whatever ends it but a run without a fault has killed it."""
        child, status = os.wait()
        mutant = going.pop(child)
        self.tried[_room(mutant)] += 1
        if status == ALIVE:
            self.lived.append(mutant)
            print(mutant, flush=True)
        elif os.waitstatus_to_exitcode(status) == UNFIT:
            self.unfit.append(mutant)
            print("cannot be put in:", mutant, flush=True)

    @property
    def share(self) -> float:
        """The share that was killed; of none, none."""
        killed = self.tried.total() - len(self.lived) - len(self.unfit)
        return killed / max(1, self.tried.total())

    def __str__(self) -> str:
        lived = Counter(map(_room, self.lived))
        rooms = [
            f"{room}: {count - lived[room]} of {count} killed" for room, count in sorted(self.tried.items())
        ]
        total = self.tried.total()
        whole = f"{total} mutants tried, {total - lived.total()} killed, {lived.total()} survived"
        return "\n".join([*rooms, f"{whole}, {self.spared} known: {self.share:.1%}; {self.seconds:.0f} s"])


def _room(mutant: Mutant) -> str:
    return next(room for room in ROOMS if mutant.file.startswith(f"{room}/"))


def fork(mutant: Mutant | None, clear_caches: bool, items: Sequence[pytest.Item]) -> int:  # noqa: FBT001
    """Begin a process that ends with ALIVE where no test fails, and return its number."""
    if child := os.fork():
        return child
    status = UNFIT
    try:
        signal.setitimer(signal.ITIMER_PROF, 3 * ENOUGH)  # its own time, however busy the machine
        signal.alarm(int(15 * ENOUGH))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        silent = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silent, 1)
        os.dup2(silent, 2)
        if mutant:
            put_in(mutant)
        status = DEAD
        if clear_caches:
            forget()
        pairs = zip(items, [*items[1:], None], strict=False)
        if not any(bad(runtestprotocol(one, log=False, nextitem=then)) for one, then in pairs):
            status = ALIVE
    except NoModuleError:
        status = DEAD
    finally:
        os._exit(status)
