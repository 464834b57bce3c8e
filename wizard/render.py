"""A live step as HTML: the way back, the question or the outcome, the answers given."""

from __future__ import annotations

from collections.abc import Iterable

from wizard.advice import Advice, advise, rule_lines
from wizard.engine import Step
from wizard.markup import Html, el, join
from wizard.model import Option, Question
from wizard.note import note
from wizard.outcome import fold, outcome, related
from wizard.proof import lines, listed
from wizard.screen import arrange
from wizard.view import View


def resolved(view: View, at: Step) -> Question | Advice:
    """What a live step shows: the question, or what the outcome comes to here and now."""
    node = at.node
    if isinstance(node, Question):
        return node
    return advise(view.book, node, at.areas, view.now, view.starts)


def step(view: View, at: Step, shown: Question | Advice) -> Html:
    """The live step: the way back, the heading that takes the focus, the question or the outcome."""
    if isinstance(shown, Question):
        body = question(view, shown, at.areas, (_button(option) for option in shown.options))
        heading, css = shown.ask, "hb-question"
    else:
        screen = arrange(view.book, shown)
        record = note(view.book, at, screen, view.now) if view.now else ""
        body = outcome(view, screen, record)
        heading, css = shown.outcome.title, f"hb-outcome hb-{shown.outcome.urgency}"
    return join(
        el(
            "section",
            {"class": f"hb-step {css}", "id": at.node.id},
            back() if at.path else None,
            el("h2", {"data-heading": "", "tabindex": "-1"}, heading),
            body,
        ),
        _trail(at),
    )


def question(view: View, asked: Question, areas: tuple[str, ...], options: Iterable[Html]) -> Html:
    """A question's body, under its heading: what can be pressed first, help folded below."""
    rules = (
        shown_line
        for slot in asked.rules
        for shown_line in rule_lines(view.book, slot, areas, for_lead=asked.for_lead)
    )
    return join(
        listed((el("li", None, option) for option in options), css="hb-options"),
        fold(
            "Help with this question",
            "",
            el("p", {"class": "hb-help"}, asked.help) if asked.help else None,
            lines(view, rules),
            related(view, asked.related),
        ),
    )


def _button(option: Option) -> Html:
    return el(
        "button",
        {"type": "button", "class": "hb-option", "data-option": option.id},
        el("span", None, option.say),
        hint(option),
    )


def hint(option: Option) -> Html | None:
    """What is to be said of an option, below it."""
    return el("small", {"class": "hb-hint"}, option.hint) if option.hint else None


def back() -> Html:
    """The way to the step before, at the top left, and to the first question."""
    return el(
        "p",
        {"class": "hb-back"},
        el("button", {"type": "button", "data-back": ""}, "Back"),
        " ",
        el("button", {"type": "button", "data-restart": ""}, "Start again"),
    )


def _trail(at: Step) -> Html | None:
    if not at.path:
        return None
    return el(
        "details",
        {"class": "hb-trail"},
        el("summary", None, f"Your answers ({len(at.path)})"),
        listed(
            (
                el(
                    "li",
                    None,
                    f"{answered.ask} ",
                    el("strong", None, answered.say),
                    " ",
                    el(
                        "button",
                        {"type": "button", "data-change": str(n), "aria-label": f"Change: {answered.ask}"},
                        "Change",
                    ),
                )
                for n, answered in enumerate(at.path)
            ),
            "ol",
        ),
    )
