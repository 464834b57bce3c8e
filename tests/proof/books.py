"""The real data and the five books, read once for all proofs."""

from __future__ import annotations

from functools import cache

from handbook.book.lookups import contact_places
from handbook.book.scenarios import Scenario, all_of
from tests.content.handbooks import SETTINGS
from tests.proof.invariants import Lore
from tests.support.real import book, data, every_path, maker

__all__ = ["SETTINGS", "book", "data", "every_path", "lore", "maker", "scenarios"]


@cache
def scenarios() -> tuple[Scenario, ...]:
    """Every practice situation."""
    return tuple(all_of(data()))


@cache
def lore() -> Lore:
    """Where each contact is at home (area, setting, or "" for the whole country), and the dead numbers."""
    places = list(contact_places(data()))
    numbers = [number for *_, entry in places for number in entry["numbers"]]
    live = {number["value"] for number in numbers if number["status"] != "superseded"}
    return Lore(
        {
            contact: file.data["id"] if isinstance(file.data.get("id"), str) else ""
            for contact, file, *_ in places
        },
        frozenset(number["value"] for number in numbers) - live,
    )
