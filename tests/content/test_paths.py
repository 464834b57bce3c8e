"""Every path of every flow, in every setting: a first action, someone to turn to, and nobody else's rule."""

from __future__ import annotations

import re

import pytest

from handbook.datafiles.data import Data
from tests.content.handbooks import SETTINGS, Handbook, numbers_by_place, plain
from wizard.contacts import Contact
from wizard.engine import replay
from wizard.model import URGENCIES, Question
from wizard.paths import paths

MOST_QUESTIONS = 7


def test_every_flow_of_the_data_can_be_started_in_every_setting(data: Data, handbook: Handbook) -> None:
    assert set(handbook.book.flows) == set(data.entries["flow"])
    assert {path.step.entry for path in handbook.paths} == set(handbook.book.flows)


def test_every_path_ends_in_a_first_action_that_is_written_somewhere(handbook: Handbook) -> None:
    for path in handbook.paths:
        first = path.outcome.first
        assert first.text
        assert first.cites, path.answers
        assert all(cite.source in handbook.book.sources for cite in first.cites), path.answers


def test_no_path_asks_more_than_seven_questions(handbook: Handbook) -> None:
    longest = max(handbook.paths, key=lambda path: len(path.step.answers))
    assert len(longest.step.answers) <= MOST_QUESTIONS, longest.answers


def test_every_path_ends_with_someone_to_ring_or_to_tell(handbook: Handbook) -> None:
    for outcome, advice in handbook.advice.items():
        reachable = [
            one.contact for one in advice.contacts if one.contact.numbers or one.contact.kind == "role"
        ]
        assert reachable, outcome


def test_every_contact_that_a_path_names_is_filled_or_a_declared_gap(handbook: Handbook) -> None:
    for outcome, path in handbook.outcome_paths.items():
        for area in path.step.areas:
            fill = handbook.book.fills[area]
            for slot in path.outcome.contacts:
                if slot not in handbook.book.contacts:
                    assert slot in fill.contacts or fill.gaps[slot].text, (outcome, slot)


def test_every_path_where_a_child_may_be_harmed_offers_a_number(handbook: Handbook) -> None:
    for outcome, advice in handbook.advice.items():
        if advice.outcome.urgency in {"emergency", "now"}:
            assert any(one.contact.numbers for one in advice.contacts), outcome


def card_numbers(contacts: list[Contact]) -> set[str]:
    return {number.value for contact in contacts for number in contact.numbers}


def test_every_number_on_a_path_is_national_or_the_areas_that_the_path_is_for(
    data: Data, handbook: Handbook
) -> None:
    places = numbers_by_place(data)
    for outcome, advice in handbook.advice.items():
        areas = handbook.outcome_paths[outcome].step.areas
        allowed = {number["value"] for place in ("", handbook.id, *areas) for number in places.get(place, ())}
        assert card_numbers([one.contact for one in advice.contacts]) <= allowed, outcome


def test_no_step_shows_another_areas_number(data: Data, handbook: Handbook) -> None:
    places = numbers_by_place(data)
    own = {
        number["value"] for place in ("", handbook.id, *handbook.areas) for number in places.get(place, ())
    }
    foreign = {number["value"] for numbers in places.values() for number in numbers} - own
    assert foreign
    texts = {flow: plain(root.text) for flow, root in handbook.statics.items()}
    assert [(flow, value) for flow, text in texts.items() for value in foreign if plain(value) in text] == []


def test_no_step_shows_a_superseded_number(data: Data, handbook: Handbook) -> None:
    old = {
        number["value"]
        for numbers in numbers_by_place(data).values()
        for number in numbers
        if number["status"] == "superseded"
    }
    assert old
    for flow, root in handbook.statics.items():
        words = plain(
            " ".join((root.text, *(value for one in root.each() for value in one.attributes.values())))
        )
        assert [value for value in old if plain(value) in words] == [], flow


@pytest.mark.parametrize("answer", ["yes", "unsure"])
def test_danger_leads_to_999_from_every_flow(handbook: Handbook, answer: str) -> None:
    for flow in handbook.book.flows:
        step = replay(handbook.book, flow, (("danger", answer),))
        assert not isinstance(step.node, Question), flow
        assert step.node.urgency == "emergency", flow
        assert step.node.contacts[0] == "police-emergency", flow
        assert "999" in step.node.first.text, flow


def test_danger_is_the_first_question_of_every_flow(handbook: Handbook) -> None:
    assert {flow: one.start for flow, one in handbook.book.flows.items() if one.start != "danger"} == {}


