"""A policy's text cut into its sections, as its headings show them, and what there is to tell of the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from handbook.desk.cleaning import LOST, cleaned, repaired
from handbook.desk.contents import contents, plain
from handbook.desk.counting import Counted, sections_counted
from handbook.desk.headings import BULLET, Heading, bare, heading

FRONT = "Front pages"  # what stands before the first heading
_HASHES = re.compile(r"^#{1,6}\s+", re.MULTILINE)
_GAP = re.compile(r"\n{3,}")
_COUNTING = ("numbered", "roman", "part")
# Reliable heading forms: where enough are found, plain short lines are not headings.
_SURE = ("marked", "bold", "capitals", "appended")
_CUT = ("numbered", "roman", "part", "appended", "marked", "capitals")  # plain and bold words may be a line
_LEADS_ON = frozenset(
    {"a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with"}
)
_FEW = 3  # headings that make a way of heading
_LEAST = 5  # words under a heading that only its form shows
_LONGEST_NAME = 60
_WORDS_ON_A_PAGE = 400
_MANY_PAGES = 100
_ONE_LINE = 2000  # letters


@dataclass(frozen=True)
class Section:
    """A part of a policy: what it is cited by, its title, and its words with the heading first."""

    id: str
    title: str
    text: str


@dataclass(frozen=True)
class _Start:
    """A line that may begin a section. `known`: the table of contents has it."""

    at: int
    found: Heading
    known: bool


def sections_of(text: str) -> list[Section]:
    """The sections of a policy in order; what stands before the first is FRONT. None of an empty text.

    Numbers decide where the document counts its sections; headings inside those are left in their text. Else
    every heading begins a section. A table of contents is left out.
    """
    return _Text(_with_whole_headings(cleaned(text).split("\n"))).sections()


def doubts(text: str) -> list[str]:
    """What a person should know of a policy's text before it is used, in whole sentences; mostly nothing."""
    words = len(text.split())
    if not words:
        return ["There are no words here. Paste the policy's text, or open its file."]
    told = []
    if LOST in text:
        told.append(
            "Some letters are lost: the text was saved in one way and read in another."
            " Open the policy in the program that it was written with, and copy the text from there."
        )
    elif repaired(text) != text:
        told.append(
            "Quotation marks, dashes or accents came out wrong and were put right. Look at a few of them."
        )
    pages = words // _WORDS_ON_A_PAGE
    if pages > _MANY_PAGES:
        told.append(
            f"This is long, about {pages} pages."
            " If it holds more than one policy, take out the rest and open it again."
        )
    if "\n" not in text.strip() and len(text) > _ONE_LINE:
        told.append(
            "All of it is one line, so no heading can be seen."
            " Open the file itself, or copy it with its lines."
        )
    elif len(sections_of(text)) == 1:
        told.append(
            "No heading was found, so all of it is one section. Check that the headings came with the text."
        )
    return told


def _with_whole_headings(lines: list[str]) -> list[str]:
    """The lines with each heading in one: the width of a page cuts a long one in two."""
    out: list[str] = []
    for line in lines:
        above = next((at for at in reversed(range(len(out))) if out[at]), -1)
        beside = above == len(out) - 1 or line.startswith("#")  # a marked heading has empty lines around it
        if above >= 0 and beside and _goes_on(out[above], line):
            out[above:] = [f"{out[above]} {_HASHES.sub('', line)}"]
        else:
            out.append(line)
    return out


def _goes_on(above: str, line: str) -> bool:
    """Whether a line is the rest of the heading above it."""
    found = heading(above)
    words = bare(_HASHES.sub("", line)).split()
    if not found or found.form not in _CUT or not words or above.startswith("#") != line.startswith("#"):
        return False
    joined = words[0][0].islower() or above.rsplit(maxsplit=1)[-1].lower() in _LEADS_ON
    return joined and not BULLET.match(line) and heading(f"{above} {' '.join(words)}") is not None


