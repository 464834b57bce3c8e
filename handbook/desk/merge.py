"""Two people's work on the same files, put together; where both decided a thing differently, it is reported.

Each began with the same files. What one of them changed is taken; what both changed alike is there already;
what they changed differently stays as it is here, and is a clash for a person to settle.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from handbook.datafiles.yamlfile import Key
from handbook.desk.document import Document, opened
from handbook.desk.work import Work
from handbook.problems import DataError, Problem

Raw = Mapping[str, Any]
GONE = None
SETS = frozenset({"says", "silent", "own", "rules", "clocks"})  # lists whose entries come and go one by one
ONE_DECISION = ("says", "versions", "not")  # of a line a policy does one of the three


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that a file says: a value at a path, or with `entry` that a list there holds an entry."""

    key: Key
    entry: str = ""


@dataclass(frozen=True, slots=True)
class Clash:
    """Something that both changed: where, in words, and what each of them has.

    `ours` and `other` are the two sides as facts, each with its value (None: taken out).
    """

    file: str
    ours: tuple[tuple[Fact, Any], ...]
    other: tuple[tuple[Fact, Any], ...]
    what: str
    mine: str
    theirs: str


def merge(began: Mapping[str, str], mine: Work, theirs: Mapping[str, str]) -> tuple[Work, list[Clash]]:
    """My work with the other person's changes, and what clashes.

    `began` are the files as both had them at first. Raises DataError where a file of the other's is missing
    or cannot be read.
    """
    work, clashes = mine, []
    for name, text in theirs.items():
        if name not in mine.documents or name not in began:
            words = "is not on this desk; open the files of one setting, and of one policy, together"
            raise DataError([Problem(name, 0, 0, words)])
        first = facts(opened(began[name], name))
        here = _changes(first, facts(mine.documents[name]))
        there = _changes(first, facts(opened(text, name)))
        for group in _groups(there):
            wanted = {fact: there[fact] for fact in group}
            both = {fact: here[fact] for fact in _about(here, group)}
            if both == wanted:
                continue
            if both and not all(
                _is_claim(fact) and value for fact, value in (*both.items(), *wanted.items())
            ):
                clashes.append(_clash(name, wanted, both))
                continue
            for fact, value in wanted.items():
                work = put(work, name, fact, value)
    return work, clashes


def settle(work: Work, clash: Clash) -> Work:
    """The work with the other person's side of a clash in the place of one's own."""
    wanted = dict(clash.other)
    for fact, value in clash.ours:
        if value is not GONE and wanted.get(fact, GONE) is GONE:
            work = put(work, clash.file, fact, GONE)
    for fact, value in clash.other:
        work = put(work, clash.file, fact, value)
    return work


def facts(document: Document) -> dict[Fact, Any]:
    """Everything that a file says, one by one."""
    return dict(_facts((), document.data))


def _facts(key: Key, value: Any) -> Iterator[tuple[Fact, Any]]:
    if isinstance(value, Mapping):
        for name, item in value.items():
            yield from _facts((*key, name), item)
    elif isinstance(value, list) and _is_set(key):
        for item in value:
            yield Fact(key, _named(item)), item
    else:
        yield Fact(key), value


def _is_set(key: Key) -> bool:
    return key[-1] in SETS or (len(key) > 1 and key[-2] in SETS)


def _named(entry: Any) -> str:
    """What an entry of a list is known by: its name, what it is about, or all of it."""
    if isinstance(entry, str):
        return entry
    if "ref" in entry:
        return str(entry["ref"])
    return str(entry["id"]) if "id" in entry else json.dumps(entry, ensure_ascii=False, sort_keys=True)


def _changes(first: Mapping[Fact, Any], now: Mapping[Fact, Any]) -> dict[Fact, Any]:
    new = {fact: value for fact, value in now.items() if first.get(fact, GONE) != value}
    return new | {fact: GONE for fact in first if fact not in now}


