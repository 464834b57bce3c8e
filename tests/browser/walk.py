"""Ways through a flow: which to walk, and how a page walks them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from wizard.engine import Step
from wizard.model import Book, Outcome
from wizard.paths import Path, paths

Answers = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Way:
    """A path, and how many of its answers the path before it shares."""

    step: Step
    outcome: Outcome
    kept: int = 0

    @property
    def answers(self) -> Answers:
        return self.step.answers

    def alone(self) -> Way:
        """The same path from the first question."""
        return replace(self, kept=0)


def covering(book: Book, flow: str) -> list[Way]:
    """The fewest paths that reach every outcome of the flow for every area, and every flow that it hands over to.

    What follows a hand-over is walked from that flow's own page. The paths come in the order of the tree, so that
    neighbours share as many answers as possible; each is as short as can be.
    """
    shortest: dict[object, Path] = {}
    found = list(paths(book, flow))
    for path in found:
        at = path.step
        outcome = (path.outcome.id, at.areas) if at.flow == flow else at.flow
        if outcome not in shortest or len(at.path) < len(shortest[outcome].step.path):
            shortest[outcome] = path
    return in_order(found, shortest.values())


def in_order(found: Sequence[Path], wanted: Collection[Path]) -> list[Way]:
    """Those of a flow's paths that are wanted, in the order of the tree, each with what it shares with the last."""
    ways: list[Way] = []
    before: Answers = ()
    for path in found:
        if path in wanted:
            ways.append(Way(path.step, path.outcome, _shared(before, path.step.answers)))
            before = path.step.answers
    return ways


def _shared(one: Sequence[object], other: Sequence[object]) -> int:
    return len(list(takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))))


# Clicks its way through the page and tells what stood at each end. A way starts where it parts from the last
# one (`data-change`), or at the first question (`data-restart`): the page stays loaded all the while.
WALK = """
async (ways) => {
  const wizard = document.querySelector("[data-wizard]");
  const urls = new Set();
  const titles = new Set();
  const states = new Set();
  const asked = {};

  const tick = () => new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => { port1.close(); resolve(); };
    port2.postMessage(null);
  });

  async function press(selector) {
    const control = wizard.querySelector(selector);
    if (control === null) {
      throw new Error(`no ${selector} at ${wizard.dataset.step}`);
    }
    const depth = history.state.wizard;
    const end = performance.now() + 10_000;
    control.click();
    while (history.state.wizard === depth) {
      if (performance.now() > end) {
        throw new Error(`${selector} at ${wizard.dataset.step} led nowhere`);
      }
      await tick();
    }
    const held = document.activeElement;
    if (!wizard.contains(held) || !("heading" in held.dataset)) {
      throw new Error(`no focus on the heading of ${wizard.dataset.step}`);
    }
    urls.add(location.href);
    titles.add(document.title);
    states.add(Object.keys(history.state).join());
  }

  function same(markup) {
    const expected = document.createElement("template");
    expected.innerHTML = markup;
    const shown = wizard.cloneNode(true);
    for (const held of shown.querySelectorAll("[data-focus-visible-added]")) { // by the theme's script
      held.removeAttribute("data-focus-visible-added");
      held.classList.remove("focus-visible");
      if (held.className === "") {
        held.removeAttribute("class");
      }
    }
    return expected.innerHTML === shown.innerHTML;
  }

  function seen(html) {
    const { flow, step, kind, state } = wizard.dataset;
    return {
      flow, step, kind, state,
      contacts: [...wizard.querySelectorAll("[data-contact]")].map((card) => [
        card.dataset.contact,
        [...card.querySelectorAll("a[href^='tel:']")].map((a) => [a.textContent, a.getAttribute("href")]),
      ]),
      clocks: [...wizard.querySelectorAll("[data-clock]")].map((clock) => clock.dataset.clock),
      options: wizard.querySelectorAll("[data-option]").length,
      calls: [...document.querySelectorAll("a[href^='tel:']")].map((a) => a.getAttribute("href")),
      text: wizard.innerText,
      same: same(html),
      tooWide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    };
  }

  const ends = [];
  for (const { answers, kept, html } of ways) {
    if (kept > 0) {
      await press(`[data-change="${kept}"]`);
    } else if (wizard.querySelector("[data-restart]") !== null) {
      await press("[data-restart]");
    }
    for (const [question, option] of answers.slice(kept)) {
      const { flow, step, kind } = wizard.dataset;
      if (step !== question || kind !== "question") {
        throw new Error(`${kind} ${step} where question ${question} was to come`);
      }
      asked[`${flow} ${step}`] = [...wizard.querySelectorAll("[data-option]")].map((o) => o.dataset.option);
      await press(`[data-option="${CSS.escape(option)}"]`);
    }
    ends.push(seen(html));
  }
  return { ends, asked, urls: [...urls], titles: [...titles], states: [...states] };
}
"""

# Everything that a browser keeps for a site.
KEPT = """
async () => ({
  local: { ...localStorage },
  session: { ...sessionStorage },
  cookies: document.cookie,
  databases: (await indexedDB.databases()).map(({ name }) => name),
  caches: await caches.keys(),
})
"""
