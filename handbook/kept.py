"""What one build keeps for the next: noted when it is used, and gone once nobody has used it for long."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

DAY = 24 * 60 * 60  # seconds
MONTH = 30 * DAY


def use(path: Path) -> None:
    """Note that this is in use, before it is read: then no other process takes it away."""
    with suppress(OSError):  # of somebody else, or just gone: whoever reads it will tell
        os.utime(path)


def forget(paths: Iterable[Path], seconds: int) -> None:
    """Remove those that nobody has used for so long."""
    for path in paths:
        with suppress(FileNotFoundError):  # another process may be removing it as well
            if time.time() - path.stat().st_mtime > seconds:
                if path.is_dir():
                    shutil.rmtree(path, ignore_errors=True)
                else:
                    path.unlink()
