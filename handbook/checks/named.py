"""Ids that are named outside the entries that have them: in the phone book, and by the code itself.

A name that points at nothing would take a group, a limit or a line away without a word.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from handbook.book.scope import NO_ROUTE
from handbook.book.words import ACT_AT_ONCE, RING_999
from handbook.datafiles.data import Data
from handbook.datafiles.yamlfile import Key
from handbook.problems import Problem, did_you_mean
from wizard.deadline_text import WORKING_DAY
from wizard.engine import AREA_QUESTION
from wizard.levels import LABELS, STRONGEST_SIGN
from wizard.statements import Cite
from wizard.timing import ANCHOR_KINDS
from wizard.whom import WHO_HOLDS_IT

# What code names, by the file that must have it. Whatever can be data is data, and is checked there.
CITED = (WORKING_DAY, STRONGEST_SIGN, LABELS, WHO_HOLDS_IT, Cite(**NO_ROUTE))
IN_CODE: Mapping[tuple[str, str], Sequence[str]] = {
    ("questions", ""): (AREA_QUESTION,),
    ("slots", "anchors"): ("now", "told", *ANCHOR_KINDS),
    ("decisions", ""): [*(cite.section for cite in CITED), RING_999, ACT_AT_ONCE],
}


def phonebook_names_what_exists(data: Data) -> Iterator[Problem]:
    """Every slot, contact and list of the phone book exists, and no slot has two places."""
    file, slots = data.files["phonebook"], data.one("slots")
    book, contacts = data.one("phonebook"), slots["contacts"]
    named: list[tuple[Key, str, Collection[str], str]] = [
        (("home", "list"), book["home"]["list"], data.entries["list"], "list")
    ]
    national = {*data.one("contacts"), *contacts}
    lists: list[tuple[Key, list[str], Collection[str], str]] = [
        (("home", "contacts"), book["home"]["contacts"], contacts, "contact slot"),
        (("home", "clocks"), book["home"]["clocks"], slots["clocks"], "clock slot"),
        (("home", "flows"), book["home"]["flows"], data.entries["flow"], "flow"),
        (("danger",), book["danger"], national, "contact slot or national contact"),
        (("anywhere",), book["anywhere"], national, "contact slot or national contact"),
    ]
    for place, ids, known, what in lists:
        named += [((*place, n), name, known, what) for n, name in enumerate(ids)]
    seen: set[str] = set()
    for part in ("inside", "services"):
        for n, group in enumerate(book[part]):
            key: Key = (part, n, "slot")
            slot = group["slot"]
            named.append((key, slot, contacts, "contact slot"))
            if slot in seen:
                yield file.problem(key, f"contact slot '{slot}' stands here twice; take one out")
            seen.add(slot)
    for where, name, known, what in named:
        if name not in known:
            yield file.problem(where, f"{what} '{name}' does not exist{did_you_mean(name, known)}")


def names_in_code_exist(data: Data) -> Iterator[Problem]:
    """Every id that the code itself names is in the data."""
    for (kind, part), names in IN_CODE.items():
        known = data.one(kind)[part] if part else data.one(kind)
        for name in names:
            if name not in known:
                words = f"'{name}' is gone, and the program needs it; put it back, or see {__name__}"
                yield data.files[kind].problem((part,), words)
