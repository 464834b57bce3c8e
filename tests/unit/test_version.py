"""The version at the foot of a handbook: another where anything is another that its readers may meet."""

from __future__ import annotations

from pathlib import Path

import pytest

from handbook import handover
from handbook.site import make_site
from tests.support.tinydata import TinyData

EVERYONE = {"ash", "elm", "fir", "oak"}


def versions(tiny: TinyData) -> dict[str, str]:
    data = tiny.checked()
    return {setting: make_site(data, setting).book["version"] for setting in data.entries["setting"]}


@pytest.mark.parametrize(
    ("file", "old", "new", "whose"),
    [
        ("base/harms/bullying.yml", "again and again", "once and again", EVERYONE),
        ("base/topics/recording.yml", "What to write and when.", "What to write.", EVERYONE),
        ("base/definitions.yml", "Anyone under 18.", "Anyone below 18.", EVERYONE),
        ("areas/levels/north.yml", "Most children.", "Nearly all children.", {"elm", "oak"}),
        ("areas/south.yml", "Ask the South Team for", "Ring the South Team for", {"fir", "oak"}),
        ("scenarios/worried.yml", "title: Friday night", "title: Late on Friday", {"oak"}),
        ("settings/elm.yml", "name: Elm School", "name: Elm Academy", {"elm"}),
        ("policies/ash-policy.yml", "title: Ash policy", "title: The Ash policy", {"ash"}),
        ("policies/ash-policy.yml", ', read: "2026-11-22"', "", {"ash"}),
    ],
)
def test_a_change_in_anything_gives_another_version_to_those_who_may_meet_it(
    tiny: TinyData, file: str, old: str, new: str, whose: set[str]
) -> None:
    before = versions(tiny)
    tiny.edit(file, old, new)
    after = versions(tiny)
    assert {setting for setting in EVERYONE if before[setting] != after[setting]} == whose


def test_the_same_data_has_the_same_version_wherever_it_lies(tiny: TinyData, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    other = TinyData(tmp_path / "elsewhere")
    assert versions(tiny) == versions(other)
    assert handover.text(handover.shared(tiny.checked())) == handover.text(handover.shared(other.checked()))
