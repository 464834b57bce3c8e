"""The Python tools that run inside the target interpreter: pyodide-build and pyodide-lock, pinned by hash."""

import hashlib
import subprocess
import sys
import tempfile
from pathlib import Path

from handbook.problems import BuildError

REQUIREMENTS = Path(__file__).parent / "target/requirements.txt"


class ToolsMissingError(BuildError):
    """pip could not bring the tools."""


def tools(cache: Path) -> Path:
    """The folder that holds the tools, fetched by pip at the first call.

    They ask for a newer Python than may be running here, which does not matter: the target runs them.
    """
    key = hashlib.sha256(REQUIREMENTS.read_bytes()).hexdigest()[:16]
    folder = cache / f"tools-{key}"
    if folder.is_dir():
        return folder
    cache.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=cache, prefix=".tools-") as name:
        fresh = Path(name) / "tools"
        command = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        command += ["--no-deps", "--require-hashes", "--only-binary=:all:", "--ignore-requires-python"]
        command += ["--no-compile", "--target", str(fresh), "-r", str(REQUIREMENTS)]
        done = subprocess.run(command, check=False, capture_output=True, text=True)
        if done.returncode:
            raise ToolsMissingError(
                f"pip could not bring the tools for the browser's Python:\n{done.stderr.strip()}\n"
                "They are needed once. Is there a network, or a mirror in pip's settings? Then try again."
            )
        put_in_place(fresh, folder)
    return folder


def put_in_place(fresh: Path, final: Path) -> None:
    """Rename a finished folder to its final name; when another process was faster, its folder stays."""
    try:
        fresh.rename(final)
    except OSError:
        if not final.is_dir():
            raise
