"""Backup and temporary files that editors and systems leave behind: neither data nor code."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path


def left_behind(name: str) -> bool:
    """Whether a file of this name is such a one."""
    return name.startswith((".", "~", "#")) or name.endswith("~")


def without_leftovers(paths: Iterable[Path]) -> list[Path]:
    """The files among these that somebody put there on purpose, in order."""
    return sorted(path for path in paths if path.is_file() and not left_behind(path.name))
