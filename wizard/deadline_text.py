"""Deadlines in words: from when they count, when they run out, and what that assumes.

Plain text, so that the screen, the note, the terminal and the reminders say the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from wizard.advice import ShownDeadline
from wizard.model import Book, Deadline
from wizard.statements import Cite
from wizard.timing import (
    DAYS,
    END_OF_SCHOOL_DAY,
    anchor_kind,
    clock_time,
    day_words,
    deadline_words,
    is_counted,
    is_due_on_a_day,
    known_days,
    moment_words,
    school_ends,
)

WORKING_DAY = Cite("handbook", "working-day")
WORKING_DAY_WORDS = (
    "A working day is Monday to Friday, without England's bank holidays. "
    "School holidays count. The deadline is at the same time of day."
)


def when_words(moment: datetime, anchor: str) -> str:
    """A start in words; without its hour where the anchor is a day."""
    return day_words(moment) if anchor_kind(anchor).is_day else moment_words(moment)


LATEST = "at the latest"


def head_words(shown: ShownDeadline) -> str:
    """The deadline in words; of one whose act is due at once, that it is the latest moment."""
    words = deadline_words(shown.deadline)
    return f"{LATEST} {words}" if shown.latest and LATEST not in shown.deadline.say.lower() else words


def counted_from(book: Book, deadline: Deadline) -> str:
    """From when it counts: "counted from when you learned of it", "from now"; "" where nothing counts."""
    if not is_counted(deadline, book.calendar):
        return ""
    return "from now" if deadline.anchor == "now" else f"counted from {book.anchors[deadline.anchor]}"


def due_words(book: Book, shown: ShownDeadline, now: datetime) -> str:
    """When the deadline runs out, or why no date is given; "" where there is nothing to count."""
    deadline = shown.deadline
    if not is_counted(deadline, book.calendar) or shown.start is None:
        return ""
    if shown.due is None:
        return _unknown_words(book, deadline, shown.start)
    kind = anchor_kind(deadline.anchor)
    word = "until" if kind.lasts else "by"
    moment = day_words(shown.due) if is_due_on_a_day(deadline) else moment_words(shown.due)
    when = f"{word} {moment}."
    if not shown.given:
        return f"If you count from {'today' if kind.is_day else 'now'}: {when}"
    over = " This time has passed." if is_over(shown, now) else ""
    return f"{when[0].upper()}{when[1:]}{over}"


def is_over(shown: ShownDeadline, now: datetime) -> bool:
    """Whether the deadline has run out."""
    if shown.due is None:
        return False
    if is_due_on_a_day(shown.deadline):
        return shown.due.date() < now.date()
    return shown.due < now


def _unknown_words(book: Book, deadline: Deadline, start: datetime) -> str:
    if deadline.unit == END_OF_SCHOOL_DAY:
        over = school_ends(start.date(), book.calendar)
        why = "The school day has ended by then" if over else "That is no school day"
        return f"{why}. Our assumption: do it at once."
    first, last = known_days(deadline.unit, book.calendar)
    if deadline.unit == "school-days" and book.calendar.terms:
        what = "The term dates in this handbook"
    else:
        what = "The bank holidays in this handbook"
    span = f"{what} run from {day_words(first)} to {day_words(last)}"
    return f"{span}, so no date is given. Count the days yourself."


def extra_words(deadline: Deadline) -> Iterator[str]:
    """What else the deadline needs said: that it is an aim, and what is assumed."""
    if deadline.aim:
        yield "This is an aim, not a promise."
    if words := assumed_words(deadline):
        yield words


def assumed_words(deadline: Deadline) -> str:
    """What the deadline assumes; "" where it assumes nothing."""
    return f"Our assumption: {deadline.assumption}" if deadline.assumption else ""


def day_rules(book: Book, deadlines: Iterable[Deadline]) -> Iterator[tuple[str, Cite | None]]:
    """How days are counted, as far as these deadlines need it."""
    deadlines = [deadline for deadline in deadlines if is_counted(deadline, book.calendar)]
    units = {deadline.unit for deadline in deadlines}
    if END_OF_SCHOOL_DAY in units:
        yield _school_day_words(book), None
    if "working-days" in units:
        yield WORKING_DAY_WORDS, WORKING_DAY
    if "school-days" in units and book.calendar.terms:
        note = f" {book.calendar.terms_note}" if book.calendar.terms_note else ""
        yield f"School days are the working days in this setting's terms.{note}", None
    elif "school-days" in units:
        yield "This handbook holds no term dates, so every working day is counted as a school day.", None
    if any(
        anchor_kind(deadline.anchor).is_first_day for deadline in deadlines if deadline.amount is not None
    ):
        yield (
            "Our assumption: the first day of absence counts as day one. That gives the earliest date.",
            None,
        )


def _school_day_words(book: Book) -> str:
    """When the school day ends: "The school day ends at 3.30pm, on Friday at 1pm."."""
    ends = book.calendar.school_day_ends
    usual = max(ends, key=ends.count)
    other = (f"on {DAYS[day]} at {clock_time(end)}" for day, end in enumerate(ends) if end != usual)
    return f"The school day ends {', '.join((f'at {clock_time(usual)}', *other))}."


def anchors_to_ask(book: Book, deadlines: Iterable[ShownDeadline]) -> list[str]:
    """The anchors whose moment the reader may give, in the order of the deadlines."""
    asked = (shown.deadline.anchor for shown in deadlines if is_counted(shown.deadline, book.calendar))
    return [anchor for anchor in dict.fromkeys(asked) if anchor != "now"]
