"""The data as one setting meets it: the lines for everyone, and what its documents say about each.

A shared line stands once, in the base or in an area's file, and cites national sources, the council's pages or our
own advice. What a school's, a trust's or a partnership's document says stands in that document's file. Here the two
come together: a claimed line is cited to the document's section, a version takes the place of its words, an own
line stands where its document puts it, and what a document contradicts is left out. A line that cites nothing then
holds nowhere, which is how a library line stays hidden until a document claims it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

from handbook.data import Data
from handbook.places import KEYED, LINE_SLOTS, entry_ref, is_line, line_id, number_ref, place
from handbook.yamlfile import YamlFile

Raw = Mapping[str, Any]
Cites = list[dict[str, str]]

OURS = "ours"  # a line of a policy's file that rests on our advice about it


@dataclass
class Said:
    """What documents say of the shared lines: of each line, the first document that speaks decides."""

    cites: dict[str, Cites] = field(default_factory=dict)
    words: dict[str, Raw] = field(default_factory=dict)
    denied: set[str] = field(default_factory=set)

    def hear(self, policy: Raw) -> None:
        """Take in one document, after those that come before it."""
        heard, worded = set(self.cites) | self.denied, set(self.words) | self.denied
        for section, entry in policy["sections"].items():
            here = {"source": policy["id"], "section": section}
            for ref in entry.get("says", ()):
                if ref not in worded:
                    self.cites.setdefault(ref, []).append(here)
            for ref, words in entry.get("versions", {}).items():
                if ref not in heard:
                    self.words[ref] = {"text": words} if isinstance(words, str) else words
                    self.cites.setdefault(ref, []).append(here)
        self.denied |= set(policy.get("not", {})) - heard


def policies_of(data: Data, setting: str) -> dict[str, str]:
    """The documents that a setting goes by, in order, and on what ground: `setting` its own, `area` its areas'."""
    entry = data.each("setting")[setting]
    held = dict.fromkeys(entry["policies"], "setting")
    for area in entry["areas"]:
        for policy in data.each("area").get(area, {}).get("policies", ()):
            held.setdefault(policy, "area")
    known = data.entries["policy"]
    return {policy: ground for policy, ground in held.items() if policy in known}


@lru_cache(16)
def for_setting(data: Data, setting: str) -> Data:
    """The data of one setting: every line with all the citations that hold for it, its slots as its documents fill them."""
    held = policies_of(data, setting)
    policies = {name: data.each("policy")[name] for name in held}
    said = Said()
    for policy in policies.values():
        said.hear(policy)
    weave = _Weave(said)
    files = {
        kind: replace(file, data=weave.file(kind, file.data)) if kind in KEYED else file
        for kind, file in data.files.items()
    }
    entries = {
        kind: {name: replace(file, data=weave.entry(kind, file.data)) for name, file in every.items()}
        if kind in KEYED
        else dict(every)
        for kind, every in data.entries.items()
    }
    entries["setting"] = {setting: entries["setting"][setting]}
    whole = Data(data.root, files, entries)
    for policy in policies.values():
        _lay_in(whole, policy)
    _fill(whole, setting, policies, held, said)
    _add_documents(whole, setting, policies, held)
    return whole


