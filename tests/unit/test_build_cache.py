"""What was right and has not changed is not read and walked again; and what has changed is, whatever it was."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from handbook import build_cache
from handbook.checks import walks
from handbook.datafiles import reading, yamlfile
from handbook.datafiles.data import Data, load
from handbook.problems import DataError
from tests.support.tinydata import TinyData

NAMES = "settings/elm.yml"
EVERY = ["ash", "elm", "fir", "oak"]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(reading, "CACHE", tmp_path / "kept/read")
    monkeypatch.setattr(walks, "CACHE", tmp_path / "kept/walked")
    return tmp_path / "kept"


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that were parsed, by name."""
    names: list[str] = []
    real = yamlfile.parse

    def noted(text: str, name: str) -> object:
        names.append(name)
        return real(text, name)

    monkeypatch.setattr(reading, "parse", noted)
    return names


@pytest.fixture
def walked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The settings that were walked."""
    names: list[str] = []

    def noted(_: Data, setting: str) -> Iterator[None]:
        names.append(setting)
        yield from ()

    monkeypatch.setattr(walks, "WALKS", (noted, *walks.WALKS))
    return names


def test_what_has_not_changed_is_not_parsed_again_and_is_the_same(tiny: TinyData, parsed: list[str]) -> None:
    first = list(load(tiny.root).every_file())
    assert parsed
    parsed.clear()
    again = list(load(tiny.root).every_file())
    assert parsed == []
    assert [(one.name, one.data, one.places) for one in again] == [
        (one.name, one.data, one.places) for one in first
    ]
    tiny.write(NAMES, tiny.path(NAMES).read_text(encoding="utf-8") + "# A note.\n")
    load(tiny.root)
    assert parsed == [f"data/{NAMES}"]


@pytest.mark.parametrize("damage", [b"", b"short", None])
def test_what_was_damaged_since_is_read_again(
    tiny: TinyData, folder: Path, parsed: list[str], damage: bytes | None
) -> None:
    first = [one.data for one in load(tiny.root).every_file()]
    for place in (folder / "read").iterdir():
        place.write_bytes(place.read_bytes()[:-1] + b"?" if damage is None else damage)
    parsed.clear()
    assert [one.data for one in load(tiny.root).every_file()] == first
    assert len(parsed) == len(list((folder / "read").iterdir()))


def test_a_file_is_judged_again_by_another_schema(tiny: TinyData) -> None:
    load(tiny.root)
    ours = tiny.path("schemas").resolve()
    tiny.path("schemas").unlink()  # it leads to the project's
    shutil.copytree(ours, tiny.path("schemas"))
    tiny.edit("schemas/harm.schema.json", '"required": [', '"required": ["unheard_of", ')
    with pytest.raises(DataError, match=r"lacks 'unheard_of'; add it"):
        load(tiny.root)


def test_a_fault_is_told_each_time(tiny: TinyData) -> None:
    text = tiny.path(NAMES).read_text(encoding="utf-8")
    tiny.write(NAMES, f"{text}colour: red\n")
    for _ in range(2):
        with pytest.raises(DataError, match=r"elm\.yml:\d+:\d+: 'colour' is not a field here"):
            load(tiny.root)
    tiny.write(NAMES, text)
    load(tiny.root)


def test_where_nothing_can_be_kept_all_is_read_and_walked_each_time(
    tiny: TinyData, folder: Path, parsed: list[str], walked: list[str]
) -> None:
    folder.write_text("a file stands where the folder would")
    for _ in range(2):
        parsed.clear()
        walked.clear()
        tiny.checked()
        assert len(parsed) > 20
        assert walked == EVERY


def test_whoever_changes_a_policy_waits_for_its_settings_alone(tiny: TinyData, walked: list[str]) -> None:
    tiny.checked()
    assert walked == EVERY
    walked.clear()
    tiny.checked()
    assert walked == []
    tiny.edit("policies/oak-policy.yml", "title: Oak policy", "title: The policy of Oak")
    tiny.checked()
    assert walked == ["oak"]
    walked.clear()
    tiny.edit("base/roles.yml", "title: Headteacher", "title: The head")
    tiny.checked()
    assert walked == EVERY


def test_what_other_code_found_right_is_walked_again(
    tiny: TinyData, walked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    tiny.checked()
    walked.clear()
    monkeypatch.setattr(build_cache, "code_digest", lambda: "other code")
    tiny.checked()
    assert walked == EVERY


def test_a_package_that_is_installed_keeps_nothing_among_the_others(
    tiny: TinyData, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(build_cache, "IN_PROJECT", False)
    tiny.checked()
    assert not folder.exists()


def test_what_cannot_be_removed_is_in_nobodys_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = tmp_path / "read/old"
    old.parent.mkdir()
    old.touch()
    os.utime(old, (0, 0))
    monkeypatch.setattr(build_cache, "BUILD", tmp_path)

    def refused(_: Path) -> None:
        raise PermissionError

    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", refused)
        build_cache.remove_stale()
    assert old.exists()
    build_cache.remove_stale()
    assert not old.exists()


def test_code_that_changed_since_the_process_began_has_no_results_in_common_with_any(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    digest = build_cache.code_digest.__wrapped__
    assert digest() == digest()
    monkeypatch.setattr(build_cache, "STARTED", 0)
    assert digest() != digest()
