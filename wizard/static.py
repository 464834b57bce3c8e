"""A flow whole, as plain HTML: a page that works before the wizard has started, and where it never does."""

from __future__ import annotations

from wizard.advice import advise
from wizard.markup import Html, el, join
from wizard.model import URGENCY_WORDS, Book, Flow, Option, Question
from wizard.outcome import outcome
from wizard.render import back, hint, question
from wizard.screen import arrange
from wizard.view import View


def flow_order(flow: Flow) -> tuple[str, ...]:
    """The flow's questions and outcomes in the order of their numbers on paper.

    Questions come as a reader meets them, then outcomes from the most urgent on.
    """
    order: dict[str, None] = {}
    waiting = [flow.start]
    outcome_ids: dict[str, None] = {}
    while waiting:
        node = waiting.pop(0)
        if node in flow.questions and node not in order:
            order[node] = None
            waiting += [option.then for option in flow.questions[node].options]
        elif node in flow.outcomes:
            outcome_ids[node] = None
    return (
        *order,
        *sorted(
            outcome_ids, key=lambda outcome_id: list(URGENCY_WORDS).index(flow.outcomes[outcome_id].urgency)
        ),
    )


def static(view: View, flow_id: str) -> Html:
    """The whole flow as plain HTML: each step a section, each option a link to the step it leads to.

    Without script or style it reads as a numbered protocol; the style sheet shows one section at a time.
    """
    flow = view.book.flows[flow_id]
    areas = tuple(area.id for area in view.book.areas) or ("",)
    order = flow_order(flow)
    places = {node: str(place) for place, node in enumerate(order, 1)}
    return el(
        "div", {"class": "hb-static"}, (_static_step(view, flow, node, places, areas) for node in order)
    )


def _static_step(view: View, flow: Flow, node: str, places: dict[str, str], areas: tuple[str, ...]) -> Html:
    number = el("span", {"class": "hb-place"}, f"{places[node]}. ")
    if node in flow.outcomes:
        node_outcome = flow.outcomes[node]
        screen = arrange(view.book, advise(view.book, node_outcome, areas, view.now, view.starts))
        css, heading, body = (
            f"hb-outcome hb-{node_outcome.urgency}",
            node_outcome.title,
            outcome(view, screen),
        )
    else:
        asked = flow.questions[node]
        options = (_static_option(view, asked, option, places) for option in asked.options)
        css, heading, body = "hb-question", asked.ask, question(view, asked, areas, options)
    first = node == flow.start
    return el(
        "section",
        {"class": f"hb-step {css}", "id": node, "data-static-step": node},
        None if first else _way_back(flow),
        el("h2", None, number, heading),
        body,
    )


def _way_back(flow: Flow) -> Html:
    """A button for the page's script to show, and without script a link to the start."""
    link = el("a", {"href": f"#{flow.start}"}, "Back to the first question")
    return join(
        el("div", {"data-with-script": "", "hidden": ""}, back()),
        el("p", {"class": "hb-back", "data-without-script": ""}, link),
    )


def _landing(book: Book, asked: Question, option: Option) -> tuple[Flow, str]:
    """The flow that an option hands over to, and the step there: past the same shared question."""
    flow = book.flows[option.then.removeprefix("flow:")]
    first = flow.questions.get(flow.start)
    if first is not None and first.shared and first.shared == asked.shared:
        same = next((option_here for option_here in first.options if option_here.id == option.id), None)
        if same is not None:
            return _landing(book, asked, same) if same.then.startswith("flow:") else (flow, same.then)
    return flow, flow.start


def _static_option(view: View, asked: Question, option: Option, places: dict[str, str]) -> Html:
    if option.then.startswith("flow:"):
        flow, step = _landing(view.book, asked, option)
        href, where = f"{view.root}what-now/{flow.id}.html", f"go to “{flow.title}”"
        if step != flow.start:
            href, where = f"{href}#{step}", f"{where}, {flow_order(flow).index(step) + 1}"
    else:
        href, where = f"#{option.then}", f"go to {places[option.then]}"
    return el(
        "a",
        {"class": "hb-option", "data-option": option.id, "href": href},
        el("span", None, option.say),
        hint(option),
        el("span", {"class": "hb-goto"}, where),
    )