class _Weave:
    """Copies data, with each line cited to what is said of it."""

    def __init__(self, said: Said) -> None:
        self.said = said

    def file(self, kind: str, data: Raw) -> dict[str, Any]:
        """A single file, whose entries have an id each."""
        if kind == "fills":
            out = {part: self._slots(part, slots) for part, slots in data.items()}
            return {"contacts": {}, "clocks": {}, "rules": {}} | out
        return {name: self.entry(kind, entry, name) for name, entry in data.items()}

    def _slots(self, part: str, slots: Raw) -> dict[str, Any]:
        prefix = LINE_SLOTS.get(part)
        if prefix is None:
            return dict(slots)
        return {slot: self._copy(lines, f"{prefix}.{slot}/") for slot, lines in slots.items()}

    def entry(self, kind: str, entry: Raw, name: str = "") -> dict[str, Any]:
        """One entry: a harm, a contact, an area."""
        ref = entry_ref(kind, entry, name)
        if kind == "contacts":
            return self._contact(name, entry)
        lines = f"{ref}." if kind == "list" else f"{ref}/"
        out = {
            key: {i: self._contact(i, one) for i, one in value.items()}
            if key == "contacts" and kind in {"area", "setting"}
            else self._copy(value, lines, key)
            for key, value in entry.items()
        }
        for listed in ("cite", "named_in"):
            if listed in KEYED[kind]:
                out[listed] = self._cites(ref, entry.get(listed, ()))
        if "text" in entry:  # a figure is a line itself
            out |= self._line(ref, entry)
        return out

    def _cites(self, ref: str, own: Iterable[Raw]) -> Cites:
        return [*self.said.cites.get(ref, ()), *map(dict, own)]

    def _line(self, ref: str, line: Raw) -> dict[str, Any]:
        if ref in self.said.denied:
            return {"cite": []}
        if ref in self.said.words:
            return {**self.said.words[ref], "cite": self.said.cites[ref]}
        return {"cite": self._cites(ref, line.get("cite", ()))}

    def _copy(self, value: Any, lines: str, key: str = "") -> Any:
        if isinstance(value, list):
            return [self._copy(one, lines) for one in value]
        if not isinstance(value, dict):
            return value
        out = {name: self._copy(one, lines, name) for name, one in value.items()}
        if is_line(value):
            name = line_id(value, key)
            out |= {"id": name} | self._line(lines + name, value)
        return out

    def _contact(self, name: str, entry: Raw) -> dict[str, Any]:
        ref = f"contact.{name}"
        cites = self._cites(ref, entry.get("cite", ()))
        numbers = [
            {
                **number,
                "printed_in": self._cites(
                    number_ref(name, number), number.get("printed_in", entry.get("cite", ()))
                ),
            }
            for number in entry["numbers"]
        ]
        out = {
            **entry,
            "cite": cites,
            "numbers": numbers,
            "notes": self._copy(entry.get("notes", []), f"{ref}/"),
        }
        if "cite" in entry.get("hours", {}) or f"{ref}/hours" in self.said.cites:
            hours = entry["hours"]
            out["hours"] = {**hours, "cite": self._cites(f"{ref}/hours", hours.get("cite", ()))}
        return out


def lines_of(policy: Raw, part: str) -> Iterator[tuple[Raw, Cites]]:
    """The `own` lines of a policy's file, each with its citation, section by section, ours last."""
    for section, entry in policy["sections"].items():
        for line in entry.get(part, ()):
            yield line, cites_of(policy["id"], section, line)
    for line in policy.get(OURS, {}).get(part, ()):
        yield line, list(line["cite"])


def cites_of(policy: str, section: str, line: Raw) -> Cites:
    """The sections that print a line of a policy's file."""
    return [{"source": policy, "section": one} for one in (section, *line.get("also", ()))]


def _woven(line: Raw, cites: Cites) -> dict[str, Any]:
    return {**{key: value for key, value in line.items() if key not in {"at", "also"}}, "cite": cites}


def _lay_in(data: Data, policy: Raw) -> None:
    """Put a document's own lines where they stand."""
    late: dict[int, tuple[list[Any], list[dict[str, Any]]]] = {}
    for line, cites in lines_of(policy, "own"):
        found = place(data, line["at"])
        if found is None:
            continue
        entry, field_name = found
        woven = _woven(line, cites)
        if entry_is_keyed := line["at"].startswith("list."):
            entry.setdefault(field_name, {})[line["id"]] = woven
        held = [] if entry_is_keyed else entry.setdefault(field_name, [])
        if "after" in line or "first" in line:
            late.setdefault(id(held), (held, []))[1].append(woven)
        elif not entry_is_keyed:
            held.append(woven)
    for held, lines in late.values():
        put_in_order(held, lines)


