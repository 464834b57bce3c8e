"""Whether anything that we build with has a known weakness: `make audit`. It holds up no build.

Status 1 where one is known; 0 where none is, and where nobody could be asked, which it says.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from tests.support.apart import NotHereError, programs

HERE = Path(__file__).parent
PROJECT = HERE.parents[1]
PIP_LISTS = (
    "requirements-dev.txt",  # everything in requirements.txt is in it
    "handbook/runtime/node-requirements.txt",
    "handbook/runtime/target/requirements.txt",
)
NPM_FOLDERS = (".", "tests/lighthouse")
SECONDS = 120


class UnreachableError(Exception):
    """Nobody answered who knows of weaknesses."""


def weaknesses_of_pip(said: str) -> Iterator[str]:
    """The known weaknesses in what pip-audit prints as JSON. Raises UnreachableError where it asked in vain."""
    try:
        parts = json.loads(said)["dependencies"]
    except (ValueError, KeyError, TypeError):
        raise UnreachableError("the database of weaknesses did not answer") from None
    skipped = [part["name"] for part in parts if "skip_reason" in part]
    if skipped:
        raise UnreachableError(
            f"the database of weaknesses knows nothing of {len(skipped)} of {len(parts)} parts"
        )
    for part in parts:
        for one in part["vulns"]:
            fix = ", ".join(one["fix_versions"]) or "no release yet"
            yield f"{part['name']} {part['version']}: {one['id']}; fixed in {fix}"


def weaknesses_of_npm(said: str) -> Iterator[str]:
    """The known weaknesses in what `npm audit --json` prints. Raises UnreachableError where it asked in vain."""
    try:
        known: Mapping[str, Mapping[str, Any]] = json.loads(said)["vulnerabilities"]
    except (ValueError, KeyError, TypeError):
        raise UnreachableError("the registry did not answer the question") from None
    for name, one in known.items():
        yield f"{name} {one['range']}: {one['severity']}"


def _said(*command: str, cwd: Path = PROJECT) -> str:
    try:
        done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False, timeout=SECONDS)
    except subprocess.TimeoutExpired:
        raise UnreachableError(f"no answer in {SECONDS} s") from None
    return done.stdout


def _pip(requirements: str) -> Iterator[str]:
    try:
        program = programs(HERE / "requirements.txt") / "pip-audit"
    except NotHereError as error:
        raise UnreachableError(f"pip could not bring pip-audit ({error})") from None
    flags = ("--require-hashes", "--disable-pip", "--format", "json", "--progress-spinner", "off")
    yield from weaknesses_of_pip(_said(str(program), *flags, "--requirement", requirements))


def _npm(folder: str) -> Iterator[str]:
    node = (sys.executable, "-m", "handbook.runtime.node", "npm")
    flags = ("--json", "--package-lock-only", "--fetch-retries=0", "--fetch-timeout=20000")
    yield from weaknesses_of_npm(_said(*node, "audit", *flags, "--prefix", str(PROJECT / folder)))


def main() -> int:
    """Ask about every list of parts, and print what is known; 1 where that is a weakness."""
    found = 0
    for ask, lists in ((_pip, PIP_LISTS), (_npm, NPM_FOLDERS)):
        for one in lists:
            name = f"{one} (npm)" if ask is _npm else one
            try:
                known = list(ask(one))
            except UnreachableError as error:
                print(f"{name}: not audited: {error}.")
                continue
            found += len(known)
            print(f"{name}: {len(known)} known weakness(es).")
            for line in known:
                print(f"  {line}")
    return int(found > 0)


if __name__ == "__main__":
    sys.exit(main())
