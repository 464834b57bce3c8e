"""Numbers, addresses and hours of contacts are real, and none stands in a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from handbook.book.hours import DAY, minute
from handbook.book.lookups import contact_places, contacts_at_home, notes_of
from handbook.checks.plausible import HINT, example_fault, fault, in_prose
from handbook.datafiles.data import Data
from handbook.datafiles.yamlfile import Key, YamlFile
from handbook.problems import Problem, did_you_mean

# The fields that say where something is to be seen, and where readers write to.
ADDRESSES = frozenset({"address", "addresses", "checked_against", "site_url", "repo_url", "feedback_email"})
# Those, the fields that hold a number, and the one that names who published something.
NO_PROSE = ADDRESSES | {"value", "phone", "email", "extension", "publisher"}
REF = re.compile(r"contact\.[a-z0-9-]+/\S+")
LONGEST_NIGHT = 18 * 60  # minutes; an opening past midnight that is longer is a slip of the pen


def numbers_fit_their_kind(data: Data) -> Iterator[Problem]:
    """A number can exist, an address is one, and a checked number says when and where it was checked."""
    for _, file, key, entry in contact_places(data):
        changes = notes_of(data, file, "changes")
        for place, number in enumerate(entry["numbers"]):
            at = (*key, "numbers", place)
            yield from _real(file, (*at, "value"), number["kind"], number["value"])
            if number["status"] == "current" and not {"checked_on", "checked_against"} <= set(number):
                yield file.problem(
                    (*at, "status"),
                    "a current number needs checked_on and checked_against; else its status is as-printed",
                )
            change = number.get("change", "")
            if change not in {"", *changes}:
                yield file.problem(
                    (*at, "change"),
                    f"change '{change}' does not exist{did_you_mean(change, changes)}",
                )


def _real(file: YamlFile, key: Key, kind: str, value: str) -> Iterator[Problem]:
    if words := fault(kind, value):
        yield file.problem(key, f"'{value}' {words}")


def addresses_are_real(data: Data) -> Iterator[Problem]:
    """No address is one of those that guides show for an example: it was copied, and never filled in."""
    for file in data.every_file():
        for key, value in file.values:
            if isinstance(value, str) and _field(key) in ADDRESSES and (words := example_fault(value)):
                yield file.problem(key, f"'{value}' {words}")


def _field(key: Key) -> str:
    """The name under which a value stands, also in a list."""
    for part in reversed(key):
        if isinstance(part, str):
            return part
    return ""


def prose_holds_no_numbers(data: Data) -> Iterator[Problem]:
    """No number and no address stands in a sentence: there it has no history, and is not looked at again."""
    documents = {file.name for file in data.entries["policy"].values()}
    typed = {file.name for file in data.entries["utterances"].values()}  # checked line by line
    for file in data.every_file():
        if file.name in typed:
            continue
        names_numbers = file.name in documents  # a document names the numbers that it prints
        for key, value in file.values:
            if not isinstance(value, str) or not HINT.search(value) or _field(key) in NO_PROSE:
                continue
            if (found := in_prose(value)) and not (names_numbers and REF.fullmatch(value)):
                fix = "make it a number of a contact, and name the contact"
                yield file.problem(key, f"holds the {found[1]} '{found[0]}'; {fix}")


def hours_make_sense(data: Data) -> Iterator[Problem]:
    """Hours end after they start; `outside` names a contact with weekly hours that is shown beside it."""
    weekly = {contact for contact, _, _, entry in contact_places(data) if "weekly" in entry.get("hours", {})}
    for _, file, key, entry in contact_places(data):
        hours = entry.get("hours", {})
        for place, stretch in enumerate(hours.get("weekly", ())):
            if words := _stretch_fault(stretch):
                yield file.problem((*key, "hours", "weekly", place, "to"), words)
        outside, known = hours.get("outside"), weekly & contacts_at_home(data, file)
        if outside is not None and outside not in known:
            yield file.problem(
                (*key, "hours", "outside"),
                f"'{outside}' is no contact of this place with weekly hours{did_you_mean(outside, known)}",
            )


def _stretch_fault(stretch: Mapping[str, Any]) -> str:
    """What is wrong with one opening; past midnight it ends on the next day."""
    start, end = minute(stretch["from"]), minute(stretch["to"])
    if start == end:
        return f"opens and closes at {stretch['to']}; for a whole day write from 00:00 to 24:00"
    if end < start and end + DAY - start > LONGEST_NIGHT:
        return (
            f"closes at {stretch['to']}, before it opens at {stretch['from']}; one that answers past "
            "midnight may do so for 18 hours, and one that answers day and night has {always: true}"
        )
    return ""
