"""Every citation names a source and a section that exist, and every source belongs somewhere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from handbook.data import Data
from handbook.problems import Problem, did_you_mean
from handbook.yamlfile import Key, YamlFile


def all_files(data: Data) -> Iterator[YamlFile]:
    """Every file of the data."""
    yield from data.files.values()
    for entries in data.entries.values():
        yield from entries.values()


def walk(value: Any, key: Key = ()) -> Iterator[tuple[Key, Any]]:
    """Every value in a file with its key path."""
    yield key, value
    if isinstance(value, dict):
        for name, child in value.items():
            yield from walk(child, (*key, name))
    elif isinstance(value, list):
        for place, child in enumerate(value):
            yield from walk(child, (*key, place))


def known_sources(data: Data) -> Iterator[Problem]:
    """A citation names a known source; where the source lists its sections, one of those."""
    sources = data.one("sources")
    decisions = data.one("decisions")
    for file in all_files(data):
        for key, value in walk(file.data):
            if not (isinstance(value, dict) and set(value) == {"source", "section"}):
                continue
            source, section = value["source"], value["section"]
            if source not in sources:
                yield file.problem(
                    (*key, "source"),
                    f"source '{source}' is not in sources.yml{did_you_mean(source, sources)}",
                )
                continue
            handbook = sources[source]["kind"] == "handbook"
            sections = decisions if handbook else sources[source].get("sections")
            if sections and section not in sections:
                where = "national/decisions.yml" if handbook else f"the sections of '{source}'"
                yield file.problem(
                    (*key, "section"),
                    f"section '{section}' is not in {where}{did_you_mean(section, sections)}",
                )


def sources_belong(data: Data) -> Iterator[Problem]:
    """A setting's document names its setting, an area's page its areas."""
    file, settings = data.files["sources"], data.entries["setting"]
    for source, entry in data.one("sources").items():
        if entry["kind"] == "setting" and entry["setting"] not in settings:
            yield file.problem(
                (source, "setting"),
                f"setting '{entry['setting']}' does not exist{did_you_mean(entry['setting'], settings)}",
            )
        for place, area in enumerate(entry.get("areas", ())):
            if area not in data.entries["area"]:
                yield file.problem(
                    (source, "areas", place),
                    f"area '{area}' does not exist{did_you_mean(area, data.entries['area'])}",
                )


def text_is_plain(data: Data) -> Iterator[Problem]:
    """Text holds no control or direction-changing characters, which hide what a line says."""
    hidden = {
        chr(c)
        for c in (
            *range(32),
            127,
            *range(0x200B, 0x2010),
            *range(0x202A, 0x202F),
            *range(0x2066, 0x206A),
            0xFEFF,
        )
    }
    for file in all_files(data):
        for key, value in walk(file.data):
            if isinstance(value, str) and (found := hidden & set(value)):
                yield file.problem(
                    key, f"holds an invisible character (U+{ord(min(found)):04X}); type the text again"
                )
