"""Wall time in England and UTC, without a table of time zones: the browser's Python has none.

The rule has held since 1996: summer time runs from 1.00 UTC on the last Sunday of March to 1.00 UTC on the
last Sunday of October.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

SUNDAY = 6
MARCH, OCTOBER = 3, 10
HOUR = timedelta(hours=1)


def _change(year: int, month: int) -> datetime:
    last = date(year, month, 31)
    day = last - timedelta(days=(last.weekday() - SUNDAY) % 7)
    return datetime(day.year, day.month, day.day, 1)  # noqa: DTZ001 - UTC, kept naive throughout this file


def to_utc(wall: datetime) -> datetime:
    """The moment of a wall time, in UTC. Of the hour that comes twice in October, the first is meant."""
    summer = _change(wall.year, MARCH) <= wall < _change(wall.year, OCTOBER) + HOUR
    return wall - HOUR if summer else wall


def to_wall(utc: datetime) -> datetime:
    """What clocks in England show at a moment."""
    summer = _change(utc.year, MARCH) <= utc < _change(utc.year, OCTOBER)
    return utc + HOUR if summer else utc


def wall_of(moment: datetime) -> datetime:
    """What clocks in England show at a moment that names its zone."""
    return to_wall(moment.astimezone(UTC).replace(tzinfo=None))


def after_hours(wall: datetime, hours: float) -> datetime:
    """So many hours later by the wall clock; the night when clocks change is an hour shorter or longer."""
    return to_wall(to_utc(wall) + timedelta(hours=hours))
