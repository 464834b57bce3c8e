"""Who answers now, and due by when. All times are wall time in England, as naive datetimes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from wizard.contacts import DAY, Contact, Hours
from wizard.england import after_hours
from wizard.model import Book, Calendar, Deadline

WEEK = 7
SAME_DAY, END_OF_SCHOOL_DAY = "same-day", "end-of-school-day"
WITHOUT_AMOUNT: Mapping[str, str] = {
    "at-once": "at once",
    "soon": "as soon as possible",
    SAME_DAY: "the same day",
    END_OF_SCHOOL_DAY: "by the end of the school day",
    "at-induction": "at induction",
    "each-time": "each time",
}
FRIDAY = 4
LOOK_AHEAD_DAYS = 15  # longer than any run of closed days, Christmas included
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True, slots=True)
class AnchorKind:
    """What kind of moment a deadline counts from.

    `is_day`: a day, so neither an hour is asked nor one told. `is_past`: so far from now that "now" is no
    guess. `is_first_day`: the day is itself the first of those counted. `lasts`: the clock says how long
    something holds, and is no time to act by.
    """

    is_day: bool = False
    is_past: bool = False
    is_first_day: bool = False
    lasts: bool = False


# The anchors of slots.yml that are more than a moment near now.
ANCHOR_KINDS: Mapping[str, AnchorKind] = {
    "absence-start": AnchorKind(is_day=True, is_first_day=True),
    "birth": AnchorKind(is_day=True, is_past=True, lasts=True),
    "last-training": AnchorKind(is_day=True, is_past=True),
    "last-review": AnchorKind(is_day=True, is_past=True),
    "last-worker": AnchorKind(is_day=True, is_past=True, lasts=True),
    "start": AnchorKind(is_day=True, is_past=True),
    "leaving": AnchorKind(is_day=True, is_past=True),
    "term-start": AnchorKind(is_day=True, is_past=True),
    "stay-start": AnchorKind(is_day=True, is_past=True),
    "break-start": AnchorKind(is_day=True, is_past=True),
    "second-stage": AnchorKind(is_past=True),
    "third-stage": AnchorKind(is_past=True),
    "strategy-discussion": AnchorKind(is_past=True),
    "first-conference": AnchorKind(is_past=True),
    "move-notified": AnchorKind(is_past=True),
    "allegation-assessed": AnchorKind(is_past=True),
    "suspension": AnchorKind(is_past=True),
    "removal": AnchorKind(is_past=True),
}


def anchor_kind(anchor: str) -> AnchorKind:
    """The kind of an anchor: a moment near now, unless it is known to be another."""
    return ANCHOR_KINDS.get(anchor, AnchorKind())


def is_working_day(day: date, calendar: Calendar) -> bool:
    """Monday to Friday without England's bank holidays (decision working-day)."""
    return day.weekday() <= FRIDAY and day not in calendar.bank_holidays


def is_school_day(day: date, calendar: Calendar) -> bool:
    """A working day within the setting's terms; every working day where no terms are given."""
    in_term = not calendar.terms or any(start <= day <= end for start, end in calendar.terms)
    return in_term and is_working_day(day, calendar)


def is_open(book: Book, contact: Contact, now: datetime) -> bool | None:
    """Whether the contact answers now; None where its hours are not known."""
    hours = contact.hours
    if hours is None:
        return None
    if hours.always:
        return True
    if hours.outside:
        other = is_open(book, book.contacts[hours.outside], now)
        return None if other is None else not other
    return any(day and _answers(book, hours, day) for day in (o.day_of(now) for o in hours.weekly))


def _answers(book: Book, hours: Hours, day: date) -> bool:
    """Whether the hours of a usual week hold for what begins on this day."""
    return hours.open_on_bank_holidays or day not in book.calendar.bank_holidays


def is_assumed(book: Book, contact: Contact) -> bool:
    """Whether it is our assumption when the contact answers: its own hours, or those that it stands in for.

    That the police answer day and night is common knowledge, and no assumption of ours.
    """
    hours = contact.hours
    if hours is None or hours.always:
        return False
    return not hours.stated or (bool(hours.outside) and is_assumed(book, book.contacts[hours.outside]))


