"""The JSON Schemas of the data, and whether a file fits the one of its kind."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cached_property, lru_cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from handbook.datafiles.fits import Fits, UnsureError, compile_schema
from handbook.datafiles.yamlfile import YamlFile
from handbook.leftovers import without_leftovers
from handbook.problems import DataError, Problem

if TYPE_CHECKING:
    from handbook.datafiles.schema_errors import SchemaErrors

NOTES = {"title", "description", "default", "examples"}  # annotations: they restrict nothing
FIX = "the schemas come with the project: bring it back from there"


class SchemaFolder:
    """The schemas of one folder as it was read, made ready once for all that is held against them."""

    def __init__(self, folder: Path, texts: tuple[tuple[str, str], ...]) -> None:
        self.folder = folder
        self.digest = sha256(repr(texts).encode()).hexdigest()
        self._schemas: dict[str, Any] = {}
        for name, text in texts:
            try:
                self._schemas[name] = json.loads(text)
            except ValueError as error:
                raise DataError([Problem(str(folder / name), 0, 0, f"is not JSON: {error}; {FIX}")]) from None
        self._compiled: dict[str, Fits] = {}
        self._parts: dict[tuple[str, tuple[str, ...]], Any] = {}

    def contents(self, name: str) -> Any:
        """One schema as it stands, by the name of its file. Raises DataError where it is missing."""
        if name not in self._schemas:
            raise DataError([Problem(str(self.folder / name), 0, 0, f"is missing; {FIX}")])
        return self._schemas[name]

    def fits(self, value: Any, kind: str) -> bool:
        """Whether a file's data is certain to fit the schema of its kind."""
        if kind not in self._compiled:
            self._compiled[kind] = compile_schema(self._whole(kind), lambda ref: self._referred(ref, (ref,)))
        try:
            return self._compiled[kind](value)
        except UnsureError:
            return False

    def problems(self, file: YamlFile, kind: str) -> Iterator[Problem]:
        """Every way in which the file breaks the schema of its kind."""
        if self.fits(file.data, kind):
            return
        yield from self._errors.of(file, kind, self._whole(kind))

    def fault(self, part: str, name: str, value: Any) -> str:
        """Why a value does not fit a shared part of the schemas, or ""; `name` is what to call the value."""
        return self._errors.fault(part, name, value)

    @cached_property
    def _errors(self) -> SchemaErrors:
        # Importing jsonschema takes half as long as reading all data, and only a fault needs it.
        from handbook.datafiles.schema_errors import SchemaErrors  # noqa: PLC0415

        return SchemaErrors(self._schemas)

    def _whole(self, kind: str) -> Any:
        name = f"{kind}.schema.json"
        return self._inlined(self.contents(name), name, ())

    def _inlined(self, node: Any, name: str, within: tuple[str, ...]) -> Any:
        """A part of schema `name` with each `$ref` replaced by its target, unless it is recursive.

        To resolve a reference again at each value of the data took a fifth of the whole check.
        """
        if isinstance(node, list):
            return [self._inlined(item, name, within) for item in node]
        if not isinstance(node, dict):
            return node
        rest = {key: self._inlined(item, name, within) for key, item in node.items() if key != "$ref"}
        if not isinstance(node.get("$ref"), str):
            return rest
        file, _, place = node["$ref"].partition("#")
        ref = f"{file or name}#{place}"
        part = {"$ref": ref} if ref in within else self._referred(ref, (*within, ref))
        return part if rest.keys() <= NOTES else {"allOf": [part], **rest}

    def _referred(self, ref: str, within: tuple[str, ...]) -> Any:
        if (ref, within) not in self._parts:
            name, _, place = ref.partition("#")
            part = self.contents(name)
            for key in filter(None, place.split("/")):
                part = part[key]
            self._parts[ref, within] = self._inlined(part, name, within)
        return self._parts[ref, within]


def schemas_in(folder: Path) -> SchemaFolder:
    """The schemas of a folder as they are now: under `make serve` somebody may be changing one.

    Raises DataError where one is no JSON.
    """
    paths = sorted(without_leftovers(folder.glob("*.schema.json")))
    return _made_ready(folder, tuple((path.name, path.read_text(encoding="utf-8")) for path in paths))


_made_ready = lru_cache(4)(SchemaFolder)
