"""What a line rests on, and what a gap says, in words that screen, note and terminal share."""

from __future__ import annotations

import re
from collections.abc import Mapping

from wizard.model import Book, Gap

GROUNDS: Mapping[str, str] = {
    "own": "Policy",
    "area": "Council or local partnership",
    "national": "National",
    "reading": "Our advice",
}
"""What a line rests on, by its mark; the first letter stands beside the line."""

MARK_WORDS: Mapping[str, str] = {"national": "national", "reading": "our advice"}
"""A word where a line is not the setting's own document's or its area's, for paper."""

ABSENCE = re.compile(r"^This (?:document|policy|guide) ([^.]*\.) +")


def policy_word(book: Book) -> str:
    """What the setting's own document is called where a line speaks of it."""
    return "Your policy" if book.kind == "school" else "The guide"


def gap_words(book: Book, gap: Gap) -> tuple[str, str]:
    """What to do where no source fills a slot, and that nothing is written; "" where nobody has looked."""
    action = ABSENCE.sub("", gap.text)
    if not gap.silent:
        return action, ""
    found = ABSENCE.match(gap.text)
    return action, f"{policy_word(book)} {found[1] if found else 'does not say.'}"
