"""Reminders of an outcome's deadlines as a calendar file (RFC 5545). It names nobody.

Titles say nothing of what it is about: calendars are shared, and shown on screens that others see.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, time, timedelta

from wizard.advice import ShownDeadline
from wizard.deadline_text import counted_from, is_over
from wizard.england import to_utc
from wizard.model import Book
from wizard.timing import anchor_kind, deadline_words, is_due_on_a_day

WIDTH = 75  # octets in a line; the rest goes on in the next
AHEAD = timedelta(hours=2)  # before a deadline, where there is that much time
MORNING = timedelta(hours=9)  # on the day of a deadline that is a day
WHOLE_DAY = timedelta(days=1)
LASTS = "PT15M"  # a deadline is a moment, and some calendars show no event without a length


def upcoming(deadlines: Sequence[ShownDeadline], now: datetime) -> list[ShownDeadline]:
    """The deadlines worth a reminder: those with a time to act by that has not passed."""
    return [
        deadline
        for deadline in deadlines
        if deadline.due and not anchor_kind(deadline.deadline.anchor).lasts and not is_over(deadline, now)
    ]


def reminders(book: Book, deadlines: Sequence[ShownDeadline], now: datetime) -> str:
    """The calendar file, an event with an alarm for each deadline to come; "" where there is none."""
    chosen = upcoming(deadlines, now)
    if not chosen:
        return ""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Safeguarding handbook//Reminders//EN",
        "CALSCALE:GREGORIAN",
    ]
    for place, shown in enumerate(chosen, 1):
        lines += _event(book, shown, now, f"{place} of {len(chosen)}")
    lines.append("END:VCALENDAR")
    return "".join(part for line in lines for part in _folded(line))


def _event(book: Book, shown: ShownDeadline, now: datetime, place: str) -> Iterator[str]:
    assert shown.due is not None  # noqa: S101 - `upcoming` gives no other
    deadline = shown.deadline
    a_day = is_due_on_a_day(deadline)
    # In UTC a moment is the same in every calendar, also in the nights when clocks change.
    due = f"{shown.due:%Y%m%d}" if a_day else f"{to_utc(shown.due):%Y%m%dT%H%M%SZ}"
    title = f"Safeguarding reminder {place}"
    words = f"{deadline_words(deadline).capitalize()}, {counted_from(book, deadline)}: {deadline.say}"
    yield "BEGIN:VEVENT"
    yield f"UID:{now:%Y%m%dT%H%M%S}-{due}-{deadline.id}@{book.setting}.safeguarding-handbook"
    yield f"DTSTAMP:{to_utc(now):%Y%m%dT%H%M%SZ}"
    yield f"DTSTART;VALUE=DATE:{due}" if a_day else f"DTSTART:{due}"
    yield f"DURATION:{'P1D' if a_day else LASTS}"
    yield f"SUMMARY:{_text(title)}"
    yield f"DESCRIPTION:{_text(words)}"
    yield "CLASS:PRIVATE"
    yield "TRANSP:TRANSPARENT"
    for trigger in _day_alarms(shown.due, now) if a_day else _alarms(shown.due, now):
        yield "BEGIN:VALARM"
        yield "ACTION:DISPLAY"
        yield f"TRIGGER:{_duration(trigger)}"
        yield f"DESCRIPTION:{_text(title)}"
        yield "END:VALARM"
    yield "END:VEVENT"


def _alarms(due: datetime, now: datetime) -> Iterator[timedelta]:
    """When a calendar rings, as the time before a deadline: while there is time, and at the deadline."""
    before = min(AHEAD, (to_utc(due) - to_utc(now)) / 2)
    if before >= timedelta(minutes=1):
        yield -before
    yield timedelta()


def _day_alarms(due: datetime, now: datetime) -> Iterator[timedelta]:
    """When it rings on the day of a deadline: in the morning, else half-way through the rest of it."""
    gone = now - datetime.combine(due, time())
    yield MORNING if gone < MORNING else gone + (WHOLE_DAY - gone) / 2


def _duration(span: timedelta) -> str:
    """So many whole minutes, as calendars write them."""
    sign = "-" if span < timedelta() else ""
    return f"{sign}PT{abs(span) // timedelta(minutes=1)}M"


def _text(words: str) -> str:
    for plain, written in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        words = words.replace(plain, written)
    return words


def _folded(line: str) -> Iterator[str]:
    """The line in pieces of at most 75 octets, no letter cut in two."""
    piece, room = "", WIDTH
    for letter in line:
        octets = len(letter.encode())
        if octets > room:
            yield f"{piece}\r\n"
            piece, room = " ", WIDTH - 1
        piece += letter
        room -= octets
    yield f"{piece}\r\n"
