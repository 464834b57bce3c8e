"""Every path through the flows: the basis of the proofs, and the table that people review."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from wizard.advice import contacts_for, deadlines_for
from wizard.engine import Step, replay
from wizard.model import Book, Outcome, Question

HEADER = "flow\tanswers\toutcome\turgency\tcontacts\tclocks"


@dataclass(frozen=True, slots=True)
class Path:
    """One path from a flow's start to an outcome."""

    step: Step
    outcome: Outcome

    @property
    def answers(self) -> str:
        """The answers as `question=option,question=option`."""
        return ",".join(f"{question}={option}" for question, option in self.step.answers)


def paths(book: Book, flow_id: str) -> Iterator[Path]:
    """Every path of one flow, hand-overs included, in the order of its options."""
    waiting: list[tuple[tuple[str, str], ...]] = [()]
    while waiting:
        answers = waiting.pop()
        step = replay(book, flow_id, answers)
        if isinstance(step.node, Question):
            question = step.node
            waiting += [(*answers, (question.id, option.id)) for option in reversed(question.options)]
        else:
            yield Path(step, step.node)


def row(book: Book, path: Path, now: datetime | None = None) -> str:
    """One line of the table, tab-separated: flow, answers, outcome, urgency, contacts, clocks.

    Contacts stand in the order to try; with a time, who answers then comes first.
    """
    outcome, step = path.outcome, path.step
    contacts = contacts_for(book, outcome.contacts, step.areas, now)
    deadlines = deadlines_for(book, outcome.deadlines, step.areas, None)
    where = outcome.id if step.flow == step.entry else f"{step.flow}:{outcome.id}"
    return "\t".join(
        (
            step.entry,
            path.answers,
            where,
            outcome.urgency,
            ",".join(shown.contact.id for shown in contacts),
            ",".join(shown.deadline.id for shown in deadlines),
        )
    )


def table(book: Book, flow_ids: list[str] | None = None, now: datetime | None = None) -> str:
    """The table of all paths of these flows (None: of all), a header line first."""
    chosen = list(book.flows) if flow_ids is None else flow_ids
    return (
        "\n".join((HEADER, *(row(book, path, now) for flow in chosen for path in paths(book, flow)))) + "\n"
    )