def opens_next(book: Book, contact: Contact, now: datetime) -> datetime | None:
    """When a contact that is closed now opens next; None where its hours do not tell."""
    hours = contact.hours
    if hours is None:
        return None
    if hours.outside:
        return _closes(book.contacts[hours.outside], now)
    for days_ahead in range(LOOK_AHEAD_DAYS):
        day = now.date() + timedelta(days=days_ahead)
        if not _answers(book, hours, day):
            continue
        for opening in sorted(hours.weekly, key=lambda o: o.start):
            start = datetime.combine(day, time(opening.start // 60, opening.start % 60))
            if opening.weekday == day.weekday() and start > now:
                return start
    return None


def _closes(contact: Contact, now: datetime) -> datetime | None:
    """When a contact that is open now by its weekly hours closes."""
    ends = (
        datetime.combine(day, time()) + timedelta(minutes=opening.end)
        for opening in (contact.hours.weekly if contact.hours else ())
        if (day := opening.day_of(now))
    )
    return next(ends, None)


def is_counted(deadline: Deadline, calendar: Calendar) -> bool:
    """Whether it runs out at a time that can be computed from its start."""
    if deadline.unit == END_OF_SCHOOL_DAY:
        return bool(calendar.school_day_ends)
    return deadline.amount is not None or deadline.unit == SAME_DAY


def is_due_on_a_day(deadline: Deadline) -> bool:
    """Whether it runs out with a day, so that no hour is shown."""
    return deadline.unit == SAME_DAY or (deadline.amount is not None and anchor_kind(deadline.anchor).is_day)


def school_ends(day: date, calendar: Calendar) -> datetime | None:
    """When school ends on this day; None where that is not known, or it is no school day."""
    if not calendar.school_day_ends or not is_school_day(day, calendar):
        return None
    return datetime.combine(day, time()) + timedelta(minutes=calendar.school_day_ends[day.weekday()])


def due(deadline: Deadline, start: datetime, calendar: Calendar) -> datetime | None:
    """When the deadline runs out, counted from `start`; None where nothing is counted.

    Working days and school days keep the hour of the start: Friday 16:30 and one working day is Monday
    16:30. No source says which hour of the day is meant, and this is the earliest reading. None as well where
    the count leaves the days that the calendar knows: a date that may be wrong is worse than none.
    """
    if deadline.amount is None:
        return _end_of_day(deadline.unit, start, calendar)
    amount = deadline.amount
    if deadline.unit == "hours":
        return after_hours(start, amount)
    if anchor_kind(deadline.anchor).is_first_day:
        start -= timedelta(days=1)
    if deadline.unit in {"days", "weeks"}:
        return start + timedelta(days=amount * (WEEK if deadline.unit == "weeks" else 1))
    if deadline.unit in {"months", "years"}:
        months = start.month - 1 + int(amount) * (12 if deadline.unit == "years" else 1)
        year, month = start.year + months // 12, months % 12 + 1
        day = min(start.day, (date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)).day)
        return start.replace(year=year, month=month, day=day)
    return _count(int(amount), deadline.unit, start, calendar)


def _end_of_day(unit: str, start: datetime, calendar: Calendar) -> datetime | None:
    """When a deadline without an amount runs out: with its first day, with school on that day, or never.

    After school, and on a day without, there is no end of the school day left to wait for.
    """
    if unit == SAME_DAY:
        return start
    ends = school_ends(start.date(), calendar) if unit == END_OF_SCHOOL_DAY else None
    return ends if ends and start <= ends else None


def known_days(unit: str, calendar: Calendar) -> tuple[date, date]:
    """The first and last day for which the calendar knows which days count."""
    if unit == "school-days" and calendar.terms:
        return calendar.terms[0][0], min(calendar.terms[-1][1], calendar.known_until)
    return calendar.known_from, calendar.known_until


def _count(left: int, unit: str, start: datetime, calendar: Calendar) -> datetime | None:
    counts = is_school_day if unit == "school-days" else is_working_day
    first, last = known_days(unit, calendar)
    if start.date() < first - timedelta(days=1):
        return None
    moment = start
    while left:
        moment += timedelta(days=1)
        if moment.date() > last:
            return None
        left -= counts(moment.date(), calendar)
    return moment


def deadline_words(deadline: Deadline) -> str:
    """The limit in words: "at once", "within 48 hours", "within 1 working day", "for 25 years"."""
    if deadline.amount is None:
        return WITHOUT_AMOUNT[deadline.unit]
    amount = f"{deadline.amount:g}"
    unit = deadline.unit.replace("-", " ")
    word = "for" if anchor_kind(deadline.anchor).lasts else "within"
    return f"{word} {amount} {unit.removesuffix('s') if deadline.amount == 1 else unit}"


def clock_time(minute: int) -> str:
    """A time of day in words: 525 is "8.45am"."""
    hour, rest = divmod(minute, 60)
    return f"{(hour - 1) % 12 + 1}{f'.{rest:02}' if rest else ''}{'am' if hour < 12 else 'pm'}"  # noqa: PLR2004 - noon


def day_words(day: date) -> str:
    """A day in words: "Friday 27 November 2026"."""
    return f"{DAYS[day.weekday()]} {day.day} {day:%B %Y}"


def moment_words(moment: datetime) -> str:
    """A moment in words: "Friday 27 November 2026, 4.30pm"."""
    return f"{day_words(moment)}, {clock_time(moment.hour * 60 + moment.minute)}"


def near_words(moment: datetime, now: datetime) -> str:
    """A moment to come in few words: "5pm today", "9am tomorrow", "9am on Monday 4 January"."""
    hour = clock_time(moment.hour * 60 + moment.minute)
    days = (moment.date() - now.date()).days
    if days <= 1:
        return f"{hour} {'tomorrow' if days else 'today'}"
    day = DAYS[moment.weekday()]
    return f"{hour} on {day}" if days < WEEK else f"{hour} on {day} {moment.day} {moment:%B}"


def hours_words(book: Book, contact: Contact) -> str:
    """The contact's hours in words; "" where none are known."""
    hours = contact.hours
    if hours is None:
        return ""
    if hours.always:
        return "Day and night"
    if hours.outside:
        words = f"When the {book.contacts[hours.outside].name} is closed"
    else:
        spans: dict[tuple[int, int], list[int]] = {}
        for opening in hours.weekly:
            spans.setdefault((opening.start, opening.end), []).append(opening.weekday)
        parts = [f"{_days(days)} {_span(*span)}" for span, days in spans.items()]
        words = ", ".join(parts)
    return words if hours.stated else f"{words} (not confirmed)"


def _span(start: int, end: int) -> str:
    if (start, end) == (0, DAY):
        return "all day"
    next_day = " the next day" if end > DAY else ""
    return f"{clock_time(start)} to {clock_time(end % DAY) if end % DAY else 'midnight'}{next_day}"


def _days(days: list[int]) -> str:
    ordered = sorted(days)
    if len(ordered) > 1 and ordered == list(range(ordered[0], ordered[-1] + 1)):
        return f"{DAYS[ordered[0]]} to {DAYS[ordered[-1]]}"
    return ", ".join(DAYS[day] for day in ordered)
