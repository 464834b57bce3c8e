"""Each part of the runtime broken on purpose: the next simpler boot method takes over, and in the end the static flow."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from handbook.runtime.archive import BYTECODE_WHEEL
from handbook.runtime.parts import FOLDER, LIBRARY, MEMORY
from tests.browser.onward import onward, walk_to_the_end
from tests.browser.support import serving

PAGE = "what-now/worried.html"
PATIENCE = 60_000  # milliseconds; the machine may be busy
MODULE = "pyodide.asm.wasm"
WORKERS = re.compile(r"/assets/wizard/(worker|loader)\.js")
OWN_BUILD = b'name="handbook-build" content="'

# Once the test says so, thirty seconds become one and a half: it need not wait for the limit.
HURRIED = """
const setTimeoutAsBefore = setTimeout;
globalThis.setTimeout = (call, delay, ...rest) =>
  setTimeoutAsBefore(call, globalThis.hurry && delay > 5000 ? delay / 20 : delay, ...rest);
"""
# The worker that the page starts, for a test to end it.
SHOWN_WORKER = """
globalThis.Worker = class extends Worker {
  constructor(url, how) {
    super(url, how);
    if (!url.includes("loader.js")) globalThis.shownWorker = this;
  }
};
"""

# What the reader can see, at each state that the wizard goes through.
SEEN = """
globalThis.seen = {};
addEventListener("DOMContentLoaded", () => {
  const wizard = document.querySelector("[data-wizard]");
  const note = () => { seen[wizard.dataset.state] = document.body.innerText; };
  note();
  new MutationObserver(note).observe(wizard, { attributeFilter: ["data-state"] });
});
"""
# A browser that keeps nothing for a site and says so by throwing, at each API that a page could call.
NO_STORAGE = """
const refuse = () => { throw new DOMException("The operation is insecure.", "SecurityError"); };
for (const name of ["localStorage", "sessionStorage", "indexedDB", "caches"]) {
  Object.defineProperty(globalThis, name, { get: refuse });
}
Object.defineProperty(document, "cookie", { get: refuse, set: refuse });
"""
NO_WORKER_FOR_THE_SITE = """
Object.defineProperty(Navigator.prototype, "serviceWorker", { get: refuse });
"""
FULL = """
const full = () => { throw new DOMException("full", "QuotaExceededError"); };
Storage.prototype.setItem = full;
Cache.prototype.put = async () => full();
"""

Break = Callable[[Path], None]


@pytest.fixture
def site(short: Path, tmp_path: Path) -> Path:
    """A copy to break. Its files are the other site's own, so they are replaced and never written into."""
    return shutil.copytree(short, tmp_path / "a folder, größer", copy_function=os.link)


def replace(path: Path, content: bytes) -> None:
    path.unlink()
    path.write_bytes(content)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page on which nothing may go wrong unheard: no script's error that nobody caught."""
    context = browser.new_context(service_workers="block")
    uncaught: list[str] = []
    context.on("weberror", lambda error: uncaught.append(str(error.error)))
    context.on("console", lambda said: uncaught.append(said.text) if "Uncaught" in said.text else None)
    made = context.new_page()
    made.add_init_script(SEEN)
    yield made
    context.close()
    assert uncaught == []


def remove(*names: str) -> Break:
    def broken(site: Path) -> None:
        for name in names:
            (site / name).unlink()

    return broken


def change(name: str, old: bytes, new: bytes) -> Break:
    def broken(site: Path) -> None:
        data = (site / name).read_bytes()
        assert old in data
        replace(site / name, data.replace(old, new, 1))

    return broken


