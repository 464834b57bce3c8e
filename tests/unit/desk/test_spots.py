"""A line that only one policy says may stand at any slot and on any page, and shows there at once."""

from __future__ import annotations

from typing import Any

import pytest

from handbook.desk.faults import faults
from handbook.desk.host import Host
from handbook.desk.preview import places_of
from handbook.desk.spots import LIMITS, RULES, spot_title, spots
from handbook.desk.work import Work
from tests.support.real import data as real
from tests.unit.desk.test_host import NOON, ask, host

__all__ = ["host"]
BULLYING = "harm.bullying/do"


def words_of(groups: list[dict[str, Any]]) -> list[str]:
    """The words of all places on offer."""
    return [words for group in groups for _, words in group["choices"]]


def test_no_two_places_of_the_real_data_are_called_the_same() -> None:
    words = words_of(spots(real()))
    assert sorted(words) == sorted(set(words))


def test_every_part_of_every_topic_is_on_offer_and_slots_stand_in_the_alphabet() -> None:
    groups = {group["group"]: group["choices"] for group in spots(real())}
    offered = {ref for choices in groups.values() for ref, _ in choices}
    topics = real().each("topic").items()
    assert {f"topic.{name}/{part['id']}" for name, topic in topics for part in topic["sections"]} <= offered
    for group in (RULES, LIMITS):
        words = [words for _, words in groups[group]]
        assert words == sorted(words)


@pytest.mark.parametrize(
    ("ref", "words"),
    [
        ("rule.record", "Writing it down"),
        ("clock.written", "Write it: by when"),
        (BULLYING, "Bullying: Do"),
        ("list.disclosure/do", "When a child tells you"),
        ("role.lead/duties", "Safeguarding lead"),
        ("contact.north-lado/notes", "North LADO"),
        ("flow.nowhere/x", "flow.nowhere/x"),
    ],
)
def test_a_place_has_a_name(oak: Work, ref: str, words: str) -> None:
    assert spot_title(oak.base, ref) == words


def test_an_own_line_stands_on_its_page_and_the_phone_shows_it_there(host: Host) -> None:
    told = ask(host, "own", section="9", text="Tell the class teacher.", slot=BULLYING)
    added = {
        "path": ["own", 0],
        "text": "Tell the class teacher.",
        "where": BULLYING,
        "about": "Bullying: Do",
    }
    assert added in told["own"]
    assert {line["topic"]["section"] for line in told["lines"]} == {"7"}
    assert faults(host.work) == []
    shown = ask(host, "preview", ref=BULLYING, now=NOON)
    assert "Tell the class teacher." in shown["html"]
    assert "Bullying: Do" in shown["html"]


def test_a_place_without_lines_is_no_empty_page(host: Host) -> None:
    shown = ask(host, "preview", ref="rule.telling", now=NOON)
    assert "Nothing stands here yet." in shown["html"] or shown["places"]
    ask(host, "own", section="9", text="Tell them the same day.", slot="rule.telling")
    assert "Tell them the same day." in ask(host, "preview", ref="rule.telling", now=NOON)["html"]


def test_without_a_place_nothing_is_added(host: Host) -> None:
    before = host.work
    assert ask(host, "own", section="9", text="Sit down.", slot="") == {"error": "Choose what it is about."}
    assert host.work is before


def test_the_lines_about_a_slot_come_with_its_name(host: Host) -> None:
    told = ask(host, "lines", section="9", about="rule.record")
    assert told["title"] == "Writing it down"
    assert [line["ref"] for line in told["lines"]] == ["rule.record/in-writing", "rule.record/on-paper"]


def test_the_preview_begins_where_staff_begin_most() -> None:
    data = real()
    shown = [place.flow for place in places_of(data, "contact.dsl")]
    usual = [flow for flow in data.one("phonebook")["home"]["flows"] if flow in shown]
    assert list(dict.fromkeys(shown))[: len(usual)] == usual
    assert usual != sorted(usual)
