"""Every path of every flow in every setting at every time that could matter: walked, judged and timed.

`python -m tests.proof.everything` prints the counts and the time; the benchmark takes them from here.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from tests.proof import invariants, times
from tests.proof.books import SETTINGS, book
from tests.proof.invariants import Place
from wizard.advice import ShownContact, contacts_for
from wizard.model import Book
from wizard.paths import Path, paths


def outcome_paths(all_paths: Iterable[Path]) -> list[Path]:
    """One path to each outcome for each set of areas: what an outcome shows depends on nothing else."""
    return list({(path.step.flow, path.outcome.id, path.step.areas): path for path in all_paths}.values())


def at_any_time(here: Book, all_ends: list[Path], now: datetime) -> list[str]:
    """What is wrong with who is shown at this moment."""
    found = []
    for path in all_ends:
        shown = contacts_for(here, path.outcome.contacts, path.step.areas, now)
        at = Place(here, path, shown)
        answering = [one for one in shown if one.open is not False and invariants.has_phone(one.contact)]
        if not answering and not any(one.contact.kind == "role" for one in shown):
            found.append(at.finding(f"has nobody to speak to at {now}"))
        if path.outcome.urgency in {"emergency", "now"} and not answering:
            found.append(at.finding(f"is urgent and has nobody who answers a phone at {now}"))
        if path.outcome.urgency == "emergency" and at.ids[0] != "police-emergency":
            found.append(at.finding(f"does not have 999 first at {now}"))
        if "social-care" in path.outcome.contacts and not somebody_takes_a_referral(shown):
            found.append(at.finding(f"has no social care that answers at {now}"))
        if not whoever_answers_comes_first(shown):
            found.append(at.finding(f"shows a closed line before an open one at {now}"))
    return found


def somebody_takes_a_referral(shown: Iterable[ShownContact]) -> bool:
    """Of those behind the slot (or shown before for another slot), one answers."""
    return any(
        one.open is not False and one.contact.kind in {"service", "police", "emergency"} for one in shown
    )


def whoever_answers_comes_first(shown: Iterable[ShownContact]) -> bool:
    """Within one slot and area nobody who answers stands behind somebody who does not."""
    groups: dict[tuple[str, str], list[bool | None]] = {}
    for one in shown:
        groups.setdefault((one.slot, one.area), []).append(one.open)
    return all(group == sorted(group, key=lambda is_open: is_open is False) for group in groups.values())


@dataclass(frozen=True)
class Counts:
    """What was walked, what was found wrong, and how many seconds of the processor it took."""

    paths: int
    ends: int
    moments: int
    findings: list[str]
    seconds: float

    def __str__(self) -> str:
        return (
            f"{self.paths} paths, {self.ends} ends, {self.moments} moments: "
            f"{len(self.findings)} findings in {self.seconds:.2f} s"
        )


def enumerate_everything() -> Counts:
    """Walk every path and judge every outcome at every time. Reading the data is not counted."""
    books = [book(setting) for setting in SETTINGS]
    start = time.process_time()
    counts = [0, 0, 0]
    found: list[str] = []
    for here in books:
        all_paths = [path for flow in here.flows for path in paths(here, flow)]
        all_ends = outcome_paths(all_paths)
        cases = times.cases(here)
        for path in all_paths:
            found += invariants.of_path(invariants.place(here, path))
        for moments in cases.values():
            found += at_any_time(here, all_ends, moments[0])
        for place, count in enumerate((len(all_paths), len(all_ends), sum(map(len, cases.values())))):
            counts[place] += count
    all_paths_walked, ends_met, moments_seen = counts
    return Counts(all_paths_walked, ends_met, moments_seen, found, time.process_time() - start)


if __name__ == "__main__":
    print(enumerate_everything())
