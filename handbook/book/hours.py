"""Times of day, and openings that may go on past midnight, in minutes as the wizard counts them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

HOUR = 60
DAY = 24 * HOUR
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def minute(time: str) -> int:
    """The minute of the day of a time such as 08:45; 24:00 is the day's end."""
    return int(time[:2]) * HOUR + int(time[3:])


def openings(hours: Mapping[str, Any]) -> list[list[int]]:
    """A usual week as weekday, start and end; an end beyond the day's is on the next day."""
    found = []
    for stretch in hours["weekly"]:
        start, end = minute(stretch["from"]), minute(stretch["to"])
        end += DAY if end < start else 0
        found += [[WEEKDAYS.index(day), start, end] for day in stretch["days"]]
    return found
