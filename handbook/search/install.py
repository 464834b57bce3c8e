"""The search's three files in a finished site: what can be found, what was learnt, and the script.

All are classic scripts, since a page opened from a folder may fetch nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from handbook.project import PROJECT
from handbook.runtime.scripts import bundled
from handbook.search.entries import Entry
from handbook.search.training import Utterances, train

MODULES = PROJECT / "node_modules"
# The libraries that are part of the script; their licences go with it.
LICENCES = ("minisearch/LICENSE.txt", "stemmer/license")


def install(entries: Iterable[Entry], said: Utterances, site: Path) -> None:
    """Write `assets/search/` into a site."""
    folder = site / "assets/search"
    folder.mkdir(parents=True, exist_ok=True)
    packed = json.dumps([entry.packed() for entry in entries], ensure_ascii=False, separators=(",", ":"))
    (folder / "index.js").write_text(f"globalThis.handbookIndex={packed};\n", encoding="utf-8")
    (folder / "told.js").write_text(f"globalThis.handbookTold={train(said)};\n", encoding="utf-8")
    terms = [(MODULES / name).read_text(encoding="utf-8").strip() for name in LICENCES]
    script = "".join(f"/*!\n{notice}\n*/\n" for notice in terms) + bundled("search/search.js")
    (folder / "search.js").write_text(script, encoding="utf-8")
