"""The scripts of `wizard/web/`, each entry bundled with what it imports: one request instead of several.

What a page loads is a classic script in a function of its own, since a page opened from a folder may load no
module. What a worker runs is a module without imports.
"""

import hashlib
import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from handbook.leftovers import without_leftovers
from handbook.problems import BuildError
from handbook.project import PROJECT
from handbook.runtime.parts import RuntimeBuildError, run_program

WEB = PROJECT / "wizard/web"
ESBUILD = PROJECT / "node_modules/esbuild"
CLASSIC, MODULE = "iife", "esm"
ENTRIES: Mapping[str, str] = {
    "wizard/wizard.js": CLASSIC,
    "wizard/hours.js": CLASSIC,
    "search/search.js": CLASSIC,
    "offline/offline.js": CLASSIC,
    "offline/offline-worker.js": CLASSIC,
    "python/worker.js": MODULE,
    "python/loader.js": MODULE,
}
FOLDER_WORKER = "folder-worker.js"
# Pyodide's modules under the names by which the worker asks for them.
_WITH_PYODIDE = """\
import * as outer from {outer};
import create from {inner};
import {worker};
globalThis.PYODIDE = {{ "../python/pyodide.mjs": outer, "../python/pyodide.asm.mjs": {{ default: create }} }};
"""


class ScriptError(BuildError):
    """The scripts could not be bundled."""


def bundled(entry: str, web: Path = WEB) -> str:
    """An entry with every module that it imports."""
    return _entries(web, _state(web))[entry]


def folder_worker_script(pyodide: Path, web: Path = WEB / "python") -> str:
    """The worker for a page from a folder, with Pyodide's two modules: it can import nothing."""
    return _folder_worker(pyodide, web, _state(web))


def _state(web: Path) -> str:
    """Names what the scripts are made of, so that they are rebuilt only when that has changed."""
    found = hashlib.sha256()
    for path in without_leftovers(web.rglob("*.js")):
        found.update(f"{path.relative_to(web).as_posix()} ".encode() + path.read_bytes())
    return found.hexdigest()


@lru_cache(4)
def _entries(web: Path, _: str) -> dict[str, str]:
    there = {name: how for name, how in ENTRIES.items() if (web / name).exists()}
    return bundle([{"name": n, "entry": str(web / n), "format": how} for n, how in there.items()])


@lru_cache(4)
def _folder_worker(pyodide: Path, web: Path, _: str) -> str:
    code = _WITH_PYODIDE.format(
        outer=json.dumps(str(pyodide.resolve() / "pyodide.mjs")),
        inner=json.dumps(str(pyodide.resolve() / "pyodide.asm.mjs")),
        worker=json.dumps(str(web / FOLDER_WORKER)),
    )
    order = {"name": FOLDER_WORKER, "code": code, "from": str(web), "format": MODULE}
    return bundle([order])[FOLDER_WORKER]


def bundle(bundles: list[dict[str, str]]) -> dict[str, str]:
    """Scripts by their names, each of an entry or of code, with every module that it imports."""
    if not ESBUILD.exists():
        raise ScriptError(f"{ESBUILD} is missing: run 'make setup' first.")
    try:
        printed = run_program("bundle.mjs", {"root": str(PROJECT), "bundles": bundles})
    except RuntimeBuildError as error:
        raise ScriptError(str(error)) from None
    made: dict[str, str] = json.loads(printed)
    return made
