"""Of a fault: what it is about in a lead's words, what to do, and the field where it is fixed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from handbook.checks.plausible import in_prose
from handbook.datafiles.yamlfile import Key
from handbook.desk.faults import Fault
from handbook.desk.questions import LACKS
from handbook.desk.spots import spot_title
from handbook.desk.work import Work
from handbook.policies.places import LINE_SLOTS

JsonObject = dict[str, Any]
REACHED = frozenset({"phone", "email", "extension"})  # fields that hold nothing but a number or an address
# What the fields of a person are called at the desk.
PERSON = {"title": "What you call the role", "holder": "Name", "phone": "Phone", "email": "E-mail"}
DATES = {"dated": "When your policy was adopted", "review": "When your policy is due for review"}
IN_WORDS = (
    "Take the {what} “{found}” out of these words: in a sentence nobody can tap it, and nobody sees when it "
    "has changed. A person's number goes under “People and how to reach them”; numbers of services come with "
    "your council."
)
SHOWN = 60  # letters of a line by which a lead knows it again


def for_page(work: Work, fault: Fault) -> JsonObject:
    """A fault for the page: `where` it is, the `message`, and the place to `go` to, or {} for none.

    A place is a `section` with the `ref` of a line or the path of an `own` one, a `question` with its `part`
    and the `field` in it, or the `review`.
    """
    where, go = _place(work, fault.key)
    return {"where": where, "message": message(work, fault), "go": go}


def message(work: Work, fault: Fault) -> str:
    """What is wrong and what to do about it, without the names that fields have in files."""
    key = fault.key
    if "within" in key:
        return LACKS["within"]
    value = work.documents[fault.file].get(*key)
    found = in_prose(value) if isinstance(value, str) and not REACHED & set(key[-1:]) else None
    if found:
        return IN_WORDS.format(what=found[1], found=found[0])
    name = f"'{key[-1]}'" if key else ""
    return (
        f"This{fault.message.removeprefix(name)}"
        if name and fault.message.startswith(name)
        else fault.message
    )


def _place(work: Work, key: Key) -> tuple[str, JsonObject]:
    match key:
        case ("sections", section, *rest):
            where, go = _in_section(work, str(section), rest)
            return (f"Section {section}: {where}" if where else f"Section {section}"), go
        case ("roles", role, *rest):
            return _of_person(work, str(role), [str(part) for part in rest])
        case (field, *_) if field in DATES:
            return DATES[str(field)], {"review": str(field)}
        case ("silent" | "not", *_):
            return _without_field(work, key), {}
        case ("fills", "contacts", slot, *_):
            kind, about, title = "contacts", str(slot), work.base.one("slots")["contacts"][slot]["title"]
        case _:
            kind, about, title = "setting", ".".join(map(str, key)), "Your files"
    return _asked(work, kind, about) or (title, {})


def _without_field(work: Work, key: Key) -> str:
    """What the policy contradicts, or says nothing of: neither is typed."""
    if key[0] == "not":
        return f"What your policy says the contrary of: {_line(work, str(key[-1]))}"
    entry = work.documents[work.policy_name].get(*key[:2])
    ref = str(entry["ref"] if isinstance(entry, Mapping) else entry)
    about = next((line.where for line in work.lines.values() if line.silence == ref), "")
    return f"What your policy says nothing of: {about or spot_title(work.base, ref)}"


def _in_section(work: Work, section: str, rest: list[Any]) -> tuple[str, JsonObject]:
    match rest:
        case ["versions" | "says" as part, which, *_]:
            says = work.said["sections"][section]["says"] if part == "says" else ()
            ref = str(says[which] if part == "says" else which)
            return _line(work, ref), {"section": section, "ref": ref}
        case ["fills", part, slot, place, *_]:
            ref = f"{LINE_SLOTS[str(part)]}.{slot}"
            return spot_title(work.base, ref), {"section": section, "own": ["fills", part, slot, place]}
        case ["own", place, *_]:
            at = work.said["sections"][section]["own"][place]["at"]
            return spot_title(work.base, at), {"section": section, "own": ["own", place]}
        case _:
            return "", {"section": section}


def _line(work: Work, ref: str) -> str:
    words = work.lines[ref].text if ref in work.lines else ref
    return f"“{words if len(words) <= SHOWN else words[: SHOWN - 1] + '…'}”"


def _of_person(work: Work, role: str, rest: list[str]) -> tuple[str, JsonObject]:
    field = rest[-1] if rest and rest[-1] in PERSON else ""
    found = _asked(work, "role", role)
    known = work.entry["roles"].get(role, {}).get("title") or work.base.one("roles").get(role, {}).get(
        "title", role
    )
    where = f"{known}: {PERSON[field]}" if field else str(known)
    return where, {**found[1], "field": field} if found else {}


def _asked(work: Work, kind: str, about: str) -> tuple[str, JsonObject] | None:
    """The question of the first hour that asks about something, and the place where it stands."""
    desk = work.base.one("desk")
    for name, question in desk.get("questions", {}).items():
        if question.get(kind) == about:
            return question["ask"], {"question": name, "part": desk["parts"][question["part"]], "field": ""}
    return None
