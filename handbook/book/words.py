"""What is said in one way everywhere: dates, roles, and why a handbook is not for use."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

Raw = Mapping[str, Any]


MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


DEMONSTRATION = "Demonstration, not for use in a real school."


DRAFT = "Not finished: our policy has not been entered."


ASK_THE_LEAD = "It shows what holds in every school. Ask the safeguarding lead what our policy adds."


# Decisions of ours that paper rests on where it warns of danger.
RING_999, ACT_AT_ONCE = "danger-999", "act-at-once"


# Where a number is from that nothing prints which holds in the setting.
OLDER_DOCUMENT = "another, older document"


def date_words(day: str) -> str:
    """A date of the data in words: 2026-11-22 is "22 November 2026", 2019-11 "November 2019"."""
    parts = day.split("-")
    month = [MONTHS[int(parts[1]) - 1]] if len(parts) > 1 else []
    return " ".join([*([str(int(parts[2]))] if len(parts) > 2 else []), *month, parts[0]])  # noqa: PLR2004 - year, month, day


def role_name(general: str, own: str) -> str:
    """A role by the one name that all lines have for it; in brackets what the policy calls it instead."""
    if not own or _plain_role(own) == _plain_role(general):
        return general
    return f"{general[:-1]}, {own})" if general.endswith(")") else f"{general} ({own})"


def _plain_role(title: str) -> str:
    """A role's title without what makes no difference: case, "designated", "academy", what is in brackets."""
    words = re.sub(r"\(.*?\)|\b(?:designated|academy)\b", "", title.casefold())
    words = re.sub(
        r"\bdsl\b", "safeguard lead", re.sub(r"s\b", "", words.replace("safeguarding", "safeguard"))
    )
    return " ".join(words.split())


def status_warning(setting: Raw) -> str:
    """What keeps a setting's handbook from use, in short, for paper and lists; "" where nothing does."""
    kept = (("demonstration", DEMONSTRATION), ("draft", DRAFT))
    return " ".join(words for field, words in kept if setting.get(field))
