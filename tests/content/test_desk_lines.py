"""Any two lines that a lead meets at the desk of a new school differ in what is shown."""

from __future__ import annotations

from collections import defaultdict

import pytest

from handbook.desk.outcomes import outcome_titles
from handbook.desk.work import Work, begin, name_of
from handbook.new.setting_file import Wanted, texts
from tests.support.real import data as real

DATA = real()


def new_desk(kind: str, *areas: str) -> Work:
    """The desk of a setting that begins today."""
    made = texts(DATA, Wanted("new-setting", "New Setting", kind, areas))
    return begin(DATA, "new-setting", {name_of(*name): text for name, text in made.items()})


@pytest.mark.parametrize("kind", ["school", "partnership"])
@pytest.mark.parametrize("areas", [(), *((area,) for area in DATA.entries["area"])])
def test_no_two_lines_of_a_new_desk_look_the_same(kind: str, areas: tuple[str, ...]) -> None:
    shown: dict[tuple[str, str], list[str]] = defaultdict(list)
    for ref, line in new_desk(kind, *areas).lines.items():
        shown[line.text.lower(), line.where.lower()].append(ref)
    assert {words: refs for words, refs in shown.items() if len(refs) > 1} == {}


def test_an_edition_is_named_by_its_year_once() -> None:
    lines = new_desk("school").lines
    assert lines["law.working-together-2015"].text == (
        "Names it: Working Together to Safeguard Children (2015)"
    )
    assert lines["law.children-act-1989"].text == "Names it: Children Act 1989"


def test_no_two_outcomes_of_a_flow_are_called_the_same() -> None:
    for flow in DATA.each("flow").values():
        titles = outcome_titles(DATA, flow)
        assert len(set(titles.values())) == len(titles), flow["id"]
