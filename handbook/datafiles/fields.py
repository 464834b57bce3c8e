"""Every field of the data, from the schemas: the reference that the docs hold."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from handbook.datafiles.data import FILES, FOLDERS
from handbook.datafiles.schema import schemas_in

Node = Mapping[str, Any]
COMMON = "common.schema.json"
HEAD = """\
# Every field

Made from `data/schemas/` by `handbook fields`; do not edit it. What the words mean is in
[CONTRIBUTING.md](../CONTRIBUTING.md#the-words), and how to use them in [the guide](guide/README.md).
A field marked * must be there.
"""
# Parts that many kinds share, in the order of the reference; others are described where they are used.
SHARED = (
    "statement",
    "cite",
    "contact",
    "number",
    "hours",
    "clock",
    "fills",
    "instead",
    "source",
)
KINDS = {
    "string": "text",
    "array": "list",
    "object": "mapping",
    "integer": "whole number",
    "number": "number",
    "boolean": "true or false",
    "null": "nothing",
}


class Schemas:
    """The schemas, and where their references lead."""

    def __init__(self, folder: Path) -> None:
        self.files = schemas_in(folder)

    def one(self, file: str) -> Node:
        """A schema by the name of its file. Raises DataError where it is missing or ruined."""
        schema: Node = self.files.contents(file)
        return schema

    def follow(self, node: Node, file: str) -> tuple[Node, str, str]:
        """What a node stands for, the file that says so, and the name of the shared part, if it is one."""
        name = ""
        while "$ref" in node:
            where, _, way = node["$ref"].partition("#")
            file = where or file
            part: Any = self.one(file)
            for step in way.strip("/").split("/"):
                part = part[step] if step else part
            name = way.rpartition("/")[2]
            node = {**part, **{key: value for key, value in node.items() if key != "$ref"}}
        return node, file, name


def reference(folder: Path) -> str:
    """The reference as Markdown. Raises DataError where a schema is missing or ruined."""
    schemas = Schemas(folder)
    out = [HEAD]
    for kind, where in _places():
        schema = schemas.one(f"{kind}.schema.json")
        out += [f"## `{where}`", "", *_title(schema), *_table(schemas, schema, f"{kind}.schema.json")]
    out += ["## Parts that many kinds share", ""]
    for name in SHARED:
        part = schemas.one(COMMON)["$defs"][name]
        out += [f"### {name}", "", part.get("description", ""), "", *_table(schemas, part, COMMON)]
    return "\n".join(out).rstrip() + "\n"


def _places() -> Iterator[tuple[str, str]]:
    yield from FILES.items()
    yield from ((kind, f"{folder}/<{name}>.yml") for kind, (folder, name) in FOLDERS.items())


def _title(schema: Node) -> list[str]:
    return [f"{schema['title']}. {schema.get('description', '')}".strip(), ""]


def _table(schemas: Schemas, node: Node, file: str) -> list[str]:
    entry = node.get("additionalProperties")
    whole = [f"Each entry, by its id: {_type(schemas, entry, file)}.", ""] if isinstance(entry, dict) else []
    rows = list(dict.fromkeys(_contents(schemas, node, file, "")))
    return [*whole, *(["| field | what it holds | |", "|---|---|---|", *rows, ""] if rows else [])]


def _contents(schemas: Schemas, node: Node, file: str, path: str) -> Iterator[str]:
    """A row for each field in a node, whatever shape it has; what a field holds comes after it."""
    for shape in node.get("oneOf", ()):
        yield from _part(schemas, shape, file, path)
    must = node.get("required", ())
    for name, field in node.get("properties", {}).items():
        own = f"{path}.{name}" if path else name
        known, _, _ = schemas.follow(field, file)
        words = " ".join(filter(None, (known.get("description", ""), _values(known))))
        star = "*" if name in must else ""
        yield f"| `{own}`{star} | {_cell(words)} | {_type(schemas, field, file)} |"
        yield from _part(schemas, field, file, own)
    for way, more in (("items", "[]"), ("additionalProperties", ".<id>" if path else "<id>")):
        child = node.get(way)
        if isinstance(child, dict):
            yield from _part(schemas, child, file, f"{path}{more}")


def _part(schemas: Schemas, node: Node, file: str, path: str) -> Iterator[str]:
    """The contents of something inside; a shared part is described once, elsewhere."""
    known, inside, shared = schemas.follow(node, file)
    if shared not in SHARED:
        yield from _contents(schemas, known, inside, path)


def _type(schemas: Schemas, field: Node, file: str) -> str:
    known, inside, shared = schemas.follow(field, file)
    if shared in SHARED:
        return f"[{shared}](#{shared})"
    if "enum" in known or "const" in known:
        return "a word" if "enum" in known else json.dumps(known["const"])
    if "oneOf" in known:
        return " or ".join(dict.fromkeys(_type(schemas, shape, inside) for shape in known["oneOf"]))
    if known.get("type") == "array":
        return f"list of {_type(schemas, known['items'], inside)}"
    if known.get("type") == "object" and isinstance(known.get("additionalProperties"), dict):
        return f"mapping of {_type(schemas, known['additionalProperties'], inside)}"
    return KINDS.get(str(known.get("type")), "")


def _values(node: Node) -> str:
    """The words that a field may hold, and its limits."""
    items = node.get("items", {})
    words = node.get("enum") or (items.get("enum") if isinstance(items, dict) else None)
    said = f"One of {', '.join(f'`{word}`' for word in words)}." if words else ""
    longest = f"At most {node['maxLength']} characters." if "maxLength" in node else ""
    return " ".join(filter(None, (said, longest)))


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "&lt;")
