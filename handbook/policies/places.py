"""How a policy's file names what stands in a shared file: the refs of lines, and places for its own lines.

A ref is the kind and id of an entry, and the line's id in it: `topic.recording/own-words`,
`harm.fgm/a-crime`, `rule.record-concern/facts-only`; an item of a do and don't list is `disclosure.listen`,
as flows name it. An entry's own ref says that a document names it: `harm.fgm`, `law.children-act-1989`,
`contact.nspcc-helpline`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from handbook.datafiles.data import Data

Raw = Mapping[str, Any]

# The kinds that hold lines, each with what its entries are cited by as a whole.
KEYED: Mapping[str, tuple[str, ...]] = {
    "contacts": ("cite",),
    "roles": (),
    "fills": (),
    "definitions": (),
    "abuse-types": ("named_in",),
    "golden-rules": ("cite",),
    "figures": (),
    "law": ("cite",),
    "harm": ("named_in",),
    "list": (),
    "topic": (),
    "levels": (),
    "area": (),
    "flow": (),
}
SINGULAR = {
    "contacts": "contact",
    "roles": "role",
    "definitions": "definition",
    "abuse-types": "abuse",
    "figures": "figure",
}
# What a ref calls a slot of each kind, with what slots.yml and `fills:` call them all.
SLOTS: Mapping[str, str] = {"contact": "contacts", "clock": "clocks", "rule": "rules"}
# Of those that lines fill, the other way round.
LINE_SLOTS = {kinds: kind for kind, kinds in SLOTS.items() if kind != "contact"}
PARTS_OF_HARMS = ("what", "signs", "do", "dont", "says")
PARTS_OF_OUTCOMES = ("actions", "next", "dont")
PARTS_OF_LEVELS = ("statements", "consent", "route")


def entry_ref(kind: str, entry: Raw, name: str = "") -> str:
    """The ref of an entry. An item of a list is named by the list alone, as flows do."""
    own = name or entry.get("id") or entry.get("area", "")
    return own if kind == "list" else f"{SINGULAR.get(kind, kind)}.{own}"


def place(data: Data, at: str) -> tuple[dict[str, Any], str] | None:
    """The entry and its field that an `at` names, for a list of lines or items; None where there is none."""
    kind, _, rest = at.partition(".")
    name, _, part = rest.partition("/")
    holder: dict[str, Any] | None = None
    match kind:
        case "topic":
            sections = data.each("topic").get(name, {}).get("sections", ())
            holder, part = (
                next((section for section in sections if section.get("id") == part), None),
                "statements",
            )
        case "harm" | "abuse":
            holder = (data.each("harm") if kind == "harm" else data.one("abuse-types")).get(name)
            holder = holder if part in PARTS_OF_HARMS else None
        case "definition":
            holder, part = data.one("definitions").get(name), "meaning"
        case "role":
            holder, part = data.one("roles").get(name), "not_duties" if part == "not" else "duties"
        case "contact":
            holder, part = contact(data, name), "notes"
        case "list":
            holder = data.each("list").get(name) if part in {"do", "dont"} else None
        case "flow":
            outcome, _, part = part.rpartition("/")
            outcomes = data.each("flow").get(name, {}).get("outcomes", {})
            holder = outcomes.get(outcome) if part in PARTS_OF_OUTCOMES else None
        case "levels":
            holder = data.each("levels").get(name)
            if holder is not None and part != "notes":
                level, _, part = part.partition("/")
                holder, part = (
                    next((candidate for candidate in holder["levels"] if candidate["id"] == level), None),
                    part or "statements",
                )
                holder = holder if part in PARTS_OF_LEVELS else None
    return None if holder is None else (holder, part)


def contact(data: Data, name: str) -> dict[str, Any] | None:
    """A contact, wherever it stands."""
    for entry in (
        data.one("contacts"),
        *(
            file.data.get("contacts", {})
            for kind in ("area", "setting")
            for file in data.entries[kind].values()
        ),
    ):
        if name in entry:
            lines: dict[str, Any] = entry[name]
            return lines
    return None


def refs(data: Data) -> Iterator[tuple[str, Raw]]:
    """Every ref that a policy may claim, with the line or entry that it names."""
    for kind, cited in KEYED.items():
        every = data.files[kind].data if kind in data.files else data.each(kind)
        for name, entry in every.items():
            if kind == "fills":
                for slot, lines in entry.items() if name in LINE_SLOTS else ():
                    yield from ((f"{LINE_SLOTS[name]}.{slot}/{line['id']}", line) for line in lines)
                continue
            yield from _refs(kind, name, entry, cited)


def _refs(kind: str, name: str, entry: Raw, cited: tuple[str, ...]) -> Iterator[tuple[str, Raw]]:
    ref = entry_ref(kind, entry, name)
    if cited or "text" in entry:
        yield ref, entry
    if kind == "contacts":
        yield from contact_refs(name, entry)
        return
    for key, value in entry.items():
        if key == "contacts" and kind == "area":
            for i, contact in value.items():
                yield f"contact.{i}", contact
                yield from contact_refs(i, contact)
        else:
            yield from _lines(value, f"{ref}." if kind == "list" else f"{ref}/", key)


def contact_refs(name: str, entry: Raw) -> Iterator[tuple[str, Raw]]:
    """What a document may print of a contact: each number, the hours, the notes."""
    for number in entry["numbers"]:
        yield number_ref(name, number), number
    if "hours" in entry:
        yield f"contact.{name}/hours", entry["hours"]
    yield from _lines(entry.get("notes", []), f"contact.{name}/", "")


def number_ref(contact_id: str, number: Raw) -> str:
    """How a policy's file names a number that its document prints: contact.hull-ehash/01482-448879."""
    return f"contact.{contact_id}/{'-'.join(number['value'].lower().split())}"


def _lines(value: Any, prefix: str, key: str) -> Iterator[tuple[str, Raw]]:
    if isinstance(value, list):
        for item in value:
            yield from _lines(item, prefix, "")
    elif isinstance(value, dict):
        if is_line(value):
            yield prefix + line_id(value, key), value
        for name, item in value.items():
            yield from _lines(item, prefix, name)


def is_line(value: Raw) -> bool:
    """Whether a mapping is a line that a document may claim: something said, or a deadline."""
    return "text" in value or "within" in value


def line_id(line: Raw, key: str) -> str:
    """What a line is called in its entry: its id, a rule's number, or the key it stands under."""
    return str(line.get("id") or line.get("number") or key)
