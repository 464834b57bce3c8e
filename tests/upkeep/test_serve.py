"""`make serve` while a person writes: what is half written is told, what could be made last is shown."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jinja2 import Template
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig

from tests.support.servers import free_port
from tests.support.tinydata import TinyData

PROJECT = Path(__file__).parents[2]
NORTH = "areas/north.yml"
LIMIT = 120  # seconds; a build takes a few


class Served:
    """`mkdocs serve` of a tiny setting, as it goes on."""

    def __init__(self, tiny: TinyData, said: Path, port: int) -> None:
        self.said, self.address = said, f"http://127.0.0.1:{port}/contacts.html"
        command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"]
        given = {"HANDBOOK_SETTING": "elm", "HANDBOOK_DATA": str(tiny.root), "NO_COLOR": "1"}
        with said.open("w") as out:
            self.running = subprocess.Popen(
                [*command, "--watch", str(tiny.root)],
                cwd=PROJECT,
                env={**os.environ, **given},
                stdout=out,
                stderr=out,
                start_new_session=True,
            )

    def wait(self, words: str) -> str:
        """Wait for words in what it says; all that it has said."""
        end = time.monotonic() + LIMIT
        while not re.search(words, text := self.said.read_text(encoding="utf-8")):
            assert self.running.poll() is None, text
            assert time.monotonic() < end, text
            time.sleep(0.1)
        return text

    def page(self) -> str:
        """The page with the numbers."""
        with urllib.request.urlopen(self.address, timeout=LIMIT) as answer:  # noqa: S310, our own port
            text: str = answer.read().decode()
        return text


@pytest.fixture
def served(tiny: TinyData, tmp_path: Path) -> Iterator[Served]:
    one = Served(tiny, tmp_path / "said.txt", free_port())
    yield one
    os.killpg(one.running.pid, signal.SIGKILL)
    one.running.wait()


def test_a_half_written_file_is_told_and_the_page_stays_until_it_is_fixed(
    tiny: TinyData, served: Served
) -> None:
    served.wait("Serving on")
    whole = tiny.path(NORTH).read_text(encoding="utf-8")
    assert "01300 960111" in served.page()
    tiny.write(NORTH, whole[: whole.index("01300 960111") + 7])
    said = served.wait("you see the site as it was")
    assert re.search(r"data/areas/north\.yml:\d+:\d+: ", said)
    assert "Traceback" not in said
    assert "01300 960111" in served.page()
    tiny.write(NORTH, whole.replace("01300 960111", "01300 960119"))
    end = time.monotonic() + LIMIT
    while "01300 960119" not in served.page():
        assert time.monotonic() < end
        time.sleep(0.2)
    assert "01300 960111" not in served.page()


def test_an_address_at_which_something_else_answers_is_named(tiny: TinyData, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        second = Served(tiny, tmp_path / "said.txt", port)
        assert second.running.wait(LIMIT) == 1
    said = (tmp_path / "said.txt").read_text(encoding="utf-8")
    assert (
        f"127.0.0.1:{port} cannot be used (Address already in use): is another server running there?" in said
    )
    assert "Traceback" not in said


class Building:
    """A site as `mkdocs serve` builds it again and again, in this process."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._config().plugins.on_startup(command="serve", dirty=False)

    def _config(self) -> MkDocsConfig:
        return load_config(str(PROJECT / "mkdocs.yml"), site_dir=str(self.folder))

    def build(self) -> dict[str, bytes]:
        """Build; gives all pages by path."""
        build(self._config())
        pages = sorted(self.folder.rglob("*.html"))
        return {page.relative_to(self.folder).as_posix(): page.read_bytes() for page in pages}


@pytest.mark.parametrize(
    ("edit", "all_pages"),
    [
        (("base/harms/bullying.yml", "text: One child", "text: A child"), False),
        (
            ("scenarios/worried.yml", "home is not safe", "home is unsafe"),
            False,
        ),  # its page names its neighbours
        (("settings/oak.yml", "name: Oak School", "name: The Oak School"), True),
    ],
)
def test_after_a_change_only_what_it_changes_is_made_and_all_is_as_in_a_first_build(
    tiny: TinyData,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    edit: tuple[str, str, str],
    *,
    all_pages: bool,
) -> None:
    monkeypatch.chdir(PROJECT)
    for name, value in {"DATA": str(tiny.root), "SETTING": "oak"}.items():
        monkeypatch.setenv(f"HANDBOOK_{name}", value)
    filled: list[str] = []
    fill = Template.render

    def noted(template: Template, *given: Any, **named: Any) -> str:
        filled.append(str(template.name))
        return fill(template, *given, **named)

    monkeypatch.setattr(Template, "render", noted)
    served = Building(tmp_path / "served")
    first = served.build()
    pages = filled.count("main.html")
    tiny.edit(*edit)
    filled.clear()
    again = served.build()
    changed = sum(first[path] != page for path, page in again.items())
    assert changed
    assert filled.count("main.html") == (pages if all_pages else changed)
    assert again == Building(tmp_path / "fresh").build()
