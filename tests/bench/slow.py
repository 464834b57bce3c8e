"""A slower processor for pages: each of their processes runs for a part of the time only, with all its threads.

Chromium's own throttling holds up the page's thread and no other. Python runs in a worker, and a phone is slow there too.
"""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from playwright.sync_api import Browser, Page

TURN = 0.008  # seconds: short beside what is measured, long beside what it costs to stop so many threads
COST = 0.0002  # seconds of each turn that a page loses by being stopped and not by standing still
BUSY = """() => {
  const start = performance.now();
  for (let i = 0, sum = 0; i < 4e7; i += 1) sum += Math.sqrt(i);
  return performance.now() - start;
}"""


@contextmanager
def slowed(browser: Browser, times: int) -> Iterator[None]:
    """Slow the pages that are open in the browser, and what they open in the same place, so many times."""
    if times == 1:
        yield
        return
    processes = pages_of(browser)
    end = threading.Event()
    ticking = threading.Thread(target=_tick, args=(processes, times, end), daemon=True)
    ticking.start()
    try:
        yield
    finally:
        end.set()
        ticking.join()


def how_much(page: Page, times: int) -> float:
    """How many times longer a busy page takes while it is slowed: what "÷4" comes to on this machine."""
    browser = page.context.browser
    assert browser is not None
    page.evaluate(BUSY)
    alone = page.evaluate(BUSY)
    with slowed(browser, times):
        return float(page.evaluate(BUSY) / alone)


def pages_of(browser: Browser) -> list[int]:
    """The processes that pages run in."""
    session = browser.new_browser_cdp_session()
    every = session.send("SystemInfo.getProcessInfo")["processInfo"]
    session.detach()
    return [one["id"] for one in every if one["type"] == "renderer"]


def _tick(processes: list[int], times: int, end: threading.Event) -> None:
    _first_in_line()
    while not end.is_set():
        began = time.perf_counter()
        time.sleep(TURN / times + COST)
        _tell(processes, signal.SIGSTOP)
        # As long as it was, not as long as it was meant to be: where the system wakes this thread late, pages ran on.
        ran = time.perf_counter() - began - COST
        time.sleep(ran * (times - 1))
        _tell(processes, signal.SIGCONT)


def _first_in_line() -> None:
    """Let this thread be woken before any page, where the system allows it."""
    with suppress(OSError):
        os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(1))


def _tell(processes: list[int], what: signal.Signals) -> None:
    for process in list(processes):
        try:
            os.kill(process, what)
        except ProcessLookupError:
            processes.remove(process)
