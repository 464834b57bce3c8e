"""One file that the desk has open: its text, what it says, and what it was when it was opened.

A policy's file may have thousands of lines. It is read whole once; a change then touches one chunk of it,
an entry at the top or one section, and only that chunk is read again. So the desk keeps up with a person who
types, in a browser too.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from handbook.datafiles.yamlfile import Key, YamlFile, parse
from handbook.desk import edits
from handbook.problems import DataError

SECTIONS = "sections"
TOP = re.compile(r"[^\s#-][^\n]*")
Read = Sequence[Mapping[str, Any] | None]
# The order of a section's fields, as these files have it.
FIELDS = ("title", "read", "says", "versions", "own", "fills")


@dataclass(frozen=True)
class Chunk:
    """Some lines of a file, and how they are called: the key of the entry that they hold."""

    key: Key
    text: str

    @cached_property
    def file(self) -> YamlFile:
        """What the chunk says, as a file of its own. Raises DataError where it is no YAML of ours."""
        return parse(self.text, "")


@dataclass(frozen=True)
class Document:
    """A file of the data as text in chunks; a changed document is another one."""

    name: str
    chunks: tuple[Chunk, ...]
    head: str

    @property
    def text(self) -> str:
        """The file, as it is to be written."""
        return self.head + "".join(chunk.text for chunk in self.chunks)

    @cached_property
    def file(self) -> YamlFile:
        """What the file says, with the place of every value."""
        if len(self.chunks) == 1 and not self.chunks[0].key:
            return parse(self.text, self.name)
        data: dict[str, Any] = {}
        places: dict[Key, tuple[int, int]] = {}
        line = self.head.count("\n")
        for chunk in self.chunks:
            above = chunk.key[:-1]
            holder = data
            for name in above:
                holder = holder.setdefault(str(name), {})
            if chunk.text.strip() and not _only_comments(chunk.text):
                said = chunk.file.data
                for name, value in said.items():
                    holder[name] = {} if value is None and name == SECTIONS else value
                for key, (at, column) in chunk.file.places.items():
                    # What `sections:` holds is in the chunks that follow; its place is its name's.
                    bare = key == (SECTIONS,) and said[SECTIONS] is None
                    if key or not places:
                        places[(*above, *key) if key else ()] = (at + line, 1 if bare else column)
            line += chunk.text.count("\n")
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
        at, depth = self._chunk_of(key)
        order = FIELDS if key[:1] == (SECTIONS,) and len(key) > 2 else ()  # noqa: PLR2004 - sections, its name, a field
        if at is None:
            return self._add(key, value)
        chunk = self.chunks[at]
        return self._with(at, edits.put(chunk.text, key[depth:], value, order))

    def remove(self, key: Key) -> Document:
        """The document without what stands at this key path, and without what is left empty by that.

        Of a section its heading stays. Raises EditError where there is nothing.
        """
        at, depth = self._chunk_of(key)
        if at is None or self.get(*key, default=self) is self:
            raise edits.EditError(f"there is no {'/'.join(map(str, key))}")
        chunk = self.chunks[at]
        if not chunk.key:
            return self._with(at, edits.remove(chunk.text, key))
        inside = key[depth:]
        while len(inside) > 1 and len(self.get(*key[: depth + len(inside) - 1])) == 1:
            inside = inside[:-1]
        if len(inside) == 1:  # the whole entry that the chunk holds
            return replace(self, chunks=(*self.chunks[:at], *self.chunks[at + 1 :]))
        return self._with(at, edits.remove(chunk.text, inside))

    def _chunk_of(self, key: Key) -> tuple[int | None, int]:
        """The chunk that holds a key path, and how many names of the path lead to what it holds."""
        best: tuple[int | None, int] = (None, 0)
        for at, chunk in enumerate(self.chunks):
            if key[: len(chunk.key)] == chunk.key:
                best = (at, max(len(chunk.key) - 1, 0))
        if best[0] is not None and self.chunks[best[0]].key == (SECTIONS,) and self._split and len(key) > 1:
            return None, 0  # the line `sections:` alone holds no section
        return best

    @property
    def _split(self) -> bool:
        return any(len(chunk.key) > 1 for chunk in self.chunks)

    def _add(self, key: Key, value: Any) -> Document:
        """A new entry: a section after the last one, anything else at the end."""
        for name in reversed(key[2:] if key[0] == SECTIONS else key[1:]):
            value = [value] if name == 0 else {str(name): value}
        if key[0] == SECTIONS:
            last = max(at for at, chunk in enumerate(self.chunks) if chunk.key[:1] == (SECTIONS,))
            first = next(chunk for chunk in self.chunks if len(chunk.key) > 1)
            line = next(
                text_line
                for text_line in first.text.split("\n")
                if text_line.strip() and text_line.strip()[0] != "#"
            )
            indent = len(line) - len(line.lstrip(" "))
            fresh = f"{' ' * indent}{edits.scalar(key[1])}:{edits.written(value, indent, str(key[1]))}\n"
            chunks = [*self.chunks]
            before = chunks[last].text
            ending = before[len(before.rstrip("\n")) + 1 :]  # blank lines stay behind the sections as a whole
            chunks[last] = replace(chunks[last], text=f"{before.rstrip(chr(10))}\n")
            chunks.insert(last + 1, Chunk(key[:2], fresh + ending))
            return replace(self, chunks=tuple(chunks))
        fresh = f"{edits.scalar(key[0])}:{edits.written(value, 0, str(key[0]))}\n"
        chunks = [*self.chunks]
        if chunks and not chunks[-1].text.endswith("\n"):
            chunks[-1] = replace(chunks[-1], text=f"{chunks[-1].text}\n")
        return replace(self, chunks=(*chunks, Chunk(key[:1], f"\n{fresh}")))

    def _with(self, at: int, text: str) -> Document:
        chunk = replace(self.chunks[at], text=text)
        return replace(self, chunks=(*self.chunks[:at], chunk, *self.chunks[at + 1 :]))


def _only_comments(text: str) -> bool:
    return all(not line.strip() or line.lstrip().startswith("#") for line in text.split("\n"))


def opened(text: str, name: str, read: Read | None = None) -> Document:
    """A file's text as a document. Raises DataError where it is not what `handbook check` could read.

    With what `reading` gave for this very text it is not parsed: a browser's Python takes a second for that.
    """
    if read is not None:
        document = _in_chunks(text, name)
        for chunk, said in zip(document.chunks, read, strict=True):
            if said is not None:
                places = {tuple(key): (line, column) for key, line, column in said["places"]}
                chunk.__dict__["file"] = YamlFile("", said["data"], places)
        return document
    whole = parse(text, name)
    document = _in_chunks(text, name)
    try:
        same = document.file.data == whole.data
    except (DataError, AttributeError):
        same = False
    # Where the file is laid out as nobody lays it out, it is one chunk: slower, and still whole.
    return document if same else Document(name, (Chunk((), text),), "")


def reading(text: str, name: str) -> Read | None:
    """What each chunk of a file says and where, for JSON; None where it is laid out as nobody lays it out.

    Raises DataError where it is not what `handbook check` could read.
    """
    document = opened(text, name)
    if document != _in_chunks(text, name):
        return None
    return [
        None
        if _only_comments(chunk.text)
        else {
            "data": chunk.file.data,
            "places": [[list(key), line, column] for key, (line, column) in chunk.file.places.items()],
        }
        for chunk in document.chunks
    ]


def _in_chunks(text: str, name: str) -> Document:
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
        return Document(name, (Chunk((), text),), "")
    ends = [at for at, _ in begins[1:]] + [len(lines)]
    head = "".join(lines[: begins[0][0]])
    chunks = tuple(Chunk(key, "".join(lines[a:b])) for (a, key), b in zip(begins, ends, strict=True))
    return Document(name, chunks, head)


def _key(line: str) -> str:
    """The name of the entry that a line begins."""
    quoted = re.match(r"""\s*("(?:[^"\\]|\\.)*"|'(?:[^']|'')*')\s*:""", line)
    if quoted:
        return str(next(iter(parse(f"{quoted[1]}: x", "").data)))
    return re.split(r":(?:\s|$)", line.strip(), maxsplit=1)[0]
