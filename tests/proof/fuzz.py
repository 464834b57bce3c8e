"""Twelve thousand data files gone wrong, and what becomes of each: `python -m tests.proof.fuzz`, or `make fuzz`.

Each is refused with a place and a fix; or it builds, and `handbook diff` shows what is different for staff;
or nothing is, on any page, in any answer and on any sheet of any handbook. All else is a fault: a traceback,
more than ten seconds, more than a gigabyte, a message that helps nobody, a change that no one is shown.
"""

from __future__ import annotations

import argparse
import atexit
import os
import re
import resource
import signal
import sys
import tempfile
import time
import traceback
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from typing import Any
from unittest import mock

import hypothesis
from hypothesis import strategies as st

from handbook.book.maker import Maker
from handbook.checks import checked
from handbook.compare.handbooks import everything
from handbook.compare.side import Side
from handbook.datafiles.data import Data, load
from handbook.datafiles.reading import parse_valid
from handbook.datafiles.schema import SchemaFolder
from handbook.datafiles.yamlfile import YamlFile, raw
from handbook.policies import handover
from handbook.problems import DataError
from handbook.sites.one_site import Site, make_site
from tests.proof.mutations import KINDS, Mutant, Mutations, copied

SEED = 20261127
PART = 50  # mutants of one kind that one seed makes
SECONDS = 60  # of one processor; on a busy machine a whole mutant takes a third of that
BYTES = 1_000_000_000
LONGEST = 700  # characters of one message
MADE = 4  # of the mutants whose difference is shown, about every fourth is made into pages as well
LOOKED_AT = 2  # handbooks made where no difference is shown; all, where staff act on what was changed
FROM_NEWS = {
    "news.md",
    "signoff.md",
    "index.md",
    "found",
}  # what tells the news; a diff does not tell them again
REFUSED, WHOLE, SHOWN, SAME, FAULT = (
    "refused at its line",
    "refused as a file",
    "shown by diff",
    "without effect",
    "FAULT",
)
VERDICTS = (REFUSED, WHOLE, SHOWN, SAME, FAULT)
ACTED_ON = frozenset({"number", "target", "citation"})
# What jsonschema says by itself: true, and no help to a person.
RAW = re.compile(
    r"is not valid under|does not match|was expected|is not one of|is a required property|non-empty"
)


class TooLongError(Exception):
    """A mutant took more than its time."""


@dataclass(frozen=True)
class Verdict:
    """What became of a mutant; for a fault, `words` say which."""

    mutant: Mutant
    verdict: str
    words: str = ""
    seconds: float = 0.0


def met(site: Site) -> Mapping[str, Any]:
    """All that a site's readers meet, but for the version, which changes with anything."""
    version = site.book["version"]

    def unversioned(value: object) -> str:
        return repr(value).replace(version, "")

    papers = {document.paper.name: unversioned(document.data) for document in site.papers}
    pages = {path: text.replace(version, "") for path, text in site.pages.items()}
    rest = {"nav": site.nav, "banner": site.banner, "book": site.book, "found": list(site.found)}
    return {**pages, **papers, **{name: unversioned(value) for name, value in rest.items()}}


