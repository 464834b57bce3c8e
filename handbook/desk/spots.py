"""Where a line that only one policy says may stand, in words: what staff do, by when, parts of pages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from handbook.datafiles.data import Data
from handbook.policies.places import contact

RULES, LIMITS, HARMS = "What staff do", "By when: time limits", "Kinds of harm: what staff do"
LIMIT = "{}: by when"
# The parts of a page on a kind of harm, in words for whoever enters a policy.
PARTS = {
    "what": "What it is",
    "do": "Do",
    "dont": "Do not",
    "signs": "Signs",
    "says": "What your policy says",
}
HARM_PART = "do"  # the part that is on offer at the desk


def spots(data: Data) -> list[dict[str, Any]]:
    """All places on offer in groups: the `group`, and its `choices`, each a ref with its words, in order.

    A ref is a slot (`rule.x`, `clock.x`) or a part of a page (`topic.x/part`, `harm.x/do`).
    """
    slots = data.one("slots")
    groups = [
        (RULES, [f"rule.{name}" for name in slots["rules"]]),
        (LIMITS, [f"clock.{name}" for name in slots["clocks"]]),
        (HARMS, [f"harm.{name}/{HARM_PART}" for name in data.each("harm")]),
    ]
    pages = [
        (topic["title"], [f"topic.{name}/{part['id']}" for part in topic["sections"]])
        for name, topic in data.each("topic").items()
    ]
    groups += sorted(pages)
    return [
        {"group": group, "choices": _in_order(data, refs, by_words=group in {RULES, LIMITS, HARMS})}
        for group, refs in groups
        if refs
    ]


def _in_order(data: Data, refs: list[str], *, by_words: bool) -> list[list[str]]:
    """The refs with their words: in the alphabet, or as they stand on their page."""
    choices = [[ref, spot_title(data, ref)] for ref in refs]
    return sorted(choices, key=lambda choice: choice[1]) if by_words else choices


def spot_title(data: Data, ref: str) -> str:
    """What a place is called; the ref itself where nothing there has a name."""
    kind, _, rest = ref.partition(".")
    name, _, part = rest.partition("/")
    return next(_titles(data, kind, name, part), ref)


def _titles(data: Data, kind: str, name: str, part: str) -> Iterator[str]:
    slots = data.one("slots")
    if kind == "rule" and name in slots["rules"]:
        yield slots["rules"][name]["title"]
    elif kind == "clock" and name in slots["clocks"]:
        yield LIMIT.format(slots["clocks"][name]["title"])
    elif kind == "topic" and name in data.each("topic"):
        topic = data.each("topic")[name]
        yield from (
            f"{topic['title']}: {section['title']}" for section in topic["sections"] if section["id"] == part
        )
    elif kind == "harm" and name in data.each("harm"):
        yield f"{data.each('harm')[name]['title']}: {PARTS.get(part, part)}"
    elif kind in {"list", "flow"} and name in data.each(kind):
        yield data.each(kind)[name]["title"]
    else:
        yield from _of_entry(data, kind, name)


def _of_entry(data: Data, kind: str, name: str) -> Iterator[str]:
    """The names of what stands in a file with others of its kind: a word, a role, a contact."""
    named = {
        "definition": ("definitions", "term"),
        "role": ("roles", "title"),
        "abuse": ("abuse-types", "title"),
    }
    if kind == "contact":
        entry = contact(data, name)
        yield from [entry["name"]] if entry else []
    elif kind in named:
        file, field = named[kind]
        entry = data.one(file).get(name, {})
        yield from [entry[field]] if field in entry else []
