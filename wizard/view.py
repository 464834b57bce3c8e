"""Where a step's markup will stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from wizard.markup import Html
from wizard.model import Book
from wizard.statements import Cite


@dataclass(frozen=True, slots=True)
class View:
    """The book, the way to the site's root ("../"), and the time if known.

    `starts` are the moments that limits count from, by anchor, as far as the reader gave them.
    `made` keeps what was made for this place, by what it rests on.
    """

    book: Book
    root: str
    now: datetime | None = None
    starts: Mapping[str, datetime] = field(default_factory=dict)
    made: dict[tuple[str, tuple[Cite, ...]], Html] = field(default_factory=dict, compare=False)
