"""What only a start of Python needs is let go when it has started: a phone has little memory, and a page stays open."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from handbook.runtime.parts import LIBRARY, MEMORY
from tests.browser.live import ready
from tests.browser.support import SITE

SETTING = "griffin"
PAGE = "what-now/worried.html"
PYTHON = SITE / SETTING / "assets/python"
# How many pieces of parts are still waited for, or held by what waited.
PIECES = """function() {
  return this.flatMap((map) => [...map.keys()]).filter((key) => /\\.js sha256-/.test(key)).length;
}"""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(service_workers="block")
    yield context.new_page()
    context.close()


def held(page: Page) -> int:
    """The bytes that Python's worker holds in buffers, beside Python's own memory, once the garbage is gone."""
    session = page.context.new_cdp_session(page)
    workers: list[str] = []
    answers: dict[int, Any] = {}

    def received(event: dict[str, Any]) -> None:
        message = json.loads(event["message"])
        if "id" in message:  # an answer, and no event
            answers[message["id"]] = message["result"]

    session.on("Target.attachedToTarget", lambda event: workers.append(event["sessionId"]))
    session.on("Target.receivedMessageFromTarget", received)
    session.send(
        "Target.setAutoAttach", {"autoAttach": True, "waitForDebuggerOnStart": False, "flatten": False}
    )
    until(page, workers)
    asked = ("HeapProfiler.enable", "HeapProfiler.collectGarbage", "Runtime.getHeapUsage")
    for number, method in enumerate(asked, 1):
        message = json.dumps({"id": number, "method": method})
        session.send("Target.sendMessageToTarget", {"sessionId": workers[0], "message": message})
        until(page, answers, number)
    size: int = answers[len(asked)]["backingStorageSize"]
    return size


def until(page: Page, found: list[str] | dict[int, Any], least: int = 1) -> None:
    while len(found) < least:
        page.wait_for_timeout(50)


@pytest.mark.parametrize("over_http", [True, False], ids=["http", "folder"])
def test_the_file_of_pythons_memory_is_not_held_beside_that_memory(
    page: Page, addresses: dict[str, str], *, over_http: bool
) -> None:
    page.goto((addresses[SETTING] if over_http else (SITE / SETTING).as_uri() + "/") + PAGE)
    ready(page)
    assert held(page) < (PYTHON / MEMORY).stat().st_size / 2


def test_the_library_is_held_once_where_python_started_from_bytecode(
    page: Page, addresses: dict[str, str]
) -> None:
    page.route(f"**/{MEMORY}*", lambda route: route.abort())
    page.goto(addresses[SETTING] + PAGE)
    ready(page)
    assert held(page) < (PYTHON / LIBRARY).stat().st_size * 1.5


def test_a_page_from_a_folder_holds_no_piece_that_it_has_passed_on(
    page: Page, addresses: dict[str, str]
) -> None:
    assert SETTING in addresses
    page.goto((SITE / SETTING / PAGE).as_uri())
    ready(page)
    session = page.context.new_cdp_session(page)
    maps = session.send("Runtime.evaluate", {"expression": "Map.prototype"})["result"]
    living = session.send("Runtime.queryObjects", {"prototypeObjectId": maps["objectId"]})["objects"]
    asked = {"objectId": living["objectId"], "functionDeclaration": PIECES, "returnByValue": True}
    assert session.send("Runtime.callFunctionOn", asked)["result"]["value"] == 0
