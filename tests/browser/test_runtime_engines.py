"""Every engine, over http and from a folder: Python ready, flows walked, the search working, nothing elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from pathlib import Path as File
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser

from tests.browser.support import FLOWS, SITE, serving
from tests.browser.walk import WALK, Way, in_order
from tests.support.engines import Engine, EngineError, chromium, firefox, wait_for, webkit
from tests.support.gate import Gate, gate
from wizard.model import Book
from wizard.paths import paths

SETTING = "griffin"
START = "worried"  # the flow of the wizard's first page
ENGINES = ["chromium", "firefox", "webkit"]
# As odd as this system allows; Windows forbids the question mark.
ODD = "Über uns, 100 % #1 really?"
PRIVATE = {"browser.privatebrowsing.autostart": True}
SOME = 6  # outcomes, each of another flow
ELSEWHERE = "http://elsewhere.test/"

ENDED = "['ready', 'failed'].includes(document.querySelector('[data-wizard]')?.dataset.state)"
STATE = "return document.querySelector('[data-wizard]').dataset.state"
LINKS = "return [...document.querySelectorAll('a')].map((link) => link.href)"
ITS_OWN = "return document.querySelector('[data-wizard]').dataset.flow"
# What the page names to be loaded. From a folder the gate sees nothing of what lies beside it.
NAMED = "return [...document.querySelectorAll('[src], link[href]')].map((one) => one.src ?? one.href)"
SEARCH = """
document.querySelector("[data-search-open]")?.click();
const field = document.querySelector("[data-search] input");
field.focus();
field.value = "nudes";
field.dispatchEvent(new Event("input", { bubbles: true }));
"""
FOUND = "document.querySelectorAll('[data-search-output] a').length > 0"
FIRST_FOUND = "return document.querySelector('[data-search-output] a').href"
# Clicked when the call is over: a page that is being left answers nobody.
TO_THE_WIZARD = "setTimeout(() => document.querySelector('a[href$=\"what-now/index.html\"]').click())"


def started(
    name: str, browser: Browser, proxy: str, told: Mapping[str, object] | None = None
) -> AbstractContextManager[Engine]:
    kinds: dict[str, Callable[[str], AbstractContextManager[Engine]]] = {
        "chromium": partial(chromium, browser),
        "firefox": partial(firefox, told=told),
        "webkit": webkit,
    }
    return kinds[name](proxy)


class Place:
    """An engine that sees nothing but the site, and where the site lies for it."""

    def __init__(self, engine: Engine, root: str, gate_server: Gate) -> None:
        self.engine = engine
        self.root = root
        self.gate_server = gate_server
        self.named: set[str] = set()

    def open(self, path: str) -> None:
        self.engine.get(self.root + path)

    def ended(self) -> str:
        """How the start of Python ended on the page that is open."""
        wait_for(self.engine, ENDED)
        self.named |= set(self.engine.run(NAMED))
        return str(self.engine.run(STATE))


@contextmanager
def placed(
    name: str, browser: Browser, site: File, *, over_http: bool, told: Mapping[str, object] | None = None
) -> Iterator[Place]:
    """An engine at the site; `told` are settings for Firefox."""
    if over_http:
        with (
            serving(site.parent) as origin,
            gate(f"{origin}{quote(site.name)}/") as gate_server,
            started(name, browser, gate_server.host, told) as engine,
        ):
            yield Place(engine, gate_server.site, gate_server)
    else:
        with gate("") as gate_server, started(name, browser, gate_server.host, told) as engine:
            yield Place(engine, site.as_uri() + "/", gate_server)


@pytest.fixture(scope="module", params=ENGINES)
def engine(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module", params=["http", "folder"])
def place(
    request: pytest.FixtureRequest,
    engine: str,
    browser: Browser,
    addresses: dict[str, str],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Place]:
    """A double click on the first page and one on its way to the wizard, where Python has started.

    By http Firefox has a private window; `test_bad_days_engines.py` has another one.
    """
    assert SETTING in addresses
    site = tmp_path_factory.mktemp("engines") / ODD
    site.symlink_to((SITE / SETTING).resolve(), target_is_directory=True)
    over_http = request.param == "http"
    with placed(engine, browser, site, over_http=over_http, told=PRIVATE if over_http else None) as made:
        made.open("index.html")
        made.engine.run(TO_THE_WIZARD)
        assert made.ended() == "ready"
        if over_http and engine == "firefox":
            with pytest.raises(EngineError, match="SecurityError"):  # so it is private indeed
                made.engine.run("await navigator.storage.getDirectory()")
        yield made


@pytest.fixture(scope="module")
def ways(books: dict[str, Book]) -> list[Way]:
    """Short ways from the wizard's first page to outcomes of other flows."""
    book = books[SETTING]
    every = list(paths(book, START))
    longest_first = sorted(every, key=lambda path: -len(path.step.answers))
    shortest = {path.step.flow: path for path in longest_first if path.step.flow != START}
    return in_order(every, sorted(shortest.values(), key=lambda path: len(path.step.answers))[:SOME])


def test_a_double_click_leads_to_every_flow(place: Place) -> None:
    assert place.engine.run(ITS_OWN) == START
    linked = set(place.engine.run(LINKS))
    others = set(FLOWS) - {START}  # the page asks the first questions itself
    assert {f"{place.root}what-now/{flow}.html" for flow in others} <= linked
    assert [flow for flow in FLOWS if not (SITE / SETTING / f"what-now/{flow}.html").is_file()] == []


def test_python_reaches_an_outcome_of_several_flows(place: Place, ways: list[Way]) -> None:
    order = [{"answers": way.answers, "kept": way.kept, "html": ""} for way in ways]
    outcomes = place.engine.run(f"return ({WALK})(arguments[0])", order)["ends"]
    assert [
        (outcome["flow"], outcome["step"], outcome["kind"], outcome["state"]) for outcome in outcomes
    ] == [(way.step.flow, way.outcome.id, "outcome", "ready") for way in ways]
    assert len({outcome["flow"] for outcome in outcomes}) == SOME


def test_the_search_finds_a_page_that_is_there(place: Place) -> None:
    place.engine.run(SEARCH)
    wait_for(place.engine, FOUND)
    found = place.engine.run(FIRST_FOUND)
    assert found.startswith(place.root)
    place.engine.get(found)
    assert "nude" in place.engine.run("return document.querySelector('h1').innerText").lower()


def test_nothing_is_asked_for_elsewhere(place: Place) -> None:
    """Here and in the tests before. The gate has seen all that went to the network, by pages and workers alike."""
    place.engine.run(SEARCH)
    wait_for(place.engine, FOUND)
    assert place.named
    assert [one for one in place.named if not one.startswith((place.root, "data:"))] == []
    assert place.gate_server.refused == []
    if place.gate_server.site:
        for part in (
            "pyodide.asm.wasm",
            "worker.js",
            "search/index.js",
        ):  # asked by the page, a worker, a script
            assert any(part in address for address in place.gate_server.passed), part
    place.engine.get(ELSEWHERE)
    assert place.gate_server.refused[0] == ELSEWHERE  # so whatever had left would have been seen
