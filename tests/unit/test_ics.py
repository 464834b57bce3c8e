"""The calendar file of reminders, read back by a library that knows the standard."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import icalendar
import pytest

from wizard.advice import ShownClock, clocks_for
from wizard.ics import reminders
from wizard.model import Book, Clock

NOW = datetime.fromisoformat("2026-07-03T16:30")  # in summer time, a Friday


def clock(amount: float | None, unit: str, anchor: str = "told", say: str = "Do it.") -> Clock:
    return Clock("c", say, amount, unit, anchor, aim=False, assumption="", cites=(), mark="own")


@pytest.fixture
def book(books: dict[str, Book]) -> Book:
    oak = books["oak"]
    return replace(oak, anchors={**oak.anchors, "birth": "the birth", "absence-start": "the first day away"})


def limits(book: Book, *clocks: Clock, **starts: datetime) -> tuple[ShownClock, ...]:
    named = tuple(replace(one, id=f"{one.id}-{n}") for n, one in enumerate(clocks))
    fill = replace(book.fills["north"], clocks={"slot": named})
    given = {anchor.replace("_", "-"): start for anchor, start in starts.items()}
    return clocks_for(replace(book, fills={"north": fill}), ["slot"], ("north",), NOW, given)


def events(text: str) -> list[Any]:
    return list(icalendar.Calendar.from_ical(text).walk("VEVENT"))


def test_a_limit_becomes_an_event_at_englands_hour_with_an_alarm_before_it(book: Book) -> None:
    (event,) = events(reminders(book, limits(book, clock(48, "hours")), NOW))
    due = event.decoded("DTSTART")
    assert due.replace(tzinfo=None) == datetime.fromisoformat("2026-07-05T16:30")
    assert due.utcoffset() == timedelta(hours=1)
    assert event.decoded("DTSTAMP") == datetime(2026, 7, 3, 15, 30, tzinfo=UTC)
    (alarm,) = event.walk("VALARM")
    assert alarm.decoded("TRIGGER") == timedelta(hours=-2)
    assert "Within 48 hours" in event["DESCRIPTION"]
    assert "Do it." in event["DESCRIPTION"]


def test_a_limit_that_is_a_day_becomes_a_whole_day_with_an_alarm_in_the_morning(book: Book) -> None:
    (event,) = events(reminders(book, limits(book, clock(10, "days", "absence-start")), NOW))
    assert event.decoded("DTSTART") == date(2026, 7, 12)
    (alarm,) = event.walk("VALARM")
    assert alarm.decoded("TRIGGER") == timedelta(hours=9)


def test_what_is_over_at_once_or_lasting_gets_no_reminder(book: Book) -> None:
    none = limits(
        book,
        clock(None, "at-once"),
        clock(4, "hours", "call"),
        clock(25, "years", "birth"),
        call=datetime.fromisoformat("2026-07-01T09:00"),
        birth=datetime.fromisoformat("2012-07-01"),
    )
    assert reminders(book, none, NOW) == ""
    some = reminders(book, (*none, *limits(book, clock(1, "hours"))), NOW)
    assert len(events(some)) == 1


def test_lines_are_short_and_end_as_the_standard_wants(book: Book) -> None:
    said = "Ring “Ünïted”, then write; use a back\\slash: ☎☎☎" + " and on" * 30
    text = reminders(book, limits(book, clock(48, "hours", say=said)), NOW)
    assert text.endswith("END:VCALENDAR\r\n")
    lines = text.encode().split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert b"\n" not in b"".join(lines)
    assert said in events(text)[0]["DESCRIPTION"]


def test_titles_say_nothing_of_what_it_is_about(book: Book) -> None:
    some = limits(book, clock(4, "hours"), clock(2, "working-days"))
    found = events(reminders(book, some, NOW))
    assert [str(event["SUMMARY"]) for event in found] == [
        "Safeguarding reminder 1 of 2",
        "Safeguarding reminder 2 of 2",
    ]
    assert {str(event["CLASS"]) for event in found} == {"PRIVATE"}


def test_the_same_moment_gives_the_same_file_and_every_event_its_own_id(book: Book) -> None:
    some = limits(book, clock(4, "hours"), clock(4, "hours"))
    text = reminders(book, some, NOW)
    assert text == reminders(book, some, NOW)
    assert len({str(event["UID"]) for event in events(text)}) == 2
