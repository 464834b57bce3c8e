"""The desk as a folder: a page that opens from a stick, an intranet or a web host, with all it needs."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import os
import shutil
from importlib.resources import files
from pathlib import Path
from string import Template

from handbook import build_cache, inplace
from handbook.datafiles.data import Data
from handbook.desk import archive, bundle, claims, forms
from handbook.desk.archive import RULE
from handbook.desk.work import Work, begin
from handbook.project import PROJECT
from handbook.release import shipped
from handbook.runtime import build as runtime
from handbook.runtime.folder import write_piece, write_pieces
from handbook.runtime.install import BOOK, PYTHON, WORKERS
from handbook.runtime.parts import (
    CACHE,
    COMMON,
    FROM_NPM,
    INNER,
    LIBRARY,
    PYODIDE,
    compile_archive,
    integrity,
)
from handbook.runtime.scripts import CLASSIC, FOLDER_WORKER, MODULE, folder_worker_script
from handbook.runtime.scripts import bundle as scripts
from handbook.runtime.seal import POLICY
from handbook.runtime.tools import put_in_place
from handbook.sites.styles import for_older_browsers

WEB = Path(__file__).parent / "web"
PAGE, STYLE, ENTRY = "index.html", "desk.css", "desk.js"
# The first hour for a browser that cannot run Python, and all lines for one that runs no script.
FORMS, SHEET = "forms.js", "claims.csv"
# Reads a policy's file: a script of its own, loaded only once somebody opens one, with its terms beside it.
READER, READER_TERMS = "reader.js", "reader-LICENCES.txt"
ARCHIVE = "desk.zip"
NEW = "A new handbook"
# What to do where no script runs.
BY_SHEET = (
    f'Or fill in <a href="{SHEET}">{SHEET}</a>, which lies beside it, in Excel or LibreOffice, and give it '
    "to whoever builds your handbook: “handbook claims --take” checks it and puts it in place."
)
BY_COMMAND = (
    "Or ask whoever builds your handbook to begin it: “handbook new-setting” asks the same questions. A desk "
    "of your school's own then brings all lines as a spreadsheet too."
)
BOOT_METHOD = "desk"  # the only one here
LOOK = PROJECT / "docs/site/assets"
# The styles of an outcome, as on the site: Material's, ours, and those for a device that asks for the dark.
MATERIAL = "material.css"
STYLES = {
    MATERIAL: "",
    "handbook.css": "",
    "lines.css": "",
    "step.css": "",
    "dark.css": "(prefers-color-scheme: dark)",
    STYLE: "",  # the desk's own last: it says what is otherwise here
}
COMPONENTS = (*FROM_NPM, INNER, *(name for name in COMMON if name not in FROM_NPM))


def write(data: Data, setting: str, out: Path, policy: str = "") -> None:
    """Put the desk of a setting into a folder, in the place of one that is there.

    With `policy` it is the desk of that policy, which several settings share (`setting` may be any of them,
    or ""). With neither it is empty, for a setting that is not there yet.

    Raises DataError for an unknown setting, BuildError where a part could not be made.
    """
    out = out.resolve()
    out.parent.mkdir(parents=True, exist_ok=True)
    prefix = f".{out.name}-new-"
    inplace.restore_interrupted(out.parent)
    inplace.remove_leftovers(out.parent, prefix)
    fresh = out.with_name(f"{prefix}{os.getpid()}")
    try:
        desk, python = fresh / "assets/desk", fresh / "assets/python"
        desk.mkdir(parents=True)
        _python(python, data.root / "schemas")
        if policy:
            setting = setting or bundle.listing(data, policy)[0]
            book = bundle.of_policy(data, policy, setting)
        else:
            book = bundle.of_setting(data, setting) if setting else bundle.of_new_setting(data)
        (desk / BOOK).write_text(book, encoding="utf-8")
        work = begin(data, setting, bundle.texts(data, setting), policy) if setting else None
        _scripts(desk, python, work, policy)
        if work:
            (fresh / SHEET).write_text(claims.to_csv(work), encoding="utf-8", newline="")
        _page(fresh, work, policy)
        inplace.swap(fresh, out)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _python(folder: Path, schemas: Path) -> None:
    """Python for the page: the wizard's Pyodide, the whole standard library, our modules, their libraries."""
    parts = runtime()
    folder.mkdir(parents=True)
    for name in COMPONENTS:
        shutil.copyfile(parts.folder / name, folder / name)
    shutil.copyfile(PYODIDE / LIBRARY, folder / LIBRARY)
    source = folder / ARCHIVE
    archive.write(source, schemas)
    key = hashlib.sha256(f"{parts.key} {integrity(source.read_bytes())}".encode()).hexdigest()[:16]
    compiled = CACHE / f"desk-{key}"
    build_cache.mark_used(compiled)
    if not (compiled / ARCHIVE).exists():
        compile_archive(source)
        making = CACHE / f".desk-{key}-{os.getpid()}"
        making.mkdir()
        shutil.copyfile(source, making / ARCHIVE)
        put_in_place(making, compiled)
        shutil.rmtree(making, ignore_errors=True)
        build_cache.remove_unused(CACHE.glob("*desk-*"), build_cache.DAY)
    shutil.copyfile(compiled / ARCHIVE, source)
    terms = f"{shipped.licences()}\n{RULE}\n\n{archive.licences()}"
    (folder / "LICENCES.txt").write_text(terms, encoding="utf-8")


