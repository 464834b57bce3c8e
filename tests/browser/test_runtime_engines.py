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
from wizard.paths import Path, paths

SETTING = "griffin"
ENGINES = ["chromium", "firefox", "webkit"]
SPACES = "Über uns, Schule"
# As far as this system allows them; Windows forbids the question mark.
ODD = "100 % #1 really?"
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


@pytest.fixture(scope="module", params=["http", "folder"])
def place(
    request: pytest.FixtureRequest, engine: str, browser: Browser, named: Callable[[str], File]
) -> Iterator[Place]:
    with placed(engine, browser, named(SPACES), over_http=request.param == "http") as made:
        yield made


@pytest.fixture(scope="module", params=ENGINES)
def engine(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def named(addresses: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], File]:
    """The site in a folder of this name."""
    assert SETTING in addresses

    def name_it(name: str) -> File:
        folder = tmp_path_factory.mktemp("engines") / name
        folder.symlink_to((SITE / SETTING).resolve(), target_is_directory=True)
        return folder

    return name_it


@pytest.fixture(scope="module")
def tour(books: dict[str, Book]) -> tuple[str, list[Way]]:
    """The page that hands over to the most flows, and the shortest way from it into each of them."""
    book = books[SETTING]
    every = {flow: list(paths(book, flow)) for flow in book.flows}
    shortest: dict[str, dict[str, Path]] = {}
    for flow, found in every.items():
        longest_first = sorted(found, key=lambda path: -len(path.step.answers))
        shortest[flow] = {path.step.flow: path for path in longest_first}
    start = max(sorted(shortest), key=lambda flow: len(shortest[flow]))
    return start, in_order(every[start], shortest[start].values())


def test_python_reaches_an_outcome_of_most_flows(place: Place, tour: tuple[str, list[Way]]) -> None:
    start, ways = tour
    place.open(f"what-now/{start}.html")
    assert place.ended() == "ready"
    order = [{"answers": way.answers, "kept": way.kept, "html": ""} for way in ways]
    outcomes = place.engine.run(f"return ({WALK})(arguments[0])", order)["ends"]
    assert [
        (outcome["flow"], outcome["step"], outcome["kind"], outcome["state"]) for outcome in outcomes
    ] == [(way.step.flow, way.outcome.id, "outcome", "ready") for way in ways]
    assert len({outcome["flow"] for outcome in outcomes}) > len(FLOWS) / 2


def test_a_double_click_leads_to_every_flow(place: Place) -> None:
    place.open("index.html")
    place.engine.run(TO_THE_WIZARD)
    assert place.ended() == "ready"
    linked = set(place.engine.run(LINKS))
    others = set(FLOWS) - {place.engine.run(ITS_OWN)}  # the page asks the first questions itself
    assert {f"{place.root}what-now/{flow}.html" for flow in others} <= linked
    assert [flow for flow in FLOWS if not (SITE / SETTING / f"what-now/{flow}.html").is_file()] == []


def test_the_search_finds_a_page_that_is_there(place: Place) -> None:
    place.open("index.html")
    place.engine.run(SEARCH)
    wait_for(place.engine, FOUND)
    found = place.engine.run(FIRST_FOUND)
    assert found.startswith(place.root)
    place.engine.get(found)
    assert "nude" in place.engine.run("return document.querySelector('h1').innerText").lower()


def test_nothing_is_asked_for_elsewhere(place: Place) -> None:
    """Here and in the tests before. The gate has seen all that went to the network, by pages and workers alike."""
    place.open("what-now/worried.html")
    assert place.ended() == "ready"
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


def test_a_folder_with_an_odd_name_works(engine: str, browser: Browser, named: Callable[[str], File]) -> None:
    with placed(engine, browser, named(ODD), over_http=False) as place:
        place.open("index.html")
        place.engine.run(TO_THE_WIZARD)
        assert place.ended() == "ready"
        place.engine.run(SEARCH)
        wait_for(place.engine, FOUND)
        assert place.gate_server.refused == []


def test_a_private_window_of_firefox_has_the_wizard_and_the_search(addresses: dict[str, str]) -> None:
    with firefox(told={"browser.privatebrowsing.autostart": True}) as engine:
        engine.get(f"{addresses[SETTING]}what-now/worried.html")
        wait_for(engine, ENDED)
        assert engine.run(STATE) == "ready"
        engine.run(SEARCH)
        wait_for(engine, FOUND)
        with pytest.raises(EngineError, match="SecurityError"):  # so it is private indeed
            engine.run("await navigator.storage.getDirectory()")


@pytest.mark.parametrize("name", ["firefox", "webkit"])
def test_it_works_with_the_network_cut(name: str, browser: Browser, named: Callable[[str], File]) -> None:
    """In the engines besides Chromium, whose offline copy has tests of its own."""
    with placed(name, browser, named(SPACES), over_http=True) as place:
        place.open("index.html")
        place.engine.run("await navigator.serviceWorker.ready")
        place.gate_server.site = ""
        place.open("what-now/worried.html")
        assert place.ended() == "ready"
        place.engine.run(SEARCH)
        wait_for(place.engine, FOUND)
        assert set(place.gate_server.refused) <= {f"{place.root}sw.js"}  # whether there is a new version
