"""The first hour: the questions that change most what staff do, each with what every school does filled in.

An answer is written where a person who writes the files by hand would put it: lines that the policy says too
under its section, its own rule or limit beside them, people in the setting's file.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from handbook.datafiles.yamlfile import Key
from handbook.desk import decisions, reach
from handbook.desk.decisions import DIFFERS, SILENT, DecisionError
from handbook.desk.lines import LIBRARY, Line
from handbook.desk.work import Work
from handbook.new.setting_file import CONTACTS
from handbook.policies.places import LINE_SLOTS, SLOTS

Raw = Mapping[str, Any]
SAME, OPEN = "same", "open"  # beside DIFFERS and SILENT, what a slot's question may be answered with
KINDS = ("role", "contacts", "rule", "clock", "setting", "service")
EACH_SCHOOLS = frozenset(
    {"role", "setting", "service"}
)  # kinds that a policy which several schools share does not answer
OF_A_PERSON = ("title", "holder", "phone", "email")
# What an answer may lack, in words for the person at the desk; the forms without Python say the same.
LACKS = {
    "section": "Say in which section of your policy this stands.",
    "lines": "Tick the line that your policy says. If none is right, press “Ours differs” and write it; "
    "if your policy says nothing of it, press “Ours does not say”.",
    "text": "Write what your policy says, or choose another answer.",
    "within": "Say how long the time limit is.",
    "people": "Say who is told, or choose another answer.",
    "phone": reach.NO_NUMBER,
}


def questions(work: Work) -> list[dict[str, Any]]:
    """Every question with what every school does and what has been answered so far, in the order of asking.

    Each holds `id`, `part`, `ask`, `help`, `kind`, `about` and `answer` (same, differs, silent or open), and
    by its kind: `person` (the fields of a role); `people` (ids with names, as answered or as usual) and
    `choices`; `lines` (each with ref, text, cites, state) with `own` (this policy's own lines, each with
    section, path and text), `gap` (what staff read where nothing fills it) and `sections`; `value`.
    """
    asked = work.base.one("desk")
    parts = asked.get("parts", {})
    out = []
    for name, question in asked.get("questions", {}).items():
        kind, about = _about(question)
        if kind == "service" and work.entry["areas"]:
            continue  # its numbers stand in the council's file
        told = {
            "id": name,
            "part": parts[question["part"]],
            "ask": question["ask"],
            "help": question.get("help", ""),
            "kind": kind,
            "about": about["slot"] if kind == "service" else about,
        }
        out.append({**told, **_HOW[kind](work, about)})
    return out


def _about(question: Raw) -> tuple[str, Any]:
    """The kind of a question, and what it is about."""
    return next((kind, question[kind]) for kind in KINDS if kind in question)


def words_to_find(work: Work) -> dict[str, str]:
    """By slot (`rule.x`, `clock.x`) what to look for in a policy: its question and its lines."""
    slots = work.base.one("slots")
    out = {}
    for question in work.base.one("desk").get("questions", {}).values():
        kind, about = _about(question)
        if SLOTS.get(kind) in LINE_SLOTS:
            slot = f"{kind}.{about}"
            lines = (line.text for line in slot_lines(work, slot))
            out[slot] = " ".join((question["ask"], slots[SLOTS[kind]][about]["title"], *lines))
    return out


def _role(work: Work, role: str) -> dict[str, Any]:
    entry = work.entry["roles"].get(role, {})
    first = entry["people"][0] if "people" in entry else entry
    person = {field: str(first.get(field, entry.get(field, ""))) for field in OF_A_PERSON}
    person["title"] = person["title"] or work.base.one("roles").get(role, {}).get("title", "")
    reached = any(person[field] for field in OF_A_PERSON[1:])
    silent = f"role.{role}" in decisions.silences(work)
    return {"person": person, "answer": DIFFERS if reached else SILENT if silent else OPEN}


def _contacts(work: Work, slot: str) -> dict[str, Any]:
    named = work.said.get("fills", {}).get("contacts", {}).get(slot)
    usual = usual_people(work, slot)
    answer = SILENT if f"contact.{slot}" in decisions.silences(work) else OPEN
    if named and slot not in work.said.get("assumed", ()):
        answer = SAME if list(named) == usual else DIFFERS
    return {
        "people": list(named or usual),
        "usual": usual,
        "choices": choices(work),
        "gap": work.base.one("slots")["contacts"][slot]["gap"],
        "answer": answer,
    }


def usual_people(work: Work, slot: str) -> list[str]:
    """Who is told in most schools, in the order to try."""
    national = work.base.one("fills").get("contacts", {}).get(slot, ())
    return list(CONTACTS[work.entry["kind"]].get(slot, national))


def choices(work: Work) -> dict[str, str]:
    """Those who may be told here: the setting's roles, its own contacts and the national ones, with names."""
    national = work.base.one("roles")
    roles = {name: role.get("title") or national[name]["title"] for name, role in work.entry["roles"].items()}
    usual = {
        name: national[name]["title"]
        for slot in CONTACTS[work.entry["kind"]]
        for name in usual_people(work, slot)
        if name in national
    }
    contacts = {name: contact["name"] for name, contact in work.base.one("contacts").items()}
    own = {name: contact["name"] for name, contact in work.entry.get("contacts", {}).items()}
    return {**usual, **roles, **own, **contacts}


