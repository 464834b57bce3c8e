"""The book: one setting's data, resolved and frozen, as the engine uses it.

`handbook.book` writes it as JSON, with every layer merged, every condition on the setting decided and every
line that does not hold for the setting left out. `loading` reads it back. Nothing here knows files or YAML.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from wizard.contacts import Contact
from wizard.statements import Cite, Line, Statement

URGENCIES = ("emergency", "now", "today", "soon", "know")
"""From most to least urgent; the order is the meaning."""

URGENCY_WORDS: Mapping[str, str] = {
    "emergency": "Emergency",
    "now": "At once",
    "today": "Today",
    "soon": "This week",
    "know": "Good to know",
}


@dataclass(frozen=True, slots=True)
class Deadline:
    """A deadline. With an `amount` it counts `unit`s.

    Without: at-once, soon, at-induction and each-time count nothing; same-day and end-of-school-day end with
    the day on which they begin.

    Units: hours (of real time); days, working-days, school-days, weeks, months, years (to the same hour).
    """

    id: str
    say: str
    amount: float | None
    unit: str
    anchor: str
    aim: bool
    assumption: str
    cites: tuple[Cite, ...]
    authority: str


@dataclass(frozen=True, slots=True)
class Gap:
    """What a reader is told where nothing fills a slot; `lead` is what the safeguarding lead is told.

    `silent` is said of the setting's document only where somebody looked in it and found nothing.
    """

    slot: str
    title: str
    text: str
    fallback: tuple[str, ...]
    cites: tuple[Cite, ...]
    lead: str
    silent: str = ""


@dataclass(frozen=True, slots=True)
class Fill:
    """What the slots hold for one area of the setting."""

    contacts: Mapping[str, tuple[str, ...]]
    deadlines: Mapping[str, tuple[Deadline, ...]]
    rules: Mapping[str, tuple[Statement, ...]]
    gaps: Mapping[str, Gap]


@dataclass(frozen=True, slots=True)
class Option:
    """An answer. `then` is a question or outcome of the same flow, or `flow:<id>`.

    `means` are the answers to other shared questions that it holds already: they are not asked after it.
    """

    id: str
    say: str
    hint: str
    then: str
    means: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """One question. `shared` is the name of a question that several flows ask, else "".

    It is not asked again where it was answered earlier on the path, under whichever `id`: a flow may have it
    in two places. `for_lead`: only the safeguarding lead gets here.
    """

    id: str
    ask: str
    help: str
    rules: tuple[str, ...]
    options: tuple[Option, ...]
    shared: str
    related: tuple[str, ...]
    for_lead: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """Where a flow ends: what to do, in order, and what it rests on.

    `call` are those of the `contacts` whom the first action tells to ring.
    `for_lead`: only the lead gets here. `lead_away`: only who cannot reach the lead does. `overdue`: what its
    limits count from lies in the past, so none of them is counted from now.
    """

    id: str
    title: str
    urgency: str
    first: Statement
    actions: tuple[Line, ...]
    contacts: tuple[str, ...]
    deadlines: tuple[str, ...]
    dont: tuple[Statement, ...]
    parents: Line | None
    record: Line | None
    next: tuple[Line, ...]
    related: tuple[str, ...]
    for_lead: bool = False
    lead_away: bool = False
    overdue: bool = False
    call: tuple[str, ...] = ()

    @property
    def reader(self) -> dict[str, bool]:
        """In whose words its lines are, as `rule_lines` asks."""
        return {"for_lead": self.for_lead, "lead_away": self.lead_away}


@dataclass(frozen=True, slots=True)
class Flow:
    """One decision tree."""

    id: str
    title: str
    about: str
    start: str
    questions: Mapping[str, Question]
    outcomes: Mapping[str, Outcome]


@dataclass(frozen=True, slots=True)
class Page:
    """A handbook page that a step may point to, by its path from the site's root."""

    title: str
    path: str


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days that deadlines need, terms in their order; `terms_note` says where these are from.

    `school_day_ends` holds the minute of the day at which school ends, from Monday on; nothing where the
    setting does not say.
    """

    bank_holidays: frozenset[date]
    terms: tuple[tuple[date, date], ...]
    known_from: date
    known_until: date
    terms_note: str
    school_day_ends: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Level:
    """One level of need: what it means, whether parents must agree, how to send it.

    `contacts` are the slots and contacts to turn to, `flow` the one that goes on from there.
    """

    id: str
    number: int
    name: str
    means: tuple[Statement, ...]
    consent: tuple[Statement, ...]
    route: tuple[Statement, ...]
    contacts: tuple[str, ...] = ()
    flow: str = ""


@dataclass(frozen=True, slots=True)
class Indicator:
    """A sign that an area's table prints under a level, in one of its domains."""

    id: str
    level: int
    domain: str
    statement: Statement


@dataclass(frozen=True, slots=True)
class Domain:
    """A group of indicators; `ours` where its label is not the table's own."""

    id: str
    title: str
    ours: bool


@dataclass(frozen=True, slots=True)
class Levels:
    """An area's levels of need. `pairs` set an indicator beside a more serious one of its kind.

    `limits` say how the indicators may not be used.
    """

    area: str
    title: str
    levels: tuple[Level, ...]
    domains: tuple[Domain, ...]
    indicators: tuple[Indicator, ...]
    pairs: tuple[tuple[str, str], ...]
    limits: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Area:
    """An area the setting works with."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Book:
    """Everything the wizard says in one setting; `caution` is what every copy taken from it must say.

    `slots` are the titles of rule slots, `reasons` say why a reading of our own is what it is.
    `council_slots` are the contact slots that a council fills, `told_slots` those of limits for what a
    reader tells or writes.
    """

    version: str
    setting: str
    name: str
    kind: str
    document: str
    areas: tuple[Area, ...]
    contacts: Mapping[str, Contact]
    fills: Mapping[str, Fill]
    anchors: Mapping[str, str]
    sources: Mapping[str, str]
    flows: Mapping[str, Flow]
    pages: Mapping[str, Page]
    calendar: Calendar
    caution: str
    levels: Mapping[str, Levels]
    slots: Mapping[str, str]
    reasons: Mapping[str, str]
    council_slots: frozenset[str]
    told_slots: frozenset[str]

    def area_name(self, area: str) -> str:
        """The area's name in words, or "" for a setting without one."""
        return next((known.name for known in self.areas if known.id == area), "")