def put_in_order(held: list[Any], late: list[dict[str, Any]]) -> None:
    """Put lines that name their place into a list: each `first`, or `after` a line, where those before it in the
    file that came after the same line stand before it. A line whose neighbour is gone comes last.
    """
    ends: dict[Any, int] = {}
    waiting = list(late)
    while waiting:
        left = []
        for line in waiting:
            after = line.get("after")
            at = -1 if after is None else _where(held, after)
            if after is not None and at < 0:
                left.append(line)
                continue
            at += 1 + ends.get(after, 0)
            held.insert(at, {key: value for key, value in line.items() if key not in {"after", "first"}})
            ends[after] = ends.get(after, 0) + 1
        if len(left) == len(waiting):
            held.extend(left)
            break
        waiting = left


def _where(held: list[Any], name: Any) -> int:
    return next(
        (n for n, one in enumerate(held) if name == one or (isinstance(one, dict) and name in _names(one))),
        -1,
    )


def _names(line: Raw) -> tuple[Any, ...]:
    """What an `after` may call a line of an outcome: its id, its slot or its item."""
    return line.get("id"), line.get("rule"), line.get("item")


def _fill(data: Data, setting: str, policies: Mapping[str, Raw], held: Mapping[str, str], said: Said) -> None:
    """Fill the setting's slots from its own documents, its areas' from theirs."""
    entry = data.each("setting")[setting]
    own = [policy for name, policy in policies.items() if held[name] == "setting"]
    fills: dict[str, dict[str, Any]] = {"contacts": {}, "clocks": {}, "rules": {}}
    for policy in own:
        for slot, contacts in policy.get("fills", {}).get("contacts", {}).items():
            fills["contacts"].setdefault(slot, contacts)
    for part in LINE_SLOTS:
        for slot in data.one("slots")[part]:
            for policy in own:
                lines = _lines_for(data, entry["areas"], policy, part, slot)
                if lines and slot not in fills[part]:
                    fills[part][slot] = lines
    data.entries["setting"][setting] = replace(
        data.entries["setting"][setting], data={**entry, "fills": fills, "source": next(iter(policies), "")}
    )
    for area in entry["areas"]:
        file = data.entries["area"].get(area)
        for policy in () if file is None else policies.values():
            if policy["id"] in file.data.get("policies", ()) and held[policy["id"]] == "area":
                for part in LINE_SLOTS:
                    for slot in data.one("slots")[part]:
                        if lines := _lines_for(data, [area], policy, part, slot):
                            file.data["fills"].setdefault(part, {})[slot] = lines


def _lines_for(data: Data, areas: Iterable[str], policy: Raw, part: str, slot: str) -> list[Any]:
    """What one document puts into a slot: shared lines that it claims, then its own; none where it fills nothing.

    A document that only says what the nation says anyway fills nothing: the slot stays with the base, whose lines
    are then cited to the document's sections. A limit of the council's stands beside the document's, since both
    bind and the shorter one counts.
    """
    shared = [
        (line, area)
        for area, fills in (
            *((area, data.each("area").get(area, {}).get("fills", {})) for area in areas),
            ("", data.one("fills")),
        )
        for line in fills.get(part, {}).get(slot, ())
    ]
    claimed = [{**line, **({"area": area} if area else {})} for line, area in shared if _says(policy, line)]
    own = list(_fills_of(policy, part, slot))
    library = any(_says(policy, line) and len({c["source"] for c in line["cite"]}) == 1 for line in claimed)
    if not own and not library:
        return []
    late = [line for line in own if "after" in line or "first" in line]
    lines = [*claimed, *(line for line in own if line not in late)]
    put_in_order(lines, late)
    if part == "clocks":
        for line, area in shared:
            if area and line["cite"] and not _says(policy, line):
                limit = {**line, "area": area}
                lines = [limit, *lines] if _length(line) < _length(lines[0]) else [*lines, limit]
    return lines


