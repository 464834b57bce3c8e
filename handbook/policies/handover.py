"""Checked data handed to the processes that build: to each exactly what reaches its setting.

What a build is given is also what its key covers. So a site that is skipped could not have come out
otherwise, and what one process holds does not grow with the number of settings.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from handbook.datafiles.data import Data
from handbook.datafiles.yamlfile import YamlFile
from handbook.policies.documents import policies_of

JsonObject = dict[str, Any]
SHARED = "shared.json"
OF_AREAS = ("area", "levels")  # kinds with an entry for an area, named as it is


def shared(data: Data) -> JsonObject:
    """The data that every setting gets."""
    own = {"setting", "scenarios", "policy", *OF_AREAS}
    return {
        "files": {kind: _file(file) for kind, file in data.files.items()},
        "entries": {
            kind: {name: _file(file) for name, file in every.items()}
            for kind, every in data.entries.items()
            if kind not in own
        },
    }


def own(data: Data, setting: str) -> JsonObject:
    """The data that only this setting gets: its own file, its areas', and those of its documents."""
    file = data.entries["setting"][setting]
    areas, policies = set(file.data["areas"]), policies_of(data, setting)
    entries = {
        kind: {name: _file(entry) for name, entry in data.entries[kind].items() if name in areas}
        for kind in OF_AREAS
    }
    scenarios = {
        name: _file(entry, {**entry.data, "scenarios": here})
        for name, entry in data.entries["scenarios"].items()
        if (
            here := {
                i: scenario
                for i, scenario in entry.data["scenarios"].items()
                if scenario["setting"] == setting
            }
        )
    }
    policy_files = {name: _file(data.entries["policy"][name]) for name in policies}
    return {
        "entries": {
            **entries,
            "policy": policy_files,
            "setting": {setting: _file(file)},
            "scenarios": scenarios,
        }
    }


def _file(file: YamlFile, content: Mapping[str, Any] | None = None) -> list[Any]:
    return [file.name, file.data if content is None else content]


def together(common: JsonObject, part: JsonObject, root: Path) -> Data:
    """The data of one setting, joined from both parts; `root` is where they are stored now."""
    files = {kind: YamlFile(name, content, {}) for kind, (name, content) in common["files"].items()}
    entries = {
        kind: {name: YamlFile(file, content, {}) for name, (file, content) in files.items()}
        for kind, files in {**common["entries"], **part["entries"]}.items()
    }
    return Data(root, files, entries)


def text(part: JsonObject) -> str:
    """A part as text, the same for the same content wherever the data lies."""
    return json.dumps(part, ensure_ascii=False, separators=(",", ":"))


def digest(*texts: str) -> str:
    """A short name for what these texts hold."""
    found = hashlib.sha256()
    for text in texts:
        found.update(f"{len(text)} {text}".encode())
    return found.hexdigest()


def write(folder: Path, common: str, parts: Mapping[str, str]) -> None:
    """Write the parts for the processes to read."""
    folder.mkdir(parents=True)
    (folder / SHARED).write_text(common, encoding="utf-8")
    for setting, part in parts.items():
        (folder / f"{setting}.own.json").write_text(part, encoding="utf-8")


def read(folder: Path, setting: str) -> Data:
    """One setting's data as it was handed over."""
    part = json.loads((folder / f"{setting}.own.json").read_text(encoding="utf-8"))
    return together(_shared(folder), part, folder)


@lru_cache(1)
def _shared(folder: Path) -> JsonObject:
    common: JsonObject = json.loads((folder / SHARED).read_text(encoding="utf-8"))
    return common
