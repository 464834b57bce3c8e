"""Answers that were given where the desk's Python could not run, put into the files where it can."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from handbook.desk import decisions, questions
from handbook.desk.decisions import DecisionError
from handbook.desk.edits import EditError
from handbook.desk.work import Work
from handbook.problems import DataError, Problem

Raw = Mapping[str, Any]
# What may be asked, and of what kind each part of it is: the file comes from a person's device.
SHAPES: Mapping[str, Mapping[str, type]] = {
    "section": {"section": str, "title": str},
    "reply": {"question": str, "given": dict},
}
GIVEN: Mapping[str, type] = {
    "answer": str,
    "section": str,
    "lines": list,
    "text": str,
    "within": dict,
    "from": str,
    "people": list,
    "person": dict,
    "name": str,
    "phone": str,
    "value": str,
    "note": str,
}


def known(asked: object, name: str) -> tuple[Raw, ...]:
    """What was asked, once it is known to have the right shape. Raises DataError where it has not."""
    if not isinstance(asked, list) or not all(map(_known, asked)):
        words = "lacks 'asked' in its right shape; it is damaged: save it again from the desk"
        raise DataError([Problem(name, 0, 0, words)])
    return tuple(asked)


def _known(request: object) -> bool:
    if not isinstance(request, dict) or request.get("do") not in SHAPES:
        return False
    if not all(isinstance(request.get(part), kind) for part, kind in SHAPES[request["do"]].items()):
        return False
    given = request.get("given", {})
    if "within" in given and not (isinstance(given["within"], dict) and _counts(given["within"])):
        return False
    return all(part in GIVEN and isinstance(value, GIVEN[part]) for part, value in given.items()) and all(
        isinstance(word, str)
        for word in (*given.get("lines", ()), *given.get("people", ()), *given.get("person", {}).values())
    )


def _counts(within: Raw) -> bool:
    """Whether a deadline's length is a number of units, or a unit that is not counted."""
    return isinstance(within.get("unit"), str) and isinstance(within.get("amount", 1), int | float)


def applied(work: Work, asked: Sequence[Raw]) -> tuple[Work, list[str]]:
    """The work with the answers in it, and in words each that could not be put there."""
    left = []
    for request in asked:
        try:
            if request["do"] == "section":
                if request["section"].strip() not in work.said["sections"]:
                    work = decisions.add_section(work, request["section"], request["title"])
            else:
                work = questions.answer(work, request["question"], request["given"])
        except (DecisionError, EditError) as error:
            left.append(f"{_about(work, request)}: {error}")
    return work, left


def _about(work: Work, request: Raw) -> str:
    if request["do"] == "section":
        return f"Section {request['section']}"
    asked = work.base.one("desk").get("questions", {})
    return str(asked.get(request["question"], {}).get("ask", request["question"]))
