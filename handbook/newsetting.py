"""A new setting's file: commented, valid, and honest about what is still a gap."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from string import Template

from handbook import schema
from handbook.checks.areas import SLOT_KINDS, filling
from handbook.data import Data
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
        "head-concern": "[chair-of-governors]",
    },
}
FILE = Template(
    """\
# yaml-language-server: $$schema=../schemas/setting.schema.json
# Everything that is $name's own. Change a line, then run: handbook check
id: $id
name: $name
kind: $kind
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

# Who holds each role here. Names and extensions are yours to fill in; they stay in your own copy.
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

# What no source fills yet. The handbook shows each as "not in this document", with the safe way.
# When you fill one above, take it out here.
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


def _text(value: str) -> str:
    """A YAML string that reads back as it is, whatever stands in it."""
    return json.dumps(value, ensure_ascii=False)


def _written(wanted: Wanted, gaps: list[tuple[str, str]]) -> str:
    pad = max((len(slot) for slot, _ in gaps), default=0)
    return FILE.substitute(
        id=wanted.id,
        name=_text(wanted.name),
        kind=wanted.kind,
        areas=", ".join(wanted.areas),
        source=f"{wanted.id}-policy",
        title=_text(f"{wanted.name}, child protection policy"),
        short=_text("Our policy"),
        roles="\n".join(
            f'  {role}: {{title: {title}, holder: "", extension: ""}}'
            for role, title in ROLES[wanted.kind].items()
        ),
        contacts="\n".join(f"    {slot}: {roles}" for slot, roles in CONTACTS[wanted.kind].items()),
        gaps="\n".join(f"  - {slot:<{pad}}  # {title}" for slot, title in gaps) or "  []",
    )


def _open_slots(data: Data, wanted: Wanted, file: YamlFile) -> list[tuple[str, str]]:
    """The slots that nothing fills for the new setting in some area of its own, with their titles."""
    settings = {**data.entries["setting"], wanted.id: file}
    own = {file.data["source"]: {**file.data["document"], "kind": "setting", "setting": wanted.id}}
    sources = replace(data.files["sources"], data={**data.one("sources"), **own})
    new = replace(
        data, files={**data.files, "sources": sources}, entries={**data.entries, "setting": settings}
    )
    slots = data.one("slots")
    return [
        (slot, words["title"])
        for kind in SLOT_KINDS
        for slot, words in slots[kind].items()
        if any(not filling(new, wanted.id, area, kind, slot) for area in wanted.areas or ("",))
    ]


def write(data: Data, wanted: Wanted) -> tuple[Path, list[str]]:
    """Write the new setting's file; its path and the titles of what is still a gap.

    Raises DataError where the id, kind or an area will not do, or the file is there already; then nothing
    is written.
    """
    path = data.root / "settings" / f"{wanted.id}.yml"
    problems = []
    if path.exists() or wanted.id in data.entries["setting"]:
        problems.append(Problem(str(path), 0, 0, "is there already; choose another id or edit that file"))
    if wanted.kind not in ROLES:
        problems.append(
            Problem(str(path), 0, 0, f"kind '{wanted.kind}' does not exist; use one of {', '.join(ROLES)}")
        )
    for area in wanted.areas:
        if area not in data.entries["area"]:
            known = (
                did_you_mean(area, data.entries["area"]) or f"; there are {', '.join(data.entries['area'])}"
            )
            problems.append(Problem(str(path), 0, 0, f"area '{area}' does not exist{known}"))
    if problems:
        raise DataError(problems)
    draft = path.with_suffix(".yml.new")
    try:
        draft.write_text(_written(wanted, []), encoding="utf-8")
        file = read(draft, path.name)
        if wrong := list(schema.problems(file, "setting", data.root / "schemas")):
            raise DataError(wrong)
        gaps = _open_slots(data, wanted, file)
        draft.write_text(_written(wanted, gaps), encoding="utf-8")
        draft.rename(path)
    finally:
        draft.unlink(missing_ok=True)
    return path, [title for _, title in gaps]
