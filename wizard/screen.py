"""An outcome laid out for someone in a hurry: what the first screen holds, what comes next, what is folded.

No line says what another one says. The screen, the note and the terminal all keep this order.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from wizard.advice import Advice, Shown, ShownContact, ShownDeadline, ShownLine
from wizard.contacts import has_phone
from wizard.model import Book, Gap, Outcome
from wizard.repeats import forbids, repeated_by
from wizard.timing import anchor_kind

DONTS, STEPS, PEOPLE = 3, 6, 2
CALM = frozenset({"soon", "know"})
URGENT = frozenset({"emergency", "now"})
STAND_INS = frozenset({"police", "helpline"})
"""The kinds of contact that may fill a council's slot where no council is known."""

AT_ONCE = re.compile(r"\b[Aa]t once\b")


@dataclass(frozen=True, slots=True)
class Fold:
    """Lines that are folded under a name."""

    title: str
    lines: tuple[Shown, ...]


@dataclass(frozen=True, slots=True)
class Screen:
    """An outcome in its order. `call` is whom the first action rings, `when` the deadline to act by.

    `haste_gaps` say "at once" where no limit does, so they come before the limits.
    """

    advice: Advice
    first: ShownLine
    call: ShownContact | None
    dont: tuple[Shown, ...]
    more_dont: tuple[Shown, ...]
    who: tuple[ShownContact, ...]
    who_gaps: tuple[Gap, ...]
    more_who: tuple[ShownContact, ...]
    more_gaps: tuple[Gap, ...]
    when: ShownDeadline | None
    haste_gaps: tuple[Gap, ...]
    more_deadlines: tuple[ShownDeadline, ...]
    deadline_gaps: tuple[Gap, ...]
    parents: tuple[Shown, ...]
    steps: tuple[Shown, ...]
    more_steps: tuple[Fold, ...]
    record: tuple[Shown, ...]
    next: tuple[Shown, ...]


def who_title(outcome: Outcome) -> str:
    """Over the contacts: what can wait a week asks nobody to ring now."""
    return "Who to contact" if outcome.urgency in CALM else "Who to contact now"


def then_title(screen: Screen) -> str:
    """Over the steps: whoever is on the phone to 999 takes them when that is done."""
    return "When the call ends" if screen.call and screen.advice.outcome.urgency == "emergency" else "Then"


def arrange(book: Book, advice: Advice) -> Screen:
    """The outcome laid out."""
    outcome = advice.outcome
    said = _without_repeats(advice)
    actions = [line for line in said["actions"] if isinstance(line, Gap) or not forbids(line.text)]
    dont = (*said["dont"], *(line for line in said["actions"] if line not in actions))
    contacts = _by_urgency(advice)
    call = _call(book, advice, contacts)
    who = _who([contact for contact in contacts if contact is not call], call, calm=outcome.urgency in CALM)
    shown = {contact.contact.id for contact in (*who, *((call,) if call else ()))}
    lead_slot = outcome.contacts[0] if outcome.contacts else ""
    deadlines = _by_haste(book, outcome, said["clocks"])
    when = _when(outcome, deadlines)
    deadline_gaps = tuple(gap for gap in advice.gaps if gap.slot in outcome.deadlines)
    haste_gaps = tuple(gap for gap in deadline_gaps if outcome.urgency in URGENT and AT_ONCE.search(gap.text))
    return Screen(
        advice=advice,
        first=said["first"][0],
        call=call,
        dont=dont[:DONTS],
        more_dont=dont[DONTS:],
        who=who,
        who_gaps=tuple(gap for gap in advice.gaps if gap.slot == lead_slot),
        more_who=tuple(contact for contact in contacts if contact.contact.id not in shown),
        more_gaps=tuple(gap for gap in advice.gaps if gap.slot in outcome.contacts and gap.slot != lead_slot),
        when=when,
        haste_gaps=haste_gaps,
        more_deadlines=tuple(deadline for deadline in deadlines if deadline is not when),
        deadline_gaps=tuple(gap for gap in deadline_gaps if gap not in haste_gaps),
        parents=said["parents"],
        steps=tuple(actions[:STEPS]),
        more_steps=_folds(book, actions[STEPS:]),
        record=said["record"],
        next=said["next"],
    )


def _without_repeats(advice: Advice) -> dict[str, tuple[Any, ...]]:
    """The parts, each line that adds nothing to another put under that other."""
    parts: dict[str, Sequence[Shown | ShownDeadline]] = {
        "first": (advice.first,),
        "dont": advice.dont,
        "actions": advice.actions,
        "clocks": advice.deadlines,
        "parents": advice.parents,
        "record": advice.record,
        "next": advice.next,
    }
    every = [(part, line) for part, ones in parts.items() for line in ones if not isinstance(line, Gap)]
    places = {id(line): place for place, (_, line) in enumerate(every)}
    texts = [line.deadline.say if isinstance(line, ShownDeadline) else line.text for _, line in every]
    urgent = advice.outcome.urgency in URGENT and not all(map(is_at_once, advice.deadlines))
    fixed = [
        part in {"first", "dont"}
        or (isinstance(line, ShownDeadline) and (_counts(line) or (urgent and is_at_once(line))))
        for part, line in every
    ]
    under = repeated_by(texts, fixed)
    also: dict[int, list[ShownLine | ShownDeadline]] = {}
    for place, other in under.items():
        also.setdefault(other, []).append(every[place][1])

    def kept(line: Shown | ShownDeadline) -> Shown | ShownDeadline:
        more = also.get(places.get(id(line), -1))
        return replace(line, also=tuple(more)) if more and not isinstance(line, Gap) else line

    return {
        part: tuple(kept(line) for line in ones if places.get(id(line), -1) not in under)
        for part, ones in parts.items()
    }


