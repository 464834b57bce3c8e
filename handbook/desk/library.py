"""The shared lines as a policy is searched for them: their words, their titles, other names of things."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from handbook.datafiles.data import Data
from handbook.policies.places import KEYED, LINE_SLOTS, contact, entry_ref, is_line, line_id, refs

Raw = Mapping[str, Any]

_NAMES = ("title", "name", "term")
# What staff and documents have other names for: by a ref of its own, or claimed by no document as a whole.
_CLAIMED = ("abuse", "contact", "law", "harm")
_UNCLAIMED = ("topic", "definitions", "roles")


@dataclass(frozen=True)
class Library:
    """What `proposals.rank` asks for: `lines` and `around` by the line's ref, `alike` by the thing's."""

    lines: dict[str, str]
    around: dict[str, str]
    alike: dict[str, list[str]]


def library(data: Data) -> Library:
    """The lines that a policy may claim, as the data of all settings has them."""
    lines, alike = {}, {}
    for ref, entry in refs(data):
        lines[ref] = _words(ref, entry)
        if ref.partition(".")[0] in _CLAIMED and "/" not in ref:
            alike[ref] = [*_titles(entry), *entry.get("aliases", ())]
    for kind in _UNCLAIMED:
        every = data.files[kind].data if kind in data.files else data.each(kind)
        for name, entry in every.items():
            alike[entry_ref(kind, entry, name)] = [*_titles(entry), *entry.get("aliases", ())]
    return Library(lines, {**dict(_around(data)), **_of_contacts(data, lines)}, alike)


def _titles(entry: Raw) -> list[str]:
    return [entry[key] for key in _NAMES if isinstance(entry.get(key), str)]


def _words(ref: str, entry: Raw) -> str:
    """What a line says; of an entry its title, of a number the digits, of a deadline its length and start."""
    if "text" in entry or "say" in entry:
        return str(entry.get("text") or entry["say"])
    if "within" in entry:
        within = entry["within"]
        return f"{within.get('amount', '')} {within['unit']} {entry.get('from', '')}".replace(
            "-", " "
        ).strip()
    if "value" in entry:
        return f"{entry['value']} {entry.get('label', '')}".strip()
    return " ".join(_titles(entry)) or ref.rpartition(".")[2].replace("-", " ")


def _around(data: Data) -> Iterator[tuple[str, str]]:
    for kind in KEYED:
        every = data.files[kind].data if kind in data.files else data.each(kind)
        for name, entry in every.items():
            if kind == "fills":
                for slot, lines in entry.items() if name in LINE_SLOTS else ():
                    words = slot.replace("-", " ")
                    yield from ((f"{LINE_SLOTS[name]}.{slot}/{line['id']}", words) for line in lines)
                continue
            ref = entry_ref(kind, entry, name)
            yield from _under(entry, f"{ref}." if kind == "list" else f"{ref}/", "", [])


def _under(value: Any, prefix: str, key: str, titles: list[str]) -> Iterator[tuple[str, str]]:
    if isinstance(value, list):
        for item in value:
            yield from _under(item, prefix, "", titles)
    elif isinstance(value, dict):
        if is_line(value):
            yield prefix + line_id(value, key), " ".join(titles)
        for name, item in value.items():
            yield from _under(item, prefix, name, [*titles, *_titles(value)])


def _of_contacts(data: Data, lines: Mapping[str, str]) -> dict[str, str]:
    """For what is said of a contact its name, wherever the contact stands."""
    out = {}
    for ref in lines:
        kind, _, rest = ref.partition(".")
        name, inside, _ = rest.partition("/")
        if kind == "contact" and inside:
            entry = contact(data, name)
            out[ref] = entry["name"] if entry else ""
    return out
