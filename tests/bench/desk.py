"""The desk beside the wizard, in one run: `python -m tests.bench.desk`. How soon each is ready, its memory and size."""

from __future__ import annotations

import tempfile
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, sync_playwright

from handbook.checks import checked
from handbook.desk import folder
from tests.bench.reader import memory_of
from tests.browser.support import DATA, SITE, serving
from tests.support.browser import chromium

SETTING = "griffin"
ROUNDS = 5
LIMIT = 120_000  # milliseconds
WIZARD = ("what-now/worried.html", "() => document.querySelector('[data-wizard]')?.dataset.state === 'ready'")
DESK = ("index.html", "() => document.body.dataset.state === 'ready'")
# A page without Python, so that what Python adds can be told from the page.
PLAIN = ("about.html", None)


def main() -> int:
    """Print both, and how many times the wizard's the desk's is."""
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        desk = Path(name) / "desk"
        folder.write(checked(DATA), SETTING, desk)
        with serving(SITE / SETTING) as site, serving(desk) as desk_site:
            browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
            opened: dict[str, list[float]] = {"wizard": [], "desk": []}
            for _ in range(ROUNDS):  # in turn, so that a busy moment falls on both
                opened["wizard"].append(ready(browser, site + WIZARD[0], WIZARD[1]))
                opened["desk"].append(ready(browser, desk_site + DESK[0], DESK[1]))
            browser.close()
            memory = {}
            for what, address, done in (
                ("none", site + PLAIN[0], PLAIN[1]),
                ("wizard", site + WIZARD[0], WIZARD[1]),
                ("desk", desk_site + DESK[0], DESK[1]),
            ):
                # A browser each: a process keeps the high mark of what it showed before.
                fresh = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
                memory[what] = memory_of(fresh, address, done)
                fresh.close()
        times = {what: median(each) for what, each in opened.items()}
        sizes = {"wizard": weight(SITE / SETTING), "desk": weight(desk)}
    print(f"{'':34}{'wizard':>9}{'desk':>9}{'times':>8}")
    row("ready after, ms", times["wizard"], times["desk"])
    row(
        "its Python's memory, MB",
        (memory["wizard"] - memory["none"]) / 1e6,
        (memory["desk"] - memory["none"]) / 1e6,
    )
    row("its folder without papers, MB", sizes["wizard"] / 1e6, sizes["desk"] / 1e6)
    return 0


def ready(browser: Browser, address: str, done: str) -> float:
    """Milliseconds from the first byte asked for to an answer, with nothing kept from before."""
    context = browser.new_context(service_workers="block")
    page = context.new_page()
    page.goto(address, wait_until="commit")
    page.wait_for_function(done, timeout=LIMIT)
    took = float(page.evaluate("performance.now()"))
    context.close()
    return took


def weight(root: Path) -> int:
    """Bytes of a folder, but for papers and for what is there a second time in smaller."""
    return sum(
        path.stat().st_size
        for path in root.rglob("*")
        if path.is_file() and path.suffix not in {".pdf", ".br", ".gz"}
    )


def row(name: str, wizard: float, desk: float) -> None:
    """One line of the table."""
    print(f"{name:34}{wizard:9.0f}{desk:9.0f}{desk / wizard:8.1f}")


if __name__ == "__main__":
    raise SystemExit(main())
