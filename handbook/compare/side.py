"""One of the two handbooks that are compared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from handbook.book.lookups import contact_places
from handbook.book.maker import Maker
from wizard.loading import load
from wizard.model import Book
from wizard.statements import Cite, Statement

Raw = Mapping[str, Any]


@dataclass(frozen=True)
class Side:
    """A setting's handbook in one version of the data."""

    maker: Maker

    @cached_property
    def raw(self) -> Raw:
        """Its book as JSON."""
        return self.maker.book()

    @cached_property
    def book(self) -> Book:
        """Its book."""
        return load(self.raw)

    @cached_property
    def contacts(self) -> dict[str, Raw]:
        """The contacts that it may show, as the data has them: old numbers and all."""
        every = contact_places(self.maker.data)
        return {contact: entry for contact, _, _, entry in every if contact in self.maker.contacts}

    def statement(self, line: Raw) -> Statement | None:
        """A line of the data as it holds here; None where it does not."""
        basis = self.maker.basis(line)
        if basis is None:
            return None
        text, cites = self.maker.words(line["text"]), tuple(Cite(*cite) for cite in basis.cites)
        return Statement(text, cites, basis.authority, basis.areas)

    def slot_title(self, kind: str, slot: str) -> str:
        """What a slot is called."""
        words: str = self.maker.data.one("slots")[kind].get(slot, {"title": slot})["title"]
        return words

    def area_word(self, area: str) -> str:
        """The area's name as an addition, where there are several."""
        return f", {self.book.area_name(area)}" if len(self.book.areas) > 1 else ""