class Bench:
    """A copy of the real data with a new setting and news besides, in which one file at a time goes wrong.

    What a mutant does not touch is read and compared once for all: a file is read again only where its bytes
    are other.
    """

    def __init__(self, folder: Path) -> None:
        self.root = copied(folder)
        self.base = load(self.root)
        self.mutations = Mutations(self.base)
        self.known = {one.path: one.file for one in self.mutations.originals}
        self.touched: set[str] = set()
        self.reaches = self._reach(self.base)
        self.sides = {setting: Side(Maker(self.base, setting)) for setting in self.base.entries["setting"]}
        self.sites: dict[str, Mapping[str, Any]] = {}

    def site(self, setting: str) -> Mapping[str, Any]:
        """All that readers of a setting meet where nothing has gone wrong."""
        if setting not in self.sites:
            self.sites[setting] = met(make_site(self.base, setting))
        return self.sites[setting]

    @staticmethod
    def _reach(data: Data) -> dict[str, str]:
        """What reaches each setting: where it is the same as before, so is the handbook."""
        common = handover.text(handover.shared(data))
        return {
            setting: handover.digest(common, handover.text(handover.own(data, setting)))
            for setting in data.entries["setting"]
        }

    def _read(self, path: Path, name: str, kind: str, schemas: SchemaFolder) -> YamlFile:
        at = path.relative_to(self.root).as_posix()
        if at in self.known and at not in self.touched:
            return self.known[at]
        return parse_valid(raw(path, name), name, kind, schemas)

    @contextmanager
    def corrupted(self, mutant: Mutant) -> Iterator[None]:
        """The data with the mutant in it."""
        before = {
            path: (self.root / path).read_bytes() for path in mutant.files if (self.root / path).exists()
        }
        self.touched = set(mutant.files)
        try:
            for path, content in mutant.files.items():
                (self.root / path).parent.mkdir(parents=True, exist_ok=True)
                (self.root / path).write_bytes(content) if content is not None else (
                    self.root / path
                ).unlink()
            with mock.patch("handbook.datafiles.data.read_valid", self._read):
                yield
        finally:
            for path in mutant.files:
                (self.root / path).unlink(missing_ok=True)
            for path, content in before.items():
                (self.root / path).write_bytes(content)

    def verdict(self, mutant: Mutant) -> tuple[str, str]:
        """What becomes of a mutant: the verdict, and words for a fault. Whatever else is raised is one."""
        with self.corrupted(mutant):
            try:
                data = checked(self.root)
            except DataError as error:
                return _refusal(error)
        reach = self._reach(data)
        if set(reach) != set(self.reaches):
            return SHOWN, ""  # a handbook that came or went is told by its name
        reached = [setting for setting, digest in reach.items() if digest != self.reaches[setting]]
        turn = zlib.crc32(str(mutant).encode())
        for setting in reached:
            if changes := everything(self.sides[setting], Side(Maker(data, setting))):
                if turn % MADE == 0:
                    met(make_site(data, setting))
                return _difference(mutant, "\n".join(map(str, changes)))
        every = mutant.kind in ACTED_ON or len(reached) <= LOOKED_AT
        for setting in reached if every else (reached[(turn + n) % len(reached)] for n in range(LOOKED_AT)):
            made = met(make_site(data, setting))
            other = [at for at, what in made.items() if what != self.site(setting).get(at)]
            if other and not (set(mutant.files) == {"news.yml"} and set(other) <= FROM_NEWS):
                return FAULT, f"no one is shown what is other in {setting}: {', '.join(other)}"
        return SAME, ""


def _refusal(error: DataError) -> tuple[str, str]:
    for problem in error.problems:
        if len(problem.message) > LONGEST:
            return FAULT, f"a message of {len(problem.message)} characters: {str(problem)[:200]}"
        if RAW.search(problem.message):
            return FAULT, f"a message that helps nobody: {problem}"
    return (REFUSED if any(problem.line for problem in error.problems) else WHOLE), ""


def _difference(mutant: Mutant, told: str) -> tuple[str, str]:
    if mutant.kind in ACTED_ON and told.strip().startswith("This handbook: Small things"):
        return FAULT, f"diff does not say what: {told}"
    if mutant.kind == "number" and mutant.now not in told:
        return FAULT, f"diff does not show the number: {told}"
    return SHOWN, ""


def tried(bench: Bench, mutant: Mutant) -> Verdict:
    """The verdict on a mutant, whatever happens."""
    start = time.process_time()
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    try:
        verdict, words = bench.verdict(mutant)
    except Exception as error:  # noqa: BLE001 - any other exception is what is looked for
        last = traceback.extract_tb(error.__traceback__)[-1]
        words = f"{type(error).__name__}: {str(error)[:200]} in {Path(last.filename).name}:{last.lineno}"
        verdict = FAULT
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    spent = time.process_time() - start
    if spent > SECONDS:
        verdict, words = FAULT, f"took {spent:.0f} s. {words}"
    return Verdict(mutant, verdict, words, spent)


