"""Whose numbers a setting may show, taken from the data files and not from the book that is under test."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from handbook.datafiles.data import Data

LIKE_A_NUMBER = re.compile(r"\+?\d[\d ]{7,}\d")


def digits(text: str) -> str:
    return "".join(c for c in text if c.isdigit())


def numbers_in(text: str) -> set[str]:
    """What looks like a phone number in a text, as digits."""
    return {digits(found) for found in LIKE_A_NUMBER.findall(text)}


def _phones(contacts: Mapping[str, Any], *, superseded: bool) -> Iterator[str]:
    for contact in contacts.values():
        for number in contact["numbers"]:
            if number["kind"] == "phone" and (number["status"] == "superseded") is superseded:
                yield digits(number["value"])


def _layers(data: Data, setting: str) -> tuple[list[Mapping[str, Any]], list[Mapping[str, Any]]]:
    """The contacts that are the setting's (its own, its areas', the nation's), and everybody else's."""
    settings, areas = data.each("setting"), data.each("area")
    own = settings[setting]["areas"]
    ours = [
        data.one("contacts"),
        settings[setting].get("contacts", {}),
        *(area["contacts"] for name, area in areas.items() if name in own),
    ]
    theirs = [
        *(other.get("contacts", {}) for name, other in settings.items() if name != setting),
        *(area["contacts"] for name, area in areas.items() if name not in own),
    ]
    return ours, theirs


def ours(data: Data, setting: str) -> set[str]:
    """The phone numbers that the setting may give."""
    return {phone for layer in _layers(data, setting)[0] for phone in _phones(layer, superseded=False)}


def never_here(data: Data, setting: str) -> set[str]:
    """The phone numbers of other areas and other settings, and those that are no longer in use."""
    mine, theirs = _layers(data, setting)
    foreign = {phone for layer in theirs for phone in _phones(layer, superseded=False)}
    old = {phone for layer in (*mine, *theirs) for phone in _phones(layer, superseded=True)}
    return (foreign | old) - ours(data, setting)
