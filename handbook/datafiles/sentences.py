"""Sentences that stand one a line, as the files in `utterances/` hold thousands of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

KINDS = ("said", "now", "calm")


def sentences(entry: Mapping[str, Any], kind: str) -> list[str]:
    """The sentences of this kind, without blanks around them; none where the file has no such kind."""
    return [line.strip() for line in entry.get(kind, "").split("\n") if line.strip()]
