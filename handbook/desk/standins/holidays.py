"""England's bank holidays for the browser: the days that the whole library gave when the desk was made."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path


def country_holidays(_country: str, subdiv: str, years: Iterable[int]) -> list[date]:
    """The days; `subdiv` and `years` are those for which they were written down."""
    dates = json.loads(Path(__file__).with_suffix(".json").read_text(encoding="utf-8"))
    return [date.fromisoformat(day) for day in dates[subdiv] if int(day[:4]) in set(years)]
