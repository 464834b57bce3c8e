"""A new file of the data from a few answers: commented, valid, or not there at all."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping
from pathlib import Path

from handbook import inplace
from handbook.datafiles.data import FOLDERS, Data
from handbook.datafiles.schema import schemas_in
from handbook.datafiles.yamlfile import PLAIN, parse
from handbook.problems import DataError, Problem

LONGEST_ID = 50  # other ids are made from it by adding a word
PLAIN_WORD = re.compile(r"[a-z][a-z0-9-]*")


def id_from(name: str) -> str:
    """A short name for files and addresses, made from a name; "" where none can be."""
    letters = unicodedata.normalize("NFKD", name.lower().replace("ß", "ss"))
    words = re.findall(r"[a-z0-9]+", re.sub(r"['’\u0300-\u036f]", "", letters))  # noqa: RUF001 - as people type it
    return "-".join(words)[:LONGEST_ID].rstrip("-")


def id_fault(data: Data, kind: str, name: str) -> str:
    """What keeps an id from being a new entry of a kind, or ""."""
    if wrong := schemas_in(data.root / "schemas").fault("id", "the id", name):
        return wrong
    if len(name) > LONGEST_ID:
        return f"the id has {len(name)} characters; shorten it to {LONGEST_ID}"
    path = path_of(data, kind, name)
    if name in data.entries[kind] or path.exists():
        return f"{path} is there already; choose another id or edit that file"
    return ""


def label_fault(data: Data, what: str, text: str) -> str:
    """What keeps a text from being a name, or ""."""
    return schemas_in(data.root / "schemas").fault("label", what, text)


def path_of(data: Data, kind: str, name: str) -> Path:
    """Where the entry of this kind and id lies."""
    return data.root / FOLDERS[kind][0] / f"{name}.yml"


def quoted(text: str) -> str:
    """A YAML string that reads back as it is, whatever stands in it."""
    return json.dumps(text, ensure_ascii=False)


def word(text: str) -> str:
    """An id in YAML, with quotes only where it would read as something else."""
    return text if PLAIN_WORD.fullmatch(text) and text not in PLAIN else quoted(text)


def check_new_entry(data: Data, kind: str, name: str, text: str) -> None:
    """Raises DataError where the entry of a kind and id is there already, or its text would not be valid."""
    if wrong := id_fault(data, kind, name):
        raise DataError([Problem(f"new {kind}", 0, 0, wrong)])
    file = parse(text, path_of(data, kind, name).name)
    if faults := list(schemas_in(data.root / "schemas").problems(file, kind)):
        raise DataError(faults)


def write(data: Data, texts: Mapping[tuple[str, str], str]) -> list[Path]:
    """Write the entries with these texts by kind and id; gives their paths, in order.

    Raises DataError where a file would not be valid or is there already; then nothing is written.
    """
    for (kind, name), text in texts.items():
        check_new_entry(data, kind, name, text)
    paths = {path_of(data, kind, name): text for (kind, name), text in texts.items()}
    inplace.replace_files(paths)
    return list(paths)
