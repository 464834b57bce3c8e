"""`handbook links`: polite, bounded, and never in the way of a build."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from typing import ClassVar

import pytest

from handbook.cli import main
from handbook.upkeep.links import Limits, links
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
            time.sleep(30)
        if self.path == "/stop":
            os.kill(os.getpid(), signal.SIGINT)
        if self.path == "/babble":
            self.wfile.write(b"this is no HTTP\r\n\r\n")
            self.close_connection = True
            return
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
    tiny.edit("base/changes.yml", "[gov.uk/999]", f"[{', '.join(addresses)}]")
    tiny.edit("base/contacts.yml", "checked_against: gov.uk/999", f"checked_against: {addresses[0]}")
    tiny.edit("areas/north.yml", "checked_against: north.test/hub", f"checked_against: {addresses[0]}")
    tiny.edit("areas/north.yml", "addresses: [north.test/hub]", f"addresses: [{addresses[0]}]")


def run(tiny: TinyData, *words: str) -> int:
    return main(["--data", str(tiny.root), "links", *words])


def test_every_outside_address_is_looked_at_once_and_old_ones_are_not(tiny: TinyData) -> None:
    found = links(tiny.checked())
    assert set(found) == {"https://gov.uk/999", "https://north.test/hub"}


def test_what_cannot_be_reached_is_told_by_file_and_line(tiny: TinyData, site: str, capsys: Captured) -> None:
    point(tiny, f"{site}/here", f"{site}/gone", f"{site}/refused", f"{site}/no-head")
    assert run(tiny, "--pause", "0") == 0
    place = "data/base/changes.yml:6:"
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
    point(tiny, f"{site}/here", f"{site}/slow", *(f"{site}/{number}" for number in range(9)))
    assert run(tiny, "--page-limit", "2", "--limit", "3", "--pause", "0.5") == 0
    out = capsys.readouterr().out
    asked = {path for _, path, _ in Pages.asked}
    assert {"/here", "/slow"} <= asked
    assert len(asked) < 11
    assert out.splitlines()[-1].endswith(f", {11 - len(asked)} left for want of time.")


def test_a_page_that_answers_nonsense_or_has_no_address_is_told_like_any_other(
    tiny: TinyData, site: str, capsys: Captured
) -> None:
    point(tiny, f"{site}/here", f"{site}/babble", '"https://[bad/x"', '"https://bad:port/x"')
    assert run(tiny, "--pause", "0") == 0
    out = capsys.readouterr().out.splitlines()
    assert out[-1] == "1 answered, 3 did not, 0 left for want of time."
    assert [line.split(": ", 1)[1] for line in out[:-1]] == [
        f"{site}/babble: no answer (this is no HTTP)",
        "https://[bad/x: no answer (Invalid IPv6 URL)",
        "https://bad:port/x: no answer (nonnumeric port: 'port')",
    ]


def test_a_person_who_stops_it_does_not_wait_for_the_pages_that_are_left(
    tiny: TinyData, site: str, capsys: Captured
) -> None:
    point(tiny, f"{site}/stop", *(f"{site}/{number}" for number in range(9)))
    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell may have it passed over
    try:
        assert run(tiny, "--pause", "0.3") == 130
    finally:
        signal.signal(signal.SIGINT, before)
    assert capsys.readouterr().err == "\nStopped.\n"
    assert len(Pages.asked) < 9


def test_without_a_network_nothing_is_said_about_any_page(tiny: TinyData, capsys: Captured) -> None:
    point(tiny, "http://127.0.0.1:9/nobody-is-here")
    assert run(tiny) == 0
    out, err = capsys.readouterr()
    assert out == ""
    assert "no network here" in err
    assert run(tiny, "--strict") == 1
