"""The file behind "What's new": what changed for staff, release by release."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from handbook import inplace
from handbook.compare import Change, Comparison
from handbook.datafiles.data import FILES, Data
from handbook.datafiles.schema import schemas_in
from handbook.datafiles.yamlfile import parse
from handbook.problems import DataError

HEAD = """\
# yaml-language-server: $schema=schemas/news.schema.json
# What changed for staff, a day for each release. `handbook diff OLD NEW --news DAY` writes an entry.
# Shorten its words, and take out what staff need not know. No numbers here: the page links to them.
"""


def add(data: Data, found: Comparison, day: date) -> Path:
    """Write the changes into the data's news under this day, once each; gives the file's path.

    Raises DataError, and leaves the file as it was, where a change cannot stand there.
    """
    path = data.root / FILES["news"]
    entries = {name: list(lines) for name, lines in data.one("news").items()}
    fresh = [
        entry
        for entry in _entries(found, len(data.entries["setting"]))
        if entry not in entries.get(str(day), [])
    ]
    if not fresh:
        return path
    if entries and str(day) not in entries:
        text = path.read_text(encoding="utf-8").rstrip() + "\n" + _text({str(day): fresh})
    else:
        text = HEAD + _text({**entries, str(day): [*entries.get(str(day), []), *fresh]})
    if wrong := list(schemas_in(data.root / "schemas").problems(parse(text, path.name), "news")):
        raise DataError(wrong)
    inplace.replace_files({path: text})
    return path


def _entries(found: Comparison, settings: int) -> Iterator[dict[str, Any]]:
    for change, concerned in found.changes.items():
        yield _entry(change) | ({} if len(concerned) == settings else {"settings": list(concerned)})


def _entry(change: Change) -> dict[str, Any]:
    ways = {"contact": change.contact, "page": change.page}
    return {
        "kind": change.kind,
        "about": change.about,
        "text": change.text,
        **{name: way for name, way in ways.items() if way},
    }


def _text(entries: Mapping[str, Any]) -> str:
    return yaml.safe_dump(entries, sort_keys=False, allow_unicode=True, width=10_000)
