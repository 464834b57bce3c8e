"""Flow sheets: each flow as a numbered chart that a finger can follow."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import partial
from itertools import groupby
from typing import NamedTuple

from handbook.book.maker import Maker
from handbook.book.words import RING_999
from handbook.papers import flow_paper
from handbook.pdf.brevity import sentences
from handbook.pdf.press import Document
from handbook.pdf.words import Out, Writer
from wizard.advice import Advice, advise, lines_for, rule_lines
from wizard.engine import replay
from wizard.model import URGENCY_WORDS, Book, Flow, Gap, Option, Outcome, Question
from wizard.statements import Line
from wizard.static import flow_order

SIDES = 6
SIZES = (11.0, 10.75, 10.5, 10.25, 10.0)  # an office reads them standing: never smaller


def documents(maker: Maker, book: Book) -> list[Document]:
    """A sheet for each flow."""
    return [_document(maker, book, flow_id) for flow_id in book.flows]


def _document(maker: Maker, book: Book, flow_id: str) -> Document:
    writer = Writer(maker, book)
    flow = book.flows[flow_id]
    danger = writer.reading("Danger at any time: ring 999.", RING_999)
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
        f"shorten the rules and outcomes in data/base/flows/{flow_id}.yml",
    )


def chart(writer: Writer, flow: Flow) -> Out:
    """A flow as the templates read it: questions, outcomes, and the rules that several outcomes share.

    A rule that more than one outcome calls for is printed once, in a box with a letter.
    """
    places = {node: place for place, node in enumerate(flow_order(flow), 1)}
    advices = [
        advise(writer.book, flow.outcomes[node], writer.areas) for node in places if node in flow.outcomes
    ]
    outcomes = [advice.outcome for advice in advices]
    boxes = _boxes(writer, outcomes)
    once = _once(advices)
    return {
        "title": flow.title,
        "about": flow.about,
        "questions": [
            _question(writer, flow.questions[node], place, flow, places)
            for node, place in places.items()
            if node in flow.questions
        ],
        "outcomes": [_outcome(writer, advice, places[advice.outcome.id], boxes, once) for advice in advices],
        "boxes": [
            {**_head(writer, words, letter), "lines": writer.rule(words.slot, **words.reader)}
            for words, letter in boxes.items()
        ],
        "numbers": writer.contacts(dict.fromkeys(slot for outcome in outcomes for slot in outcome.contacts)),
        "limits": [
            *(limit for limit in writer.deadlines(_deadline_slots(outcomes)) if limit.get("counted")),
            *writer.lines(once),
        ],
    }


def _deadline_slots(outcomes: list[Outcome]) -> Iterable[str]:
    """The deadline slots that outcomes name, in the order of first naming."""
    return dict.fromkeys(slot for outcome in outcomes for slot in outcome.deadlines)


def _once(advices: Iterable[Advice]) -> list[Gap]:
    """The missing deadlines of several outcomes: each is said in full in the box of deadlines alone."""
    times = Counter(gap for advice in advices for gap in advice.gaps if gap.slot in advice.outcome.deadlines)
    return [gap for gap, count in times.items() if count > 1]


def _parts(outcome: Outcome) -> Iterable[Line]:
    yield from outcome.actions
    yield from (line for line in (outcome.parents, outcome.record) if line)
    yield from outcome.next


class _Words(NamedTuple):
    """A rule as staff read it; or as the lead does, or who cannot reach the lead, where that differs."""

    slot: str
    for_lead: bool = False
    lead_away: bool = False

    @property
    def reader(self) -> dict[str, bool]:
        """Who reads it, as `rule_lines` asks."""
        return {"for_lead": self.for_lead, "lead_away": self.lead_away}


def _words(writer: Writer, slot: str, outcome: Outcome) -> _Words:
    lines = partial(rule_lines, writer.book, slot, writer.areas)
    words = _Words(slot, **outcome.reader)
    return words if lines(**words.reader) != lines() else _Words(slot)


def _boxes(writer: Writer, outcomes: list[Outcome]) -> dict[_Words, str]:
    """The rules of several lines that several outcomes call for in the same words, each with its letter."""
    times = Counter(
        words
        for outcome in outcomes
        for words in dict.fromkeys(
            _words(writer, line.rule, outcome) for line in _parts(outcome) if line.rule
        )
    )
    shared = [words for words, count in times.items() if count > 1 and _is_long(writer, words)]
    return {words: chr(ord("A") + n) for n, words in enumerate(shared)}


def _is_long(writer: Writer, words: _Words) -> bool:
    return len(rule_lines(writer.book, words.slot, writer.areas, **words.reader)) > 1


def _head(writer: Writer, words: _Words, letter: str) -> Out:
    whose = ", for the lead" if words.for_lead else ", the lead away" if words.lead_away else ""
    return {"letter": letter, "title": f"{writer.slot_title(words.slot)}{whose}"}


def _question(writer: Writer, asked: Question, place: int, flow: Flow, places: dict[str, int]) -> Out:
    return {
        "n": place,
        "ask": asked.ask,
        "help": asked.help,
        "rules": [line for slot in asked.rules for line in writer.rule(slot, for_lead=asked.for_lead)],
        "options": [
            {
                "say": [{"text": option.say, "hint": option.hint} for option in same],
                **_target(writer.book, target, flow, places),
                "ring": _rings(writer.book, target, asked.id, same[0].id),
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


def _rings(book: Book, target: str, question: str, option: str) -> str:
    """What an answer calls for at once where another sheet begins with an emergency."""
    if not target.startswith("flow:"):
        return ""
    node = replay(book, target.removeprefix("flow:"), [(question, option)]).node
    return sentences(node.first.text)[0] if isinstance(node, Outcome) and node.urgency == "emergency" else ""


def _outcome(writer: Writer, advice: Advice, place: int, boxes: dict[_Words, str], once: list[Gap]) -> Out:
    outcome = advice.outcome

    def part(lines: Iterable[Line | None]) -> list[Out]:
        out: list[Out] = []
        for line in lines:
            words = _words(writer, line.rule, outcome) if line and line.rule else None
            if words in boxes:
                box = _head(writer, words, boxes[words])
                if out and "boxes" in out[-1]:
                    out[-1]["boxes"].append(box)
                else:
                    out.append({"boxes": [box]})
            elif line:
                out += writer.lines(lines_for(writer.book, (line,), writer.areas, **outcome.reader))
        return out

    missing = [gap for gap in advice.gaps if gap.slot in outcome.deadlines]
    see = [gap.title for gap in missing if gap in once]
    deadlines = [c for c in writer.deadlines(outcome.deadlines) if "limit" in c]
    deadlines += writer.lines(gap for gap in missing if gap not in once)
    return {
        "n": place,
        "title": outcome.title,
        "urgency": outcome.urgency,
        "word": URGENCY_WORDS[outcome.urgency],
        "first": writer.line(advice.first),
        "contacts": [writer.contact(contact) for contact in advice.contacts],
        "gaps": writer.lines(gap for gap in advice.gaps if gap.slot in outcome.contacts),
        "dont": writer.lines(advice.dont),
        "actions": part(outcome.actions),
        "clocks": [*deadlines, *([{"see": see}] if see else [])],
        "parents": part((outcome.parents,)),
        "record": part((outcome.record,)),
        "next": part(outcome.next),
    }
