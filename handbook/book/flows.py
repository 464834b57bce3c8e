"""A flow as one setting meets it: every condition decided, and only what can be reached."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from handbook.book.lookups import list_item
from handbook.book.view import SettingView
from wizard.engine import AREA_QUESTION as AREA

Raw = Mapping[str, Any]
Test = Callable[[Raw | None], bool]
OWN = "{own}"  # in a hint, the setting's own council


class Flows:
    """The flows of one setting; `applies` says whether a condition is met there."""

    def __init__(self, view: SettingView, applies: Test) -> None:
        self.view = view
        self.applies = applies

    def flow(self, flow: Raw) -> dict[str, Any]:
        """A flow as this setting meets it: conditions decided, questions that do not apply passed over."""
        asked = {name: q for name, q in flow["questions"].items() if self._asks(q)}
        passed = {name: q for name, q in flow["questions"].items() if name not in asked}

        def land(target: str) -> str:
            while target in passed:
                question = passed[target]
                target = (
                    question["then"]
                    if question.get("use") == AREA and self.applies(question.get("when"))
                    else question["otherwise"]
                )
            return target

        questions = {name: self._question(q, land) for name, q in asked.items()}
        start = land(flow["start"])
        reached = _reached(start, questions)
        return {
            "title": self.view.words(flow["title"]),
            "about": self.view.words(flow["about"]),
            "start": start,
            "questions": {name: q for name, q in questions.items() if name in reached},
            "outcomes": {name: self._outcome(o) for name, o in flow["outcomes"].items() if name in reached},
        }

    def _asks(self, question: Raw) -> bool:
        return self.applies(question.get("when")) and (
            question.get("use") != AREA or len(self.view.areas) > 1
        )

    def _question(self, question: Raw, land: Any) -> dict[str, Any]:
        if "use" in question:
            text = self.view.data.one("questions")[question["use"]]
            then = question["then"]
            shared = {**self._councils(), **text["options"]} if question["use"] == AREA else text["options"]
            options = [
                self._option(option, words, land(then if isinstance(then, str) else then[option]))
                for option, words in shared.items()
            ]
        else:
            text = question
            options = [
                self._option(option, words, land(words["then"]))
                for option, words in question["options"].items()
                if self.applies(words.get("when"))
            ]
        return {
            "ask": self.view.words(text["ask"]),
            "help": self.view.words(text.get("help", "")),
            "rules": text.get("rules", []),
            "related": text.get("related", []),
            "options": options,
            "shared": question.get("use", ""),
            "for_lead": question.get("for_lead", False),
        }

    def _councils(self) -> dict[str, Raw]:
        """The answers to where a child lives, by area."""
        return {area: {"say": self.view.data.each("area")[area]["name"]} for area in self.view.areas}

    def _option(self, option: str, words: Raw, then: str) -> dict[str, Any]:
        hint: str = words.get("hint", "")
        if OWN in hint:  # only where it is asked for the area, and so there is one
            hint = hint.replace(OWN, self.view.data.each("area")[self.view.areas[0]]["name"])
        return {
            "id": option,
            "say": self.view.words(words["say"]),
            "hint": self.view.words(hint),
            "then": then,
            **({"means": words["means"]} if "means" in words else {}),
        }

    def _outcome(self, outcome: Raw) -> dict[str, Any]:
        out: dict[str, Any] = {
            key: outcome[key]
            for key in (
                "urgency",
                "call",
                "contacts",
                "clocks",
                "related",
                "for_lead",
                "lead_away",
                "overdue",
            )
            if key in outcome
        }
        out["title"] = self.view.words(outcome["title"])
        out["first"] = self.view.statement(outcome["first"])
        for key in ("actions", "next"):
            out[key] = [made for line in outcome.get(key, ()) if (made := self._line(line))]
        out["dont"] = [
            made
            for line in outcome.get("dont", ())
            if (made := self._line({"item": line} if isinstance(line, str) else line))
        ]
        for key in ("parents", "record"):
            if key in outcome and (made := self._line(outcome[key])):
                out[key] = made
        return out

    def _line(self, line: Raw) -> dict[str, Any] | None:
        made = self._said(line)
        if made is None or "skip_after" not in line:
            return made
        answers = ((question, said) for question, options in line["skip_after"].items() for said in options)
        return {**made, "skip_after": [list(answer) for answer in answers]}

    def _said(self, line: Raw) -> dict[str, Any] | None:
        if "rule" in line:
            return {"rule": line["rule"]}
        if "item" not in line:
            return self.view.statement(line)
        return self.view.statement(list_item(self.view.data, line["item"]))


def _reached(start: str, questions: Mapping[str, Raw]) -> set[str]:
    reached: set[str] = set()
    waiting = [start]
    while waiting:
        node = waiting.pop()
        if node not in reached:
            reached.add(node)
            waiting += [option["then"] for option in questions[node]["options"]] if node in questions else []
    return reached