HOURS = {
    "hours": 1.0,
    "days": 24.0,
    "working-days": 33.6,
    "school-days": 45.0,
    "weeks": 168.0,
    "months": 730.0,
    "years": 8766.0,
}


def _length(clock: Raw) -> float:
    """How long a limit is, near enough to say which of two is the shorter."""
    within = clock["within"]
    return float(within.get("amount", 0)) * HOURS.get(within["unit"], 0.0)


def _says(policy: Raw, line: Raw) -> bool:
    return any(cite["source"] == policy["id"] for cite in line["cite"])


def _fills_of(policy: Raw, part: str, slot: str) -> Iterator[dict[str, Any]]:
    """A document's own lines for a slot, section by section; our advice about it last."""
    for section, entry in policy["sections"].items():
        for line in entry.get("fills", {}).get(part, {}).get(slot, ()):
            yield _woven(line, cites_of(policy["id"], section, line))
    for line in policy.get(OURS, {}).get("fills", {}).get(part, {}).get(slot, ()):
        yield dict(line)


HEAD = (
    "title",
    "short",
    "publisher",
    "page_date",
    "review",
    "review_words",
    "rests_on",
    "address",
    "read_on",
    "owner",
    "review_by",
)


def _add_documents(data: Data, setting: str, policies: Mapping[str, Raw], held: Mapping[str, str]) -> None:
    """The documents as sources, and what else stands in their files: clashes, decisions, what has changed since."""
    areas = data.each("setting")[setting]["areas"]
    documents: dict[str, Any] = {}
    more: dict[str, dict[str, Any]] = {"clashes": {}, "decisions": {}}
    changes = dict(data.one("changes"))
    own_notes: list[str] = []
    for name, policy in policies.items():
        ground = (
            {"kind": "setting", "setting": setting}
            if held[name] == "setting"
            else {
                "kind": "area",
                "areas": [
                    area for area in areas if name in data.each("area").get(area, {}).get("policies", ())
                ],
            }
        )
        documents[name] = {
            **{key: policy[key] for key in HEAD if key in policy},
            **({"date": policy["dated"]} if "dated" in policy else {}),
            **ground,
            "sections": {section: entry["title"] for section, entry in policy["sections"].items()},
        }
        for kind, found in more.items():
            for i, entry in policy.get(kind, {}).items():
                cites = [{"source": name, "section": section} for section in entry.get("sections", ())]
                found[i] = {**entry, **({"cite": cites} if kind == "clashes" else {"settings": [setting]})}
        own_notes += [i for i, note in policy.get("changes", {}).items() if i not in changes]
        for i, words in policy.get("changes", {}).items():
            changes[i] = {**changes.get(i, {}), **({"said": words} if isinstance(words, str) else words)}
    files = data.files
    for kind, notes in (("clashes", more["clashes"]), ("changes", {i: changes[i] for i in own_notes})):
        for name, note in notes.items():
            for ref in note.get("harms", ()):
                _name_note(data.each("harm").get(ref) or data.one("abuse-types").get(ref), kind, name)
            for ref in note.get("topics", ()):
                _name_note(data.each("topic").get(ref), kind, name)
    _put(files, "sources", {**documents, **data.one("sources")})
    _put(files, "clashes", more["clashes"])
    _put(files, "decisions", {**data.one("decisions"), **more["decisions"]})
    _put(files, "changes", changes)


def _name_note(entry: dict[str, Any] | None, kind: str, name: str) -> None:
    """Name a note of a document's file on the page that it is about."""
    if entry is not None and name not in entry.get(kind, ()):
        entry[kind] = [*entry.get(kind, ()), name]


def _put(files: Any, kind: str, data: dict[str, Any]) -> None:
    file = files.get(kind, YamlFile(f"{kind}.yml", {}, {}))
    files[kind] = replace(file, data=data)
