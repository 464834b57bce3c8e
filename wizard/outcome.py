"""An outcome as HTML: one screen to act by, the next steps, and everything else folded under its name."""

from __future__ import annotations

from collections.abc import Iterable

from wizard.cards import step_cards
from wizard.deadlines import deadline, deadlines
from wizard.markup import Html, el, join
from wizard.model import URGENCY_WORDS
from wizard.proof import gap, line, lines, listed
from wizard.screen import Screen, then_title, who_title
from wizard.view import View
from wizard.words import AUTHORITY_NAMES, policy_word

NOTE_WORDS = (
    "It holds the questions, your answers and this advice, with lines for names and a signature. "
    "The handbook sends and keeps nothing. A copy that you save is yours to keep safe."
)


def outcome(view: View, shown: Screen, note: str = "") -> Html:
    """An outcome's body, under its heading; `note` is the record of the run, where there is one to keep."""
    node = shown.advice.outcome
    return join(
        _first(view, shown),
        part("Do not", "dont", lines(view, shown.dont)),
        part(
            who_title(node),
            "who",
            lines(view, shown.who_gaps),
            step_cards(view, shown.who, "who"),
        ),
        part(
            "By when",
            "when",
            listed([deadline(view, shown.when, start_is_shown=view.now is not None)]) if shown.when else None,
        ),
        part("The parents", "parents", lines(view, shown.parents[:1])),
        part(
            then_title(shown),
            "then",
            lines(view, shown.steps, "ol"),
        ),
        folds(view, shown),
        keep(note) if note else None,
    )


def _first(view: View, shown: Screen) -> Html:
    return el(
        "div",
        {"class": "hb-first", "data-part": "first"},
        el("p", {"class": "hb-urgency"}, URGENCY_WORDS[shown.advice.outcome.urgency]),
        line(view, shown.first, "div"),
        step_cards(view, [shown.call], "call") if shown.call else None,
    )


def folds(view: View, shown: Screen) -> Html:
    """Everything that is not for the first minute."""
    return join(
        fold("What else not to do", "", lines(view, shown.more_dont)),
        (fold(group.title, "", lines(view, group.lines)) for group in shown.more_steps),
        fold(
            "More numbers",
            "",
            step_cards(view, shown.more_who, "more"),
            *(gap(view, missing) for missing in shown.more_gaps),
        ),
        fold(
            "Time limits",
            "",
            *(gap(view, missing) for missing in shown.haste_gaps),
            deadlines(view, shown.when, shown.more_deadlines),
            *(gap(view, missing) for missing in shown.deadline_gaps),
        ),
        fold("More on the parents", "", lines(view, shown.parents[1:])),
        fold("Write it down", "record", lines(view, shown.record)),
        fold("What happens next", "next", lines(view, shown.next)),
        fold("Read more", "sources", _sources(view, shown.advice.outcome.related)),
    )


def part(title: str, name: str, *children: Html | None, level: str = "h3") -> Html | None:
    """A part of a step under its heading; nothing where there is nothing in it."""
    if not any(children):
        return None
    css = {"class": f"hb-part hb-{name}", "data-part": name}
    return el("div", css, el(level, None, title), children)


def fold(title: str, name: str, *children: Html | None) -> Html | None:
    """A part that opens when its name is pressed; nothing where there is nothing in it."""
    if not any(children):
        return None
    return el(
        "details", {"class": "hb-fold", "data-part": name or None}, el("summary", None, title), children
    )


def related(view: View, refs: Iterable[str]) -> Html:
    """Links to pages of the handbook."""
    pages = [view.book.pages[ref] for ref in refs if ref in view.book.pages]
    return listed(
        (el("li", None, el("a", {"href": view.root + page.path}, page.title)) for page in pages),
        css="hb-links",
    )


def _sources(view: View, refs: Iterable[str]) -> Html:
    """Pages to read, what the marks mean, and the switch that opens them all."""
    meanings = {**AUTHORITY_NAMES, "own": policy_word(view.book)}
    return join(
        related(view, refs),
        el(
            "p",
            {"class": "hb-marks"},
            "The mark beside a line opens where it is written: ",
            ", ".join(
                f"{AUTHORITY_NAMES[authority][0]} {words.lower()}" for authority, words in meanings.items()
            ),
            ".",
        ),
        el(
            "p",
            {"class": "hb-tools", "data-with-script": "", "hidden": None if view.now else ""},
            el(
                "button",
                {"type": "button", "data-proof": "", "aria-pressed": "false"},
                "Show where each line is written",
            ),
        ),
    )


def keep(text: str) -> Html:
    """A note's text, and the ways to take it along."""
    buttons = (
        el("button", {"type": "button", f"data-{name}": ""}, words)
        for name, words in (("copy", "Copy the note"), ("save", "Save the note"), ("print", "Print the note"))
    )
    return el(
        "details",
        {"class": "hb-fold hb-keep", "data-part": "keep"},
        el("summary", None, "Keep a note"),
        el("p", None, NOTE_WORDS),
        el("p", {"class": "hb-tools"}, ([button, " "] for button in buttons)),
        el("pre", {"data-note": "", "data-fresh": "note", "translate": "no", "tabindex": "0"}, text),
    )
