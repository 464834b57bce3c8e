"""What is wrong with the files on the desk, in the words of `handbook check`, each beside its field."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from handbook.checks import (
    areas,
    citations,
    days,
    flows,
    haste,
    numbers,
    persons,
    policies,
    references,
    roles,
)
from handbook.datafiles.data import Data
from handbook.datafiles.schema import schemas_in
from handbook.datafiles.yamlfile import Key, YamlFile
from handbook.desk.work import Work, kind_of, root_of
from handbook.problems import Problem

# The rules of `handbook.checks` that say anything of these two kinds of file; a test knows which do not.
CROSS_FILE_RULES: tuple[Callable[[Data], Iterator[Problem]], ...] = (
    policies.policies_are_known,
    policies.claims_name_lines,
    policies.own_lines_have_places,
    policies.silence_is_of_something,
    policies.sections_are_listed,
    areas.settings_are_whole,
    areas.contacts_are_unique,
    areas.slots_are_known,
    areas.contacts_are_at_home,
    areas.deadlines_are_known,
    areas.advice_stands_beside_no_fill,
    numbers.hours_make_sense,
    references.ids_point_at_something,
    references.notes_are_at_home,
    roles.roles_are_known,
    days.terms_follow_one_another,
    flows.first_actions_hold_everywhere,
)
# These rules check each file by itself, so they get the desk's files only.
FILE_RULES: tuple[Callable[[Data], Iterator[Problem]], ...] = (
    citations.known_sources,
    citations.areas_exist,
    citations.lines_stand_once,
    citations.text_is_plain,
    days.dates_are_days,
    policies.assumed_is_filled,
    policies.notes_of_documents_exist,
    roles.people_can_be_reached,
    numbers.numbers_fit_their_kind,
    numbers.addresses_are_real,
    numbers.prose_holds_no_numbers,
)
# The rules that walk what the setting's reader would see.
BOOK_RULES: tuple[Callable[[Data, str], Iterator[Problem]], ...] = (
    persons.nobody_is_sent_to_the_person,
    haste.nothing_slows_what_is_urgent,
)
# What those that stand alone look names up in; an area's file holds decisions of its own.
NEEDED = ("sources", "decisions", "changes")
DECIDED = "area"


@dataclass(frozen=True, order=True, slots=True)
class Fault:
    """One fault: the file, the path to the field, the line in the file, and what to do about it."""

    file: str
    key: Key
    line: int
    message: str


def faults(work: Work) -> list[Fault]:
    """Every fault of the files on the desk; where the shape of one is wrong, that comes first, and alone."""
    found = _shapes(work)
    if not found:
        found = [problem for rule in CROSS_FILE_RULES for problem in rule(work.data)] + _of_fields(work)
    if not found:  # a book can be made only of what is whole
        settings = work.data.entries["setting"]
        found = [problem for one in settings for rule in BOOK_RULES for problem in rule(work.data, one)]
    return _placed(work, found)


def new_faults(before: Work, after: Work) -> list[Fault]:
    """The faults that a step has new_faults into the fields that it changed, whatever stands elsewhere."""
    known = Counter(fault.message for fault in _by_themselves(before))
    return [fault for fault in _by_themselves(after) if not _counted(known, fault.message)]


def _counted(known: Counter[str], message: str) -> bool:
    """Whether a message was there before, as often."""
    known[message] -= 1
    return known[message] >= 0


@lru_cache(4)
def _by_themselves(work: Work) -> tuple[Fault, ...]:
    return tuple(_placed(work, _shapes(work) or _of_fields(work)))


def _shapes(work: Work) -> list[Problem]:
    schemas = schemas_in(root_of(work.base))
    return [
        problem
        for name, document in work.documents.items()
        for problem in schemas.problems(document.file, kind_of(name)[0])
    ]


def _of_fields(work: Work) -> list[Problem]:
    alone = _alone(work)
    return [problem for rule in FILE_RULES for problem in rule(alone)]


def _placed(work: Work, found: Iterable[Problem]) -> list[Fault]:
    """What was found in the files on the desk, each with the path to its field."""
    documents = work.documents
    places = {
        name: {place: key for key, place in document.file.places.items()}
        for name, document in documents.items()
    }
    told = (
        Fault(
            problem.file,
            places[problem.file].get((problem.line, problem.column), ()),
            problem.line,
            problem.message,
        )
        for problem in set(found)
        if problem.file in documents
    )
    return sorted(told, key=lambda fault: (fault.file, fault.line, fault.message))


def _alone(work: Work) -> Data:
    """The desk's files, with nothing of the rest but what they are looked up in."""
    data = work.data
    empty = {
        kind: file if kind in NEEDED else YamlFile(file.name, {}, {}) for kind, file in data.files.items()
    }
    names = {kind_of(name) for name in work.documents}
    entries = {
        kind: {name: file for name, file in every.items() if (kind, name) in names or kind == DECIDED}
        for kind, every in data.entries.items()
    }
    needed = {kind: data.files[kind] for kind in NEEDED}
    return replace(data, files={**empty, **needed}, entries=entries)
