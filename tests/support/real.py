"""The real data and the books made of it, once a process for all tests that ask."""

from __future__ import annotations

from functools import cache
from pathlib import Path as File
from typing import Any

from handbook.book.maker import Maker
from handbook.checks import checked
from handbook.datafiles.data import Data
from handbook.sites.one_site import maker_for
from wizard.model import Book
from wizard.paths import Path, paths

DATA = File(__file__).parents[2] / "data"


@cache
def data() -> Data:
    """The real data, checked."""
    return checked(DATA)


@cache
def made(setting: str) -> tuple[Maker, dict[str, Any], Book]:
    """The maker of a setting's book, the book as JSON and the book as the wizard reads it."""
    return maker_for(data(), setting)


def maker(setting: str) -> Maker:
    """The maker of a setting's book."""
    return made(setting)[0]


def book(setting: str) -> Book:
    """A setting's book."""
    return made(setting)[2]


@cache
def every_path(setting: str) -> tuple[Path, ...]:
    """Every path of every flow in a setting."""
    return tuple(path for flow in book(setting).flows for path in paths(book(setting), flow))
