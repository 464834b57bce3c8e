"""What of an outcome stands on the first screen of a small phone, and how long pages are."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import median

from playwright.sync_api import Page, ViewportSize

from wizard.host import Host
from wizard.paths import paths

PHONE: ViewportSize = {"width": 360, "height": 740}
AT_ONCE = 40  # outcomes to the page in one call, each of which costs more than a small outcome
# The steps as the wizard would put them in place, measured as they stand when they are shown: nothing scrolled.
MEASURE = """(all) => all.map((html) => {
  const wizard = document.querySelector("[data-wizard]");
  wizard.innerHTML = html;
  wizard.dataset.kind = "outcome";
  scrollTo(0, 0);
  const end = document.querySelector(".hb-bar").getBoundingClientRect().top;
  const seen = (selector) => [...wizard.querySelectorAll(selector)].some((one) => {
    const { top, bottom, height } = one.getBoundingClientRect();
    return height > 0 && top >= 0 && bottom <= end && one.checkVisibility();
  });
  return {
    first: seen("[data-part=first] > .hb-line"),
    dont: seen("[data-part=dont] .hb-line"),
    ring: seen(":is([data-part=first], [data-part=who]) :is(a[href^='tel:'], a[href^='mailto:'])"),
    told: !wizard.querySelector("[data-part=first] :is(.hb-open, .hb-closed)") || seen("[data-part=first] :is(.hb-open, .hb-closed)"),
    reach: seen(":is([data-part=first], [data-part=who]) :is(a[href^='tel:'], a[href^='mailto:'], .hb-web, .hb-where)"),
    length: document.documentElement.scrollHeight / innerHeight,
    too_wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
  };
})"""


@dataclass(frozen=True)
class Shown:
    """One outcome as a reader meets it."""

    setting: str
    name: str
    first: bool
    dont: bool
    ring: bool
    told: bool
    reach: bool
    length: float
    too_wide: float

    @property
    def whole(self) -> bool:
        """Whether the first screen says what to do, what not, and how to reach someone."""
        return self.first and self.dont and self.reach


def measured(page: Page, host: Host, now: datetime) -> Iterator[Shown]:
    """Every outcome that some way leads to, on a page of the setting."""
    htmls: dict[str, str] = {}
    for flow in host.book.flows:
        for path in paths(host.book, flow):
            name = f"{path.step.flow}/{path.outcome.id}"
            if name not in htmls:
                asked = {"flow": flow, "answers": path.step.answers, "now": now.isoformat(), "root": "../"}
                htmls[name] = json.loads(host.answer(json.dumps(asked)))["html"]
    items = list(htmls.items())
    for start in range(0, len(items), AT_ONCE):
        some = items[start : start + AT_ONCE]
        for (name, _), measures in zip(some, page.evaluate(MEASURE, [html for _, html in some]), strict=True):
            yield Shown(host.book.setting, name, **measures)


def lengths(page: Page, address: str, paths: Iterable[str]) -> dict[str, float]:
    """How many screens of that phone each page has, as it stands when it is opened."""
    page.set_viewport_size(PHONE)
    found = {}
    for path in paths:
        page.goto(address + path)
        found[path] = float(page.evaluate("document.documentElement.scrollHeight / innerHeight"))
    return found


def table(shown: Sequence[Shown]) -> str:
    """How the outcomes of each setting do, a line each."""
    rows = [
        f"{'setting':18}{'outcomes':>9}{'first':>7}{'dont':>7}{'reach':>7}{'ring':>7}{'all':>7}{'median':>8}{'longest':>9}"
    ]
    for setting in dict.fromkeys(one.setting for one in shown):
        some = [one for one in shown if one.setting == setting]

        def share(field: str, among: Sequence[Shown] = some) -> str:
            return f"{sum(getattr(one, field) for one in among) / len(among):.0%}"

        lengths = [one.length for one in some]
        shares = "".join(f"{share(field):>7}" for field in ("first", "dont", "reach", "ring", "whole"))
        rows.append(f"{setting:18}{len(some):>9}{shares}{median(lengths):>8.1f}{max(lengths):>9.1f}")
    return "\n".join(rows)
