"""England's bank holidays, a setting's terms and school day; the days that a date of the data may mean."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

import holidays

from handbook.book.hours import WEEKDAYS, minute

FIRST_YEAR = 2025
LAST_YEAR = 2030  # at least three years beyond the newest release; raise it with each
SCHOOL_DAYS = WEEKDAYS[:5]
YEAR_ONLY, YEAR_AND_MONTH = 4, 7  # the lengths of dates that are not whole
Raw = Mapping[str, Any]


@cache
def usual() -> frozenset[str]:
    """The bank holidays that England's law knows beforehand, as ISO dates."""
    days = holidays.country_holidays("GB", subdiv="ENG", years=range(FIRST_YEAR, LAST_YEAR + 1))
    return frozenset(map(date.isoformat, days))


def calendar(setting: Raw, one_off: Raw) -> dict[str, Any]:
    """Bank holidays and terms as ISO dates, and the days between which bank holidays are known.

    `one_off` are those that were proclaimed for one year, by their day.
    """
    moved = {entry["instead_of"] for entry in one_off.values() if "instead_of" in entry}
    years = setting.get("terms", {}).get("years", {})
    return {
        "bank_holidays": sorted((usual() | set(one_off)) - moved),
        "terms": sorted([term["from"], term["to"]] for year in years.values() for term in year),
        "known_from": f"{FIRST_YEAR}-01-01",
        "known_until": f"{LAST_YEAR}-12-31",
        "terms_note": setting.get("terms", {}).get("assumption", ""),
        "school_day_ends": _ends(setting.get("school_day")),
    }


def _ends(school_day: Raw | None) -> list[int]:
    """The minute at which school ends, from Monday on; nothing where the setting does not say."""
    return [minute(school_day.get(day, school_day["ends"])) for day in SCHOOL_DAYS] if school_day else []


def first_day(text: str) -> date:
    """The first day of what may be a year or a month. Raises ValueError where there is no such day."""
    return date.fromisoformat(text + "-01-01"[len(text) - YEAR_ONLY :])


def last_day(text: str) -> date:
    """The last day of what may be a year or a month."""
    day = first_day(text)
    if len(text) == YEAR_ONLY:
        return day.replace(month=12, day=31)
    return day.replace(day=monthrange(day.year, day.month)[1]) if len(text) == YEAR_AND_MONTH else day
