"""Tools that the project is not made with: each in an environment of its own, so that set-up stays small."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

FOLDER = Path("build/tools")


class NotHereError(Exception):
    """The tool could not be brought."""


def programs(requirements: Path) -> Path:
    """The folder of the programs that these pinned requirements bring, fetched at the first call.

    Raises NotHereError where pip cannot bring them.
    """
    key = hashlib.sha256(requirements.read_bytes() + sys.version.encode()).hexdigest()[:16]
    home = (FOLDER / f"{requirements.parent.name}-{requirements.stem}-{key}").resolve()
    found = home / ("Scripts" if os.name == "nt" else "bin")
    ready = home / ".ready"
    if ready.exists():
        return found
    shutil.rmtree(home, ignore_errors=True)
    python = [
        str(found / "python"),
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--no-input",
    ]
    for command in (
        [sys.executable, "-m", "venv", str(home)],
        [*python, "--require-hashes", "-r", str(requirements.resolve())],
    ):
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            raise NotHereError((done.stderr.strip().splitlines() or ["pip gave no reason"])[-1])
    ready.touch()
    return found
