"""All the data of the project, read, checked against its schemas and kept with its places."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from handbook.datafiles.reading import read_valid
from handbook.datafiles.schema import schemas_in
from handbook.datafiles.yamlfile import YamlFile
from handbook.leftovers import left_behind
from handbook.problems import DataError, Problem

# Where each kind of file lies; a folder holds one entry a file, named as the entry's id.
FILES: Mapping[str, str] = {
    "sources": "sources.yml",
    "slots": "base/slots.yml",
    "upkeep": "upkeep.yml",
    "news": "news.yml",
    "phonebook": "base/phonebook.yml",
    "papers": "base/papers.yml",
    "desk": "base/desk.yml",
    "contacts": "base/contacts.yml",
    "roles": "base/roles.yml",
    "fills": "base/fills.yml",
    "questions": "base/questions.yml",
    "definitions": "base/definitions.yml",
    "abuse-types": "base/abuse-types.yml",
    "golden-rules": "base/golden-rules.yml",
    "changes": "base/changes.yml",
    "decisions": "base/decisions.yml",
    "figures": "base/figures.yml",
    "law": "base/law.yml",
    "bank-holidays": "base/bank-holidays.yml",
}
# Without news, a handbook is in its first release, most years have no bank holiday beside the usual ones, and
# without questions the desk begins with the sections; data of an older version may lack what came later too.
OPTIONAL = frozenset({"news", "bank-holidays", "desk"})
LATER = frozenset({"upkeep", "phonebook", "papers"})
# What was said by the program before it was data, so that older data can still be compared.
LATER_QUESTIONS: Mapping[str, Any] = {
    "area": {
        "ask": "Where does the child live?",
        "help": (
            "Nowhere settled? Where is the child now? Two children who live apart? Do this once for each."
        ),
        "options": {"unsure": {"say": "I'm not sure", "hint": "Then ring {own}. They pass it on."}},
    }
}
FOLDERS: Mapping[str, tuple[str, str]] = {
    "harm": ("base/harms", "id"),
    "list": ("base/lists", "id"),
    "topic": ("base/topics", "id"),
    "levels": ("areas/levels", "area"),
    "area": ("areas", "id"),
    "policy": ("policies", "id"),
    "setting": ("settings", "id"),
    "flow": ("base/flows", "id"),
    "scenarios": ("scenarios", "flow"),
    "utterances": ("utterances", "flow"),
}
YAML_NAME = re.compile(r"\.ya?ml\b", re.IGNORECASE)
NEEDED = ("area", "flow")


@dataclass(frozen=True, eq=False)
class Data:
    """Everything under data/: `files` are the single files by kind, `entries` the folders by kind and id.

    `setting` is the one whose documents it is put together with, "" as it stands in the files. Each is itself
    alone, so that what is made of it can be kept beside it.
    """

    root: Path
    files: Mapping[str, YamlFile]
    entries: Mapping[str, Mapping[str, YamlFile]]
    setting: str = ""

    def one(self, kind: str) -> dict[str, Any]:
        """The data of a single file, by kind."""
        data: dict[str, Any] = self.files[kind].data
        return data

    def each(self, kind: str) -> dict[str, dict[str, Any]]:
        """The data of a folder's files: id to entry."""
        return {name: file.data for name, file in self.entries[kind].items()}

    def every_file(self) -> Iterator[YamlFile]:
        """Every file, the single ones first."""
        yield from self.files.values()
        for entries in self.entries.values():
            yield from entries.values()


def _paths(root: Path, optional: frozenset[str]) -> Iterator[tuple[str, str, Path]]:
    """Kind, entry id ("" for a single file) and path of every file that belongs to the data."""
    for kind, name in FILES.items():
        if kind not in optional or (root / name).exists():
            yield kind, "", root / name
    for kind, (folder, _) in FOLDERS.items():
        for path in sorted((root / folder).glob("*.yml")):
            if not left_behind(path.name):
                yield kind, path.stem, path


def _astray(root: Path, known: Collection[Path]) -> Iterator[Problem]:
    """Folders with nothing in them, and files where none is read."""
    data = root.resolve().name
    for kind in NEEDED:
        folder = FOLDERS[kind][0]
        if not any((root / folder).glob("*.yml")):
            words = "holds no .yml file, and no handbook is without one; put the folder back as it was"
            yield Problem(f"{data}/{folder}", 0, 0, words)
    for path in sorted(root.rglob("*")):
        inside = path.relative_to(root)
        if path in known or path.is_dir() or not _meant_as_data(inside):
            continue
        wanted = path.with_name(f"{path.name.lower().partition('.')[0]}.yml")
        if path.suffix != ".yml" and YAML_NAME.search(path.name):
            words = f"is not read under this name; call it {wanted.name}"
        else:
            words = "lies where no data is read; see data/README.md for the folders, and use .yml"
        yield Problem(f"{data}/{inside.as_posix()}", 0, 0, words)


def _meant_as_data(inside: Path) -> bool:
    """Whether somebody may take a file for data: not the schemas, notes, or what editors leave."""
    return not (left_behind(inside.name) or inside.parts[0] == "schemas" or inside.suffix == ".md")


def load(root: Path, schemas: Path | None = None) -> Data:
    """The data under this folder. Raises DataError with every fault in any file.

    With `schemas` it is data of another version: it is checked by these, and may lack files that came later.
    """
    optional = OPTIONAL | LATER if schemas else OPTIONAL
    folder = root.resolve().name
    problems: list[Problem] = []
    files = {kind: YamlFile(name, {}, {}) for kind, name in FILES.items() if kind in optional}
    entries: dict[str, dict[str, YamlFile]] = {kind: {} for kind in FOLDERS}
    if not root.is_dir():
        raise DataError([Problem(str(root), 0, 0, "is not a folder; the data is missing")])
    shapes = schemas_in(schemas or root / "schemas")
    for kind, entry, path in _paths(root, optional):
        name = f"{folder}/{path.relative_to(root).as_posix()}"
        try:
            file = read_valid(path, name, kind, shapes)
        except DataError as error:
            problems += error.problems
            continue
        if entry:
            id_field = FOLDERS[kind][1]
            if file.data[id_field] != entry:
                problems.append(
                    file.problem((id_field,), f"'{file.data[id_field]}' must be the file's name, '{entry}'")
                )
            entries[kind][entry] = file
        else:
            files[kind] = file
    if schemas and "questions" in files:
        earlier = files["questions"]
        files["questions"] = replace(earlier, data={**LATER_QUESTIONS, **earlier.data})
    problems += _astray(root, {path for _, _, path in _paths(root, optional)})
    if problems:
        raise DataError(problems)
    return Data(root, files, entries)
