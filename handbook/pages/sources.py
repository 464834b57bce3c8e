"""A source's dates, in words that stay true and as a day for the page's script."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from handbook.book.calendar import last_day
from handbook.book.words import date_words


def due_day(source: Mapping[str, Any]) -> str | None:
    """The day after which the page's script says that a review date has passed; None where words say it."""
    if "review" not in source or source.get("review_words"):
        return None
    return last_day(source["review"]).isoformat()


def review_words(source: Mapping[str, Any]) -> str:
    """A source's dates and when it is due for review, in words that stay true."""
    if source["kind"] == "handbook":
        return "our own advice, where the documents are silent or clash"
    if "date" in source:
        dated = f"dated {date_words(source['date'])}"
    else:
        dated = (
            "undated page"
            if source.get("page_date", "n.d.") == "n.d."
            else f"page dated {source['page_date']}"
        )
    parts = [dated]
    if source.get("review_words"):
        parts.append(source["review_words"])
    elif source.get("review"):
        parts.append(f"due for review by {date_words(source['review'])}")
    if source.get("read_on"):
        parts.append(f"read on {date_words(source['read_on'])}")
    return "; ".join(parts)
