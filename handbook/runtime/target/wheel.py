"""Compile the wizard's wheel to bytecode and write the lock that lists it."""

import hashlib
from pathlib import Path
from typing import Any

from pyodide_lock import PyodideLockSpec  # type: ignore[import-not-found]
from pyodide_lock.spec import InfoSpec, PackageSpec  # type: ignore[import-not-found]

from handbook.runtime.archive import WHEEL_NAME, WHEEL_VERSION
from handbook.runtime.target.bytecode import compile_archive

WORK = Path("/work")


def main(job: dict[str, Any]) -> None:
    """Run the job, which gives the wheel's name in /work and the platform that the lock is for."""
    wheel = compile_archive(WORK / job["wheel"])
    name = WHEEL_NAME.replace("_", "-")
    package = PackageSpec(
        name=name,
        version=WHEEL_VERSION,
        file_name=wheel.name,
        install_dir="site",
        sha256=hashlib.sha256(wheel.read_bytes()).hexdigest(),
        imports=["wizard"],
    )
    lock = PyodideLockSpec(info=InfoSpec(**job["info"]), packages={name: package})
    lock.check_wheel_filenames()
    lock.to_json(WORK / "pyodide-lock.json")
