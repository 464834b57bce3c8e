"""What a schema cannot say: that names point at something, that lines hold, that flows end."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from handbook.checks import areas, citations, flows, news, references, scenarios, upkeep, utterances
from handbook.data import Data
from handbook.problems import DataError, Problem

RULES: tuple[Callable[[Data], Iterator[Problem]], ...] = (
    citations.known_sources,
    citations.sources_belong,
    citations.areas_exist,
    citations.lines_stand_once,
    citations.text_is_plain,
    upkeep.dates_are_days,
    areas.settings_are_whole,
    areas.contacts_are_unique,
    areas.numbers_fit_their_kind,
    areas.hours_make_sense,
    areas.slots_are_known,
    areas.contacts_are_at_home,
    areas.clocks_are_known,
    areas.slots_are_filled_or_gaps,
    references.ids_point_at_something,
    references.parts_of_pages_differ,
    references.levels_add_up,
    references.inventory_is_held,
    news.news_names_what_exists,
    flows.targets_exist,
    flows.shared_questions_fit,
    flows.question_slots_exist,
    flows.outcome_names_exist,
    flows.everything_is_reached,
    flows.flows_end,
    flows.first_actions_hold_everywhere,
    scenarios.scenarios_name_what_exists,
    scenarios.scenarios_are_dated,
    scenarios.scenarios_hold,
    utterances.utterances_are_of_flows,
    utterances.utterances_differ,
    utterances.danger_is_told,
)


def run(data: Data) -> None:
    """Raises DataError with every problem that any rule finds."""
    problems = [problem for rule in RULES for problem in rule(data)]
    if not problems:  # a book can be made, and walked through, only of what is whole
        problems = list(scenarios.scenarios_come_true(data))
    if problems:
        raise DataError(problems)
