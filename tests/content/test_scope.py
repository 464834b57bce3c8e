"""A line says no more, and no less, than the section it cites: whom it is about, how serious, how soon."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from handbook.checks.areas import gaps_of
from handbook.data import Data
from handbook.newsetting import CONTACTS
from handbook.scope import Scope
from tests.content.handbooks import SETTINGS, Handbook

Handbooks = dict[str, Handbook]
PRINTS_999 = "medway-2021"  # the only one of the five documents
SILENT = re.compile(r"\bdocument (does not|gives no|has no|prints no)\b|\bNo document\b|five documents")
A_POLICY = re.compile(r"\b(the|this) (school's )?policy\b", re.IGNORECASE)


def statements(node: Any) -> Iterator[dict[str, Any]]:
    """Every statement in some data."""
    if isinstance(node, dict):
        if "text" in node and "cite" in node:
            yield node
        for value in node.values():
            yield from statements(value)
    elif isinstance(node, list):
        for value in node:
            yield from statements(value)


def lines(node: Any) -> Iterator[tuple[str, set[str]]]:
    """Every statement in some data: its words, and the sources it cites."""
    for one in statements(node):
        yield one["text"], {cite["source"] for cite in one["cite"]}


def anyone(data: Data, area: str) -> Scope:
    """What holds in an area for a setting whose own document nobody has entered."""
    return Scope("", (area,), data.one("sources"))


def documents(data: Data) -> set[str]:
    """The sources that are the five settings' own."""
    return {data.entries["setting"][setting].data["source"] for setting in SETTINGS}


def test_999_is_cited_to_no_policy_that_does_not_print_it(data: Data) -> None:
    silent = documents(data) - {PRINTS_999}
    told = [
        (text, sources & silent)
        for kind in ("flow", "topic", "harm", "list", "area", "setting")
        for text, sources in lines(data.each(kind))
        if re.search(r"\b999\b", text)
    ]
    assert len(told) > len(data.entries["flow"])
    assert [line for line in told if line[1]] == []


def test_what_all_five_documents_say_in_a_flow_is_said_to_a_new_school_too(data: Data) -> None:
    """A school whose policy nobody has entered yet still tells its lead, and refers at once.

    That the five are silent is said to their own readers alone.
    """
    five = documents(data)
    common = [
        (text, sources)
        for text, sources in lines(data.each("flow"))
        if five <= sources and not SILENT.search(text)
    ]
    assert common
    assert [text for text, sources in common if sources == five] == []


def test_no_document_is_called_silent_before_it_is_read(data: Data) -> None:
    """Only a gap says so to a new school. A line that says it cites the document that was read."""
    nobody = Scope("", (), data.one("sources"))
    silent = [
        one
        for kind in ("flow", "topic", "harm", "list")
        for one in statements(data.each(kind))
        if SILENT.search(one["text"]) and "your document" not in one["text"]
    ]
    assert silent
    assert [one["text"] for one in silent if nobody.holding(one["cite"], one.get("area"))] == []


def test_a_reason_that_every_reader_sees_rests_on_nobody_elses_document(data: Data) -> None:
    others = re.compile(r"\b(five|one|these|the) (of the )?(five )?documents?\b|\bthe polic(y|ies) print")
    common = {name: one for name, one in data.one("decisions").items() if "settings" not in one}
    assert common
    assert [name for name, one in common.items() if others.search(one["why"].lower())] == []


def test_an_areas_gap_speaks_of_no_schools_policy(data: Data) -> None:
    """A new school there would read it as if it were said of its own."""
    said = [
        (area, slot, words)
        for area, entry in data.each("area").items()
        for slot, gap in gaps_of(entry).items()
        for words in (gap.get("text", ""), gap.get("lead", ""))
    ]
    assert any(words for *_, words in said)
    assert [one for one in said if A_POLICY.search(one[2])] == []


def test_what_an_area_tells_everyone_speaks_of_no_schools_policy(data: Data) -> None:
    def told(node: Any, scope: Scope) -> Iterator[str]:
        if isinstance(node, dict):
            words = [
                str(node[key]) for key in ("text", "lead", "say", "assumption", "use", "label") if key in node
            ]
            cited = "cite" in node and "name" not in node
            if not cited or scope.holding(node["cite"], node.get("area")):
                yield from words
            for value in node.values():
                yield from told(value, scope)
        elif isinstance(node, list):
            for value in node:
                yield from told(value, scope)

    for area, entry in data.each("area").items():
        scope = anyone(data, area)
        lines_ = [words for part in ("contacts", "fills") for words in told(entry[part], scope)]
        assert lines_, area
        assert [words for words in lines_ if A_POLICY.search(words)] == [], area


def test_a_new_school_is_not_left_with_the_tail_of_an_areas_rule(data: Data) -> None:
    """Where only our own reading of a rule holds and its other lines are lost, the slot's gap says more."""
    tails = []
    for area, entry in data.each("area").items():
        scope = anyone(data, area)
        for slot, rule in entry["fills"]["rules"].items():
            held = [found for line in rule if (found := scope.holding(line["cite"], line.get("area")))]
            if held and len(held) < len(rule) and {one.mark for one in held} == {"reading"}:
                tails.append((area, slot))
    # Essex: 999, and then the hub or the police, is the whole of it; who manages referrals is each school's.
    assert tails == [("essex", "refer-urgent")]


@pytest.mark.parametrize("kind", CONTACTS)
def test_a_new_setting_says_who_hears_of_an_adult_and_who_of_the_one_in_charge(data: Data, kind: str) -> None:
    staff, head = (
        set(CONTACTS[kind][slot].strip("[]").split(", ")) for slot in ("staff-concern", "head-concern")
    )
    assert staff | head <= set(data.one("roles"))
    assert not staff & head


def test_nobody_from_outside_is_given_the_duties_of_staff(data: Data) -> None:
    flow = data.entries["flow"]["public-worry"].data
    onward = {
        option["then"]
        for question in flow["questions"].values()
        for option in question.get("options", {}).values()
    }
    assert not {to for to in onward if to.startswith("flow:")}
    slots = [
        line
        for end in flow["outcomes"].values()
        for line in (*end["actions"], *end["next"])
        if "rule" in line
    ]
    assert slots == []


def test_who_rang_999_learns_whom_to_tell_when_an_adult_here_did_it(handbook: Handbook) -> None:
    told = [advice for end, advice in handbook.advice.items() if end[:2] == ("emergency", "call-999")]
    assert told
    for advice in told:
        assert any("Was it that person? Go above them." in line.text for line in advice.actions)


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
