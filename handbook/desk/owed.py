"""What each school still owes: for a trust, or whoever looks after several handbooks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from handbook.datafiles.data import Data
from handbook.desk import overview
from handbook.desk.bundle import texts
from handbook.desk.questions import OPEN, questions
from handbook.desk.work import Work, begin

HEAD = ("school", "policy", "sections read", "lines undecided", "questions open")


@dataclass(frozen=True)
class Owed:
    """What is still to be done for one policy of one setting."""

    setting: str
    policy: str
    read: int
    sections: int
    undecided: int
    open: int

    @property
    def cells(self) -> tuple[str, ...]:
        """A row of the table."""
        read = f"{self.read} of {self.sections}"
        return (self.setting, self.policy, read, str(self.undecided), str(self.open))


def owed(data: Data, settings: Sequence[str]) -> Iterator[Owed]:
    """What is still to be done, setting by setting, for each of its policies in their order."""
    for setting in settings:
        work = begin(data, setting, texts(data, setting))
        yield from (_of(work.of(policy)) for policy in work.policies)


def _of(work: Work) -> Owed:
    done = overview.progress(work)
    left = sum(question["answer"] == OPEN for question in questions(work))
    undecided = done["lines"] - done["looked"]
    return Owed(work.setting, work.policy, done["read"], done["sections"], undecided, left)


def table(rows: Sequence[Owed]) -> str:
    """The rows as lines of text, in columns."""
    cells = [HEAD, *(row.cells for row in rows)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    return "".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() + "\n"
        for row in cells
    )
