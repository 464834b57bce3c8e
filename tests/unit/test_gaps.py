"""Whose words a gap has: the setting's where it has some, else its area's, else the slot's."""

from __future__ import annotations

from tests.support.tinydata import TinyData


def test_a_setting_that_only_names_a_gap_leaves_the_areas_words_and_fallback(tiny: TinyData) -> None:
    tiny.edit("settings/oak.yml", "gaps: []", "gaps: [lado]")
    gap = tiny.book("oak").fills["south"].gaps["lado"]
    assert (gap.text, gap.fallback) == ("South prints no LADO. Ask the South Team.", ("south-team",))


def test_a_setting_with_words_of_its_own_for_a_gap_is_heard_first(tiny: TinyData) -> None:
    tiny.edit("settings/oak.yml", "gaps: []", "gaps: {lado: {text: Oak has no LADO. Ask at the office.}}")
    gap = tiny.book("oak").fills["south"].gaps["lado"]
    assert (gap.text, gap.fallback) == ("Oak has no LADO. Ask at the office.", ("police-emergency",))
