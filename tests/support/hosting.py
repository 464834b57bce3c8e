"""A web host as it should be: compressed where the reader's browser takes it, and with a lifetime for what may be kept."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler
from pathlib import Path
from typing import Any

from tests.browser.support import Server

ENCODINGS = {"br": ".br", "gzip": ".gz"}
TYPES = {".wasm": "application/wasm", ".mjs": "text/javascript", ".js": "text/javascript"}


class Compressed(SimpleHTTPRequestHandler):
    """Hands out the compressed neighbour of a file where there is one."""

    protocol_version = "HTTP/1.1"
    encoding = ""

    def send_head(self) -> Any:
        self.encoding = ""
        asked, _, query = self.path.partition("?")
        self.kept = "/assets/" in asked or bool(query)
        self.kind = TYPES.get(Path(asked).suffix) or self.guess_type(asked)
        accepted = self.headers.get("Accept-Encoding", "")
        for name, ending in ENCODINGS.items():
            if name in accepted and Path(self.translate_path(asked) + ending).is_file():
                self.encoding = name
                self.path = f"{asked}{ending}"
                break
        return super().send_head()

    def send_header(self, keyword: str, value: str) -> None:
        super().send_header(keyword, self.kind if keyword.lower() == "content-type" else value)

    def end_headers(self) -> None:
        if self.encoding:
            super().send_header("Content-Encoding", self.encoding)
        super().send_header("Cache-Control", "max-age=31536000" if self.kept else "no-cache")
        super().end_headers()

    def log_message(self, *_: Any) -> None:
        pass


@contextmanager
def hosting(folder: Path) -> Iterator[str]:
    """The folder on such a host, at an address of its own, which ends in a slash."""
    with Server(("127.0.0.1", 0), partial(Compressed, directory=folder)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
