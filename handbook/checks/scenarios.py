"""Practice scenarios name what exists, rest on what holds where they are set, and end where they say."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime
from typing import Any

from handbook.book import entry_paths, scenarios
from handbook.book.lookups import SLOT_KINDS, contact_ids, fills_at, layers, scope_of
from handbook.book.maker import checked_book
from handbook.datafiles.data import Data
from handbook.datafiles.yamlfile import Key, YamlFile
from handbook.problems import Problem

Place = tuple[YamlFile, Key, dict[str, Any]]


def _each(data: Data) -> Iterator[Place]:
    for file in data.entries["scenarios"].values():
        for name, entry in file.data["scenarios"].items():
            yield file, ("scenarios", name), entry


def scenarios_name_what_exists(data: Data) -> Iterator[Problem]:
    """Flows, settings, outcomes, contacts, clocks, slots and items of lists that a scenario names exist."""
    flows, slots = data.each("flow"), data.one("slots")
    named: dict[str, tuple[Collection[str], str]] = {
        "contacts": (contact_ids(data), "contact"),
        "clocks": (_deadline_ids(data), "clock"),
        "due": (_deadline_ids(data), "clock"),
        "starts": (slots["anchors"], "anchor"),
        "gaps": ({slot for kind in SLOT_KINDS for slot in slots[kind]}, "slot"),
    }
    items = {
        f"{name}.{item}"
        for name, entry in data.each("list").items()
        for part in ("do", "dont")
        for item in entry.get(part, {})
    }
    for file in data.entries["scenarios"].values():
        yield from file.unknown(("flow",), file.data["flow"], flows, "flow")
    for file, key, entry in _each(data):
        for place, way in enumerate(entry.get("ways", ())):
            yield from file.unknown((*key, "ways", place, "flow"), way["flow"], flows, "flow")
        yield from file.unknown((*key, "setting"), entry["setting"], data.entries["setting"], "setting")
        flow = entry.get("outcome_flow", file.data["flow"])
        yield from file.unknown((*key, "outcome_flow"), flow, flows, "flow")
        if flow in flows:
            outcomes = flows[flow]["outcomes"]
            yield from file.unknown((*key, "outcome"), entry["outcome"], outcomes, "outcome")
        own = data.each("setting").get(entry["setting"], {}).get("roles", ())
        for field, (known, what) in named.items():
            for place, name in enumerate(entry.get(field, ())):
                at = name if field in {"due", "starts"} else place
                if not (field == "contacts" and name in own):
                    yield from file.unknown((*key, field, at), name, known, what)
        for place, line in enumerate(entry.get("dont", ())):
            if isinstance(line, str):
                yield from file.unknown((*key, "dont", place), line, items, "item")


def _deadline_ids(data: Data) -> set[str]:
    return {
        deadline["id"]
        for file, at in layers(data)
        for deadlines in fills_at(file, at).get("clocks", {}).values()
        for deadline in deadlines
    }


def scenarios_are_dated(data: Data) -> Iterator[Problem]:
    """Times are times, and a deadline is worked out only where the time of the scenario is given."""
    for file, key, entry in _each(data):
        moments: dict[Key, str] = {("at",): entry["at"]} if "at" in entry else {}
        for field in ("due", "starts"):
            moments |= {(field, name): moment for name, moment in entry.get(field, {}).items()}
        for at, moment in moments.items():
            try:
                datetime.fromisoformat(moment)
            except ValueError:
                yield file.problem((*key, *at), f"'{moment}' is not a time such as 2026-11-27T16:45")
        if "due" in entry and "at" not in entry:
            yield file.problem((*key, "due"), "'due' counts from 'at'; add it")


def scenarios_hold(data: Data, setting: str) -> Iterator[Problem]:
    """Every citation of a setting's scenarios applies there, so that nobody learns another school's rule."""
    scope = scope_of(data, setting)
    for file, key, entry in _each(data):
        for place, cite in enumerate(entry["cite"] if entry["setting"] == setting else ()):
            if scope.authority(cite["source"]) is None:
                yield file.problem(
                    (*key, "cite", place),
                    f"'{cite['source']}' does not hold for {setting}; cite what does",
                )


def outcomes_are_as_scenarios_say(data: Data, setting: str) -> Iterator[Problem]:
    """What the wizard says in a scenario is what must come of it. To be asked when all else is in order."""
    for file in data.entries["scenarios"].values():
        for scenario in scenarios.of_file(data, file, setting):
            book = checked_book(data, setting)
            # Entry paths are compared with the scenario's own, which must be right first.
            for key, words in [*scenarios.faults(book, scenario)] or [*entry_paths.faults(book, scenario)]:
                yield file.problem((*scenario.key, *key), f"'{scenario.id}' {words}")
