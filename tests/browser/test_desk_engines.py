"""The desk in the other engines, from a folder: it opens, takes an answer, shows it, hands over a file.

Chromium has it by http too, and with a policy, in `test_desk.py` and `test_desk_empty.py`.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from handbook.desk.parcel import unpacked
from tests.browser.test_runtime_engines import Place, placed
from tests.support.engines import Engine

START, STEP = 180.0, 60.0  # seconds: the whole of Python starts here
WORDS = "Use the green form."
# WebKit's small browser puts nothing away by itself: the test looks at what the page makes for it.
WATCH = """
globalThis.files = [];
const make = URL.createObjectURL.bind(URL);
URL.createObjectURL = (file) => { globalThis.files.push(file); return make(file); };
"""
ANSWER = """
[...document.querySelectorAll("[data-desk-hour] button")].find((one) => one.innerText.startsWith("How it is written down")).click();
const question = document.querySelector('[data-question="record-worry"]');
question.querySelector("details").open = true;
question.querySelector("textarea").value = arguments[0];
[...question.querySelectorAll("button")].find((one) => one.innerText === "Keep").click();
"""
BEGIN = """
const [name] = document.querySelectorAll("[data-desk-main] input");
const [, council] = document.querySelectorAll("[data-desk-main] select");
name.value = arguments[0];
council.value = "hull";
[...document.querySelectorAll("[data-desk-main] button")].find((one) => one.innerText === "Begin").click();
"""
HAND_OVER = '[...document.querySelectorAll("[data-desk-tools] button")].find((one) => one.innerText === "Hand over").click();'
STATE = "return document.body.dataset.state + ': ' + document.querySelector('[data-desk-status]').textContent"
FILE = "return globalThis.files[0].text()"
NAME = "oakfield-school-handed-over.json"


def wait_for(engine: Engine, condition: str, seconds: float = STEP) -> None:
    """Wait until an expression in the page holds; fails with what the desk says instead."""
    end = time.monotonic() + seconds
    while not engine.run(f"return Boolean({condition})"):
        assert time.monotonic() < end, f"{condition}: {engine.run(STATE)}"
        time.sleep(0.3)


@pytest.fixture
def downloads(tmp_path: Path) -> Path:
    """Where Firefox puts files."""
    return tmp_path


@pytest.fixture(params=["firefox", "webkit"])
def place(
    request: pytest.FixtureRequest, browser: Browser, empty_desk: Path, downloads: Path
) -> Iterator[Place]:
    told = {"browser.download.folderList": 2, "browser.download.dir": str(downloads)}
    with placed(request.param, browser, empty_desk, over_http=False, told=told) as made:
        yield made


def handed_over(engine: Engine, downloads: Path) -> str:
    """The file that was handed over: from the folder that Firefox puts it in, or as the page made it."""
    file = downloads / NAME
    if engine.run("return navigator.userAgent.includes('Firefox')"):
        end = time.monotonic() + STEP
        while not (file.exists() and file.stat().st_size):
            assert time.monotonic() < end, engine.run(STATE)
            time.sleep(0.3)
        return file.read_text(encoding="utf-8")
    wait_for(engine, "globalThis.files.length === 1")
    return str(engine.run(FILE))


def test_it_begins_takes_an_answer_shows_it_and_hands_over_a_new_settings_files(
    place: Place, downloads: Path
) -> None:
    engine = place.engine
    place.open("index.html")
    wait_for(engine, "['empty', 'failed'].includes(document.body.dataset.state)", START)
    assert engine.run(STATE) == "empty: "
    engine.run(WATCH)
    engine.run(BEGIN, "Oakfield School")
    wait_for(engine, "document.body.dataset.state === 'ready' && document.querySelector('[data-question]')")
    engine.run(ANSWER, WORDS)
    wait_for(
        engine, "document.querySelector('[data-question=\"record-worry\"]').dataset.answer === 'differs'"
    )
    wait_for(engine, f"document.querySelector('[data-desk-phone]').textContent.includes({json.dumps(WORDS)})")
    engine.run(HAND_OVER)
    parcel = unpacked(handed_over(engine, downloads), NAME)
    assert parcel.new
    assert WORDS in parcel.files["policies/oakfield-school-policy.yml"]
    assert place.gate_server.refused == []
