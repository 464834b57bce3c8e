"""A section in its sentences and items: the fragments that a line may rest on, each with its heading."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from handbook.desk.headings import BULLET, is_heading

# A sentence ends here, and not behind the number of an item. What one cell of a table holds ends with it.
_SENTENCE = re.compile(
    r"(?:(?<=[A-Za-z]{2}[.!?;:])|(?<=[)\]%*\"'\u2019\u201d][.!?;:])|(?<=\d{3}[.!?;:]))"
    r"[\"'\u201d\u2019)*_]*\s+(?=[\"'\u201c\u2018(*_]*[A-Z\d])|\t+"
)
_MOST_WORDS = 60  # in one fragment; a table that lost its lines has no sentences
_WORD = re.compile(r"\S+")


@dataclass(frozen=True)
class Fragment:
    """A sentence or an item of a section: where its words stand, the heading above, what leads up to it."""

    section: str
    start: int
    end: int
    title: str
    heading: str
    lead: str


def fragments(section: str, text: str) -> Iterator[Fragment]:
    """The fragments of a section in order. Its first line counts as its title."""
    title = heading = lead = ""
    for start, end in _paragraphs(text):
        whole = text[start:end]
        item = bool(BULLET.match(whole))
        if is_heading(whole):
            heading, lead = whole, ""
            title = title or whole
        for first, last in _sentences(text, start, end):
            yield Fragment(section, first, last, title, heading, lead if item else "")
        if not item:
            lead = whole if whole.endswith(":") else ""


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Lines that belong together: a wrapped paragraph, an item, a heading."""
    start = end = at = 0
    alone = False  # a heading goes on in no line below it
    for line in text.splitlines(keepends=True):
        words = line.strip()
        if not words or alone or BULLET.match(line) or is_heading(words):
            if end > start:
                yield _trimmed(text, start, end)
            start = at
        end = at + len(line) if words else at
        alone = bool(words) and is_heading(words)
        at += len(line)
        if not words:
            start = at
    if end > start:
        yield _trimmed(text, start, end)


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    for found in _SENTENCE.finditer(text, start, end):
        yield from _short(text, at, found.start())
        at = found.end()
    yield from _short(text, at, end)


def _short(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    words = list(_WORD.finditer(text, start, end))
    for at in range(0, len(words), _MOST_WORDS):
        some = words[at : at + _MOST_WORDS]
        yield some[0].start(), some[-1].end()


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    whole = text[start:end]
    return start + len(whole) - len(whole.lstrip()), end - (len(whole) - len(whole.rstrip()))
