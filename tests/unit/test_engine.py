"""Answers in, the next step out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.support.tinydata import TinyData
from wizard.engine import UnknownFlowError, replay
from wizard.model import Book, Outcome
from wizard.paths import HEADER, paths, table

Answers = tuple[tuple[str, str], ...]

TO_LEAD: Answers = (("danger", "no"), ("who", "child"), ("area", "south"), ("inside", "yes"))


@pytest.fixture
def oak(books: dict[str, Book]) -> Book:
    return books["oak"]


def asked(book: Book, flow: str, answers: Answers) -> list[str]:
    """The questions on the path, and the step where it ends."""
    step = replay(book, flow, answers)
    return [*(f"{one.flow}.{one.question}={one.option}" for one in step.path), f"{step.flow}.{step.node.id}"]


def test_no_answers_give_the_first_question(oak: Book) -> None:
    step = replay(oak, "worried")
    assert (step.node.id, step.path, step.answers) == ("danger", (), ())


def test_each_answer_leads_one_step_on(oak: Book) -> None:
    node_ids = [replay(oak, "worried", TO_LEAD[:count]).node.id for count in range(5)]
    assert node_ids == ["danger", "who", "area", "inside", "tell-lead"]


def test_the_path_keeps_the_words_that_were_answered(oak: Book) -> None:
    last = replay(oak, "worried", TO_LEAD).path[-1]
    assert (last.ask, last.say, last.answer) == ("Can you reach the lead?", "Yes", ("inside", "yes"))


def test_back_is_a_shorter_list(oak: Book) -> None:
    step = replay(oak, "worried", TO_LEAD)
    while step.answers:
        before, step = step, replay(oak, "worried", step.answers[:-1])
        assert step.answers == before.answers[:-1]
        assert step.node.id == before.path[-1].question


def test_a_changed_answer_drops_what_no_longer_lies_on_the_path(oak: Book) -> None:
    changed = (("danger", "no"), ("who", "adult"), ("area", "south"), ("inside", "yes"))
    step = replay(oak, "worried", changed)
    assert step.answers == (("danger", "no"), ("who", "adult"), ("area", "south"))
    assert step.node.id == "whose"


def test_a_changed_answer_keeps_what_still_lies_on_the_path(oak: Book) -> None:
    changed = (("danger", "no"), ("who", "child"), ("area", "north"), ("inside", "yes"))
    step = replay(oak, "worried", changed)
    assert (step.answers, step.node.id, step.areas) == (changed, "tell-lead", ("north",))


def test_answers_after_the_end_are_dropped(oak: Book) -> None:
    step = replay(oak, "worried", (("danger", "yes"), ("who", "child"), ("inside", "yes")))
    assert (step.node.id, step.answers) == ("ring-999", (("danger", "yes"),))


@pytest.mark.parametrize(
    "stray", [("who", "nobody"), ("nothing", "yes"), ("area", "west"), ("inside", "yes")]
)
def test_an_answer_that_fits_nowhere_is_dropped(oak: Book, stray: tuple[str, str]) -> None:
    step = replay(oak, "worried", (stray, ("danger", "no"), stray, ("who", "child")))
    assert (step.node.id, step.answers) == ("area", (("danger", "no"), ("who", "child")))


def test_an_answer_out_of_order_is_not_kept_for_later(oak: Book) -> None:
    step = replay(oak, "worried", (("who", "child"), ("danger", "no")))
    assert (step.node.id, step.answers) == ("who", (("danger", "no"),))


def test_a_shared_question_is_not_asked_again_after_a_hand_over(oak: Book) -> None:
    assert asked(oak, "worried", (("danger", "no"), ("who", "adult"))) == [
        "worried.danger=no",
        "worried.who=adult",
        "adult.area",
    ]


def test_the_answer_to_a_shared_question_steers_the_flow_handed_to(oak: Book) -> None:
    assert asked(oak, "adult", (("danger", "unsure"),)) == ["adult.danger=unsure", "worried.ring-999"]


def test_a_hand_over_keeps_the_flow_that_was_started(oak: Book) -> None:
    step = replay(oak, "worried", (("danger", "no"), ("who", "adult")))
    assert (step.entry, step.flow) == ("worried", "adult")


def test_the_area_question_offers_the_settings_areas_and_not_sure(oak: Book) -> None:
    question = replay(oak, "worried", TO_LEAD[:2]).node
    assert question == oak.flows["worried"].questions["area"]
    options = oak.flows["worried"].questions["area"].options
    assert [(option.id, option.say) for option in options] == [
        ("north", "North"),
        ("south", "South"),
        ("unsure", "I'm not sure"),
    ]


def test_the_area_chosen_is_the_area_shown(oak: Book) -> None:
    assert replay(oak, "worried", TO_LEAD[:2]).areas == ("north", "south")
    assert replay(oak, "worried", TO_LEAD[:3]).areas == ("south",)


def test_who_does_not_know_the_area_is_shown_the_settings_own(oak: Book) -> None:
    step = replay(oak, "worried", (("danger", "no"), ("who", "child"), ("area", "unsure")))
    assert step.areas == ("north",)
    hint = oak.flows["worried"].questions["area"].options[-1].hint
    assert "North" in hint, "the reader is told whom to ring"


@pytest.mark.parametrize(("setting", "areas"), [("elm", ("north",)), ("ash", ("",)), ("fir", ("south",))])
def test_with_one_area_or_none_the_area_is_not_asked(
    books: dict[str, Book], setting: str, areas: tuple[str, ...]
) -> None:
    for flow in books[setting].flows:
        for path in paths(books[setting], flow):
            assert all(one.question != "area" for one in path.step.path)
            assert path.step.areas == areas


def test_a_question_for_schools_is_passed_over_in_a_partnership(books: dict[str, Book]) -> None:
    assert asked(books["fir"], "worried", (("danger", "no"), ("who", "child"))) == [
        "worried.danger=no",
        "worried.who=child",
        "worried.ring",
    ]
    assert "tell-lead" not in books["fir"].flows["worried"].outcomes


def test_an_option_for_a_filled_slot_is_offered_only_where_it_is_filled(books: dict[str, Book]) -> None:
    offered = {
        setting: [option.id for option in book.flows["adult"].questions["whose"].options]
        for setting, book in books.items()
    }
    everything = ["here", "lado", "elsewhere"]
    assert offered == {
        "oak": everything,
        "elm": everything,
        "ash": ["here", "elsewhere"],
        "fir": ["here", "elsewhere"],
    }


def test_a_question_for_an_empty_slot_is_asked_only_where_it_is_empty(tiny: TinyData) -> None:
    tiny.path("scenarios/worried.yml").unlink()
    tiny.edit("base/flows/worried.yml", "when: {kind: school}", "when: {gap: lado}")
    assert "inside" not in tiny.book("elm").flows["worried"].questions
    assert "inside" in tiny.book("ash").flows["worried"].questions


def test_an_answer_may_hold_the_answer_to_another_shared_question(oak: Book) -> None:
    flow = oak.flows["worried"]
    who, inside = flow.questions["who"], flow.questions["inside"]
    child = replace(who.options[0], means=(("reach", "yes"),))
    questions = {
        **flow.questions,
        "who": replace(who, options=(child, *who.options[1:])),
        "inside": replace(inside, shared="reach"),
    }
    book = replace(oak, flows={**oak.flows, "worried": replace(flow, questions=questions)})
    step = replay(book, "worried", TO_LEAD[:3])
    assert step.node.id == "tell-lead"
    assert [one.question for one in step.path] == ["danger", "who", "area"]


def test_an_unknown_flow_is_refused(oak: Book) -> None:
    with pytest.raises(UnknownFlowError, match="nothing"):
        replay(oak, "nothing")


def test_every_path_ends_and_none_comes_twice(oak: Book) -> None:
    found = [path.answers for path in paths(oak, "worried")]
    assert len(found) == len(set(found)) == 2 + 3 * 3 + 2 * 3 * 3
    assert found[0] == "danger=yes"


def test_the_table_has_a_header_and_a_row_a_path(oak: Book) -> None:
    header, *rows = table(oak, ["adult"]).splitlines()
    assert header == HEADER == "flow\tanswers\toutcome\turgency\tcontacts\tclocks"
    assert (
        rows[0]
        == "adult\tdanger=yes\tworried:ring-999\temergency\tpolice-emergency,north-hub,north-night,south-team\t"
    )
    assert rows[1] == "adult\tdanger=no,area=north,whose=here\ttell-head\tnow\thead,north-lado\t"
    assert len(rows) == 2 + 3 * 3


def test_the_table_of_all_flows_holds_each_flow(oak: Book) -> None:
    assert {row.split("\t")[0] for row in table(oak).splitlines()[1:]} == {"worried", "adult"}


@pytest.mark.parametrize(
    ("unless", "shown"),
    [
        ('inside: ["yes"]', 1),
        ('inside: ["no", unsure]', 2),
        ('danger: ["no"]', 1),
        ("whose: [here]", 2),
    ],
)
def test_a_line_whose_condition_was_answered_away_does_not_show(
    tiny: TinyData, unless: str, shown: int
) -> None:
    """Also by a question that several flows ask; one that was not asked takes nothing away."""
    line = "{item: disclosure.listen"
    tiny.edit("base/flows/worried.yml", f"{line}}}", f"{line}, skip_after: {{{unless}}}}}")
    book = tiny.book("oak")
    outcomes = [book.flows["worried"].outcomes["tell-lead"], replay(book, "worried", TO_LEAD).node]
    assert [len(outcome.actions) for outcome in outcomes if isinstance(outcome, Outcome)] == [2, shown]
