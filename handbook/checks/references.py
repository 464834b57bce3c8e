"""Ids that point from one entry to another point at something."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from handbook.book.lookups import contact_ids, contact_places, notes_of
from handbook.datafiles.data import Data
from handbook.datafiles.yamlfile import Key, YamlFile
from handbook.policies.claims import LEVELS_HERE
from handbook.problems import Problem, did_you_mean


def refs(data: Data) -> set[str]:
    """Every `kind:id` that a `related` list may name."""
    return {
        *(f"harm:{harm}" for harm in data.entries["harm"]),
        *(f"abuse:{abuse}" for abuse in data.one("abuse-types")),
        *(f"topic:{topic}" for topic in data.entries["topic"]),
        *(f"flow:{flow}" for flow in data.entries["flow"]),
        LEVELS_HERE,
    }


def ids_point_at_something(data: Data) -> Iterator[Problem]:
    """changes, clashes, flows, related, contacts, clocks, rules and lists name entries that exist."""
    slots = data.one("slots")
    known = {
        "flows": (set(data.entries["flow"]), "flow"),
        "related": (refs(data), "page"),
        "topics": (set(data.entries["topic"]), "topic"),
        "harms": (set(data.entries["harm"]) | set(data.one("abuse-types")), "harm"),
        "areas": (set(data.entries["area"]), "area"),
        "contacts": (contact_ids(data) | set(slots["contacts"]), "contact or contact slot"),
        "clocks": (set(slots["clocks"]), "clock slot"),
        "rules": (set(slots["rules"]), "rule slot"),
        "lists": (set(data.entries["list"]), "list"),
        "rule_sets": (set(data.one("golden-rules")), "set of rules"),
    }
    for file, key, entry in _places(data):
        for name, (ids, what) in known.items():
            named = entry.get(name)
            if isinstance(named, list):
                for place, one in enumerate(named):
                    yield from file.unknown((*key, name, place), one, ids, what)


def _places(data: Data) -> list[tuple[YamlFile, Key, dict[str, object]]]:
    """Every entry that names others in lists: file, key path, entry."""
    places: list[tuple[YamlFile, Key, dict[str, object]]] = []
    for kind in ("harm", "topic"):
        for file in data.entries[kind].values():
            places.append((file, (), file.data))
            places += [
                (file, ("sections", n), section) for n, section in enumerate(file.data.get("sections", ()))
            ]
    for kind in ("abuse-types", "changes", "decisions", "law"):
        places += [(data.files[kind], (name,), entry) for name, entry in data.one(kind).items()]
    for file in data.entries["policy"].values():
        for kind in ("clashes", "changes", "law"):
            notes = file.data.get(kind, {}).items()
            places += [(file, (kind, name), note) for name, note in notes if isinstance(note, dict)]
    for file in data.entries["area"].values():
        places += [(file, ("changes", name), note) for name, note in file.data.get("changes", {}).items()]
    return places


def notes_are_at_home(data: Data) -> Iterator[Problem]:
    """A page, a law or a contact names dated notes that its readers have: everyone's, or its own area's."""
    areas = {name: file for file in data.entries["area"].values() for name in file.data.get("changes", {})}
    contacts = ((file, key, dict(entry)) for _, file, key, entry in contact_places(data))
    for file, key, entry in (*_places(data), *contacts):
        named = entry.get("changes")
        known = set(notes_of(data, file, "changes"))
        for place, name in enumerate(named if isinstance(named, list) else ()):
            if name in areas and name not in known:
                words = f"change '{name}' is {areas[name].name}'s own; name this page there, under the note's"
                yield file.problem((*key, "changes", place), f"{words} `topics:` or `harms:`")
            elif name not in known:
                words = f"change '{name}' does not exist{did_you_mean(name, known)}"
                yield file.problem((*key, "changes", place), words)


def notes_are_unique(data: Data) -> Iterator[Problem]:
    """No two dated notes share an id, and no two decisions: of a school in two areas one would be lost."""
    for kind, what in (("changes", "change"), ("decisions", "decision")):
        seen = dict.fromkeys(data.one(kind), data.files[kind].name)
        for file in data.entries["area"].values():
            for name in file.data.get(kind, {}):
                if name in seen:
                    words = f"{what} '{name}' is already in {seen[name]}; choose another id"
                    yield file.problem((kind, name), words)
                seen[name] = file.name


def parts_of_pages_differ(data: Data) -> Iterator[Problem]:
    """Each part of a page has an id and a title of its own."""
    for file in data.entries["topic"].values():
        seen: set[str] = set()
        for place, section in enumerate(file.data["sections"]):
            for field in ("id", "title"):
                if section[field] in seen:
                    words = f"two parts are called '{section[field]}'; make them differ"
                    yield file.problem(("sections", place, field), words)
            seen |= {section["id"], section["title"]}


def levels_add_up(data: Data) -> Iterator[Problem]:
    """Indicators name levels and domains of their own file; pairs join a level to the next."""
    for area, file in data.entries["levels"].items():
        if area not in data.entries["area"]:
            yield file.problem(
                ("area",), f"area '{area}' does not exist{did_you_mean(area, data.entries['area'])}"
            )
        numbers = sorted({level["number"] for level in file.data["levels"] if "number" in level})
        above = dict(pairwise(numbers))
        domains = {domain["id"] for domain in file.data["domains"]}
        level_of = {indicator["id"]: indicator["level"] for indicator in file.data["indicators"]}
        if len(level_of) != len(file.data["indicators"]):
            yield file.problem(("indicators",), "two indicators share an id; make them differ")
        for place, indicator in enumerate(file.data["indicators"]):
            domain = indicator["domain"]
            if domain not in domains:
                yield file.problem(
                    ("indicators", place, "domain"),
                    f"domain '{domain}' is not in this file{did_you_mean(domain, domains)}",
                )
            if indicator["level"] not in numbers:
                here = f"use {' or '.join(map(str, numbers))}" if numbers else "give the levels a `number`"
                yield file.problem(
                    ("indicators", place, "level"),
                    f"no level of this file has the number {indicator['level']}; {here}",
                )
        for place, pair in enumerate(file.data["pairs"]):
            lower, higher = pair["lower"], pair["higher"]
            low, high = level_of.get(lower), level_of.get(higher)
            if low is None or high is None or above.get(low) != high:
                yield file.problem(
                    ("pairs", place),
                    f"'{lower}' and '{higher}' are not an indicator and one of the next higher level",
                )


def levels_lead_somewhere(data: Data) -> Iterator[Problem]:
    """What a level names exists: whom to turn to, and the flow that goes on from there."""
    slots, flows = {*contact_ids(data), *data.one("slots")["contacts"]}, data.entries["flow"]
    for file in data.entries["levels"].values():
        for place, level in enumerate(file.data["levels"]):
            for n, named in enumerate(level.get("contacts", ())):
                key = ("levels", place, "contacts", n)
                yield from file.unknown(key, named, slots, "contact or contact slot")
            if "flow" in level:
                yield from file.unknown(("levels", place, "flow"), level["flow"], flows, "flow")
