"""Own lines of a document or an area: whose they are, and where they come to stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from handbook.datafiles.data import Data
from handbook.policies.places import place

Raw = Mapping[str, Any]
Cites = list[dict[str, str]]

OURS = "ours"  # the part of a policy's file that holds our advice beside the document
PLACED = frozenset({"at", "also", "after", "first"})  # what says where a line stands, and is no part of it


def own_lines(policy: Raw) -> Iterator[tuple[Raw, Cites]]:
    """A document's own lines with their citations, section by section; our advice beside it comes last."""
    for section, entry in policy["sections"].items():
        yield from ((line, cites_of(policy["id"], section, line)) for line in entry.get("own", ()))
    yield from ((line, list(line["cite"])) for line in policy.get(OURS, {}).get("own", ()))


def lines_of_area(area: Raw) -> Iterator[tuple[Raw, Cites]]:
    """What an area's file adds to shared pages, for its children alone, with the citations."""
    yield from (({**line, "area": area["id"]}, list(line["cite"])) for line in area.get("own", ()))


def cites_of(policy: str, section: str, line: Raw) -> Cites:
    """The sections that print a line of a policy's file."""
    return [{"source": policy, "section": number} for number in (section, *line.get("also", ()))]


def page_line(line: Raw, cites: Cites) -> dict[str, Any]:
    """A line of a policy's file as pages read lines."""
    return {**{key: value for key, value in line.items() if key not in PLACED}, "cite": cites}


def insert_own_lines(data: Data, lines: Iterable[tuple[Raw, Cites]]) -> None:
    """Put the own lines of a document or an area where they stand."""
    at: dict[str, list[tuple[Raw, dict[str, Any]]]] = {}
    for line, cites in lines:
        at.setdefault(line["at"], []).append((line, page_line(line, cites)))
    for where, own in at.items():
        found = place(data, where)
        if found is None:
            continue
        entry, field = found
        if where.startswith("list."):
            entry[field] = {**entry.get(field, {}), **{line["id"]: out for line, out in own}}
        else:
            entry[field] = in_order(entry.get(field, []), own)


def in_order(existing: list[Any], lines: list[tuple[Raw, dict[str, Any]]]) -> list[Any]:
    """A list with lines put where they ask to stand: `first`, `after` another, or last.

    Lines that ask for the same place keep their order. One whose neighbour is gone comes last.
    """
    out = [*existing, *(line for asked, line in lines if not _asks(asked))]
    followers: dict[Any, int] = {}
    waiting = [pair for pair in lines if _asks(pair[0])]
    while waiting:
        left = []
        for asked, line in waiting:
            after = asked.get("after")
            at = 0 if after is None else _behind(out, after)
            if at is None:
                left.append((asked, line))
                continue
            out.insert(at + followers.get(after, 0), line)
            followers[after] = followers.get(after, 0) + 1
        if len(left) == len(waiting):
            return [*out, *(line for _, line in left)]
        waiting = left
    return out


def _asks(line: Raw) -> bool:
    return "after" in line or "first" in line


def _behind(existing: list[Any], name: Any) -> int | None:
    """The place behind the line of this name, or the slot or item; None where it is not there."""
    for at, line in enumerate(existing):
        if name == line or (
            isinstance(line, dict) and name in (line.get("id"), line.get("rule"), line.get("item"))
        ):
            return at + 1
    return None
