"""Contacts, clocks and rules of areas and settings: known, unique, sensible, and every slot accounted for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from handbook.data import Data
from handbook.problems import Problem, did_you_mean
from handbook.scope import Scope
from handbook.yamlfile import Key, YamlFile

WHOLE_ONLY = frozenset({"working-days", "school-days", "months", "years"})  # days are counted one by one
SLOT_KINDS = ("contacts", "clocks", "rules")


def scope_of(data: Data, setting: str) -> Scope:
    """The scope of a setting."""
    return Scope(setting, tuple(data.each("setting")[setting]["areas"]), data.one("sources"))


def gaps_of(entry: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    """Declared gaps as a mapping of slot to its own words (empty: the slot's)."""
    raw = entry.get("gaps") or {}
    return {slot: raw[slot] or {} for slot in raw} if isinstance(raw, dict) else {slot: {} for slot in raw}


def layers(data: Data) -> Iterator[tuple[YamlFile, Key]]:
    """Every place that fills slots: the file, and the key path of its fills."""
    yield data.files["rules"], ()
    for kind in ("area", "setting"):
        for file in data.entries[kind].values():
            yield file, ("fills",)


def fills_at(file: YamlFile, at: Key) -> Mapping[str, Any]:
    """The fills at a place that `layers` names."""
    fills: Any = file.data
    for name in at:
        fills = fills[name]
    return dict(fills)


def contact_places(data: Data) -> Iterator[tuple[str, YamlFile, Key, Mapping[str, Any]]]:
    """Every contact: id, file, key path, entry."""
    for contact, entry in data.one("contacts").items():
        yield contact, data.files["contacts"], (contact,), entry
    for kind in ("area", "setting"):
        for file in data.entries[kind].values():
            for contact, entry in file.data.get("contacts", {}).items():
                yield contact, file, ("contacts", contact), entry


def contact_ids(data: Data) -> set[str]:
    """Every contact and role."""
    return {contact for contact, *_ in contact_places(data)} | set(data.one("roles"))


def contacts_at_home(data: Data, file: YamlFile | None = None) -> set[str]:
    """The contacts that a file may name: the national ones and roles; in an area or setting its own too.

    A setting's own are those of its areas as well. Nobody may send a reader to another county.
    """
    names = {data.files["contacts"].name}
    own_roles = file.data.get("roles", ()) if file is not None else ()
    if file is not None:
        names |= {
            file.name,
            *(data.entries["area"][a].name for a in file.data.get("areas", ()) if a in data.entries["area"]),
        }
    found = {contact for contact, place, *_ in contact_places(data) if place.name in names}
    return {*found, *data.one("roles"), *own_roles}


def settings_are_whole(data: Data) -> Iterator[Problem]:
    """A setting's areas and document exist, and some flow says the words that it calls otherwise."""
    sources, areas = data.one("sources"), data.entries["area"]
    said = str([data.one("questions"), *data.each("flow").values()])
    for setting, file in data.entries["setting"].items():
        for place, area in enumerate(file.data["areas"]):
            if area not in areas:
                yield file.problem(
                    ("areas", place), f"area '{area}' does not exist{did_you_mean(area, areas)}"
                )
        source = file.data["source"]
        if source not in sources or sources[source].get("setting") != setting:
            own = [name for name, entry in sources.items() if entry.get("setting") == setting]
            mend = did_you_mean(source, own) or "; add it to sources.yml"
            yield file.problem(("source",), f"'{source}' is not a source of this setting{mend}")
        for words in file.data.get("calls", {}):
            if words not in said:
                yield file.problem(
                    ("calls", words), f"no flow says '{words}'; copy the words as a flow has them"
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
    """Fills and gaps name slots that exist."""
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
        for slot in set(gaps_of(file.data)) - every if at else ():
            yield file.problem(("gaps", slot), f"'{slot}' is not a slot{did_you_mean(slot, every)}")


def contacts_are_at_home(data: Data) -> Iterator[Problem]:
    """Contact fills, and the fallbacks of gaps, name contacts that a reader there may ring."""
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
    """Every contact that a fill or a gap names: file, key path, contact, the contacts it may name."""
    for file, at in layers(data):
        known = contacts_at_home(data, file if at else None)
        for slot, fill in fills_at(file, at).get("contacts", {}).items():
            for place, contact in enumerate(fill):
                yield file, (*at, "contacts", slot, place), contact, known
        for slot, words in gaps_of(file.data).items() if at else ():
            for contact in words.get("fallback", ()):
                yield file, ("gaps", slot, "fallback"), contact, known
    known = contacts_at_home(data)
    for slot, entry in data.one("slots")["contacts"].items():
        for place, contact in enumerate(entry.get("fallback", ())):
            yield data.files["slots"], ("contacts", slot, "fallback", place), contact, known


def clocks_are_known(data: Data) -> Iterator[Problem]:
    """A clock counts from a known anchor and ends on a day, and its id is its own."""
    anchors = data.one("slots")["anchors"]
    seen: dict[str, str] = {}
    for file, at in layers(data):
        for slot, clocks in fills_at(file, at).get("clocks", {}).items():
            for place, clock in enumerate(clocks):
                key = (*at, "clocks", slot, place)
                if clock["from"] not in anchors:
                    mend = did_you_mean(clock["from"], anchors) or "; see anchors in slots.yml"
                    yield file.problem(
                        (*key, "from"), f"clock '{clock['id']}' counts from '{clock['from']}'{mend}"
                    )
                if clock["id"] in seen:
                    yield file.problem(
                        (*key, "id"),
                        f"clock '{clock['id']}' is already in {seen[clock['id']]}; choose another id",
                    )
                seen[clock["id"]] = file.name
                amount, unit = clock["within"].get("amount", 0), clock["within"]["unit"]
                if unit in WHOLE_ONLY and amount != int(amount):
                    yield file.problem(
                        (*key, "within", "amount"),
                        f"{amount} {unit} end on no day; use a whole number, or count in hours",
                    )


def filling(data: Data, setting: str, area: str, kind: str, slot: str) -> list[Any]:
    """What fills a slot for a setting in one of its areas: the first layer with something that holds."""
    return _filled(data, setting, area, kind, slot)[1]


def _filled(data: Data, setting: str, area: str, kind: str, slot: str) -> tuple[str, list[Any]]:
    """The file that fills a slot, and with what."""
    scope = scope_of(data, setting)
    own, rules = data.entries["setting"][setting], data.files["rules"]
    layer = [(own.name, own.data["fills"])]
    if area:
        layer.append((data.entries["area"][area].name, data.each("area")[area]["fills"]))
    layer.append((rules.name, rules.data))
    for name, fills in layer:
        fill = fills.get(kind, {}).get(slot, [])
        held = fill if kind == "contacts" else [line for line in fill if _holds(scope, line, area)]
        if held:
            return name, list(held)
    return "", []


def _holds(scope: Scope, line: Mapping[str, Any], area: str) -> bool:
    holding = scope.holding(line["cite"], line.get("area"))
    return holding is not None and (not holding.areas or area in holding.areas)


def slots_are_filled_or_gaps(data: Data) -> Iterator[Problem]:
    """In each area of a setting a slot is filled or declared a gap; none of its own gaps is filled in all."""
    slots = data.one("slots")
    for setting, file in data.entries["setting"].items():
        areas = [area for area in file.data["areas"] or [""] if not area or area in data.entries["area"]]
        own = gaps_of(file.data)
        for kind in SLOT_KINDS:
            for slot in slots[kind]:
                empty = [area for area in areas if not filling(data, setting, area, kind, slot)]
                for area in empty:
                    where = f" in {area}" if area else ""
                    if slot not in own | (gaps_of(data.each("area")[area]) if area else {}):
                        yield file.problem(
                            ("gaps",), f"{kind} slot '{slot}' is empty{where}; fill it, or add it to gaps"
                        )
                if areas and not empty and slot in own:
                    names = dict.fromkeys(_filled(data, setting, area, kind, slot)[0] for area in areas)
                    where = " and ".join("this file" if name == file.name else name for name in names)
                    yield file.problem(
                        ("gaps", slot),
                        f"{kind} slot '{slot}' is a declared gap, yet it is filled in {where}; "
                        "take it out of gaps",
                    )