def cut_short(name: str) -> Break:
    """As a copy looks that was broken off."""

    def broken(site: Path) -> None:
        data = (site / name).read_bytes()
        replace(site / name, data[: len(data) // 2])

    return broken


def both(*steps: Break) -> Break:
    def broken(site: Path) -> None:
        for step in steps:
            step(site)

    return broken


NO_MEMORY = remove(f"assets/python/{MEMORY}")
SPOILT_LIBRARY = change(f"assets/python/{LIBRARY}", b"json", b"jsom")
SPOILT_MEMORY = change(f"assets/python/{MEMORY}", b"wizard", b"wizzrd")


def opened(page: Page, address: str) -> str:
    """How the start ended on the page at the address."""
    page.goto(address)
    return ended(page)


def ended(page: Page) -> str:
    wizard = page.locator("[data-wizard]")
    for state in ("static", "starting"):
        expect(wizard).not_to_have_attribute("data-state", state, timeout=PATIENCE)
    return wizard.get_attribute("data-state") or ""


def walk_to_an_outcome(page: Page) -> None:
    """Answer until an outcome shows, as the page stands.

    Where Python failed, the reader must not have seen anything of it: the page reads as it did before.
    """
    seen = page.evaluate("seen")
    if "failed" in seen and "ready" not in seen:
        assert seen["failed"] == seen["static"]
        assert page.locator("[data-option]:visible").count() > 1
    walk_to_the_end(page)
    expect(page.locator("[data-contact]:visible").first).to_be_visible()


@pytest.mark.parametrize(
    ("broken", "starts"),
    [
        pytest.param(lambda _: None, 1, id="whole"),
        pytest.param(NO_MEMORY, 2, id="memory-missing"),
        pytest.param(SPOILT_MEMORY, 2, id="memory-of-another-build"),
    ],
)
def test_the_next_start_takes_over(page: Page, site: Path, broken: Break, starts: int) -> None:
    broken(site)
    page.add_init_script(
        "globalThis.workers = 0; globalThis.Worker = class extends Worker {"
        "constructor(url, how) { super(url, how); globalThis.workers += !url.includes('loader.js'); } };"
    )
    with serving(site) as address:
        assert opened(page, address + PAGE) == "ready"
        assert page.evaluate("workers") == starts
        walk_to_an_outcome(page)


@pytest.mark.parametrize(
    "broken",
    [
        pytest.param(cut_short(f"assets/python/{MODULE}"), id="module-cut-short"),
        pytest.param(both(NO_MEMORY, SPOILT_LIBRARY), id="library-of-another-build"),
        pytest.param(both(SPOILT_MEMORY, remove(f"assets/python/{BYTECODE_WHEEL}")), id="wheel-missing"),
        pytest.param(remove("assets/python/pyodide.mjs"), id="pyodide-missing"),
        pytest.param(change("assets/wizard/book.json", b"999", b"998"), id="book-of-another-build"),
        pytest.param(change(PAGE, OWN_BUILD, OWN_BUILD + b"0"), id="page-of-another-build"),
    ],
)
def test_the_static_flow_remains(page: Page, site: Path, broken: Break) -> None:
    broken(site)
    with serving(site) as address:
        assert opened(page, address + PAGE) == "failed"
        walk_to_an_outcome(page)


def test_without_any_one_of_its_workers_the_static_flow_remains(page: Page, site: Path) -> None:
    workers = [path for path in site.glob("assets/wizard/*.js") if WORKERS.search(path.as_posix())]
    assert workers
    for worker in workers:
        aside = worker.rename(worker.with_suffix(".aside"))
        with serving(site) as address:
            assert opened(page, address + PAGE) == "failed"
            walk_to_an_outcome(page)
        aside.rename(worker)


def test_an_address_that_names_no_step_begins_at_the_first(page: Page, site: Path) -> None:
    with serving(site) as address:
        assert opened(page, f"{address}{PAGE}?v=1&%#100%") == "ready"
        expect(page.locator("[data-wizard]")).to_have_attribute("data-step", "danger")
        walk_to_an_outcome(page)


@pytest.mark.parametrize(
    "missing",
    [
        pytest.param("delete globalThis.WebAssembly", id="no-webassembly"),
        pytest.param("delete globalThis.Worker", id="no-worker"),
        pytest.param("Worker = class { constructor() { throw new Error('refused') } }", id="worker-refused"),
    ],
)
def test_a_browser_without_what_python_needs(page: Page, site: Path, missing: str) -> None:
    page.add_init_script(missing)
    with serving(site) as address:
        assert opened(page, address + PAGE) == "failed"
        walk_to_an_outcome(page)


def misnamed(page: Page, pattern: str | re.Pattern[str], kind: str) -> None:
    """Let the server give another type for these files, and the browser take it at its word."""

    def answer(route: Route) -> None:
        found = route.fetch()
        headers = {**found.headers, "content-type": kind, "x-content-type-options": "nosniff"}
        route.fulfill(response=found, headers=headers)

    page.route(pattern, answer)


def test_a_server_that_names_wrong_types_of_data_still_serves_python(page: Page, site: Path) -> None:
    for pattern in ("**/*.wasm*", "**/*.bin*", "**/*.json*", "**/*.whl*"):
        misnamed(page, pattern, "text/plain")
    with serving(site) as address:
        assert opened(page, address + PAGE) == "ready"
        walk_to_an_outcome(page)


@pytest.mark.parametrize(
    ("pattern", "kind"),
    [
        pytest.param(re.compile(r"\.mjs\b"), "application/octet-stream", id="modules"),
        pytest.param(WORKERS, "text/html", id="workers"),
    ],
)
def test_a_server_that_names_wrong_types_of_scripts_leaves_the_static_flow(
    page: Page, site: Path, pattern: re.Pattern[str], kind: str
) -> None:
    misnamed(page, pattern, kind)
    with serving(site) as address:
        assert opened(page, address + PAGE) == "failed"
        walk_to_an_outcome(page)


@pytest.mark.parametrize(
    "refusing",
    [
        pytest.param(NO_STORAGE + NO_WORKER_FOR_THE_SITE, id="all-refused"),
        pytest.param(FULL, id="full"),
    ],
)
def test_a_browser_that_keeps_nothing_runs_python_all_the_same(page: Page, site: Path, refusing: str) -> None:
    """Firefox's private window has them too: test_runtime_engines.py."""
    page.add_init_script(refusing)
    with serving(site) as address:
        assert opened(page, address + PAGE) == "ready"
        page.locator("[data-colours]").click()
        expect(page.locator("[data-colours]")).to_have_attribute("aria-pressed", "true")
        walk_to_an_outcome(page)
        expect(page.locator("[data-update]")).to_have_count(0)


def test_a_start_that_takes_too_long_is_given_up(page: Page, site: Path) -> None:
    page.add_init_script(HURRIED + "globalThis.hurry = true;")
    page.route("**/python_memory.bin*", lambda _: None)  # never answered
    page.route("**/python_stdlib.zip*", lambda _: None)
    with serving(site) as address:
        assert opened(page, address + PAGE) == "failed"
        walk_to_an_outcome(page)


def test_a_worker_that_dies_leaves_the_reader_where_they_were(page: Page, site: Path) -> None:
    page.add_init_script(HURRIED + SHOWN_WORKER)
    with serving(site) as address:
        assert opened(page, address + PAGE) == "ready"
        page.evaluate("globalThis.hurry = true")
        onward(page).click()
        wizard = page.locator("[data-wizard]")
        expect(wizard).not_to_have_attribute("data-step", "danger")
        here = wizard.get_attribute("data-step") or ""
        page.evaluate("shownWorker.terminate()")
        for _ in range(2):  # the next step may have been made ready; what comes after it was not
            onward(page).click()
            expect(wizard).not_to_have_attribute("data-step", here, timeout=PATIENCE)
            here = wizard.get_attribute("data-step") or ""
        expect(wizard).to_have_attribute("data-state", "failed", timeout=PATIENCE)
        walk_to_an_outcome(page)


@pytest.mark.parametrize(
    ("broken", "state"),
    [
        pytest.param(
            change(f"assets/python/{FOLDER}/{MEMORY}.1.js", b'","', b'","AAAA'), "ready", id="memory-damaged"
        ),
        pytest.param(remove(f"assets/python/{FOLDER}/{MODULE}.1.js"), "failed", id="module-missing"),
        pytest.param(remove(f"assets/python/{FOLDER}/folder-worker.js.0.js"), "failed", id="worker-missing"),
        pytest.param(
            change(f"assets/python/{FOLDER}/book.json.0.js", b"sha256-", b"sha256-x"),
            "failed",
            id="book-of-another-build",
        ),
    ],
)
def test_from_a_folder(page: Page, site: Path, broken: Break, state: str) -> None:
    broken(site)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    assert opened(page, (site / PAGE).as_uri()) == state
    walk_to_an_outcome(page)
    inside = site.as_uri() + "/"
    assert [url for url in asked if not url.startswith((inside, "data:"))] == []


@pytest.mark.parametrize("over_http", [True, False], ids=["http", "folder"])
def test_without_script_the_flow_can_be_walked(browser: Browser, site: Path, *, over_http: bool) -> None:
    context = browser.new_context(java_script_enabled=False)
    with serving(site) as address:
        walk_by_links(context.new_page(), (address if over_http else site.as_uri() + "/") + PAGE)
    context.close()


@pytest.mark.parametrize("over_http", [True, False], ids=["http", "folder"])
def test_without_the_wizards_script_the_flow_can_be_walked(
    page: Page, site: Path, *, over_http: bool
) -> None:
    """A copy that lost its scripts: the rest of the page's scripts run, the flow's own does not."""
    shutil.rmtree(site / "assets/wizard")
    with serving(site) as address:
        walk_by_links(page, (address if over_http else site.as_uri() + "/") + PAGE)


def walk_by_links(page: Page, address: str) -> None:
    page.goto(address)
    outcome = page.locator(":target:has([data-contact])")
    for _ in range(12):
        if outcome.count() == 1:
            break
        step = page.locator(":target:has([data-option])")
        onward(step if step.count() else page.locator("[data-static-step]").first).click()
    expect(outcome.locator("[data-contact]").first).to_be_visible()


def test_the_lock_lists_what_is_there_and_nothing_else(short: Path) -> None:
    python = short / "assets/python"
    lock = json.loads((python / "pyodide-lock.json").read_text(encoding="utf-8"))
    (package,) = lock["packages"].values()
    wheel = (python / BYTECODE_WHEEL).read_bytes()
    assert package["file_name"] == BYTECODE_WHEEL
    assert package["sha256"] == hashlib.sha256(wheel).hexdigest()
