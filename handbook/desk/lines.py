"""The lines that the desk offers for a setting: what each says, on what ground, and where it would show."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from handbook.book.lookups import SLOT_KINDS, contacts_at_home
from handbook.datafiles.data import Data
from handbook.desk.outcomes import outcome_titles
from handbook.desk.spots import spot_title
from handbook.policies.places import KEYED, LINE_SLOTS, contact, entry_ref, is_line, refs

Raw = Mapping[str, Any]
NATIONAL, AREA, OURS, LIBRARY, NAME = "national", "area", "ours", "library", "name"
ELSEWHERE = "elsewhere"  # another council's page: its lines are offered to nobody here
# What a document may be silent on; of any other line nobody can say so.
SILENT_KINDS = frozenset({"rule", "clock", "harm", "abuse", "role"})
HAS = "Names it: {}"  # what a document does that claims a whole entry
HOURS = "Prints its hours: {}"  # of a contact
MEANING = "{}: what the word means"  # the same line may stand on the page of the thing itself too


@dataclass(frozen=True, slots=True)
class Line:
    """A shared line as a lead meets it.

    `ground` is national, area, ours, library (true in some schools, cites nothing) or name (an entry that a
    document may name as a whole); `cites` says where it is written. `silence` is what the document would be
    recorded as silent on, "" where nothing is; `said_as` holds the words that a search may find it by.
    """

    ref: str
    text: str
    ground: str
    cites: str
    where: str
    page: str
    silence: str
    said_as: tuple[str, ...]


def lines_for(data: Data, setting: str) -> dict[str, Line]:
    """Every line that a document of this setting may claim, by its ref.

    What belongs to another council's area is not among them, nor a library line that names one.
    """
    maker = _Maker(data, setting)
    return {ref: line for ref, entry in refs(data) if (line := maker.line(ref, entry))}


class _Maker:
    def __init__(self, data: Data, setting: str) -> None:
        self.data = data
        self.entry: Raw = data.each("setting")[setting]
        file = data.entries["setting"][setting]
        self.home = contacts_at_home(data, file)
        self.areas = set(self.entry["areas"])
        self.sources = data.one("sources")
        others = [
            name
            for area, area_entry in data.each("area").items()
            if area not in self.areas
            for name in (area_entry["name"], area_entry.get("council", area_entry["name"]))
        ]
        self.elsewhere = re.compile("|".join(map(re.escape, others)) or "(?!)")
        self.places = dict(_places(data))

    def line(self, ref: str, entry: Raw) -> Line | None:
        kind, _, rest = ref.partition(".")
        name = rest.partition("/")[0]
        if kind in {"area", "levels"} and name not in self.areas:
            return None
        if kind == "contact" and name not in self.home:
            return None
        says = entry.get("text") or entry.get("say", "")
        titled, whose = _title(entry, name), self._of_contact(kind, name)
        text = says or (HOURS.format(whose) if rest.endswith("/hours") else HAS.format(titled))
        grounds = [self._ground(cite["source"]) for cite in entry.get("cite", ())]
        ground = next((candidate for candidate in (AREA, NATIONAL, OURS) if candidate in grounds), LIBRARY)
        if not says:
            ground = NAME
        where, page, part, said_as = self.places.get(id(entry)) or self.places.get(ref) or ("", "", "", ())
        if ground == LIBRARY and self.elsewhere.search(f"{text} {where}"):
            return None
        if ground == LIBRARY and ELSEWHERE in grounds:
            return None  # it rests on another council's page alone
        return Line(
            ref=ref,
            text=text,
            ground=ground,
            cites=self._cites(entry.get("cite", ()), ground),
            where=where or whose or titled,
            page=page,
            silence=_silence(kind, name, part) if says else (ref if kind in SILENT_KINDS else ""),
            said_as=said_as,
        )

    def _ground(self, source: str) -> str:
        about = self.sources.get(source, {})
        kind = about.get("kind", "")
        if kind == "area":
            return AREA if set(about["areas"]) & self.areas else ELSEWHERE
        if kind == "national" and self.entry["kind"] in about.get("only_for", (self.entry["kind"],)):
            return NATIONAL
        return OURS if kind == "handbook" else LIBRARY  # guidance for others binds nobody here

    def _of_contact(self, kind: str, name: str) -> str:
        """Whose number or hours an entry is."""
        found = contact(self.data, name) if kind == "contact" else None
        return str(found["name"]) if found else ""

    def _cites(self, cite: Any, ground: str) -> str:
        if ground == OURS:
            return "our advice"
        shown = [citation for citation in cite if self._ground(citation["source"]) == ground]
        words = (f"{self._name(citation['source'])}, {citation['section']}" for citation in shown)
        return "; ".join(words)

    def _name(self, source: str) -> str:
        about = self.sources[source]
        return str(about.get("short") or about["title"])


def _silence(kind: str, name: str, part: str) -> str:
    if kind in SILENT_KINDS:
        return f"{kind}.{name}"
    return f"topic.{name}/{part}" if kind == "topic" and part else ""


def _title(entry: Raw, name: str) -> str:
    """What an entry is called, with its year where there may be other editions of it."""
    words = (entry.get(field) for field in ("title", "term", "name", "value", "plain"))
    title = str(next(filter(None, words), name.replace("-", " ")))
    year = str(entry.get("year", ""))
    return f"{title} ({year})" if year not in title else title


Place = tuple[str, str, str, tuple[str, ...]]  # where, page, part of the page, words to find it by


def _places(data: Data) -> Iterator[tuple[Any, Place]]:
    """Where every line would show, by the line itself, and of whole entries by their ref."""
    slots = data.one("slots")
    for kind, slot_kind in (("rules", "rule"), ("clocks", "clock")):
        for slot, about in slots[kind].items():
            yield f"{slot_kind}.{slot}", (about["title"], "", "", ())
    for kind in KEYED:
        every = data.one(kind) if kind in data.files else data.each(kind)
        for name, entry in every.items():
            yield from _of_entry(data, kind, name, entry)


def _of_entry(data: Data, kind: str, name: str, entry: Raw) -> Iterator[tuple[Any, Place]]:
    if kind == "fills":
        yield from _of_fills(data, name, entry)
        return
    title = _title(entry, name)
    said_as = tuple(entry.get("aliases", ()))
    page = _page(kind, name)
    yield entry_ref(kind, entry, name), (title, page, "", said_as)
    if kind == "topic":
        for section in entry["sections"]:
            yield from _of_lines(section, (f"{title}: {section['title']}", page, section["id"], said_as))
        return
    titled = MEANING.format(title) if kind == "definitions" else title
    yield from _of_lines(entry, (titled, page, "", said_as))
    if kind == "flow":
        titles = outcome_titles(data, entry)
        for key, outcome in entry["outcomes"].items():
            yield from _of_lines(outcome, (f"{title}: {titles[key]}", page, "", said_as))
    elif kind == "area":
        yield from _of_area(data, title, entry)


def _of_fills(data: Data, part: str, slots: Raw) -> Iterator[tuple[Any, Place]]:
    for slot, lines in slots.items() if part in LINE_SLOTS else ():
        title = data.one("slots")[part].get(slot, {}).get("title", slot)
        for line in lines:
            yield id(line), (title, "", "", ())


def _of_area(data: Data, title: str, entry: Raw) -> Iterator[tuple[Any, Place]]:
    """Of a council's lines those that say for themselves where they stand."""
    slots = data.one("slots")
    for slot, line in entry.get("instead", {}).items():
        about = next(slots[part][slot] for part in SLOT_KINDS if slot in slots[part])
        yield id(line), (f"{title}: {about['title']}", "", "", ())
    for line in entry.get("own", ()):
        yield id(line), (spot_title(data, line["at"]), "", "", ())


def _of_lines(value: Any, place: Place) -> Iterator[tuple[Any, Place]]:
    if isinstance(value, list):
        for item in value:
            yield from _of_lines(item, place)
    elif isinstance(value, Mapping):
        if is_line(value):
            yield id(value), place
        for item in value.values():
            yield from _of_lines(item, place)


def _page(kind: str, name: str) -> str:
    """The ref of the page of an entry, as `related:` names pages; "" where it has none of its own."""
    own = {"harm": "harm", "topic": "topic", "flow": "flow", "abuse-types": "abuse"}
    return f"{own[kind]}:{name}" if kind in own else ""
