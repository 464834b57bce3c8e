"""A change of what a handbook says shows here, line by line, for a person to read."""

from __future__ import annotations

from difflib import unified_diff

import pytest

from tests.support.tinydata import TinyData
from tests.unit.kept import FOLDER, SETTINGS, table


@pytest.mark.parametrize("setting", SETTINGS)
def test_nothing_that_a_handbook_says_has_changed_unread(tiny: TinyData, setting: str) -> None:
    was = (FOLDER / f"{setting}.txt").read_text(encoding="utf-8").splitlines()
    diff = "\n".join(
        unified_diff(was, table(tiny, setting).splitlines(), "as kept", "as it is", "", "", 2, "")
    )
    if diff:
        pytest.fail(f"{diff}\n\nIs all of it meant? Then run: python -m tests.unit.kept", pytrace=False)
