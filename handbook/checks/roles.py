"""The roles of a setting: known or described, and the people in them reachable by numbers that exist."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from handbook.book.lookups import contact_ids
from handbook.checks.plausible import fault, in_prose
from handbook.datafiles.data import Data
from handbook.datafiles.yamlfile import Key, YamlFile
from handbook.problems import Problem, did_you_mean

OF_ITS_OWN = ("title", "plain")  # what a role that is not among the national ones must say of itself
OF_A_PERSON = ("holder", "phone", "email", "extension")


def roles_are_known(data: Data) -> Iterator[Problem]:
    """A role is one of the national ones, or says itself what it is, under an id that means nothing else."""
    known = data.one("roles")
    taken = contact_ids(data) | set(data.one("slots")["contacts"])
    for file in data.entries["setting"].values():
        for role, entry in file.data["roles"].items():
            at = ("roles", role)
            if role in known:
                continue
            lacking = [field for field in OF_ITS_OWN if not entry.get(field)]
            if lacking:
                words = f"role '{role}' is not in base/roles.yml{did_you_mean(role, known)}"
                yield file.problem(at, f"{words}; for a role of your own add {' and '.join(lacking)}")
            elif role in taken:
                yield file.problem(at, f"'{role}' is a contact or a slot already; choose another id")


def people_can_be_reached(data: Data) -> Iterator[Problem]:
    """The numbers and addresses of people exist and can be tapped; several people stand in one list alone."""
    for file in data.entries["setting"].values():
        for role, entry in file.data["roles"].items():
            at = ("roles", role)
            for field in OF_A_PERSON if "people" in entry else ():
                if field in entry:
                    words = f"'{field}' stands beside 'people'; put it into an entry of people"
                    yield file.problem((*at, field), words)
            yield from _real(file, at, entry)
            for place, person in enumerate(entry.get("people", ())):
                yield from _real(file, (*at, "people", place), person)


def _real(file: YamlFile, at: Key, person: Mapping[str, Any]) -> Iterator[Problem]:
    for field in ("phone", "email"):
        value = person.get(field, "")
        if value and (words := fault(field, value)):
            yield file.problem((*at, field), f"'{value}' {words}")
    extension = person.get("extension", "")
    if in_prose(extension):
        words = f"'{extension}' is a whole number, and an extension cannot be tapped; put it under phone"
        yield file.problem((*at, "extension"), words)
