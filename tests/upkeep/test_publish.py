"""PDFs and releases broken off by a kill or a full disk: what was there stays whole, and nothing piles up."""

from __future__ import annotations

import errno
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from handbook import pdf
from handbook.cli import main
from tests.support.files import contents
from tests.support.tinydata import TinyData

Captured = pytest.CaptureFixture[str]
PROJECT = Path(__file__).parents[2]
TINY = 100_000  # bytes: room for the earlier files, and for few of the new
# A release of one site whose zip takes a while; building real sites is tested in test_sites.py.
RELEASE = """
import sys
from pathlib import Path
from handbook.sites import all_sites
from handbook.cli import main
all_sites.build = lambda data, settings, out: [Path(sys.argv[1])] * len(settings)
sys.exit(main(["--data", sys.argv[2], "release", "--setting", "oak", "--out", sys.argv[3], "--day", "2026-12-01"]))
"""


def kill_on_sight(command: list[str], seen: Callable[[], bool]) -> None:
    running = subprocess.Popen(command, cwd=PROJECT, start_new_session=True)
    end = time.monotonic() + 120
    while not seen():
        assert running.poll() is None, "it ended before it was killed"
        assert time.monotonic() < end
        time.sleep(0.001)
    os.killpg(running.pid, signal.SIGKILL)
    running.wait()


@pytest.fixture
def printed(tmp_path: Path) -> Path:
    """A site with an earlier print folder: its page, and a PDF of old."""
    folder = tmp_path / "site/grange/print"
    folder.mkdir(parents=True)
    (folder / "index.html").write_text("the page", encoding="utf-8")
    (folder / "card.pdf").write_text("the old card", encoding="utf-8")
    return folder


# One PDF, and time to be killed in before it is put in place.
PRINTING = """
import sys
import time
from pathlib import Path
from handbook import pdf
from handbook.cli import main
from handbook.pdf import contacts
swap = pdf.inplace.swap
pdf.MAKERS = (contacts.documents,)
pdf.inplace.swap = lambda *given: (time.sleep(60), swap(*given))
sys.exit(main(["pdf", "--setting", "grange", "--out", sys.argv[1]]))
"""


def pdf_command(printed: Path) -> list[str]:
    return [sys.executable, "-m", "handbook", "pdf", "--setting", "grange", "--out", str(printed.parents[1])]


def test_pdfs_that_are_killed_leave_the_old_ones_whole(printed: Path) -> None:
    before = contents(printed)
    command = [sys.executable, "-c", PRINTING, str(printed.parents[1])]
    kill_on_sight(command, lambda: any(printed.parent.glob(".print-new-*/*.pdf")))
    assert contents(printed) == before
    pdf.write([], printed)
    assert contents(printed) == {"index.html": b"the page"}
    assert [path.name for path in printed.parent.iterdir()] == ["print"], "what was left is cleared away"


def small_files(_: Path) -> Iterator[Callable[[], None]]:
    yield lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (TINY, TINY))


def tiny_disk(folder: Path) -> Iterator[Callable[[], None]]:
    kept = folder.with_name("kept")
    folder.rename(kept)
    folder.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={4 * TINY}", "tmpfs", str(folder)], check=True)
    try:
        shutil.copytree(kept, folder, dirs_exist_ok=True)
        yield lambda: None
    finally:
        subprocess.run(["umount", str(folder)], check=True)


# Only root may make file systems; everybody can be refused large files, which a build is told of in the same way.
full = tiny_disk if os.geteuid() == 0 else small_files


def test_no_room_for_pdfs_is_said_once_and_leaves_the_old_ones(printed: Path) -> None:
    before = contents(printed)
    for limit in full(printed.parents[1]):
        done = subprocess.run(
            pdf_command(printed), cwd=PROJECT, capture_output=True, text=True, check=False, preexec_fn=limit
        )
        assert done.returncode == 1
        assert len(done.stderr.splitlines()) == 1, done.stderr
        assert done.stderr.startswith("handbook: ")
        assert contents(printed) == before
        assert [path.name for path in printed.parent.iterdir()] == ["print"]


@pytest.fixture
def released(tmp_path: Path) -> Path:
    """An earlier release of the same day, and a site whose zip takes a while."""
    place = tmp_path / "release/2026-12-01"
    place.mkdir(parents=True)
    (place / "oak-2026-12-01.zip").write_text("the old zip", encoding="utf-8")
    (tmp_path / "oak").mkdir()
    (tmp_path / "oak/index.html").write_bytes(random.Random(1).randbytes(30_000_000))  # noqa: S311 - not a secret
    return place


def release_command(released: Path, tiny: TinyData) -> list[str]:
    top = released.parents[1]
    return [sys.executable, "-c", RELEASE, str(top / "oak"), str(tiny.root), str(released.parent)]


def test_a_release_that_is_killed_leaves_the_old_one_whole(released: Path, tiny: TinyData) -> None:
    tiny.edit("settings/oak.yml", "kind: school\n", "kind: school\ndemonstration: true\n")
    before = contents(released)
    command = release_command(released, tiny)
    kill_on_sight(command, lambda: any(released.parent.glob(".new-*/*.zip")))
    assert contents(released) == before
    assert len(list(released.parent.glob(".new-*"))) == 1
    (released.parents[1] / "oak/index.html").write_text("small", encoding="utf-8")
    assert subprocess.run(command, cwd=PROJECT, check=False, capture_output=True).returncode == 0
    assert contents(released).keys() > before.keys()
    assert [path.name for path in released.parent.iterdir()] == ["2026-12-01"], (
        "what was left is cleared away"
    )


def test_no_room_for_a_release_is_said_once_and_leaves_the_old_one(
    released: Path, tiny: TinyData, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    tiny.edit("settings/oak.yml", "kind: school\n", "kind: school\ndemonstration: true\n")
    before = contents(released)
    monkeypatch.setattr("handbook.sites.all_sites.build", lambda *_: [released.parents[1] / "oak"])
    monkeypatch.setattr("handbook.release.zips.make", full)
    words = ["release", "--setting", "oak", "--out", str(released.parent), "--day", "2026-12-01"]
    assert main(["--data", str(tiny.root), *words]) == 1
    assert capsys.readouterr().err == "handbook: No space left on device\n"
    assert contents(released) == before
    assert [path.name for path in released.parent.iterdir()] == ["2026-12-01"]
