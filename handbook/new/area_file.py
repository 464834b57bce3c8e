"""A new area's file: a place for each contact of a council, and nothing that could be mistaken for a fact."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from string import Template

from handbook.book.lookups import SLOT_KINDS
from handbook.datafiles.data import Data
from handbook.new.writing import quoted, word, write

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

# What a council fills. Until it does, the handbook shows the safe way. Fill the first three first.
$slots
"""
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a new area is made from."""

    id: str
    name: str
    council: str


def write_area(data: Data, wanted: Wanted) -> tuple[Path, int]:
    """Write the new area's file; its path, and how many slots are the council's to fill.

    Raises DataError where the id or a name will not do, or the file is there already; then it writes nothing.
    """
    slots = {
        slot: about["title"]
        for kind in SLOT_KINDS
        for slot, about in data.one("slots")[kind].items()
        if about.get("whose") == "area"
    }
    pad = max(map(len, slots), default=0)
    listed = "\n".join(f"#   {slot:<{pad}}  {title}" for slot, title in slots.items())
    text = FILE.substitute(
        id=word(wanted.id), name=quoted(wanted.name), council=quoted(wanted.council), slots=listed
    )
    [path] = write(data, {("area", wanted.id): text})
    return path, len(slots)