def _topic(fact: Fact) -> tuple[Any, ...]:
    """What a fact is about: of a line there is one decision, wherever in the file it stands."""
    key = fact.key
    if fact.entry and key[-1] == "says":
        return ("line", fact.entry)
    if "versions" in key:
        return ("line", key[key.index("versions") + 1])
    if key[0] == "not":
        return ("line", key[1])
    if fact.entry and key[-1] != "silent":
        return ("list", *key)  # who changed a line of the policy's own took one entry out and put one in
    return ("value", *key, fact.entry)


def _is_claim(fact: Fact) -> bool:
    """Whether a fact is that a section says a line: two sections may, and both be right."""
    return bool(fact.entry) and fact.key[-1] == "says"


def _groups(changes: Mapping[Fact, Any]) -> list[list[Fact]]:
    groups: dict[tuple[Any, ...], list[Fact]] = {}
    for fact in changes:
        groups.setdefault(_group(fact, changes), []).append(fact)
    return list(groups.values())


def _group(fact: Fact, changes: Mapping[Fact, Any]) -> tuple[Any, ...]:
    topic = _topic(fact)
    replaced = topic[0] == "list" and any(
        other.key == fact.key and changes[other] is GONE for other in changes
    )
    # Entries that were only added, one by one, have nothing to do with each other.
    return topic if topic[0] != "list" or replaced else ("entry", *fact.key, fact.entry)


def _about(changes: Mapping[Fact, Any], group: list[Fact]) -> list[Fact]:
    """What the other changes hold of the same thing."""
    topics = {_topic(fact) for fact in group}
    gone = {fact.key for fact in group if changes.get(fact, 0) is GONE}
    return [
        fact
        for fact in changes
        if fact in group or (_topic(fact) in topics and (_topic(fact)[0] != "list" or fact.key in gone))
    ]


def _clash(name: str, wanted: Mapping[Fact, Any], both: Mapping[Fact, Any]) -> Clash:
    fact = next(iter(wanted))
    topic = _topic(fact)
    named = [fact.entry] if fact.entry and not fact.entry.startswith("{") else []
    what = topic[1] if topic[0] == "line" else " / ".join(map(str, (*fact.key, *named)))
    sides = tuple(both.items()), tuple(wanted.items())
    return Clash(name, *sides, str(what), _words(both), _words(wanted))


def _words(changes: Mapping[Fact, Any]) -> str:
    new = {fact: value for fact, value in changes.items() if value is not GONE}
    return "; ".join(_one(fact, value) for fact, value in (new or changes).items())


def _one(fact: Fact, value: Any) -> str:
    key = fact.key
    where = f"section {key[1]}: " if key[0] == "sections" else ""
    if value is GONE:
        return f"{where}taken out of '{key[-1]}'" if fact.entry else f"{where}'{key[-1]}' taken out"
    if key[-1] == "says":
        return f"{where}says it"
    if "versions" in key:
        return f"{where}says: {value}"
    if key[0] == "not":
        return f"section {value}: says the contrary"
    if isinstance(value, Mapping):
        return where + str(value.get("text") or value.get("say") or value.get("note") or fact.entry)
    return where + (", ".join(map(str, value)) if isinstance(value, list) else str(value))


def put(work: Work, name: str, fact: Fact, value: Any) -> Work:
    """The work with one fact as it is wanted; None takes it out."""
    document = work.documents[name]
    if not fact.entry:
        current = document.get(*fact.key)
        if value is GONE:
            return work if current is None else work.remove(name, fact.key)
        return work.put(name, fact.key, value)
    entries = list(document.get(*fact.key, default=()) or ())
    places = [place for place, entry in enumerate(entries) if _named(entry) == fact.entry]
    if value is GONE:
        return work.remove(name, (*fact.key, places[0])) if places else work
    return work.put(name, (*fact.key, places[0] if places else len(entries)), value)
