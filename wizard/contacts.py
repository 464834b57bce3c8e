"""Whom a reader can turn to: services and roles, with their numbers and hours."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from wizard.statements import Cite, Statement

EXTENSION = re.compile(r"[\s,;]*\b(?:extension|ext\.?|x)\s*([0-9]{1,8})$", re.IGNORECASE)
"""What follows a phone number that is answered by a switchboard: "ext 12"."""


DAY = 24 * 60
"""Minutes."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number or address with the state of its checking. Superseded ones never get here.

    `checked` says when it was seen, in words, `checked_on` is that day ("" where nobody has looked);
    `against` says on which page ("" where it was not seen again).
    """

    value: str
    kind: str
    label: str
    status: str
    checked: str
    against: str
    checked_on: str = ""

    @property
    def said(self) -> str:
        """The number as it is shown: one that takes texts says so."""
        return f"text {self.value}" if self.kind == "text" else self.value


@dataclass(frozen=True, slots=True)
class Opening:
    """One stretch of a week: weekday (Monday is 0), start and end in minutes of the day.

    An end beyond the day's last minute is on the next day.
    """

    weekday: int
    start: int
    end: int

    def day_of(self, now: datetime) -> date | None:
        """The day on which it began, if it is going on; else None."""
        minute = now.hour * 60 + now.minute
        for back in (0, 1):
            day = now.date() - timedelta(days=back)
            if day.weekday() == self.weekday and self.start <= minute + back * DAY < self.end:
                return day
        return None


@dataclass(frozen=True, slots=True)
class Hours:
    """When a contact answers. Exactly one of `always`, `outside` and `weekly` is set.

    `stated` is False where no source prints today's hours and they are our assumption.
    """

    always: bool = False
    outside: str = ""
    weekly: tuple[Opening, ...] = ()
    open_on_bank_holidays: bool = False
    stated: bool = True


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who holds a role: "" where no name or extension is given."""

    name: str
    extension: str
    numbers: tuple[Number, ...]

    @property
    def words(self) -> str:
        """Who it is, with the extension inside the setting."""
        extension = f"extension {self.extension}" if self.extension else ""
        return ", ".join(filter(None, (self.name, extension)))

    @property
    def reach(self) -> str:
        """The same with every number and address, for where nothing can be tapped."""
        return ", ".join(filter(None, (self.words, *(number.said for number in self.numbers))))


@dataclass(frozen=True, slots=True)
class Contact:
    """A service, or a role in the setting (kind `role`) with its people, that a reader may turn to.

    `authority` is that of the documents which name it, "" where none does.
    """

    id: str
    name: str
    kind: str
    use: str
    numbers: tuple[Number, ...]
    hours: Hours | None
    cites: tuple[Cite, ...]
    authority: str
    notes: tuple[Statement, ...] = ()
    people: tuple[Person, ...] = ()

    @property
    def holder(self) -> str:
        """Who holds the role, in words."""
        return "; ".join(filter(None, (person.words for person in self.people)))

    @property
    def reach(self) -> str:
        """Who holds the role and how to reach them, in words."""
        return "; ".join(filter(None, (person.reach for person in self.people)))


def has_phone(contact: Contact) -> bool:
    """Whether it can be rung."""
    return any(number.kind == "phone" for number in contact.numbers)
