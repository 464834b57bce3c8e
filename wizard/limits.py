"""Time limits in words: from when they count, when they run out, and what that assumes.

Plain text, so that the screen, the note, the terminal and the reminders say the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from wizard.advice import ShownClock
from wizard.model import Book, Cite, Clock
from wizard.timing import anchor_kind, day_words, known_days, moment_words

WORKING_DAY = Cite("handbook", "working-day")
WORKING_DAY_WORDS = (
    "A working day is Monday to Friday, without England's bank holidays. "
    "School holidays count. The deadline is at the same time of day."
)


def when_words(moment: datetime, anchor: str) -> str:
    """A moment in words; without its hour where the anchor is a day."""
    return day_words(moment) if anchor_kind(anchor).is_day else moment_words(moment)


def counted_from(book: Book, clock: Clock) -> str:
    """From when it counts: "counted from when you learned of it", "from now"; "" where nothing counts."""
    if clock.amount is None:
        return ""
    return "from now" if clock.anchor == "now" else f"counted from {book.anchors[clock.anchor]}"


def due_words(book: Book, shown: ShownClock, now: datetime) -> str:
    """When the limit runs out, or why no date is given; "" where there is nothing to count."""
    clock = shown.clock
    if clock.amount is None or shown.start is None:
        return ""
    if shown.due is None:
        return _unknown_words(book, clock)
    kind = anchor_kind(clock.anchor)
    word = "until" if kind.lasts else "by"
    when = f"{word} {when_words(shown.due, clock.anchor)}."
    if not shown.given:
        return f"If you count from {'today' if kind.is_day else 'now'}: {when}"
    over = " This time has passed." if is_over(shown, now) else ""
    return f"{when[0].upper()}{when[1:]}{over}"


def is_over(shown: ShownClock, now: datetime) -> bool:
    """Whether the limit has run out."""
    if shown.due is None:
        return False
    if anchor_kind(shown.clock.anchor).is_day:
        return shown.due.date() < now.date()
    return shown.due < now


def _unknown_words(book: Book, clock: Clock) -> str:
    first, last = known_days(clock.unit, book.calendar)
    if clock.unit == "school-days" and book.calendar.terms:
        what = "The term dates in this handbook"
    else:
        what = "The bank holidays in this handbook"
    span = f"{what} run from {day_words(first)} to {day_words(last)}"
    return f"{span}, so no date is given. Count the days yourself."


def extra_words(clock: Clock) -> Iterator[str]:
    """What else the limit needs said: that it is an aim, and what is assumed."""
    if clock.aim:
        yield "This is an aim, not a promise."
    if words := assumed_words(clock):
        yield words


def assumed_words(clock: Clock) -> str:
    """What the limit assumes; "" where it assumes nothing."""
    return f"Our assumption: {clock.assumption}" if clock.assumption else ""


def day_rules(book: Book, clocks: Iterable[Clock]) -> Iterator[tuple[str, Cite | None]]:
    """How days are counted, as far as these limits need it."""
    clocks = [clock for clock in clocks if clock.amount is not None]
    units = {clock.unit for clock in clocks}
    if "working-days" in units:
        yield WORKING_DAY_WORDS, WORKING_DAY
    if "school-days" in units and book.calendar.terms:
        note = f" {book.calendar.terms_note}" if book.calendar.terms_note else ""
        yield f"School days are the working days in this setting's terms.{note}", None
    elif "school-days" in units:
        yield "This handbook holds no term dates, so every working day is counted as a school day.", None
    if any(anchor_kind(clock.anchor).is_first_day for clock in clocks):
        yield (
            "Our assumption: the first day of absence counts as day one. That gives the earliest date.",
            None,
        )


def anchors_to_ask(clocks: Iterable[ShownClock]) -> list[str]:
    """The anchors whose moment the reader may give, in the order of the limits."""
    asked = (one.clock.anchor for one in clocks if one.clock.amount is not None)
    return [anchor for anchor in dict.fromkeys(asked) if anchor != "now"]
