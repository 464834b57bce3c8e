"""Put the runtime and the page's scripts into a finished site."""

import base64
import hashlib
import json
import shutil
from pathlib import Path

from handbook.runtime.folder import write_piece, write_pieces
from handbook.runtime.parts import COMMON, FOLDER, Runtime, integrity
from handbook.runtime.scripts import FOLDER_WORKER, bundled, folder_worker_script

ENTRY = "wizard.js"
HOURS = "hours.js"
WORKERS = ("worker.js", "loader.js")
BOOK = "book.json"

PYTHON = "../python/"  # where the scripts look for the parts of Python, seen from `assets/wizard/`
TO_ROOT = "../../"


def install(runtime: Runtime, site: Path, shared: str = "") -> str:
    """Write `assets/python/` and the scripts of `assets/wizard/`; the book must be there already.

    With `shared`, the path from the site's root to parts that several sites share, the site gets none of its
    own. Gives the name of this build, which a page must bear for its script to start Python.
    """
    wizard, python = site / "assets/wizard", site / "assets/python"
    if python.exists():
        shutil.rmtree(python)
    if not shared:
        shutil.copytree(runtime.folder, python)
        add_worker(runtime, python)
    # All scripts name the folder of the parts alike, so that it can be replaced in one place.
    where = f"{TO_ROOT}{shared}" if shared else PYTHON

    def script(entry: str) -> str:
        return bundled(entry).replace(PYTHON, where)

    for worker in WORKERS:
        (wizard / worker).write_text(script(f"python/{worker}"), encoding="utf-8")
    (wizard / HOURS).write_text(script(f"wizard/{HOURS}"), encoding="utf-8")

    files = {f"{where}{name}": value for name, value in runtime.files.items()}
    files |= {name: integrity((wizard / name).read_bytes()) for name in (*WORKERS, BOOK)}
    boot_methods = runtime.boot_methods
    needs = {
        boot_method: [BOOK, *(f"{where}{name}" for name in (*COMMON, *own))]
        for boot_method, own in boot_methods.items()
    }

    pieces = {f"{where}{name}": runtime.pieces(name) for name in runtime.files}
    own = wizard / FOLDER if shared else python / FOLDER
    own.mkdir(exist_ok=True)
    pieces[BOOK] = write_pieces(own, BOOK, files[BOOK], (wizard / BOOK).read_bytes())
    files[f"{where}{FOLDER_WORKER}"] = integrity(folder_worker(runtime, where))

    build: dict[str, object] = {
        "bootMethods": list(boot_methods),
        "files": files,
        "needs": needs,
        "pieces": pieces,
    }
    build["own"] = f"{FOLDER}/" if shared else f"{PYTHON}{FOLDER}/"
    code = script(f"wizard/{ENTRY}")
    build["id"] = hashlib.sha256(f"{json.dumps(build, sort_keys=True)}{code}".encode()).hexdigest()[:16]
    table = json.dumps(build, sort_keys=True)
    text = f'"use strict";\n{{\nconst BUILD = {table};\n{code}}}\n'
    (wizard / ENTRY).write_text(text, encoding="utf-8")
    return str(build["id"])


def folder_worker(runtime: Runtime, where: str = PYTHON) -> bytes:
    """The worker of a page that is opened from a folder, with Pyodide's own scripts inside."""
    return folder_worker_script(runtime.folder).replace(PYTHON, where).encode()


def add_worker(runtime: Runtime, python: Path, where: str = PYTHON) -> None:
    """Put the worker of a page from a folder beside the pieces that it takes."""
    code = folder_worker(runtime, where)
    address = f"data:text/javascript;base64,{base64.b64encode(code).decode()}"
    write_piece(python / FOLDER, FOLDER_WORKER, integrity(code), 0, address)
