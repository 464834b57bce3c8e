"""What a line rests on, in words that screen, note and terminal share."""

from __future__ import annotations

from collections.abc import Mapping

from wizard.model import Book

AUTHORITY_NAMES: Mapping[str, str] = {
    "own": "Policy",
    "area": "Council or local partnership",
    "national": "National",
    "reading": "Our advice",
}
"""The names of the authorities that a line may rest on; the first letter stands beside the line."""

AUTHORITY_WORDS: Mapping[str, str] = {"national": "national", "reading": "our advice"}
"""A word where a line is not the setting's own document's or its area's, for paper."""

POLICY_WORDS: Mapping[str, str] = {"school": "Your policy", "partnership": "The guide"}
"""What a setting's own document is called where a line speaks of it, by the kind of setting."""


def policy_word(book: Book) -> str:
    """What the setting's own document is called where a line speaks of it."""
    return POLICY_WORDS[book.kind]
