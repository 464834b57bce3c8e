"""Every lock file rebuilt, with the newest parts that pyproject.toml and the `.in` files allow: `make locks`.

`make locks KEEP=1` keeps the versions and renews what follows from a changed list alone. Each file says in its
head by which command it is made.
"""

from __future__ import annotations

import argparse
import shlex
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from handbook.runtime.node import main as node_main
from tests.support.apart import NotHereError, programs

HERE = Path(__file__).parent
PROJECT = HERE.parents[1]
UV = HERE / "requirements.txt"
COMPILE = ("uv", "pip", "compile", "--universal", "--generate-hashes")
OLDEST = ("--python-version", "3.11")
IN_THE_BROWSER = ("--python-version", "3.14")  # of Pyodide, which runs its tools itself
GROUPS = ("build", "test", "lint")

# Each lock with what it is made of. The first holds all that the second does, at the same versions.
LOCKS: Mapping[str, Sequence[str]] = {
    "requirements-dev.txt": (*OLDEST, "pyproject.toml", *(f"--group={group}" for group in GROUPS)),
    "requirements.txt": (*OLDEST, "pyproject.toml", "--constraints=requirements-dev.txt"),
    "handbook/runtime/node-requirements.txt": (*OLDEST, "handbook/runtime/node-requirements.in"),
    "handbook/runtime/target/requirements.txt": (
        *IN_THE_BROWSER,
        "--no-deps",
        "handbook/runtime/target/requirements.in",
    ),
    "tests/audit/requirements.txt": (*OLDEST, "--allow-unsafe", "tests/audit/requirements.in"),
    "tests/generators/properdocs.txt": (*OLDEST, "tests/generators/properdocs.in"),
    "tests/generators/zensical.txt": (*OLDEST, "tests/generators/zensical.in"),
    "tests/locks/requirements.txt": (*OLDEST, "tests/locks/requirements.in"),
}
NPM_FOLDERS = (".", "tests/lighthouse")  # not tests/oldest: its browsers are old on purpose


def command(lock: str) -> list[str]:
    """The command that rebuilds a lock file, as its head says it."""
    return [*COMPILE, *LOCKS[lock], f"--output-file={lock}"]


def main() -> int:
    """Renew every lock; the first that cannot be made ends it, with its reason."""
    parser = argparse.ArgumentParser(prog="python -m tests.locks", description="Renew every lock file.")
    parser.add_argument("--keep", action="store_true", help="keep the versions wherever they still fit")
    keep: bool = parser.parse_args().keep
    try:
        uv = programs(UV) / "uv"
    except NotHereError as error:
        print(f"uv could not be brought, which makes the locks: {error}", file=sys.stderr)
        return 1
    for lock in LOCKS:
        said = ("--custom-compile-command", f"{shlex.join(command(lock))}   (all of them: make locks)")
        upgrade = () if keep else ("--upgrade",)
        done = subprocess.run(
            [str(uv), *command(lock)[1:], "--quiet", *said, *upgrade], cwd=PROJECT, check=False
        )
        if done.returncode:
            print(f"{lock} stays as it was.", file=sys.stderr)
            return done.returncode
        print(lock)
    for folder in NPM_FOLDERS:
        status = node_main(
            ["npm", "install" if keep else "update", "--package-lock-only", "--prefix", folder]
        )
        if status:
            return status
        print(f"{folder}/package-lock.json".removeprefix("./"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
