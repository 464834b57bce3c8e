"""A sample of the bad days (test_bad_days.py) in the other engines, whose stores and workers are made otherwise."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from tests.browser.kept import NEWER, Host
from tests.browser.test_bad_days import DIES, DIES_AFTER, FILLS_UP, PAGE
from tests.browser.test_runtime_engines import FOUND, SEARCH
from tests.support.engines import Engine, firefox, wait_for, webkit

ENGINES: dict[str, Callable[[], AbstractContextManager[Engine]]] = {"firefox": firefox, "webkit": webkit}
BREAKS = (12, 50)  # files: before Python can be there, and while the copy is made
ENDED = "['ready', 'failed'].includes(document.querySelector('[data-wizard]')?.dataset.state)"
TOLD = "document.querySelector('[data-kept]')?.textContent.includes('{}')"
WHOLE = TOLD.format("the whole handbook")
NOT_KEPT = TOLD.format("could not be kept on this device")
VISITS = 8  # each goes on where the one before was ended
NEW = f"document.querySelector('h1')?.textContent.includes('{NEWER}')"
NOTHING_KEPT = "return (await caches.keys()).length"
# Press the last choice, by what the script shows or by the plain links; gives whether this was an end with a contact.
ONWARD = """
const wizard = document.querySelector("[data-wizard]");
const seen = (one) => one.getClientRects().length > 0;
const steps = [...document.querySelectorAll("[data-static-step]")].filter(seen);
const here = () => `${wizard.dataset.step} ${location.hash}`;
const step = wizard.dataset.script !== undefined ? wizard : steps.find((one) => one.matches(":target")) ?? steps[0];
const choices = [...step.querySelectorAll("[data-option]")].filter(seen);
if (choices.length === 0) return [...step.querySelectorAll("[data-contact]")].some(seen);
const before = here();
(choices.find((one) => one.dataset.option === "no") ?? choices[choices.length - 1]).click();
for (let tries = 0; here() === before && tries < 200; tries += 1) await new Promise((go) => setTimeout(go, 50));
return null;
"""
PRESS = "[...document.querySelectorAll('[data-update] button')].find((one) => one.textContent === 'Show it')"
# Which builds the page and its book are of.
BUILDS = """
const root = document.querySelector("[data-root]").dataset.root;
const book = await fetch(new URL(`${root}assets/wizard/book.json`, location)).then((one) => one.text());
return [document.querySelector("h1").textContent, book].map((text) => text.includes("version of the test"));
"""


@pytest.fixture(scope="module", params=ENGINES)
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    """One browser for all; each host has an address of its own, so that nothing is left of the day before."""
    with ENGINES[request.param]() as started:
        yield started


def walk_to_the_end(engine: Engine) -> None:
    for _ in range(12):
        ended = engine.run(ONWARD)
        if ended is not None:
            break
    assert ended is True


def corrupted(host: Host, script: str) -> None:
    """Let the site's worker begin with what the browser does to it."""
    worker = (host.site / "sw.js").read_text(encoding="utf-8")
    body = f"{worker}\n{script}".encode()
    host.answer = lambda path: (200, {"Content-Type": "text/javascript"}, body) if path == "sw.js" else None


@pytest.mark.parametrize("point", BREAKS)
def test_a_link_that_breaks_leaves_the_step(engine: Engine, host: Host, point: int) -> None:
    host.breaks_after = point
    engine.get(host.address + PAGE)
    if engine.run("return performance.getEntriesByName('wizard-start').length > 0"):
        wait_for(engine, ENDED)
    assert engine.run("return document.querySelector(\"a[href='tel:999']\").getClientRects().length > 0")
    walk_to_the_end(engine)
    host.breaks_after = None
    engine.get(host.address + PAGE)
    wait_for(engine, "document.querySelector('[data-wizard]')?.dataset.state === 'ready'")
    walk_to_the_end(engine)


def test_a_script_that_comes_by_half_is_asked_for_again(engine: Engine, host: Host) -> None:
    host.by_half = [
        f"assets/{name}.js" for name in ("wizard/wizard", "handbook", "search/index", "search/search")
    ]
    engine.get(host.address + PAGE)
    wait_for(engine, "document.querySelector('[data-wizard]')?.dataset.state === 'ready'")
    wait_for(engine, "!document.querySelector('[data-search]')?.hidden")  # what handbook.js does
    engine.run("document.querySelector('[data-search-open]').click()")
    wait_for(engine, "performance.getEntriesByName('search-ready').length === 1")
    assert host.by_half == []
    walk_to_the_end(engine)


def test_a_store_that_fills_up_half_way_keeps_nothing_and_says_so(engine: Engine, host: Host) -> None:
    corrupted(host, FILLS_UP % 40)
    engine.get(host.address + PAGE)
    wait_for(engine, NOT_KEPT)
    assert engine.run(NOTHING_KEPT) == 0
    walk_to_the_end(engine)


def test_two_tabs_an_update_between_them_and_the_network_cut(
    engine: Engine, host: Host, rebuilt: Path
) -> None:
    engine.get(host.address + PAGE)
    wait_for(engine, WHOLE)
    engine.get(host.address + PAGE)
    wait_for(engine, ENDED)
    assert engine.run(ONWARD) is None
    step = engine.run("return document.querySelector('[data-wizard]').dataset.step")

    host.site = rebuilt
    first = engine.tab()
    engine.get(host.address + PAGE)
    assert engine.run(BUILDS) == [False, False]
    wait_for(engine, PRESS)
    engine.run(f"setTimeout(() => {PRESS}.click())")
    wait_for(engine, NEW)
    assert engine.run(BUILDS) == [True, True]

    second = engine.tab(first)
    assert engine.run("return document.querySelector('[data-wizard]').dataset.step") == step
    walk_to_the_end(engine)
    assert engine.run(f"return {NEW}") is False
    wait_for(engine, PRESS)
    engine.run(f"setTimeout(() => {PRESS}.click())")
    wait_for(engine, NEW)
    assert engine.run(BUILDS) == [True, True]

    wait_for(engine, ENDED)  # its own Python is no longer on its way
    host.up = False
    engine.get(host.address + PAGE)
    wait_for(engine, "document.querySelector('[data-wizard]')?.dataset.state === 'ready'")
    engine.run(SEARCH)
    wait_for(engine, FOUND)
    engine.tab(second)


def test_a_worker_that_firefox_kills_while_it_keeps_the_copy_goes_on_at_the_next_visit(host: Host) -> None:
    """Firefox ends a worker that takes too long: the first hangs, and those after it may be too slow as well."""
    corrupted(host, DIES % DIES_AFTER)
    impatient = {"dom.serviceWorkers.idle_timeout": 500, "dom.serviceWorkers.idle_extended_timeout": 4000}
    with firefox(told=impatient) as engine:
        engine.get(host.address + PAGE)
        wait_for(engine, NOT_KEPT)
        assert engine.run(NOTHING_KEPT) == 1  # what it had is there to go on with
        walk_to_the_end(engine)
        host.answer = lambda _: None
        for _ in range(VISITS):
            engine.get(host.address + PAGE)
            wait_for(engine, f"{WHOLE} || {NOT_KEPT}")
            if engine.run(f"return {WHOLE}"):
                break
        host.up = False
        engine.get(host.address + "contacts.html")
        assert "Who do I call" in engine.run("return document.querySelector('h1').textContent")
