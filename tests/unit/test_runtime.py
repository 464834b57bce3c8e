"""The parts of Python for the browser: the same bytes wherever they are made."""

from __future__ import annotations

import errno
import os
import shutil
import stat
import struct
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from handbook import build_cache, runtime
from handbook.problems import BuildError
from handbook.runtime import parts

PROJECT = Path(__file__).parents[2]


def test_two_checkouts_in_two_places_make_the_same_bytes_and_name_neither(tmp_path: Path) -> None:
    kept = runtime.build()
    made = built_in_another_checkout(tmp_path / "another checkout, whose path is longer", kept)
    assert made.name == kept.key
    names = {path.relative_to(made).as_posix() for path in made.rglob("*") if path.is_file()}
    assert names == {*kept.contents, "manifest.json"}
    for name in sorted(kept.contents):
        here, there = kept.folder / name, made / name
        assert there.read_bytes() == here.read_bytes(), name
        assert stat.S_IMODE(here.stat().st_mode) == stat.S_IMODE(there.stat().st_mode) == 0o644, name
        data = here.read_bytes()
        for machine in (str(PROJECT), "another checkout", "somebody-else"):
            assert machine.encode() not in data, f"{name} tells of {machine}"


def built_in_another_checkout(checkout: Path, kept: runtime.Runtime) -> Path:
    """The folder of parts that a checkout elsewhere makes for somebody else, with what npm and pip brought here."""
    for package in ("handbook", "wizard"):
        shutil.copytree(PROJECT / package, checkout / package, ignore=shutil.ignore_patterns("__pycache__"))
    (checkout / "node_modules").symlink_to(PROJECT / "node_modules")
    bring_tools(kept, checkout / "build/runtime")
    program = "import os; os.umask(0o077); from handbook import runtime; print(runtime.build().folder)"
    somebody = {"PYTHONPATH": str(checkout), "HOME": "/home/somebody-else", "USER": "somebody-else"}
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=checkout,
        env={**os.environ, **somebody},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    folder = Path(done.stdout.strip())
    assert folder.is_relative_to(checkout)
    return folder


def bring_tools(kept: runtime.Runtime, cache: Path) -> None:
    """What pip has fetched already goes along, so that nothing is asked of a network."""
    for fetched in kept.folder.parent.glob("tools-*"):
        shutil.copytree(fetched, cache / fetched.name)


Meanwhile = Callable[[Callable[[], None]], None]


@pytest.fixture
def making(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Meanwhile:
    """Parts made in an instant; called with what another process does while they are being made."""
    meanwhile: list[Callable[[], None]] = []

    def make(folder: Path, *_: object) -> list[str]:
        (folder / "part").write_text("whole", encoding="utf-8")
        while meanwhile:
            meanwhile.pop()()
        return []

    monkeypatch.setitem(runtime.build.__globals__, "_make", make)
    monkeypatch.setitem(runtime.build.__globals__, "tools", lambda _: tmp_path)
    return meanwhile.append


def test_parts_that_another_build_put_in_place_meanwhile_stay_where_they_are_copied_from(
    tmp_path: Path, making: Meanwhile
) -> None:
    theirs: list[int] = []
    making(lambda: theirs.append(_inode(runtime.build(tmp_path))))
    assert _inode(runtime.build(tmp_path)) == theirs[0]


def test_what_was_used_lately_is_kept_and_the_rest_goes(tmp_path: Path) -> None:
    lately, long_ago, file = tmp_path / "lately", tmp_path / "long-ago", tmp_path / "file.json"
    for folder in (lately, long_ago):
        folder.mkdir()
        (folder / "part").write_text("x", encoding="utf-8")
    file.write_text("{}", encoding="utf-8")
    for path in (lately, long_ago, file):
        os.utime(path, (0, 0))
    build_cache.mark_used(lately)
    build_cache.mark_used(tmp_path / "nowhere")
    build_cache.remove_unused(tmp_path.iterdir(), build_cache.MONTH)
    assert list(tmp_path.iterdir()) == [lately]


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


@pytest.mark.usefixtures("making")
def test_a_part_that_was_damaged_is_made_again(tmp_path: Path) -> None:
    part = runtime.build(tmp_path).folder / "part"
    part.write_bytes(part.read_bytes()[:-1])
    assert (runtime.build(tmp_path).folder / "part").read_text(encoding="utf-8") == "whole"


@pytest.mark.parametrize(
    ("program", "told"),
    [
        ('throw new Error("ENOSPC: no space left on device, write");', "found no room on the disk"),
        ('process.kill(process.pid, "SIGKILL"); setInterval(() => {}, 1000);', "was stopped by signal 9"),
    ],
)
def test_a_machine_that_stops_a_program_is_not_taken_for_another_pyodide(
    tmp_path: Path, program: str, told: str
) -> None:
    (tmp_path / "program.mjs").write_text(program, encoding="utf-8")
    with pytest.raises(BuildError, match=told) as caught:
        parts.run_program(str(tmp_path / "program.mjs"), {})
    assert not isinstance(caught.value, parts.NO_MEMORY)


def test_a_full_disk_ends_the_build_and_a_snapshot_of_another_shape_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    errors: list[Exception] = [
        struct.error("unpack requires 12 bytes"),
        OSError(errno.ENOSPC, "No space left"),
    ]

    def memory(*_: object) -> bytes:
        raise errors[0]

    monkeypatch.setattr(parts, "run_program", lambda *_: "")
    monkeypatch.setattr(parts, "source_wheel", lambda *_: Path("wizard.whl"))
    monkeypatch.setattr(parts, "_memory", memory)
    made = parts._make(tmp_path, parts.PYODIDE, parts.WIZARD, tmp_path)
    assert [words.rpartition(": ")[2] for words in made] == ["unpack requires 12 bytes"] * 2
    shutil.rmtree(tmp_path / parts.FOLDER)
    errors.pop(0)
    with pytest.raises(OSError, match="No space left"):
        parts._make(tmp_path, parts.PYODIDE, parts.WIZARD, tmp_path)


def test_a_pyodide_with_another_script_and_without_the_private_calls_still_makes_a_site(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    newer = tmp_path / "pyodide"
    shutil.copytree(PROJECT / "node_modules/pyodide", newer)
    for name, known, other in (
        ("pyodide.asm.mjs", "loadDylibs();", "(loadDylibs)();"),
        ("pyodide.asm.mjs", "makeMemorySnapshot", "makeAnotherSnapshot"),
    ):
        text = (newer / name).read_text(encoding="utf-8")
        assert known in text
        (newer / name).write_text(text.replace(known, other), encoding="utf-8")
    kept = runtime.build()
    bring_tools(kept, tmp_path / "runtime")
    made = runtime.build(tmp_path / "runtime", pyodide=newer)
    assert (made.folder / "pyodide.asm.mjs").read_bytes() == (newer / "pyodide.asm.mjs").read_bytes()
    assert list(made.boot_methods) == ["bytecode"]
    assert list(kept.boot_methods) == ["memory", "bytecode"]
    script, memory = (record.getMessage() for record in caplog.records)
    assert "Pyodide's script is used whole" in script
    assert "loadDylibs" in script
    assert "Python starts from bytecode, not from its memory" in memory
    assert "makeMemorySnapshot is not a function" in memory
    site = tmp_path / "site"
    (site / "assets/wizard").mkdir(parents=True)
    (site / "assets/wizard/book.json").write_text("{}", encoding="utf-8")
    runtime.install(made, site)
    assert '"bootMethods": ["bytecode"]' in (site / "assets/wizard/wizard.js").read_text(encoding="utf-8")
