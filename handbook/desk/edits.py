"""Changes to YAML text that leave the rest of it as it was: every comment, quote and blank line.

The desk rewrites no file as a whole. Somebody has put comments into these files, and two people work on them;
what was not changed must come back byte for byte.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

import yaml

from handbook.datafiles.yamlfile import Key, Loader, bare_value

Names = Sequence[str]
WIDTH = 110  # a list or mapping in one line is no longer; beyond it each entry has a line
# Letters first and plain characters after: all else goes into quotes, which always read back as they are.
SAFE = re.compile(r"[A-Za-z(](?:[^\x00-\x1f\x7f:#]|:(?=\S)|(?<=\S)#)*")
SAFE_IN_LINE = re.compile(r"[A-Za-z][A-Za-z0-9 ./()'-]*")
IN_LINE = frozenset({"within", "also", "cite", "source", "section"})  # written in one line, as the files do
SPREAD = frozenset({"says", "silent", "own", "rules", "clocks", "versions"})  # an entry a line, however short


class EditError(Exception):
    """The text holds no place for a change: its shape is not what was asked of it."""


def put(text: str, key: Key, value: Any, order: Names = ()) -> str:
    """The text with a value at this key path; what is missing on the path is created.

    `order` says in which order the fields of the mapping that gets a new field stand. A number one past the
    end of a list adds to it. Raises EditError where the path leads through what is neither mapping nor list.
    """
    return _Text(text).put(key, value, order)


def remove(text: str, key: Key) -> str:
    """The text without what stands at this key path, and without the mapping or list that is left empty.

    A comment above it stays. Raises EditError where there is nothing.
    """
    return _Text(text).remove(key)


def written(value: Any, indent: int, name: str = "") -> str:
    """A value as these files write it, after `name:` or a dash: in the line, or in lines of its own."""
    if isinstance(value, Mapping | list) and value:
        line = _in_line(value)
        if name not in SPREAD and _is_short(value, name) and indent + len(name) + len(line) + 2 <= WIDTH:
            return f" {line}"
        return "\n" + "\n".join(_lines(value, indent + 2))
    return f" {_in_line(value) if isinstance(value, Mapping | list) else scalar(value)}"


def scalar(value: Any) -> str:
    """A text, number, true, false or null as it is written between other lines."""
    if not isinstance(value, str):
        return json.dumps(value)
    plain = SAFE.fullmatch(value) and value == value.strip() and not value.endswith(":")
    return value if plain and not _means_else(value) else _quoted(value)


def _scalar_in_line(value: Any) -> str:
    if not isinstance(value, str):
        return json.dumps(value)
    plain = SAFE_IN_LINE.fullmatch(value) and value == value.strip()
    return value if plain and not _means_else(value) else _quoted(value)


def _means_else(value: str) -> bool:
    """Whether a reader would take the bare word for something else than text."""
    return (
        value.lower() in {"yes", "no", "on", "off", "y", "n", "true", "false", "null"}
        or bare_value(value) != value
    )


def _quoted(value: str) -> str:
    return json.dumps(value, ensure_ascii=False)


def _is_short(value: Any, name: str) -> bool:
    """Whether these files write it in one line: a list of names, or one of the small mappings."""
    if isinstance(value, list):
        return all(not isinstance(item, Mapping | list) for item in value) or name in IN_LINE
    return name in IN_LINE


def _in_line(value: Any) -> str:
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{_scalar_in_line(k)}: {_in_line(v)}' for k, v in value.items())}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(_in_line, value))}]"
    return _scalar_in_line(value)


def _lines(value: Any, indent: int) -> list[str]:
    pad = " " * indent
    if isinstance(value, Mapping):
        entries = (f"{pad}{scalar(name)}:{written(item, indent, str(name))}" for name, item in value.items())
        return [line for entry in entries for line in entry.split("\n")]
    out: list[str] = []
    for item in value:
        if isinstance(item, Mapping) and item:
            first, *rest = _lines(item, indent + 2)
            out += [f"{pad}- {first.lstrip(' ')}", *rest]
        else:
            out.append(f"{pad}-{written(item, indent)}")
    return out


class _Text:
    """One text with the places of everything in it."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines = text.split("\n")
        self.root: Any = yaml.compose(text, Loader=Loader)
        self.starts = [0]
        for line in self.lines:
            self.starts.append(self.starts[-1] + len(line) + 1)

    def offset(self, mark: Any) -> int:
        place: int = self.starts[mark.line] + mark.column
        return place

    # Where things are

    def find(self, key: Key) -> list[tuple[Any, Any]]:
        """The nodes on the path to a key, each with the node of its name; as many as there are."""
        node, path = self.root, []
        for name in key:
            step = _step(node, name)
            if step is None:
                break
            path.append(step)
            node = step[1]
        return path

    def last_line(self, node: Any) -> int:
        """The last line that a node has anything in."""
        if isinstance(node, yaml.ScalarNode) and node.style in {"|", ">"}:
            line = node.end_mark.line - (node.end_mark.column == 0)
            while line > node.start_mark.line and not self.lines[line].strip():
                line -= 1
            return int(line)
        if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
            last = node.value[-1]
            return self.last_line(last[1] if isinstance(last, tuple) else last)
        return int(node.end_mark.line)

    # Changes

    def put(self, key: Key, value: Any, order: Names) -> str:
        path = self.find(key)
        if len(path) == len(key):
            return self.replace(*path[-1], value)
        holder = path[-1][1] if path else self.root
        name, rest = key[len(path)], key[len(path) + 1 :]
        for part in reversed(rest):
            value = [value] if part == 0 else {str(part): value}
        if isinstance(holder, yaml.MappingNode) and isinstance(name, str):
            if holder.flow_style:
                return self.into_line(holder, path, {name: value})
            return self.add_field(holder, name, value, order)
        if isinstance(holder, yaml.SequenceNode) and name == len(holder.value):
            if holder.flow_style:
                return self.into_line(holder, path, [value])
            return self.add_item(holder, value)
        if isinstance(holder, yaml.ScalarNode) and holder.value in {"", "~", "null"} and path:
            return self.replace(*path[-1], [value] if name == 0 else {str(name): value})
        raise EditError(f"there is no place for {'/'.join(map(str, key))}")

    def replace(self, name: Any, node: Any, value: Any) -> str:
        """The text with another value in the place of a node."""
        inside = node.flow_style if isinstance(node, yaml.CollectionNode) else node.style not in {"|", ">"}
        single = not isinstance(value, Mapping | list) or not value
        # Between other entries of one line only a line will do; elsewhere a text takes the place of a text.
        if inside and (single or self.in_line(node)):
            start, end = self.offset(node.start_mark), self.offset(node.end_mark)
            free = not self.in_line(node)
            words = scalar(value) if free and not isinstance(value, Mapping | list) else _in_line(value)
            if isinstance(value, str) and self.text[end:].split("\n", 1)[0].lstrip(" ").startswith("#"):
                words = _quoted(value)  # bare words with a comment beside them look cut off
            before = " " if start and self.text[start - 1] == ":" else ""
            return f"{self.text[:start]}{before}{words}{self.text[end:]}"
        if name is None:
            column = node.start_mark.column - 2
            fresh = "\n".join(_lines([value], max(column, 0)))
            return self.with_lines(node.start_mark.line, self.last_line(node) + 1, fresh)
        start, column = name.start_mark.line, name.start_mark.column
        head = self.lines[start][: name.end_mark.column]
        fresh = f"{head}:{written(value, column, name.value)}"
        return self.with_lines(start, self.last_line(node) + 1, fresh)

    def in_line(self, node: Any) -> bool:
        """Whether a node stands within a list or mapping that is written in one line."""
        waiting = [(self.root, False)]
        while waiting:
            candidate, within = waiting.pop()
            if candidate is node:
                return within
            if isinstance(candidate, yaml.CollectionNode):
                inner = within or bool(candidate.flow_style)
                for child in candidate.value:
                    waiting += [(part, inner) for part in (child if isinstance(child, tuple) else (child,))]
        return False

    def add_field(self, holder: Any, name: str, value: Any, order: Names) -> str:
        column = holder.value[0][0].start_mark.column
        fresh = f"{' ' * column}{scalar(name)}:{written(value, column, name)}"
        earlier = order[: order.index(name)] if name in order else None
        before = [
            child
            for label, child in holder.value
            if earlier is None or label.value in earlier or label.value not in order
        ]
        if not before:
            return self.with_lines(
                holder.value[0][0].start_mark.line, holder.value[0][0].start_mark.line, fresh
            )
        at = self.last_line(before[-1]) + 1
        return self.with_lines(at, at, fresh)

    def add_item(self, holder: Any, value: Any) -> str:
        dash = self.lines[holder.value[-1].start_mark.line].index("-")
        at = self.last_line(holder) + 1
        return self.with_lines(at, at, "\n".join(_lines([value], dash)))

    def into_line(self, holder: Any, path: list[tuple[Any, Any]], more: Any) -> str:
        """Add to what is written in one line; where it grows too long for that, each entry gets a line."""
        whole = _plain(holder)
        whole = [*whole, *more] if isinstance(more, list) else {**whole, **more}
        start, end = self.offset(holder.start_mark), self.offset(holder.end_mark)
        nested = self.in_line(holder)
        line = self.lines[holder.start_mark.line]
        name = path[-1][0] if path else None
        label = name.value if name is not None else ""
        inside = ", ".join(
            _in_line(item) if isinstance(more, list) else _in_line({item: more[item]})[1:-1] for item in more
        )
        fits = len(line) + len(inside) + 2 <= WIDTH and not any(
            isinstance(item, Mapping | list) for item in (more if isinstance(more, list) else more.values())
        )
        if nested or (holder.value and fits and label not in SPREAD):
            comma = ", " if holder.value else ""
            close = end - 1
            kept = self.text[:close].rstrip() if holder.value else self.text[:close]
            return f"{kept}{comma}{inside}{self.text[close:]}"
        if name is not None and "#" not in self.text[start:end]:
            return self.replace(name, holder, whole)
        raise EditError(f"{label or 'a list'} is written in one line, with a comment in it")

    def remove(self, key: Key) -> str:
        path = self.find(key)
        if len(path) < len(key):
            raise EditError(f"there is no {'/'.join(map(str, key))}")
        holders = [self.root, *(node for _, node in path)]
        depth = len(path) - 1
        while depth > 0 and len(holders[depth].value) == 1:
            depth -= 1  # what would be left empty goes too
        holder, (name, node) = holders[depth], path[depth]
        if holder.flow_style:
            return self.out_of_line(holder, name, node)
        if name is not None:
            return self.with_lines(name.start_mark.line, self.last_line(node) + 1, None)
        return self.with_lines(node.start_mark.line, self.last_line(node) + 1, None)

    def out_of_line(self, holder: Any, name: Any, node: Any) -> str:
        first = name or node
        start, end = self.offset(first.start_mark), self.offset(node.end_mark)
        after = re.compile(r"\s*,\s*").match(self.text, end)
        if after:
            return self.text[:start] + self.text[after.end() :]
        before = re.compile(r"\s*,\s*$").search(self.text, self.offset(holder.start_mark), start)
        return self.text[: before.start() if before else start] + self.text[end:]

    def with_lines(self, start: int, end: int, fresh: str | None) -> str:
        lines = [*self.lines[:start], *([] if fresh is None else [fresh]), *self.lines[end:]]
        return "\n".join(lines)


def _step(node: Any, name: str | int) -> tuple[Any, Any] | None:
    if isinstance(node, yaml.MappingNode):
        for label, child in node.value:
            if label.value == name:
                return label, child
    if isinstance(node, yaml.SequenceNode) and isinstance(name, int) and name < len(node.value):
        return None, node.value[name]
    return None


def _plain(node: Any) -> Any:
    """A node's data as the strict reader would give it."""
    if isinstance(node, yaml.MappingNode):
        return {label.value: _plain(child) for label, child in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_plain(child) for child in node.value]
    return node.value if node.style else bare_value(node.value)
