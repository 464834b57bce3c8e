"""A flow's page with Python at work in it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from playwright.sync_api import Page

from tests.browser.support import Watched
from tests.browser.walk import WALK, Way
from wizard.engine import replay
from wizard.host import Host

Case = tuple[str, str]

NOW = datetime(2026, 11, 26, 17, 31, tzinfo=UTC)  # a Thursday; in November England keeps UTC
ENGLAND_NOW = NOW.replace(tzinfo=None)
SHOWN = """(step) => {
  const wizard = document.querySelector("[data-wizard]");
  return wizard.dataset.step === step && wizard.contains(document.activeElement) &&
    "heading" in document.activeElement.dataset;
}"""
# One page lends its Python to the site's other pages: what they would send to a worker of their own goes to its.
LENDING = """
globalThis.Worker = class extends Worker {
  constructor(url, how) {
    super(url, how);
    if (url.includes("loader.js")) return;
    const lent = new BroadcastChannel("python");
    lent.addEventListener("message", ({ data }) => {
      if (data.request !== undefined) {
        this.postMessage(data);
      }
    });
    this.addEventListener("message", ({ data }) => lent.postMessage(data));
  }
};
"""
BORROWING = """
globalThis.Worker = class extends EventTarget {
  constructor() {
    super();
    this.name = crypto.randomUUID();
    this.lent = new BroadcastChannel("python");
    this.lent.addEventListener("message", ({ data: { id, ...answer } }) => {
      const [name, own] = String(id).split(" ");
      if (name === this.name && answer.request === undefined) {
        this.answer({ id: Number(own), ...answer });
      }
    });
  }
  answer(data) { this.dispatchEvent(new MessageEvent("message", { data })); }
  postMessage({ id, request }) {
    if (request !== undefined) {
      this.lent.postMessage({ id: `${this.name} ${id}`, request });
    }
  }
  terminate() { this.lent.close(); }
};
WebAssembly.compileStreaming = async () => null;
"""
AHEAD = 1  # pages whose Python starts while the one before is walked; more would only crowd two cores


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


class Pages:
    """Opens flows' pages, each before its turn comes.

    Every page of the first setting starts Python itself. In the others, one page does, and its Python answers for
    the rest: a start takes longer than a flow, and there are many.
    """

    def __init__(self, cases: Sequence[Case], sites: Mapping[str, Watched]) -> None:
        self.cases = cases
        self.sites = sites
        self.opened: dict[Case, Page] = {}
        self.keepers: dict[str, Page] = {}

    def take(self, case: Case) -> Page:
        place = self.cases.index(case)
        for one in self.cases[place : place + 1 + AHEAD]:
            if one not in self.opened:
                self.opened[one] = self._open(*one)
        page = self.opened.pop(case)
        page.bring_to_front()  # a page behind another is drawn once a second, and every click waits for that
        return ready(page)

    def _open(self, setting: str, flow: str) -> Page:
        site = self.sites[setting]
        if setting == self.cases[0][0]:
            return site.open(f"what-now/{flow}.html")
        if setting not in self.keepers:
            self.keepers[setting] = ready(site.open("what-now/index.html", LENDING))
        return site.open(f"what-now/{flow}.html", BORROWING)


def ready(page: Page) -> Page:
    """The page when Python has taken over."""
    page.wait_for_selector("[data-wizard][data-state=ready]")
    return page
