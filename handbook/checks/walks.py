"""What goes wrong in what readers would see: each setting's book is made, and walked through.

This takes as long as all other checks. So a setting that passed is skipped until the data that reaches it,
or the code, changes: whoever changes one policy waits for its settings alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from handbook import build_cache
from handbook.book.calendar import usual
from handbook.checks import haste, persons, scenarios
from handbook.datafiles.data import Data
from handbook.policies import handover
from handbook.problems import Problem

CACHE = build_cache.BUILD / "walked"

WALKS: tuple[Callable[[Data, str], Iterator[Problem]], ...] = (
    scenarios.scenarios_hold,
    persons.nobody_is_sent_to_the_person,
    haste.nothing_slows_what_is_urgent,
    scenarios.outcomes_are_as_scenarios_say,
)


def problems(data: Data) -> list[Problem]:
    """Every problem in what readers of any setting would see. To be asked when all else is in order."""
    places = _places(data)
    for place in places.values():
        build_cache.mark_used(place)
    waiting = [setting for setting, place in places.items() if not _is_there(place)]
    found = [problem for setting in waiting for walk in WALKS for problem in walk(data, setting)]
    for setting in () if found else waiting:
        build_cache.keep(places[setting], b"")
    return found


def _is_there(place: Path) -> bool:
    try:
        place.stat()
    except OSError:  # or it may not be looked at
        return False
    return True


def _places(data: Data) -> dict[str, Path]:
    """By setting, the file that stands where it was found right with what it is made from now."""
    free = str(sorted(usual()))  # by the library of bank holidays, which may be another tomorrow
    common = handover.digest(build_cache.code_digest(), free, handover.text(handover.shared(data)))
    return {
        setting: CACHE / handover.digest(common, handover.text(handover.own(data, setting)))[:32]
        for setting in data.entries["setting"]
    }
