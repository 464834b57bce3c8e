"""A change of content shows here, line by line, for a person to read."""

from __future__ import annotations

import pytest

from tests.proof import golden
from tests.proof.books import SETTINGS, book
from wizard.paths import paths

MOST_LINES = 600


@pytest.mark.parametrize("name", golden.TABLES)
def test_nothing_has_changed_unread(name: str) -> None:
    diff = golden.difference(name)
    if diff:
        pytest.fail(
            f"{diff}\n\nIs all of it meant? Then run: python -m tests.proof.golden --write", pytrace=False
        )


@pytest.mark.parametrize("name", golden.TABLES)
def test_a_table_is_small_enough_to_read(name: str) -> None:
    assert golden.table(name).count("\n") <= MOST_LINES


@pytest.mark.parametrize("setting", SETTINGS)
def test_a_table_holds_every_outcome_that_can_be_reached(setting: str) -> None:
    here = book(setting)
    outcomes = {
        (path.step.flow, path.outcome.id)
        for flow in here.flows
        for path in paths(here, flow)
        if path.step.flow == path.step.entry
    }
    listed = {
        (cells[0], cells[2])
        for cells in (line.split("\t") for line in golden.table(setting).splitlines())
        if len(cells) > 6 and not cells[0].startswith("#")
    }
    assert listed == outcomes
