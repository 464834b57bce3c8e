"""Compile an archive to bytecode."""

from pathlib import Path
from typing import Any

from handbook.runtime.target.bytecode import compile_archive

WORK = Path("/work")


def main(job: dict[str, Any]) -> None:
    """Run the job, which gives the archive's name in /work."""
    compile_archive(WORK / job["archive"])
