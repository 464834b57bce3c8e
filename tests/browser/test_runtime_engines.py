"""Every engine, over http and from a folder: Python ready, every flow reachable, the search working."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import pytest

from tests.browser.support import FLOWS, SITE, serving
from tests.support.engines import Engine, firefox, wait_for, webkit

SETTING = "griffin"
ENDED = "['ready', 'failed'].includes(document.querySelector('[data-wizard]')?.dataset.state)"
VISIBLE_OPTION = "[...document.querySelectorAll('[data-option]')].some((one) => one.offsetParent)"
STATE = "return document.querySelector('[data-wizard]').dataset.state"
# What the page and its workers asked for, as far as the page can know; a folder's own address is file:.
ASKED = "return performance.getEntriesByType('resource').map((entry) => entry.name)"
ANSWER = """
const wizard = document.querySelector("[data-wizard]");
const before = wizard.dataset.step;
[...document.querySelectorAll("[data-option]")].filter((one) => one.offsetParent).at(-1).click();
for (let waited = 0; wizard.dataset.step === before && waited < 10000; waited += 50)
  await new Promise((resolve) => setTimeout(resolve, 50));
return [wizard.dataset.kind, Boolean(document.querySelector("[data-wizard] [data-contact]"))];
"""
SEARCH = """
document.querySelector("[data-search-open]")?.click();
const field = document.querySelector("[data-search] input");
field.focus();
field.value = "nudes";
field.dispatchEvent(new Event("input", { bubbles: true }));
"""
FOUND = "document.querySelectorAll('[data-search-output] a').length > 0"


@pytest.fixture(scope="module", params=[firefox, webkit], ids=["firefox", "webkit"])
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    start: Callable[[], AbstractContextManager[Engine]] = request.param
    with start() as running:
        yield running


@pytest.fixture(scope="module", params=["http", "folder"])
def root(
    request: pytest.FixtureRequest, addresses: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    assert SETTING in addresses
    site = shutil.copytree(SITE / SETTING, tmp_path_factory.mktemp("engines") / "Über uns, Schule")
    if request.param == "folder":
        yield site.as_uri() + "/"
    else:
        with serving(site) as address:
            yield address


def test_python_leads_to_an_outcome(engine: Engine, root: str) -> None:
    engine.get(root + "what-now/worried.html")
    wait_for(engine, ENDED)
    assert engine.run(STATE) == "ready"
    for _ in range(12):
        kind, has_contact = engine.run(ANSWER)
        if kind == "outcome":
            break
    assert kind == "outcome"
    assert has_contact
    address = engine.run("return location.href")
    assert address == root + "what-now/worried.html"


def test_every_flow_can_be_reached(engine: Engine, root: str) -> None:
    """Each flow's page shows its first question; that Python answers for each is tried in Chromium."""
    engine.get(root + "what-now/index.html")
    linked = engine.run("return [...document.querySelectorAll('a')].map((link) => link.href)")
    for flow in FLOWS:
        page = f"{root}what-now/{flow}.html"
        assert page in linked, flow
        engine.get(page)
        wait_for(engine, VISIBLE_OPTION)
        assert engine.run("return document.querySelector('[data-wizard]').dataset.flow") == flow


def test_the_search_finds(engine: Engine, root: str) -> None:
    engine.get(root + "index.html")
    engine.run(SEARCH)
    wait_for(engine, FOUND)


def test_no_request_leaves(engine: Engine, root: str) -> None:
    engine.get(root + "what-now/worried.html")
    wait_for(engine, ENDED)
    asked = engine.run(ASKED)
    assert [url for url in asked if not url.startswith((root, "data:"))] == []


def test_the_start_page_leads_on(engine: Engine, root: str) -> None:
    """What a double click on index.html opens."""
    engine.get(root + "index.html")
    # Clicked when this call is over: a page that is being left answers nobody.
    engine.run("setTimeout(() => document.querySelector('a[href$=\"what-now/index.html\"]').click())")
    wait_for(engine, ENDED)
    assert engine.run(STATE) == "ready"
