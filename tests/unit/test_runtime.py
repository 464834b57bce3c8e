"""The parts of Python for the browser: the same bytes wherever they are made."""

from __future__ import annotations

from pathlib import Path

from handbook import runtime
from handbook.site import CACHE


def test_the_parts_are_the_same_bytes_wherever_they_are_made(tmp_path: Path) -> None:
    kept = runtime.build(CACHE)
    made = runtime.build(tmp_path / "another folder" / "runtime")
    assert made.folder != kept.folder
    assert made.key == kept.key
    assert made.contents == kept.contents
    for name in made.contents:
        assert (made.folder / name).read_bytes() == (kept.folder / name).read_bytes(), name


def test_a_part_that_was_damaged_is_made_anew(tmp_path: Path) -> None:
    made = runtime.build(tmp_path)
    part = made.folder / "pyodide.asm.mjs"
    whole = part.read_bytes()
    part.write_bytes(whole[:-1])
    assert (runtime.build(tmp_path).folder / "pyodide.asm.mjs").read_bytes() == whole
