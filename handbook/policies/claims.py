"""The shared lines as a setting's documents say them: cited, in other words, or left out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from handbook.policies.places import KEYED, LINE_SLOTS, entry_ref, is_line, line_id, number_ref

Raw = Mapping[str, Any]
Cites = list[dict[str, str]]

LEVELS_HERE = "levels:here"  # in `related`: the levels of need of each of the setting's areas


@dataclass
class PolicyClaims:
    """What documents say of the shared lines: of each line, the first document that speaks decides."""

    cites: dict[str, Cites] = field(default_factory=dict)
    words: dict[str, Raw] = field(default_factory=dict)
    denied: set[str] = field(default_factory=set)

    def add_policy(self, policy: Raw) -> None:
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


class SettingCopier:
    """Copies data for a setting in these areas, with each line cited to what is said of it."""

    def __init__(self, said: PolicyClaims, areas: Iterable[str]) -> None:
        self.said = said
        self.levels = [f"levels:{area}" for area in areas]

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
            key: {i: self._contact(i, entry) for i, entry in value.items()}
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
        if isinstance(value, str):  # most are, so this is asked first
            return value
        if isinstance(value, list):
            if key == "related" and LEVELS_HERE in value:
                at = value.index(LEVELS_HERE)
                value = [*value[:at], *self.levels, *value[at + 1 :]]
            return [self._copy(item, lines) for item in value]
        if not isinstance(value, dict):
            return value
        out = {name: self._copy(item, lines, name) for name, item in value.items()}
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
