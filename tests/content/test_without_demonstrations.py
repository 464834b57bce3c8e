"""The demonstrations can be taken away: what is left is in order, and a new school has a handbook."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from handbook.checks import checked
from handbook.cli import main
from handbook.datafiles.data import load
from handbook.new.setting_file import Wanted, write_setting
from handbook.pages import pages
from handbook.sites.one_site import maker_for
from tests.support.real import DATA

SILENCE = re.compile(
    r"(?<!If your )\b(?:[Pp]olicy|document) (?:does not (?:say|name)|names no)"
    r"|setting's document is silent|Not named in this"
)


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """The data without any setting, its policy and practice situation. A partnership's guide is its area's."""
    root = shutil.copytree(DATA, tmp_path / "data")
    for folder in ("settings", "scenarios"):
        shutil.rmtree(root / folder)
    for name, policy in load(DATA).each("policy").items():
        if policy["kind"] == "setting":
            (root / f"policies/{name}.yml").unlink()
    return root


def test_the_data_without_them_is_in_order(bare: Path) -> None:
    assert main(["--data", str(bare), "check"]) == 0


def test_a_guide_that_an_area_still_lists_is_missed_and_holds_nothing_up(
    bare: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.rmtree(bare / "policies")
    assert main(["--data", str(bare), "check"]) == 0
    told = capsys.readouterr().err
    assert "warning: data/areas/medway.yml:11:5: the guide 'medway-2021' is not here" in told
    assert "put policies/medway-2021.yml back, or take it out here" in told
    (bare / "settings").mkdir()
    write_setting(load(bare), Wanted("new", "The New School", "school", ("medway",)))
    maker, _, book = maker_for(checked(bare), "new")
    assert SILENCE.findall("\n".join(pages(maker, book).values())) == []


def test_the_base_needs_none_of_the_areas(bare: Path) -> None:
    """Whoever keeps only an area of their own has no page, note or link to another's."""
    for folder in ("areas", "policies"):
        shutil.rmtree(bare / folder)
    sources = bare / "sources.yml"
    kept = re.split(r"^(?=[a-z0-9-]+:$)", sources.read_text(encoding="utf-8"), flags=re.MULTILINE)
    sources.write_text("".join(one for one in kept if "\n  areas: " not in one), encoding="utf-8")
    (bare / "areas").mkdir()
    (bare / "areas/leeds.yml").write_text(
        "id: leeds\nname: Leeds\ncontacts: {}\nfills: {}\n", encoding="utf-8"
    )
    assert main(["--data", str(bare), "check"]) == 0


@pytest.mark.parametrize("area", ["essex", "hull"])
def test_a_new_school_without_them_has_every_kind_of_page_and_is_told_of_no_silence(
    bare: Path, area: str
) -> None:
    (bare / "settings").mkdir()
    write_setting(load(bare), Wanted("new", "The New School", "school", (area,)))
    maker, _, book = maker_for(checked(bare), "new")
    made = pages(maker, book)
    flows = {f"what-now/{flow}.md" for flow in maker.data.entries["flow"]}
    assert flows | {"contacts.md", "roles.md", "law.md"} <= set(made)
    assert any(path.startswith("harms/") for path in made)
    assert SILENCE.findall("\n".join(made.values())) == []
