"""What applies in a setting: a line is shown only where one of its citations applies there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

AUTHORITIES = ("own", "area", "national", "reading")
"""From the setting's own document to our own reading of what to do where the documents are silent."""

ADDED_TO = ("area", "national")  # not "own": a policy that claims a line claims all of it

# Our own reading of what to do where nothing is printed: what a gap rests on unless it says otherwise.
NO_ROUTE = {"source": "handbook", "section": "no-route-printed"}


@dataclass(frozen=True, slots=True)
class Basis:
    """On what a line applies: by which citations, on what authority, and in which areas (empty: in all)."""

    cites: tuple[tuple[str, str], ...]
    authority: str
    areas: tuple[str, ...]


@dataclass(frozen=True)
class Scope:
    """One setting's view of the citations."""

    setting: str
    areas: tuple[str, ...]
    sources: Mapping[str, Mapping[str, Any]]
    stand_ins: frozenset[str] = frozenset()
    """Decisions of ours that count only where no source holds; any other adds to the source beside it."""

    def authority(self, source_id: str) -> str | None:
        """The authority of a source in this setting; None where it does not apply, or where it is unknown."""
        return self._authorities.get(source_id)

    @cached_property
    def _authorities(self) -> dict[str, str | None]:
        return {name: self._authority(source) for name, source in self.sources.items()}

    def _authority(self, source: Mapping[str, Any]) -> str | None:
        match source["kind"]:
            case "setting":
                return "own" if source["setting"] == self.setting else None
            case "area":
                return "area" if set(source["areas"]) & set(self.areas) else None
            case "national":
                return "national"
            case _:
                return "reading"

    def basis(self, cite: Sequence[Mapping[str, str]], area: str | None = None) -> Basis | None:
        """The basis on which a line with these citations applies here; None where it does not.

        It is cited on its highest authority alone: where the setting's own document says a thing, a reader in
        a hurry needs no second source, and our own reading counts only where no document says it. But where
        our advice adds to what a council or a national text prints, the line is ours, and shows both.

        A page of one of several areas is passed over where a lesser authority applies in all of them, so that
        a reader with a child from the other area is not left without the line. `area` narrows it to one.
        """
        if area is not None and area not in self.areas:
            return None
        partly: Basis | None = None
        held = [(self._authorities.get(citation["source"]), citation) for citation in cite]
        for authority in AUTHORITIES:
            shown = [citation for holds_as, citation in held if holds_as == authority]
            if not shown:
                continue
            areas = (area,) if area else self._areas(shown) if authority == "area" else ()
            ours = [citation for citation in cite if self._adds(citation)] if authority in ADDED_TO else []
            places = tuple((citation["source"], citation["section"]) for citation in (*shown, *ours))
            basis = Basis(places, "reading" if ours else authority, areas)
            if area or not areas:
                return basis
            partly = basis
        return partly

    def _adds(self, cite: Mapping[str, str]) -> bool:
        return self.authority(cite["source"]) == "reading" and cite["section"] not in self.stand_ins

    def _areas(self, shown: list[Mapping[str, str]]) -> tuple[str, ...]:
        named = {area for citation in shown for area in self.sources[citation["source"]]["areas"]}
        applicable = tuple(area for area in self.areas if area in named)
        return () if applicable == self.areas else applicable
