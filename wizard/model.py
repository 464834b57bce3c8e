"""The book: one setting's data, resolved and frozen, as the engine uses it.

`handbook.book` writes it as JSON, with every layer merged, every condition on the setting decided and every
line that does not hold for the setting left out. `load` reads it back. Nothing here knows files or YAML.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, TypeVar

URGENCIES = ("emergency", "now", "today", "soon", "know")
"""From most to least urgent; the order is the meaning."""

URGENCY_WORDS: Mapping[str, str] = {
    "emergency": "Emergency",
    "now": "At once",
    "today": "Today",
    "soon": "This week",
    "know": "Good to know",
}

EXTENSION = re.compile(r"[\s,;]*\b(?:extension|ext\.?|x)\s*([0-9]{1,8})$", re.IGNORECASE)
"""What follows a phone number that is answered by a switchboard: "ext 12"."""

HANDBOOK = "handbook"
"""The source of our own readings; its sections are names."""

DAY = 24 * 60
"""Minutes."""

Data = Mapping[str, Any]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Cite:
    """A citation: where a line is written."""

    source: str
    section: str

    @property
    def place(self) -> str:
        """The section in words: by its number or its title; a reading of our own by its name."""
        if self.source == HANDBOOK:
            return self.section.replace("-", " ")
        return f"section {self.section}" if self.section.isdecimal() else self.section

    def words(self, names: Mapping[str, str]) -> str:
        """The source, by its name among those of all sources, and the place in it."""
        return f"{names[self.source]}, {self.place}"


@dataclass(frozen=True, slots=True)
class Statement:
    """One line a reader may act on.

    `mark` says what it rests on: `own` (the setting's document), `area`, `national`, or `reading` (our own
    reading, where the documents are silent). `areas` is empty where it holds in all of the setting's areas.
    `lead` is what the safeguarding lead reads in its place: nobody is sent to themselves. "" leaves the line
    out for the lead, None leaves it as it is.
    """

    text: str
    cites: tuple[Cite, ...]
    mark: str
    areas: tuple[str, ...] = ()
    lead: str | None = None

    def holds_in(self, area: str) -> bool:
        """Whether the line may be shown for a child in this area ("" = the setting has no area)."""
        return not self.areas or area in self.areas


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
    """A service, or a role in the setting (kind `role`) with its people, that a reader may turn to."""

    id: str
    name: str
    kind: str
    use: str
    numbers: tuple[Number, ...]
    hours: Hours | None
    cites: tuple[Cite, ...]
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


@dataclass(frozen=True, slots=True)
class Clock:
    """A time limit. With an `amount` it counts `unit`s.

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
    mark: str


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
    clocks: Mapping[str, tuple[Clock, ...]]
    rules: Mapping[str, tuple[Statement, ...]]
    gaps: Mapping[str, Gap]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of an outcome: a statement, or the name of a rule slot that each area fills."""

    statement: Statement | None = None
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Option:
    """An answer. `then` is a question or outcome of the same flow, or `flow:<id>`."""

    id: str
    say: str
    hint: str
    then: str


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

    `for_lead`: only the lead gets here. `lead_away`: only who cannot reach the lead does. `overdue`: what its
    limits count from lies in the past, so none of them is counted from now.
    """

    id: str
    title: str
    urgency: str
    first: Statement
    actions: tuple[Line, ...]
    contacts: tuple[str, ...]
    clocks: tuple[str, ...]
    dont: tuple[Statement, ...]
    parents: Line | None
    record: Line | None
    next: tuple[Line, ...]
    related: tuple[str, ...]
    for_lead: bool = False
    lead_away: bool = False
    overdue: bool = False

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
    """The days that clocks need, terms in their order; `terms_note` says where these are from.

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

    def area_name(self, area: str) -> str:
        """The area's name in words, or "" for a setting without one."""
        return next((known.name for known in self.areas if known.id == area), "")


def _cites(raw: list[list[str]]) -> tuple[Cite, ...]:
    return tuple(Cite(source, section) for source, section in raw)


def _statement(raw: Data) -> Statement:
    return Statement(
        raw["text"], _cites(raw["cites"]), raw["mark"], tuple(raw.get("areas", ())), raw.get("lead")
    )


def _line(raw: Data) -> Line:
    return Line(rule=raw["rule"]) if "rule" in raw else Line(statement=_statement(raw))


def _hours(raw: Data) -> Hours:
    return Hours(
        always=raw.get("always", False),
        outside=raw.get("outside", ""),
        weekly=tuple(Opening(*opening) for opening in raw.get("weekly", ())),
        open_on_bank_holidays=raw.get("open_on_bank_holidays", False),
        stated=raw.get("stated", True),
    )


def _contact(contact_id: str, raw: Data) -> Contact:
    return Contact(
        contact_id,
        raw["name"],
        raw["kind"],
        raw["use"],
        tuple(Number(**number) for number in raw["numbers"]),
        _hours(raw["hours"]) if raw.get("hours") else None,
        _cites(raw["cites"]),
        tuple(map(_statement, raw.get("notes", ()))),
        tuple(map(_person, raw.get("people", ()))),
    )


def _person(raw: Data) -> Person:
    return Person(raw["name"], raw["extension"], tuple(Number(**number) for number in raw["numbers"]))


