"""Limits in words: from when they count, when they run out, and what is said where no date can be given."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from wizard.advice import NO_STARTS, ShownDeadline, deadlines_for
from wizard.deadline_text import anchors_to_ask, counted_from, day_rules, due_words, extra_words, is_over
from wizard.england import after_hours, to_utc, to_wall
from wizard.model import Book, Calendar, Deadline
from wizard.timing import deadline_words, due

NOW = datetime.fromisoformat("2026-11-27T16:30")  # a Friday
LONDON = ZoneInfo("Europe/London")
TERMS = ((date(2026, 9, 1), date(2026, 10, 23)), (date(2026, 11, 2), date(2026, 12, 18)))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


def deadline(amount: float | None, unit: str, anchor: str = "told", name: str = "c") -> Deadline:
    return Deadline(name, "Do it.", amount, unit, anchor, aim=False, assumption="", cites=(), authority="own")


@pytest.fixture
def book(books: dict[str, Book]) -> Book:
    oak = books["oak"]
    anchors = {
        **oak.anchors,
        "birth": "the child's date of birth",
        "absence-start": "the first day of absence",
        "now": "from now",
    }
    return replace(oak, anchors=anchors, calendar=replace(oak.calendar, terms=TERMS, terms_note="Made up."))


def shown(book: Book, one: Deadline, start: str = "", now: datetime = NOW) -> ShownDeadline:
    """The limit as an outcome shows it, counted from the start where one is given."""
    fill = replace(book.fills["north"], deadlines={"slot": (one,)})
    starts = {one.anchor: at(start)} if start else NO_STARTS
    return deadlines_for(replace(book, fills={"north": fill}), ["slot"], ("north",), now, starts)[0]


@pytest.mark.parametrize(
    ("start", "words"),
    [
        pytest.param("", "If you count from now: by Monday 30 November 2026, 4.30pm.", id="not given: now"),
        pytest.param("2026-11-27T09:00", "By Monday 30 November 2026, 9am.", id="given, still ahead"),
        pytest.param(
            "2026-11-25T09:00",
            "By Thursday 26 November 2026, 9am. This time has passed.",
            id="given, over",
        ),
        pytest.param("2026-12-24T12:00", "By Tuesday 29 December 2026, 12pm.", id="over Christmas"),
    ],
)
def test_a_working_day_limit_names_its_day_and_hour(book: Book, start: str, words: str) -> None:
    assert due_words(book, shown(book, deadline(1, "working-days"), start), NOW) == words


@pytest.mark.parametrize(
    ("unit", "last"),
    [
        pytest.param("days", "2026-12-04", id="calendar days"),
        pytest.param("school-days", "2026-12-08", id="school days"),
    ],
)
def test_the_first_day_of_absence_is_day_one(book: Book, unit: str, last: str) -> None:
    """Wednesday 25 November is day one: the tenth day is named, and no hour with it."""
    one = shown(book, deadline(10, unit, "absence-start"), "2026-11-25")
    assert one.due is not None
    assert one.due.date().isoformat() == last
    assert ("am" in due_words(book, one, NOW)) is False


def test_ten_school_days_leave_out_half_term(book: Book) -> None:
    one = deadline(10, "school-days", "absence-start")
    assert due(one, at("2026-10-19"), book.calendar) == at("2026-11-06")


@pytest.mark.parametrize(
    ("unit", "start", "words"),
    [
        (
            "school-days",
            "2026-12-10T09:00",
            "The term dates in this handbook run from Tuesday 1 September 2026",
        ),
        (
            "school-days",
            "2026-06-10T09:00",
            "The term dates in this handbook run from Tuesday 1 September 2026",
        ),
        (
            "working-days",
            "2030-12-30T09:00",
            "The bank holidays in this handbook run from Wednesday 1 January 2025",
        ),
        (
            "working-days",
            "2020-06-10T09:00",
            "The bank holidays in this handbook run from Wednesday 1 January 2025",
        ),
    ],
)
def test_beyond_what_the_calendar_knows_no_date_is_given(
    book: Book, unit: str, start: str, words: str
) -> None:
    one = shown(book, deadline(10, unit), start)
    assert one.due is None
    said = due_words(book, one, NOW)
    assert said.startswith(words)
    assert said.endswith("so no date is given. Count the days yourself.")


def test_a_limit_that_tells_how_long_something_lasts_has_no_date_until_its_start_is_given(book: Book) -> None:
    keep = deadline(25, "years", "birth")
    assert due_words(book, shown(book, keep), NOW) == ""
    given_start = shown(book, keep, "2012-02-29")
    assert due_words(book, given_start, NOW) == "Until Saturday 28 February 2037."


def test_a_day_is_over_only_when_it_has_ended(book: Book) -> None:
    one = shown(book, deadline(1, "days", "absence-start"), "2026-11-27")
    assert not is_over(one, at("2026-11-27T23:59"))
    assert is_over(one, at("2026-11-28T00:00"))


def test_limits_that_count_from_different_moments_keep_their_own_starts(book: Book) -> None:
    call, told = deadline(48, "hours", "call", "a"), deadline(24, "hours", "told", "b")
    fill = replace(book.fills["north"], deadlines={"slot": (call, told)})
    found = deadlines_for(
        replace(book, fills={"north": fill}), ["slot"], ("north",), NOW, {"call": at("2026-11-26T10:00")}
    )
    assert [(one.due, one.given) for one in found] == [
        (at("2026-11-28T10:00"), True),
        (at("2026-11-28T16:30"), False),
    ]
    assert anchors_to_ask(book, found) == ["call", "told"]


def test_nothing_is_asked_for_what_is_due_at_once_or_counts_from_now(book: Book) -> None:
    at_once, daily = shown(book, deadline(None, "at-once")), shown(book, deadline(1, "days", "now"))
    assert anchors_to_ask(book, [at_once, daily]) == []
    assert counted_from(book, at_once.deadline) == ""
    assert counted_from(book, daily.deadline) == "from now"


def test_how_days_are_counted_is_said_once_and_only_where_it_matters(book: Book) -> None:
    def rules(*deadlines: Deadline, terms: bool = True) -> list[str]:
        calendar: Calendar = book.calendar if terms else replace(book.calendar, terms=())
        return [words for words, _ in day_rules(replace(book, calendar=calendar), deadlines)]

    assert rules(deadline(2, "hours")) == []
    assert len(rules(deadline(1, "working-days"), deadline(3, "working-days"))) == 1
    assert rules(deadline(1, "school-days")) == [
        "School days are the working days in this setting's terms. Made up."
    ]
    assert "no term dates" in rules(deadline(1, "school-days"), terms=False)[0]
    assert "day one" in rules(deadline(10, "days", "absence-start"))[0]


def test_an_aim_and_an_assumption_are_said() -> None:
    one = replace(deadline(24, "hours"), aim=True, assumption="The start is not printed.")
    assert list(extra_words(one)) == [
        "This is an aim, not a promise.",
        "Our assumption: The start is not printed.",
    ]


@pytest.mark.parametrize(
    ("start", "end"),
    [
        pytest.param("2026-03-28T16:00", "2026-03-29T17:00", id="the night that is an hour shorter"),
        pytest.param("2026-10-24T16:00", "2026-10-25T15:00", id="the night that is an hour longer"),
        pytest.param("2026-07-01T16:00", "2026-07-02T16:00", id="any other night"),
    ],
)
def test_24_hours_are_24_hours_when_the_clocks_change(start: str, end: str) -> None:
    assert after_hours(at(start), 24) == at(end)


@given(st.datetimes(min_value=datetime(1996, 1, 1), max_value=datetime(2037, 12, 31)))  # noqa: DTZ001
def test_england_keeps_the_time_that_the_zone_table_says(utc: datetime) -> None:
    """2037 is where the table of zones ends in some systems."""
    assert to_wall(utc) == utc.replace(tzinfo=UTC).astimezone(LONDON).replace(tzinfo=None)


@given(st.datetimes(min_value=datetime(1996, 1, 1), max_value=datetime(2037, 12, 31)))  # noqa: DTZ001
def test_a_wall_time_that_exists_is_the_moment_that_the_zone_table_says(wall: datetime) -> None:
    moment = wall.replace(tzinfo=LONDON).astimezone(UTC)
    assume(moment.astimezone(LONDON).replace(tzinfo=None) == wall)
    assert to_utc(wall) == moment.replace(tzinfo=None)


def test_how_long_something_lasts_is_not_told_as_a_time_to_act_by() -> None:
    assert deadline_words(deadline(25, "years", "birth")) == "for 25 years"
    assert deadline_words(deadline(25, "years", "last-training")) == "within 25 years"


def school(book: Book, *ends: int) -> Book:
    """The book of a school that says when its day ends, from Monday on."""
    return replace(book, calendar=replace(book.calendar, school_day_ends=ends))


ENDS = (15 * 60 + 30,) * 4 + (13 * 60,)  # 3.30pm, on Friday 1pm


@pytest.mark.parametrize(
    ("start", "now", "words"),
    [
        pytest.param("", NOW, "If you count from now: by Friday 27 November 2026.", id="not given: today"),
        pytest.param(
            "2026-11-26T09:00",
            NOW,
            "By Thursday 26 November 2026. This time has passed.",
            id="the day is over",
        ),
        pytest.param(
            "2026-11-27T00:05", at("2026-11-27T23:59"), "By Friday 27 November 2026.", id="not over yet"
        ),
    ],
)
def test_the_same_day_is_a_day_and_no_hour(book: Book, start: str, now: datetime, words: str) -> None:
    one = shown(book, deadline(None, "same-day"), start, now)
    assert due_words(book, one, now) == words
    assert deadline_words(one.deadline) == "the same day"
    assert counted_from(book, one.deadline).startswith("counted from ")


@pytest.mark.parametrize(
    ("start", "words"),
    [
        pytest.param(
            "2026-11-26T09:00", "By Thursday 26 November 2026, 3.30pm. This time has passed.", id="over"
        ),
        pytest.param("2026-11-30T09:00", "By Monday 30 November 2026, 3.30pm.", id="a Monday"),
        pytest.param("2026-12-04T09:00", "By Friday 4 December 2026, 1pm.", id="a Friday, which is shorter"),
        pytest.param(
            "2026-11-30T15:31",
            "The school day has ended by then. Our assumption: do it at once.",
            id="after school",
        ),
        pytest.param(
            "2026-11-28T09:00", "That is no school day. Our assumption: do it at once.", id="a Saturday"
        ),
        pytest.param(
            "2026-10-28T09:00", "That is no school day. Our assumption: do it at once.", id="in the holidays"
        ),
    ],
)
def test_the_end_of_the_school_day_is_the_schools_own_hour(book: Book, start: str, words: str) -> None:
    mine = school(book, *ENDS)
    one = shown(mine, deadline(None, "end-of-school-day"), start)
    assert due_words(mine, one, NOW) == words
    assert deadline_words(one.deadline) == "by the end of the school day"
    assert ("The school day ends at 3.30pm, on Friday at 1pm.", None) in day_rules(mine, [one.deadline])


def test_without_the_schools_hour_the_words_stand_alone(book: Book) -> None:
    one = shown(book, deadline(None, "end-of-school-day"), "2026-11-30T09:00")
    assert one.due is None
    assert due_words(book, one, NOW) == ""
    assert counted_from(book, one.deadline) == ""
    assert list(day_rules(book, [one.deadline])) == []
    assert anchors_to_ask(book, [one]) == []


@pytest.mark.parametrize(("unit", "words"), [("at-induction", "at induction"), ("each-time", "each time")])
def test_at_induction_and_each_time_count_nothing(book: Book, unit: str, words: str) -> None:
    one = shown(book, deadline(None, unit))
    assert deadline_words(one.deadline) == words
    assert (one.due, due_words(book, one, NOW), counted_from(book, one.deadline)) == (None, "", "")


def test_when_the_same_day_began_may_be_given(book: Book) -> None:
    assert anchors_to_ask(book, [shown(book, deadline(None, "same-day"))]) == ["told"]
