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
from wizard.screen import DONTS, STEPS, Screen, arrange

NOW = datetime.fromisoformat("2026-11-26T12:00")


@cache
def ends(setting: str) -> dict[str, Step]:
    """Every outcome that some way leads to, each by its first way."""
    found: dict[str, Step] = {}
    for path in every_path(setting):
        found.setdefault(f"{path.step.flow}/{path.outcome.id}", path.step)
    return found


def screens(setting: str, now: datetime = NOW) -> Iterator[tuple[str, Screen]]:
    """Every outcome laid out."""
    here = book(setting)
    for name, step in ends(setting).items():
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
        clocks = [*([screen.when] if screen.when else []), *screen.limits]
        shown = [one.text for one in lines]
        assert len(shown) == len(set(shown)), name
        also = [one for line in (*lines, *clocks) if not isinstance(line, Gap) for one in line.also]
        kept = {*shown, *(one.text for one in also if hasattr(one, "text"))}
        meant = (advice.first, *advice.actions, *advice.dont, *advice.parents, *advice.record, *advice.next)
        assert {one.text for one in meant} == kept, name
        told = {one.clock.id for one in (*clocks, *also) if hasattr(one, "clock")}
        assert told == {one.clock.id for one in advice.clocks}, name
        people = [*([screen.call] if screen.call else []), *screen.who, *screen.more_who]
        assert sorted(one.contact.id for one in people) == sorted(one.contact.id for one in advice.contacts)
        assert {*screen.who_gaps, *screen.more_gaps, *screen.limit_gaps} == set(advice.gaps), name


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
