"""What one entry flow asks, another asks too: a doctor for a hurt child, the risk at the desk, the rules for a baby."""

from __future__ import annotations

import pytest

from tests.proof.books import SETTINGS, book, data, every_path
from tests.proof.everything import outcome_paths
from tests.proof.invariants import place
from wizard.advice import advise


@pytest.mark.parametrize("setting", SETTINGS)
def test_a_child_who_tells_of_a_hurt_is_asked_about_a_doctor(setting: str) -> None:
    here = book(setting)
    told = [
        at for one in every_path(setting) if (at := place(here, one)).answers.get("about") in {"hurt", "baby"}
    ]
    assert told
    assert [at.finding("is not asked about a doctor") for at in told if "medical" not in at.answers] == []


@pytest.mark.parametrize("setting", SETTINGS)
def test_a_mark_on_a_baby_keeps_its_rules_whoever_reads_and_whatever_is_not_sure(setting: str) -> None:
    here = book(setting)
    baby = [
        at
        for one in every_path(setting)
        if "baby" in {(at := place(here, one)).answers.get("about"), at.answers.get("signs")}
    ]
    assert baby
    for at in baby:
        advice = advise(here, at.outcome, at.path.step.areas)
        said = " ".join(line.text for line in (*advice.actions, *advice.dont)).lower()
        assert "baby" in said or "mark is innocent" in said, at.finding("loses the rules for a baby")
        assert "doctor" in said or at.outcome.urgency == "emergency", at.finding("names no doctor")


@pytest.mark.parametrize("setting", SETTINGS)
def test_who_stands_at_the_desk_is_weighed_before_the_answer(setting: str) -> None:
    here = book(setting)
    office = [at for one in every_path(setting) if (at := place(here, one)).answers.get("what") == "office"]
    assert office
    assert [at.finding("is not asked about risk") for at in office if "at-risk" not in at.answers] == []
    for at in office:
        shown = advise(here, at.outcome, at.path.step.areas)
        steps = [line.text for line in (shown.first, *shown.actions)]
        if at.answers["at-risk"] != "no":
            kept = next(n for n, text in enumerate(steps) if "Give out no child" in text)
            assert all(kept < n for n, text in enumerate(steps) if "picture" in text)


LEADS_ON = ("Told the lead already", "Nothing done, or still worried?")


@pytest.mark.parametrize("setting", SETTINGS)
def test_each_of_the_ten_first_ways_leads_on_whoever_has_told_somebody(setting: str) -> None:
    here = book(setting)
    first = data().one("phonebook")["home"]["flows"]
    assert len(first) == len({*first}) == 10
    leads_on: set[str] = set()
    own = [path for path in every_path(setting) if path.step.entry == path.step.flow]
    for path in outcome_paths(own):
        shown = advise(here, path.outcome, path.step.areas)
        if any(line.text.startswith(LEADS_ON) for line in (*shown.actions, *shown.next)):
            leads_on.add(path.step.flow)
    assert [flow for flow in first if flow not in leads_on] == []
