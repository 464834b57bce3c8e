"""All settings' sites: those that need it built side by side, each put in place when whole."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path
from queue import Empty, SimpleQueue

from handbook import build_cache, inplace, runtime
from handbook.book.words import status_warning
from handbook.datafiles.data import Data
from handbook.leftovers import without_leftovers
from handbook.policies import handover
from handbook.problems import DataError, Problem, os_error_text
from handbook.project import PROJECT
from handbook.sites.workers import Worker, how_many
from wizard.markup import el

# What a site is made by, besides its data.
BUILDERS = ("handbook", "wizard", "hooks", "docs/site", "docs/overrides")
FILES = ("mkdocs.yml", "requirements.txt", "package-lock.json")
PACKAGES = ("mkdocs", "mkdocs-material", "Markdown", "Jinja2", "pymdown-extensions")
KEY = ".inputs"  # in a site: the digest of all that it was made from

# Pages outside the handbooks have their style beside them: the policy that hosts send allows none inside.
STYLE = PROJECT / "docs/plain/index.css"
CHOOSER = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Safeguarding handbooks</title>
<link rel="stylesheet" href="{style}">
<main>
<p class="hb-now"><strong>Danger now?</strong> Ring <a href="tel:999">999</a>.</p>
<h1>Choose your setting</h1>
<ul>
{items}
</ul>
</main>
</html>
"""


def builder_digest() -> str:
    """A digest of everything that makes sites: code, look, and the parts that pip and npm bring."""
    paths = [PROJECT / name for name in FILES]
    for folder in BUILDERS:
        paths += without_leftovers((PROJECT / folder).rglob("*"))
    # By name: in which order a folder gives its files is the file system's affair, and may change.
    names = {path.relative_to(PROJECT).as_posix(): path for path in paths if "__pycache__" not in path.parts}
    found = [f"{name} {handover.digest(path.read_bytes().hex())}" for name, path in sorted(names.items())]
    return handover.digest(*found, *(f"{name} {version(name)}" for name in PACKAGES), sys.version)


def build(
    data: Data, settings: Sequence[str], out: Path, *, again: bool = False, shared_runtime: bool = False
) -> list[Path]:
    """Build these settings into `out`, a folder each, and a page to choose between all that are there.

    A site whose inputs are the same as before is left as it is, unless `again`. The others are made in a
    folder beside `out`, and each is put in place when it is whole. Raises DataError naming each setting that
    failed, when all others are done; the earlier site of one that failed stays as it was. With
    `shared_runtime` all use one copy of Python beside them, and no folder is complete without it.
    """
    parts_of_python = runtime.build()  # once, before the sites use it
    inplace.restore_interrupted(out)
    inplace.remove_leftovers(out.parent, f".{out.name}-new-")
    shared = runtime.share(parts_of_python, out) if shared_runtime else ""
    common = handover.text(handover.shared(data))
    parts = {setting: handover.text(handover.own(data, setting)) for setting in settings}
    keys = _keys(common, parts, shared)
    old = [setting for setting in settings if again or _kept_key(out / setting) != keys[setting]]
    new = out.with_name(f".{out.name}-new-{os.getpid()}")
    problems: list[Problem] = []
    if old:
        try:
            handover.write(new / "data", common, {setting: parts[setting] for setting in old})
            problems = _build_all(old, keys, new, out, shared)
        finally:
            shutil.rmtree(new, ignore_errors=True)
    if not any(out.parent.glob(f".{out.name}-new-*")):  # another process may be about to use them
        runtime.forget(out)
    _write_chooser(data, out)
    if problems:
        raise DataError(problems)
    build_cache.remove_stale()
    return [out / setting for setting in settings]


def stale(data: Data, settings: Iterable[str], out: Path) -> list[str]:
    """The settings whose sites in `out` are missing, or were made from something other than what is here."""
    parts = {setting: handover.text(handover.own(data, setting)) for setting in settings}
    keys = _keys(handover.text(handover.shared(data)), parts)
    return [setting for setting in parts if _kept_key(out / setting) != keys[setting]]


def _keys(common: str, parts: Mapping[str, str], shared: str = "") -> dict[str, str]:
    made_by = f"{builder_digest()} {os.environ.get('SOURCE_DATE_EPOCH', '')}"
    return {setting: handover.digest(made_by, shared, common, part) for setting, part in parts.items()}


def _kept_key(site: Path) -> str:
    try:
        return (site / KEY).read_text(encoding="ascii")
    except (OSError, UnicodeDecodeError):
        return ""


def _build_all(
    settings: Iterable[str], keys: dict[str, str], new: Path, out: Path, shared: str
) -> list[Problem]:
    """Build the settings by several workers; what went wrong, setting by setting."""
    waiting: SimpleQueue[str] = SimpleQueue()
    for setting in settings:
        waiting.put(setting)
    problems: list[Problem] = []

    def work(_: int) -> None:
        with Worker((new / "data").resolve(), shared) as worker:
            while True:
                try:
                    setting = waiting.get_nowait()
                except Empty:
                    return
                fault = _build_one(worker, setting, (new / setting).resolve()) or _put_in_place(
                    new / setting, out / setting, keys[setting]
                )
                if fault:
                    problems.append(Problem(f"setting {setting}", 0, 0, f"was not built: {fault}"))
                    shutil.rmtree(new / setting, ignore_errors=True)

    count = how_many(waiting.qsize())
    with ThreadPoolExecutor(count) as pool:
        try:
            list(pool.map(work, range(count)))
        except BaseException:
            _drain(waiting)  # a person stopped it: the threads end with the sites that they are at
            raise
    return problems


def _drain(waiting: SimpleQueue[str]) -> None:
    with suppress(Empty):
        while True:
            waiting.get_nowait()


def _build_one(worker: Worker, setting: str, folder: Path) -> str | None:
    """Build one site; what went wrong in words, or None."""
    return worker.build(setting, folder)


def _put_in_place(new: Path, place: Path, key: str) -> str | None:
    try:
        (new / KEY).write_text(key, encoding="ascii")
        inplace.swap(new, place)
    except OSError as error:
        return os_error_text(error)
    return None


def _write_chooser(data: Data, out: Path) -> None:
    settings = data.each("setting").items()
    there = [(setting, entry) for setting, entry in settings if (out / setting / "index.html").exists()]
    if not there:
        return
    items = "\n".join(
        el(
            "li",
            None,
            el("a", {"href": f"{setting}/index.html"}, entry["name"]),
            el("small", None, words) if (words := status_warning(entry)) else None,
        )
        for setting, entry in there
    )
    shutil.copyfile(STYLE, out / STYLE.name)
    draft = out / ".index.new"
    try:
        draft.write_text(CHOOSER.format(style=STYLE.name, items=items), encoding="utf-8")
        for file in (draft, out / STYLE.name):
            file.chmod(inplace.FILE_MODE)
        draft.replace(out / "index.html")
    finally:
        draft.unlink(missing_ok=True)
