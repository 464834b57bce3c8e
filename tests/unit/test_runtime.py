"""The parts of Python for the browser: the same bytes wherever they are made."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from handbook import runtime


def test_the_parts_are_the_same_bytes_wherever_they_are_made(tmp_path: Path) -> None:
    kept = runtime.build()
    made = runtime.build(tmp_path / "another folder" / "runtime")
    assert made.folder != kept.folder
    assert made.key == kept.key
    assert made.contents == kept.contents
    for name in made.contents:
        assert (made.folder / name).read_bytes() == (kept.folder / name).read_bytes(), name


Meanwhile = Callable[[Callable[[], None]], None]


@pytest.fixture
def making(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Meanwhile:
    """Parts made in an instant; called with what another process does while they are being made."""
    meanwhile: list[Callable[[], None]] = []

    def make(folder: Path, *_: object) -> None:
        (folder / "part").write_text("whole", encoding="utf-8")
        while meanwhile:
            meanwhile.pop()()

    monkeypatch.setitem(runtime.build.__globals__, "_make", make)
    monkeypatch.setitem(runtime.build.__globals__, "tools", lambda _: tmp_path)
    return meanwhile.append


def test_parts_that_another_build_put_in_place_meanwhile_stay_where_they_are_copied_from(
    tmp_path: Path, making: Meanwhile
) -> None:
    theirs: list[int] = []
    making(lambda: theirs.append(_inode(runtime.build(tmp_path))))
    assert _inode(runtime.build(tmp_path)) == theirs[0]


def _inode(made: runtime.Runtime) -> int:
    return (made.folder / "part").stat().st_ino


@pytest.mark.usefixtures("making")
def test_parts_of_earlier_versions_go_once_no_build_can_be_using_them(tmp_path: Path) -> None:
    others = {
        name: tmp_path / name for name in ("0123456789abcdef", "fedcba9876543210", "tools-0123456789abcdef")
    }
    for folder in others.values():
        folder.mkdir()
    for name in ("0123456789abcdef", "tools-0123456789abcdef"):
        os.utime(others[name], (0, 0))
    made = runtime.build(tmp_path)
    left = {folder.name for folder in tmp_path.iterdir()}
    assert left == {made.folder.name, "fedcba9876543210", "tools-0123456789abcdef"}


def test_a_part_that_was_damaged_is_made_anew(tmp_path: Path) -> None:
    made = runtime.build(tmp_path)
    part = made.folder / "pyodide.asm.mjs"
    whole = part.read_bytes()
    part.write_bytes(whole[:-1])
    assert (runtime.build(tmp_path).folder / "pyodide.asm.mjs").read_bytes() == whole
