"""What an outcome comes to for one reader: slots resolved to lines, contacts, deadlines in the areas shown.

The screen, the terminal, the note and the tables all take their words from here, so they cannot disagree.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from types import MappingProxyType

from wizard.contacts import Contact
from wizard.model import Book, Deadline, Gap, Outcome
from wizard.statements import Cite, Line, Statement
from wizard.timing import anchor_kind, due, is_assumed, is_open, near_words, opens_next

NO_STARTS: Mapping[str, datetime] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A line as shown; `area` names the area where it does not hold in all areas shown.

    `slot` is the rule slot that it fills, if it fills one; `also` are what adds nothing to it.
    """

    text: str
    cites: tuple[Cite, ...]
    authority: str
    area: str = ""
    slot: str = ""
    also: tuple[ShownLine | ShownDeadline, ...] = ()


@dataclass(frozen=True, slots=True)
class ShownContact:
    """A contact as shown now. `open` is None where the hours or the time are not known.

    `assumed` says that the hours behind it are our assumption; `now` is when it is shown. `instead` is whom
    it stands in for, where that one is closed.
    """

    contact: Contact
    slot: str
    area: str
    open: bool | None
    opens: datetime | None
    assumed: bool = False
    now: datetime | None = None
    instead: str = ""

    @property
    def state(self) -> str:
        """Whether it answers now, in words, and whether we only assume that; "" where it is not known."""
        if self.open is None:
            return ""
        opens = f". Opens {near_words(self.opens, self.now)}" if self.opens and self.now else ""
        stands_in = f", while {self.instead} is closed" if self.instead else ""
        words = f"Open now{stands_in}" if self.open else f"Closed{opens}"
        return f"{words} (not confirmed)" if self.assumed else words


@dataclass(frozen=True, slots=True)
class ShownDeadline:
    """A deadline as shown. `due` counts from `start`, which is the reader's own where it was `given`.

    `start` is None where the time is not known; `due` also where nothing is counted or the calendar ends.
    `latest`: what it is about is due at once, and this is its latest moment.
    """

    deadline: Deadline
    slot: str
    area: str
    due: datetime | None
    start: datetime | None
    given: bool
    also: tuple[ShownLine | ShownDeadline, ...] = ()
    latest: bool = False


Shown = ShownLine | Gap


@dataclass(frozen=True, slots=True)
class Advice:
    """An outcome, resolved."""

    outcome: Outcome
    first: ShownLine
    actions: tuple[Shown, ...]
    contacts: tuple[ShownContact, ...]
    deadlines: tuple[ShownDeadline, ...]
    dont: tuple[ShownLine, ...]
    parents: tuple[Shown, ...]
    record: tuple[Shown, ...]
    next: tuple[Shown, ...]
    gaps: tuple[Gap, ...]


def _area_word(book: Book, area: str, areas: tuple[str, ...]) -> str:
    return book.area_name(area) if len(areas) > 1 else ""


def rule_lines(
    book: Book, slot: str, areas: tuple[str, ...], *, for_lead: bool = False, lead_away: bool = False
) -> tuple[Shown, ...]:
    """The lines that fill a rule slot in these areas, each area's own marked; a gap where none does.

    `for_lead` gives them as the safeguarding lead reads them. `lead_away` gives only a gap so: our own words
    send nobody to a lead whom they could not reach, while what a document says it goes on saying.
    """
    shown: dict[tuple[str, str], Shown] = {}
    for area in areas:
        fill = book.fills[area]
        for line in fill.rules.get(slot, ()):
            everywhere = all(line in book.fills[other].rules.get(slot, ()) for other in areas)
            word = "" if everywhere else _area_word(book, area, areas)
            if text := _text(line, for_lead=for_lead):
                shown.setdefault((text, word), ShownLine(text, line.cites, line.authority, word, slot))
        if slot in fill.gaps:
            gap = _gap(fill.gaps[slot], lead_unavailable=for_lead or lead_away)
            shown.setdefault((slot, gap.text), gap)
    return tuple(shown.values())


def _text(line: Statement, *, for_lead: bool) -> str:
    return line.lead if for_lead and line.lead is not None else line.text


def _gap(gap: Gap, *, lead_unavailable: bool) -> Gap:
    return replace(gap, text=gap.lead) if lead_unavailable else gap


def _statement(book: Book, line: Statement, areas: tuple[str, ...], *, for_lead: bool) -> ShownLine | None:
    text = _text(line, for_lead=for_lead)
    if not text or not any(line.holds_in(area) for area in areas):
        return None
    partly = not all(line.holds_in(area) for area in areas)
    word = " and ".join(book.area_name(area) for area in line.areas if area in areas) if partly else ""
    return ShownLine(text, line.cites, line.authority, word)


