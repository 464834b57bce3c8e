"""Dates are days of the calendar, those that are said to be past are, and terms follow one another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from handbook.book.calendar import FIRST_YEAR, LAST_YEAR, YEAR_ONLY, first_day, usual
from handbook.datafiles.data import Data
from handbook.datafiles.yamlfile import Key, YamlFile
from handbook.problems import Problem

# The fields that hold a date, whole or in part.
DATES = frozenset(
    {"checked_on", "date", "dated", "from", "read", "read_on", "review", "review_by", "since", "to"}
)
# The fields that say when somebody looked.
SEEN = frozenset({"checked_on", "read_on"})
SCHOOL_YEAR = re.compile(r"(20[0-9]{2})[-/](?:20)?([0-9]{2})")
FIRST_MONTH = 8  # some schools begin in the last days of August


def dates_are_days(data: Data) -> Iterator[Problem]:
    """Every date is a day of the calendar, or a month or year of it."""
    for file in data.every_file():
        for key, value in file.values:
            name = key[-1] if key else ""
            written = isinstance(value, str) and value[:YEAR_ONLY].isdecimal() and "T" not in value
            if name in DATES and written and not _is_day(value):
                yield file.problem(key, f"'{value}' is no day of the calendar; use one such as 2026-11-22")


def looks_are_past(data: Data, today: date) -> Iterator[Problem]:
    """The day of a look is not to come: by it staff judge how old a number is, and a review falls due."""
    since = data.one("upkeep").get("since", "")
    if today.isoformat() < since:  # a machine's clock that has stopped, or its battery has
        whose = "by this machine's clock (or SOURCE_DATE_EPOCH)"
        words = f"begins on {since}, and {whose} today is {today}; set it right"
        yield data.files["upkeep"].problem(("since",), words)
        return
    for file in data.every_file():
        for key, value in file.values:
            name = key[-1] if key else ""
            if name in SEEN and isinstance(value, str) and value > today.isoformat()[: len(value)]:
                words = f"'{value}' is later than today, {today}; put the day on which somebody looked"
                yield file.problem(key, words)


def one_off_bank_holidays_count(data: Data) -> Iterator[Problem]:
    """A bank holiday beside the usual ones is a day that deadlines meet, and stands in for one of those."""
    file = data.files["bank-holidays"]
    for day, entry in data.one("bank-holidays").items():
        if not _is_day(day):
            yield file.problem((day,), f"'{day}' is no day of the calendar; use one such as 2026-11-22")
        elif day in usual():
            yield file.problem((day,), f"{day} is a bank holiday already; take it out")
        elif not FIRST_YEAR <= int(day[:4]) <= LAST_YEAR:
            words = f"{day} is not in the years that limits are counted in, {FIRST_YEAR} to {LAST_YEAR}"
            yield file.problem((day,), f"{words}; take it out")
        moved = entry.get("instead_of")
        if moved is not None and moved not in usual():
            yield file.problem(
                (day, "instead_of"), f"{moved} is no usual bank holiday; put the day that it stands in for"
            )


def _is_day(text: str) -> bool:
    try:
        first_day(text)
    except ValueError:
        return False
    return True


def terms_follow_one_another(data: Data) -> Iterator[Problem]:
    """Terms end after they begin, in order and apart, each inside its school year: days count by them."""
    for file in data.entries["setting"].values():
        last = ""
        for year, terms in file.data.get("terms", {}).get("years", {}).items():
            at = ("terms", "years", year)
            bounds = SCHOOL_YEAR.fullmatch(year)
            if bounds is None or int(bounds[1]) % 100 + 1 != int(bounds[2]):
                yield file.problem(at, f"'{year}' is no school year; write one such as 2026-27")
                continue
            for place, term in enumerate(terms):
                found = list(_term_faults(file, (*at, place), term, int(bounds[1]), last))
                yield from found
                last = last if found else term["to"]


def _term_faults(
    file: YamlFile, key: Key, term: Mapping[str, Any], year: int, last: str
) -> Iterator[Problem]:
    start, end = term["from"], term["to"]
    if end < start:
        yield file.problem((*key, "to"), f"the term ends on {end}, before it begins on {start}; fix one")
    elif last and start <= last:
        words = f"the term begins on {start}, but the one before it ends on {last}; put terms in order, apart"
        yield file.problem((*key, "from"), words)
    for name, day in (("from", start), ("to", end)):
        if not f"{year}-{FIRST_MONTH:02}-01" <= day < f"{year + 1}-{FIRST_MONTH + 1:02}-01":
            words = (
                f"{day} is not in the school year that begins in {year}; fix the day, or the year above it"
            )
            yield file.problem((*key, name), words)