def _clock(raw: Data) -> Clock:
    return Clock(
        raw["id"],
        raw["say"],
        raw.get("amount"),
        raw["unit"],
        raw["anchor"],
        raw.get("aim", False),
        raw.get("assumption", ""),
        _cites(raw["cites"]),
        raw["mark"],
    )


def _fill(raw: Data) -> Fill:
    return Fill(
        {slot: tuple(ids) for slot, ids in raw["contacts"].items()},
        {slot: tuple(map(_clock, clocks)) for slot, clocks in raw["clocks"].items()},
        {slot: tuple(map(_statement, lines)) for slot, lines in raw["rules"].items()},
        {
            slot: Gap(
                slot,
                gap["title"],
                gap["text"],
                tuple(gap.get("fallback", ())),
                _cites(gap["cites"]),
                gap.get("lead", gap["text"]),
                gap.get("silent", ""),
            )
            for slot, gap in raw["gaps"].items()
        },
    )


def _options(raw: list[Data]) -> tuple[Option, ...]:
    """The options: yes, no and not sure in this order everywhere; not sure is last wherever it stands."""
    made = [Option(o["id"], o["say"], o.get("hint", ""), o["then"]) for o in raw]
    rank = {"yes": 0, "no": 1} if any(one.id == "yes" for one in made) else {}
    return tuple(
        sorted(made, key=lambda one: 9 if one.id == "unsure" else rank.get(one.id, 2 if rank else 0))
    )


def _question(question_id: str, raw: Data) -> Question:
    return Question(
        question_id,
        raw["ask"],
        raw.get("help", ""),
        tuple(raw.get("rules", ())),
        _options(raw["options"]),
        raw.get("shared", ""),
        tuple(raw.get("related", ())),
        raw.get("for_lead", False),
    )


def _outcome(outcome_id: str, raw: Data) -> Outcome:
    return Outcome(
        outcome_id,
        raw["title"],
        raw["urgency"],
        _statement(raw["first"]),
        tuple(map(_line, raw.get("actions", ()))),
        tuple(raw["contacts"]),
        tuple(raw.get("clocks", ())),
        tuple(map(_statement, raw.get("dont", ()))),
        _line(raw["parents"]) if "parents" in raw else None,
        _line(raw["record"]) if "record" in raw else None,
        tuple(map(_line, raw.get("next", ()))),
        tuple(raw.get("related", ())),
        raw.get("for_lead", False),
        raw.get("lead_away", False),
        raw.get("overdue", False),
    )


class _Each(Mapping[str, T]):
    """Each entry made when it is first asked for: a reader walks one flow, and should not wait for all."""

    def __init__(self, raw: Data, make: Callable[[str, Any], T]) -> None:
        self._raw = raw
        self._make = make
        self._made: dict[str, T] = {}

    def __getitem__(self, key: str) -> T:
        if key not in self._made:
            self._made[key] = self._make(key, self._raw[key])
        return self._made[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._raw)

    def __len__(self) -> int:
        return len(self._raw)


def _flow(flow_id: str, raw: Data) -> Flow:
    return Flow(
        flow_id,
        raw["title"],
        raw["about"],
        raw["start"],
        _Each(raw["questions"], _question),
        _Each(raw["outcomes"], _outcome),
    )


def _levels(area: str, raw: Data) -> Levels:
    return Levels(
        area,
        raw["title"],
        tuple(
            Level(
                level["id"],
                level["number"],
                level["name"],
                tuple(map(_statement, level["means"])),
                tuple(map(_statement, level["consent"])),
                tuple(map(_statement, level["route"])),
                tuple(level["contacts"]),
                level["flow"],
            )
            for level in raw["levels"]
        ),
        tuple(Domain(domain["id"], domain["title"], domain["ours"]) for domain in raw["domains"]),
        tuple(Indicator(i["id"], i["level"], i["domain"], _statement(i)) for i in raw["indicators"]),
        tuple((lower, higher) for lower, higher in raw["pairs"]),
        tuple(map(_statement, raw["limits"])),
    )


def load(raw: Data) -> Book:
    """The book in the JSON that `handbook.book` makes.

    Raises KeyError on JSON of another shape; for a flow, a contact and the like, when it is first looked at.
    """
    calendar = raw["calendar"]
    return Book(
        raw["version"],
        raw["setting"],
        raw["name"],
        raw["kind"],
        raw["document"],
        tuple(Area(area["id"], area["name"]) for area in raw["areas"]),
        _Each(raw["contacts"], _contact),
        _Each(raw["fills"], lambda _, fill: _fill(fill)),
        raw["anchors"],
        raw["sources"],
        _Each(raw["flows"], _flow),
        _Each(raw["pages"], lambda _, page: Page(page["title"], page["path"])),
        Calendar(
            frozenset(map(date.fromisoformat, calendar["bank_holidays"])),
            tuple((date.fromisoformat(a), date.fromisoformat(b)) for a, b in calendar["terms"]),
            date.fromisoformat(calendar.get("known_from", "0001-01-01")),
            date.fromisoformat(calendar["known_until"]),
            calendar.get("terms_note", ""),
            tuple(calendar.get("school_day_ends", ())),
        ),
        raw.get("caution", ""),
        _Each(raw.get("levels", {}), _levels),
        raw["slots"],
        raw["reasons"],
    )
