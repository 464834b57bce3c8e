"""A flow's page with Python at work in it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from playwright.sync_api import Page

from tests.browser.walk import WALK, Way
from wizard.engine import replay
from wizard.host import Host

NOW = datetime(2026, 11, 26, 17, 31, tzinfo=UTC)  # a Thursday; in November England keeps UTC
ENGLAND_NOW = NOW.replace(tzinfo=None)
SHOWN = """(step) => {
  const wizard = document.querySelector("[data-wizard]");
  return wizard.dataset.step === step && wizard.contains(document.activeElement) &&
    "heading" in document.activeElement.dataset;
}"""


@dataclass(frozen=True)
class Live:
    """The page, what was there before anybody answered, and the same wizard in CPython."""

    setting: str
    flow: str
    page: Page
    host: Host
    ways: Sequence[Way]
    url: str
    title: str
    kept: Any

    @property
    def start(self) -> str:
        return self.host.book.flows[self.flow].start

    def html(self, way: Way) -> str:
        """The markup that CPython gives for the outcome of the path."""
        asked = {
            "flow": self.flow,
            "answers": way.answers,
            "now": ENGLAND_NOW.isoformat(timespec="minutes"),
            "root": "../",
        }
        given: str = json.loads(self.host.answer(json.dumps(asked)))["html"]
        return given

    def walk(self, ways: Sequence[Way]) -> Any:
        """Take these ways; what the page showed at their ends and on the road."""
        ready(self.page)
        return self.page.evaluate(
            WALK, [{"answers": way.answers, "kept": way.kept, "html": self.html(way)} for way in ways]
        )

    def shows(self, way: Way, answered: int) -> None:
        """Wait until the page shows where so many answers of the way lead, with the focus on its heading."""
        step = replay(self.host.book, self.flow, way.answers[:answered]).node.id
        self.page.wait_for_function(SHOWN, arg=step)


def ready(page: Page) -> Page:
    """The page when Python has taken over."""
    page.wait_for_selector("[data-wizard][data-state=ready]")
    return page
