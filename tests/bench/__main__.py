"""`make bench`: stock Pyodide, each of our starts and the limit side by side, and what a reader feels.

Every figure is of one run on one machine; read the ratios. What could not be measured is said.
"""

from __future__ import annotations

import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict
from functools import partial
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from handbook.runtime.parts import BOOT_METHODS
from tests.bench import paper, reader, starts
from tests.bench.ground import SETTING, ground
from tests.bench.scale import scale
from tests.bench.slow import how_much
from tests.browser.support import PROJECT
from tests.search.box import key_times
from tests.support import browser as support
from tests.support.engines import EngineError, firefox, webkit

ROUNDS = 3
SLOWER = (1, 4)
OUT = PROJECT / "build/bench.json"
LINK = 10_000_000 / 8  # bytes a second
READY = "() => document.querySelector('[data-wizard]')?.dataset.state === 'ready'"
ANSWERED = "() => document.title !== 'Start'"


def main() -> int:
    """Print the tables, and write their figures to `build/bench.json`."""
    with ground() as (address, folder), sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=support.chromium(), args=["--no-sandbox"])
        taken = {
            f"Chromium, CPU ÷{slower}": starts.chromium(started, address, slower, ROUNDS) for slower in SLOWER
        }
        steps = _others(taken, address)
        figures: dict[str, Any] = {"machine": _machine(), "starts": _starts(taken)}
        figures["cold"] = _cold(started, address, folder, taken[f"Chromium, CPU ÷{SLOWER[-1]}"])
        figures["felt"] = _felt(started, address) | _steps(steps)
        figures["search"] = _found(started, address, folder)
        figures["memory"] = _memory(playwright.chromium, address)
        started.close()
    figures["build"] = _build()
    figures["paper"] = paper.show()
    figures["scale"] = scale()
    OUT.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    print(f"\nWrote {OUT.relative_to(PROJECT)}")
    return 0


def _machine() -> dict[str, Any]:
    """What the figures were taken on."""
    return {"processors": os.cpu_count(), "system": platform.platform(), "python": platform.python_version()}


def _others(taken: dict[str, starts.Times], address: str) -> dict[str, reader.Steps]:
    """The starts of the other browsers, added to those taken; gives their steps."""
    steps = {}
    for name, engine in (("Firefox", firefox), ("WebKitGTK", webkit)):
        try:
            with engine() as running:
                taken[name] = starts.other(running, address, ROUNDS)
                starts.open_wizard(running, f"{address}{reader.SITE}/")
                steps[name] = reader.steps(partial(running.run, f"return await ({reader.STEP})()"))
        except (EngineError, TimeoutError) as error:
            print(f"{name} was not measured: {error}")
    return steps


def _starts(taken: dict[str, starts.Times]) -> dict[str, starts.Times]:
    print("\nFrom the worker's start to the engine's first answer, warm; milliseconds, median of", ROUNDS)
    print(
        f"{'':20}"
        + "".join(f"{boot_method:>10}" for boot_method in starts.ALL)
        + f"{'stock/ours':>12}{'ours/limit':>12}"
    )
    for name, times in taken.items():
        ours = min(times[boot_method] for boot_method in BOOT_METHODS)
        ratios = f"{times['stock'] / ours:>12.1f}{ours / times['limit']:>12.1f}"
        print(f"{name:20}" + "".join(f"{times[boot_method]:>10.0f}" for boot_method in starts.ALL) + ratios)
    return taken


def _steps(taken: dict[str, reader.Steps]) -> dict[str, Any]:
    for name, steps in taken.items():
        print(f"{name}: step {steps}")
    return {name: asdict(steps) for name, steps in taken.items()}


def _cold(browser: Browser, address: str, folder: Path, slow: starts.Times) -> dict[str, Any]:
    print(
        "\nA first visit: bytes until Python answers (Brotli), and seconds: at 10 Mbit/s, and the start at CPU ÷4"
    )
    rows = {"stock": ("bench/", "start.html?way=stock", ANSWERED)}
    rows |= {
        boot_method: (f"{boot_method}/", starts.WIZARD, READY) for boot_method in reversed(list(BOOT_METHODS))
    }
    stock, found = 0, {}
    for name, (place, page, done) in rows.items():
        urls = reader.asked_for(browser, f"{address}{place}{page}", done)
        names = {url.removeprefix(address) for url in urls}
        parts = {
            one for one in names if "/python/" in one or one.endswith(("book.json", "worker.js", "loader.js"))
        }
        sent = reader.bytes_sent(folder, parts)
        stock = stock or sent
        link, cpu = sent / LINK, slow[name] / 1000
        found[name] = {"bytes": sent, "seconds": link + cpu}
        print(
            f"{name:20}{sent:>12,} bytes {sent / stock:>6.0%}   {link:.1f} + {cpu:.1f} = {link + cpu:.1f} s"
        )
    return found


