"""The search box as a reader meets it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from playwright.sync_api import Page


def _yaml(name: str) -> Any:
    return yaml.safe_load(Path(__file__).with_name(name).read_text(encoding="utf-8"))


QUERIES: list[Mapping[str, Any]] = _yaml("queries.yml")
FRESH: list[Mapping[str, Any]] = _yaml("fresh.yml")
SHORT: list[Mapping[str, Any]] = _yaml("short.yml")
# What nobody learnt from: sentences with their flows, danger by its kinds, and what is none.
TOLD: list[Mapping[str, Any]] = _yaml("told.yml")
DANGER: Mapping[str, list[str]] = _yaml("danger.yml")
CALM: list[str] = [*_yaml("calm.yml"), *(one["q"] for one in TOLD if not one.get("danger"))]
# Two settings as unlike as can be: a school with two areas, and a partnership.
TESTED = ("griffin", "medway")
FOLDERS = {"flow": "what-now/", "harm": "harms/", "abuse": "abuse/", "topic": "topics/"}
# Types each text as a reader would and reads what the box shows.
READ = """(all) => {
  const input = document.querySelector(".md-search__input");
  return all.map((text) => {
    input.value = text;
    input.dispatchEvent(new Event("input", { bubbles: true }));
    return [...document.querySelectorAll(".md-search-result__item")].map((item) => ({
      page: new URL(item.querySelector("a").href).pathname,
      kind: item.dataset.kind,
      numbers: [...item.querySelectorAll(".hb-number a")].map((one) => one.textContent),
      text: item.innerText,
    }));
  });
}"""
# The answer to one key: from the key to what it changed in the page, laid out.
ANSWER = """(text) => {
  const input = document.querySelector(".md-search__input");
  const start = performance.now();
  input.value = text;
  input.dispatchEvent(new Event("input", { bubbles: true }));
  document.querySelector(".md-search__output").getBoundingClientRect();
  return performance.now() - start;
}"""

TYPED = [query["q"][:end] for query in QUERIES[::8] for end in range(1, len(query["q"]) + 1)]  # key by key
ROUNDS = 3  # the least of so many is the key's own time, and not that of what else the machine was doing
LOOK, MOST_LOOKS = 20, 1500  # milliseconds, and so half a minute


@dataclass(frozen=True)
class Found:
    """One line of what was found."""

    page: str
    kind: str
    numbers: tuple[str, ...]
    text: str


def address(page: str) -> str:
    """The path that a query's `page` stands for."""
    if page.endswith(".pdf"):
        return f"/{page}"
    folder, colon, name = page.partition(":")
    return f"/{FOLDERS[folder]}{name}.html" if colon else f"/{page}.html"


def open_box(page: Page) -> Page:
    """Put the cursor into the box, as a reader would, and wait until it can answer."""
    page.wait_for_selector("[data-search]:not([hidden])", state="attached")
    page.keyboard.press("/")
    return until_it_can_answer(page)


def until_it_can_answer(page: Page) -> Page:
    """Wait for the index, asked for from outside: the page's own policy lets nobody wait in it with text as code."""
    for _ in range(MOST_LOOKS):
        if page.evaluate("performance.getEntriesByName('search-ready').length"):
            return page
        page.wait_for_timeout(LOOK)
    raise AssertionError("the search never became ready")


def key_times(opened: Callable[[], Page], slower: int) -> list[float]:
    """Milliseconds from each key to its answer, shortest first, on a machine so many times slower.

    Each round has a fresh page, which knows nothing from before.
    """
    rounds = []
    for _ in range(ROUNDS):
        page = open_box(opened())
        page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slower})
        rounds.append([page.evaluate(ANSWER, text) for text in TYPED])
        page.close()
    return sorted(map(min, zip(*rounds, strict=True)))


def ask(page: Page, question: str) -> list[Found]:
    """What the box shows for a question."""
    (found,) = ask_each(page, [question])
    return found


def ask_each(page: Page, questions: Sequence[str]) -> list[list[Found]]:
    """What the box shows for one question after the other."""
    return [
        [Found(**{**one, "numbers": tuple(one["numbers"])}) for one in found]
        for found in page.evaluate(READ, list(questions))
    ]
