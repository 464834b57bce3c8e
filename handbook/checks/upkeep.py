"""Every date is a day of the calendar."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from handbook.checks.citations import all_files
from handbook.datafiles.data import Data
from handbook.problems import Problem

# The fields that hold a date, whole or in part.
DATES = frozenset(
    {"checked_on", "date", "dated", "from", "read", "read_on", "review", "review_by", "since", "to"}
)
REST = "-01-01"  # what makes a year or a month a day
YEAR = 4


def dates_are_days(data: Data) -> Iterator[Problem]:
    """Every date is a day of the calendar, or a month or year of it."""
    for file in all_files(data):
        for key, value in file.values:
            name = key[-1] if key else ""
            if name in DATES and isinstance(value, str) and value[:YEAR].isdecimal() and "T" not in value:
                try:
                    date.fromisoformat(value + REST[len(value) - YEAR :])
                except ValueError:
                    yield file.problem(
                        key, f"'{value}' is no day of the calendar; use one such as 2026-11-22"
                    )
