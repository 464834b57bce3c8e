"""What the browser tests share: the sites served from this machine, and an eye on what their pages do."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, ViewportSize, WebError

PROJECT = Path(__file__).parents[2]
DATA = PROJECT / "data"
SITE = PROJECT / "site"
# Griffin first: it has two areas, so what goes wrong with areas shows in the first tests.
SETTINGS = sorted(
    (path.stem for path in DATA.glob("settings/*.yml")), key=lambda name: (name != "griffin", name)
)
FLOWS = sorted(path.stem for path in DATA.glob("base/flows/*.yml"))
PHONE: ViewportSize = {"width": 360, "height": 800}
MADE_AHEAD = 1500  # milliseconds in which a page has made the next steps ready
LOUD = ("error", "warning", "assert")

# The page's clock stands at the moment that `stopClock` was last given; only dates are told so, timers run on.
STOPPED_CLOCK = """
(() => {
  const Running = Date;
  let stopped = %d;
  globalThis.stopClock = (moment) => { stopped = moment; };
  globalThis.Date = class extends Running {
    constructor(...given) { super(...(given.length > 0 ? given : [stopped])); }
    static now() { return stopped; }
  };
})();
"""

_SIGHT = """() => {
  Object.defineProperty(document, "hidden", { configurable: true, value: %s });
  document.dispatchEvent(new Event("visibilitychange"));
}"""
# The reader looks at something else, and at the page again.
OUT_OF_SIGHT, SEEN_AGAIN = _SIGHT % "true", _SIGHT % "false"

# The site kept on the device has tests of its own. Here it would fetch every file again for each context.
NOT_KEPT = "delete Navigator.prototype.serviceWorker;"
# For a look at many pages, on each of which Python would start. Where a test stops its files on the way instead, the
# browser fetches every file of every page again.
NO_PYTHON = "delete globalThis.WebAssembly;"


class Handler(SimpleHTTPRequestHandler):
    """Files of one folder, and no line on the terminal for each."""

    protocol_version = "HTTP/1.1"
    extensions_map = {  # noqa: RUF012 - as the class that it extends has it
        **SimpleHTTPRequestHandler.extensions_map,
        ".mjs": "text/javascript",
        ".wasm": "application/wasm",
    }

    def log_message(self, *_: Any) -> None:
        pass


class Server(ThreadingHTTPServer):
    """A closed page hangs up in the middle of an answer; that is no fault."""

    daemon_threads = True

    def handle_error(self, *_: Any) -> None:
        pass


@contextmanager
def serving(folder: Path, handler: type[Handler] = Handler) -> Iterator[str]:
    """The folder at an address of its own, which ends in a slash."""
    with Server(("127.0.0.1", 0), partial(handler, directory=folder)) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


class Watched:
    """A browser context of one site, and everything that its pages should not have done."""

    def __init__(self, browser: Browser, address: str, now: datetime | None = None, **options: Any) -> None:
        self.address = address
        self.faults: list[str] = []
        self.context: BrowserContext = browser.new_context(viewport=PHONE, **options)
        self.context.add_init_script(NOT_KEPT)
        if now is not None:
            self.context.add_init_script(STOPPED_CLOCK % milliseconds(now))
        self.context.on("request", self._requested)
        self.context.on("console", self._spoke)
        self.context.on("weberror", self._broke)

    def open(self, path: str, *before: str) -> Page:
        """A new page at an address inside the site, scripts of the test first. Does not wait for its own."""
        page = self.context.new_page()
        for script in before:
            page.add_init_script(script)
        page.goto(self.address + path, wait_until="commit")
        return page

    def check(self) -> None:
        """Fail on what has been seen since the last time."""
        found, self.faults = self.faults, []
        assert not found

    def close(self) -> None:
        self.context.close()
        self.check()

    def _requested(self, request: Request) -> None:
        if not request.url.startswith((self.address, f"blob:{self.address}", "data:")):
            self.faults.append(f"left the origin: {request.url}")

    def _spoke(self, message: ConsoleMessage) -> None:
        if message.type in LOUD:
            where = message.page.url if message.page else "a worker"
            self.faults.append(f"console {message.type} at {where}: {message.text}")

    def _broke(self, error: WebError) -> None:
        self.faults.append(f"uncaught: {error.error}")


def milliseconds(moment: datetime) -> int:
    """A moment as the browser counts it."""
    return int(moment.timestamp() * 1000)


def book_json(setting: str) -> str:
    """The book as the built site serves it."""
    return (SITE / setting / "assets/wizard/book.json").read_text(encoding="utf-8")
