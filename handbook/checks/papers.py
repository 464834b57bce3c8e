"""The papers name what exists: else a slot that is gone leaves a hole on a wall, and nobody knows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from handbook.book.lookups import contact_ids
from handbook.datafiles.data import Data
from handbook.datafiles.yamlfile import Key
from handbook.problems import Problem, did_you_mean


def _known(data: Data) -> Mapping[str, tuple[set[str], str]]:
    """By the key of a list: what it may name, and what that is called."""
    slots, flows = data.one("slots"), set(data.entries["flow"])
    contacts = contact_ids(data)
    items = {
        f"{name}.{item}"
        for name, entry in data.each("list").items()
        for part in ("do", "dont")
        for item in entry.get(part, {})
    }
    return {
        "danger": (contacts, "contact"),
        "contacts": (contacts | set(slots["contacts"]), "contact or contact slot"),
        "clocks": (set(slots["clocks"]), "clock slot"),
        "rules": (set(slots["rules"]), "rule slot"),
        "items": (items, "item of a do and don't list"),
        "lists": (set(data.entries["list"]), "list"),
        "kinds": (set(data.one("abuse-types")), "kind of abuse"),
        "abuse": (set(data.one("abuse-types")), "kind of abuse"),
        "duties": (set(data.one("roles")), "role"),
        "flows": (flows, "flow"),
        "practice": (flows, "flow"),
        "topic": (set(data.entries["topic"]), "topic"),
    }


def papers_name_what_exists(data: Data) -> Iterator[Problem]:
    """Every slot, item, flow, role and part of a page that a paper prints is there."""
    file, known = data.files["papers"], _known(data)

    def below(entry: Mapping[str, Any], key: Key) -> Iterator[Problem]:
        for name, value in entry.items():
            if isinstance(value, dict):
                yield from below(value, (*key, name))
            elif name in known:
                ids, what = known[name]
                for place, named in enumerate(value) if isinstance(value, list) else [(None, value)]:
                    if named not in ids:
                        where = (*key, name) if place is None else (*key, name, place)
                        yield file.problem(
                            where, f"{what} '{named}' does not exist{did_you_mean(named, ids)}"
                        )

    yield from below(file.data, ())
    printed = file.data["forms"]["questions"]
    topic = data.entries["topic"].get(printed["topic"])
    titles = {section["title"] for section in topic.data["sections"]} if topic else {printed["title"]}
    if printed["title"] not in titles:
        yield file.problem(
            ("forms", "questions", "title"),
            f"page '{printed['topic']}' has no part '{printed['title']}'"
            f"{did_you_mean(printed['title'], titles)}",
        )
