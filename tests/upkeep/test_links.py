"""`handbook links`: polite, bounded, and never in the way of a build."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from typing import ClassVar

import pytest

from handbook.cli import main
from handbook.links import Limits, links
from tests.support.tinydata import TinyData

Captured = pytest.CaptureFixture[str]


class Pages(BaseHTTPRequestHandler):
    """A site whose pages answer in different ways."""

    asked: ClassVar[list[tuple[str, str, float]]] = []
    answers: ClassVar[dict[str, int]] = {"/here": 200, "/gone": 404, "/refused": 403, "/no-head": 405}

    def do_HEAD(self) -> None:
        self.answer()

    def do_GET(self) -> None:
        self.answer()

    def answer(self) -> None:
        self.asked.append((self.command, self.path, time.monotonic()))
        if self.path == "/slow":
            time.sleep(2)
        code = self.answers.get(self.path, 200)
        self.send_response(200 if (code, self.command) == (405, "GET") else code)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def site() -> Iterator[str]:
    Pages.asked.clear()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Pages)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


def point(tiny: TinyData, *addresses: str) -> None:
    """Let the data point at these pages and no others."""
    tiny.edit("national/changes.yml", "[gov.uk/999]", f"[{', '.join(addresses)}]")
    tiny.edit("national/contacts.yml", "checked_against: gov.uk/999", f"checked_against: {addresses[0]}")
    tiny.edit("areas/north.yml", "checked_against: north.example.org/hub", f"checked_against: {addresses[0]}")


def run(tiny: TinyData, *words: str) -> int:
    return main(["--data", str(tiny.root), "links", *words])


def test_every_outside_address_is_looked_at_once_and_old_ones_are_not(tiny: TinyData) -> None:
    found = links(tiny.checked())
    assert set(found) == {"https://gov.uk/999", "https://north.example.org/hub"}


def test_what_cannot_be_reached_is_told_by_file_and_line(tiny: TinyData, site: str, capsys: Captured) -> None:
    point(tiny, f"{site}/here", f"{site}/gone", f"{site}/refused", f"{site}/no-head")
    assert run(tiny, "--pause", "0") == 0
    place = "data/national/changes.yml:6:"
    out = capsys.readouterr().out.splitlines()
    assert out[-1] == "2 answered, 2 did not, 0 left for want of time."
    assert out[0].startswith(place)
    assert out[0].endswith(f"{site}/gone: 404")
    assert out[1].endswith(f"{site}/refused: refused to a program (403); open it by hand")
    assert run(tiny, "--pause", "0", "--strict") == 1


def test_the_pages_of_a_site_are_asked_one_after_another_with_a_pause(tiny: TinyData, site: str) -> None:
    point(tiny, f"{site}/here", f"{site}/a", f"{site}/b")
    assert run(tiny) == 0
    times = [moment for _, _, moment in Pages.asked]
    assert [path for _, path, _ in Pages.asked] == ["/here", "/a", "/b"]
    assert all(later - earlier >= Limits().pause for earlier, later in pairwise(times))


def test_a_slow_page_and_a_long_list_end_in_time(tiny: TinyData, site: str, capsys: Captured) -> None:
    point(tiny, f"{site}/slow", *(f"{site}/{number}" for number in range(9)))
    assert run(tiny, "--page-limit", "0.2", "--limit", "0.5", "--pause", "0.1") == 0
    assert "left for want of time" in capsys.readouterr().out
    assert len({path for _, path, _ in Pages.asked}) < 10


def test_without_a_network_nothing_is_said_about_any_page(tiny: TinyData, capsys: Captured) -> None:
    point(tiny, "http://127.0.0.1:9/nobody-is-here")
    assert run(tiny) == 0
    out, err = capsys.readouterr()
    assert out == ""
    assert "no network here" in err
    assert run(tiny, "--strict") == 1