class _Text:
    """The lines of a policy, and which of them begin a section."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        self.listed, self.titles = contents(lines)
        self.shown = [at for at, line in enumerate(lines) if line and at not in self.listed]
        self.place = {at: place for place, at in enumerate(self.shown)}

    def sections(self) -> list[Section]:
        """The sections in order, none with the name of another."""
        starts = list(self._starts())
        out: list[Section] = []
        front = self._words(0, starts[0].at if starts else len(self.lines))
        if front:
            out.append(Section(FRONT, FRONT, front))
        for start, end in self._spans(starts):
            title = self._title(start)
            name = _name(start.found, title, {section.id for section in out})
            out.append(Section(name, title, self._words(start.at, end)))
        return out

    def _starts(self) -> Iterator[_Start]:
        first = max(self.listed, default=-1)  # what comes before the table of contents is the cover
        seen = [
            _Start(at, found, plain(self.lines[at]) in self.titles)
            for at in self.shown
            if at > first and (found := self._heading(at))
        ]
        for form in _COUNTING:
            counted = self._counted([heading for heading in seen if heading.found.form == form])
            if len(counted) >= _FEW:
                appended = [heading for heading in seen if heading.found.form == "appended"]
                return iter(sorted([*counted, *appended], key=lambda heading: heading.at))
        alone = [heading for heading in seen if heading.known or heading.found.form not in _COUNTING]
        if sum(heading.found.form in _SURE for heading in alone) >= _FEW:
            alone = [heading for heading in alone if heading.known or heading.found.form in _SURE]
        return self._with_words(alone)

    def _heading(self, at: int) -> Heading | None:
        """The heading that a line is; a plain one begins where the line before it has come to an end."""
        found = heading(self.lines[at])
        if plain(self.lines[at]) in self.titles:
            return found or Heading("plain", "", bare(self.lines[at]))
        before = self.lines[at - 1] if at else ""
        runs_on = before and before[-1] not in ".:;?!" and not heading(before)
        return None if found and found.form == "plain" and runs_on else found

    def _counted(self, seen: list[_Start]) -> list[_Start]:
        """Of the lines with a number those that count the sections."""
        lines = [Counted(self.place[heading.at], heading.found.number, heading.known) for heading in seen]
        places = sections_counted(lines)
        return [heading for heading in seen if self.place[heading.at] in places]

    def _with_words(self, starts: list[_Start]) -> Iterator[_Start]:
        """Headings with something under them: a cover's lines and a list without marks look like headings."""
        for start, end in self._spans(starts):
            sure = start.known or start.found.form in _SURE
            if sure or len(self._words(start.at + 1, end).split()) >= _LEAST:
                yield start

    def _spans(self, starts: list[_Start]) -> Iterator[tuple[_Start, int]]:
        """Each beginning with the line before which it ends."""
        ends = [heading.at for heading in starts[1:]] + [len(self.lines)]
        yield from zip(starts, ends, strict=False)  # of no beginning there is no end

    def _title(self, start: _Start) -> str:
        """A section's title; an appendix may have it on the line below, or none."""
        below = self.shown[self.place[start.at] + 1 :][:1]
        found = heading(self.lines[below[0]]) if below else None
        return start.found.title or (found.title if found else "") or start.found.number

    def _words(self, start: int, end: int) -> str:
        kept = "\n".join(self.lines[at] for at in range(start, end) if at not in self.listed)
        return _HASHES.sub("", _GAP.sub("\n\n", kept)).strip()


def _name(found: Heading, title: str, taken: set[str]) -> str:
    """What a section is cited by: its number, else its title; both where the number came before."""
    short = title if len(title) <= _LONGEST_NAME else title[:_LONGEST_NAME].rpartition(" ")[0]
    first = name = found.number or short
    if name in taken and found.number:
        first = name = f"{name} {short}"
    count = 1
    while name in taken:
        count += 1
        name = f"{first} ({count})"
    return name
