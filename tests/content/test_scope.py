"""A line says no more, and no less, than the section it cites: whom it is about, how serious, how soon."""

from __future__ import annotations

from tests.content.handbooks import Handbook

Handbooks = dict[str, Handbook]


def test_a_bruise_counts_for_any_child_who_cannot_move_about(handbooks: Handbooks) -> None:
    levels = handbooks["medway"].pages["levels/medway.md"].text
    assert "Cannot move about, at any age, and has suspicious or unexplained bruises" in levels


def test_a_fear_of_sexual_exploitation_is_never_put_at_level_2(handbooks: Handbooks) -> None:
    route = handbooks["medway"].rule("exploitation-route")
    assert "drawn towards crime or gangs is level 2" in route
    assert "no level 2 sign for sexual exploitation. If you fear it, ring First Response" in route


def test_griffins_time_for_writing_down_says_where_it_was_stretched(handbooks: Handbooks) -> None:
    fill = handbooks["griffin"].book.fills["hull"]
    for slot in ("tell-dsl", "written-record"):
        assert "for what a child tells" in fill.clocks[slot][0].assumption


def test_griffin_staff_of_every_kind_are_told_to_report_fgm(handbooks: Handbooks) -> None:
    clock = handbooks["griffin"].book.fills["hull"].clocks["fgm-police"][0]
    assert clock.say == "Known FGM is reported to the police at once. A teacher does it personally."


def test_a_policy_is_not_cited_for_help_that_it_does_not_print(handbooks: Handbooks) -> None:
    actions = handbooks["griffin"].end("sexual-violence", "lead-acts").actions
    marks = {line.statement.text: line.statement.mark for line in actions if line.statement}
    assert marks["Offer help to the child who was harmed."] == "own"
    assert marks["The child who did it needs help too."] == "national"
