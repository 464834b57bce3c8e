"""Contacts, clocks and rules of areas and settings: known, unique, sensible, and every slot known."""

from __future__ import annotations

from collections.abc import Iterator

from handbook.book.lookups import SLOT_KINDS, contact_ids, contact_places, contacts_at_home, fills_at, layers
from handbook.datafiles.data import Data
from handbook.datafiles.yamlfile import Key, YamlFile
from handbook.problems import Problem, did_you_mean

WHOLE_ONLY = frozenset({"working-days", "school-days", "months", "years"})  # days are counted one by one


def settings_are_whole(data: Data) -> Iterator[Problem]:
    """A setting's areas exist, and some flow or harm says the words that it calls otherwise."""
    areas = data.entries["area"]
    said = str([data.one("questions"), *data.each("flow").values(), *data.each("harm").values()])
    for file in data.entries["setting"].values():
        for place, area in enumerate(file.data["areas"]):
            if area not in areas:
                yield file.problem(
                    ("areas", place), f"area '{area}' does not exist{did_you_mean(area, areas)}"
                )
        for words in file.data.get("calls", {}):
            if words not in said:
                yield file.problem(
                    ("calls", words),
                    f"no flow and no harm says '{words}'; copy the words as they stand there",
                )


def contacts_are_unique(data: Data) -> Iterator[Problem]:
    """No two contacts, and no contact and role, share an id; none has the name of a slot."""
    seen: dict[str, str] = dict.fromkeys(data.one("roles"), data.files["roles"].name)
    slots = data.one("slots")["contacts"]
    for contact, file, key, _ in contact_places(data):
        if contact in seen:
            yield file.problem(key, f"contact '{contact}' is already in {seen[contact]}; choose another id")
        if contact in slots:
            yield file.problem(key, f"contact '{contact}' has the name of a slot; choose another id")
        seen[contact] = file.name


def slots_are_known(data: Data) -> Iterator[Problem]:
    """Fills, and advice for where nothing fills a slot, name slots that exist."""
    slots = data.one("slots")
    every = {slot for kind in SLOT_KINDS for slot in slots[kind]}
    for file, at in layers(data):
        for kind, filled in fills_at(file, at).items():
            known = slots[kind]
            for slot in set(filled) - set(known):
                yield file.problem(
                    (*at, kind, slot),
                    f"'{slot}' is not a slot of kind {kind} in slots.yml{did_you_mean(slot, known)}",
                )
    for file in _advising(data):
        for slot in set(file.data.get("instead", {})) - every:
            yield file.problem(("instead", slot), f"'{slot}' is not a slot{did_you_mean(slot, every)}")


def _advising(data: Data) -> Iterator[YamlFile]:
    """The files that may say what to do where nothing fills a slot."""
    yield from data.entries["area"].values()
    yield from data.entries["policy"].values()


def contacts_are_at_home(data: Data) -> Iterator[Problem]:
    """Contact fills and fallbacks name contacts that a reader there may ring."""
    everyone = contact_ids(data)
    for file, key, contact, known in _named_contacts(data):
        if contact in known:
            continue
        if contact in everyone:
            words = "belongs to another area or setting; a reader here must not ring it"
        else:
            words = f"does not exist{did_you_mean(contact, known)}"
        yield file.problem(key, f"contact '{contact}' {words}")


def _named_contacts(data: Data) -> Iterator[tuple[YamlFile, Key, str, set[str]]]:
    """Every contact that a fill or a fallback names: file, key path, contact, the contacts it may name."""
    for file, at in layers(data):
        known = contacts_at_home(data, file if at else None)
        for slot, fill in fills_at(file, at).get("contacts", {}).items():
            for place, contact in enumerate(fill):
                yield file, (*at, "contacts", slot, place), contact, known
    for file in _advising(data):
        known = contacts_at_home(data, file)
        for slot, words in file.data.get("instead", {}).items():
            for place, contact in enumerate(words.get("fallback", ())):
                yield file, ("instead", slot, "fallback", place), contact, known
    known = contacts_at_home(data)
    for slot, entry in data.one("slots")["contacts"].items():
        for place, contact in enumerate(entry.get("fallback", ())):
            yield data.files["slots"], ("contacts", slot, "fallback", place), contact, known


def deadlines_are_known(data: Data) -> Iterator[Problem]:
    """A deadline counts from a known anchor and ends on a day, and its id is its own."""
    anchors = data.one("slots")["anchors"]
    seen: dict[str, str] = {}
    for file, at in layers(data):
        for slot, deadlines in fills_at(file, at).get("clocks", {}).items():
            for place, deadline in enumerate(deadlines):
                key = (*at, "clocks", slot, place)
                if deadline["from"] not in anchors:
                    fix = did_you_mean(deadline["from"], anchors) or "; see anchors in slots.yml"
                    yield file.problem(
                        (*key, "from"), f"clock '{deadline['id']}' counts from '{deadline['from']}'{fix}"
                    )
                if deadline["id"] in seen:
                    yield file.problem(
                        (*key, "id"),
                        f"clock '{deadline['id']}' is already in {seen[deadline['id']]}; choose another id",
                    )
                seen[deadline["id"]] = file.name
                amount, unit = deadline["within"].get("amount", 0), deadline["within"]["unit"]
                if unit in WHOLE_ONLY and amount != int(amount):
                    yield file.problem(
                        (*key, "within", "amount"),
                        f"{amount} {unit} end on no day; use a whole number, or count in hours",
                    )


def advice_stands_beside_no_fill(data: Data) -> Iterator[Problem]:
    """A file that fills a slot gives no advice for where nothing fills it."""
    filled: dict[str, set[str]] = {}
    for file, at in layers(data):
        for fills in fills_at(file, at).values():
            whole = {slot for slot, lines in fills.items() if not all("area" in line for line in lines)}
            filled.setdefault(file.name, set()).update(whole)
    for file in _advising(data):
        for slot in file.data.get("instead", {}):
            if slot in filled.get(file.name, ()):
                words = f"'{slot}' is filled in this file, so nobody reads this; take it out of instead"
                yield file.problem(("instead", slot), words)
