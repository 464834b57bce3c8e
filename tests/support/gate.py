"""A proxy that a browser has to go through: one site passes, and everything else is refused and written down.

Whatever a page, a worker or a service worker asks the network for comes by here, in every engine alike.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler
from typing import Any
from urllib.parse import urlsplit

from tests.browser.support import Server

# What a browser has to say to its maker is its own affair, and no page can make it do so.
MAKERS = (
    ".google.com",
    ".googleapis.com",
    ".gvt1.com",
    ".firefox.com",
    ".mozilla.com",
    ".mozilla.net",
    ".mozilla.org",
)
HOP_BY_HOP = {"connection", "keep-alive", "proxy-connection", "transfer-encoding"}


class Gate:
    """What passed and what did not, as full addresses; `site` is the start of those that may pass, "" for none."""

    def __init__(self, host: str, site: str) -> None:
        self.host = host
        self.site = site
        self.passed: list[str] = []
        self.refused: list[str] = []

    def let_through(self, address: str) -> bool:
        """Whether the address may pass; either way it is written down."""
        allowed = bool(self.site) and address.startswith(self.site)
        host = urlsplit(address if "//" in address else f"//{address}").hostname or ""
        if not host.endswith(MAKERS):
            (self.passed if allowed else self.refused).append(address)
        return allowed


@contextmanager
def gate(site: str) -> Iterator[Gate]:
    """A gate for the site whose addresses begin so; "" lets nothing through."""

    class Keeper(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def handle_one_request(self) -> None:
            """Whatever the method: what may pass is fetched, all else is refused."""
            self.raw_requestline = self.rfile.readline()
            if not self.raw_requestline or not self.parse_request():
                self.close_connection = True
            elif made.let_through(self.path):
                self._fetch()
            else:
                self._answer(403, {}, b"refused")

        def _fetch(self) -> None:
            place = urlsplit(self.path)
            sent = {name: value for name, value in self.headers.items() if name.lower() not in HOP_BY_HOP}
            wanted = f"{place.path}?{place.query}" if place.query else place.path
            # Closed also where the browser has hung up meanwhile.
            with closing(HTTPConnection(place.netloc, timeout=30)) as asked:
                asked.request(self.command, wanted, headers=sent)
                with asked.getresponse() as found:
                    self._answer(found.status, dict(found.headers), found.read())

        def _answer(self, status: int, headers: dict[str, str], body: bytes) -> None:
            self.send_response_only(status)
            for name, value in headers.items():
                if name.lower() not in {*HOP_BY_HOP, "content-length"}:
                    self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            pass

    with Server(("127.0.0.1", 0), Keeper) as server:
        made = Gate(f"127.0.0.1:{server.server_port}", site)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield made
        server.shutdown()
