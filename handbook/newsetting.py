"""A new setting's file: commented, valid, and honest about what is still a gap."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from string import Template

from handbook.checks.areas import SLOT_KINDS, filling, gaps_of
from handbook.data import Data
from handbook.newfile import Gap, gap_lines, path_of, quoted, word, write
from handbook.problems import DataError, Problem, did_you_mean
from handbook.yamlfile import YamlFile, read

ROLES: Mapping[str, Mapping[str, str]] = {
    "school": {
        "dsl": "Designated safeguarding lead",
        "deputy-dsl": "Deputy designated safeguarding lead",
        "headteacher": "Headteacher",
        "deputy-headteacher": "Deputy headteacher",
        "chair-of-governors": "Chair of governors",
        "safeguarding-governor": "Safeguarding governor",
    },
    "partnership": {
        "head-of-organisation": "Head of the organisation",
        "agency-safeguarding-lead": "Agency safeguarding lead",
        "line-manager": "Line manager",
        "chair-of-governors": "Chair of the board",
    },
}
CONTACTS: Mapping[str, Mapping[str, str]] = {
    "school": {
        "dsl": "[dsl, deputy-dsl]",
        "disclosure-recipient": "[dsl, deputy-dsl]",
        "nudes-recipient": "[dsl, deputy-dsl]",
        "staff-concern": "[headteacher, deputy-headteacher]",
        "head-concern": "[chair-of-governors]",
    },
    "partnership": {
        "dsl": "[agency-safeguarding-lead, line-manager]",
        "disclosure-recipient": "[agency-safeguarding-lead, line-manager]",
        "nudes-recipient": "[agency-safeguarding-lead, line-manager]",
        "staff-concern": "[head-of-organisation, agency-safeguarding-lead]",
        "head-concern": "[chair-of-governors]",
    },
}
TITLE = "Child protection policy"
# What a document of each kind may call those whom the flows name: an example, to take the # away from.
CALLS: Mapping[str, Mapping[str, str]] = {
    "school": {"the headteacher": "the manager"},
    "partnership": {"the safeguarding lead (DSL) or a deputy": "your line manager or safeguarding lead"},
}
LONGEST_TITLE = 140
FILE = Template(
    """\
# yaml-language-server: $$schema=../schemas/setting.schema.json
# Everything that is $name's own. Change a line, then run: handbook check
id: $id
name: $name
kind: $kind
# Every page says that this handbook is not finished, and no release may hold it. Take this line out when your
# policy is entered below and your lead has read every page.
draft: true
# The councils you work with, your own first. Each is a file in ../areas.
areas: [$areas]

# Your own child protection policy. Lines below cite it as {source: $source, section: "..."}.
source: $source
document:
  title: $title
  short: $short
  publisher: $name
  # date: "2026-09"      when it was adopted; take the # away
  # review: "2027-09"    when it is due for review
  sections:              # the sections that you cite: number and heading
    "1": Introduction

# What your policy calls those who are told, where it has words of its own. For example:
# calls:
$calls

# Who holds each role here. Whoever can open the handbook reads these names and extensions: on pages,
# in the wizard, on paper. Fill in `holder:` only if they may.
roles:
$roles

fills:
  # Who is told, in the order to try. Services of your area are filled in already.
  contacts:
$contacts
  # Your policy's rules, one idea a line, each with the section that says it. For example:
  # rules:
  #   record-concern:
  #     - text: Write it down the same day and give it to the lead.
  #       cite: [{source: $source, section: "8"}]
  # Your policy's time limits. For example:
  # clocks:
  #   written-record:
  #     - id: $id-written-record
  #       say: Write it down within 24 hours.
  #       within: {amount: 24, unit: hours}
  #       from: told
  #       cite: [{source: $source, section: "8"}]

# What your policy has yet to fill. The handbook shows the safe way for each, as our advice.
# When you fill one above, take it out here. What your council has yet to fill is listed in its own file.
gaps:
$gaps
"""
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a new setting is made from."""

    id: str
    name: str
    kind: str
    areas: tuple[str, ...]


