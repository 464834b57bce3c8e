"""The practice situations: enough of them, and what each says of the parents; the rest `handbook check` holds."""

from __future__ import annotations

from collections import Counter

import pytest

from handbook.book.entry_paths import entry_paths_of
from handbook.book.scenarios import Scenario, walk
from tests.proof import parents
from tests.proof.books import SETTINGS, book, data, scenarios
from wizard.model import Outcome

FEWEST = 260
FEWEST_A_FLOW = 3
FEWEST_WAYS = 3
FEWEST_A_SETTING = 15


@pytest.mark.parametrize("one", scenarios(), ids=lambda one: f"{one.flow}/{one.id}")
def test_what_is_said_about_the_parents_is_the_settings_own_rule(one: Scenario) -> None:
    here = book(one.setting)
    step = walk(here, one)
    assert isinstance(step.node, Outcome)
    said = parents.of_outcome(here, step.node, step.areas)
    assert said == one.raw.get("parents", "")


def test_there_are_enough_for_every_flow_in_every_setting() -> None:
    assert len(scenarios()) >= FEWEST
    flows = Counter(one.flow for one in scenarios())
    assert {flow: count for flow, count in flows.items() if count < FEWEST_A_FLOW} == {}
    assert set(flows) == set(data().entries["flow"])
    settings = Counter(one.setting for one in scenarios())
    assert {setting: settings[setting] for setting in SETTINGS if settings[setting] < FEWEST_A_SETTING} == {}
    used = {(one.flow, one.setting) for one in scenarios()}
    assert [(flow, setting) for flow in flows for setting in SETTINGS if (flow, setting) not in used] == []


def test_every_answer_of_every_flow_is_practised() -> None:
    """But for danger, which an invariant proves in every flow alike. A shared question counts once a flow."""
    taken = {
        (
            one.flow,
            book(scenario.setting).flows[one.flow].questions[one.question].shared or one.question,
            one.option,
        )
        for scenario in scenarios()
        for one in walk(book(scenario.setting), scenario).path
    }
    areas = {(flow, question) for flow, question, _ in taken if question == "area"}
    missing = []
    for flow, entry in data().each("flow").items():
        for name, question in entry["questions"].items():
            asked = question.get("use", name)
            if asked == "area":
                missing += [(flow, asked, "")] if (flow, asked) not in areas else []
                continue
            options = (data().one("questions").get(asked) or question)["options"]
            missing += [(flow, asked, option) for option in options if (flow, asked, option) not in taken]
    assert [answer for answer in missing if answer[1:] not in {("danger", "yes"), ("danger", "unsure")}] == []


def test_no_two_read_alike() -> None:
    situations = Counter(one.raw["situation"] for one in scenarios())
    assert [text for text, count in situations.items() if count > 1] == []
    titles = Counter((one.flow, one.setting, one.raw["title"]) for one in scenarios())
    assert [title for title, count in titles.items() if count > 1] == []


def test_each_situation_has_three_ways_in() -> None:
    """Its own, and others that are neither that one nor one another."""
    few = {
        f"{one.flow}/{one.id}": len(ways)
        for one in scenarios()
        if len(ways := {(one.flow, one.answers), *((way.flow, way.answers) for way in entry_paths_of(one))})
        < FEWEST_WAYS
    }
    assert few == {}
