"""A flow on paper says in every step what the screen says there, to staff and to the lead alike."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from handbook.pdf.flowsheet import chart
from handbook.pdf.words import Writer
from tests.content.handbooks import Handbook
from tests.proof.invariants import TO_THE_LEAD
from wizard.advice import advise, rule_lines
from wizard.model import Flow
from wizard.static import flow_order

Printed = dict[str, Any]
Steps = list[tuple[Flow, Printed]]
PARTS = ("actions", "parents", "record", "next")


@pytest.fixture
def charts(handbook: Handbook) -> Steps:
    """Each flow with its chart."""
    return [
        (flow, chart(Writer(handbook.maker, handbook.book), flow)) for flow in handbook.book.flows.values()
    ]


def steps(flow: Flow, drawn: Printed) -> Iterator[tuple[str, Printed]]:
    """The chart's steps under the ids that the flow has for them."""
    for place, node in enumerate(flow_order(flow), 1):
        yield node, next(step for step in (*drawn["questions"], *drawn["outcomes"]) if step["n"] == place)


def read(drawn: Printed, entries: list[Printed]) -> list[str]:
    """The lines as one reads them, each box where the chart sends to it."""
    boxes = {box["letter"]: box["lines"] for box in drawn["boxes"]}
    found: list[str] = []
    for entry in entries:
        if "boxes" in entry:
            found += [line["text"] for box in entry["boxes"] for line in boxes[box["letter"]]]
        elif "text" in entry:
            found.append(entry["text"])
    return found


def test_a_chart_says_in_every_end_what_the_screen_says(handbook: Handbook, charts: Steps) -> None:
    for flow, drawn in charts:
        for node, step in steps(flow, drawn):
            if node in flow.outcomes:
                advice = advise(handbook.book, flow.outcomes[node], handbook.areas)
                done = {line.text for line in advice.actions}
                for part in PARTS:
                    shown = [line.text for line in getattr(advice, part)]
                    drawn_lines = read(drawn, step[part])
                    if part in {
                        "parents",
                        "record",
                    }:  # a box is whole wherever it is sent to, so it may repeat
                        drawn_lines = [text for text in drawn_lines if text not in done]
                    assert drawn_lines == shown, (flow.id, node, part)
                printed = {
                    *read(drawn, step["gaps"]),
                    *read(drawn, step["clocks"]),
                    *read(drawn, drawn["limits"]),
                }
                assert {gap.text for gap in advice.gaps} <= printed, (flow.id, node)


def test_a_chart_helps_with_a_question_as_the_screen_does(handbook: Handbook, charts: Steps) -> None:
    for flow, drawn in charts:
        for node, step in steps(flow, drawn):
            if node in flow.questions:
                asked = flow.questions[node]
                shown = [
                    line.text
                    for slot in asked.rules
                    for line in rule_lines(handbook.book, slot, handbook.areas, for_lead=asked.for_lead)
                ]
                assert read(drawn, step["rules"]) == shown, (flow.id, node)


def test_a_chart_never_sends_the_lead_to_the_lead(charts: Steps) -> None:
    found = [
        (flow.id, node, text)
        for flow, drawn in charts
        for node, step in steps(flow, drawn)
        if (flow.questions.get(node) or flow.outcomes[node]).for_lead
        for part in ("rules", "gaps", "clocks", *PARTS)
        for text in read(drawn, step.get(part, []))
        if TO_THE_LEAD.search(text)
    ]
    assert found == []


def test_two_boxes_of_a_chart_never_look_the_same(charts: Steps) -> None:
    for flow, drawn in charts:
        titles = [box["title"] for box in drawn["boxes"]]
        assert len(titles) == len(set(titles)), (flow.id, titles)
        named = [
            box
            for step in drawn["outcomes"]
            for part in PARTS
            for entry in step[part]
            for box in entry.get("boxes", [])
        ]
        assert {box["letter"] for box in named} == {box["letter"] for box in drawn["boxes"]}, flow.id
