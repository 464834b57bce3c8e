"""The moments that matter: a minute before and after every opening hour, on every day of a week and every
bank holiday. What is shown depends on the time only through who answers, so moments at which the same
contacts answer are one case; a sample of the others is shown to agree."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from wizard.model import Book
from wizard.timing import is_open

MONDAY = date(2026, 11, 23)  # a week without a bank holiday
NOON = 12 * 60

State = tuple[bool | None, ...]


def minutes(book: Book) -> list[int]:
    """Each opening and closing minute and the one before it, and noon and the ends of the day."""
    found = {0, NOON, 24 * 60 - 1}
    for contact in book.contacts.values():
        for opening in contact.hours.weekly if contact.hours else ():
            found |= {opening.start - 1, opening.start, opening.end - 1, opening.end}
    return sorted(minute for minute in found if 0 <= minute < 24 * 60)


def days(book: Book) -> list[date]:
    """A plain week, every bank holiday that is known, and the days around each."""
    week = [MONDAY + timedelta(days=ahead) for ahead in range(7)]
    around = {day + timedelta(days=ahead) for day in book.calendar.bank_holidays for ahead in (-1, 0, 1)}
    return sorted({*week, *around})


def moments(book: Book) -> Iterator[datetime]:
    """Every one of those minutes on every one of those days."""
    at = minutes(book)
    for day in days(book):
        for minute in at:
            yield datetime.combine(day, time(minute // 60, minute % 60))


def state(book: Book, now: datetime) -> State:
    """Who answers then."""
    return tuple(is_open(book, contact, now) for contact in book.contacts.values() if contact.hours)


def cases(book: Book) -> dict[State, list[datetime]]:
    """The moments by who answers."""
    found: dict[State, list[datetime]] = {}
    for now in moments(book):
        found.setdefault(state(book, now), []).append(now)
    return found
