"""Every numbered item of the domain inventory is held, and a reader somewhere sees it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from handbook.checks.references import inventory_refs
from handbook.data import Data
from handbook.lookups import fills_at, layers
from tests.content.handbooks import Handbook

COUNTS = {
    "A": range(5),
    "H": range(1, 42),
    "C": range(1, 47),
    "N": range(1, 50),
    "DD": range(1, 25),
    "P": range(1, 47),
    "K": range(1, 35),
}
SINGLES = {
    "definition": "definitions",
    "figure": "figures",
    "change": "changes",
    "clash": "clashes",
    "decision": "decisions",
    "law": "law",
    "golden-rules": "golden-rules",
    "source": "sources",
    "role": "roles",
}
PAGES = {"abuse": "abuse", "harm": "harms", "topic": "topics", "flow": "what-now", "level": "levels"}


@pytest.mark.parametrize("kind", COUNTS)
def test_every_number_of_the_inventory_is_in_the_table_and_no_other(data: Data, kind: str) -> None:
    held = [code for code in data.one("inventory") if code.rstrip("0123456789") == kind]
    assert sorted(held) == sorted(f"{kind}{number}" for number in COUNTS[kind])


def test_every_place_in_the_table_exists(data: Data) -> None:
    known = inventory_refs(data)
    stray = {code: ref for code, refs in data.one("inventory").items() for ref in refs if ref not in known}
    assert stray == {}


def rule_texts(data: Data, slot: str) -> list[str]:
    """Every line that fills a rule slot anywhere."""
    return [
        line["text"]
        for file, at in layers(data)
        for line in fills_at(file, at).get("rules", {}).get(slot, ())
    ]


def single_texts(data: Data, kind: str, name: str) -> list[str]:
    """Words of an entry that a reader must be shown; the first of several will do for a list."""
    entry: dict[str, Any] = data.one(SINGLES[kind])[name]
    if kind == "definition":
        return [entry["meaning"][0]["text"]]
    if kind == "golden-rules":
        return [rule["text"] for rule in entry["rules"]]
    return [entry[{"decision": "does", "figure": "text"}.get(kind, "title")]]


def test_every_place_in_the_table_is_shown_to_some_reader(data: Data, handbooks: dict[str, Handbook]) -> None:
    pages = {path for one in handbooks.values() for path in one.pages}
    roots = [page.root for one in handbooks.values() for page in one.pages.values()]
    text = "\n".join(root.text for root in roots)
    marked = {
        f"{kind}:{one.attributes[f'data-{kind}']}"
        for root in roots
        for kind in ("contact", "clock")
        for one in root.each(**{f"data-{kind}": None})
    }

    def hidden(ref: str) -> Iterator[str]:
        kind, _, name = ref.partition(":")
        if kind in PAGES:
            yield from {f"{PAGES[kind]}/{name}.md"} - pages
        elif kind in {"contact", "clock"}:
            yield from {ref} - marked
        elif kind == "rule":
            yield from () if any(line in text for line in rule_texts(data, name)) else [ref]
        elif kind == "gap":
            owner, _, slot = name.partition("/")
            books = [one.book for one in handbooks.values() if owner in {one.id, *one.areas}]
            yield from (
                () if any(fill.gaps.get(slot) for book in books for fill in book.fills.values()) else [ref]
            )
        elif kind == "list":
            entry = data.each("list")[name]
            items = (*entry.get("do", {}).values(), *entry.get("dont", {}).values())
            yield from (item["text"] for item in items if item["text"] not in text)
        else:
            yield from (words for words in single_texts(data, kind, name) if words not in text)

    lost = {
        f"{code} {ref}": found
        for code, refs in data.one("inventory").items()
        for ref in refs
        if (found := list(hidden(ref)))
    }
    assert lost == {}
