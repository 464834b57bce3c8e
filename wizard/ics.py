"""Reminders of an outcome's time limits as a calendar file (RFC 5545). It names nobody.

Titles say nothing of what it is about: calendars are shared, and shown on screens that others see.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from wizard.advice import ShownClock
from wizard.england import to_utc
from wizard.limits import counted_from, is_over
from wizard.model import Book
from wizard.timing import anchor_kind, limit_words

ZONE = "Europe/London"
WIDTH = 75  # octets in a line; the rest goes on in the next
AHEAD = "-PT2H"  # before a limit with an hour
MORNING = "PT9H"  # on the morning of a limit that is a day

# The rule of wizard.england, in the calendar's own words.
TIME_ZONE = (
    "BEGIN:VTIMEZONE",
    f"TZID:{ZONE}",
    "BEGIN:DAYLIGHT",
    "DTSTART:19960331T010000",
    "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
    "TZOFFSETFROM:+0000",
    "TZOFFSETTO:+0100",
    "TZNAME:BST",
    "END:DAYLIGHT",
    "BEGIN:STANDARD",
    "DTSTART:19961027T020000",
    "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
    "TZOFFSETFROM:+0100",
    "TZOFFSETTO:+0000",
    "TZNAME:GMT",
    "END:STANDARD",
    "END:VTIMEZONE",
)


def ahead(clocks: Sequence[ShownClock], now: datetime) -> list[ShownClock]:
    """The limits worth a reminder: those with a time to act by that has not passed."""
    return [
        one for one in clocks if one.due and not anchor_kind(one.clock.anchor).lasts and not is_over(one, now)
    ]


def reminders(book: Book, clocks: Sequence[ShownClock], now: datetime) -> str:
    """The calendar file, an event with an alarm for each limit ahead; "" where there is none."""
    chosen = ahead(clocks, now)
    if not chosen:
        return ""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Safeguarding handbook//Reminders//EN",
        "CALSCALE:GREGORIAN",
        *TIME_ZONE,
    ]
    for place, shown in enumerate(chosen, 1):
        lines += _event(book, shown, now, f"{place} of {len(chosen)}")
    lines.append("END:VCALENDAR")
    return "".join(part for line in lines for part in _folded(line))


def _event(book: Book, shown: ShownClock, now: datetime, place: str) -> Iterator[str]:
    assert shown.due is not None  # noqa: S101 - `ahead` gives no other
    clock = shown.clock
    a_day = anchor_kind(clock.anchor).is_day
    due = f"{shown.due:%Y%m%d}" if a_day else f"{shown.due:%Y%m%dT%H%M%S}"
    title = f"Safeguarding reminder {place}"
    words = f"{limit_words(clock).capitalize()}, {counted_from(book, clock)}: {clock.say}"
    yield "BEGIN:VEVENT"
    yield f"UID:{now:%Y%m%dT%H%M%S}-{due}-{clock.id}@{book.setting}.safeguarding-handbook"
    yield f"DTSTAMP:{to_utc(now):%Y%m%dT%H%M%SZ}"
    yield f"DTSTART;VALUE=DATE:{due}" if a_day else f"DTSTART;TZID={ZONE}:{due}"
    yield f"SUMMARY:{_text(title)}"
    yield f"DESCRIPTION:{_text(words)}"
    yield "CLASS:PRIVATE"
    yield "TRANSP:TRANSPARENT"
    yield "BEGIN:VALARM"
    yield "ACTION:DISPLAY"
    yield f"TRIGGER:{MORNING if a_day else AHEAD}"
    yield f"DESCRIPTION:{_text(title)}"
    yield "END:VALARM"
    yield "END:VEVENT"


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
