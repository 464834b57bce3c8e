"""A policy's words without what came of paper and programs: heads of pages, broken words, wrong letters."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from handbook.desk.headings import BULLET

# Letters of UTF-8 that were read as Windows-1252, and letters of Windows-1252 that were read as Latin-1.
_READ_WRONG = re.compile("\u00e2\u20ac.|\u00c2[\u00a0-\u00bf]|\u00c3[\u0080-\u00bf\u0152-\u2122]")
_CONTROL = re.compile("[\u0080-\u009f]")
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_BLANK = re.compile(r"[^\S\n\t\f]+")
_BROKEN = re.compile(r"\b([A-Za-z]+)-\n[ \t]*([a-z]+)")
_PAGE = re.compile(r"\W*(?:page\s*)?\d{1,3}(?:\s*(?:of|/|\|)\s*\d{1,3})?\W*", re.IGNORECASE)
_FIGURES = re.compile(r"\d+")
LOST = "\ufffd"
_COVER = 20  # lines in which a document says what stands at the head of each of its pages
_OFTEN = 3  # times that such a line must come
_EDGE = 2  # lines of a head or a foot
_SHORT_PAGE = 8  # lines with words
_BLOCK = re.compile(r"[^\n]+(?:\n[^\n]+)+")  # lines with no empty one between them
_ENDS = ".:;?!"
_LIST = 55  # letters that no line has where short lines stand one below the other
_PRINTED = 130  # letters that a line on paper has at the most
# How long a line is beside the longest around it where the paper ended it: after a sentence, and within.
_FULL, _FULLER_THAN_A_HEADING = 0.85, 0.6


def cleaned(text: str) -> str:
    """The text with its letters repaired, broken words joined, heads and feet of pages gone."""
    lines = repaired(text).replace("\r\n", "\n").replace("\r", "\n")
    lines = (
        unicodedata.normalize("NFC", _UNSEEN.sub("", lines)).replace("\ufb01", "fi").replace("\ufb02", "fl")
    )
    whole = "\n".join(_without_heads(_BLANK.sub(" ", lines)))
    return _BROKEN.sub(lambda found: _joined(found, whole), whole).strip()


def repaired(text: str) -> str:
    """The text with the letters that were read by the wrong table put right, as far as they can be."""
    return _CONTROL.sub(_by_windows, _READ_WRONG.sub(_by_utf8, text))


def flowed(text: str) -> str:
    """The text with the lines of each paragraph joined, and every character in its place.

    A PDF has a line's end wherever the paper ended. Nobody can read a passage that way, and what is marked in
    it is marked by its place.
    """
    return _BLOCK.sub(lambda block: _joined_lines(block[0].split("\n")), text)


def _joined_lines(lines: list[str]) -> str:
    widest = max(map(len, lines))
    ends = [" " if _runs_on(above, line, widest) else "\n" for above, line in pairwise(lines)]
    return "".join(f"{line}{end}" for line, end in zip(lines, [*ends, ""], strict=True))


def _runs_on(above: str, line: str, widest: int) -> bool:
    """Whether a line goes on with the sentence or the paragraph of the one above it."""
    if BULLET.match(line):
        return False
    if line[:1].islower():
        return True
    if widest < _LIST:
        return False
    ended = above.rstrip()[-1:] in _ENDS
    return widest <= _PRINTED and len(above) >= widest * (_FULL if ended else _FULLER_THAN_A_HEADING)


def _by_utf8(found: re.Match[str]) -> str:
    try:
        return found[0].encode("cp1252").decode("utf-8")
    except UnicodeError:
        return "\u201d" if found[0].startswith("\u00e2\u20ac") else found[0]  # the one with no letter there


def _by_windows(found: re.Match[str]) -> str:
    return found[0].encode("latin-1").decode("cp1252", "replace")


def _without_heads(text: str) -> Iterator[str]:
    """The lines of a text that are no head or foot of a page; the first of each stays."""
    pages = [[line.strip() for line in page.split("\n")] for page in text.split("\f")]
    lines = [line for page in pages for line in page]
    heads = _at_edges(pages) | _from_the_cover([line for line in lines if line])
    seen: set[str] = set()
    for line in lines:
        name = _alike(line)
        if line and (_PAGE.fullmatch(line) or (name in heads and name in seen)):
            continue
        seen.add(name)
        yield line


def _at_edges(pages: list[list[str]]) -> set[str]:
    """What stands first or last on many pages, where the text shows where pages end."""
    edges: Counter[str] = Counter()
    for page in pages:
        told = [line for line in page if line]
        edges.update({_alike(line) for line in (*told[:_EDGE], *told[-_EDGE:])})
    return {name for name, count in edges.items() if count >= max(_OFTEN, len(pages) // 3)}


def _from_the_cover(lines: list[str]) -> set[str]:
    """What the first lines say, or a line with a page's number, that comes again a page later each time."""
    places: dict[str, list[int]] = {}
    for at, line in enumerate(lines):
        places.setdefault(_alike(line), []).append(at)
    return {
        name
        for name, at in places.items()
        if len(at) >= _OFTEN
        and (at[0] < _COVER or "page #" in name)
        and all(later - earlier >= _SHORT_PAGE for earlier, later in pairwise(at))
    }


def _alike(line: str) -> str:
    """A line as it is the same on every page."""
    return _FIGURES.sub("#", line.lower())


def _joined(found: re.Match[str], whole: str) -> str:
    """A word that a line's end broke; its hyphen stays where the text has it with one elsewhere."""
    first, last = found.groups()
    return f"{first}-{last}" if f"{first}-{last}".lower() in whole.lower() else first + last