def slot_lines(work: Work, slot: str) -> list[Line]:
    """The shared lines of a slot, `rule.x` or `clock.x`: those that hold in every school first."""
    found = [line for ref, line in work.lines.items() if ref.startswith(f"{slot}/")]
    return sorted(found, key=lambda line: line.ground == LIBRARY)


def _slot(work: Work, slot: str) -> dict[str, Any]:
    kind, _, name = slot.partition(".")
    lines: list[dict[str, Any]] = []
    for line in slot_lines(work, slot):
        state, sections = decisions.state(work, line.ref)
        lines.append(
            {
                "ref": line.ref,
                "text": line.text,
                "cites": line.cites,
                "usual": line.ground != LIBRARY,
                "state": state,
                "sections": list(sections),
                "words": version_of(work, line.ref),
            }
        )
    own = own_of_slot(work, slot)
    states = {line["state"] for line in lines}
    answer = OPEN
    if slot in decisions.silences(work):
        answer = SILENT
    elif own or states & {decisions.DIFFERS, decisions.DENIES}:
        answer = DIFFERS
    elif decisions.SAYS in states:
        answer = SAME
    return {
        "lines": lines,
        "own": own,
        "gap": work.base.one("slots")[SLOTS[kind]][name]["gap"],
        "sections": list(dict.fromkeys(section for line in lines for section in line["sections"])),
        "answer": answer,
    }


def version_of(work: Work, ref: str) -> str:
    """The policy's own wording of a line, or ""."""
    for section in work.said["sections"].values():
        words = section.get("versions", {}).get(ref)
        if words is not None:
            return str(words if isinstance(words, str) else words["text"])
    return ""


def own_of_slot(work: Work, slot: str) -> list[dict[str, Any]]:
    """The policy's own lines in a slot: `section`, `path` (of the line in the section), `text`."""
    kind, _, name = slot.partition(".")
    return [
        {
            "section": section,
            "path": ["fills", SLOTS[kind], name, place],
            "text": line.get("text") or line["say"],
        }
        for section, entry in work.said["sections"].items()
        for place, line in enumerate(entry.get("fills", {}).get(SLOTS[kind], {}).get(name, ()))
    ]


def _setting(work: Work, about: str) -> dict[str, Any]:
    value = work.documents[work.setting_name].get(*about.split("."), default="")
    return {"value": str(value), "answer": DIFFERS if value else OPEN}


_HOW: Mapping[str, Any] = {
    "role": _role,
    "contacts": _contacts,
    "rule": lambda work, slot: _slot(work, f"rule.{slot}"),
    "clock": lambda work, slot: _slot(work, f"clock.{slot}"),
    "setting": _setting,
    "service": reach.service,
}


