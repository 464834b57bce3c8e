"""What editors and systems leave beside the code is no part of a handbook, and stops no build."""

from __future__ import annotations

from pathlib import Path

from handbook.leftovers import without_leftovers
from handbook.runtime.archive import sources
from handbook.runtime.scripts import bundled

# Two that a Mac leaves on a shared drive, Emacs' lock and copies, and LibreOffice's or Word's lock.
LEFT = ("._engine.py", ".DS_Store", "#engine.py#", "engine.py~", "~$engine.py")


def test_only_what_was_put_there_on_purpose_is_read(tmp_path: Path) -> None:
    (tmp_path / "engine.py").write_text("ONE = 1\n")
    (tmp_path / "folder.py").mkdir()
    for name in LEFT:
        (tmp_path / name).write_bytes(b"\x00\x05\x16\x07\xff")
    (tmp_path / ".#engine.py").symlink_to("somebody@a-computer.4711:1")
    assert without_leftovers(tmp_path.iterdir()) == sources(tmp_path) == [tmp_path / "engine.py"]


def test_the_scripts_are_bundled_beside_a_lock_and_a_macs_file(tmp_path: Path) -> None:
    room = tmp_path / "search"
    room.mkdir()
    (room / "search.js").write_text("globalThis.found = 1;\n")
    (room / "._search.js").write_bytes(b"\x00\x05\x16\x07\xff")
    (room / ".#search.js").symlink_to("somebody@a-computer.4711:1")
    assert "found" in bundled("search/search.js", tmp_path)
