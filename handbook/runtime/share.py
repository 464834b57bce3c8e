"""One copy of Python for the browser that several sites share, beside them."""

import hashlib
import os
import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from handbook.inplace import make_readable
from handbook.runtime.compress import compress
from handbook.runtime.install import TO_ROOT, add_worker, folder_worker
from handbook.runtime.parts import Runtime
from handbook.runtime.tools import put_in_place

FOLDER = "assets-shared"
NAME = re.compile(rf"{FOLDER}/(python-[0-9a-f]+)/")


@dataclass(frozen=True)
class Shared:
    """The parts that lie beside a site: their path from its root, and the integrity of each."""

    relative_path: str
    files: Mapping[str, str]


def share(runtime: Runtime, sites: Path) -> str:
    """Put the parts beside the sites, once; gives their path from a site's root.

    The name tells the content, so the parts that an earlier build's sites use stay beside the new ones.
    """
    content = f"{runtime.key} {hashlib.sha256(folder_worker(runtime)).hexdigest()}"
    name = f"python-{hashlib.sha256(content.encode()).hexdigest()[:16]}"
    place = sites / FOLDER / name
    relative_path = f"../{FOLDER}/{name}/"
    if not place.is_dir():
        fresh = sites.with_name(f".{sites.name}-new-{os.getpid()}") / "python"
        try:
            shutil.copytree(runtime.folder, fresh)
            add_worker(runtime, fresh, f"{TO_ROOT}{relative_path}")
            compress(fresh)
            make_readable(fresh)
            place.parent.mkdir(parents=True, exist_ok=True)
            put_in_place(fresh, place)
        finally:
            shutil.rmtree(fresh, ignore_errors=True)
    return relative_path


def forget(sites: Path) -> None:
    """Remove shared parts that no site uses any more."""
    used = {
        found[1]
        for script in sites.glob("*/assets/wizard/wizard.js")
        if (found := NAME.search(script.read_text(encoding="utf-8")))
    }
    for place in (sites / FOLDER).glob("python-*"):
        if place.name not in used:
            shutil.rmtree(place, ignore_errors=True)
    if (sites / FOLDER).is_dir() and not any((sites / FOLDER).iterdir()):
        (sites / FOLDER).rmdir()
