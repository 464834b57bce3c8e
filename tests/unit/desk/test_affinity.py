"""Which lines a section's heading brings: those whose own page is called so."""

from __future__ import annotations

import pytest

from handbook.desk.affinity import Affinity
from handbook.desk.lines import Line

PLACES = {
    "phones": ("Conduct, phones and images: May pupils have phones?", ("mobile", "camera")),
    "exploited": ("A child is being used for sex, crime or drugs: Tell the police", ("mobile phone",)),
    "speak-up": ("Speaking up (whistleblowing): How do I speak up?", ()),
    "upskirting": ("Sexual harassment between children: Upskirting", ("blowing kisses",)),
    "collect": (
        "Questions that few policies answer: Nobody comes to collect a child",
        ("first aid", "collect"),
    ),
    "first-aid": ("Questions that few policies answer: What first aid?", ("first aid", "collect")),
    "visitors": ("Volunteers, visitors and contractors", ()),
    "looked-after": ("Looked-after child", ()),
    "carer": ("Young carer", ("looks after a parent",)),
}


@pytest.fixture
def affinity() -> Affinity:
    lines = {
        ref: Line(ref, f"What {ref} says.", "national", "", where, "", "", said_as)
        for ref, (where, said_as) in PLACES.items()
    }
    return Affinity(lines, [])


@pytest.mark.parametrize(
    ("heading", "refs"),
    [
        ("Use of Mobile Phones and Cameras", ["phones"]),
        ("Whistle Blowing Policy", ["speak-up"]),
        ("Uncollected child", ["collect", "first-aid"]),
        ("Visitors", ["visitors"]),
        ("Looked After Children", ["looked-after", "carer"]),
        ("Safeguarding children and child protection", []),
        ("Newstead visitors", ["visitors"]),
    ],
)
def test_a_heading_brings_the_lines_of_a_page_of_that_name_first(
    affinity: Affinity, heading: str, refs: list[str]
) -> None:
    assert affinity.of(heading) == refs


def test_what_another_policy_says_under_such_a_heading_comes_first() -> None:
    lines = {
        ref: Line(ref, "Text.", "national", "", where, "", "", ())
        for ref, where in (("topic.a/own", "Visitors"), ("rule.b/claimed", "Keys"))
    }
    other = {"sections": {"4": {"title": "Visitors", "says": ["rule.b/claimed"]}}}
    assert Affinity(lines, [other]).of("Our visitors") == ["rule.b/claimed", "topic.a/own"]
