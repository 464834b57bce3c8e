"""Every path of every flow in every setting, at every time that could matter: what may never be broken."""

from __future__ import annotations

import random

import pytest

from tests.proof import invariants, parents, times
from tests.proof.books import SETTINGS, book, every_path, lore
from tests.proof.everything import at_any_time, outcome_paths
from wizard.advice import contacts_for

SAMPLE = 200


@pytest.mark.parametrize("setting", SETTINGS)
def test_no_flow_goes_round_in_a_circle_or_leaves_something_unreached(setting: str) -> None:
    flows = book(setting).flows.values()
    assert [found for flow in flows for found in invariants.circles(flow)] == []
    assert [found for flow in flows for found in invariants.unreached(flow)] == []


@pytest.mark.parametrize("setting", SETTINGS)
@pytest.mark.parametrize("rule", invariants.OF_PATHS, ids=lambda rule: rule.__name__)
def test_on_every_path(setting: str, rule: invariants.Rule) -> None:
    here = book(setting)
    assert [found for path in every_path(setting) for found in rule(invariants.place(here, path))] == []


@pytest.mark.parametrize("setting", SETTINGS)
def test_whoever_goes_on_not_being_sure_ends_no_less_urgently(setting: str) -> None:
    assert list(invariants.not_sure_is_never_less_urgent(book(setting), every_path(setting))) == []


@pytest.mark.parametrize("setting", SETTINGS)
def test_every_end_has_an_action_a_person_a_fallback_and_sources_of_its_own_area(setting: str) -> None:
    here = book(setting)
    found = [
        found
        for path in outcome_paths(every_path(setting))
        for found in invariants.of_end(invariants.place(here, path), lore())
    ]
    assert found == []


@pytest.mark.parametrize("setting", SETTINGS)
def test_what_each_end_says_about_the_parents_is_understood(setting: str) -> None:
    here = book(setting)
    unknown = [
        (path.step.flow, path.outcome.id)
        for path in outcome_paths(every_path(setting))
        if parents.of_outcome(here, path.outcome, path.step.areas) is None
    ]
    assert unknown == [], "tests/proof/parents.py has no meaning for these lines"


@pytest.mark.parametrize("setting", SETTINGS)
def test_at_any_time_somebody_answers_and_stands_first(setting: str) -> None:
    here = book(setting)
    all_ends = outcome_paths(every_path(setting))
    for moments in times.cases(here).values():
        assert at_any_time(here, all_ends, moments[0]) == []


@pytest.mark.parametrize("setting", SETTINGS)
def test_what_is_shown_depends_on_the_time_only_through_who_answers(setting: str) -> None:
    here = book(setting)
    picked = random.Random(20261122)  # noqa: S311 - a sample that is the same each time
    all_ends = outcome_paths(every_path(setting))
    for moments in times.cases(here).values():
        for now in picked.sample(moments, min(3, len(moments))):
            for path in picked.sample(all_ends, min(SAMPLE, len(all_ends))):
                slots, areas = path.outcome.contacts, path.step.areas
                first = contacts_for(here, slots, areas, moments[0])
                later = contacts_for(here, slots, areas, now)
                assert [(one.contact.id, one.open) for one in first] == [
                    (one.contact.id, one.open) for one in later
                ]
