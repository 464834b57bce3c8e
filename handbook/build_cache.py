"""Files that one command caches for the next; those that are not used for long are removed."""

from __future__ import annotations

import os
import secrets
import shutil
import sys
import time
from collections.abc import Iterable
from contextlib import suppress
from functools import cache
from hashlib import sha256
from pathlib import Path

from handbook.leftovers import without_leftovers
from handbook.project import PROJECT

BUILD = PROJECT / "build"
# Where the project is a folder to work in: not in a browser, and not where a package is installed.
IN_PROJECT = (PROJECT / "pyproject.toml").is_file()
STARTED = time.time()
DAY = 24 * 60 * 60  # seconds
MONTH = 30 * DAY


def mark_used(path: Path) -> None:
    """Note that this is in use, before it is read: then no other process takes it away."""
    with suppress(OSError):  # of somebody else, or just gone: whoever reads it will tell
        os.utime(path)


def write(place: Path, content: bytes) -> None:
    """Put a file in its place, whole or not at all: another process may be reading it. Raises OSError."""
    place.parent.mkdir(parents=True, exist_ok=True)
    fresh = place.with_name(f".{place.name}-{os.getpid()}")
    fresh.write_bytes(content)
    fresh.replace(place)


def keep(place: Path, content: bytes) -> None:
    """Write what can be made again at any time: where there is no room, or no right to write, nothing."""
    if IN_PROJECT:
        with suppress(OSError):
            write(place, content)


def remove_unused(paths: Iterable[Path], seconds: int) -> None:
    """Remove those that nobody has used for so long."""
    for path in paths:
        with suppress(FileNotFoundError):  # another process may be removing it as well
            if time.time() - path.stat().st_mtime > seconds:
                if path.is_dir():
                    shutil.rmtree(path, ignore_errors=True)
                else:
                    path.unlink()


def remove_stale() -> None:
    """Remove entries that have not been used for a day: they are quick to make again."""
    for folder in ("read", "walked"):
        with suppress(OSError):  # of somebody else, who may have made it as root: it is in nobody's way
            remove_unused((BUILD / folder).iterdir(), DAY)


@cache
def code_digest() -> str:
    """A digest of the project's code and of the Python version, for the keys of what is cached.

    Where a file has changed since this process began, what runs is not what is on the disk: then it is a
    digest that nothing else has.
    """
    digest = sha256(sys.version.encode())
    for folder in ("handbook", "wizard"):
        for path in without_leftovers((PROJECT / folder).rglob("*.py")):
            digest.update(path.read_bytes())
            if path.stat().st_mtime > STARTED:
                digest.update(secrets.token_bytes())
    return digest.hexdigest()
