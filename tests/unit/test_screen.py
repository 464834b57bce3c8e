"""An outcome laid out: what comes first, what is folded, and that nothing is said twice."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import cache

import pytest

from tests.browser.support import SETTINGS
from tests.support.real import book, every_path
from wizard.advice import advise
from wizard.engine import Step
from wizard.model import Gap, Outcome
from wizard.repeats import forbids, repeated_by, saying
from wizard.screen import DONTS, STEPS, URGENT, Screen, arrange, is_at_once
from wizard.text_blocks import item, text_blocks

NOW = datetime.fromisoformat("2026-11-26T12:00")


@cache
def outcome_steps(setting: str) -> dict[str, Step]:
    """Every outcome that some way leads to, each by its first way."""
    found: dict[str, Step] = {}
    for path in every_path(setting):
        found.setdefault(f"{path.step.flow}/{path.outcome.id}", path.step)
    return found


def screens(setting: str, now: datetime = NOW) -> Iterator[tuple[str, Screen]]:
    """Every outcome laid out."""
    here = book(setting)
    for name, step in outcome_steps(setting).items():
        assert isinstance(step.node, Outcome)
        yield name, arrange(here, advise(here, step.node, step.areas, now))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Tell the DSL or a deputy.", "Tell the safeguarding lead (DSL) or a deputy now."),
        ("Don't question the child.", "Do not question the child."),
        ("After a phone referral, send the written form within 48 hours.",) * 2,
    ],
)
def test_a_line_that_adds_nothing_is_known(one: str, other: str) -> None:
    assert saying(one).repeats(saying(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Tell the parents.", "Do not tell the parents."),
        ("Tell the parents.", "Ask social care whether to tell the parents."),
        ("Tell the head at once.", "Tell the lead at once."),
        (
            "Never look at the image. It is against the law.",
            "Never pass the image on. It is against the law.",
        ),
        ("Ring social care again within one day.", "Ring social care again within three days."),
    ],
)
def test_a_line_that_says_something_else_stays(one: str, other: str) -> None:
    assert not saying(one).repeats(saying(other))
    assert not saying(other).repeats(saying(one))


def test_of_two_lines_that_say_the_same_the_first_stays_unless_the_other_may_not_move() -> None:
    texts = ["Send the form within two days.", "Send the form within two days."]
    assert repeated_by(texts, [False, False]) == {1: 0}
    assert repeated_by(texts, [False, True]) == {0: 1}
    assert repeated_by(texts, [True, True]) == {}


@pytest.mark.parametrize("setting", SETTINGS)
def test_nothing_of_an_outcome_is_lost_and_no_line_stands_twice(setting: str) -> None:
    for name, screen in screens(setting):
        advice = screen.advice
        lines = [screen.first, *screen.dont, *screen.more_dont, *screen.parents, *screen.steps]
        lines += [one for fold in screen.more_steps for one in fold.lines]
        lines += [*screen.record, *screen.next]
        deadlines = [*([screen.when] if screen.when else []), *screen.more_deadlines]
        shown = [one.text for one in lines]
        assert len(shown) == len(set(shown)), name
        also = [one for line in (*lines, *deadlines) if not isinstance(line, Gap) for one in line.also]
        kept = {*shown, *(one.text for one in also if hasattr(one, "text"))}
        meant = (advice.first, *advice.actions, *advice.dont, *advice.parents, *advice.record, *advice.next)
        assert {one.text for one in meant} == kept, name
        told = {one.deadline.id for one in (*deadlines, *also) if hasattr(one, "deadline")}
        assert told == {one.deadline.id for one in advice.deadlines}, name
        people = [*([screen.call] if screen.call else []), *screen.who, *screen.more_who]
        assert sorted(one.contact.id for one in people) == sorted(one.contact.id for one in advice.contacts)
        gaps = {*screen.who_gaps, *screen.more_gaps, *screen.haste_gaps, *screen.deadline_gaps}
        assert gaps == set(advice.gaps), name


@pytest.mark.parametrize("setting", SETTINGS)
def test_where_all_is_urgent_no_limit_is_slower_than_what_comes_after_it(setting: str) -> None:
    """What is at once opens the deadlines. A deadline stands first only for the act itself, as its latest moment."""
    for name, screen in screens(setting):
        if screen.advice.outcome.urgency not in URGENT:
            continue
        deadlines = [*([screen.when] if screen.when else []), *screen.more_deadlines]
        at_once = [is_at_once(one) for one in deadlines]
        assert at_once == sorted(at_once, reverse=True), name
        if deadlines and not at_once[0] and not screen.haste_gaps:
            assert deadlines[0].latest, f"{name}: {deadlines[0].deadline.say}"


@pytest.mark.parametrize("setting", SETTINGS)
def test_the_first_screen_holds_no_more_than_a_reader_can_take_in(setting: str) -> None:
    for name, screen in screens(setting):
        assert len(screen.dont) <= DONTS, name
        assert len(screen.steps) <= STEPS, name
        assert not [one.text for one in screen.steps if not isinstance(one, Gap) and forbids(one.text)], name


@pytest.mark.parametrize("setting", SETTINGS)
@pytest.mark.parametrize("hour", ["2026-11-26T12:00", "2026-11-28T23:00"])
def test_urgency_decides_who_leads(setting: str, hour: str) -> None:
    """999 leads where ringing it is the answer and nowhere else; what can wait waits for those who work by day."""
    for name, screen in screens(setting, datetime.fromisoformat(hour)):
        urgency = screen.advice.outcome.urgency
        first = [*([screen.call] if screen.call else []), *screen.who]
        kinds = {one.contact.kind for one in first}
        assert ("emergency" in kinds) == (urgency == "emergency"), name
        if urgency in {"soon", "know"}:
            assert not [one for one in first if one.contact.hours and one.contact.hours.outside], name
        if urgency == "emergency":
            assert screen.call is not None, name


def test_a_first_action_that_rings_names_whom_it_rings() -> None:
    shown = dict(screens("grange"))
    called = {name: screen.call.slot for name, screen in shown.items() if screen.call}
    for name, screen in shown.items():
        if screen.first.text.startswith("Ring children's social care"):
            assert called[name] in {"social-care", "social-care-advice"}, name
        if screen.first.text.startswith("Tell the safeguarding lead"):
            assert name not in called, name


@pytest.mark.parametrize("setting", SETTINGS)
@pytest.mark.parametrize("hour", ["2026-11-26T12:00", "2026-11-29T20:00"])
def test_nobody_else_stands_in_the_place_of_whom_the_first_action_rings(setting: str, hour: str) -> None:
    """Who is told to ring social care or the LADO is handed neither the police nor a helpline in their name."""
    for name, screen in screens(setting, datetime.fromisoformat(hour)):
        if screen.call and screen.call.slot in {"social-care", "social-care-advice", "lado"}:
            assert screen.call.contact.kind not in {"police", "helpline"}, name


@pytest.mark.parametrize("setting", SETTINGS)
def test_advice_for_a_gap_stands_below_whom_one_can_turn_to(setting: str) -> None:
    """But where nobody fills the first slot, what to do comes first."""
    for name, screen in screens(setting):
        who = next(
            part for part in text_blocks(book(setting), screen, NOW) if part.title.startswith("Who to")
        )
        last = [one.text for one in who.items[len(who.items) - len(screen.more_gaps) :]]
        assert last == [item(gap).text for gap in screen.more_gaps], name


@pytest.mark.parametrize("setting", SETTINGS)
def test_out_of_hours_nobody_is_sent_to_a_shut_office(setting: str) -> None:
    sunday = datetime.fromisoformat("2026-11-29T20:00")
    for name, screen in screens(setting, sunday):
        for part in text_blocks(book(setting), screen, sunday):
            assert not [one.text for one in part.items if "Ask the office" in one.text], name
