"""Every numbered item of the domain inventory is held, and a reader somewhere sees it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from handbook.data import Data
from handbook.lookups import fills_at, layers
from handbook.yamlfile import read
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


TABLE: dict[str, list[str]] = read(Path(__file__).with_name("inventory.yml"), "inventory.yml").data


@pytest.mark.parametrize("kind", COUNTS)
def test_every_number_of_the_inventory_is_in_the_table_and_no_other(kind: str) -> None:
    held = [code for code in TABLE if code.rstrip("0123456789") == kind]
    assert sorted(held) == sorted(f"{kind}{number}" for number in COUNTS[kind])


def rule_texts(data: Data, slot: str) -> list[str]:
    """Every line that fills a rule slot anywhere."""
    return [
        line["text"]
        for file, at in layers(data)
        for line in fills_at(file, at).get("rules", {}).get(slot, ())
    ]


def single_texts(entry: dict[str, Any], kind: str) -> list[str]:
    """Words of an entry that a reader must be shown; the first of several will do for a list."""
    if kind == "definition":
        return [entry["meaning"][0]["text"]]
    if kind == "golden-rules":
        return [rule["text"] for rule in entry["rules"]]
    return [entry[{"decision": "does", "figure": "text"}.get(kind, "title")]]


def test_every_place_in_the_table_is_there_and_shown_to_some_reader(
    data: Data, handbooks: dict[str, Handbook]
) -> None:
    pages = {path for one in handbooks.values() for path in one.pages}
    roots = [page.root for one in handbooks.values() for page in one.pages.values()]
    text = "\n".join(root.text for root in roots)
    marked = {
        f"{kind}:{one.attributes[f'data-{kind}']}"
        for root in roots
        for kind in ("contact", "clock")
        for one in root.each("", **{f"data-{kind}": None})
    }

    def shown(ref: str) -> bool:
        kind, _, name = ref.partition(":")
        if kind in PAGES:
            return f"{PAGES[kind]}/{name}.md" in pages
        if kind in {"contact", "clock"}:
            return ref in marked
        if kind == "rule":
            return any(line in text for line in rule_texts(data, name))
        if kind == "gap":  # what the five leave open, national guidance may fill by now
            owner, _, slot = name.partition("/")
            books = [one.book for one in handbooks.values() if owner in {one.id, *one.areas}]
            fills = [fill for book in books for fill in book.fills.values()]
            return any(slot in {**f.gaps, **f.contacts, **f.clocks, **f.rules} for f in fills)
        if kind == "list":
            entry = data.each("list")[name]
            items = (*entry.get("do", {}).values(), *entry.get("dont", {}).values())
            return all(item["text"] in text for item in items)
        held = [one.maker.data.one(SINGLES[kind]).get(name) for one in handbooks.values()]
        return any(all(words in text for words in single_texts(entry, kind)) for entry in held if entry)

    lost = {code: found for code, refs in TABLE.items() if (found := [ref for ref in refs if not shown(ref)])}
    assert lost == {}
