"""Whichever way a person comes in, the same situation comes to the same answer."""

from __future__ import annotations

import pytest

from handbook.book.entry_paths import differences, handed_over
from handbook.book.scenarios import Scenario
from tests.proof.books import book, scenarios
from wizard.engine import replay
from wizard.model import Question


@pytest.mark.parametrize("one", scenarios(), ids=lambda one: f"{one.flow}/{one.id}")
def test_a_flow_that_hands_over_loses_nothing_on_the_way(one: Scenario) -> None:
    here = book(one.setting)
    for way in handed_over(here, one):
        step = replay(here, way.flow, way.answers)
        assert not isinstance(step.node, Question), way
        assert differences(here, one, step) == {}, way
