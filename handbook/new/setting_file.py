"""A new setting's file: commented, valid, and honest about what is still a gap."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from string import Template

from handbook.book.lookups import SLOT_KINDS, filling
from handbook.datafiles.data import Data
from handbook.datafiles.yamlfile import read
from handbook.new.writing import LONGEST_ID, check_new_entry, path_of, quoted, word, write
from handbook.problems import DataError, Problem, did_you_mean

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
        "head-of-organisation": "Head of your organisation",
        "agency-safeguarding-lead": "Safeguarding lead of your agency",
        "line-manager": "Line manager or supervisor",
        "chair-of-governors": "Chair of the board",
    },
}
CONTACTS: Mapping[str, Mapping[str, Sequence[str]]] = {
    "school": {
        "dsl": ("dsl", "deputy-dsl"),
        "disclosure-recipient": ("dsl", "deputy-dsl"),
        "nudes-recipient": ("dsl", "deputy-dsl"),
        "staff-concern": ("headteacher", "deputy-headteacher"),
        "head-concern": ("chair-of-governors",),
    },
    "partnership": {
        "dsl": ("agency-safeguarding-lead", "line-manager"),
        "disclosure-recipient": ("agency-safeguarding-lead", "line-manager"),
        "nudes-recipient": ("agency-safeguarding-lead", "line-manager"),
        "staff-concern": ("head-of-organisation", "agency-safeguarding-lead"),
        "head-concern": ("chair-of-governors",),
    },
}
TITLE = "Child protection policy"
# What a document of each kind may call those whom the flows name: an example, to take the # away from.
CALLS: Mapping[str, Mapping[str, str]] = {
    "school": {"the headteacher": "the manager"},
    "partnership": {"the safeguarding lead (DSL) or a deputy": "your line manager or safeguarding lead"},
}
LONGEST_TITLE = 140
POLICY_ENDING = "-policy"
NO_COUNCIL = (
    "No council: this handbook has no number for children's social care and none for the LADO. "
    "Add one: handbook new-area."
)
FILE = Template(
    """\
# yaml-language-server: $$schema=../schemas/setting.schema.json
# Everything about $name but what its policies say. Change a line, then run: handbook check
id: $id
name: $name
kind: $kind
# The documents that hold here, each a file in ../policies, the one that staff follow first at the top.
policies: [$source]
# Every page says that this handbook is not finished, and no release may hold it. Take this line out when your
# policy is entered in its file and your lead has read every page.
draft: true
# The councils you work with, your own first. Each is a file in ../areas.
areas: [$areas]

# What your policy calls those who are told, where it has words of its own. For example:
# calls:
$calls

# Who holds each role here, and how to reach them. Whoever can open the handbook reads this: on pages, in the
# wizard, on paper. Fill in only what they may see. `phone:` and `email:` can be tapped; behind a switchboard
# write phone: "01632 960123 ext 12". Several people in one role: people: [{holder: "", phone: ""}, ...].
# A role that is not listed in ../base/roles.yml has a `title:` and a `plain:` of its own, for example:
#   designated-teacher: {title: Designated teacher, plain: Looks after children in care and those adopted.}
roles:
$roles
"""
)
POLICY = Template(
    """\
# yaml-language-server: $$schema=../schemas/policy.schema.json
# What your policy says, section by section in its own order. What every school in England must or should
# do is in the handbook already. Here you say which of those lines your policy says too, where it differs,
# and what it adds.
id: $source
title: $title
short: $short
publisher: $name
kind: setting
# dated: "2026-09"       when it was adopted; take the # away
# review: "2027-09"      when it is due for review

# Your policy's sections: number and heading. Under each, for example:
#   "5":
#     title: Procedures
#     says:                          # lines that it says too, as the handbook has them
#       - rule.record-concern/all-in-writing
#     versions:                      # lines that it says differently: who, when or how strongly
#       disclosure.no-secrets: Tell the child that you cannot keep a secret.
#     own:                           # lines that only it says, and where they stand
#       - at: topic.recording/belongs-record
#         text: Use the yellow form.
#     fills:                         # its own rules and time limits for a slot
#       clocks:
#         written-record:
#           - id: $id-written-record
#             say: Write it down within 24 hours.
#             within: {amount: 24, unit: hours}
#             from: told
#     read: "2026-12-01"             # the day on which a person went through the section
sections:
  "1":
    title: Introduction