def write_setting(data: Data, wanted: Wanted) -> tuple[Path, Sequence[Gap]]:
    """Write the new setting's file; its path, and each slot that its policy has yet to fill, with its title.

    Raises DataError where the id, name, kind or an area will not do, or the file is there already; then
    nothing is written.
    """
    if faults := list(_faults(data, wanted)):
        raise DataError(Problem("new setting", 0, 0, words) for words in faults)

    def text(gaps: Sequence[Gap]) -> str:
        return FILE.substitute(
            id=word(wanted.id),
            name=quoted(wanted.name),
            kind=wanted.kind,
            areas=", ".join(map(word, wanted.areas)),
            source=_source(wanted),
            title=quoted(_title(wanted)),
            short=quoted("Our policy"),
            roles="\n".join(
                f'  {role}: {{title: {title}, holder: "", extension: ""}}'
                for role, title in ROLES[wanted.kind].items()
            ),
            contacts="\n".join(f"    {slot}: {roles}" for slot, roles in CONTACTS[wanted.kind].items()),
            calls="\n".join(f"#   {words}: {own}" for words, own in CALLS[wanted.kind].items()),
            gaps=gap_lines(gaps),
        )

    def own(file: YamlFile) -> list[Gap]:
        empty = _empty(data, wanted, file)
        mine = {slot for area, slots in empty.items() for slot in slots - _declared(data, area)}
        return [
            (slot, words["title"])
            for kind in SLOT_KINDS
            for slot, words in data.one("slots")[kind].items()
            if slot in mine
        ]

    return write(data, "setting", wanted.id, text, own)


def left_to_councils(data: Data, wanted: Wanted) -> dict[str, int]:
    """How many slots each area of a new setting has yet to fill for it; areas with none are left out."""
    path = path_of(data, "setting", wanted.id)
    empty = _empty(data, wanted, read(path, path.name))
    counts = {area: len(slots & _declared(data, area)) for area, slots in empty.items()}
    return {area: count for area, count in counts.items() if count}


def _title(wanted: Wanted) -> str:
    """The title of its policy, with its name where there is room."""
    full = f"{wanted.name}, {TITLE.lower()}"
    return full if len(full) <= LONGEST_TITLE else TITLE


def _source(wanted: Wanted) -> str:
    return f"{wanted.id}-policy"


def _faults(data: Data, wanted: Wanted) -> Iterator[str]:
    if fault := kind_fault(wanted.kind):
        yield fault
    if _source(wanted) in data.one("sources"):
        yield f"source '{_source(wanted)}' is in sources.yml already; choose another id"
    for area in wanted.areas:
        if fault := area_fault(data, area):
            yield fault


def kind_fault(kind: str) -> str:
    """What keeps a word from being a kind of setting, or ""."""
    return "" if kind in ROLES else f"kind '{kind}' does not exist; use one of {', '.join(ROLES)}"


def area_fault(data: Data, area: str) -> str:
    """What keeps an area from being a setting's, or ""."""
    areas = data.entries["area"]
    known = did_you_mean(area, areas) or f"; there are {', '.join(areas)}"
    return "" if area in areas else f"area '{area}' does not exist{known}"


def _declared(data: Data, area: str) -> set[str]:
    """The slots of which an area says already that it has nothing for them."""
    return set(gaps_of(data.each("area")[area])) if area else set()


def _empty(data: Data, wanted: Wanted, file: YamlFile) -> dict[str, set[str]]:
    """The slots that nothing fills for the new setting, by its areas ("" where it has none)."""
    settings = {**data.entries["setting"], wanted.id: file}
    own = {file.data["source"]: {**file.data["document"], "kind": "setting", "setting": wanted.id}}
    sources = replace(data.files["sources"], data={**data.one("sources"), **own})
    new = replace(
        data, files={**data.files, "sources": sources}, entries={**data.entries, "setting": settings}
    )
    return {
        area: {
            slot
            for kind in SLOT_KINDS
            for slot in data.one("slots")[kind]
            if not filling(new, wanted.id, area, kind, slot)
        }
        for area in wanted.areas or ("",)
    }
