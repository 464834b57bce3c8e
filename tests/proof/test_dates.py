"""No date is shown that cannot be meant: none ahead for what is overdue, none alike for what comes in turn."""

from __future__ import annotations

from datetime import datetime

import pytest

from tests.proof.books import SETTINGS, book, every_path
from wizard.advice import advise
from wizard.screen import arrange
from wizard.timing import anchor_kind

NOW = datetime(2026, 12, 1, 10, 30)  # noqa: DTZ001 - wall time


@pytest.mark.parametrize("setting", SETTINGS)
def test_who_should_have_heard_by_now_is_given_no_date_to_come(setting: str) -> None:
    here = book(setting)
    late = [path for path in every_path(setting) if dict(path.step.answers).get("stage") == "silent"]
    chased = [path for path in late if path.outcome.id == "chase"]
    assert chased
    for path in chased:
        assert path.outcome.overdue
        shown = advise(here, path.outcome, path.step.areas, NOW)
        assert [one.deadline.id for one in shown.deadlines if one.due] == []
        sent = {one.deadline.anchor: datetime(2026, 11, 2, 9, 0) for one in shown.deadlines}  # noqa: DTZ001
        given = advise(here, path.outcome, path.step.areas, NOW, sent)
        assert all(one.due and one.due < NOW for one in given.deadlines if one.deadline.amount)


def test_stages_that_follow_one_another_do_not_end_on_one_day() -> None:
    outcome = book("medway").flows["disagreement"].outcomes["agency"]
    stages = [
        one
        for one in advise(book("medway"), outcome, ("medway",), NOW).deadlines
        if "stage" in one.deadline.id
    ]
    assert [one.due is not None for one in stages] == [True, False, False]
    assert len({one.deadline.anchor for one in stages}) == len(stages)


@pytest.mark.parametrize("setting", SETTINGS)
def test_how_long_to_keep_a_thing_is_never_by_when_to_act(setting: str) -> None:
    here = book(setting)
    for path in every_path(setting):
        screen = arrange(here, advise(here, path.outcome, path.step.areas, NOW))
        if screen.when and anchor_kind(screen.when.deadline.anchor).lasts:
            assert path.outcome.urgency == "know", path.outcome.id
        if path.outcome.id == "send":
            shown = (screen.when, *screen.more_deadlines)
            assert not any(one and anchor_kind(one.deadline.anchor).lasts for one in shown)
