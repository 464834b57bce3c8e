"""What the outcomes of a flow are called, so that a lead can tell each from the others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from handbook.datafiles.data import Data

Raw = Mapping[str, Any]


def outcome_titles(data: Data, flow: Raw) -> dict[str, str]:
    """The titles of a flow's outcomes by id; such as share one with an answer that leads to each."""
    outcomes = flow["outcomes"]
    alike: dict[str, list[str]] = defaultdict(list)
    for name, outcome in outcomes.items():
        alike[outcome["title"]].append(name)
    titles = {name: str(outcome["title"]) for name, outcome in outcomes.items()}
    repeated = [names for names in alike.values() if len(names) > 1]
    before = _answers(data, flow) if repeated else {}
    for names in repeated:
        ways = [list(_way(before, name)) for name in names]
        for steps in zip(*ways, strict=False):  # back from the outcomes, as far as they all go
            if len(set(steps)) == len(names):
                titles |= {name: f"{titles[name]} ({step})" for name, step in zip(names, steps, strict=True)}
                break
    return titles


def _answers(data: Data, flow: Raw) -> dict[str, tuple[str, str]]:
    """For each question and outcome the question that leads there first, and the answer to it in words."""
    shared = data.one("questions")
    found: dict[str, tuple[str, str]] = {}
    for name, question in flow["questions"].items():
        asked = {**shared.get(question.get("use", ""), {}), **question}
        then = question.get("then", {})
        if isinstance(then, str):  # whatever is answered
            found.setdefault(then, (name, ""))
            continue
        for option, about in asked.get("options", {}).items():
            target = about.get("then") or then.get(option)
            if isinstance(target, str):
                found.setdefault(target, (name, f"{asked['ask']} {about['say']}"))
    return found


def _way(before: Mapping[str, tuple[str, str]], name: str) -> Iterator[str]:
    """The answers that lead to an outcome, the last one first."""
    seen: set[str] = set()
    while name in before and name not in seen:
        seen.add(name)
        name, answer = before[name]
        if answer:
            yield answer
