"""Practice scenarios: the outcome that each demands, and whether the wizard comes to it.

A scenario is a page to practise on and a test at once. It is written from the documents, not from what the
wizard happens to say, so that the two can disagree.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from handbook.book.lookups import list_item
from handbook.datafiles.data import Data
from handbook.datafiles.yamlfile import Key, YamlFile
from handbook.policies.compose import for_setting
from wizard.advice import Advice, advise, rule_lines
from wizard.engine import Step, replay
from wizard.model import Book, Gap, Outcome, Question
from wizard.statements import Line

Raw = Mapping[str, Any]
NOT_STATED = "not-stated"
WHICH = "one of the two is wrong: open the document, and fix that one"


@dataclass(frozen=True, slots=True)
class Scenario:
    """One scenario, and what must come of it.

    `contacts` are those to turn to first, in order; `deadlines` must be shown, and each slot in `gaps` as a
    gap; `dont` holds words of lines that must stand under "Do not". `starts` are the moments that deadlines
    count from, by anchor, where that is not the time of the scenario, `at`; `due` is when they end, by id.
    `raw` is the whole as its file has it.
    """

    id: str
    flow: str
    setting: str
    answers: tuple[tuple[str, str], ...]
    outcome_flow: str
    outcome: str
    at: datetime | None
    contacts: tuple[str, ...]
    deadlines: tuple[str, ...]
    gaps: tuple[str, ...]
    starts: Mapping[str, datetime]
    due: Mapping[str, datetime]
    dont: tuple[str, ...]
    raw: Raw

    @property
    def key(self) -> tuple[str, str]:
        """Where it stands in its file."""
        return ("scenarios", self.id)


def of_file(data: Data, file: YamlFile, setting: str | None = None) -> Iterator[Scenario]:
    """The scenarios of one file that are practised in this setting, or in any that the data holds."""
    here = [setting] if setting else data.entries["setting"]
    every = file.data["scenarios"].items()
    for name, raw in ((name, raw) for name, raw in every if raw["setting"] in here):
        pairs = (answer.partition("=") for answer in raw["answers"])
        yield Scenario(
            name,
            file.data["flow"],
            raw["setting"],
            tuple((question, option) for question, _, option in pairs),
            raw.get("outcome_flow", file.data["flow"]),
            raw["outcome"],
            datetime.fromisoformat(raw["at"]) if "at" in raw else None,
            tuple(raw.get("contacts", ())),
            tuple(raw.get("clocks", ())),
            tuple(raw.get("gaps", ())),
            _moments(raw.get("starts", {})),
            _moments(raw.get("due", {})),
            tuple(_dont_words(data, raw["setting"], line) for line in raw.get("dont", ())),
            raw,
        )


def _moments(raw: Mapping[str, str]) -> dict[str, datetime]:
    return {name: datetime.fromisoformat(moment) for name, moment in raw.items()}


def _dont_words(data: Data, setting: str, line: str | Raw) -> str:
    """The words to look for; an item of a list is meant in the words of the setting's documents."""
    if not isinstance(line, str):
        return str(line["words"])
    return str(list_item(for_setting(data, setting), line)["text"])


def all_of(data: Data, setting: str | None = None) -> list[Scenario]:
    """Every scenario, flow by flow; those of one setting, if given."""
    return [
        scenario for file in data.entries["scenarios"].values() for scenario in of_file(data, file, setting)
    ]


def walk(book: Book, scenario: Scenario) -> Step:
    """The step that the answers lead to."""
    return replay(book, scenario.flow, scenario.answers)


Answers = Iterable[tuple[str, str]]


def stops(step: Step, answers: Answers) -> str:
    """The question at which the answers stop, in words; "" where they lead to an outcome."""
    if not isinstance(step.node, Question):
        return ""
    known = ", ".join(option.id for option in step.node.options)
    unused = next((answer for answer in answers if answer not in step.answers), None)
    left = f" ({'='.join(unused)} is not on this path)" if unused else ""
    return f"stops at question '{step.node.id}' of flow '{step.flow}'{left}; answer it with one of {known}"


