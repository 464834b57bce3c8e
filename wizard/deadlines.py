"""Deadlines as HTML, with the fields for the moments that they count from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from wizard.advice import ShownDeadline
from wizard.deadline_text import (
    anchors_to_ask,
    assumed_words,
    counted_from,
    day_rules,
    due_words,
    head_words,
    when_words,
)
from wizard.ics import upcoming
from wizard.markup import Html, el, join
from wizard.proof import also, listed, proof
from wizard.statements import Cite
from wizard.timing import anchor_kind, is_counted
from wizard.view import View

EARLIEST, LATEST = datetime(1990, 1, 1), datetime(2099, 12, 31, 23, 59)  # noqa: DTZ001 - what a start may be


def deadline(view: View, shown: ShownDeadline, *, start_is_shown: bool = False, tag: str = "li") -> Html:
    """A deadline, with its date where a start is known; from what it counts, unless that stands beside it."""
    stated = shown.deadline
    start = "" if start_is_shown else counted_from(view.book, stated)
    words = head_words(shown)
    head = None if not start and words in stated.say.lower() else el("strong", None, words.capitalize())
    return el(
        tag,
        {"class": "hb-line hb-clock", "data-clock": stated.id},
        el("span", {"class": "hb-area"}, f"{shown.area}: ") if shown.area else None,
        head,
        f", {start}" if start else None,
        ": " if head else None,
        el("span", {"class": "hb-text"}, stated.say),
        _due(view, shown, view.now) if view.now else None,
        " This is an aim, not a promise." if stated.aim else None,
        " ",
        proof(view, stated.authority, stated.cites, assumed_words(stated), *also(view, shown)),
    )


def _due(view: View, shown: ShownDeadline, now: datetime) -> Html:
    """Its date, in a place that is there before the date is: so what changes holds no link with the focus."""
    when = due_words(view.book, shown, now)
    date = join(" ", el("span", {"class": "hb-due"}, when)) if when else None
    return el("span", {"data-fresh": shown.deadline.id}, date)


def deadlines(view: View, first: ShownDeadline | None, rest: Sequence[ShownDeadline]) -> Html:
    """All deadlines but the `first`, which stands on the first screen, by the moments they count from.

    The reader may give these moments where the page is live, that of the first deadline too.
    """
    every = [first, *rest] if first else rest
    asked = anchors_to_ask(view.book, every) if view.now else []
    loose = [
        shown
        for shown in rest
        if not is_counted(shown.deadline, view.book.calendar) or shown.deadline.anchor not in asked
    ]
    return join(
        listed(deadline(view, shown) for shown in loose),
        (_counted(view, anchor, every, rest) for anchor in asked),
        (
            el(
                "div",
                {"class": "hb-line hb-days" if cite else "hb-days"},
                el("span", {"class": "hb-text"}, words),
                *_why(view, cite),
            )
            for words, cite in day_rules(view.book, (shown.deadline for shown in every))
        ),
        _reminders_button(view, every) if asked else None,
    )


def _why(view: View, cite: Cite | None) -> Iterator[Html]:
    if cite:
        yield proof(view, "reading", (cite,))


def _counted(view: View, anchor: str, every: Sequence[ShownDeadline], rest: Sequence[ShownDeadline]) -> Html:
    """The field for a moment, and the deadlines that count from it."""
    group = [
        shown
        for shown in every
        if shown.deadline.anchor == anchor and is_counted(shown.deadline, view.book.calendar)
    ]
    return join(
        _start(view, anchor, group),
        listed(deadline(view, shown, start_is_shown=True) for shown in group if shown in rest),
    )


def _reminders_button(view: View, deadlines: Sequence[ShownDeadline]) -> Html:
    """The button for a calendar file, as long as a deadline is to come."""
    some = view.now is not None and bool(upcoming(deadlines, view.now))
    button = el("button", {"type": "button", "data-ics": ""}, "Save reminders for your calendar")
    return el("p", {"class": "hb-tools", "data-fresh": "reminders"}, button if some else None)


def _start(view: View, anchor: str, group: Sequence[ShownDeadline]) -> Html:
    """The field for the moment that these deadlines count from."""
    kind = anchor_kind(anchor)
    start = group[0].start
    form = "%Y-%m-%d" if kind.is_day else "%Y-%m-%dT%H:%M"
    name = f"start-{anchor}"
    counts = "This counts" if len(group) == 1 else "These count"
    return el(
        "p",
        {"class": "hb-start"},
        el(
            "label",
            {"for": name},
            el("strong", None, "When was that?"),
            f" {counts} from {view.book.anchors[anchor]}.",
        ),
        el(
            "input",
            {
                "id": name,
                "type": "date" if kind.is_day else "datetime-local",
                "data-start": anchor,
                "value": start.strftime(form) if start else None,
                "min": f"{EARLIEST:{form}}",
                "max": f"{LATEST:{form}}",
                "autocomplete": "off",
            },
        ),
        el("small", {"class": "hb-hint", "data-fresh": name}, _start_words(group[0])),
    )


def _start_words(shown: ShownDeadline) -> str:
    """The start in words, since a field shows dates in the device's own order of day and month."""
    if shown.start is None:
        return "Not given yet."
    words = when_words(shown.start, shown.deadline.anchor)
    if shown.given:
        return f"{words}."
    usual = "today" if anchor_kind(shown.deadline.anchor).is_day else "now"
    return f"{words} ({usual}). Change it if it was earlier."
