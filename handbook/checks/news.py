"""The news: days that exist, about settings and contacts that exist."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from handbook.book.lookups import contact_ids
from handbook.datafiles.data import Data
from handbook.problems import Problem, did_you_mean


def news_names_what_exists(data: Data) -> Iterator[Problem]:
    """The days of the news are days; the settings and contacts that an entry names exist."""
    file = data.files["news"]
    settings = data.entries["setting"]
    contacts = contact_ids(data)
    for day, entries in data.one("news").items():
        try:
            date.fromisoformat(day)
        except ValueError:
            yield file.problem((day,), f"'{day}' is no day of the calendar; use one such as 2026-11-22")
        for place, entry in enumerate(entries):
            for at, setting in enumerate(entry.get("settings", ())):
                if setting not in settings:
                    yield file.problem(
                        (day, place, "settings", at),
                        f"setting '{setting}' does not exist{did_you_mean(setting, settings)}",
                    )
            contact = entry.get("contact")
            if contact is not None and contact not in contacts:
                fix = did_you_mean(contact, contacts) or "; if it is gone, take 'contact' out"
                yield file.problem((day, place, "contact"), f"contact '{contact}' does not exist{fix}")
