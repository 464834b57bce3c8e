"""One YAML file as plain data that remembers where everything stands.

Stricter than YAML, because people who are not programmers write these files: only strings, whole numbers,
decimals, true, false and null; no anchors, tags, duplicate keys, tabs or second documents. `yes` and `08:45`
are what they look like: text.
"""

from __future__ import annotations

import re
import stat
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, NoReturn

import yaml

from handbook.problems import DataError, Problem, did_you_mean

MAX_BYTES = 2_000_000
MAX_DEPTH = 20
INTEGER = re.compile(r"-?(0|[1-9][0-9]{0,15})")
DECIMAL = re.compile(r"-?(0|[1-9][0-9]{0,15})\.[0-9]{1,15}")
# What YAML does not allow, and line ends of its own that no editor counts.
NOT_TEXT = re.compile(r"\r(?!\Z)|[^\t\n\r -~\xa0-\u2027\u202a-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
WORDS_QUOTES = "“”„‟‘’"  # noqa: RUF001 - what Word makes of the quotes that one types
NO_QUOTES = "stands in Word's quotes, which are letters here; use straight quotes"
CUT = re.compile(r"[ \t]+#(\S)?")
CUT_SHORT = (
    "is cut off at ' #', where a comment begins; put the text in quotes, or the comment on its own line"
)
NOWHERE: tuple[str | int, ...] = ("",)  # the key path while an entry that is refused is parsed to its end
PLAIN = {"true": True, "false": False, "null": None, "~": None, "": None}

Key = tuple[str | int, ...]
Loader: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
PARSER = f"{Loader.__name__} {yaml.__version__}"


@dataclass(frozen=True)
class YamlFile:
    """A file's data, its name as shown in messages, and the place of every value and key."""

    name: str
    data: Any
    places: dict[Key, tuple[int, int]] = field(repr=False)

    @cached_property
    def values(self) -> list[tuple[Key, Any]]:
        """Every value with its key path, in the order of the file, the whole first."""
        found = []
        waiting: list[tuple[Key, Any]] = [((), self.data)]
        while waiting:
            key, value = waiting.pop()
            found.append((key, value))
            if isinstance(value, dict):
                waiting += [((*key, name), value[name]) for name in reversed(value)]
            elif isinstance(value, list):
                waiting += [((*key, place), value[place]) for place in reversed(range(len(value)))]
        return found

    def problem(self, key: Key, message: str) -> Problem:
        """A problem at the value with this key path, or at the nearest thing around it."""
        while key and key not in self.places:
            key = key[:-1]
        line, column = self.places.get(key, (1, 1))
        return Problem(self.name, line, column, message)

    def unknown(
        self, key: Key, name: str, known: Collection[str], what: str, fix: str = ""
    ) -> Iterator[Problem]:
        """The problem that a name stands for nothing, if so; `fix` says what to do where none is like it."""
        if name not in known:
            yield self.problem(key, f"{what} '{name}' does not exist{did_you_mean(name, known) or fix}")


class _Reader:
    """Builds the data from the parser's events in one pass; a second pass took a third of the time.

    What these files do not use ends it at once, so neither a deep file nor one that multiplies itself costs
    more than reading it.
    """

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.lines = text.split("\n")
        self.places: dict[Key, tuple[int, int]] = {}
        self.problems: list[Problem] = []
        self.depth = 0
        self.loader = Loader(text)

    def fault(self, event: Any, message: str) -> None:
        self.problems.append(Problem(self.name, *_place(event), message))

    def document(self) -> Any:
        """The data of the one document. Raises DataError where there is none, or more than is used here."""
        self.loader.get_event()  # the start of the stream
        if isinstance(self.loader.get_event(), yaml.StreamEndEvent):
            raise DataError([Problem(self.name, 0, 0, "holds only comments; fill it or delete it")])
        data = self.value(self.next(), ())
        self.loader.get_event()  # the document's end
        after = self.loader.get_event()
        if isinstance(after, yaml.DocumentStartEvent):
            self.stop(after, "a second document starts here; keep one in a file, without --- between")
        return data

    def next(self) -> Any:
        """The next event, if it is one that these files use."""
        event = self.loader.get_event()
        if isinstance(event, yaml.NodeEvent):
            if event.anchor is not None:
                self.stop(
                    event, "anchors and aliases (& and *) are not used here; write it out, or quote the text"
                )
            if event.tag is not None:  # type: ignore[attr-defined]  # an alias has none, and always an anchor
                self.stop(event, "tags (!) are not used here; quote the text")
        return event

    def stop(self, event: Any, words: str) -> NoReturn:
        raise DataError([Problem(self.name, *_place(event), words)])

    def value(self, event: Any, key: Key) -> Any:
        """What begins with this event, read to its end."""
        self.places[key] = _place(event)
        if isinstance(event, yaml.ScalarEvent):
            return self.scalar(event)
        self.depth += 1
        if self.depth > MAX_DEPTH:
            self.stop(event, f"nested more than {MAX_DEPTH} deep; flatten it")
        data = self.mapping(key) if isinstance(event, yaml.MappingStartEvent) else self.sequence(key)
        self.depth -= 1
        return data

    def sequence(self, key: Key) -> list[Any]:
        out: list[Any] = []
        while not isinstance(event := self.next(), yaml.SequenceEndEvent):
            out.append(self.value(event, (*key, len(out))))
        return out

    def mapping(self, key: Key) -> dict[str, Any]:
        out: dict[str, Any] = {}
        while not isinstance(event := self.next(), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent):
                self.fault(event, "a key must be a plain word")
                self.value(event, NOWHERE)
                self.value(self.next(), NOWHERE)
                continue
            name = event.value
            if not event.style and (name[:1] in WORDS_QUOTES or name[-1:] in WORDS_QUOTES) and name:
                self.fault(event, f"'{name}' {NO_QUOTES}")
            if name in out:
                first = self.places[(*key, name)][0]
                self.fault(event, f"'{name}' stands twice (first in line {first}); keep one")
                self.value(self.next(), NOWHERE)
                continue
            child = self.next()
            out[name] = self.value(child, (*key, name))
            if not isinstance(child, yaml.ScalarEvent):
                self.places[(*key, name)] = _place(event)
        return out

    def scalar(self, event: Any) -> Any:
        text: str = event.value
        if event.style:  # quoted or a block: text, whatever it looks like
            return text
        if text and text[0] in WORDS_QUOTES and text[-1] in WORDS_QUOTES:
            self.fault(event, f"{text} {NO_QUOTES}")
        rest = self.lines[event.end_mark.line][event.end_mark.column :] if text else ""
        # A word with a comment beside it is a habit of these files; a sentence with one has lost its end.
        if (comment := CUT.match(rest)) and (" " in text or comment[1]):
            self.fault(event, f"'{text[-30:]}' {CUT_SHORT}")
        return bare_value(text)


def bare_value(text: str) -> Any:
    """What a bare word means: a number, true, false, nothing, or the text itself."""
    if text in PLAIN:
        return PLAIN[text]
    if INTEGER.fullmatch(text):
        return int(text)
    return float(text) if DECIMAL.fullmatch(text) else text


def _place(event: Any) -> tuple[int, int]:
    return event.start_mark.line + 1, event.start_mark.column + 1


def raw(path: Path, name: str) -> bytes:
    """The bytes of a file. Raises DataError where it cannot be read, is too large or is none."""
    try:
        about = path.stat()
        if not stat.S_ISREG(about.st_mode):  # a pipe would be waited for
            raise DataError([Problem(name, 0, 0, "is not a file; a folder or a pipe holds no data")])
        if (size := about.st_size) > MAX_BYTES:
            raise DataError([Problem(name, 0, 0, f"is {size:,} bytes; the limit is {MAX_BYTES:,}. Split it")])
        return path.read_bytes()
    except OSError as error:
        raise DataError([Problem(name, 0, 0, f"cannot be read: {error.strerror}")]) from None


def decoded(content: bytes, name: str) -> str:
    """The bytes of a file as text. Raises DataError where they are no UTF-8, or begin with a mark."""
    if content.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        raise DataError(
            [Problem(name, 1, 1, "starts with a byte order mark; save the file as UTF-8 without BOM")]
        )
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8").split("\n")
        byte = content[error.start : error.start + 1]
        character = byte.decode("cp1252", "ignore")
        seen = f": Windows reads the byte as '{character}'" if character else ""
        words = f"is not UTF-8 text here{seen}; save the file as UTF-8"
        raise DataError([Problem(name, len(before), len(before[-1]) + 1, words)]) from None


def _refuse_odd_characters(text: str, name: str) -> None:
    """Raises DataError at the first character that no file here holds, and where there is no text."""
    for number, content in enumerate(text.split("\n"), 1):
        if "\t" in content:
            raise DataError([Problem(name, number, content.index("\t") + 1, "has a tab here; use spaces")])
        if strange := NOT_TEXT.search(content):
            words = f"has a character here that is not text (U+{ord(strange[0]):04X})"
            fix = "type the text again and save the file as UTF-8"
            raise DataError([Problem(name, number, strange.start() + 1, f"{words}; {fix}")])
    if not text.strip():
        raise DataError([Problem(name, 0, 0, "is empty; fill it or delete it")])


def _not_yaml(error: yaml.YAMLError, name: str, text: str) -> Problem:
    """What the parser says, where what it ran out of began, and the fix."""
    mark, start = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
    line, column = (mark.line + 1, mark.column + 1) if mark else (0, 0)
    what = getattr(error, "problem", None) or "cannot be read"
    context = getattr(error, "context", None) or ""
    opened = (
        f" (what is open began in line {start.line + 1})"
        if start and ("quoted" in context or "flow" in context)
        else ""
    )
    near = "\n".join(text.split("\n")[(start.line if start else line - 1) : line])
    if any(quote in near for quote in WORDS_QUOTES[:4]):
        fix = "the quotes here are Word's and only letters to YAML; use straight quotes"
    elif re.search(r"\s#\S", near):
        fix = "a ' #' begins a comment; put text that holds one in quotes"
    else:
        fix = "look for a missing quote, bracket or indent"
    return Problem(name, line, column, f"is not YAML: {what}{opened}; {fix}")


def read(path: Path, name: str) -> YamlFile:
    """The file's data with places. Raises DataError, with all faults that can be found at once."""
    return parse(decoded(raw(path, name), name), name)


def parse(text: str, name: str) -> YamlFile:
    """The data of a file's text, with places. Raises DataError, with all faults that can be found at once."""
    _refuse_odd_characters(text, name)
    reader = _Reader(name, text)
    try:
        data = reader.document()
    except yaml.YAMLError as error:
        raise DataError([_not_yaml(error, name, text)]) from None
    if reader.problems:
        raise DataError(reader.problems)
    return YamlFile(name, data, reader.places)
