"""The demonstrations can be taken away: what is left is in order, and a new school has a handbook."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from handbook.cli import main
from handbook.data import load
from handbook.newsetting import Wanted, write_setting
from handbook.pages import pages
from handbook.site import checked, maker_for
from tests.content.handbooks import DATA

SILENCE = re.compile(
    r"(?<!If your )\b(?:[Pp]olicy|document) (?:does not (?:say|name)|names no)"
    r"|setting's document is silent|Not named in this"
)


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """The data without any setting, policy and practice situation; no area lists a guide that is gone."""
    root = shutil.copytree(DATA, tmp_path / "data")
    for folder in ("settings", "policies", "scenarios"):
        shutil.rmtree(root / folder)
    for area in (root / "areas").glob("*.yml"):
        text = area.read_text(encoding="utf-8")
        area.write_text(re.sub(r"^policies:.*\n( *- .*\n)*", "", text, flags=re.MULTILINE), encoding="utf-8")
    return root


def test_the_data_without_them_is_in_order(bare: Path) -> None:
    assert main(["--data", str(bare), "check"]) == 0


@pytest.mark.parametrize("area", ["essex", "hull"])
def test_a_new_school_without_them_has_every_kind_of_page_and_is_told_of_no_silence(
    bare: Path, area: str
) -> None:
    (bare / "settings").mkdir()
    (bare / "policies").mkdir()
    write_setting(load(bare), Wanted("new", "The New School", "school", (area,)))
    maker, _, book = maker_for(checked(bare), "new")
    made = pages(maker, book)
    flows = {f"what-now/{flow}.md" for flow in maker.data.entries["flow"]}
    assert flows | {"contacts.md", "roles.md", "law.md"} <= set(made)
    assert any(path.startswith("harms/") for path in made)
    assert SILENCE.findall("\n".join(made.values())) == []
