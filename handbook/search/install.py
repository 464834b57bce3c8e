"""The search's three files in a finished site: what can be found, what was learnt, and the script.

All are classic scripts, since a page opened from a folder may fetch nothing.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path

from handbook.runtime.build import PROJECT
from handbook.runtime.scripts import joined
from handbook.search.entries import Entry
from handbook.search.told import Sayings, learnt

MODULES = PROJECT / "node_modules"
# Kept libraries that the script stands on: module, licence.
LIBRARIES = (
    ("minisearch/dist/es/SearchableMap.js", "minisearch/LICENSE.txt"),
    ("stemmer/index.js", "stemmer/license"),
)
_EXPORT = re.compile(r"^export (?:\{[^}]*\};?$|(?=function\b))|^//# sourceMappingURL=.*$", re.MULTILINE)
_COMMENT = re.compile(r"^[ \t]*/\*\*.*?\*/\n", re.MULTILINE | re.DOTALL)


def install(entries: Iterable[Entry], told: Sayings, site: Path) -> None:
    """Write `assets/search/` into a site."""
    folder = site / "assets/search"
    folder.mkdir(parents=True, exist_ok=True)
    packed = json.dumps([one.packed() for one in entries], ensure_ascii=False, separators=(",", ":"))
    (folder / "index.js").write_text(f"globalThis.handbookIndex={packed};\n", encoding="utf-8")
    (folder / "told.js").write_text(f"globalThis.handbookTold={learnt(told)};\n", encoding="utf-8")
    parts = [*(_library(*names) for names in LIBRARIES), joined("search.js")]
    script = f'"use strict";\n(() => {{\n{"".join(parts)}}})();\n'
    (folder / "search.js").write_text(script, encoding="utf-8")


def _library(module: str, licence: str) -> str:
    """A library's code under its licence, without its remarks: no phone has a use for them."""
    code = _COMMENT.sub("", _EXPORT.sub("", (MODULES / module).read_text(encoding="utf-8")))
    return f"/*!\n{(MODULES / licence).read_text(encoding='utf-8').strip()}\n*/\n{code}\n"
