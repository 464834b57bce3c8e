"""A Chromium for the tests: one that is there already, else Debian's, else Playwright's own download.

`python -m tests.support.browser` prints its path, or says what to do and gives exit status 1.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

# The first is Chromium without its windows, which spares a third of the time.
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
VARIABLE = "CHROMIUM"
STANDARD_ERROR = 2  # as a number: under a test, sys.stderr is no file
LONGEST_START = 60  # seconds; a first start on a slow disk is slow
# In a process of its own: Playwright does not start twice in one, and the caller may have started it.
ASK_PLAYWRIGHT = (
    "from playwright.sync_api import sync_playwright as start\n"
    "with start() as playwright: print(playwright.chromium.executable_path)"
)


class BrowserMissingError(RuntimeError):
    """No Chromium was found and none could be got."""


@cache
def chromium() -> Path:
    """A Chromium that starts. Gets one where the machine has none; raises BrowserMissingError."""
    named = os.environ.get(VARIABLE)
    if named:
        if not _starts(named):
            raise BrowserMissingError(f"{VARIABLE} is '{named}', which does not start; set it to a Chromium.")
        return Path(named)
    found = _here()
    for get in (_from_debian, _from_playwright):
        if not found:
            get()
            found = _here()
    if not found:
        raise BrowserMissingError(
            "The browser tests need Chromium, and none could be found or got. "
            f"Install Chromium or Chrome, or set {VARIABLE} to its path, and run this again."
        )
    return Path(found)


def _here() -> str | None:
    return next(filter(_starts, _candidates()), None)


def _candidates() -> Iterator[str]:
    yield from filter(None, map(shutil.which, NAMES))
    asked = subprocess.run(
        [sys.executable, "-c", ASK_PLAYWRIGHT], capture_output=True, text=True, check=False
    )
    if asked.returncode == 0:
        yield asked.stdout.strip()


def _starts(command: str) -> bool:
    """Whether it runs at all: some systems put a stub on the path that only tells what to install."""
    try:
        done = subprocess.run([command, "--version"], capture_output=True, check=False, timeout=LONGEST_START)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def _from_debian() -> None:
    if shutil.which("apt-get") and os.geteuid() == 0:
        _say("No Chromium here; installing Debian's.")
        if _run("apt-get", "update", "--quiet"):
            _run("apt-get", "install", "--quiet", "--yes", "--no-install-recommends", "chromium")


def _from_playwright() -> None:
    _say("No Chromium here; fetching Playwright's.")
    _run(sys.executable, "-m", "playwright", "install", "chromium")


def _run(*command: str) -> bool:
    """Run with what it prints on standard error, so that standard output holds the path alone."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(
        command, env=environment, stdin=subprocess.DEVNULL, stdout=STANDARD_ERROR, check=False
    )
    return done.returncode == 0


def _say(words: str) -> None:
    print(words, file=sys.stderr)


def main() -> int:
    """Print the path; 0 when there is one."""
    try:
        print(chromium())
    except BrowserMissingError as missing:
        _say(str(missing))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
