"""What editors and systems leave beside a file, a lock or a copy: it is nobody's data and nobody's code."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path


def left_behind(name: str) -> bool:
    """Whether a file of this name is such a one."""
    return name.startswith((".", "~", "#")) or name.endswith("~")


def meant(paths: Iterable[Path]) -> list[Path]:
    """The files among these that somebody put there on purpose, in order."""
    return sorted(path for path in paths if path.is_file() and not left_behind(path.name))
