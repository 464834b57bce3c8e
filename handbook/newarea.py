"""A new area's file: a place for each contact of a council, and nothing that could be mistaken for a fact."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from string import Template

from handbook.checks.areas import SLOT_KINDS
from handbook.data import Data
from handbook.newfile import Gap, gap_lines, quoted, word, write

FILE = Template(
    """\
# yaml-language-server: $$schema=../schemas/area.schema.json
# Everything that holds for children in $name. Change a line, then run: handbook check
# Copy no line from another area: a wrong county's number is the worst fault that a handbook can have.
id: $id
name: $name
council: $council
# partnership: ...       the safeguarding children partnership, by its own name; take the # away

# Enter the council's pages in ../sources.yml first, with `kind: area` and `areas: [$id]`; lines cite them.
# A contact, for example (the number is nobody's; see docs/guide/numbers.md):
# contacts:
#   $id-front-door:
#     name: The front door for worries about children
#     kind: service            # police | service | helpline | lado | portal | body
#     use: A child is or may be harmed.
#     numbers:
#       - value: "01632 960123"
#         kind: phone          # phone | text | email | web
#         status: current      # you saw it, on this day and page:
#         checked_on: "2026-11-22"
#         checked_against: example.org/worried-about-a-child
#         page_date: n.d.
#     hours:
#       weekly: [{days: [mon, tue, wed, thu, fri], from: "09:00", to: "17:00"}]
#       bank_holidays: not-stated
#       cite: [{source: $id-page, section: Opening hours}]
#     cite: [{source: $id-page, section: Report a worry}]
contacts: {}

# Who is in which slot, in the order to try; the area's limits and rules. For example:
# fills:
#   contacts:
#     social-care: [$id-front-door, $id-night-team]
#   clocks:
#     written-referral:
#       - id: $id-written-referral
#         say: Send the written form after a phone referral.
#         within: {amount: 2, unit: working-days}
#         from: call
#         cite: [{source: $id-page, section: How to refer}]
fills: {}

# What no page of this area fills yet. The handbook shows each as a gap, with the safe way.
# When you fill one above, take it out here.
gaps:
$gaps
"""
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a new area is made from."""

    id: str
    name: str
    council: str


def write_area(data: Data, wanted: Wanted) -> tuple[Path, Sequence[Gap]]:
    """Write the new area's file; its path, and its slots, all of which are gaps.

    Raises DataError where the id or a name will not do, or the file is there already; then it writes nothing.
    """

    def text(gaps: Sequence[Gap]) -> str:
        return FILE.substitute(
            id=word(wanted.id),
            name=quoted(wanted.name),
            council=quoted(wanted.council),
            gaps=gap_lines(gaps),
        )

    return write(data, "area", wanted.id, text, lambda _: _slots_of_areas(data))


def _slots_of_areas(data: Data) -> list[Gap]:
    """The slots that are an area's to fill: not filled for the nation, and by more areas than settings."""
    slots, nation = data.one("slots"), data.one("rules")

    def fillers(of: str, kind: str, slot: str) -> int:
        return sum(slot in entry["fills"].get(kind, {}) for entry in data.each(of).values())

    return [
        (slot, words["title"])
        for kind in SLOT_KINDS
        for slot, words in slots[kind].items()
        if slot not in nation.get(kind, {}) and fillers("area", kind, slot) > fillers("setting", kind, slot)
    ]
