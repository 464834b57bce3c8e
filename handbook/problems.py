"""What is wrong with the data: where, what, and how to fix it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

LONGEST = 600  # characters of a message: what a person reads


@dataclass(frozen=True, order=True, slots=True)
class Problem:
    """One fault. `line` and `column` count from 1; 0 means the file as a whole.

    A message that quotes something endless from the data keeps its two ends: what is wrong, and the fix.
    """

    file: str
    line: int
    column: int
    message: str

    def __post_init__(self) -> None:
        if len(self.message) > LONGEST:
            half = LONGEST // 2 - 1
            object.__setattr__(self, "message", f"{self.message[:half]}…{self.message[-half:]}")

    def __str__(self) -> str:
        place = f":{self.line}:{self.column}" if self.line else ""
        return f"{self.file}{place}: {self.message}"


class DataError(Exception):
    """The data cannot be used. Holds every problem found, not only the first."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(set(problems))
        super().__init__("\n".join(map(str, self.problems)))


class BuildError(RuntimeError):
    """A build cannot go on, and not for a fault in the data: why, and what to do, in words for a person."""


def os_error_text(error: OSError) -> str:
    """What the system says of a file, without its number: which, and why."""
    if not error.strerror:
        return str(error)
    return f"{error.filename}: {error.strerror}" if error.filename else error.strerror


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """The words "; did you mean 'x'?" where a known word is near, else ""."""
    near = get_close_matches(word, list(known), 1, 0.6)
    return f"; did you mean '{near[0]}'?" if near else ""
