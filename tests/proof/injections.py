"""Real data with something in every text that a browser, Markdown, typst or a spreadsheet might take for more.

The schemas say which fields are text: any string that may hold the words. Each gets a mark and a piece of
mischief; its twin gets the mark and harmless words, so that both must come out in the same shape.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from handbook.datafiles.data import Data, load
from handbook.datafiles.fields import Node, Schemas
from handbook.datafiles.yamlfile import Key
from tests.proof.mutations import Mutations, Original, copied, inside
from tests.support.real import DATA

MISCHIEF = (
    "<img src=x onerror=alert(1)>",
    "</p></li></script><script>alert(1)</script>",
    '"\' onmouseover="alert(1)" x=\'',
    "[a](javascript:alert(1)) ![b](//e.example/c)",
    "**b** _i_ ~~s~~ {: onclick=x } { #a .b }",
    "&lt;b&gt; &#60;i&#62; <!-- c --> ]]>",
    "`c` | a | b | # h <//e.example> [r]: //e.example",
    '#panic("x") $x$ @y <z> // c /* d */ = h \\u{41}',
    '#link("//e.example")[x] #eval("1+1") *b* _i_ ~ -- \\',
    "=HYPERLINK(\"//e.example\") +1 @SUM(1) |'/C calc'!A0",
    "{{ config }} {% raw %} ${x} %s {0}",
    ";,\\nEND:VEVENT\\, \\;DTSTART:now",
)
# As long, and with words of the same lengths that are the same as often: what a card has room for, and takes for
# said already, is so in both.
HARMLESS = tuple(re.sub(r"[^\w\s]|_", "·", codecs.encode(words, "rot13")) for words in MISCHIEF)
CALLS = re.compile(r"^calls:\n(?: .*\n)+", re.MULTILINE)
MARK = re.compile(r"Q([0-9]{5})z")
QUOTES = re.compile(r"^    dont: .*\n|^    ways:\n(?:      .*\n)+", re.MULTILINE)
# Text to the schemas, and more to the checks: numbers to ring, names of sections that are listed, and what a
# situation quotes of a line. Lists of these too.
MORE_THAN_TEXT = frozenset(
    {"value", "phone", "email", "line", "after", "section", "sections", "also", "at", "not", "words"}
)
# A name is shown up to its first comma or bracket where there is little room, and one in brackets takes in another.
NAMES, CUT_AT, NOWHERE = frozenset({"name", "title"}), re.compile(r"[,()]"), re.compile(r"(?!)")
ON_NO_PAGE = frozenset({"utterances"})  # sentences to learn from


def fields(schemas: Schemas, node: Node, file: str, at: Key = ()) -> Iterator[tuple[Key, int]]:
    """The way to every field that may hold any words, and how many letters; "*" is an id or a place in a list."""
    node, file, _ = schemas.follow(node, file)
    for way in ("oneOf", "anyOf", "allOf"):
        for shape in node.get(way, ()):
            yield from fields(schemas, shape, file, at)
    free = (
        node.get("type") == "string"
        and not {"enum", "const"} & set(node)
        and not MORE_THAN_TEXT.intersection(at[-2:])
    )
    if free and all(re.search(node.get("pattern", ""), f"Q00000z {words}") for words in MISCHIEF):
        yield at, node.get("maxLength", 1000)
    for name, child in node.get("properties", {}).items():
        yield from fields(schemas, child, file, (*at, name))
    for way in ("items", "additionalProperties"):
        if isinstance(child := node.get(way), dict):
            yield from fields(schemas, child, file, (*at, "*"))


def fits(key: Key, ways: Iterable[Key]) -> Key | None:
    """The way of a field that leads to this value."""
    for way in ways:
        if len(way) == len(key) and all(step in {"*", part} for step, part in zip(way, key, strict=True)):
            return way
    return None


def line_of(one: Original, key: Key) -> tuple[str, Key]:
    """The id of the line that a text is in, and its way from there; "" and nothing where it is in none."""
    for length in range(len(key) - 1, 0, -1):
        holder = one.at(key[:length])
        if isinstance(holder, Mapping) and "id" in holder:
            return holder["id"], key[length:]
    return "", ()


class Injected:
    """The real data with mischief in all its texts, or with harmless words in the same places."""

    def __init__(self, folder: Path, words: Sequence[str]) -> None:
        self.words = words
        self.held: dict[str, str] = {}  # mark to what stands after it
        self.marks: dict[tuple[str, Key, object], str] = {}  # where a text stands to its mark
        self.filled: set[tuple[str, Key]] = set()
        root = copied(folder)
        # A setting's own words for a flow's, which no injected flow says, and lines that a situation quotes.
        for kind, left_out in (("settings", CALLS), ("scenarios", QUOTES)):
            for file in (root / kind).glob("*.yml"):
                file.write_text(left_out.sub("", file.read_text(encoding="utf-8")), encoding="utf-8")
        original = load(root)
        self.fields = dict(self._fields(original))
        kinds = {file.name: kind for kind, file in original.files.items()} | {
            file.name: kind for kind, held in original.entries.items() for file in held.values()
        }
        for one in Mutations(original).originals:
            (root / one.path).write_bytes(self._spoilt(one, kinds[one.file.name]))
        self.data = load(root)  # what builds a site of it checks it too

    @staticmethod
    def _fields(data: Data) -> Iterator[tuple[str, dict[Key, int]]]:
        schemas = Schemas(DATA / "schemas")
        for kind in (*data.files, *data.entries):
            name = f"{kind}.schema.json"
            yield kind, {} if kind in ON_NO_PAGE else dict(fields(schemas, schemas.one(name), name))

    def _spoilt(self, one: Original, kind: str) -> bytes:
        def spoil(whole: Any) -> None:
            for key in one.keys:
                way = fits(key, self.fields[kind]) if isinstance(one.at(key), str) else None
                if way:
                    mark = self._mark(one, key, self.fields[kind][way])
                    self.filled.add((kind, way))
                    inside(whole, key)[key[-1]] = f"{mark} {self.held[mark]}"

        return one.changed(spoil)

    def _mark(self, one: Original, key: Key, most: int) -> str:
        """The mark of a text: a new one, but for a line that stands in several places and must be the same in each."""
        line, below = line_of(one, key)
        said = (line, below, one.at(key)) if line else (one.path, key, "")
        if "versions" in key:  # which sections of a policy share
            at = key.index("versions") + 1
            said = (str(key[at]), key[at + 1 :], one.at(key))
        if key[-1] == "title":  # a paper calls for a part of a page by its title
            said = ("", ("title",), one.at(key))
        if said not in self.marks:
            mark = self.marks[said] = f"Q{len(self.held):05}z"
            left_out = CUT_AT if key[-1] in NAMES else NOWHERE
            words = [
                words
                for mischief, words in zip(MISCHIEF, self.words, strict=True)
                if len(words) < most - len(mark) and not left_out.search(mischief)
            ]
            self.held[mark] = words[len(self.held) % len(words)]
        return self.marks[said]

    def cut_short(self, text: str) -> list[str]:
        """Where a mark stands in a text without the very words that belong to it."""
        flat = " ".join(text.split())
        return [
            flat[found.start() : found.end() + 80]
            for found in MARK.finditer(flat)
            if not flat.startswith(" ".join(self.held[found[0]].split()), found.end() + 1)
        ]

    def unfilled(self) -> Mapping[str, list[str]]:
        """The text fields that no file of the data has, kind by kind."""
        every = {(kind, way) for kind, ways in self.fields.items() for way in ways}
        out: dict[str, list[str]] = {}
        for kind, way in sorted(every - self.filled, key=str):
            out.setdefault(kind, []).append(".".join(map(str, way)))
        return out