def part(bench: Bench, kind: str, number: int, size: int) -> list[Verdict]:
    """The verdicts on so many mutants of a kind, the same each time for the same number."""
    found: dict[str, Verdict] = {}

    @hypothesis.seed(f"{SEED} {kind} {number}")
    @hypothesis.settings(
        max_examples=size,
        database=None,
        deadline=None,
        phases=[hypothesis.Phase.generate],
        suppress_health_check=list(hypothesis.HealthCheck),
    )
    @hypothesis.given(st.data())
    def one(data: st.DataObject) -> None:
        mutant = bench.mutations.made(kind, data.draw)
        if str(mutant) not in found:
            found[str(mutant)] = tried(bench, mutant)

    one()
    return list(found.values())


def _too_long(*_: object) -> None:
    raise TooLongError(f"more than {SECONDS} s")


@contextmanager
def bench() -> Iterator[Bench]:
    """A bench in a folder of its own, in a process that breaks off what takes too long."""
    signal.signal(signal.SIGPROF, _too_long)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        # What is found of mutants goes with them: nobody has that data again.
        with mock.patch("handbook.checks.walks.CACHE", folder / "walked"):
            yield Bench(folder / "data")


@cache
def _own_bench() -> Bench:
    """The bench of a process that serves the campaign; it lives as long as the process."""
    resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))
    held = ExitStack()
    atexit.register(held.close)
    return held.enter_context(bench())


def _apart(task: tuple[str, int, int]) -> tuple[list[Verdict], int]:
    return part(_own_bench(), *task), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def table(found: Iterable[Verdict]) -> str:
    """How many of each kind came to which verdict."""
    counts = Counter((one.mutant.kind, one.verdict) for one in found)
    kinds = sorted({kind for kind, _ in counts})
    rows = [["kind", *VERDICTS, "all"]]
    for kind in [*kinds, "all"]:
        of = [
            sum(n for (k, v), n in counts.items() if kind in {k, "all"} and v == verdict)
            for verdict in VERDICTS
        ]
        rows.append([kind, *map(str, of), str(sum(of))])
    return "\n".join(f"| {' | '.join(row)} |" for row in (rows[0], ["---", *["--:"] * 6], *rows[1:]))


def main() -> None:
    """Try so many mutants on all cores, and say what came of them; status 1 where there is a fault."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=12_000, help="how many mutants (default: %(default)s)")
    parser.add_argument("--first", type=int, default=0, help="go on after so many rounds over all kinds")
    parser.add_argument("--show", default="", help="also print what staff act on and had this verdict")
    args = parser.parse_args()
    start = time.perf_counter()
    found: list[Verdict] = []
    most = 0
    rounds = -(-args.count // (PART * len(KINDS)))
    each = [(kind, args.first + n, PART) for n in range(rounds) for kind in KINDS]
    with ProcessPoolExecutor(os.cpu_count(), get_context("spawn")) as pool:
        for verdicts, memory in pool.map(_apart, each):
            found += verdicts
            most = max(most, memory)
            for one in verdicts:
                if one.verdict == FAULT or (one.verdict == args.show and one.mutant.kind in ACTED_ON):
                    print(f"{one.verdict}: {one.mutant}\n    {one.words}", flush=True)
    print(table(found))
    faults = sum(one.verdict == FAULT for one in found)
    print(
        f"{len(found)} mutants, {faults} faults; the slowest took {max(one.seconds for one in found):.1f} s, "
        f"the most memory was {most / 1000:.0f} MB; {time.perf_counter() - start:.0f} s"
    )
    sys.exit(faults > 0)


if __name__ == "__main__":
    main()
