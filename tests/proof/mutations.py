"""Data files gone wrong, one at a time: every way in which a hand, an editor or a tool may spoil one.

A mutant is one file of the real data with other bytes, or gone, or somewhere else. What a kind changes it
finds by the shape of the data: any value, any line, or one that staff act on.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml
from hypothesis import strategies as st

from handbook.datafiles.data import Data
from handbook.datafiles.yamlfile import Key, YamlFile
from handbook.new import setting_file
from tests.support import real
from tests.support.real import DATA

Draw = Callable[[st.SearchStrategy[Any]], Any]

BOMB = "bomb: &a [x, x]\n" + "".join(
    f"b{n}: &b{n} [*{'a' if n == 0 else f'b{n - 1}'}, *a]\n" for n in range(40)
)
TAGS = (
    "&a {}",
    "*a",
    "!!python/object/apply:os.system [ls]",
    "!!binary aGk=",
    "!local {}",
    "{{<<: *a, x: {}}}",
    "- {}\n---\n- {}",
)
STRANGE = (
    "\0",
    "\x07",
    "\x1b[31m",
    "\x85",
    "\u2028",
    "\ufeff",
    "\u202e",
    "\u200b",
    "\ud800",
    "\t",
    "\r",
    "\ufffe",
    "😀",
)
CODECS = ("utf-16", "utf-16-le", "utf-32", "utf-7", "utf-8-sig", "latin-1", "cp1252", "cp037")
MARKS = ":-#&*!|>'\"%@`{}[],?\\"
OTHER_TYPES: Sequence[Any] = (
    "", " ", "x", "0", 0, -1, 7, 2.5, 10**18, True, False, None, [], {}, [[]], [None], {"x": 1}, {"": ""}, ["x", 1],
)  # fmt: skip
SENTENCE = "It is never urgent. "
NUMBER_OF = {
    "phone": "0{}{}82 4{}8{}79",
    "email": "desk{}{}@example{}{}.org",
    "web": "example{}{}.org/page{}{}",
}
# The lists of names that decide whom a reader turns to, by when and by which rule, and what a policy says.
NAMING = frozenset(
    {"contacts", "clocks", "rules", "dont", "lists", "fallback", "changes", "clashes", "related", "says"}
)


NEWS = """\
"2026-11-22":
  - {kind: number, about: Childline, text: The hours have changed., contact: nspcc-helpline, page: contacts.html}
  - {kind: page, about: Recording a worry, text: It says more., settings: [griffin, grange]}
