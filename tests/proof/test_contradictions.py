"""No outcome of any flow contradicts itself, but for what is meant."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.proof import contradictions
from tests.proof.books import SETTINGS, book
from wizard.model import Book, Outcome


@pytest.mark.parametrize("setting", SETTINGS)
def test_no_end_contradicts_itself(setting: str) -> None:
    assert list(contradictions.in_book(book(setting))) == []


def test_what_is_meant_is_still_said_somewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    meant = set(contradictions.MEANT)
    monkeypatch.setattr(contradictions, "MEANT", {})
    found = {(one, other) for setting in SETTINGS for _, one, other in contradictions.in_book(book(setting))}
    assert meant == found


def _with(outcome: Outcome) -> Book:
    here = book("griffin")
    flow = here.flows["worried"]
    changed = replace(flow, outcomes={**flow.outcomes, "tell-dsl": outcome})
    return replace(here, flows={"worried": changed})


def test_telling_the_parents_and_not_telling_them_is_noticed() -> None:
    outcome = book("griffin").flows["worried"].outcomes["tell-dsl"]
    told = replace(outcome.first, text="Speak to the parents. Do not tell the family.")
    assert [pair for *_, pair in contradictions.in_book(_with(replace(outcome, first=told)))] != []
    bound = replace(
        outcome.first, text="Speak to the parents. Do not tell the family if that could harm the child."
    )
    assert list(contradictions.in_book(_with(replace(outcome, first=bound)))) == []


def test_two_limits_for_one_act_are_noticed() -> None:
    here = book("griffin")
    fill = here.fills["hull"]
    one = fill.deadlines["refer-harm"][0]
    twice = {**fill.deadlines, "refer-harm": (one, replace(one, id="later", amount=9, unit="days"))}
    other = replace(here, fills={**here.fills, "hull": replace(fill, deadlines=twice)})
    assert any(words == one.say for _, words, _ in contradictions.in_book(other))


@pytest.mark.parametrize(
    ("first", "urgency", "words"),
    [
        ("Look into it yourself.", "now", "Do not look into it yourself. Look into it yourself."),
        ("Tell the LADO now.", "now", "turns first to"),
        ("Tell the safeguarding lead now.", "soon", "at once"),
    ],
    ids=["forbidden", "whom", "haste"],
)
def test_each_kind_is_noticed(first: str, urgency: str, words: str) -> None:
    outcome = book("griffin").flows["worried"].outcomes["tell-dsl"]
    outcome = replace(outcome, first=replace(outcome.first, text=first), urgency=urgency)
    found = [" ".join(one) for one in contradictions.in_book(_with(outcome))]
    assert any(words in one for one in found), found
