"""The moment that a build is asked to use as now, so that it gives the same bytes again."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime

from handbook.problems import BuildError

NAME = "SOURCE_DATE_EPOCH"


def source_date() -> datetime | None:
    """The time in SOURCE_DATE_EPOCH, None where unset. Raises BuildError where it is no timestamp."""
    said = os.environ.get(NAME)
    if said is None:
        return None
    try:
        return datetime.fromtimestamp(int(said), UTC)
    except (ValueError, OverflowError, OSError):
        words = "no count of seconds since 1970; unset it, or give one such as 1796083200"
        raise BuildError(f"the environment's {NAME} is '{said[:40]}', {words}") from None


def today(given: date | None = None) -> date:
    """The day to judge by: the one given, else that of SOURCE_DATE_EPOCH, else the clock's."""
    return given or (source_date() or datetime.now(UTC)).date()
