"""Nobody is sent to themselves, and no outcome speaks to somebody who cannot be reading it: all paths, all readers."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from tests.proof import readers
from tests.proof.books import SETTINGS, book, every_path
from tests.proof.everything import outcome_paths
from tests.proof.invariants import place
from wizard.paths import Path
from wizard.statements import Line


@pytest.mark.parametrize("setting", SETTINGS)
def test_every_end_fits_everyone_who_may_read_it(setting: str) -> None:
    here = book(setting)
    seen: dict[tuple[object, ...], Path] = {}
    count = Counter[str]()
    for path in every_path(setting):
        who = readers.of_path(place(here, path))
        count.update(who)
        seen.setdefault((path.step.flow, path.outcome.id, path.step.areas, who), path)
    print(f"\n{setting}: {count.total()} paths and readers, {len(seen)} different: {dict(count)}")
    assert [found for path in seen.values() for found in readers.misfits(place(here, path))] == []
    assert set(count) == {readers.STAFF, readers.LEAD, readers.IN_CHARGE, readers.OUTSIDE}


def _found(flow: str, outcome: str, **changed: object) -> list[str]:
    here = book("griffin")
    path = next(
        one
        for one in outcome_paths(every_path("griffin"))
        if (one.step.flow, one.outcome.id) == (flow, outcome)
    )
    changed_outcome = replace(path.outcome, **changed)  # type: ignore[arg-type]
    return list(readers.misfits(place(here, Path(replace(path.step, node=changed_outcome), changed_outcome))))


@pytest.mark.parametrize(
    ("flow", "outcome", "words"),
    [
        ("sharing", "weigh", "sends the lead to themselves"),
        ("worried", "refer", "sends the lead to themselves"),
        ("allegation", "tell-head", "sends the one in charge to themselves"),
        ("public-worry", "ring", "sends someone from outside to themselves"),
    ],
)
def test_each_kind_is_noticed(flow: str, outcome: str, words: str) -> None:
    spoken_to = book("griffin").flows[flow].outcomes[outcome]
    first = replace(
        spoken_to.first,
        text="Tell the headteacher now."
        if flow == "allegation"
        else "Tell the safeguarding lead or a deputy now.",
    )
    assert any(words in found for found in _found(flow, outcome, first=first, actions=()))
    kept = tuple(line for line in spoken_to.actions if line != Line())
    assert _found(flow, outcome, actions=kept) == []


def test_a_title_that_sends_the_lead_to_the_lead_is_noticed() -> None:
    assert any(
        "title" in found for found in _found("sharing", "weigh", title="Weigh it with the safeguarding lead")
    )
