"""The first hour: each answer is written where a person who writes the files by hand would put it."""

from __future__ import annotations

from typing import Any

import pytest

from handbook.datafiles.data import load
from handbook.desk import decisions
from handbook.desk.decisions import DecisionError
from handbook.desk.faults import faults
from handbook.desk.questions import answer, questions
from handbook.desk.work import Work
from tests.support.tinydata import TinyData


def asked(work: Work, name: str) -> dict[str, Any]:
    return next(one for one in questions(work) if one["id"] == name)


def test_every_question_brings_what_every_school_does(oak: Work) -> None:
    told = {one["id"]: one for one in questions(oak)}
    assert list(told) == ["lead", "whom", "record", "soon", "day"]
    assert (told["record"]["part"], told["record"]["answer"]) == ("How it is written down", "differs")
    assert [(line["text"], line["usual"]) for line in told["record"]["lines"]] == [
        ("Write it down.", True),
        ("Write it on paper.", False),
    ]
    assert [one["text"] for one in told["record"]["own"]] == ["Oak writes it in the red book."]
    assert told["whom"]["choices"]["lead"] == "Lead at Oak"
    assert told["lead"]["person"]["title"] == "Lead at Oak"


def test_the_same_claims_the_chosen_lines_under_the_section(oak: Work) -> None:
    work = answer(oak, "record", {"answer": "same", "section": "9", "lines": ["rule.record/in-writing"]})
    assert work.said["sections"]["9"]["says"] == ["rule.record/in-writing"]
    assert "fills" not in work.said["sections"]["7"], "what it said in its own way before is taken back"
    assert asked(work, "record")["answer"] == "same"
    assert faults(work) == []


def test_a_difference_is_the_policys_own_rule_or_limit(elm: Work) -> None:
    work = answer(elm, "record", {"answer": "differs", "section": "5", "text": "Use the blue form."})
    assert work.said["sections"]["5"]["fills"] == {"rules": {"record": [{"text": "Use the blue form."}]}}
    assert decisions.silences(work) == {}
    within = {"amount": 2, "unit": "hours"}
    work = answer(
        work, "soon", {"answer": "differs", "section": "5", "text": "Within two hours.", "within": within}
    )
    limit = work.said["sections"]["5"]["fills"]["clocks"]["tell-dsl"][0]
    assert limit == {"id": "elm-limit-1", "say": "Within two hours.", "within": within, "from": "told"}
    assert faults(work) == []


def test_silence_and_no_answer_take_back_what_was_said(oak: Work) -> None:
    silent = answer(oak, "record", {"answer": "silent"})
    assert (silent.said["silent"], asked(silent, "record")["answer"]) == (["rule.record"], "silent")
    nothing = answer(silent, "record", {"answer": "open"})
    assert ("silent" in nothing.said, asked(nothing, "record")["answer"]) == (False, "open")
    assert faults(silent) == faults(nothing) == []


def test_people_are_told_and_reached(oak: Work) -> None:
    work = answer(oak, "lead", {"answer": "differs", "person": {"holder": "", "phone": "01300 960123"}})
    work = answer(work, "whom", {"answer": "differs", "people": ["head", "lead"]})
    work = answer(work, "day", {"value": "15:30"})
    assert work.entry["roles"]["lead"]["phone"] == "01300 960123"
    assert work.said["fills"]["contacts"]["dsl"] == ["head", "lead"]
    assert work.entry["school_day"] == {"ends": "15:30"}
    assert faults(work) == []
    assert "school_day" not in answer(work, "day", {"value": ""}).entry


@pytest.mark.parametrize(
    ("name", "given", "words"),
    [
        ("record", {"answer": "same"}, "in which section"),
        ("record", {"answer": "same", "section": "9", "lines": []}, "Tick the line that your policy says"),
        ("record", {"answer": "differs", "section": "9", "text": " "}, "Write what your policy says"),
        ("soon", {"answer": "differs", "section": "9", "text": "Soon."}, "how long the time limit is"),
        ("whom", {"answer": "differs"}, "Say who is told"),
        ("nobody", {"answer": "same"}, "No question is called 'nobody'"),
    ],
)
def test_an_answer_that_lacks_something_says_what(
    oak: Work, name: str, given: dict[str, Any], words: str
) -> None:
    with pytest.raises(DecisionError, match=words):
        answer(oak, name, given)


def test_without_questions_the_desk_has_no_first_hour(tiny: TinyData, oak: Work) -> None:
    tiny.path("base/desk.yml").unlink()
    assert load(tiny.root).one("desk") == {}
    assert questions(Work(load(tiny.root), oak.setting, oak.policy, oak.documents)) == []


def test_a_number_that_cannot_be_one_is_refused_beside_its_field(oak: Work) -> None:
    for person, words in (
        ({"phone": "12"}, "'12' cannot be a phone"),
        ({"email": "lead@"}, "no|is not an e-mail"),
    ):
        with pytest.raises(DecisionError, match=words):
            answer(oak, "lead", {"answer": "differs", "person": person})


NUMBER = {"answer": "differs", "name": "The hub", "phone": "01300 960555"}


def test_only_a_school_whose_council_is_not_here_is_asked_for_its_numbers(oak: Work, ash: Work) -> None:
    first = [[one["id"] for one in questions(work)][:2] for work in (oak, ash)]
    assert (bool(oak.entry["areas"]), ash.entry["areas"]) == (True, [])
    assert first == [["lead", "whom"], ["hub", "night"]]


def test_a_councils_number_is_a_contact_of_the_schools_own_and_stands_first(ash: Work) -> None:
    work = answer(ash, "night", {"answer": "differs", "phone": "01300 960556"})
    work = answer(work, "hub", NUMBER)
    contact = work.entry["contacts"]["ash-social-care"]
    assert (contact["name"], contact["use"]) == ("The hub", "A child is harmed.")
    assert contact["numbers"] == [{"value": "01300 960555", "kind": "phone", "status": "as-printed"}]
    told = ["ash-social-care", "ash-social-care-after-hours"]
    assert work.said["fills"]["contacts"]["social-care"][:2] == told
    assert (asked(work, "hub")["answer"], asked(work, "hub")["phone"]) == ("differs", "01300 960555")
    assert faults(work) == []


def test_a_councils_number_is_taken_back_or_told_to_be_missing(ash: Work) -> None:
    work = answer(answer(ash, "hub", NUMBER), "hub", {"answer": "silent"})
    assert "ash-social-care" not in work.entry.get("contacts", {})
    assert (asked(work, "hub")["answer"], "contact.social-care" in decisions.silences(work)) == (
        "silent",
        True,
    )
    assert faults(work) == []
    for phone, words in ((" ", "Write the number"), ("12", "cannot be a phone")):
        with pytest.raises(DecisionError, match=words):
            answer(ash, "hub", {"answer": "differs", "phone": phone})


def test_who_is_told_as_in_most_schools_is_no_answer_until_somebody_has_looked(oak: Work) -> None:
    assumed = oak.put(oak.policy_name, ("assumed",), ["dsl"])
    assert asked(assumed, "whom")["answer"] == "open"
    assert asked(assumed, "whom")["people"] == asked(oak, "whom")["people"], "staff read it all the same"
    for given in ({"answer": "same"}, {"answer": "differs", "people": ["lead"]}, {"answer": "silent"}):
        work = answer(assumed, "whom", given)  # "same" names a deputy, whom the tiny data does not have
        assert ("assumed" in work.said, asked(work, "whom")["answer"]) == (False, given["answer"])
