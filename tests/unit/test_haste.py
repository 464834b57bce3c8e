"""Where all is urgent, nothing that is slower or weaker stands before it or in its place."""

from __future__ import annotations

import pytest

from handbook.problems import DataError
from tests.support.tinydata import TinyData
from wizard.advice import advise
from wizard.screen import Screen, arrange

ELM = "policies/elm-policy.yml"
READ = '    read: "2026-11-22"\nfills:\n'


def limit(tiny: TinyData, within: str, since: str = "told") -> None:
    """Elm's policy prints a limit of its own for telling the lead."""
    own = f"{{id: elm-tell, say: Hand the lead a note., within: {within}, from: {since}}}"
    tiny.edit(ELM, READ, f"    fills:\n      clocks:\n        tell-dsl: [{own}]\n{READ}")


def screen(tiny: TinyData, setting: str = "elm") -> Screen:
    book = tiny.book(setting)
    areas = tuple(area.id for area in book.areas) or ("",)
    return arrange(book, advise(book, book.flows["worried"].outcomes["tell-lead"], areas))


def told(tiny: TinyData) -> list[str]:
    with pytest.raises(DataError) as caught:
        tiny.checked()
    return [str(problem) for problem in caught.value.problems]


@pytest.mark.parametrize("within", ["{unit: soon}", "{unit: same-day}", "{amount: 24, unit: hours}"])
def test_what_is_at_once_comes_before_what_a_policy_gives_more_time_for(tiny: TinyData, within: str) -> None:
    limit(tiny, within)
    shown = screen(tiny)
    deadlines = [*([shown.when] if shown.when else []), *shown.more_deadlines]
    assert [one.deadline.id for one in deadlines if one.slot == "tell-dsl"] == ["tell-at-once", "elm-tell"]


def test_an_end_that_stands_alone_is_the_latest_moment(tiny: TinyData) -> None:
    limit(tiny, "{amount: 24, unit: hours}", "call")
    assert [
        one.deadline.id for one in (screen(tiny).when, *screen(tiny).more_deadlines) if one and one.latest
    ] == ["elm-tell"]


def test_advice_to_act_at_once_comes_before_the_limits(tiny: TinyData) -> None:
    assert [gap.slot for gap in screen(tiny, "ash").deadline_gaps] == ["written"]
    tiny.edit("base/slots.yml", "gap: Ask for one.", "gap: Do it at once.")
    assert [gap.slot for gap in screen(tiny, "ash").haste_gaps] == ["written"]
    assert screen(tiny, "ash").deadline_gaps == ()


def test_a_slot_for_what_is_due_at_once_may_not_say_soon_alone(tiny: TinyData) -> None:
    limit(tiny, "{unit: soon}", "call")
    place = tiny.place(ELM, "{id: elm-tell")
    fix = "put that into another slot, or a limit beside it that is at once"
    words = (
        "'Tell the lead now' is urgent, yet in elm no more is said of the time than 'Hand the lead a note.'"
    )
    assert f"{place}: {words}; {fix}" in told(tiny)


def test_no_step_files_it_under_a_level_that_nobody_refers(tiny: TinyData) -> None:
    tiny.edit(
        ELM, READ, f'    fills:\n      rules:\n        record:\n          - text: "This is level 2."\n{READ}'
    )
    tiny.edit(ELM, "silent: [rule.record]\n", "")
    assert any("a step says 'This is level 2.'" in words for words in told(tiny))
