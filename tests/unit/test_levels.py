"""The level of need: the most serious sign decides, nothing is added up, and the page says that it is a guide."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support import real
from wizard.host import Host
from wizard.levels import find, highest_level
from wizard.model import Levels


@cache
def host() -> Host:
    return Host(json.dumps(real.made("medway")[1]))


def medway() -> Levels:
    return host().book.levels["medway"]


def signs(*levels: int) -> list[str]:
    return [one.id for one in medway().indicators if one.level in (levels or (1, 2, 3))]


def level(sign: str) -> int:
    return next(one.level for one in medway().indicators if one.id == sign)


SOME = st.deferred(lambda: st.sets(st.sampled_from(signs()), min_size=1))
ONE = st.deferred(lambda: st.sampled_from(signs()))


def choice(*chosen: str, find_words: str = "", **more: Any) -> dict[str, Any]:
    request = {
        "levels": "medway",
        "chosen": chosen,
        "find": find_words,
        "now": "2026-11-27T12:00",
        "root": "../",
        **more,
    }
    answer: dict[str, Any] = json.loads(host().answer(json.dumps(request)))
    return answer


def test_medway_has_95_signs_in_three_domains_on_three_levels() -> None:
    by_level = {n: sum(one.level == n for one in medway().indicators) for n in (1, 2, 3)}
    by_domain = {d.id: sum(one.domain == d.id for one in medway().indicators) for d in medway().domains}
    assert by_level == {1: 19, 2: 42, 3: 34}
    assert by_domain == {"development": 40, "family": 33, "parents": 22}
    assert [domain.ours for domain in medway().domains] == [True, False, False]


@given(SOME)
def test_the_most_serious_sign_decides_whatever_stands_beside_it(chosen: set[str]) -> None:
    finding = highest_level(medway(), chosen)
    assert finding is not None
    highest = max(level(one) for one in chosen)
    assert finding.level.number == highest
    assert {one.id for one in finding.strongest} == {one for one in chosen if level(one) == highest}
    assert {one.id for one in (*finding.strongest, *finding.others)} == chosen


@given(SOME, ONE)
def test_one_sign_more_never_lowers_the_level(chosen: set[str], more: str) -> None:
    before, after = highest_level(medway(), chosen), highest_level(medway(), chosen | {more})
    assert before is not None
    assert after is not None
    assert after.level.number >= before.level.number


def test_any_number_of_signs_of_level_2_is_still_level_2() -> None:
    finding = highest_level(medway(), signs(2))
    assert finding is not None
    assert finding.level.number == 2


def test_a_sign_that_does_not_exist_counts_for_nothing() -> None:
    assert highest_level(medway(), []) is None
    assert highest_level(medway(), ["no-such-sign"]) is None


def test_a_pair_is_held_up_for_a_second_look_while_one_of_the_two_is_chosen() -> None:
    one = highest_level(medway(), ["development-2-10"])
    assert one is not None
    assert [(low.id, high.id) for low, high in one.compare] == [("development-2-10", "development-3-02")]
    both = highest_level(medway(), ["development-2-10", "development-3-02"])
    assert both is not None
    assert both.compare == ()


@pytest.mark.parametrize(
    ("words", "some"),
    [
        ("", ["development-1-01", "parents-3-09"]),
        ("self-harm", ["development-2-04", "development-3-07"]),
        ("SELF HARMING", ["development-2-04", "development-3-07"]),
        ("bruises", ["development-3-14"]),
        ("teeth", ["family-2-01"]),
        ("zebra", []),
    ],
)
def test_a_search_finds_words_whatever_their_ending(words: str, some: list[str]) -> None:
    found = find(medway(), words)
    assert set(some) <= set(found)
    assert bool(found) == bool(some)
    assert (len(found) < len(signs())) or not words


def test_a_search_never_changes_what_the_signs_point_to() -> None:
    plain, searched = choice("parents-3-06"), choice("parents-3-06", find_words="teeth")
    assert plain["result"] == searched["result"]
    assert searched["found_words"].endswith("of 95 signs shown")


def test_the_result_says_the_level_what_it_means_consent_route_form_and_that_judgement_comes_first() -> None:
    page = choice("parents-3-06", "family-2-01")["result"]
    for words in (
        "The signs point to level 3: statutory social care",
        "your own judgement comes first",
        "replace your judgement",
        "The strongest signs you chose",
        "What level 3 means",
        "Do the parents have to agree?",
        "How to send it, and on which form",
        "contact and referral form",
        "01634 334466",
        "SAFEGUARDING NOTE",
    ):
        assert words in page, words
    assert 'data-cite="handbook strongest-sign"' in page
    assert 'href="../what-now/referral.html"' in page
    assert "early-help.html" in choice("family-2-01")["result"]


def test_every_line_of_a_result_names_its_source() -> None:
    for sign in ("development-1-01", "development-2-01", "development-3-01"):
        page = choice(sign)["result"].split('class="hb-part hb-keep"')[0]
        lines = re.findall(r'<li class="hb-line">(.*?)</li>', page)
        assert lines
        assert all("data-cite=" in line for line in lines)


def test_nothing_chosen_says_that_no_sign_does_not_mean_no_need() -> None:
    answer = choice()
    assert answer["sum"] == "No sign chosen."
    assert "does not mean that there is no need" in answer["result"]
    assert "<pre" not in answer["result"]


def test_the_tool_holds_every_sign_with_a_box_and_each_of_the_21_pairs() -> None:
    assert "tool" not in choice()
    tool = choice(whole=True)["tool"]
    assert set(re.findall(r'data-sign="([^"]*)"', tool)) == set(signs())
    assert tool.count('class="hb-pair"') == len(medway().pairs) == 21
    assert 'data-cite="handbook indicator-labels"' in tool
