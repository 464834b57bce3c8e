"""The book, read from the JSON that `handbook.book` makes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any, TypeVar

from wizard.contacts import Contact, Hours, Number, Opening, Person
from wizard.model import (
    Area,
    Book,
    Calendar,
    Deadline,
    Domain,
    Fill,
    Flow,
    Gap,
    Indicator,
    Level,
    Levels,
    Option,
    Outcome,
    Page,
    Question,
)
from wizard.statements import Cite, Line, Statement

Data = Mapping[str, Any]


T = TypeVar("T")


def _cites(raw: list[list[str]]) -> tuple[Cite, ...]:
    return tuple(Cite(source, section) for source, section in raw)


def _statement(raw: Data) -> Statement:
    return Statement(
        raw["text"], _cites(raw["cites"]), raw["mark"], tuple(raw.get("areas", ())), raw.get("lead")
    )


def _line(raw: Data) -> Line:
    skip_after = tuple((question, option) for question, option in raw.get("skip_after", ()))
    if "rule" in raw:
        return Line(rule=raw["rule"], skip_after=skip_after)
    return Line(statement=_statement(raw), skip_after=skip_after)


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
        raw["mark"],
        tuple(map(_statement, raw.get("notes", ()))),
        tuple(map(_person, raw.get("people", ()))),
    )


def _person(raw: Data) -> Person:
    return Person(raw["name"], raw["extension"], tuple(Number(**number) for number in raw["numbers"]))


def _deadline(raw: Data) -> Deadline:
    return Deadline(
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
        {slot: tuple(map(_deadline, deadlines)) for slot, deadlines in raw["clocks"].items()},
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
    made = [
        Option(o["id"], o["say"], o.get("hint", ""), o["then"], tuple(o.get("means", {}).items()))
        for o in raw
    ]
    rank = {"yes": 0, "no": 1} if any(option.id == "yes" for option in made) else {}
    return tuple(
        sorted(made, key=lambda option: 9 if option.id == "unsure" else rank.get(option.id, 2 if rank else 0))
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
        tuple(raw.get("call", ())),
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
        frozenset(raw["council_slots"]),
        frozenset(raw["told_slots"]),
    )
