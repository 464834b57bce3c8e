"""What a schema cannot say of the data: that names point at something, flows end; entry point: `checked`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from handbook import epoch
from handbook.checks import (
    areas,
    citations,
    days,
    desk,
    flows,
    named,
    news,
    numbers,
    papers,
    policies,
    references,
    roles,
    scenarios,
    utterances,
    walks,
)
from handbook.datafiles.data import Data, load
from handbook.problems import DataError, Problem, did_you_mean

RULES: tuple[Callable[[Data], Iterator[Problem]], ...] = (
    citations.known_sources,
    citations.sources_belong,
    citations.areas_exist,
    citations.lines_stand_once,
    citations.text_is_plain,
    days.dates_are_days,
    policies.policies_are_known,
    policies.claims_name_lines,
    policies.own_lines_have_places,
    policies.silence_is_of_something,
    policies.sections_are_listed,
    policies.assumed_is_filled,
    policies.notes_of_documents_exist,
    policies.lines_have_ids,
    days.terms_follow_one_another,
    days.one_off_bank_holidays_count,
    areas.settings_are_whole,
    roles.roles_are_known,
    roles.people_can_be_reached,
    areas.contacts_are_unique,
    numbers.numbers_fit_their_kind,
    numbers.addresses_are_real,
    numbers.prose_holds_no_numbers,
    numbers.hours_make_sense,
    areas.slots_are_known,
    areas.contacts_are_at_home,
    areas.deadlines_are_known,
    areas.advice_stands_beside_no_fill,
    references.ids_point_at_something,
    references.notes_are_at_home,
    references.notes_are_unique,
    references.parts_of_pages_differ,
    references.levels_add_up,
    references.levels_lead_somewhere,
    named.phonebook_names_what_exists,
    named.names_in_code_exist,
    news.news_names_what_exists,
    papers.papers_name_what_exists,
    desk.questions_name_what_exists,
    flows.targets_exist,
    flows.means_exist,
    flows.councils_are_the_answers,
    flows.placeholders_are_filled,
    flows.shared_questions_fit,
    flows.question_slots_exist,
    flows.outcome_names_exist,
    flows.lines_leave_known_answers,
    flows.everything_is_reached,
    flows.flows_end,
    flows.first_actions_hold_everywhere,
    scenarios.scenarios_name_what_exists,
    scenarios.scenarios_are_dated,
    utterances.utterances_are_of_flows,
    utterances.utterances_differ,
    utterances.utterances_are_typed,
    utterances.danger_is_told,
)


def checked(root: Path, today: date | None = None) -> Data:
    """The data, loaded and checked as of a day (none: today). Raises DataError with every problem."""
    data = load(root)
    run(data, epoch.today(today))
    return data


def known_setting(data: Data, setting: str) -> None:
    """Raises DataError for an unknown setting, with the nearest that there is."""
    settings = data.entries["setting"]
    if setting not in settings:
        words = did_you_mean(setting, settings) or f"; there are {', '.join(settings)}"
        raise DataError([Problem("data/settings", 0, 0, f"no setting is called '{setting}'{words}")])


def run(data: Data, today: date) -> None:
    """Raises DataError with every problem that any rule finds on this day."""
    problems = [problem for rule in RULES for problem in rule(data)]
    problems += days.looks_are_past(data, today)
    if not problems:  # a book can be made, and walked through, only of what is whole
        problems = walks.problems(data)
    if problems:
        raise DataError(problems)