def test_not_sure_never_leads_to_less_than_the_most_urgent_answer(handbook: Handbook) -> None:
    """Not sure means: any of the other answers may be the true one.

    So of what can still be reached by the answers that follow it, the most urgent must be at least as urgent
    as the most urgent that can be reached through any other answer to the same question, at the same place
    on the same path.
    """
    compared = 0
    for flow in handbook.book.flows:
        best: dict[tuple[tuple[str, str], ...], int] = {}
        for path in paths(handbook.book, flow):
            urgency = URGENCIES.index(path.outcome.urgency)
            for count in range(len(path.step.answers) + 1):
                start = path.step.answers[:count]
                best[start] = min(urgency, best.get(start, len(URGENCIES)))
        for answers, urgency in best.items():
            if answers and answers[-1][1] == "unsure":
                assert urgency <= best[answers[:-1]], (flow, answers)
                compared += 1
    assert compared > len(handbook.book.flows)


# Questions to which nobody can say "I'm not sure": whether the child in front of you is still talking.
KNOWN_TO_EVERYONE = {("disclosure", "telling")}


def test_every_question_can_be_answered_with_not_sure(handbook: Handbook) -> None:
    without = {
        (flow.id, question.id)
        for flow in handbook.book.flows.values()
        for question in flow.questions.values()
        if "unsure" not in {option.id for option in question.options}
    }
    assert without == KNOWN_TO_EVERYONE


# Those among whom the adult may be; told of it, they would tell that adult or be that adult.
COLLEAGUES = {
    "dsl",
    "deputy-dsl",
    "teacher",
    "volunteer",
    "every-adult",
    "learning-mentor",
    "safeguarding-team",
    "child-protection-coordinator",
    "attendance-officers",
    "office",
}


def test_a_worry_about_an_adult_goes_to_nobody_who_may_be_that_adult(handbook: Handbook) -> None:
    outcomes = [outcome for outcome in handbook.advice if outcome[0] == "allegation"]
    assert outcomes
    for outcome in outcomes:
        named = {one.contact.id for one in handbook.advice[outcome].contacts}
        assert not named & COLLEAGUES, outcome


# Mildmay's head is the safeguarding lead as well.
HEADS = {"mildmay": {"headteacher", "dsl"}}
TELL_HEAD = re.compile(
    r"\b(tell|ask|ring|go to|report to|speak to) (the )?(head|headteacher|head of school)\b", re.IGNORECASE
)


def test_a_worry_about_the_head_never_goes_to_the_head(handbook: Handbook) -> None:
    outcomes = [outcome for outcome in handbook.advice if outcome[0] == "head-allegation"]
    assert outcomes
    for outcome in outcomes:
        named = {one.contact.id for one in handbook.advice[outcome].contacts}
        assert not named & HEADS.get(handbook.id, {"headteacher"}), outcome
        lines = [one.text for one in handbook.shown[outcome].each(class_="hb-text")]
        assert [
            line
            for line in lines
            if TELL_HEAD.search(line) and not re.search(r"\b(not|never)\b", line, re.IGNORECASE)
        ] == []


def test_whoever_may_be_worried_about_the_head_is_sent_past_the_head(handbook: Handbook) -> None:
    for path in handbook.paths:
        answers = dict(path.step.answers)
        if answers.get("danger") == "no" and answers.get("head") in {"yes", "unsure"}:
            assert path.step.flow == "head-allegation", path.answers


def test_every_line_of_every_step_names_where_it_is_written_or_is_a_gap(handbook: Handbook) -> None:
    lines = 0
    for flow, root in handbook.statics.items():
        for line in root.each(class_="hb-line"):
            sources = {cite.attributes["data-cite"].split()[0] for cite in line.each("a", data_cite=None)}
            assert sources, (flow, line.text)
            assert sources <= set(handbook.book.sources), (flow, line.text)
            lines += 1
        for gap in root.each(class_="hb-gap"):
            assert gap.attributes["data-gap"], flow
    assert lines > 100


def test_every_page_that_a_step_points_to_exists(handbook: Handbook) -> None:
    paths_ = {f"../{path.removesuffix('.md')}.html" for path in handbook.pages}
    for flow, root in handbook.statics.items():
        for link in root.each("a", href=None):
            href = link.attributes["href"]
            if href.startswith("../"):
                assert href.partition("#")[0] in paths_, (flow, href)


def test_the_five_whose_documents_are_given_are_there_whoever_else_is(data: Data) -> None:
    assert set(SETTINGS) <= set(data.entries["setting"])
