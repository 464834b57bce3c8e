"""One file that the desk has open: its text, what it says, and what it was when it was opened.

A policy's file may have thousands of lines. It is read as a whole once; a change then touches one part of it,
an entry at the top or one section, and only that part is read again. So the desk keeps up with a person who
types, in a browser too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from handbook.datafiles.yamlfile import Key, YamlFile, parse
from handbook.desk import edits
from handbook.problems import DataError

SECTIONS = "sections"
TOP = re.compile(r"[^\s#-][^\n]*")
# The order of a section's fields, as these files have it.
FIELDS = ("title", "read", "says", "versions", "own", "fills")


@dataclass(frozen=True)
class Part:
    """Some lines of a file, and how they are called: the key of the entry that they hold."""

    key: Key
    text: str

    @cached_property
    def file(self) -> YamlFile:
        """What the part says, as a file of its own. Raises DataError where it is no YAML of ours."""
        return parse(self.text, "")


@dataclass(frozen=True)
class Document:
    """A file of the data as text in parts; a changed document is another one."""

    name: str
    parts: tuple[Part, ...]
    head: str

    @property
    def text(self) -> str:
        """The file, as it is to be written."""
        return self.head + "".join(part.text for part in self.parts)

    @cached_property
    def file(self) -> YamlFile:
        """What the file says, with the place of every value."""
        if len(self.parts) == 1 and not self.parts[0].key:
            return parse(self.text, self.name)
        data: dict[str, Any] = {}
        places: dict[Key, tuple[int, int]] = {}
        line = self.head.count("\n")
        for part in self.parts:
            above = part.key[:-1]
            holder = data
            for name in above:
                holder = holder.setdefault(str(name), {})
            if part.text.strip() and not _only_comments(part.text):
                said = part.file.data
                for name, value in said.items():
                    holder[name] = {} if value is None and name == SECTIONS else value
                for key, (at, column) in part.file.places.items():
                    # What `sections:` holds is in the parts that follow; its place is its name's.
                    bare = key == (SECTIONS,) and said[SECTIONS] is None
                    if key or not places:
                        places[(*above, *key) if key else ()] = (at + line, 1 if bare else column)
            line += part.text.count("\n")
        return YamlFile(self.name, data, places)

    @property
    def data(self) -> dict[str, Any]:
        """What the file says."""
        said: dict[str, Any] = self.file.data
        return said

    def get(self, *key: str | int, default: Any = None) -> Any:
        """What stands at a key path; the default where nothing does."""
        value: Any = self.data
        for name in key:
            try:
                value = value[name]
            except (KeyError, IndexError, TypeError):
                return default
        return value

    def put(self, key: Key, value: Any) -> Document:
        """The document with a value at this key path. Raises EditError where there is no place for it."""
        if self.get(*key, default=self) == value:
            return self
        at, depth = self._part(key)
        order = FIELDS if key[:1] == (SECTIONS,) and len(key) > 2 else ()  # noqa: PLR2004 - sections, its name, a field
        if at is None:
            return self._add(key, value)
        part = self.parts[at]
        return self._with(at, edits.put(part.text, key[depth:], value, order))

    def remove(self, key: Key) -> Document:
        """The document without what stands at this key path, and without what is left empty by that.

        Of a section its heading stays. Raises EditError where there is nothing.
        """
        at, depth = self._part(key)
        if at is None or self.get(*key, default=self) is self:
            raise edits.EditError(f"there is no {'/'.join(map(str, key))}")
        part = self.parts[at]
        if not part.key:
            return self._with(at, edits.remove(part.text, key))
        inside = key[depth:]
        while len(inside) > 1 and len(self.get(*key[: depth + len(inside) - 1])) == 1:
            inside = inside[:-1]
        if len(inside) == 1:  # the whole entry that the part holds
            return replace(self, parts=(*self.parts[:at], *self.parts[at + 1 :]))
        return self._with(at, edits.remove(part.text, inside))

    def _part(self, key: Key) -> tuple[int | None, int]:
        """The part that holds a key path, and how many names of the path lead to what the part holds."""
        best: tuple[int | None, int] = (None, 0)
        for at, part in enumerate(self.parts):
            if key[: len(part.key)] == part.key:
                best = (at, max(len(part.key) - 1, 0))
        if best[0] is not None and self.parts[best[0]].key == (SECTIONS,) and self._split and len(key) > 1:
            return None, 0  # the line `sections:` alone holds no section
        return best

    @property
    def _split(self) -> bool:
        return any(len(part.key) > 1 for part in self.parts)

    def _add(self, key: Key, value: Any) -> Document:
        """A new entry: a section after the last one, anything else at the end."""
        for name in reversed(key[2:] if key[0] == SECTIONS else key[1:]):
            value = [value] if name == 0 else {str(name): value}
        if key[0] == SECTIONS:
            last = max(at for at, part in enumerate(self.parts) if part.key[:1] == (SECTIONS,))
            first = next(part for part in self.parts if len(part.key) > 1)
            line = next(one for one in first.text.split("\n") if one.strip() and one.strip()[0] != "#")
            indent = len(line) - len(line.lstrip(" "))
            fresh = f"{' ' * indent}{edits.scalar(key[1])}:{edits.written(value, indent, str(key[1]))}\n"
            parts = [*self.parts]
            before = parts[last].text
            ending = before[len(before.rstrip("\n")) + 1 :]  # blank lines stay behind the sections as a whole
            parts[last] = replace(parts[last], text=f"{before.rstrip(chr(10))}\n")
            parts.insert(last + 1, Part(key[:2], fresh + ending))
            return replace(self, parts=tuple(parts))
        fresh = f"{edits.scalar(key[0])}:{edits.written(value, 0, str(key[0]))}\n"
        parts = [*self.parts]
        if parts and not parts[-1].text.endswith("\n"):
            parts[-1] = replace(parts[-1], text=f"{parts[-1].text}\n")
        return replace(self, parts=(*parts, Part(key[:1], f"\n{fresh}")))

    def _with(self, at: int, text: str) -> Document:
        part = replace(self.parts[at], text=text)
        return replace(self, parts=(*self.parts[:at], part, *self.parts[at + 1 :]))


def _only_comments(text: str) -> bool:
    return all(not line.strip() or line.lstrip().startswith("#") for line in text.split("\n"))


def opened(text: str, name: str) -> Document:
    """A file's text as a document. Raises DataError where it is not what `handbook check` could read."""
    whole = parse(text, name)
    document = _in_parts(text, name)
    try:
        same = document.file.data == whole.data
    except (DataError, AttributeError):
        same = False
    # Where the file is laid out as nobody lays it out, it is one part: slower, and still whole.
    return document if same else Document(name, (Part((), text),), "")


