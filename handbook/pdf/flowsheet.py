"""Flow sheets: each flow as a numbered chart that a finger can follow."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import groupby

from handbook.book import Maker
from handbook.papers import flow_paper
from handbook.pdf.press import Document
from handbook.pdf.words import Out, Writer
from wizard.advice import advise, lines_for
from wizard.model import URGENCY_WORDS, Book, Flow, Line, Option, Outcome, Question
from wizard.render import flow_order

SIDES = 2
SIZES = (10.5, 10.25, 10.0, 9.75, 9.5, 9.25, 9.0, 8.75, 8.5, 8.25, 8.0, 7.75, 7.5, 7.25, 7.0, 6.75, 6.5)


def documents(maker: Maker, book: Book) -> list[Document]:
    """A sheet for each flow."""
    return [_document(maker, book, flow_id) for flow_id in book.flows]


def _document(maker: Maker, book: Book, flow_id: str) -> Document:
    writer = Writer(maker, book)
    flow = book.flows[flow_id]
    danger = writer.reading("Danger at any time: ring 999.", "danger-999")
    data = {
        "danger": danger,
        "flow": chart(writer, flow),
        "notes": writer.notes(),
        "frame": writer.frame(),
    }
    return Document(
        flow_paper(book, flow_id),
        "flow",
        data,
        SIDES,
        SIZES,
        f"shorten the rules and outcomes in data/flows/{flow_id}.yml",
    )


def chart(writer: Writer, flow: Flow) -> Out:
    """A flow as the templates read it: questions, outcomes, and the rules that several outcomes share.

    A rule that more than one outcome calls for is printed once, in a box with a letter.
    """
    places = {node: place for place, node in enumerate(flow_order(flow), 1)}
    ends = [end for end in places if end in flow.outcomes]
    outcomes = [flow.outcomes[end] for end in ends]
    boxes = _boxes(writer, outcomes)
    order = _clock_slots(outcomes)
    repeated = [slot for slot, times in order.items() if times > 1]
    return {
        "title": flow.title,
        "about": flow.about,
        "questions": [
            _question(writer, flow.questions[node], place, flow, places)
            for node, place in places.items()
            if node in flow.questions
        ],
        "outcomes": [_outcome(writer, outcome, places[outcome.id], boxes, repeated) for outcome in outcomes],
        "boxes": [
            {"letter": letter, "title": writer.slot_title(slot), "lines": writer.rule(slot)}
            for slot, letter in boxes.items()
        ],
        "numbers": writer.contacts(dict.fromkeys(slot for outcome in outcomes for slot in outcome.contacts)),
        "limits": [*(c for c in writer.clocks(order) if c.get("counted")), *writer.gaps(repeated)],
    }


def _clock_slots(outcomes: list[Outcome]) -> Counter[str]:
    """How many outcomes name each clock slot, in the order of first naming."""
    return Counter(slot for outcome in outcomes for slot in dict.fromkeys(outcome.clocks))


def _parts(outcome: Outcome) -> Iterable[Line]:
    yield from outcome.actions
    yield from (line for line in (outcome.parents, outcome.record) if line)
    yield from outcome.next


def _boxes(writer: Writer, outcomes: list[Outcome]) -> dict[str, str]:
    """Rule slots that several outcomes call for, each with its letter."""
    counts = Counter(slot for outcome in outcomes for slot in {line.rule for line in _parts(outcome)} - {""})
    order = dict.fromkeys(line.rule for outcome in outcomes for line in _parts(outcome) if line.rule)
    shared = [slot for slot in order if counts[slot] > 1 and writer.rule_length(slot) > 1]
    return {slot: chr(ord("A") + n) for n, slot in enumerate(shared)}


def _question(writer: Writer, asked: Question, place: int, flow: Flow, places: dict[str, int]) -> Out:
    return {
        "n": place,
        "ask": asked.ask,
        "help": asked.help,
        "rules": [line for slot in asked.rules for line in writer.rule(slot)],
        "options": [
            {
                "say": [{"text": option.say, "hint": option.hint} for option in same],
                **_target(writer.book, target, flow, places),
            }
            for target, same in _by_target(asked.options)
        ],
    }


def _by_target(options: Iterable[Option]) -> Iterable[tuple[str, list[Option]]]:
    """The answers by where they lead, neighbours together."""
    return ((target, list(same)) for target, same in groupby(options, lambda option: option.then))


def _target(book: Book, target: str, flow: Flow, places: dict[str, int]) -> Out:
    if target.startswith("flow:"):
        other = book.flows[target.removeprefix("flow:")]
        return {"kind": "flow", "n": 0, "title": other.title}
    kind = "outcome" if target in flow.outcomes else "question"
    title = flow.outcomes[target].title if kind == "outcome" else ""
    return {"kind": kind, "n": places[target], "title": title}


def _outcome(writer: Writer, outcome: Outcome, place: int, boxes: dict[str, str], repeated: list[str]) -> Out:
    advice = advise(writer.book, outcome, writer.areas)

    def part(lines: Iterable[Line | None]) -> list[Out]:
        out: list[Out] = []
        for line in lines:
            if line and line.rule in boxes:
                box = {"letter": boxes[line.rule], "title": writer.slot_title(line.rule)}
                if out and "boxes" in out[-1]:
                    out[-1]["boxes"].append(box)
                else:
                    out.append({"boxes": [box]})
            elif line:
                out += writer.lines(lines_for(writer.book, (line,), writer.areas, for_lead=outcome.for_lead))
        return out

    # A gap that several outcomes share is said in full in the box of time limits alone.
    said_once = [slot for slot in outcome.clocks if slot in repeated]
    see = [gap["gap"] for gap in writer.gaps(said_once)]
    limits = [c for c in writer.clocks(outcome.clocks) if "limit" in c]
    limits += writer.gaps(slot for slot in outcome.clocks if slot not in repeated)
    return {
        "n": place,
        "title": outcome.title,
        "urgency": outcome.urgency,
        "word": URGENCY_WORDS[outcome.urgency],
        "first": writer.line(advice.first),
        "contacts": [writer.contact(one) for one in advice.contacts],
        "gaps": writer.gaps(outcome.contacts),
        "dont": writer.lines(advice.dont),
        "actions": part(outcome.actions),
        "clocks": [*limits, *([{"see": see}] if see else [])],
        "parents": part((outcome.parents,)),
        "record": part((outcome.record,)),
        "next": part(outcome.next),
    }
