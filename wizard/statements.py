"""What a reader may act on, line by line, and where each line is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

HANDBOOK = "handbook"
"""The source of our own readings; its sections are names."""


@dataclass(frozen=True, slots=True)
class Cite:
    """A citation: where a line is written."""

    source: str
    section: str

    @property
    def place(self) -> str:
        """The section in words: by its number or its title; a reading of our own by its name."""
        if self.source == HANDBOOK:
            return self.section.replace("-", " ")
        return f"section {self.section}" if self.section.isdecimal() else self.section

    def words(self, names: Mapping[str, str]) -> str:
        """The source, by its name among those of all sources, and the place in it."""
        return f"{names[self.source]}, {self.place}"


@dataclass(frozen=True, slots=True)
class Statement:
    """One line a reader may act on.

    `authority` says what it rests on: `own` (the setting's document), `area`, `national`, or `reading` (our
    own reading, where the documents are silent). `areas` is empty where it applies in all of the setting's
    areas. `lead` is what the safeguarding lead reads in its place: nobody is sent to themselves. "" leaves
    the line out for the lead, None leaves it as it is.
    """

    text: str
    cites: tuple[Cite, ...]
    authority: str
    areas: tuple[str, ...] = ()
    lead: str | None = None

    def holds_in(self, area: str) -> bool:
        """Whether the line may be shown for a child in this area ("" = the setting has no area)."""
        return not self.areas or area in self.areas


@dataclass(frozen=True, slots=True)
class Line:
    """A line of an outcome: a statement, or the name of a rule slot that each area fills.

    `skip_after` are the answers, question and option, after which the line has nothing to say.
    """

    statement: Statement | None = None
    rule: str = ""
    skip_after: tuple[tuple[str, str], ...] = ()
