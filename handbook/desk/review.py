"""The yearly review: only what may have changed since somebody last compared the policy with the handbook."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from handbook.book.calendar import first_day
from handbook.book.words import date_words
from handbook.desk import decisions
from handbook.desk.lines import NATIONAL
from handbook.desk.overview import of_section
from handbook.desk.work import Work
from handbook.upkeep.review import report

Texts = Mapping[str, str]
PUNCTUATION = re.compile(r"\W+")


def review(work: Work, today: date, before: Texts | None = None, now: Texts | None = None) -> dict[str, Any]:
    """What to go through again on a day.

    `before` and `now` are the sections' texts in last year's policy and in this year's, by the sections'
    names, where somebody has opened them. The answer holds `sections` (each `id`, `title`, `why`), `lines`
    (national lines newer than the last look: `ref`, `text`, `cites`, `section`), `due` (numbers and
    documents, in words), and `sheet`, all of it as a list to sign.
    """
    found = {
        "sections": _sections(work, before or {}, now or {}),
        "lines": _lines(work),
        "due": _due(work, today),
    }
    return {**found, "sheet": _sheet(work, today, found)}


def _sections(work: Work, before: Texts, now: Texts) -> list[dict[str, str]]:
    dated = str(work.said.get("dated", ""))
    listed = work.said["sections"]
    out = []
    for section, entry in listed.items():
        why = ""
        if before and now and section not in now:
            why = "This year's policy has no such section."
        elif section in before and section in now and _plain(before[section]) != _plain(now[section]):
            why = "Its text has changed."
        elif "read" not in entry:
            why = "Nobody has read it yet."
        elif not (before and now) and dated and _later(dated, entry["read"]):
            why = f"The policy is of {date_words(dated)}, and the last look at this was before."
        if why:
            out.append({"id": section, "title": entry["title"], "why": why})
    out += [
        {"id": section, "title": now[section].strip().split("\n")[0][:90], "why": "It is new."}
        for section in now
        if section not in listed
    ]
    return out


def _plain(text: str) -> str:
    """A text without what changes from one copy to the next: breaks, punctuation and capitals."""
    return PUNCTUATION.sub(" ", text).strip().lower()


def _later(dated: str, day: str) -> bool:
    """Whether a date of the data, which may be a month or a year alone, is after a day for certain."""
    return first_day(dated) > date.fromisoformat(day)


def _lines(work: Work) -> list[dict[str, str]]:
    """National lines of a section whose source came out after somebody last read the section."""
    sources = work.base.one("sources")
    refs = {}
    for section, entry in work.said["sections"].items():
        if "read" not in entry:
            continue  # the whole section is still to be read
        newer = {
            name
            for name, source in sources.items()
            if source["kind"] == "national" and "date" in source and _later(source["date"], entry["read"])
        }
        for ref in of_section(work, section) if newer else ():
            line = work.lines[ref]
            if line.ground == NATIONAL and work.cited[ref] & newer:
                state = decisions.state(work, ref)[0]
                refs[ref] = {
                    "ref": ref,
                    "text": line.text,
                    "cites": line.cites,
                    "section": section,
                    "state": state,
                }
    return list(refs.values())


def _due(work: Work, today: date) -> list[str]:
    """What of the setting's own, its policies' and its areas' is due for a look, in words."""
    data = work.data
    areas = {name: file for name, file in data.entries["area"].items() if name in work.entry["areas"]}
    policies = set(work.entry["policies"]) | {
        policy for file in areas.values() for policy in file.data.get("policies", ())
    }
    entries = {
        **data.entries,
        "setting": {work.setting: data.entries["setting"][work.setting]},
        "area": areas,
        "policy": {name: file for name, file in data.entries["policy"].items() if name in policies},
        "flow": {},
    }
    own = {file.name for kind in ("setting", "area", "policy") for file in entries[kind].values()}
    found = report(replace(data, entries=entries), today)
    return [
        f"{item.name}: {'was' if item.due < today else 'is'} due on {date_words(item.due.isoformat())}"
        for item in (*found.overdue, *found.soon)
        if item.file.name in own
    ]


def _sheet(work: Work, today: date, found: Mapping[str, Any]) -> str:
    """The list to print, go through and sign, as plain text."""
    parts = [
        (
            "Sections to hold against the policy again",
            [f"{o['id']} {o['title']}: {o['why']}" for o in found["sections"]],
        ),
        (
            "National lines that are newer than the last look",
            [f"{o['section']}: {o['text']} ({o['cites']})" for o in found["lines"]],
        ),
        ("Numbers and documents to look at again", found["due"]),
    ]
    out = [f"{work.entry['name']}: yearly review, {date_words(today.isoformat())}", work.said["title"], ""]
    for title, entries in parts:
        out += [title, *(f"[ ] {entry}" for entry in entries or ["nothing"]), ""]
    out += ["Gone through by: ____________________", "Role and date:   ____________________", ""]
    return "\n".join(out)