def _scripts(desk: Path, python: Path, work: Work | None, policy: str) -> None:
    """The scripts, with the list of the parts that they load, each by its hash."""
    made = scripts(
        [
            {"name": name, "entry": str(WEB / name), "format": how}
            for name, how in (
                (ENTRY, CLASSIC),
                (READER, CLASSIC),
                (FORMS, CLASSIC),
                *((worker, MODULE) for worker in WORKERS),
            )
        ]
    )
    (desk / READER).write_text(made[READER], encoding="utf-8")
    (desk / READER_TERMS).write_text(shipped.licences(shipped.DESK_COMPONENTS), encoding="utf-8")
    for worker in WORKERS:
        (desk / worker).write_text(made[worker], encoding="utf-8")
    names = (*COMPONENTS, LIBRARY, ARCHIVE)
    hashes = {f"{PYTHON}{name}": integrity((python / name).read_bytes()) for name in names}
    hashes |= {name: integrity((desk / name).read_bytes()) for name in (*WORKERS, BOOK)}
    needed = [name for name in names if not name.endswith(".mjs")]
    pieces_in = python / "folder"
    pieces_in.mkdir()
    pieces = {
        f"{PYTHON}{name}": write_pieces(
            pieces_in, name, hashes[f"{PYTHON}{name}"], (python / name).read_bytes()
        )
        for name in needed
    }
    pieces[BOOK] = write_pieces(pieces_in, BOOK, hashes[BOOK], (desk / BOOK).read_bytes())
    code = folder_worker_script(python, WEB).encode()
    hashes[f"{PYTHON}{FOLDER_WORKER}"] = integrity(code)
    address = f"data:text/javascript;base64,{base64.b64encode(code).decode()}"
    write_piece(pieces_in, FOLDER_WORKER, integrity(code), 0, address)
    build = {
        "id": "",
        "bootMethods": [BOOT_METHOD],
        "files": hashes,
        "needs": {BOOT_METHOD: [BOOK, *(f"{PYTHON}{name}" for name in needed)]},
        "pieces": pieces,
        "own": f"{PYTHON}folder/",
    }
    table = json.dumps(build, sort_keys=True)
    _with(desk / ENTRY, "BUILD", table, made[ENTRY])
    if work:  # an empty desk has no questions yet, and where it cannot run says in words what to do
        _with(desk / FORMS, "FORMS_DATA", forms.contents(work, of_policy=bool(policy)), made[FORMS])


def _with(path: Path, name: str, value: str, script: str) -> None:
    """Write a script that reads a value by this name."""
    path.write_text(f'"use strict";\n{{\nconst {name} = {value};\n{script}}}\n', encoding="utf-8")


def _page(folder: Path, work: Work | None, policy: str) -> None:
    """The page with its styles; what it keeps on a device it keeps under the name of whose desk it is."""
    name = work.said["title"] if work and policy else work.entry["name"] if work else NEW
    whose = f"policy:{policy}" if policy else work.setting if work else ""
    links = []
    for style, media in STYLES.items():
        text = _style(style).read_text(encoding="utf-8")
        (folder / "assets/desk" / style).write_text(for_older_browsers(text), encoding="utf-8")
        asked = f' media="{media}"' if media else ""
        links.append(f'<link rel="stylesheet" href="assets/desk/{style}"{asked}>')
    page = Template((WEB / PAGE).read_text(encoding="utf-8")).substitute(
        setting=whose,
        name=html.escape(name),
        policy=html.escape(POLICY),
        styles="\n".join(links),
        scriptless=BY_SHEET if work else BY_COMMAND,
    )
    (folder / PAGE).write_text(page, encoding="utf-8")


def _style(name: str) -> Path:
    """Where a style lies: Material's in its package, under a name that changes with each version."""
    if name == MATERIAL:
        return next(Path(str(files("material"))).glob("templates/assets/stylesheets/main.*.min.css"))
    return (WEB if name == STYLE else LOOK) / name
