"""What a setting's documents put into slots."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from handbook.datafiles.data import Data
from handbook.policies.own_lines import OURS, cites_of, in_order, page_line
from handbook.policies.places import LINE_SLOTS
from wizard.timing import anchor_kind

Raw = Mapping[str, Any]

# How long a unit is in hours, near enough to say which of two deadlines is the shorter.
HOURS = {
    "hours": 1.0,
    "days": 24.0,
    "working-days": 33.6,
    "school-days": 45.0,
    "weeks": 168.0,
    "months": 730.0,
    "years": 8766.0,
}
# And of what counts nothing. "As soon as possible" is weaker than "at once", and shorter than any count.
WITHOUT_AMOUNT = {"at-once": 0.0, "soon": 0.25, "end-of-school-day": 6.0, "same-day": 12.0}
NO_LENGTH = frozenset({"at-induction", "each-time"})  # an occasion, neither shorter nor longer than a time


def fill(data: Data, setting: str, policies: Mapping[str, Raw], kinds: Mapping[str, str]) -> None:
    """Fill the setting's slots from its own documents, and its areas' from those of their partnerships.

    Where two documents fill a slot, the one that comes first wins.
    """
    file = data.entries["setting"][setting]
    areas = [area for area in file.data["areas"] if area in data.entries["area"]]
    own = [policy for name, policy in policies.items() if kinds[name] == "setting"]
    contacts: dict[str, Any] = {}
    for policy in own:
        contacts = {**policy.get("fills", {}).get("contacts", {}), **contacts}
    fills = {"contacts": contacts, **_filled(data, areas, own)}
    entry = {**file.data, "fills": fills, "source": next(iter(policies), "")}
    entries: Any = data.entries
    entries["setting"][setting] = replace(file, data=entry)
    for area in areas:
        theirs = data.each("area")[area]
        shared = [
            policy
            for name, policy in policies.items()
            if kinds[name] == "area" and name in theirs.get("policies", ())
        ]
        for part, slots in _filled(data, [area], shared).items():
            theirs["fills"][part] = {**theirs["fills"].get(part, {}), **slots}


def _filled(data: Data, areas: list[str], policies: list[Raw]) -> dict[str, dict[str, list[Any]]]:
    out: dict[str, dict[str, list[Any]]] = {}
    for part in LINE_SLOTS:
        found = out.setdefault(part, {})
        for slot in data.one("slots")[part]:
            every = (_lines_for(data, areas, policy, part, slot) for policy in policies)
            if lines := next(filter(None, every), None):
                found[slot] = lines
    return out


def _lines_for(data: Data, areas: Iterable[str], policy: Raw, part: str, slot: str) -> list[Any]:
    """What one document puts into a slot: shared lines that it claims, then its own.

    A document that only repeats national lines fills nothing: the base's lines stay, and cite its sections
    too. A limit of the council's stands beside the document's,
    since both bind and the shorter one counts; so does a shorter one of the nation's.
    """
    fills = [*((area, data.each("area")[area]["fills"]) for area in areas), ("", data.one("fills"))]
    shared = [(line, area) for area, layer in fills for line in layer.get(part, {}).get(slot, ())]
    claimed = [{**line, **({"area": area} if area else {})} for line, area in shared if _says(policy, line)]
    own = list(_own(policy, part, slot))
    if not own and all(_has_other_ground(data, line) for line in claimed):
        return []
    lines = in_order(claimed, own)
    for line, area in shared if part == "clocks" else ():
        if not line["cite"] or _says(policy, line):
            continue
        deadline = {**line, **({"area": area} if area else {})}
        if _is_shorter(line, lines[0]):
            lines = [deadline, *lines] if area or _binds_alike(line, lines[0]) else lines
        elif area:
            lines = [*lines, deadline]
    return lines


def _binds_alike(line: Raw, other: Raw) -> bool:
    """Whether keeping one deadline keeps the other: both count from the same, and an aim binds nobody."""
    return line["from"] == other["from"] and not line.get("aim") and not anchor_kind(line["from"]).lasts


def _own(policy: Raw, part: str, slot: str) -> Iterator[tuple[Raw, dict[str, Any]]]:
    """A document's own lines for a slot, section by section; our advice beside it comes last."""
    for section, entry in policy["sections"].items():
        for line in entry.get("fills", {}).get(part, {}).get(slot, ()):
            yield line, page_line(line, cites_of(policy["id"], section, line))
    for line in policy.get(OURS, {}).get("fills", {}).get(part, {}).get(slot, ()):
        yield line, page_line(line, line["cite"])


def _says(policy: Raw, line: Raw) -> bool:
    return any(cite["source"] == policy["id"] for cite in line["cite"])


def _has_other_ground(data: Data, line: Raw) -> bool:
    """Whether a line rests on more than documents: it is no library line, and holds without a claim."""
    return any(cite["source"] not in data.entries["policy"] for cite in line["cite"])


def _is_shorter(line: Raw, other: Raw) -> bool:
    """Whether a deadline is over before another one that begins with it."""
    if NO_LENGTH & {line["within"]["unit"], other["within"]["unit"]}:
        return False
    return _length(line) < _length(other)


def _length(deadline: Raw) -> float:
    within = deadline["within"]
    if "amount" not in within:
        return WITHOUT_AMOUNT[within["unit"]]
    return float(within["amount"]) * HOURS[within["unit"]]