def _in_parts(text: str, name: str) -> Document:
    lines = text.splitlines(keepends=True)
    starts: list[tuple[int, Key]] = []
    indent = 0
    within = False
    for at, line in enumerate(lines):
        if TOP.match(line):
            key = _key(line)
            within = key == SECTIONS and line.rstrip().split("#")[0].strip().endswith(":")
            indent = 0
            starts.append((at, (key,)))
        elif within and line.strip() and not line.lstrip().startswith("#"):
            depth = len(line) - len(line.lstrip(" "))
            indent = indent or depth
            if depth == indent:
                starts.append((at, (SECTIONS, _key(line))))
    # A comment right above an entry, with no blank line between, goes with it.
    begins: list[tuple[int, Key]] = []
    for at, named in starts:
        first = at
        while first > (begins[-1][0] + 1 if begins else 0) and lines[first - 1].lstrip().startswith("#"):
            first -= 1
        begins.append((first, named))
    if not begins:
        return Document(name, (Part((), text),), "")
    ends = [at for at, _ in begins[1:]] + [len(lines)]
    head = "".join(lines[: begins[0][0]])
    parts = tuple(Part(key, "".join(lines[a:b])) for (a, key), b in zip(begins, ends, strict=True))
    return Document(name, parts, head)


def _key(line: str) -> str:
    """The name of the entry that a line begins."""
    quoted = re.match(r"""\s*("(?:[^"\\]|\\.)*"|'(?:[^']|'')*')\s*:""", line)
    if quoted:
        return str(next(iter(parse(f"{quoted[1]}: x", "").data)))
    return re.split(r":(?:\s|$)", line.strip(), maxsplit=1)[0]
