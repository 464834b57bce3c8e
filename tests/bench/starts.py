"""From the start of the worker to the engine's first answer, warm, in each engine."""

from __future__ import annotations

import time
from collections.abc import Callable
from statistics import median

from playwright.sync_api import Browser, CDPSession

from handbook.runtime.parts import BOOT_METHODS
from tests.bench.slow import slowed
from tests.support.engines import Engine, EngineError

WIZARD = "what-now/worried.html"
TOOK = "() => performance.getEntriesByName('wizard-ready')[0].startTime - performance.getEntriesByName('wizard-start')[0].startTime"
LIMIT = 120_000
REST = 1.0  # seconds on an empty page before each start: what came before goes on compiling for a while
ALL = ("stock", *reversed(list(BOOT_METHODS)), "limit")  # slowest first

Times = dict[str, float]  # milliseconds by boot method


def chromium(browser: Browser, address: str, slower: int, rounds: int) -> Times:
    """The median of each boot method; they take turns, so that a busy moment falls on all of them."""
    context = browser.new_context(service_workers="block")
    page = context.new_page()
    page.goto(f"{address}bench/blank.html")
    session = context.new_cdp_session(page)
    taken: dict[str, list[float]] = {boot_method: [] for boot_method in ALL}
    with slowed(browser, slower):
        for turn in range(rounds + 1):  # the first fills the cache
            for boot_method, times in taken.items():
                page.goto(f"{address}bench/blank.html")
                time.sleep(REST)
                if boot_method in BOOT_METHODS:
                    page.goto(f"{address}{boot_method}/{WIZARD}")
                    when(session, "document.querySelector('[data-wizard]')?.dataset.state === 'ready'")
                    took = page.evaluate(TOOK)
                else:
                    page.goto(f"{address}bench/start.html?way={boot_method}")
                    when(session, "document.title !== 'Start'")
                    took = milliseconds(page.title())
                if turn:
                    times.append(took)
    context.close()
    return {boot_method: median(times) for boot_method, times in taken.items()}


def when(session: CDPSession, condition: str) -> None:
    """Wait for a condition in the page with as little to do for the page as can be."""
    look = f"const look = () => ({condition}) ? done() : setTimeout(look, 20); look();"
    order = {"expression": f"new Promise((done) => {{ {look} }})", "awaitPromise": True}
    session.send("Runtime.evaluate", order)


def other(engine: Engine, address: str, rounds: int) -> Times:
    """The same in a browser that is driven by its own protocol."""
    taken: dict[str, list[float]] = {boot_method: [] for boot_method in ALL}
    for turn in range(rounds + 1):
        for boot_method, times in taken.items():
            engine.get(f"{address}bench/blank.html")
            time.sleep(REST)
            if boot_method in BOOT_METHODS:
                open_wizard(engine, f"{address}{boot_method}/")
                took = engine.run(f"return ({TOOK})()")
            else:
                engine.get(f"{address}bench/start.html?way={boot_method}")
                until(engine, "document.title !== 'Start'")
                took = milliseconds(engine.run("return document.title"))
            if turn:
                times.append(float(took))
    return {boot_method: median(times) for boot_method, times in taken.items()}


def open_wizard(engine: Engine, site: str) -> None:
    """The site's wizard, with Python ready."""
    engine.get(f"{site}{WIZARD}")
    until(engine, "document.querySelector('[data-wizard]')?.dataset.state === 'ready'")


def milliseconds(title: str) -> float:
    """The time that the page left in its title; raises EngineError where the start failed."""
    if title.startswith("failed"):
        raise EngineError(title)
    return float(title)


def until(engine: Engine, condition: str) -> None:
    """Wait for a condition in the page; raises TimeoutError when it does not come."""
    ask: Callable[[], bool] = lambda: bool(engine.run(f"return Boolean({condition})"))  # noqa: E731
    end = time.monotonic() + LIMIT / 1000
    while not ask():
        if time.monotonic() > end:
            raise TimeoutError(condition)
        time.sleep(0.05)
