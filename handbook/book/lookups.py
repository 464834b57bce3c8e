"""Lookups in the data: slots and what fills them, contacts and whose they are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from handbook.book.scope import Scope
from handbook.datafiles.data import Data
from handbook.datafiles.yamlfile import Key, YamlFile
from handbook.policies.compose import for_setting
from handbook.policies.documents import decisions_of, policies_of, sources_of
from handbook.policies.places import SLOTS

SLOT_KINDS = tuple(SLOTS.values())


@lru_cache(16)
def scope_of(data: Data, setting: str) -> Scope:
    """The scope of a setting."""
    areas = tuple(data.each("setting")[setting]["areas"])
    return Scope(setting, areas, sources_of(data, setting), stand_ins(decisions_of(data, setting)))


def stand_ins(decisions: Mapping[str, Any]) -> frozenset[str]:
    """The decisions of ours that add nothing to a source that applies."""
    return frozenset(name for name, decision in decisions.items() if decision.get("stands_in"))


def layers(data: Data) -> Iterator[tuple[YamlFile, Key]]:
    """Every place that fills slots: the file, and the key path of its fills."""
    yield data.files["fills"], ()
    for file in data.entries["area"].values():
        yield file, ("fills",)
    for file in data.entries["policy"].values():
        yield file, ("fills",)
        for section in file.data["sections"]:
            yield file, ("sections", section, "fills")
        yield file, ("ours", "fills")


def fills_at(file: YamlFile, at: Key) -> Mapping[str, Any]:
    """The fills at a place that `layers` names."""
    fills: Any = file.data
    for name in at:
        fills = fills.get(name, {})
    return dict(fills)


def list_item(data: Data, ref: str) -> dict[str, Any]:
    """The item of a do and don't list that flows and papers name `list.item`."""
    name, _, item = ref.partition(".")
    entry = data.each("list")[name]
    found: dict[str, Any] = {**entry.get("do", {}), **entry.get("dont", {})}[item]
    return found


def first_actions(data: Data) -> set[str]:
    """The refs of what flows tell staff to do first: no end is without it."""
    return {
        f"flow.{flow}/{outcome['first'].get('id')}"
        for flow, entry in data.each("flow").items()
        for outcome in entry["outcomes"].values()
    }


def contact_places(data: Data) -> Iterator[tuple[str, YamlFile, Key, Mapping[str, Any]]]:
    """Every contact: id, file, key path, entry."""
    for contact, entry in data.one("contacts").items():
        yield contact, data.files["contacts"], (contact,), entry
    for kind in ("area", "setting"):
        for file in data.entries[kind].values():
            for contact, entry in file.data.get("contacts", {}).items():
                yield contact, file, ("contacts", contact), entry


def notes_of(data: Data, file: YamlFile, kind: str) -> dict[str, Any]:
    """The changes or decisions that a file may name: those of the base, and those of areas.

    An area's file may name its own, a document those of any area. A base file may name none of them: it is
    also read in settings outside that area.
    """
    areas = data.entries["area"]
    if file in areas.values():
        whose = [file.data["id"]]
    elif file.name in {file_of_levels.name for file_of_levels in data.entries["levels"].values()}:
        whose = [file.data["area"]]
    else:
        documents = (
            document
            for kept in ("policy", "setting", "scenarios")
            for document in data.entries[kept].values()
        )
        whose = list(areas) if file in documents else []
    found = dict(data.one(kind))
    for area in whose:
        found |= areas[area].data.get(kind, {}) if area in areas else {}
    return found


def contact_ids(data: Data) -> set[str]:
    """Every contact and role."""
    return {contact for contact, *_ in contact_places(data)} | set(data.one("roles"))


def contacts_at_home(data: Data, file: YamlFile | None = None) -> set[str]:
    """The contacts that a file may name: the national ones and roles; elsewhere its own too.

    A setting's own are those of its areas as well, and a policy's those that all its settings share. Nobody
    may send a reader to another county.
    """
    everyone = {contact for contact, place, *_ in contact_places(data) if place is data.files["contacts"]}
    everyone |= set(data.one("roles"))
    if file is None:
        return everyone
    if file in data.entries["policy"].values():
        users = [
            setting_file
            for name, setting_file in data.entries["setting"].items()
            if file.data["id"] in policies_of(data, name)
        ]
        shared = [contacts_at_home(data, user) for user in users]
        areas = [
            area_file
            for area_file in data.entries["area"].values()
            if file.data["id"] in area_file.data.get("policies", ())
        ]
        shared += [contacts_at_home(data, area_file) for area_file in areas]
        return set.intersection(*shared) if shared else everyone
    names = {file.name} | {
        data.entries["area"][area].name for area in file.data.get("areas", ()) if area in data.entries["area"]
    }
    own = {contact for contact, place, *_ in contact_places(data) if place.name in names}
    return everyone | own | set(file.data.get("roles", ()))


def filling(data: Data, setting: str, area: str, kind: str, slot: str) -> list[Any]:
    """What fills a slot for a setting in one of its areas: the first layer with something that applies."""
    scope, whole = scope_of(data, setting), for_setting(data, setting)
    layer = [whole.each("setting")[setting]["fills"]]
    if area:
        layer.append(whole.each("area")[area]["fills"])
    layer.append(whole.one("fills"))
    for fills in layer:
        fill = fills.get(kind, {}).get(slot, [])
        applicable = fill if kind == "contacts" else [line for line in fill if _holds(scope, line, area)]
        if applicable:
            return list(applicable)
    return []


def _holds(scope: Scope, line: Mapping[str, Any], area: str) -> bool:
    basis = scope.basis(line["cite"], line.get("area"))
    return basis is not None and (not basis.areas or area in basis.areas)
