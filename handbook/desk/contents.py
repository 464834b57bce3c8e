"""A policy's table of contents: which lines it is, so that it is no section, and the titles it gives."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

_NAME = re.compile(r"[#*_\s]*(?:table of )?contents(?: page)?[*_:\s]*", re.IGNORECASE)
_TO_PAGE = re.compile(r"(?:\s*[.\u2026_]{2,}\s*|\s*\t\s*|\s{2,})\d{1,3}$")
_COUNTED = re.compile(
    r"[-\u2022\s#*]*(?:(?:section|appendix|annex)\s+)?(?:\d{1,2}[\d.]*|[A-Z])?[.):]?\s+", re.IGNORECASE
)
_NO_LETTER = re.compile(r"[\W_]+")
_LONG = 160  # letters that no entry has
_RUN = 4  # lines with page numbers that make a table without a name
_FIRST = 3  # titles of a table that show where the text itself begins


def contents(lines: Sequence[str]) -> tuple[set[int], set[str]]:
    """The places of the lines that are a table of contents, and its titles as `plain` gives them."""
    named = next((at for at, line in enumerate(lines) if _NAME.fullmatch(line)), None)
    listed = set() if named is None else _below(lines, named)
    run: set[int] = set()
    for at, line in [*enumerate(lines), (len(lines), "the end")]:
        if line and _TO_PAGE.search(line):
            run.add(at)
        elif line:
            listed |= run if len(run) >= _RUN else set()
            run = set()
    return listed, {plain(lines[at]) for at in listed} - {""}


def plain(line: str) -> str:
    """A title without its number, its page and its marks, to be found again."""
    bare = _COUNTED.sub("", _TO_PAGE.sub("", line.strip()), count=1)
    return _NO_LETTER.sub(" ", bare.lower()).strip()


def _below(lines: Sequence[str], named: int) -> set[int]:
    """The table under the word "Contents": it ends where one of its first titles comes again."""
    places: dict[str, int] = {}
    listed = [named]
    for at in range(named + 1, len(lines)):
        line = lines[at]
        name = plain(line)
        if places.get(name, at) in listed[1 : 1 + _FIRST]:
            return set(listed) - _title_below(lines, listed)
        if len(line) > _LONG and not _TO_PAGE.search(line):
            break
        if name:
            places.setdefault(name, at)
            listed.append(at)
    return set()


def _title_below(lines: Sequence[str], listed: Collection[int]) -> set[int]:
    """What stands between a table and the text: lines without number or page where most have one."""
    counted = [at for at in listed if _TO_PAGE.search(lines[at]) or _COUNTED.match(lines[at])]
    return {at for at in listed if at > max(counted)} if 2 * len(counted) > len(listed) else set()
