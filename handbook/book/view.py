"""The data that applies in one setting, in that setting's words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any

from handbook.book.lookups import scope_of
from handbook.book.scope import Basis
from handbook.datafiles.data import Data
from handbook.policies.compose import for_setting
from wizard.advice import ShownLine
from wizard.statements import Cite
from wizard.words import POLICY_WORDS

Raw = Mapping[str, Any]


class SettingView:
    """The data as one setting sees it."""

    def __init__(self, data: Data, setting: str) -> None:
        self.all = data
        self.data = for_setting(data, setting)
        self.id = setting
        self.setting: Raw = self.data.each("setting")[setting]
        self.scope = scope_of(data, setting)
        self.areas: list[str] = list(self.setting["areas"]) or [""]

    def basis(self, line: Raw) -> Basis | None:
        """The basis on which a line with `cite` (and perhaps `area`) applies here; None where it does not."""
        return self.scope.basis(line.get("cite", ()), line.get("area"))

    def statement(self, line: Raw) -> dict[str, Any] | None:
        """A statement as the wizard reads it; None where it does not apply here."""
        basis = self.basis(line)
        if basis is None:
            return None
        areas = {"areas": list(basis.areas)} if basis.areas else {}
        return {
            "text": self.words(line["text"]),
            **_grounds(basis),
            **areas,
            **({"lead": self.words(line["lead"] or "")} if "lead" in line else {}),
        }

    def words(self, text: str) -> str:
        """The text with this setting's own names for those who are told of a worry."""
        calls: Mapping[str, str] = self.setting.get("calls", {})
        general = "|".join(map(re.escape, sorted(calls, key=len, reverse=True)))
        return re.sub(general, lambda found: calls[found[0]], text) if calls else text

    def statements(self, lines: Iterable[Raw]) -> list[dict[str, Any]]:
        """Those of the statements that apply here."""
        return [made for line in lines if (made := self.statement(line))]

    def shown(self, lines: Iterable[Raw]) -> list[ShownLine]:
        """Those of the statements that apply here, ready to show; in several areas each names its own."""
        known = self.data.each("area")
        found = []
        for line in lines:
            if basis := self.basis(line):
                areas = basis.areas if len(self.areas) > 1 else ()
                where = " and ".join(known[area]["name"] for area in areas)
                cites = tuple(Cite(*cite) for cite in basis.cites)
                found.append(ShownLine(self.words(line["text"]), cites, basis.authority, where))
        return found

    def cites(self, cite: Sequence[Mapping[str, str]]) -> list[list[str]]:
        """Those of the citations that apply here."""
        cites: list[list[str]] = self.grounds(cite)["cites"]
        return cites

    def grounds(self, cite: Sequence[Mapping[str, str]]) -> dict[str, Any]:
        """Those of the citations that apply here, and on what authority; `mark` is "" where none does."""
        basis = self.scope.basis(cite)
        return _grounds(basis) if basis else {"cites": [], "mark": ""}

    @cached_property
    def silent(self) -> dict[str, str]:
        """What this setting's own documents are recorded as silent on, with what they do say of it.

        Of anything else nobody may say that a document is silent: nobody has looked.
        """
        found: dict[str, str] = {}
        for name in self.setting["policies"]:
            for entry in self.data.each("policy")[name].get("silent", ()):
                ref, note = (entry, "") if isinstance(entry, str) else (entry["ref"], entry["note"])
                found.setdefault(ref, note)
        return found

    @property
    def does_not_say(self) -> str:
        """What is said of a document that was found to be silent, where its file adds no note."""
        return f"{POLICY_WORDS[self.setting['kind']]} does not say."

    @cached_property
    def roles(self) -> dict[str, Raw]:
        """Every role by its id: the national ones, and those that the setting adds."""
        national = self.data.one("roles")
        return national | {i: own for i, own in self.setting["roles"].items() if i not in national}

    def concerns(self, entry: Raw) -> bool:
        """Whether a change or topic, which may name its areas, is this setting's too."""
        areas = entry.get("areas")
        return not areas or bool(set(areas) & set(self.areas))


def _grounds(basis: Basis) -> dict[str, Any]:
    return {"cites": [list(cite) for cite in basis.cites], "mark": basis.authority}