"""


def copied(folder: Path) -> Path:
    """A copy of the real data to spoil, with what it need not hold besides: news, and a setting just begun."""
    root = folder / "data"
    shutil.copytree(DATA, root)
    if not (news := root / "news.yml").exists():
        news.write_text(NEWS, encoding="utf-8")
    setting_file.write_setting(
        replace(real.data(), root=root),
        setting_file.Wanted("oakfield", "Oakfield School", "school", ("hull",)),
    )
    return root


@dataclass(frozen=True)
class Mutant:
    """What was done, to which file, and the files that are other now (None: gone), by their way in the data."""

    kind: str
    at: str
    files: Mapping[str, bytes | None]
    now: str = ""  # the value put in the place of another

    def __str__(self) -> str:
        return f"{self.kind}: {self.at}"


@dataclass(frozen=True)
class Original:
    """A file of the real data: as text, and as data."""

    path: str
    text: str
    file: YamlFile

    @cached_property
    def keys(self) -> list[Key]:
        """The way to every value but the whole."""
        return [key for key, _ in self.file.values if key]

    def at(self, key: Key) -> Any:
        """The value at the end of a way."""
        value = self.file.data
        for part in key:
            value = value[part]
        return value

    def changed(self, change: Callable[[Any], Any]) -> bytes:
        """The file with its data changed: `change` gets a copy, and may give another in its place."""
        copy = deepcopy(self.file.data)
        other = change(copy)
        return dumped(copy if other is None else other)

    def put(self, key: Key, value: Any) -> bytes:
        """The file with one value put in the place of another."""

        def change(whole: Any) -> None:
            inside(whole, key)[key[-1]] = value

        return self.changed(change)


def inside(whole: Any, key: Key) -> Any:
    """What holds the value at the end of a way."""
    for part in key[:-1]:
        whole = whole[part]
    return whole


def dumped(data: Any) -> bytes:
    """Data as YAML."""
    text: str = yaml.dump(data, Dumper=yaml.CSafeDumper, sort_keys=False, allow_unicode=True, width=100_000)
    return text.encode("utf-8", "surrogatepass")


class Mutations:
    """The kinds of mutants, on the files of some data."""

    def __init__(self, data: Data) -> None:
        every = [*data.files.values(), *(file for held in data.entries.values() for file in held.values())]
        self.originals = []
        for file in every:
            path = file.name.partition("/")[2]
            if not (data.root / path).is_file():  # some files may be missing
                continue
            text = (data.root / path).read_text(encoding="utf-8")
            self.originals.append(Original(path, text, file))
        self.data = data

    def made(self, kind: str, draw: Draw) -> Mutant:
        """A mutant of a kind, of any file."""
        mutant: Mutant = getattr(self, f"_{kind.replace(' ', '_')}")(draw)
        return mutant

    # What the kinds share.

    def original(self, draw: Draw) -> Original:
        one: Original = draw(st.sampled_from(self.originals))
        return one

    def where(self, fits: Callable[[Original, Key], bool]) -> list[tuple[Original, Key]]:
        return [(one, key) for one in self.originals for key in one.keys if fits(one, key)]

    @cached_property
    def everywhere(self) -> list[tuple[Original, Key]]:
        return self.where(lambda *_: True)

    @cached_property
    def lists(self) -> list[tuple[Original, Key]]:
        return self.where(lambda one, key: isinstance(one.at(key), list) and len(one.at(key)) > 1)

    @cached_property
    def texts(self) -> list[tuple[Original, Key]]:
        return self.where(lambda one, key: isinstance(one.at(key), str))

    @cached_property
    def numbers(self) -> list[tuple[Original, Key]]:
        return self.where(lambda _, key: key[-1] == "value" and "numbers" in key)

    @cached_property
    def number_facts(self) -> list[tuple[Original, Key]]:
        facts = {"status", "kind", "checked_on", "checked_against", "label", "weekly", "from", "to", "stated"}
        return self.where(lambda _, key: key[-1] in facts and bool({"numbers", "hours"} & set(key)))

    @cached_property
    def targets(self) -> list[tuple[Original, Key]]:
        return self.where(
            lambda one, key: (
                one.path.startswith("base/flows/")
                and isinstance(one.at(key), str)
                and bool({"then", "otherwise", "start"} & {key[-1], key[-2] if key[1:] else ""})
            )
        )

    @cached_property
    def citations(self) -> list[tuple[Original, Key]]:
        return self.where(lambda _, key: key[-1] in {"source", "section"} and len(key) > 1)

    @cached_property
    def names(self) -> list[tuple[Original, Key]]:
        return self.where(
            lambda one, key: (
                isinstance(key[-1], int) and isinstance(one.at(key), str) and bool(NAMING & set(key[-4:]))
            )
        )

    @cached_property
    def limits(self) -> list[tuple[Original, Key]]:
        wanted = {"amount", "unit", "from", "aim", "urgency", "then", "first"}
        return self.where(lambda _, key: key[-1] in wanted and key[-1] != "then")

    def lined(self, draw: Draw, kind: str, change: Callable[[list[str], int], list[str]]) -> Mutant:
        one = self.original(draw)
        lines = one.text.splitlines(keepends=True)
        place = draw(st.integers(0, len(lines) - 1))
        text = "".join(change(lines, place))
        return Mutant(kind, f"{one.path}:{place + 1}", {one.path: text.encode("utf-8", "surrogatepass")})

    def inserted(self, draw: Draw, kind: str, piece: str) -> Mutant:
        """A piece of text put in anywhere."""
        one = self.original(draw)
        place = draw(st.integers(0, len(one.text)))
        text = one.text[:place] + piece + one.text[place:]
        at = f"{one.path}: {piece[:20]!r} at character {place}"
        return Mutant(kind, at, {one.path: text.encode("utf-8", "surrogatepass")})

    @staticmethod
    def put(kind: str, one: Original, key: Key, value: Any) -> Mutant:
        was, now = (json.dumps(it, ensure_ascii=False)[:60] for it in (one.at(key), value))
        at = f"{one.path}: {'.'.join(map(str, key))}: {was} became {now}"
        return Mutant(kind, at, {one.path: one.put(key, value)}, str(value))

    # The file as bytes and lines.

    def _half_written(self, draw: Draw) -> Mutant:
        one = self.original(draw)
        raw = one.text.encode()
        end = draw(st.integers(0, len(raw) - 1))
        return Mutant("half written", f"{one.path}: {end} bytes", {one.path: raw[:end]})

    def _wrong_encoding(self, draw: Draw) -> Mutant:
        one, codec = self.original(draw), draw(st.sampled_from(CODECS))
        text = one.text.replace("e", draw(st.sampled_from("eéß€")), 1)
        return Mutant("wrong encoding", f"{one.path}: {codec}", {one.path: text.encode(codec, "replace")})

    def _broken_byte(self, draw: Draw) -> Mutant:
        one = self.original(draw)
        raw = bytearray(one.text.encode())
        place = draw(st.integers(0, len(raw) - 1))
        raw[place] = draw(st.integers(0, 255))
        return Mutant("broken byte", f"{one.path}: byte {place} is {raw[place]}", {one.path: bytes(raw)})

    def _strange_character(self, draw: Draw) -> Mutant:
        return self.inserted(draw, "strange character", draw(st.sampled_from(STRANGE)))

    def _mark_put_in(self, draw: Draw) -> Mutant:
        return self.inserted(draw, "mark put in", draw(st.sampled_from(MARKS)))

    def _mark_taken_out(self, draw: Draw) -> Mutant:
        one = self.original(draw)
        places = [found.start() for found in re.finditer(r"[^\w\s]", one.text)]
        place = draw(st.sampled_from(places))
        text = one.text[:place] + one.text[place + 1 :]
        return Mutant("mark taken out", f"{one.path}: character {place}", {one.path: text.encode()})

    def _line_dropped(self, draw: Draw) -> Mutant:
        return self.lined(draw, "line dropped", lambda lines, n: [*lines[:n], *lines[n + 1 :]])

    def _line_doubled(self, draw: Draw) -> Mutant:
        return self.lined(draw, "line doubled", lambda lines, n: [*lines[: n + 1], *lines[n:]])

    def _lines_swapped(self, draw: Draw) -> Mutant:
        return self.lined(draw, "lines swapped", lambda ls, n: [*ls[:n], *ls[n : n + 2][::-1], *ls[n + 2 :]])

    def _indent(self, draw: Draw) -> Mutant:
        by = draw(st.sampled_from(("  ", " ", "\t", "        ", "")))
        return self.lined(
            draw, "indent", lambda ls, n: [*ls[:n], by + (ls[n] if by else ls[n].lstrip(" ")), *ls[n + 1 :]]
        )

    def _line_ends(self, draw: Draw) -> Mutant:
        one, end = self.original(draw), draw(st.sampled_from(("\r\n", "\r", "\n\n", "", "\x0b")))
        return Mutant("line ends", f"{one.path}: {end!r}", {one.path: one.text.replace("\n", end).encode()})

    def _anchor_or_tag(self, draw: Draw) -> Mutant:
        piece = draw(st.sampled_from(TAGS))
        one, key = draw(st.sampled_from(self.texts))
        value = str(one.at(key))
        text = one.text.replace(value, piece.format(value, value), 1)
        return Mutant("anchor or tag", f"{one.path}: {piece}", {one.path: text.encode()})

    def _bomb(self, draw: Draw) -> Mutant:
        one, size = self.original(draw), draw(st.sampled_from((5, 10, 40)))
        lines = BOMB.splitlines(keepends=True)[: size + 1]
        return Mutant("bomb", f"{one.path}: {size} levels", {one.path: (one.text + "".join(lines)).encode()})

    def _deep(self, draw: Draw) -> Mutant:
        one, key = draw(st.sampled_from(self.texts))
        depth = draw(st.sampled_from((5, 18, 50, 1_000, 100_000)))
        opened, closed = draw(st.sampled_from((("[", "]"), ("{a: ", "}"), ("- ", ""), ("? ", ""))))
        piece = opened * depth + "x" + closed * draw(st.sampled_from((depth, 0)))
        text = one.text.replace(str(one.at(key)), piece, 1)
        return Mutant("deep", f"{one.path}: {depth} of {opened!r}", {one.path: text.encode()})

    def _huge(self, draw: Draw) -> Mutant:
        one, key = draw(st.sampled_from(self.everywhere))
        size = draw(st.sampled_from((150, 701, 5_000, 300_000, 2_000_000)))
        value = one.at(key)
        if isinstance(value, list):
            return self.put("huge", one, key, (value or ["x"]) * min(size, 20_000))
        if isinstance(value, dict):
            more = {f"k{n}": child for child in [*value.values()][:1] for n in range(min(size, 5_000))}
            return self.put("huge", one, key, {**value, **more})
        if isinstance(value, str):
            return self.put(
                "huge", one, key, value + draw(st.sampled_from((" word", "x", "("))) * (size // 4)
            )
        return self.put("huge", one, key, int("9" * min(size, 4_000)))

    # The file as data.

    def _dropped(self, draw: Draw) -> Mutant:
        one, key = draw(st.sampled_from(self.everywhere))

        def drop(whole: Any) -> None:
            del inside(whole, key)[key[-1]]

        return Mutant("dropped", f"{one.path}: {'.'.join(map(str, key))}", {one.path: one.changed(drop)})

    def _doubled(self, draw: Draw) -> Mutant:
        one, key = draw(st.sampled_from(self.everywhere))

        def double(whole: Any) -> None:
            holder, value = inside(whole, key), one.at(key)
            if isinstance(holder, list):
                holder.insert(int(key[-1]), value)
            else:
                holder[f"{key[-1]}-2"] = value

        return Mutant("doubled", f"{one.path}: {'.'.join(map(str, key))}", {one.path: one.changed(double)})

    def _retyped(self, draw: Draw) -> Mutant:
        one, key = draw(st.sampled_from(self.everywhere))
        return self.put("retyped", one, key, draw(st.sampled_from(OTHER_TYPES)))

    def _whole_retyped(self, draw: Draw) -> Mutant:
        one, other = self.original(draw), draw(st.sampled_from(OTHER_TYPES))
        return Mutant("whole retyped", f"{one.path}: {other!r}", {one.path: dumped(other)})

    def _renamed(self, draw: Draw) -> Mutant:
        one, key = draw(st.sampled_from(self.everywhere))
        key = key[: 1 + max((place for place, part in enumerate(key) if isinstance(part, str)), default=0)]
        was = str(key[-1])
        cut = draw(st.integers(0, len(was)))
        now = draw(
            st.sampled_from((was[:cut] + was[cut + 1 :], was + "s", was.upper(), was[::-1], "", "1", "x y"))
        )

        def rename(whole: Any) -> None:
            holder = inside(whole, key)
            if isinstance(holder, dict):
                items = [(now if name == was else name, value) for name, value in holder.items()]
                holder.clear()
                holder.update(items)

        return Mutant(
            "renamed", f"{one.path}: {'.'.join(map(str, key))} is {now!r}", {one.path: one.changed(rename)}
        )

    def _reordered(self, draw: Draw) -> Mutant:
        one, key = draw(st.sampled_from(self.lists))
        value = one.at(key)
        return self.put(
            "reordered", one, key, draw(st.permutations(value)) if len(value) < 9 else value[::-1]
        )

    def _keys_reordered(self, draw: Draw) -> Mutant:
        one = self.original(draw)
        maps = [key for key, value in one.file.values if isinstance(value, dict) and len(value) > 1]
        key = draw(st.sampled_from(maps))

        def turn(whole: Any) -> Any:
            holder = whole
            for part in key:
                holder = holder[part]
            items = list(holder.items())[::-1]
            holder.clear()
            holder.update(items)

        return Mutant(
            "keys reordered", f"{one.path}: {'.'.join(map(str, key))}", {one.path: one.changed(turn)}
        )

    def _moved(self, draw: Draw) -> Mutant:
        """One value in the place of another, which may be from any file."""
        (one, key), (other, there) = (
            draw(st.sampled_from(self.everywhere)),
            draw(st.sampled_from(self.everywhere)),
        )
        return self.put("moved", one, key, other.at(there))

    def _sibling_copied(self, draw: Draw) -> Mutant:
        """One value in the place of another of its name: the slip of copying a block."""
        one, key = draw(st.sampled_from(self.everywhere))
        alike = [other for other in one.keys if other[-1] == key[-1] and one.at(other) != one.at(key)]
        return self.put("sibling copied", one, key, one.at(draw(st.sampled_from(alike or [key]))))

    def _text_altered(self, draw: Draw) -> Mutant:
        one, key = draw(st.sampled_from(self.texts))
        text = one.at(key)
        place = draw(st.integers(0, len(text)))
        piece = draw(
            st.sampled_from((SENTENCE, "not ", "x", " ", "<b>", "**", "\n", "&amp;", "0800 1111 ", "é", "'"))
        )
        return self.put(
            "text altered", one, key, text[:place] + piece + text[place + draw(st.integers(0, 1)) :]
        )

    # What staff act on.

    def _number(self, draw: Draw) -> Mutant:
        one, key = draw(st.sampled_from(self.numbers))
        value = one.at(key)
        places = [place for place, sign in enumerate(value) if sign.isalnum() and place]
        place = draw(st.sampled_from(places))
        other = draw(st.sampled_from([sign for sign in "0123456789" if sign != value[place]]))
        whole = NUMBER_OF[one.at((*key[:-1], "kind"))].format(*draw(st.tuples(*[st.integers(1, 9)] * 4)))
        return self.put(
            "number", one, key, draw(st.sampled_from((value[:place] + other + value[place + 1 :], whole)))
        )

    def _about_a_number(self, draw: Draw) -> Mutant:
        one, key = draw(st.sampled_from(self.number_facts))
        alike = [at for other, at in self.number_facts if other is one and at[-1] == key[-1]]
        known = {"status": ["current", "as-printed", "superseded"], "kind": ["phone", "text", "email", "web"]}
        values = known.get(str(key[-1])) or [one.at(at) for at in alike]
        day = "2026-11-2" + str(draw(st.integers(0, 2)))
        value = day if key[-1] == "checked_on" else draw(st.sampled_from(values))
        return self.put("about a number", one, key, value)

    def _target(self, draw: Draw) -> Mutant:
        one, key = draw(st.sampled_from(self.targets))
        flow = one.file.data
        onward = [f"flow:{name}" for name in self.data.entries["flow"]]
        some = draw(st.sampled_from(([*flow["questions"], *flow["outcomes"]], onward)))
        return self.put(
            "target", one, key, draw(st.sampled_from([to for to in some if to != one.at(key)] or onward))
        )

    def _citation(self, draw: Draw) -> Mutant:
        one, key = draw(st.sampled_from(self.citations))
        source = one.at((*key[:-1], "source"))
        sections = self.data.one("sources").get(source, {}).get("sections") or ["Another"]
        known = self.data.one("sources") if key[-1] == "source" else sections
        return self.put(
            "citation", one, key, draw(st.sampled_from([to for to in known if to != one.at(key)] or ["x"]))
        )

    def _name(self, draw: Draw) -> Mutant:
        one, key = draw(st.sampled_from(self.names))
        holds = next(part for part in reversed(key) if part in NAMING)
        alike = {other.at(at) for other, at in self.names if holds in at[-4:]}
        return self.put("name", one, key, draw(st.sampled_from(sorted(alike - {one.at(key)}))))

    def _limit(self, draw: Draw) -> Mutant:
        one, key = draw(st.sampled_from(self.limits))
        alike = [other.at(at) for other, at in self.limits if at[-1] == key[-1]]
        value = one.at(key)
        amounts = [1, 2, 24, 48, 0.5, 1.5, 0, -1] if key[-1] == "amount" else alike
        return self.put("limit", one, key, draw(st.sampled_from([to for to in amounts if to != value])))

    # Files among files.

    def _file_gone(self, draw: Draw) -> Mutant:
        one = self.original(draw)
        return Mutant("file gone", one.path, {one.path: None})

    def _file_renamed(self, draw: Draw) -> Mutant:
        one = self.original(draw)
        other = draw(
            st.sampled_from((one.path + ".yml", f"more-{one.path}", one.path.replace(".yml", "2.yml")))
        )
        return Mutant("file renamed", f"{one.path} is {other}", {one.path: None, other: one.text.encode()})

    def _file_twice(self, draw: Draw) -> Mutant:
        one, other = self.original(draw), self.original(draw)
        return Mutant("file twice", f"{other.path} is {one.path}", {other.path: one.text.encode()})


KINDS = tuple(
    name[1:].replace("_", " ")
    for name in vars(Mutations)
    if name.startswith("_") and not name.startswith("__")
)
