"""What the browser's worker calls: JSON in, JSON out."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from wizard import level_tool, render
from wizard.deadlines import EARLIEST, LATEST
from wizard.engine import replay
from wizard.ics import reminders
from wizard.levels import find
from wizard.loading import load
from wizard.model import Question
from wizard.view import View


class Host:
    """One setting's wizard. Keeps the book and nothing of the reader's answers."""

    def __init__(self, book_json: str) -> None:
        self.book = load(json.loads(book_json))

    def answer(self, request_json: str) -> str:
        """The answer to a request of either kind: a step of a flow, or a choice of signs (with `levels`)."""
        request = json.loads(request_json)
        return json.dumps(self._choice(request) if "levels" in request else self._step(request))

    def _choice(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """What the signs of an area point to.

        The request holds `levels` (the area), `chosen` (ids of signs), `find` (words to look for), `now`,
        `root` and `whole`. The response holds `result`, `sum`, and of the search `found` (ids) and
        `found_words`; where `whole` was asked for, also `tool`, all of it with nothing chosen.
        """
        levels = self.book.levels[request["levels"]]
        view = View(self.book, request["root"], datetime.fromisoformat(request["now"]))
        found = find(levels, request["find"])
        return {
            **({"tool": level_tool.tool(view, levels)} if request.get("whole") else {}),
            "result": level_tool.result(view, levels, request["chosen"]),
            "sum": level_tool.sum_words(levels, request["chosen"]),
            "found": found,
            "found_words": level_tool.found_words(levels, found),
        }

    def _step(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """The step for a request.

        The request holds `flow`, `answers` (pairs of question and option), `now` (wall time in England, ISO
        8601 to the minute), `root` (the way to the site's root) and, where the reader gave some, `starts` (by
        anchor, the moments that time limits count from). The response holds `html`, `flow`, `step`, `kind`,
        `heading` and `answers` (those that still lie on the path); at an outcome also `reminders`, a calendar
        file ("" where no limit lies ahead). Raises UnknownFlowError for an unknown flow.
        """
        at = replay(self.book, request["flow"], [(q, o) for q, o in request["answers"]])
        now = datetime.fromisoformat(request["now"])
        view = View(self.book, request["root"], now, _starts(request.get("starts", {})))
        shown = render.resolved(view, at)
        return {
            **(
                {}
                if isinstance(shown, Question)
                else {"reminders": reminders(self.book, shown.deadlines, now)}
            ),
            "html": render.step(view, at, shown),
            "flow": at.flow,
            "step": at.node.id,
            "kind": "question" if isinstance(shown, Question) else "outcome",
            "heading": shown.ask if isinstance(shown, Question) else shown.outcome.title,
            "answers": at.answers,
        }


def _starts(given: Mapping[str, str]) -> dict[str, datetime]:
    """The moments as given; a field that is empty or half typed counts as not given."""
    found = {}
    for anchor, text in given.items():
        try:
            moment = datetime.fromisoformat(text)
        except ValueError:
            continue
        if EARLIEST <= moment <= LATEST:
            found[anchor] = moment
    return found
