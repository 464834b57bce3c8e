"""One setting's book: every layer merged, every condition decided, every line that does not apply left out.

The wizard gets nothing else, so what it does not hold it cannot say.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property, lru_cache
from itertools import chain
from typing import Any

from handbook.book.calendar import calendar
from handbook.book.contacts import contacts_of
from handbook.book.flows import Flows
from handbook.book.levels import levels_of
from handbook.book.lookups import SLOT_KINDS
from handbook.book.slots import fill_of
from handbook.book.view import SettingView
from handbook.book.words import ASK_THE_LEAD, DRAFT
from handbook.datafiles.data import Data
from handbook.datafiles.yamlfile import YamlFile
from wizard.levels import LABELS, STRONGEST_SIGN
from wizard.loading import load
from wizard.model import Book
from wizard.statements import HANDBOOK
from wizard.whom import WHO_HOLDS_IT

Raw = Mapping[str, Any]
# Folders in whose files the lines of several settings stand side by side: of all, and of those in an area.
OF_ALL, OF_AREAS = ("harm", "topic", "list", "flow"), ("area", "levels")


class Maker(SettingView):
    """Makes the book of one setting, and answers for the pages beside it what applies there."""

    @cached_property
    def contacts(self) -> dict[str, dict[str, Any]]:
        """Every contact and role that this setting may show: its own, its areas', the national ones."""
        return contacts_of(self)

    @cached_property
    def topics(self) -> dict[str, Raw]:
        """The topics that concern this setting."""
        return {i: topic for i, topic in self.data.each("topic").items() if self.applies(topic.get("when"))}

    def _shared(self) -> Iterator[YamlFile]:
        """The files in which lines for this setting stand beside those for others."""
        entries = self.data.entries
        yield from (file for kind in OF_ALL for file in entries[kind].values())
        yield from (entries[kind][area] for kind in OF_AREAS for area in self.areas if area in entries[kind])
        yield from self.data.files.values()

    @cached_property
    def readings(self) -> frozenset[str]:
        """The decisions that lines which apply here rest on: whoever asks why must find them."""
        policies = (self.data.each("policy")[name].get("instead", {}) for name in self.setting["policies"])
        places = (*(file.data for file in self._shared()), self.setting, *policies)
        lines = (line for place in places for line in self._lines(place) if _is_ours(line))
        bases = (self.basis(line) for line in lines)
        cited = {section for basis in bases if basis for source, section in basis.cites if source == HANDBOOK}
        of_tool = {cite.section for cite in (STRONGEST_SIGN, LABELS)}
        cited.add(WHO_HOLDS_IT.section)
        return frozenset(cited | (of_tool if any(map(self.has_indicators, self.areas)) else set()))

    def _lines(self, value: dict[str, Any] | list[Any]) -> Iterator[Raw]:
        """Everything in a piece of data that cites, but for what is other settings' and areas' alone."""
        items: Iterable[Any] = value
        if isinstance(value, dict):
            if not self.concerns(value):
                return
            if "cite" in value:
                yield value
            items = value.values()
        for item in items:
            if isinstance(item, (dict, list)):
                yield from self._lines(item)

    def said(self) -> dict[tuple[str, str], list[str]]:
        """By source and section, the words of all that the handbook says by it in this setting, each once.

        A contact, a law and the like are said by their names.
        """
        found: dict[tuple[str, str], dict[str, None]] = {}
        for file in self._shared():
            for line in self._lines(file.data):
                words = next((line[key] for key in ("text", "say", "name", "title") if key in line), "")
                for cite in basis.cites if words and (basis := self.basis(line)) else ():
                    found.setdefault(cite, {})[self.words(words)] = None
        for fill in self.fills.values():
            for line in (*chain(*fill["rules"].values()), *chain(*fill["clocks"].values())):
                for source, section in line["cites"]:
                    found.setdefault((source, section), {})[line.get("text") or line["say"]] = None
        return {section: list(words) for section, words in found.items()}

    def settles(self, name: str, decision: Raw) -> bool:
        """Whether a decision is the reader's to know: its document's, made for all, or cited here."""
        return name in self.readings or not decision.get("where_cited")

    def applies(self, when: Raw | None) -> bool:
        """Whether a condition on the setting is met; a slot counts as filled when any area fills it."""
        if when is None:
            return True
        if "kind" in when:
            return bool(self.setting["kind"] == when["kind"])
        slot = when.get("filled") or when.get("gap")
        filled = any(slot in self.fills[area][kind] for area in self.areas for kind in SLOT_KINDS)
        return filled == ("filled" in when)

    @cached_property
    def fills(self) -> dict[str, dict[str, Any]]:
        """The fills of all slots, area by area."""
        return {area: fill_of(self, area) for area in self.areas}

    def flow(self, flow: Raw) -> dict[str, Any]:
        """A flow as this setting meets it."""
        return Flows(self, self.applies).flow(flow)

    def pages(self) -> dict[str, dict[str, str]]:
        """The pages that steps and pages point to: ref to title and path from the site's root."""
        out = {f"harm:{i}": (h["title"], f"harms/{i}.html") for i, h in self.data.each("harm").items()}
        out |= {
            f"abuse:{i}": (a["title"], f"abuse/{i}.html") for i, a in self.data.one("abuse-types").items()
        }
        out |= {f"topic:{i}": (t["title"], f"topics/{i}.html") for i, t in self.topics.items()}
        flows = self.data.each("flow").items()
        out |= {f"flow:{i}": (self.words(f["title"]), f"what-now/{i}.html") for i, f in flows}
        out |= {f"levels:{a}": (levels["title"], f"levels/{a}.html") for a, levels in self.levelled.items()}
        return {ref: {"title": title, "path": path} for ref, (title, path) in out.items()}

    def source_words(self) -> dict[str, str]:
        """Short names of the sources that apply here: the name of a citation."""
        out = {}
        for source, entry in self.data.one("sources").items():
            if self.scope.authority(source):
                year = entry.get("date", "")[:4]
                dated = f" ({year})" if year and year not in entry["title"] else ""
                out[source] = entry.get("short") or entry["title"] + dated
        return out

    @cached_property
    def levelled(self) -> dict[str, Raw]:
        """The levels of need of those areas whose page says anything here: headings alone help nobody."""
        known = self.data.each("levels")
        levels = {area: known[area] for area in self.areas if area in known}
        return {
            area: levels_here
            for area, levels_here in levels.items()
            if any(map(self.basis, self._lines(levels_here)))
        }

    def has_indicators(self, area: str) -> bool:
        """Whether the area prints signs by which to judge the level of need."""
        levels = self.data.each("levels").get(area)
        return bool(levels and self.statements(levels["indicators"]))

    def cautions(self) -> list[tuple[str, str]]:
        """What every page and copy of a demonstration, or of a draft, must say first: the point, and more."""
        found = []
        if self.setting.get("demonstration"):
            source = self.setting["source"]
            due = self.data.one("sources")[source].get("review_words", "no review date printed")
            found.append(("Demonstration, not for use.", f"{self.source_words()[source]}: {due}."))
        if self.setting.get("draft"):
            found.append((DRAFT, self.words(ASK_THE_LEAD)))
        return found

    def book(self) -> dict[str, Any]:
        """The book, ready for `wizard.loading.load`; its version comes when the pages beside it are made."""
        slots = self.data.one("slots")
        return {
            "version": "",
            "setting": self.id,
            "name": self.setting["name"],
            "kind": self.setting["kind"],
            "document": self.setting["source"],
            "areas": [
                {"id": area, "name": self.data.each("area")[area]["name"]} for area in self.setting["areas"]
            ],
            "contacts": self.contacts,
            "fills": self.fills,
            "anchors": slots["anchors"],
            "sources": self.source_words(),
            "flows": {name: self.flow(flow) for name, flow in self.data.each("flow").items()},
            "pages": self.pages(),
            "calendar": calendar(self.setting, self.data.one("bank-holidays")),
            "caution": " ".join(part for caution in self.cautions() for part in caution),
            "levels": {area: levels_of(self, area) for area in self.areas if self.has_indicators(area)},
            "slots": {slot: words["title"] for slot, words in slots["rules"].items()},
            "council_slots": [slot for slot, words in slots["contacts"].items() if "whose" in words],
            "told_slots": [slot for slot, words in slots["clocks"].items() if "told" in words],
            "reasons": {
                name: decision["why"]
                for name, decision in self.data.one("decisions").items()
                if self.settles(name, decision)
            },
        }


def _is_ours(line: Raw) -> bool:
    return any(cite["source"] == HANDBOOK for cite in line["cite"])


@lru_cache(8)
def checked_book(data: Data, setting: str) -> Book:
    """A setting's book as the wizard reads it, made once for all that checks it."""
    return load(Maker(data, setting).book())
