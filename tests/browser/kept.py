"""A web host that can change its ways while a reader has a copy of the handbook on the device."""

from __future__ import annotations

import os
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, Page

from handbook import runtime
from handbook.runtime.parts import COMMON, LIBRARY, MEMORY
from tests.browser.support import SITE, Handler, Server

SETTING = "griffin"
NEWER = "version of the test"  # stands in a later build
# The pages of a short site, enough for what the tests look at. A browser keeps each of some two hundred others in the same
# way, which takes it most of the time; test_runtime_offline.py has the copy of a whole site.
PAGES = frozenset(
    f"{name}.html"
    for name in (
        *("index", "404", "away", "about", "contacts", "harms/nudes", "harms/harmful-sexual-behaviour"),
        *("what-now/index", "what-now/worried", "what-now/emergency", "topics/recording"),
    )
)
PATIENCE = 120_000
LOOK = 25  # milliseconds from one look to the next
KEPT = "() => navigator.serviceWorker.getRegistration().then((one) => one?.active?.state === 'activated')"
FOOT = "[data-kept]"
# A page waits a second or two before it asks to be kept, so that it does not get in its own way. Most tests need not.
SOONER = """
(() => {
  const later = setTimeout;
  let asked = false;
  globalThis.setTimeout = (act, delay, ...rest) =>
    later(act, !asked && [500, 1000].includes(delay) ? delay / 20 : delay, ...rest);
  const { register } = ServiceWorkerContainer.prototype;
  ServiceWorkerContainer.prototype.register = function (...given) {
    asked = true;
    return register.apply(this, given);
  };
})();
"""


class Host:
    """The site at an address, which may be changed for another; `answer` may take over a request by giving its own."""

    def __init__(self, site: Path) -> None:
        self.site = site
        self.address = ""
        self.asked: list[str] = []
        self.up = True
        self.password = ""
        self.slow = 0.0
        self.breaks_after: int | None = None  # files; the next one comes by half, and then no more
        self.sent = 0
        self.by_half: list[str] = []  # files that come by half when they are next asked for
        self.headers = {"Cache-Control": "no-cache"}
        self.answer: Callable[[str], tuple[int, dict[str, str], bytes] | None] = lambda _: None


class _Hosting(Handler):
    host: Host

    def translate_path(self, path: str) -> str:
        self.directory = str(self.host.site)
        return super().translate_path(path)

    def end_headers(self) -> None:
        for name, value in self.host.headers.items():
            self.send_header(name, value)
        self.send_header("Connection", "close")
        super().end_headers()

    def send_head(self) -> Any:
        self.host.asked.append(self.path)
        self.close_connection = True
        if not self.host.up:
            return None
        time.sleep(self.host.slow)
        self.host.sent += 1
        if self.host.breaks_after is not None and self.host.sent > self.host.breaks_after:
            return self._half() if self.host.sent == self.host.breaks_after + 1 else None
        if (path := urlsplit(self.path).path.lstrip("/")) in self.host.by_half:
            self.host.by_half.remove(path)
            return self._half()
        if self.headers.get("Authorization", "") != self.host.password:
            return self._own(401, {"WWW-Authenticate": 'Basic realm="Staff"'}, b"")
        own = self.host.answer(path)
        return super().send_head() if own is None else self._own(*own)

    def _half(self) -> BytesIO | None:
        whole = super().send_head()
        if whole is None:
            return None
        with whole:
            body: bytes = whole.read()
        return BytesIO(body[: len(body) // 2])

    def _own(self, status: int, headers: dict[str, str], body: bytes) -> BytesIO:
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        return BytesIO(body)


@contextmanager
def hosted(site: Path) -> Iterator[Host]:
    """The site on such a host; each connection is good for one request, so that a cut is felt at once.

    It speaks HTTP/1.1, as hosts do: it says how long a file is, and WebKitGTK takes half of it for the whole even so.
    """
    host = Host(site)
    handler = type("Hosting", (_Hosting,), {"host": host, "protocol_version": "HTTP/1.1"})
    with Server(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        host.address = f"http://127.0.0.1:{server.server_port}/"
        yield host
        server.shutdown()


def sealed(folder: Path, mark: str = "", *, short: bool = True, python: bool = True) -> Path:
    """A site as readers get it, short or whole; the mark, where given, stands in its pages, styles, scripts and book.

    Without Python, its largest files hold a word each: a browser keeps them as it keeps the others, in no time.
    """
    site = shutil.copytree(SITE / SETTING, folder, ignore=shutil.ignore_patterns("*.br", "*.gz", "*.pdf"))
    for page in site.rglob("*.html"):
        if short and page.relative_to(site).as_posix() not in PAGES:
            page.unlink()
        elif mark:
            _change(page, "</h1>", f" {mark}</h1>")
    if mark:
        assets = site / "assets"
        for part in (*assets.glob("*.css"), *assets.glob("*.js"), *assets.glob("search/*.js")):
            part.write_text(f"{part.read_text(encoding='utf-8')}/* {mark} */", encoding="utf-8")
        _change(assets / "wizard/book.json", "{", f'{{"mark":"{mark}",')
    build = runtime.install(runtime.build(), site)
    if not python:
        for large in (*COMMON, MEMORY, LIBRARY):
            (site / "assets/python" / large).write_text("no Python", encoding="utf-8")
    runtime.seal(site, build, "Griffin safeguarding handbook", "Safeguarding")
    if mark:  # hosts tell by the second whether a file is another; this may be one with the build before
        made = time.time() + 60
        for path in site.rglob("*"):
            os.utime(path, (made, made))
    return site


def _change(path: Path, old: str, new: str) -> None:
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")


def visited(context: BrowserContext, address: str) -> Page:
    """A first visit, stayed until the handbook is on the device."""
    page = context.new_page()
    page.goto(address)
    wait(page, KEPT)
    return page


def wait(page: Page, promised: str) -> None:
    """Wait until what a promise gives is true. The page's policy allows no waiting inside it."""
    for _ in range(PATIENCE // LOOK):
        if page.evaluate(promised):
            return
        page.wait_for_timeout(LOOK)
    raise AssertionError(promised)


def foot(page: Page) -> Any:
    """What the foot says of the copy."""
    return page.locator(FOOT)
