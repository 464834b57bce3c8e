"""The engine: replay the answers from the start, arrive at the step.

State is the list of answers and nothing else, so back, change and restart are one operation: replay a
shorter list. An answer that no longer lies on the path is dropped. A line whose condition has been answered
away does not show.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from wizard.model import Book, Outcome, Question

AREA_QUESTION = "area"
UNSURE = "unsure"


class UnknownFlowError(LookupError):
    """There is no flow of that name in the book."""


@dataclass(frozen=True, slots=True)
class Answered:
    """One question on the path with the answer given."""

    flow: str
    question: str
    option: str
    ask: str
    say: str

    @property
    def answer(self) -> tuple[str, str]:
        """What the next replay needs: question and option."""
        return self.question, self.option


@dataclass(frozen=True, slots=True)
class Step:
    """What the reader sees now.

    `entry` is the flow that the reader started, `flow` the one that the path has led to. `areas` are the
    areas to show contacts and rules for: the one chosen; else all of the setting's.
    """

    entry: str
    flow: str
    node: Question | Outcome
    path: tuple[Answered, ...]
    areas: tuple[str, ...]

    @property
    def answers(self) -> tuple[tuple[str, str], ...]:
        """The answers that led here, and no others."""
        return tuple(answered.answer for answered in self.path)


def _areas(book: Book, chosen: str | None) -> tuple[str, ...]:
    known = tuple(area.id for area in book.areas) or ("",)
    if chosen in known:
        return (chosen,)
    # Nobody knows where the child lives: the setting's own area takes the call and passes it on
    # (decision which-council).
    return known[:1] if chosen == UNSURE else known


def replay(book: Book, flow_id: str, answers: Iterable[tuple[str, str]] = ()) -> Step:
    """The step that the answers lead to. Raises UnknownFlowError for a flow that the book does not hold."""
    if flow_id not in book.flows:
        raise UnknownFlowError(flow_id)
    pending = list(answers)
    given: dict[str, str] = {}
    said: set[tuple[str, str]] = set()
    path: list[Answered] = []
    flow = book.flows[flow_id]
    node = flow.start
    while True:
        if node.startswith("flow:"):
            flow = book.flows[node.removeprefix("flow:")]
            node = flow.start
            continue
        areas = _areas(book, given.get(AREA_QUESTION))
        if node in flow.outcomes:
            outcome = flow.outcomes[node]
            left = tuple(
                line for line in outcome.actions if not any(answer in said for answer in line.skip_after)
            )
            outcome = outcome if left == outcome.actions else replace(outcome, actions=left)
            return Step(flow_id, flow.id, outcome, tuple(path), areas)
        question = flow.questions[node]
        targets = {option.id: option for option in question.options}
        known = given.get(question.shared)
        if known in targets:
            given.update(targets[known].means)
            said.update(targets[known].means)
            node = targets[known].then
            continue
        place = next(
            (n for n, (asked, said) in enumerate(pending) if asked == question.id and said in targets), None
        )
        if place is None:
            return Step(flow_id, flow.id, question, tuple(path), areas)
        option = targets[pending[place][1]]
        del pending[: place + 1]
        if question.shared:
            given[question.shared] = option.id
            said.add((question.shared, option.id))
        said.add((question.id, option.id))
        given.update(option.means)
        said.update(option.means)
        path.append(Answered(flow.id, question.id, option.id, question.ask, option.say))
        node = option.then
