"""Finished folders and files put in the place of others: at every moment one of the two is there whole."""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

AT_FDCWD = -100  # AT_FDCWD: paths count from the working directory
RENAME_EXCHANGE = 2  # RENAME_EXCHANGE
OLD = ".old"
FOLDER_MODE, FILE_MODE = 0o755, 0o644


def make_readable(folder: Path) -> None:
    """Let whoever serves or copies the folder read it, whatever the builder's umask and the tools' habits."""
    for path in (folder, *folder.rglob("*")):
        path.chmod(FOLDER_MODE if path.is_dir() else FILE_MODE)


def swap(new: Path, place: Path) -> None:
    """Put `new` in the place of what is there; both lie on one file system. What was there goes.

    Where the system cannot exchange two folders in one step, the old one is set aside for a moment beside it;
    `restore_interrupted` brings it back should that moment be the last.
    """
    make_readable(new)
    if not place.exists():
        place.parent.mkdir(parents=True, exist_ok=True)
        new.rename(place)
        return
    if _exchanged(new, place):
        shutil.rmtree(new, ignore_errors=True)
        return
    aside = place.with_name(f".{place.name}{OLD}")
    shutil.rmtree(aside, ignore_errors=True)
    place.rename(aside)
    try:
        new.rename(place)
    except OSError:
        aside.rename(place)
        raise
    shutil.rmtree(aside, ignore_errors=True)


def replace_files(texts: Mapping[Path, str]) -> None:
    """Write texts into files, all or none: where one cannot be put in place, the others are as they were.

    All is written beside them first, copies of what is there too, so that a full disk is met before anything
    is replaced.
    """
    new = {path: path.with_name(f"{path.name}.new") for path in texts}
    old = {path: path.with_name(f"{path.name}{OLD}") for path in texts}
    replaced: list[Path] = []
    try:
        for path, text in texts.items():
            path.parent.mkdir(exist_ok=True)  # data may hold no setting yet
            new[path].write_bytes(text.encode())
            if path.exists():
                shutil.copyfile(path, old[path])
        for path in texts:
            new[path].replace(path)
            replaced.append(path)
    except BaseException:
        for path in replaced:
            if old[path].exists():
                old[path].replace(path)
            else:
                path.unlink()
        raise
    finally:
        for draft in (*new.values(), *old.values()):
            draft.unlink(missing_ok=True)


def _exchanged(path: Path, other: Path) -> bool:
    if sys.platform != "linux":
        return False
    try:
        rename = ctypes.CDLL(None).renameat2
    except (OSError, AttributeError):
        return False
    return bool(rename(AT_FDCWD, os.fsencode(path), AT_FDCWD, os.fsencode(other), RENAME_EXCHANGE) == 0)


def restore_interrupted(folder: Path) -> None:
    """Bring back what an earlier process set aside in this folder and could put nothing in the place of."""
    for aside in folder.glob(f".*{OLD}"):
        place = folder / aside.name.removeprefix(".").removesuffix(OLD)
        if place.exists():
            shutil.rmtree(aside, ignore_errors=True)
        else:
            aside.rename(place)


def remove_leftovers(folder: Path, prefix: str) -> None:
    """Remove the folders named by this prefix and the id of a process that has ended.

    Call it before this process writes: a folder with its own id is then from an earlier process.
    """
    for left in folder.glob(f"{prefix}*"):
        number = left.name.removeprefix(prefix)
        if number.isdecimal() and (int(number) == os.getpid() or not _lives(int(number))):
            shutil.rmtree(left, ignore_errors=True)


def _lives(process: int) -> bool:
    if sys.platform == "win32":
        return True  # asking there would end it
    with suppress(PermissionError):
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return False
    return True
