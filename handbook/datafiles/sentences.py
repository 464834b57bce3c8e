"""Sentences that stand one a line, as the files in `utterances/` hold thousands of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

KINDS = ("said", "now", "calm")


def numbered(entry: Mapping[str, Any], kind: str) -> list[tuple[int, str]]:
    """The sentences of this kind, each with its line below the one that names the kind, from 1."""
    lines = enumerate(entry.get(kind, "").split("\n"), 1)
    return [(number, line.strip()) for number, line in lines if line.strip()]


def sentences(entry: Mapping[str, Any], kind: str) -> list[str]:
    """The sentences of this kind, without blanks around them; none where the file has no such kind."""
    return [sentence for _, sentence in numbered(entry, kind)]