def answer(work: Work, name: str, given: Raw) -> Work:
    """The work with a question answered.

    `given` holds `answer` (same, differs, silent, open) and what belongs to it: `section`; `lines`, the refs
    that the section says; `text`, and for a limit `within` and `from`; `people`; `person`; `value`; `note`.
    Raises DecisionError where it lacks something.
    """
    asked = work.base.one("desk").get("questions", {})
    if name not in asked:
        raise DecisionError(f"No question is called '{name}'.")
    kind, about = _about(asked[name])
    match kind:
        case "service":
            return reach.answer(work, about, given)
        case "role":
            return _answer_role(work, about, given)
        case "contacts":
            return _answer_contacts(work, about, given)
        case "setting":
            path: Key = tuple(about.split("."))
            return decisions.setting(work, path, str(given.get("value", "")))
        case _:
            return _answer_slot(work, f"{kind}.{about}", given)


def _answer_role(work: Work, role: str, given: Raw) -> Work:
    if given.get("answer") == SILENT:
        return decisions.silence(work, f"role.{role}", given.get("note", ""))
    person = given.get("person", {})
    for field in ("phone", "email"):
        reach.refuse_unreachable(field, person.get(field, "").strip())
    people = "people" in work.entry["roles"].get(role, {})
    for field in OF_A_PERSON:
        if field not in person:
            continue
        if people and field != "title":
            key: Key = ("roles", role, "people", 0, field)
            if person[field] or work.documents[work.setting_name].get(*key) is not None:
                work = work.put(work.setting_name, key, " ".join(person[field].split()))
        elif field != "title" or role in work.entry["roles"] or person[field]:
            work = decisions.person(work, role, field, person[field])
    return decisions.clear_silence(work, f"role.{role}")


def _answer_contacts(work: Work, slot: str, given: Raw) -> Work:
    match given.get("answer"):
        case "silent":
            return decisions.silence(
                decisions.set_contacts(work, slot, []), f"contact.{slot}", given.get("note", "")
            )
        case "open":
            return decisions.clear_silence(decisions.set_contacts(work, slot, []), f"contact.{slot}")
        case "same":
            return decisions.set_contacts(work, slot, usual_people(work, slot))
        case _:
            people: Sequence[str] = given.get("people", ())
            if not people:
                raise DecisionError(LACKS["people"])
            return decisions.set_contacts(work, slot, people)


def _answer_slot(work: Work, slot: str, given: Raw) -> Work:
    said = given.get("answer")
    lines = [line.ref for line in slot_lines(work, slot)]
    if said in {SILENT, OPEN}:
        work = _clear(work, slot, lines)
        if said == SILENT:
            return decisions.silence(work, slot, given.get("note", ""))
        return decisions.clear_silence(work, slot)
    section = given.get("section", "")
    if not section:
        raise DecisionError(LACKS["section"])
    own = _own_line(slot, given) if said != SAME else {}
    chosen = given.get("lines", lines if said == SAME else ())
    if said == SAME:
        if not chosen:
            raise DecisionError(LACKS["lines"])
        work = _clear(work, slot, lines)
    for ref in chosen:
        work = decisions.tick(work, section, ref)
    return decisions.add_fill(work, section, slot, own) if own else work


def _own_line(slot: str, given: Raw) -> dict[str, Any]:
    """What the policy says of a slot in its own way: a rule, or a deadline with its length and start."""
    text = " ".join(str(given.get("text", "")).split())
    if not text:
        raise DecisionError(LACKS["text"])
    if not slot.startswith("clock."):
        return {"text": text}
    within = given.get("within")
    if not within or int(within.get("amount", 1) or 0) < 1:
        raise DecisionError(LACKS["within"])
    return {"say": text, "within": dict(within), "from": given.get("from") or "told"}


def _clear(work: Work, slot: str, lines: Sequence[str]) -> Work:
    for ref in lines:
        work = decisions.leave(work, ref)
    for own in reversed(own_of_slot(work, slot)):
        work = decisions.drop(work, own["section"], tuple(own["path"]))
    return work