# Who is told, in the order to try. Services of your area are filled in already.
fills:
  contacts:
$contacts
# These stand as in most schools. Take a name out of this list when you have looked it up in your policy.
assumed: [$assumed]

# What somebody looked for in the whole policy and did not find. Only for these may a page say so.
silent: []
"""
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a new setting is made from."""

    id: str
    name: str
    kind: str
    areas: tuple[str, ...]


def texts(data: Data, wanted: Wanted) -> dict[tuple[str, str], str]:
    """The texts of the new setting's policy and of its own file, by kind and id; nothing is written.

    Raises DataError where the id, name, kind or an area will not do, or a file is there already.
    """
    if faults := list(_faults(data, wanted)):
        raise DataError(Problem("new setting", 0, 0, words) for words in faults)

    roles = "\n".join(
        f'  {role}: {{title: {title}, holder: "", phone: "", email: ""}}'
        for role, title in ROLES[wanted.kind].items()
    )
    words = {
        "id": word(wanted.id),
        "name": quoted(wanted.name),
        "kind": wanted.kind,
        "areas": ", ".join(map(word, wanted.areas)),
        "source": policy_id(wanted.id),
        "title": quoted(_title(wanted)),
        "short": quoted("Our policy"),
        "roles": roles,
        "contacts": "\n".join(
            f"    {slot}: [{', '.join(told)}]" for slot, told in CONTACTS[wanted.kind].items()
        ),
        "assumed": ", ".join(CONTACTS[wanted.kind]),
        "calls": "\n".join(f"#   {words}: {own}" for words, own in CALLS[wanted.kind].items()),
    }
    made = {
        ("policy", policy_id(wanted.id)): POLICY.substitute(words),
        ("setting", wanted.id): FILE.substitute(words),
    }
    for (kind, name), text in made.items():
        check_new_entry(data, kind, name, text)
    return made


def write_setting(data: Data, wanted: Wanted) -> tuple[Path, Path]:
    """Write the new setting's file and its policy's; the paths of both.

    Raises DataError where `texts` does; then nothing is written.
    """
    policy, path = write(data, texts(data, wanted))
    return path, policy


def left_to_fill(data: Data, wanted: Wanted) -> tuple[int, dict[str, int]]:
    """How many slots a new setting's policy has yet to fill, and how many each of its councils, if any.

    A slot belongs to the council where slots.yml says so, and to the policy else.
    """
    slots = data.one("slots")
    new = _with(data, wanted)
    own, councils = set(), dict.fromkeys(wanted.areas, 0)
    for area in wanted.areas or ("",):
        for kind in SLOT_KINDS:
            for slot, about in slots[kind].items():
                if not filling(new, wanted.id, area, kind, slot):
                    if about.get("whose") == "area":
                        councils[area] = councils.get(area, 0) + 1
                    else:
                        own.add(slot)
    return len(own), {area: count for area, count in councils.items() if area and count}


def _with(data: Data, wanted: Wanted) -> Data:
    """The data with the new setting's files."""
    entries = dict(data.entries)
    for kind, name in (("policy", policy_id(wanted.id)), ("setting", wanted.id)):
        path = path_of(data, kind, name)
        entries[kind] = {**entries[kind], name: read(path, path.name)}
    return replace(data, entries=entries)


def _title(wanted: Wanted) -> str:
    """The title of its policy, with its name where there is room."""
    full = f"{wanted.name}, {TITLE.lower()}"
    return full if len(full) <= LONGEST_TITLE else TITLE


def policy_id(setting: str) -> str:
    """The id of a new setting's policy."""
    return f"{setting[: LONGEST_ID - len(POLICY_ENDING)].rstrip('-')}{POLICY_ENDING}"


def _faults(data: Data, wanted: Wanted) -> Iterator[str]:
    if fault := kind_fault(wanted.kind):
        yield fault
    if policy_id(wanted.id) in data.one("sources"):
        yield f"'{policy_id(wanted.id)}' is a source in sources.yml already; choose another id"
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
