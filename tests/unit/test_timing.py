"""Who answers now, and due by when."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from tests.support.tinydata import TinyData
from wizard.advice import contacts_for
from wizard.contacts import Hours, Opening
from wizard.model import Book, Calendar, Deadline
from wizard.timing import (
    deadline_words,
    due,
    hours_words,
    is_open,
    is_working_day,
    moment_words,
    opens_next,
    school_ends,
)

HUB, NIGHT = "north-hub", "north-night"

# 2026: Good Friday 3 April, Easter Monday 6 April, Christmas Day a Friday, Boxing Day made up on Monday 28.


@pytest.fixture
def oak(books: dict[str, Book]) -> Book:
    return books["oak"]


@pytest.fixture
def calendar(oak: Book) -> Calendar:
    return oak.calendar


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


def deadline(amount: float | None, unit: str, anchor: str = "told") -> Deadline:
    return Deadline("c", "Do it.", amount, unit, anchor, aim=False, assumption="", cites=(), authority="own")


def overnight(oak: Book, **more: Any) -> Book:
    """Oak with a night team of its own hours: Monday to Friday 17.30 to 8.45, and the whole weekend."""
    week = [Opening(day, 17 * 60 + 30, 32 * 60 + 45) for day in range(5)]
    hours = Hours(weekly=(*week, Opening(5, 0, 24 * 60), Opening(6, 0, 24 * 60)), **more)
    contacts = {**oak.contacts, NIGHT: replace(oak.contacts[NIGHT], hours=hours)}
    return replace(oak, contacts=contacts)


@pytest.mark.parametrize(
    ("moment", "open_now"),
    [
        pytest.param("2026-11-26T17:29", False, id="Thursday 17.29"),
        pytest.param("2026-11-26T17:30", True, id="Thursday 17.30"),
        pytest.param("2026-11-27T00:00", True, id="midnight"),
        pytest.param("2026-11-27T08:44", True, id="Friday 8.44"),
        pytest.param("2026-11-27T08:45", False, id="Friday 8.45"),
        pytest.param("2026-11-28T23:59", True, id="the last minute of Saturday"),
        pytest.param("2026-11-30T00:00", False, id="Monday begins"),
        pytest.param("2026-12-25T20:00", False, id="the evening of a bank holiday"),
        pytest.param("2026-12-25T08:00", True, id="the night that began before a bank holiday"),
    ],
)
def test_a_team_that_answers_past_midnight_is_open_until_it_closes(
    oak: Book, moment: str, *, open_now: bool
) -> None:
    book = overnight(oak)
    assert is_open(book, book.contacts[NIGHT], at(moment)) is open_now


def test_hours_past_midnight_are_said_and_stood_in_for(oak: Book) -> None:
    book = overnight(oak)
    night, hub = book.contacts[NIGHT], replace(book.contacts[HUB], hours=Hours(outside=NIGHT))
    assert hours_words(book, night) == (
        "Monday to Friday 5.30pm to 8.45am the next day, Saturday to Sunday all day"
    )
    assert opens_next(book, night, at("2026-11-27T12:00")) == at("2026-11-27T17:30")
    assert is_open(book, hub, at("2026-11-27T02:00")) is False
    assert opens_next(book, hub, at("2026-11-27T02:00")) == at("2026-11-27T08:45")


def test_the_hours_past_midnight_of_the_data_reach_the_book(tiny: TinyData) -> None:
    tiny.edit(
        "areas/north.yml",
        '{days: [fri], from: "08:45", to: "16:30"}',
        '{days: [fri], from: "08:45", to: "16:30"}\n        - {days: [sat], from: "12:00", to: "24:00"}\n'
        '        - {days: [sun], from: "17:30", to: "08:45"}',
    )
    book = tiny.book("oak")
    hub = book.contacts[HUB]
    assert hours_words(book, hub) == (
        "Monday to Thursday 8.45am to 5.30pm, Friday 8.45am to 4.30pm, Saturday 12pm to midnight, "
        "Sunday 5.30pm to 8.45am the next day"
    )
    assert is_open(book, hub, at("2026-11-30T02:00"))
    assert not is_open(book, hub, at("2026-11-29T02:00"))


@pytest.mark.parametrize(
    ("moment", "answers"),
    [
        pytest.param("2026-11-27T16:29", HUB, id="Friday 16.29"),
        pytest.param("2026-11-27T16:30", NIGHT, id="Friday 16.30"),
        pytest.param("2026-11-26T16:30", HUB, id="Thursday 16.30"),
        pytest.param("2026-11-26T17:29", HUB, id="Thursday 17.29"),
        pytest.param("2026-11-26T17:30", NIGHT, id="Thursday 17.30"),
        pytest.param("2026-11-26T08:44", NIGHT, id="Thursday 8.44"),
        pytest.param("2026-11-26T08:45", HUB, id="Thursday 8.45"),
        pytest.param("2026-11-28T12:00", NIGHT, id="Saturday"),
        pytest.param("2026-11-29T12:00", NIGHT, id="Sunday"),
        pytest.param("2026-12-25T12:00", NIGHT, id="Christmas Day, a Friday"),
        pytest.param("2026-12-28T12:00", NIGHT, id="the Monday for Boxing Day"),
        pytest.param("2026-12-24T12:00", HUB, id="Christmas Eve"),
        pytest.param("2026-05-04T12:00", NIGHT, id="early May bank holiday"),
        pytest.param("2026-05-05T12:00", HUB, id="the day after it"),
    ],
)
def test_office_hours_decide_whether_the_hub_or_the_night_team_answers(
    oak: Book, moment: str, answers: str
) -> None:
    now = at(moment)
    assert [name for name in (HUB, NIGHT) if is_open(oak, oak.contacts[name], now)] == [answers]
    first = contacts_for(oak, ["social-care"], ("north",), now)[0]
    assert (first.contact.id, first.open) == (answers, True), "who answers now stands first"


def test_the_emergency_number_answers_on_christmas_night(oak: Book) -> None:
    assert is_open(oak, oak.contacts["police-emergency"], at("2026-12-25T03:00")) is True


def test_a_contact_without_hours_is_neither_open_nor_closed(oak: Book) -> None:
    assert is_open(oak, oak.contacts["south-team"], at("2026-11-26T12:00")) is None
    assert opens_next(oak, oak.contacts["south-team"], at("2026-11-28T12:00")) is None


def test_a_line_that_is_open_on_bank_holidays_answers_then(oak: Book) -> None:
    hub = oak.contacts["north-hub"]
    assert hub.hours is not None
    always = replace(hub, hours=replace(hub.hours, open_on_bank_holidays=True))
    assert is_open(oak, always, at("2026-12-25T12:00")) is True
    assert opens_next(oak, always, at("2026-12-24T18:00")) == at("2026-12-25T08:45")


@pytest.mark.parametrize(
    ("now", "opens"),
    [
        pytest.param("2026-11-26T06:00", "2026-11-26T08:45", id="before opening, the same day"),
        pytest.param("2026-11-26T18:00", "2026-11-27T08:45", id="after closing, the next day"),
        pytest.param("2026-11-27T16:30", "2026-11-30T08:45", id="Friday night, on Monday"),
        pytest.param("2026-12-24T17:30", "2026-12-29T08:45", id="Christmas Eve, after the bank holidays"),
        pytest.param("2026-04-02T18:00", "2026-04-07T08:45", id="before Good Friday, after Easter Monday"),
    ],
)
def test_a_closed_contact_says_when_it_opens(oak: Book, now: str, opens: str) -> None:
    assert opens_next(oak, oak.contacts["north-hub"], at(now)) == at(opens)


def test_who_answers_out_of_hours_opens_when_the_office_closes(oak: Book) -> None:
    night = oak.contacts[NIGHT]
    assert is_open(oak, night, at("2026-11-26T12:00")) is False
    assert opens_next(oak, night, at("2026-11-26T12:00")) == at("2026-11-26T17:30")


def test_within_a_slot_the_printed_order_stands_while_both_answer(oak: Book) -> None:
    both = {
        name: replace(oak.contacts[name], hours=Hours(always=True)) for name in ("north-hub", "north-night")
    }
    book = replace(oak, contacts={**oak.contacts, **both})
    shown = contacts_for(book, ["social-care"], ("north",), at("2026-11-28T12:00"))
    assert [one.contact.id for one in shown] == ["north-hub", "north-night"]


@pytest.mark.parametrize(
    ("amount", "unit", "start", "end"),
    [
        pytest.param(4, "hours", "2026-11-27T22:30", "2026-11-28T02:30", id="hours run through the night"),
        pytest.param(48, "hours", "2026-11-27T16:30", "2026-11-29T16:30", id="hours run through the weekend"),
        pytest.param(
            24, "hours", "2026-10-24T16:00", "2026-10-25T15:00", id="the night that is an hour longer"
        ),
        pytest.param(
            24, "hours", "2026-03-28T16:00", "2026-03-29T17:00", id="the night that is an hour shorter"
        ),
        pytest.param(10, "days", "2026-11-20T09:00", "2026-11-30T09:00", id="days count weekends"),
        pytest.param(12, "weeks", "2026-10-05T09:00", "2026-12-28T09:00", id="weeks"),
        pytest.param(
            1, "working-days", "2026-11-25T10:00", "2026-11-26T10:00", id="a working day in mid-week"
        ),
        pytest.param(
            1, "working-days", "2026-11-27T16:30", "2026-11-30T16:30", id="a working day from Friday"
        ),
        pytest.param(
            1, "working-days", "2026-11-28T11:00", "2026-11-30T11:00", id="a working day from Saturday"
        ),
        pytest.param(
            1, "working-days", "2026-04-02T15:00", "2026-04-07T15:00", id="a working day over Easter"
        ),
        pytest.param(
            3, "working-days", "2026-12-23T15:00", "2026-12-30T15:00", id="working days over Christmas"
        ),
        pytest.param(
            5, "working-days", "2026-05-01T09:00", "2026-05-11T09:00", id="a week with a bank holiday"
        ),
        pytest.param(
            10, "school-days", "2026-11-20T09:00", "2026-12-04T09:00", id="school days without terms"
        ),
        pytest.param(1, "months", "2027-01-31T09:00", "2027-02-28T09:00", id="a month from the 31st"),
        pytest.param(1, "months", "2028-01-31T09:00", "2028-02-29T09:00", id="a month into a leap February"),
        pytest.param(1, "months", "2026-12-15T09:00", "2027-01-15T09:00", id="a month over the new year"),
        pytest.param(1, "months", "2026-11-30T09:00", "2026-12-30T09:00", id="a month into December"),
        pytest.param(2, "years", "2026-11-22T09:00", "2028-11-22T09:00", id="years"),
        pytest.param(1, "years", "2028-02-29T09:00", "2029-02-28T09:00", id="a year from 29 February"),
        pytest.param(4, "years", "2024-02-29T09:00", "2028-02-29T09:00", id="four years from 29 February"),
        pytest.param(25, "years", "2016-06-01T00:00", "2041-06-01T00:00", id="25 years from a birth"),
    ],
)
def test_a_limit_runs_out(calendar: Calendar, amount: float, unit: str, start: str, end: str) -> None:
    assert due(deadline(amount, unit), at(start), calendar) == at(end)


@pytest.mark.parametrize("unit", ["at-once", "soon"])
def test_at_once_and_soon_have_no_date(calendar: Calendar, unit: str) -> None:
    assert due(deadline(None, unit), at("2026-11-27T16:30"), calendar) is None


TERMS = ((date(2026, 9, 2), date(2026, 10, 23)), (date(2026, 11, 2), date(2026, 12, 18)))


@pytest.mark.parametrize(
    ("amount", "start", "end"),
    [
        pytest.param(1, "2026-10-22T09:00", "2026-10-23T09:00", id="inside a term"),
        pytest.param(1, "2026-10-23T09:00", "2026-11-02T09:00", id="over half-term"),
        pytest.param(10, "2026-10-16T09:00", "2026-11-06T09:00", id="ten days over half-term"),
    ],
)
def test_school_days_stop_in_the_holidays(calendar: Calendar, amount: float, start: str, end: str) -> None:
    terms = replace(calendar, terms=TERMS)
    assert due(deadline(amount, "school-days"), at(start), terms) == at(end)
    assert due(deadline(1, "working-days"), at("2026-10-23T09:00"), terms) == at("2026-10-26T09:00")


def test_no_date_is_given_past_the_terms_or_bank_holidays_that_are_known(calendar: Calendar) -> None:
    terms = replace(calendar, terms=TERMS)
    assert due(deadline(1, "school-days"), at("2026-12-18T09:00"), terms) is None
    last = datetime.combine(calendar.known_until, datetime.min.time())
    assert due(deadline(1, "working-days"), last, calendar) is None


def test_the_bank_holidays_reach_three_years_ahead(calendar: Calendar) -> None:
    assert date(2026, 12, 28) in calendar.bank_holidays
    assert date(2029, 12, 25) in calendar.bank_holidays
    assert date(2026, 12, 24) not in calendar.bank_holidays


@pytest.mark.parametrize(
    ("amount", "unit", "words"),
    [
        (48, "hours", "within 48 hours"),
        (1, "working-days", "within 1 working day"),
        (10, "school-days", "within 10 school days"),
        (0.5, "hours", "within 0.5 hours"),
        (None, "at-once", "at once"),
        (None, "soon", "as soon as possible"),
    ],
)
def test_a_limit_in_words(amount: float | None, unit: str, words: str) -> None:
    assert deadline_words(deadline(amount, unit)) == words


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        ("2026-11-27T16:30", "Friday 27 November 2026, 4.30pm"),
        ("2026-12-01T08:05", "Tuesday 1 December 2026, 8.05am"),
        ("2026-12-01T00:00", "Tuesday 1 December 2026, 12am"),
        ("2026-12-01T12:00", "Tuesday 1 December 2026, 12pm"),
    ],
)
def test_a_moment_in_words(moment: str, words: str) -> None:
    assert moment_words(at(moment)) == words


def test_hours_in_words(oak: Book) -> None:
    words = {name: hours_words(oak, oak.contacts[name]) for name in oak.contacts}
    assert words["north-hub"] == "Monday to Thursday 8.45am to 5.30pm, Friday 8.45am to 4.30pm"
    assert words["north-night"] == "When the North Hub is closed"
    assert words["police-emergency"] == "Day and night"
    assert words["south-team"] == ""


def test_hours_that_are_our_assumption_say_so(oak: Book) -> None:
    hub = oak.contacts["north-hub"]
    assert hub.hours is not None
    assumed = replace(hub, hours=replace(hub.hours, stated=False))
    assert hours_words(oak, assumed).endswith("(not confirmed)")


def test_who_answers_now_is_assumed_where_the_hours_behind_it_are(oak: Book) -> None:
    hub = oak.contacts["north-hub"]
    assert hub.hours is not None
    guessed = replace(hub, hours=replace(hub.hours, stated=False))
    book = replace(oak, contacts={**oak.contacts, "north-hub": guessed})
    words = {
        one.contact.id: one.state
        for one in contacts_for(book, ["social-care"], ("north",), at("2026-11-28T12:00"))
    }
    assert words["north-night"] == "Open now, while North Hub is closed (not confirmed)"
    assert words["north-hub"] == "Closed. Opens 8.45am on Monday (not confirmed)"
    printed = contacts_for(oak, ["social-care"], ("north",), at("2026-11-28T12:00"))
    assert not any("assume" in one.state for one in printed)


def test_a_one_off_bank_holiday_of_the_data_is_one_and_the_day_it_replaces_is_none(oak: Book) -> None:
    assert not is_working_day(date(2027, 5, 10), oak.calendar)
    assert is_working_day(date(2027, 5, 3), oak.calendar)
    assert not is_working_day(date(2026, 5, 4), oak.calendar)
    assert not is_open(oak, oak.contacts[HUB], at("2027-05-10T10:00"))


def test_when_school_ends_comes_from_the_setting(tiny: TinyData) -> None:
    tiny.edit(
        "settings/oak.yml", "kind: school\n", 'kind: school\nschool_day: {ends: "15:30", fri: "13:00"}\n'
    )
    calendar = tiny.book("oak").calendar
    assert school_ends(date(2026, 11, 26), calendar) == at("2026-11-26T15:30")
    assert school_ends(date(2026, 11, 27), calendar) == at("2026-11-27T13:00")
    assert school_ends(date(2026, 11, 28), calendar) is None
    assert tiny.book("elm").calendar.school_day_ends == ()
