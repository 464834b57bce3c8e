"""Entry paths: whichever flow a person begins with, the same scenario comes to the same answer.

Several flows fit most scenarios: a child who tells of a bruise tells something, and is hurt too. A scenario
lists the other flows that a sensible reader may begin with, and where the answer differs, why.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from handbook.book.scenarios import Scenario, advice_for, never_asked, stops, walk
from handbook.datafiles.yamlfile import Key
from wizard.engine import Step, replay
from wizard.model import URGENCY_WORDS, Book

PARTS: Mapping[str, str] = {
    "first": "the first action",
    "urgency": "how soon",
    "contact": "whom to turn to first",
    "parents": "what is said of the parents",
    "dont": "what not to do",
}
"""What is compared, in words."""


@dataclass(frozen=True, slots=True)
class EntryPath:
    """Another path: the flow to begin with, the answers, and the reason for each part that differs."""

    flow: str
    answers: tuple[tuple[str, str], ...]
    differs: Mapping[str, str]


def entry_paths_of(scenario: Scenario) -> list[EntryPath]:
    """The other entry paths that a scenario lists, in order."""
    return [_entry_path(raw) for raw in scenario.raw.get("ways", ())]


def _entry_path(raw: Mapping[str, Any]) -> EntryPath:
    pairs = (answer.partition("=") for answer in raw["answers"])
    answers = tuple((question, option) for question, _, option in pairs)
    return EntryPath(raw["flow"], answers, raw.get("differs", {}))


def handed_over(book: Book, scenario: Scenario) -> Iterator[EntryPath]:
    """Every path through another flow that hands over to the scenario's own, with its answers after that.

    A shared question that the scenario does not answer is answered with its first option.
    """
    known = _shared_answers(book, scenario)
    for name, flow in book.flows.items():
        waiting: list[tuple[str, tuple[tuple[str, str], ...]]] = [(flow.start, ())]
        while waiting and name != scenario.flow:
            node, answers = waiting.pop()
            if node == f"flow:{scenario.flow}":
                yield EntryPath(name, (*answers, *scenario.answers), {})
            elif question := flow.questions.get(node):
                waiting += [
                    (option.then, (*answers, (question.id, option.id)))
                    for option in question.options
                    if not question.shared or option.id == known.get(question.shared, question.options[0].id)
                    if all(known.get(asked, said) == said for asked, said in option.means)
                ]


def _shared_answers(book: Book, scenario: Scenario) -> Mapping[str, str]:
    """What the scenario answers to shared questions, asked or implied by another answer."""
    known: dict[str, str] = {}
    for answered in walk(book, scenario).path:
        question = book.flows[answered.flow].questions[answered.question]
        known[question.shared or answered.question] = answered.option
        known.update(next(option.means for option in question.options if option.id == answered.option))
    return known


def faults(book: Book, scenario: Scenario) -> Iterator[tuple[Key, str]]:
    """Where a listed entry path goes astray, differs without a reason, or gives one for what is the same."""
    entry_paths = entry_paths_of(scenario)
    own = _parts(book, scenario, walk(book, scenario)) if entry_paths else {}
    for place, entry_path in enumerate(entry_paths):
        step = replay(book, entry_path.flow, entry_path.answers)
        if astray := stops(step, entry_path.answers) or never_asked(step, entry_path.answers):
            yield ("ways", place, "answers"), astray
            continue
        other = _parts(book, scenario, step)
        for part, words in PARTS.items():
            if own[part] != other[part] and part not in entry_path.differs:
                both = f"'{other[part]}' here, '{own[part]}' on the situation's own way"
                fix = f"say why under 'differs: {part}', or fix the flow"
                yield ("ways", place), f"{words} differs: {both}; {fix}"
            elif own[part] == other[part] and part in entry_path.differs:
                yield ("ways", place, "differs", part), f"{words} is the same; take the reason out"


def differences(book: Book, scenario: Scenario, step: Step) -> dict[str, tuple[str, str]]:
    """The parts in which another outcome differs from the scenario's own: both texts, the own one first."""
    own, other = (_parts(book, scenario, outcome_step) for outcome_step in (walk(book, scenario), step))
    return {part: (own[part], other[part]) for part in PARTS if own[part] != other[part]}


def _parts(book: Book, scenario: Scenario, step: Step) -> dict[str, str]:
    """What counts of an outcome. Of what not to do, the lines that the scenario calls for."""
    advice = advice_for(book, step, scenario)
    said = " ".join(line.text.casefold() for line in advice.dont)
    missing = [words for words in scenario.dont if words.casefold() not in said]
    return {
        "first": advice.first.text,
        "urgency": URGENCY_WORDS[advice.outcome.urgency],
        "contact": next((shown.contact.name for shown in advice.contacts), "nobody"),
        "parents": " ".join(line.text for line in advice.parents),
        "dont": f"without '{missing[0]}'" if missing else "all",
    }
