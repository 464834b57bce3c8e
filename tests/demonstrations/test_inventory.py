"""Every numbered item of the domain inventory is held, and a reader somewhere sees it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from handbook.datafiles.yamlfile import read
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


def rule_texts(handbook: Handbook, slot: str) -> list[str]:
    """Every line that fills a rule slot in a handbook."""
    return [line.text for fill in handbook.book.fills.values() for line in fill.rules.get(slot, ())]


def items(handbook: Handbook, name: str) -> list[str]:
    """The items of a do and don't list that hold in a handbook, in its document's own words."""
    entry = handbook.maker.data.each("list")[name]
    every = (*entry.get("do", {}).values(), *entry.get("dont", {}).values())
    return [item["text"] for item in every if handbook.maker.basis(item)]


def single_texts(entry: dict[str, Any], kind: str) -> list[str]:
    """Words of an entry that a reader must be shown; the first of several will do for a list."""
    if kind == "definition":
        return [entry["meaning"][0]["text"]]
    if kind == "golden-rules":
        return [rule["text"] for rule in entry["rules"]]
    return [entry[{"decision": "does", "figure": "text"}.get(kind, "title")]]


def test_every_place_in_the_table_is_there_and_shown_to_some_reader(handbooks: dict[str, Handbook]) -> None:
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
            return any(line in text for one in handbooks.values() for line in rule_texts(one, name))
        if kind == "gap":  # what the five leave open, national guidance may fill by now
            owner, _, slot = name.partition("/")
            books = [one.book for one in handbooks.values() if owner in {one.id, *one.areas}]
            fills = [fill for book in books for fill in book.fills.values()]
            return any(slot in {**f.gaps, **f.contacts, **f.deadlines, **f.rules} for f in fills)
        if kind == "list":
            told = [words for one in handbooks.values() for words in items(one, name)]
            return bool(told) and all(words in text for words in told)
        held = [one.maker.data.one(SINGLES[kind]).get(name) for one in handbooks.values()]
        return any(all(words in text for words in single_texts(entry, kind)) for entry in held if entry)

    lost = {code: found for code, refs in TABLE.items() if (found := [ref for ref in refs if not shown(ref)])}
    assert lost == {}
