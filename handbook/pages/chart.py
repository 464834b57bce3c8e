"""A flow drawn as a chart: steps one under the other, and lanes at the side from each answer to its step.

One column, so that it keeps its size of type on a narrow screen's worth of paper and never needs a plotter.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from textwrap import wrap

from wizard.markup import Html, el, join
from wizard.model import URGENCY_WORDS, Book, Flow, Outcome, Question
from wizard.static import flow_order

WIDTH = 720
BOX = 500  # width of a step; the lanes run beside it
PAD = 12
LINE = 18  # from one line of words to the next
GAP = 16  # between two steps
LANE = 15  # between two lanes
ASK_LETTERS = 52  # in a line of a question or a title, bold at 14 in the widest font in use (DejaVu Sans)
SAY_LETTERS = 58
TARGET_X = BOX - PAD
LETTER = 7.8  # width of a letter, on the safe side
ARROW = 5


@dataclass(frozen=True)
class Step:
    """A step as drawn: where it begins, how high it is, its words, and where its answers leave it."""

    node: str
    top: int
    words: tuple[str, ...]
    answers: tuple[tuple[int, tuple[str, ...], str], ...]  # top, words, target
    urgency: str = ""

    @property
    def entry(self) -> int:
        """The height at which lanes come in."""
        return self.top + PAD + LINE // 2

    @property
    def height(self) -> int:
        """From edge to edge."""
        lines = len(self.words) + (1 if self.urgency else 0) + sum(len(words) for _, words, _ in self.answers)
        return 2 * PAD + lines * LINE + len(self.answers) * 6


@dataclass(frozen=True)
class Lane:
    """The way into a step from all answers that lead to it."""

    target: str
    start: int
    end: int
    sources: tuple[int, ...]
    place: int


def chart(book: Book, flow: Flow, name: str) -> Html:
    """The chart as SVG in the colours of the page. `name` is unique on the page."""
    steps = _steps(flow)
    lanes = _lanes(steps)
    height = steps[-1].top + steps[-1].height + 2
    places = {step.node: place for place, step in enumerate(steps, 1)}
    return el(
        "svg",
        {
            "class": "hb-chart",
            "viewBox": f"0 0 {WIDTH} {height}",
            "role": "img",
            "aria-labelledby": f"chart-{name}",
        },
        el(
            "title",
            {"id": f"chart-{name}"},
            f"Chart of “{flow.title}”. The list below says the same in words.",
        ),
        (_lane(lane, next(step for step in steps if step.node == lane.target)) for lane in lanes),
        (_box(book, step, places) for step in steps),
    )


def _steps(flow: Flow) -> list[Step]:
    steps: list[Step] = []
    top = 1
    for place, node in enumerate(flow_order(flow), 1):
        if node in flow.questions:
            step = _question(flow.questions[node], place, top)
        else:
            step = _outcome(flow.outcomes[node], place, top)
        steps.append(step)
        top += step.height + GAP
    return steps


def _question(asked: Question, place: int, top: int) -> Step:
    words = tuple(wrap(f"{place}. {asked.ask}", ASK_LETTERS))
    answers = []
    at = top + PAD + len(words) * LINE + 6
    for option in asked.options:
        said = tuple(wrap(option.say, SAY_LETTERS - 8))
        answers.append((at, said, option.then))
        at += len(said) * LINE + 6
    return Step(asked.id, top, words, tuple(answers))


def _outcome(outcome: Outcome, place: int, top: int) -> Step:
    return Step(outcome.id, top, tuple(wrap(f"{place}. {outcome.title}", ASK_LETTERS)), (), outcome.urgency)


def _lanes(steps: list[Step]) -> list[Lane]:
    """A lane for each step that answers lead to; lanes that do not meet share a place, short ones inside."""
    into: dict[str, list[int]] = {}
    for step in steps:
        for at, words, target in step.answers:
            into.setdefault(target, []).append(at + len(words) * LINE // 2)
    spans = []
    for step in steps:
        sources = tuple(into.get(step.node, ()))
        if sources:
            ends = (*sources, step.entry)
            spans.append((min(ends), max(ends), step.node, sources))
    lanes: list[Lane] = []
    for start, end, target, sources in sorted(spans, key=lambda span: span[1] - span[0]):
        taken = {lane.place for lane in lanes if lane.start <= end and start <= lane.end}
        place = next(n for n in range(len(spans)) if n not in taken)
        lanes.append(Lane(target, start, end, sources, place))
    return lanes


def _lane(lane: Lane, target: Step) -> Html:
    x = BOX + GAP + lane.place * LANE
    path = " ".join(
        (
            f"M{x} {lane.start}V{lane.end}",
            *(f"M{BOX} {source}H{x}" for source in lane.sources),
            f"M{x} {target.entry}H{BOX + ARROW}",
        )
    )
    tip, back = BOX + 1, BOX + 2 * ARROW
    head = f"M{back} {target.entry - ARROW}L{tip} {target.entry}L{back} {target.entry + ARROW}Z"
    css = f"hb-lane hb-tone-{target.urgency or 'question'}"
    return el(
        "g",
        {"class": css},
        el("path", {"d": path}),
        (el("circle", {"cx": str(x), "cy": str(source), "r": "2.5"}) for source in lane.sources),
        el("path", {"class": "hb-head", "d": head}),
    )


def _box(book: Book, step: Step, places: dict[str, int]) -> Html:
    css = f"hb-box hb-tone-{step.urgency or 'question'}"
    frame = {"x": "1", "y": str(step.top), "width": str(BOX - 1), "height": str(step.height), "rx": "6"}
    stripe = {"x": "1", "y": str(step.top), "width": "7", "height": str(step.height)}
    return el(
        "g",
        {"class": css},
        el("rect", frame),
        el("rect", {"class": "hb-stripe", **stripe}) if step.urgency else None,
        join(_words(book, step, places)),
    )


def _words(book: Book, step: Step, places: dict[str, int]) -> Iterator[Html]:
    left, y = PAD + (6 if step.urgency else 0), step.top + PAD + LINE - 5
    if step.urgency:
        yield _text(left, y, URGENCY_WORDS[step.urgency], "hb-tone")
        y += LINE
    for line in step.words:
        yield _text(left, y, line, "hb-strong")
        y += LINE
    for at, words, target in step.answers:
        for place, line in enumerate(words):
            yield _text(left + PAD, at + LINE - 5 + place * LINE, line)
        room = int((TARGET_X - 3 * PAD) / LETTER) - len(words[0])
        yield _text(TARGET_X, at + LINE - 5, _goes_to(book, target, places, room), "hb-end")


def _goes_to(book: Book, target: str, places: dict[str, int], room: int) -> str:
    """The number of the step, or as much of the other flow's title as there is room for."""
    if target in places:
        return str(places[target])
    title = book.flows[target.removeprefix("flow:")].title
    return f"▸ {title if len(title) <= room else f'{title[: room - 1].rstrip()}…'}"


def _text(x: int, y: int, words: str, css: str | None = None) -> Html:
    return el("text", {"x": str(x), "y": str(y), "class": css}, words)
