"""The desk on the real data: what a school has entered already stops nobody."""

from __future__ import annotations

from handbook.commands.desk import opened
from handbook.datafiles.data import Data
from handbook.desk.faults import faults


def test_a_desk_that_was_just_made_has_nothing_to_put_right(data: Data) -> None:
    found = {setting: told for setting in data.each("setting") if (told := faults(opened(data, setting)))}
    assert found == {}
