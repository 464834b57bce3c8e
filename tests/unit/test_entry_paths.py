"""Other entry paths: each ends as the scenario's own path does, or says why not."""

from __future__ import annotations

import re

import pytest

from handbook.pages import pages
from handbook.problems import DataError
from tests.support.tinydata import TinyData

PRACTICE = "scenarios/worried.yml"
ADULT = "flow: adult, answers: [danger=no, area=north, whose=here]"
REASONS = "first: Another adult., contact: The head hears of adults."


def add(tiny: TinyData, way: str) -> None:
    tiny.edit(
        PRACTICE, "    parents: not-stated\n", f"    parents: not-stated\n    ways:\n      - {{{way}}}\n"
    )


def told(tiny: TinyData) -> list[str]:
    with pytest.raises(DataError) as error:
        tiny.checked()
    return [str(problem) for problem in error.value.problems]


def test_a_way_that_differs_for_the_reasons_given_is_in_order_and_its_page_gives_them(tiny: TinyData) -> None:
    add(tiny, f"{ADULT}, differs: {{{REASONS}}}")
    page = pages(tiny.maker("oak"), tiny.book("oak"))["practice/worried.md"]
    assert "A worry about an adult" in page
    assert "The first action differs: “Tell the head now.” Another adult." in page
    assert re.search(r"Whom to turn to first differs: “[^”]+” The head hears of adults\.", page)


def test_a_difference_without_a_reason_is_named_with_both_answers(tiny: TinyData) -> None:
    add(tiny, f"{ADULT}, differs: {{contact: The head hears of adults.}}")
    (problem,) = told(tiny)
    assert (
        "the first action differs: 'Tell the head now.' here, 'Ring social care now.' on the situation's"
        in problem
    )
    assert "say why under 'differs: first', or fix the flow" in problem


def test_a_reason_for_what_is_the_same_is_taken_out(tiny: TinyData) -> None:
    add(tiny, f"{ADULT}, differs: {{{REASONS}, urgency: It can wait.}}")
    (problem,) = told(tiny)
    assert problem.endswith("how soon is the same; take the reason out")


@pytest.mark.parametrize(
    ("way", "words"),
    [
        (
            "flow: adult, answers: [danger=no, area=north]",
            "stops at question 'whose' of flow 'adult'; answer it",
        ),
        (f"{ADULT[:-1]}, inside=no]", "is never asked inside=no; take it out"),
        ("flow: adlut, answers: [danger=no]", "flow 'adlut' does not exist; did you mean 'adult'?"),
    ],
    ids=["stops", "never asked", "no such flow"],
)
def test_a_way_that_goes_astray_is_told(tiny: TinyData, way: str, words: str) -> None:
    add(tiny, way)
    (problem,) = told(tiny)
    assert words in problem
    at = "adlut" if "adlut" in way else way[way.index("answers") :]
    assert problem.startswith(f"{tiny.place(PRACTICE, at)}: ")
