"""Practice scenarios for newcomers, with the path through the wizard."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from handbook.pdf.words import Out, Writer
from wizard.advice import advise
from wizard.engine import replay
from wizard.model import Outcome

IN_CHARGE = re.compile(r"You (are [^.]*\b(lead|head|headteacher|governor|manager)\b|chair )")


def practice(writer: Writer) -> list[Out]:
    """Scenarios of this setting, each with its answer, as many as the pack has room for."""
    return [_answered(writer, flow, entry) for flow, entry in _chosen(writer)]


def _chosen(writer: Writer) -> list[tuple[str, Mapping[str, Any]]]:
    """Of the setting's scenarios: the newcomer's first, a flow's second after every flow's first."""
    files, plan = writer.maker.data.each("scenarios"), writer.papers["pack"]
    first = plan["practice"]
    ranked: list[tuple[bool, int, str, Mapping[str, Any]]] = []
    for flow in (*first, *(flow for flow in files if flow not in first)):
        entries = files.get(flow, {"scenarios": {}})["scenarios"].values()
        own = [entry for entry in entries if entry["setting"] == writer.maker.id]
        newcomers = [entry for entry in own if not IN_CHARGE.search(entry["situation"])]
        ranked += [(False, place, flow, entry) for place, entry in enumerate(newcomers)]
        ranked += [(True, place, flow, entry) for place, entry in enumerate(own) if entry not in newcomers]
    ranked.sort(key=lambda entry: entry[:2])
    return [(flow, entry) for _, _, flow, entry in ranked[: plan["situations"]]]


def _answered(writer: Writer, flow: str, entry: Mapping[str, Any]) -> Out:
    answers = [(question, option) for question, _, option in (a.partition("=") for a in entry["answers"])]
    step = replay(writer.book, flow, answers)
    outcome = step.node
    assert isinstance(outcome, Outcome), entry["situation"]  # noqa: S101 - `handbook check` walks every one
    advice = advise(writer.book, outcome, step.areas)
    inside = [contact for contact in advice.contacts if contact.contact.kind == "role"]
    why = writer.statements([{"text": entry["why"], "cite": entry["cite"]}])
    return {
        "title": entry["title"],
        "situation": entry["situation"],
        "flow": writer.book.flows[step.entry].title,
        "outcome": outcome.title,
        "first": writer.line(advice.first),
        "who": [writer.contact(contact) for contact in inside or advice.contacts],
        "dont": writer.lines(advice.dont),
        "why": why,
    }
