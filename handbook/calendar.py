"""England's bank holidays and a setting's terms, as the wizard's clocks need them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import holidays

FIRST_YEAR = 2025
LAST_YEAR = 2030  # at least three years beyond the newest release; raise it with each


def calendar(setting: Mapping[str, Any]) -> dict[str, Any]:
    """Bank holidays and terms as ISO dates, and the days between which bank holidays are known."""
    days = holidays.country_holidays("GB", subdiv="ENG", years=range(FIRST_YEAR, LAST_YEAR + 1))
    years = setting.get("terms", {}).get("years", {})
    return {
        "bank_holidays": sorted(day.isoformat() for day in days),
        "terms": sorted([term["from"], term["to"]] for year in years.values() for term in year),
        "known_from": f"{FIRST_YEAR}-01-01",
        "known_until": f"{LAST_YEAR}-12-31",
        "terms_note": setting.get("terms", {}).get("assumption", ""),
    }
