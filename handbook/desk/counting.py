"""Which of the lines with a number count a policy's sections, and which are the steps of a list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

_VALUES = {"I": 1, "V": 5, "X": 10}
_NO_LIST = -1


@dataclass(frozen=True)
class Counted:
    """A line with a number: its place among the lines with words; whether the table of contents has it."""

    place: int
    number: str
    known: bool


def sections_counted(lines: Sequence[Counted]) -> set[int]:
    """The places of the lines that go on counting the sections from 1.

    A list counts from 1 too, and stands inside a section. What could be either is a section if it is the last
    with its number.
    """
    figures = {line.place: _figures(line.number) for line in lines}
    latest = {figures[line.place][0]: line.place for line in lines if len(figures[line.place]) == 1}
    found: set[int] = set()
    last, listed = 0, _NO_LIST
    for line in lines:
        top, *inner = figures[line.place]
        goes_on = top == last if inner else _goes_on(top, last, listed, at_last=latest.get(top) == line.place)
        if line.known or (goes_on and (inner or not _beside(line.place, top, figures))):
            found.add(line.place)
            last, listed = top, _NO_LIST
        elif not inner:
            listed = top
    return found


def _goes_on(top: int, last: int, listed: int, *, at_last: bool) -> bool:
    """Whether a number follows on the last section's; one may have been missed."""
    return top in {last + 1, last + 2} and (top != listed + 1 or at_last)


def _beside(place: int, top: int, figures: dict[int, list[int]]) -> bool:
    """Whether the line before or after counts on with nothing between them, as steps do."""
    return figures.get(place - 1) == [top - 1] or figures.get(place + 1) == [top + 1]


def _figures(number: str) -> list[int]:
    if number[-1].isdigit():
        return [int(figure) for figure in number.rpartition(" ")[2].split(".")]
    values = [_VALUES[letter] for letter in number]
    return [
        sum(-value if value < after else value for value, after in zip(values, [*values[1:], 0], strict=True))
    ]
