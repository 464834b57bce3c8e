"""No end of any flow contradicts itself, but for what is meant."""

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
    end = book("griffin").flows["worried"].outcomes["tell-dsl"]
    end = replace(end, first=replace(end.first, text=first), urgency=urgency)
    found = [" ".join(one) for one in contradictions.in_book(_with(end))]
    assert any(words in one for one in found), found