def never_asked(step: Step, answers: Answers) -> str:
    """The first answer that nothing asks for, in words; "" where there is none."""
    unused = next((answer for answer in answers if answer not in step.answers), None)
    return f"is never asked {'='.join(unused)}; take it out" if unused else ""


def strays(step: Step, scenario: Scenario) -> str:
    """What keeps the answers from leading to the outcome, in words; "" where they do."""
    if words := stops(step, scenario.answers):
        return words
    if (step.flow, step.node.id) != (scenario.outcome_flow, scenario.outcome):
        return (
            f"ends at '{step.flow}:{step.node.id}', not at '{scenario.outcome_flow}:{scenario.outcome}'; "
            "fix the answers, the outcome or the flow"
        )
    if words := never_asked(step, scenario.answers):
        return words
    return "" if step.answers == scenario.answers else "is asked in another order; put them right"


def advice_for(book: Book, step: Step, scenario: Scenario) -> Advice:
    """What the outcome comes to at the scenario's time."""
    assert isinstance(step.node, Outcome)  # noqa: S101 - called only where `strays` found nothing
    return advise(book, step.node, step.areas, scenario.at, scenario.starts)


def _rule_gaps(book: Book, outcome: Outcome, areas: tuple[str, ...]) -> Iterator[str]:
    lines: tuple[Line | None, ...] = (*outcome.actions, outcome.parents, outcome.record, *outcome.next)
    for line in lines:
        if line is not None and line.rule:
            yield from (shown.slot for shown in rule_lines(book, line.rule, areas) if isinstance(shown, Gap))


def _misses(book: Book, step: Step, scenario: Scenario) -> Iterator[tuple[Key, str]]:
    """What the outcome does not say though the scenario says it must: where it says so, and in words."""
    advice = advice_for(book, step, scenario)
    contacts = tuple(shown.contact.id for shown in advice.contacts)
    if contacts[: len(scenario.contacts)] != scenario.contacts:
        found = ", ".join(contacts) or "nobody"
        yield ("contacts",), f"turns first to {found}, not to {', '.join(scenario.contacts)}"
    yield from _missed_deadlines(advice, scenario)
    gaps = {gap.slot for gap in advice.gaps} | set(_rule_gaps(book, advice.outcome, step.areas))
    for place, slot in enumerate(scenario.gaps):
        if slot not in gaps:
            unfilled = ", ".join(sorted(gaps)) or "none"
            words = f"has something for '{slot}', which was to be a gap (gaps: {unfilled})"
            yield ("gaps", place), words
    told = scenario.raw.get("parents", NOT_STATED)
    if told != NOT_STATED and all(isinstance(line, Gap) for line in advice.parents):
        yield ("parents",), f"has no line about the parents, and so not '{told}'"
    for place, words in enumerate(scenario.dont):
        if not any(words.casefold() in line.text.casefold() for line in advice.dont):
            yield ("dont", place), f"does not say '{words}' under 'Do not'"


def _missed_deadlines(advice: Advice, scenario: Scenario) -> Iterator[tuple[Key, str]]:
    due = {shown.deadline.id: shown.due for shown in advice.deadlines}
    for place, deadline in enumerate(scenario.deadlines):
        if deadline not in due:
            shown = ", ".join(due) or "none"
            yield ("clocks", place), f"does not show the time limit '{deadline}' (it shows {shown})"
    for deadline, wanted in scenario.due.items():
        if (found := due.get(deadline)) != wanted:
            when = f"due {found.isoformat(timespec='minutes')}" if found else "without a date"
            yield ("due", deadline), f"has '{deadline}' {when}, not {wanted.isoformat(timespec='minutes')}"


def faults(book: Book, scenario: Scenario) -> Iterator[tuple[Key, str]]:
    """Everything in which the wizard and the scenario disagree: the field of the scenario, and in words."""
    step = walk(book, scenario)
    if stray := strays(step, scenario):
        yield ("answers",), stray
        return
    for key, words in _misses(book, step, scenario):
        yield key, f"{words}; {WHICH}"
