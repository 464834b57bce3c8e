"""The calendar file of reminders, read back by a library that knows the standard."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import icalendar
import pytest
import vobject

from wizard.advice import ShownDeadline, deadlines_for
from wizard.ics import reminders
from wizard.model import Book, Deadline

NOW = datetime.fromisoformat("2026-07-03T16:30")  # in summer time, a Friday
TEN_DAYS_AGO = datetime.fromisoformat("2026-06-24T00:00")


def deadline(amount: float | None, unit: str, anchor: str = "told", say: str = "Do it.") -> Deadline:
    return Deadline("c", say, amount, unit, anchor, aim=False, assumption="", cites=(), authority="own")


@pytest.fixture
def book(books: dict[str, Book]) -> Book:
    oak = books["oak"]
    return replace(oak, anchors={**oak.anchors, "birth": "the birth", "absence-start": "the first day away"})


def limits(
    book: Book, *deadlines: Deadline, now: datetime = NOW, **starts: datetime
) -> tuple[ShownDeadline, ...]:
    named = tuple(replace(one, id=f"{one.id}-{n}") for n, one in enumerate(deadlines))
    fill = replace(book.fills["north"], deadlines={"slot": named})
    given = {anchor.replace("_", "-"): start for anchor, start in starts.items()}
    return deadlines_for(replace(book, fills={"north": fill}), ["slot"], ("north",), now, given)


def events(text: str) -> list[Any]:
    return list(icalendar.Calendar.from_ical(text).walk("VEVENT"))


def triggers(event: Any) -> list[timedelta]:
    return [alarm.decoded("TRIGGER") for alarm in event.walk("VALARM")]


def rings(event: Any) -> list[datetime]:
    return [event.decoded("DTSTART") + trigger for trigger in triggers(event)]


@pytest.mark.parametrize(
    ("hours", "minutes_before"), [(48, 120), (4, 120), (3, 90), (1, 30), (0.5, 15), (0.05, 1)]
)
def test_an_alarm_rings_while_there_is_still_time_and_again_at_the_limit(
    book: Book, hours: float, minutes_before: int
) -> None:
    (event,) = events(reminders(book, limits(book, deadline(hours, "hours")), NOW))
    now = NOW.replace(tzinfo=UTC) - timedelta(hours=1)  # England's summer time
    due = event.decoded("DTSTART")
    assert due - now == timedelta(hours=hours)
    assert rings(event) == [due - timedelta(minutes=minutes_before), due]
    assert all(ring > now for ring in rings(event))


def test_with_less_than_two_minutes_left_it_rings_at_the_limit_alone(book: Book) -> None:
    (event,) = events(reminders(book, limits(book, deadline(0.02, "hours")), NOW))
    assert triggers(event) == [timedelta()]


def test_a_day_that_is_today_rings_later_today(book: Book) -> None:
    (event,) = events(
        reminders(book, limits(book, deadline(10, "days", "absence-start"), absence_start=TEN_DAYS_AGO), NOW)
    )
    assert event.decoded("DTSTART") == NOW.date()
    assert triggers(event) == [timedelta(hours=20, minutes=15)]  # half-way from 16:30 to midnight


def test_the_same_day_rings_while_it_lasts(book: Book) -> None:
    (event,) = events(reminders(book, limits(book, deadline(None, "same-day")), NOW))
    assert event.decoded("DTSTART") == NOW.date()
    assert triggers(event) == [timedelta(hours=20, minutes=15)]  # half-way from 16:30 to midnight


def test_the_end_of_the_school_day_rings_half_way_to_it_and_then(book: Book) -> None:
    mine = replace(book, calendar=replace(book.calendar, school_day_ends=(17 * 60 + 30,) * 5))
    (event,) = events(reminders(mine, limits(mine, deadline(None, "end-of-school-day")), NOW))
    assert event.decoded("DTSTART") == datetime(2026, 7, 3, 16, 30, tzinfo=UTC)
    assert triggers(event) == [timedelta(minutes=-30), timedelta()]


@pytest.mark.parametrize(
    ("start", "due_utc"),
    [
        pytest.param("2026-10-24T20:00", "2026-10-25T19:00", id="the night in October is an hour longer"),
        pytest.param("2027-03-27T20:00", "2027-03-28T20:00", id="the night in March is an hour shorter"),
        pytest.param("2026-10-24T01:30", "2026-10-25T00:30", id="the hour that comes twice"),
        pytest.param("2027-03-27T01:30", "2027-03-28T01:30", id="the hour that never comes"),
    ],
)
def test_across_a_change_of_clocks_the_moment_is_right_to_the_minute(
    book: Book, start: str, due_utc: str
) -> None:
    now = datetime.fromisoformat(start)
    (event,) = events(reminders(book, limits(book, deadline(24, "hours"), now=now), now))
    due = datetime.fromisoformat(due_utc).replace(tzinfo=UTC)
    assert event.decoded("DTSTART") == due
    assert rings(event) == [due - timedelta(hours=2), due]


def test_a_second_reader_finds_the_same_events(book: Book) -> None:
    said = "Ring “Ünïted”, then write; by 9" + " and on" * 30
    some = limits(book, deadline(3, "hours", say=said), deadline(10, "days", "absence-start"))
    found = vobject.readOne(reminders(book, some, NOW)).vevent_list
    hour, day = found
    assert hour.dtstart.value == datetime(2026, 7, 3, 18, 30, tzinfo=hour.dtstart.value.tzinfo)
    assert hour.dtstart.value.utcoffset() == timedelta()
    assert day.dtstart.value == date(2026, 7, 12)
    assert [event.duration.value > timedelta() for event in found] == [True, True]
    assert [alarm.trigger.value for alarm in hour.valarm_list] == [timedelta(minutes=-90), timedelta()]
    assert [alarm.trigger.value for alarm in day.valarm_list] == [timedelta(hours=9)]
    assert said in hour.description.value
    assert len({event.uid.value for event in found}) == 2


def test_a_limit_becomes_an_event_at_englands_hour_with_an_alarm_before_it(book: Book) -> None:
    (event,) = events(reminders(book, limits(book, deadline(48, "hours")), NOW))
    assert event.decoded("DTSTART") == datetime(2026, 7, 5, 15, 30, tzinfo=UTC)
    assert event.decoded("DTSTAMP") == datetime(2026, 7, 3, 15, 30, tzinfo=UTC)
    assert event.decoded("DURATION") > timedelta()
    assert triggers(event) == [timedelta(hours=-2), timedelta()]
    assert "Within 48 hours" in event["DESCRIPTION"]
    assert "Do it." in event["DESCRIPTION"]


def test_a_limit_that_is_a_day_becomes_a_whole_day_with_an_alarm_in_the_morning(book: Book) -> None:
    (event,) = events(reminders(book, limits(book, deadline(10, "days", "absence-start")), NOW))
    assert event.decoded("DTSTART") == date(2026, 7, 12)
    assert event.decoded("DURATION") == timedelta(days=1)
    assert triggers(event) == [timedelta(hours=9)]


def test_what_is_over_at_once_or_lasting_gets_no_reminder(book: Book) -> None:
    none = limits(
        book,
        deadline(None, "at-once"),
        deadline(4, "hours", "call"),
        deadline(25, "years", "birth"),
        call=datetime.fromisoformat("2026-07-01T09:00"),
        birth=datetime.fromisoformat("2012-07-01"),
    )
    assert reminders(book, none, NOW) == ""
    some = reminders(book, (*none, *limits(book, deadline(1, "hours"))), NOW)
    assert len(events(some)) == 1


def test_lines_are_short_and_end_as_the_standard_wants(book: Book) -> None:
    said = "Ring “Ünïted”, then write; use a back\\slash: ☎☎☎" + " and on" * 30
    text = reminders(book, limits(book, deadline(48, "hours", say=said)), NOW)
    assert text.endswith("END:VCALENDAR\r\n")
    lines = text.encode().split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert b"\n" not in b"".join(lines)
    assert said in events(text)[0]["DESCRIPTION"]


def test_titles_say_nothing_of_what_it_is_about(book: Book) -> None:
    some = limits(book, deadline(4, "hours"), deadline(2, "working-days"))
    found = events(reminders(book, some, NOW))
    assert [str(event["SUMMARY"]) for event in found] == [
        "Safeguarding reminder 1 of 2",
        "Safeguarding reminder 2 of 2",
    ]
    assert {str(event["CLASS"]) for event in found} == {"PRIVATE"}


def test_the_same_moment_gives_the_same_file_and_every_event_its_own_id(book: Book) -> None:
    some = limits(book, deadline(4, "hours"), deadline(4, "hours"))
    text = reminders(book, some, NOW)
    assert text == reminders(book, some, NOW)
    assert len({str(event["UID"]) for event in events(text)}) == 2