def lines_for(
    book: Book,
    lines: Iterable[Line | None],
    areas: tuple[str, ...],
    *,
    for_lead: bool = False,
    lead_away: bool = False,
) -> tuple[Shown, ...]:
    """An outcome's lines as shown in these areas: statements that hold there, rule slots filled."""
    shown: list[Shown] = []
    for line in lines:
        if line is None:
            continue
        if line.statement is None:
            shown.extend(rule_lines(book, line.rule, areas, for_lead=for_lead, lead_away=lead_away))
        elif (resolved := _statement(book, line.statement, areas, for_lead=for_lead)) is not None:
            shown.append(resolved)
    return tuple(shown)


def contacts_for(
    book: Book, slots: Iterable[str], areas: tuple[str, ...], now: datetime | None
) -> tuple[ShownContact, ...]:
    """The contacts behind slots (or contact ids), area by area, in the order to try.

    Within one slot and area, who answers now comes before who does not. A slot that is a gap gives its
    fallback contacts. Each contact comes once.
    """
    shown: dict[str, ShownContact] = {}
    for slot in slots:
        for area in areas:
            fill = book.fills[area]
            gap = fill.gaps.get(slot)
            ids = fill.contacts.get(slot) or (
                gap.fallback if gap else (slot,) if slot in book.contacts else ()
            )
            group = []
            for contact in (book.contacts[contact_id] for contact_id in ids):
                state = is_open(book, contact, now) if now else None
                opens = opens_next(book, contact, now) if now and state is False else None
                local = slot in fill.contacts and not all(
                    ids == book.fills[a].contacts.get(slot) for a in areas
                )
                word = _area_word(book, area, areas) if local else ""
                group.append(ShownContact(contact, slot, word, state, opens, is_assumed(book, contact), now))
            first = group[0] if group else None
            for shown_contact in sorted(group, key=lambda c: c.open is False):
                stands_in = first is not None and first.open is False and bool(shown_contact.open)
                instead = _short(first.contact.name) if first and stands_in else ""
                shown.setdefault(shown_contact.contact.id, replace(shown_contact, instead=instead))
    return tuple(shown.values())


def _short(name: str) -> str:
    """A name without what stands in brackets or after a comma."""
    return name.partition(" (")[0].partition(",")[0]


def deadlines_for(
    book: Book,
    slots: Iterable[str],
    areas: tuple[str, ...],
    now: datetime | None,
    starts: Mapping[str, datetime] = NO_STARTS,
) -> tuple[ShownDeadline, ...]:
    """The deadlines behind deadline slots, area by area.

    Each counts from the moment that `starts` gives for its anchor; else from `now`, unless its anchor lies so
    far back that now would be wrong.
    """
    shown: dict[str, ShownDeadline] = {}
    for slot in slots:
        for area in areas:
            deadlines = book.fills[area].deadlines.get(slot, ())
            local = not all(deadlines == book.fills[other].deadlines.get(slot, ()) for other in areas)
            word = _area_word(book, area, areas) if local else ""
            for deadline in deadlines:
                if deadline.id in shown:
                    continue
                given = deadline.anchor in starts
                start = starts[deadline.anchor] if given else _usual_start(deadline, now)
                when = due(deadline, start, book.calendar) if start else None
                shown[deadline.id] = ShownDeadline(deadline, slot, word, when, start, given)
    return tuple(shown.values())


def _usual_start(deadline: Deadline, now: datetime | None) -> datetime | None:
    return None if anchor_kind(deadline.anchor).is_past else now


def advise(
    book: Book,
    outcome: Outcome,
    areas: tuple[str, ...],
    now: datetime | None = None,
    starts: Mapping[str, datetime] = NO_STARTS,
) -> Advice:
    """The outcome resolved for these areas, at this time (None: at any time, for print and static pages).

    What is to be done is not said again about the parents, the record or what not to do: two slots may hold
    the same line. `starts` holds the moments that limits run from, by anchor, as far as the reader gave them.
    """
    first, for_lead = outcome.first, outcome.for_lead
    lines = partial(lines_for, book, areas=areas, for_lead=for_lead, lead_away=outcome.lead_away)
    slots = (*outcome.contacts, *outcome.deadlines)
    gaps = {
        (slot, gap.text): _gap(gap, lead_unavailable=for_lead or outcome.lead_away)
        for area in areas
        for slot in slots
        if (gap := book.fills[area].gaps.get(slot))
    }
    dont = (_statement(book, line, areas, for_lead=for_lead) for line in outcome.dont)
    actions = lines(outcome.actions)
    done = {line.text for line in actions}
    return Advice(
        outcome,
        ShownLine(first.text, first.cites, first.authority),
        actions,
        contacts_for(book, outcome.contacts, areas, now),
        deadlines_for(book, outcome.deadlines, areas, None if outcome.overdue else now, starts),
        tuple(line for line in dont if line is not None and line.text not in done),
        tuple(line for line in lines((outcome.parents,)) if line.text not in done),
        tuple(line for line in lines((outcome.record,)) if line.text not in done),
        lines(outcome.next),
        tuple(gaps.values()),
    )