def _felt(browser: Browser, address: str) -> dict[str, Any]:
    print(
        "\nWhat a reader feels in Chromium; milliseconds. First sight is over 1.6 Mbit/s and 150 ms; of steps, p50 and p95"
    )
    every = {}
    for slower in SLOWER:
        found = reader.felt(browser, address, slower)
        every[f"CPU ÷{slower}"] = asdict(found)
        long = ", ".join(f"{took:.0f}" for took in found.long) or "none"
        print(f"CPU ÷{slower}: first paint {found.paint:.0f}, first question {found.question:.0f}; ", end="")
        print(f"step {found.steps}; tasks over 50 at the start: {long}")
    page = browser.new_page()
    times = [how_much(page, SLOWER[-1]) for _ in range(ROUNDS)]
    page.close()
    print(f"CPU ÷{SLOWER[-1]} made a busy page take {median(times):.1f} times as long")
    return every | {"slowed": median(times)}


def _found(browser: Browser, address: str, folder: Path) -> dict[str, Any]:
    print("\nThe search, per key from the key to the answer laid out; milliseconds")
    found: dict[str, Any] = {}
    for slower in SLOWER:
        times = key_times(lambda: _page_of(browser, f"{address}{reader.SITE}/index.html"), slower)
        half, slow = median(times), quantiles(times, n=20)[-1]
        found[f"CPU ÷{slower}"] = {"p50": half, "p95": slow}
        print(f"CPU ÷{slower}: {len(times)} keys, p50 {half:.1f}, p95 {slow:.1f}")
    found["bytes"] = reader.bytes_sent(folder, {f"{reader.SITE}/assets/search/index.js"})
    print(f"what can be found: {found['bytes']:,} bytes in Brotli")
    return found


def _page_of(browser: Browser, url: str) -> Page:
    page = browser.new_page(service_workers="block")
    page.goto(url)
    return page


def _memory(kind: object, address: str) -> dict[str, int]:
    print("\nMost memory of the page's process, with its worker; MB")
    cases = {
        "no Python": (f"{address}memory/index.html", None),
        "stock": (f"{address}bench/start.html?way=stock", ANSWERED),
    }
    cases |= {
        boot_method: (f"{address}{boot_method}/{starts.WIZARD}", READY)
        for boot_method in reversed(list(BOOT_METHODS))
    }
    most = {}
    for name, (url, done) in cases.items():
        # A browser each: a process keeps the high mark of what it showed before.
        fresh = kind.launch(executable_path=support.chromium(), args=["--no-sandbox"])  # type: ignore[attr-defined]
        most[name] = reader.memory_of(fresh, url, done)
        more = (most[name] - most["no Python"]) / 1e6
        print(f"{name:20}{most[name] / 1e6:>10.0f}" + (f", so {more:.0f} for its worker" if done else ""))
        fresh.close()
    return most


def _build() -> dict[str, float]:
    """One setting as a site against the same pages as plain files with plain MkDocs."""
    with tempfile.TemporaryDirectory() as name:
        plain, site = Path(name) / "plain", Path(name) / "site"
        _run("handbook", "pages", "--setting", SETTING, "--out", str(plain))
        times = []
        for command, folder in (
            (("mkdocs", "build", "--quiet"), plain),
            (("mkdocs", "build", "--quiet"), PROJECT),
        ):
            start = time.monotonic()
            _run(*command, "--site-dir", str(site), folder=folder)
            times.append(time.monotonic() - start)
            shutil.rmtree(site)
    print(
        f"\nBuilding {SETTING}: {times[1]:.1f} s; the same pages with plain MkDocs: {times[0]:.1f} s; ",
        end="",
    )
    print(f"ratio {times[1] / times[0]:.2f}")
    return {"plain": times[0], "ours": times[1], "ratio": times[1] / times[0]}


def _run(module: str, *arguments: str, folder: Path = PROJECT) -> None:
    subprocess.run([sys.executable, "-m", module, *arguments], cwd=folder, check=True, capture_output=True)


if __name__ == "__main__":
    sys.exit(main())