def _counts(shown: ShownDeadline) -> bool:
    return shown.deadline.amount is not None


def _runs(shown: ShownDeadline) -> bool:
    """Whether it is a time to act by."""
    return _counts(shown) and not anchor_kind(shown.deadline.anchor).lasts


def is_at_once(shown: ShownDeadline) -> bool:
    """Whether it asks for no less than what is urgent does."""
    return shown.deadline.unit == "at-once"


def _by_haste(book: Book, outcome: Outcome, deadlines: Sequence[ShownDeadline]) -> list[ShownDeadline]:
    """The deadlines in their order; where all is urgent: what is at once, what has a date, the rest.

    The deadline of an act that is due at once is its latest moment, and says so.
    """
    if outcome.urgency not in URGENT:
        return list(deadlines)
    told = (
        replace(deadline, latest=_runs(deadline) and deadline.slot in book.told_slots)
        for deadline in deadlines
    )
    return sorted(told, key=lambda deadline: 0 if is_at_once(deadline) else 1 if _runs(deadline) else 2)


def _when(outcome: Outcome, deadlines: Sequence[ShownDeadline]) -> ShownDeadline | None:
    """The deadline of the first screen, where one runs: that one, but where all is urgent what is at once."""
    running = next((deadline for deadline in deadlines if _runs(deadline)), None)
    urgent = outcome.urgency in URGENT and running is not None and is_at_once(deadlines[0])
    return deadlines[0] if urgent else running


def _has_phone(shown: ShownContact) -> bool:
    return has_phone(shown.contact)


def _is_finder(shown: ShownContact) -> bool:
    return shown.contact.kind == "portal" and shown.contact.hours is None


def _is_out_of_hours(shown: ShownContact) -> bool:
    return shown.contact.hours is not None and bool(shown.contact.hours.outside)


def _by_urgency(advice: Advice) -> list[ShownContact]:
    """The contacts in the order to try. What can wait goes to those who work by day.

    999 stands apart: it is always in reach, and comes among the contacts only where ringing it is the answer.
    """
    calm = advice.outcome.urgency in CALM
    emergency = advice.outcome.urgency == "emergency"

    def last(contact: ShownContact) -> int:
        if contact.contact.kind == "emergency":
            return 0 if emergency else 2
        return int(calm and _is_out_of_hours(contact))

    return sorted(advice.contacts, key=last)


def _call(book: Book, advice: Advice, contacts: Sequence[ShownContact]) -> ShownContact | None:
    """Whom the first action rings, where it rings somebody and it is clear whom, or where to find the number.

    Nobody else stands in a council's place there: who is told to ring social care is not handed the police.
    """
    if advice.outcome.urgency == "emergency":
        return next((contact for contact in contacts if contact.contact.kind == "emergency"), None)
    found = next(
        (
            contact
            for contact in contacts
            if contact.slot in advice.outcome.call
            and not (contact.slot in book.council_slots and contact.contact.kind in STAND_INS)
            and (_has_phone(contact) or _is_finder(contact))
        ),
        None,
    )
    return None if found is None or found.area else found


def _who(
    contacts: Sequence[ShownContact], call: ShownContact | None, *, calm: bool
) -> tuple[ShownContact, ...]:
    """The first to go to, and someone with a number who answers now; where areas differ, one of each.

    Where the first action is a call, whoever is to be told here comes next.
    """
    if call is not None:
        roles = [contact for contact in contacts if contact.contact.kind == "role"]
        others = [
            contact
            for contact in contacts
            if contact.open is not False and contact.contact.kind != "emergency"
        ]
        return tuple((roles or others)[:1])
    if not contacts:
        return ()
    lead = contacts[0]
    by_day = [contact for contact in contacts if not (calm and _is_out_of_hours(contact))]
    areas = dict.fromkeys(contact.area for contact in by_day if contact.area)
    if len(areas) > 1:
        nearest = [
            next(
                (
                    contact
                    for contact in by_day
                    if contact.area == area and (calm or contact.open is not False)
                ),
                next(contact for contact in by_day if contact.area == area),
            )
            for area in areas
        ]
        return tuple(dict.fromkeys(([] if lead.area else [lead]) + nearest))
    if _has_phone(lead) or len(contacts) < PEOPLE:
        return (lead,)
    phones = [
        contact
        for contact in by_day
        if contact is not lead and _has_phone(contact) and contact.contact.kind != "emergency"
    ]
    here_now = (contact for contact in phones if calm or contact.open is not False)
    second = next(here_now, phones[0] if phones else None)
    return (lead, second) if second else (lead,)


def _folds(book: Book, lines: Iterable[Shown]) -> tuple[Fold, ...]:
    """What does not fit among the next steps, under the name of the rule it belongs to."""
    groups: dict[str, list[Shown]] = {}
    for line in lines:
        groups.setdefault(book.slots.get(line.slot, "After that"), []).append(line)
    return tuple(Fold(title, tuple(ones)) for title, ones in groups.items())
