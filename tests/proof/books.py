"""The real data and the five books, read once for all proofs."""

from __future__ import annotations

from functools import cache

from handbook.book.lookups import contact_places
from handbook.book.maker import Maker
from handbook.book.scenarios import Scenario, all_of
from handbook.datafiles.data import Data
from handbook.sites.one_site import checked, maker_for
from tests.content.handbooks import DATA, SETTINGS
from tests.proof.invariants import Lore
from wizard.model import Book
from wizard.paths import Path, paths

__all__ = ["SETTINGS", "book", "data", "every_path", "lore", "maker", "scenarios"]


@cache
def data() -> Data:
    """The real data, checked."""
    return checked(DATA)


@cache
def _made(setting: str) -> tuple[Maker, Book]:
    maker_, _, book_ = maker_for(data(), setting)
    return maker_, book_


def maker(setting: str) -> Maker:
    """The maker of a setting's book."""
    return _made(setting)[0]


def book(setting: str) -> Book:
    """A setting's book."""
    return _made(setting)[1]


@cache
def scenarios() -> tuple[Scenario, ...]:
    """Every practice situation."""
    return tuple(all_of(data()))


@cache
def every_path(setting: str) -> tuple[Path, ...]:
    """Every path of every flow in a setting."""
    return tuple(path for flow in book(setting).flows for path in paths(book(setting), flow))


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
