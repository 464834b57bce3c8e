"""A gap does not stand beside what fills it: a reader would be told that nobody says what is said."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from handbook.checks.areas import SLOT_KINDS, gaps_of
from handbook.data import Data
from handbook.problems import Problem


def areas_declare_no_gap_that_they_fill(data: Data) -> Iterator[Problem]:
    """An area's gap is one for all its settings, so nothing in its own file fills the slot for all."""
    sources = data.one("sources")

    def for_all(fill: Any) -> bool:
        """Whether a fill holds in every setting there: a contact, or a line that rests on no one's policy."""
        if isinstance(fill, str):
            return True
        return any(sources.get(one["source"], {}).get("kind") != "setting" for one in fill["cite"])

    for file in data.entries["area"].values():
        gaps = gaps_of(file.data)
        for kind in SLOT_KINDS:
            for slot, fills in file.data["fills"].get(kind, {}).items():
                if slot in gaps and any(map(for_all, fills)):
                    words = f"{kind} slot '{slot}' is a declared gap, yet it is filled in this file"
                    yield file.problem(("gaps", slot), f"{words}; take it out of gaps")
