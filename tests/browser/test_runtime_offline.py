"""The whole handbook on the device: without a network, through an update, and never of two builds."""

from __future__ import annotations

import json
import shutil
import struct
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any, ClassVar

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from handbook import runtime
from handbook.runtime.seal import MANIFEST
from tests.browser.onward import onward, walk_to_the_end
from tests.browser.support import SITE, Handler, serving

SETTING = "griffin"
PAGE = "what-now/worried.html"
PATIENCE = 60_000
NOTE = "version of the test"
KEPT = """() => navigator.serviceWorker.getRegistration().then((one) => Boolean(one?.active))"""
# Every state that a service worker for the page goes through, from the moment that the page asks for one.
WORKER_STATES = """
globalThis.workerStates = [];
const register = ServiceWorkerContainer.prototype.register;
ServiceWorkerContainer.prototype.register = async function (...given) {
  const registration = await register.apply(this, given);
  const watch = (worker) => worker?.addEventListener("statechange", () => workerStates.push(worker.state));
  registration.addEventListener("updatefound", () => watch(registration.installing));
  watch(registration.installing);
  return registration;
};
"""
GIVEN_UP = "() => workerStates.includes('redundant')"
# In which state the page's own work was when it asked to be kept.
KEPT_AT = """
ServiceWorkerContainer.prototype.register = async () => {
  globalThis.keptAt = document.querySelector("[data-wizard], [data-levels]").dataset.state;
  throw new DOMException("not in this test", "SecurityError");
};
"""
SEARCH = """() => {
  document.querySelector("[data-search-open]")?.click();
  const field = document.querySelector("[data-search] input");
  field.value = "nudes";
  field.dispatchEvent(new Event("input", { bubbles: true }));
}"""
SEARCH_IS_THERE = """() =>
  performance.getEntriesByType("resource").filter(({ name }) => name.includes("/search/")).length === 3"""
# The builds whose files the page is made of: the page itself, its styles and scripts, the book.
BUILDS = """async () => {
  const loaded = performance.getEntriesByType("resource").map(({ name }) => name);
  const marked = loaded.filter((name) => /\\/assets\\/(search\\/)?[a-z]+\\.(js|css)$/.test(name));
  const book = new URL(`${document.querySelector("[data-root]").dataset.root}assets/wizard/book.json`, location);
  const texts = [document.documentElement.outerHTML];
  for (const part of [...marked, book]) {
    texts.push(await (await fetch(part)).text());
  }
  return texts.map((text) => (text.includes("version of the test") ? "new" : "old"));
}"""
WAITING = """() => navigator.serviceWorker.getRegistration().then((one) => Boolean(one?.waiting))"""


def sealed(folder: Path, mark: str = "") -> Path:
    """A site as readers get it; the mark stands in its pages, styles and scripts and in its book."""
    site = shutil.copytree(SITE / SETTING, folder)
    if mark:
        assets = site / "assets"
        for home in site.rglob("*.html"):
            change(home, "</h1>", f" {mark}</h1>")
        for part in (*assets.glob("*.css"), *assets.glob("*.js"), *assets.glob("search/*.js")):
            part.write_text(f"{part.read_text(encoding='utf-8')}/* {mark} */", encoding="utf-8")
        change(assets / "wizard/book.json", "{", f'{{"mark":"{mark}",')
    build = runtime.install(runtime.build(), site)
    runtime.seal(site, build, "Griffin safeguarding handbook", "Safeguarding")
    return site


def change(path: Path, old: str, new: str) -> None:
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")


class Host:
    """A web host whose files can be replaced and whose network can be cut."""

    def __init__(self, folder: Path) -> None:
        self.site = sealed(folder / "site")
        self.stack = ExitStack()
        self.address = self.stack.enter_context(serving(self.site))

    def put_up(self, fresh: Path) -> None:
        shutil.rmtree(self.site)
        shutil.move(fresh, self.site)

    def cut(self) -> None:
        self.stack.close()


@pytest.fixture
def host(addresses: dict[str, str], tmp_path: Path) -> Iterator[Host]:
    assert SETTING in addresses
    made = Host(tmp_path)
    yield made
    made.cut()


def visited(context: BrowserContext, address: str) -> Page:
    """A first visit, stayed until the handbook is on the device."""
    page = context.new_page()
    page.goto(address)
    until(page, KEPT)
    return page


def until(page: Page, promised: str) -> None:
    """Wait until what a promise gives is true."""
    end = time.monotonic() + PATIENCE / 1000
    while not page.evaluate(promised):
        assert time.monotonic() < end, promised
        page.wait_for_timeout(100)


def python_is_ready(page: Page) -> None:
    expect(page.locator("[data-wizard]")).to_have_attribute("data-state", "ready", timeout=PATIENCE)


def test_everything_works_with_the_network_cut(host: Host, context: BrowserContext) -> None:
    page = visited(context, host.address + "index.html")
    host.cut()
    paths = sorted(path.relative_to(host.site).as_posix() for path in host.site.rglob("*.html"))
    for path in paths:
        answer = page.goto(host.address + path)
        assert answer is not None
        assert answer.ok, path
    page.goto(host.address)
    expect(page.locator("h1")).to_be_visible()
    page.goto(host.address + PAGE)
    python_is_ready(page)
    page.locator("[data-option]:visible").first.click()
    expect(page.locator("[data-contact]:visible").first).to_be_visible()
    page.goto(host.address)
    page.evaluate(SEARCH)
    found = page.locator("[data-search-output] a").first
    expect(found).to_contain_text("nude", ignore_case=True)
    found.click()
    expect(page.locator("h1")).to_contain_text("nude", ignore_case=True)


def test_a_new_build_waits_until_the_reader_asks_for_it(
    host: Host, context: BrowserContext, tmp_path: Path
) -> None:
    page = visited(context, host.address + "index.html")
    host.put_up(sealed(tmp_path / "fresh", NOTE))
    page.goto(host.address + "index.html")
    until(page, WAITING)
    expect(page.locator("[data-update]")).to_be_visible(timeout=PATIENCE)
    expect(page.locator("h1")).not_to_contain_text(NOTE)

    page.goto(host.address + PAGE)  # still the build that was there before, wizard, search and all
    python_is_ready(page)
    onward(page).click()
    expect(page.locator("[data-update]")).to_be_visible(timeout=PATIENCE)
    assert of_one_build(page) == "old"  # it fetched its own search as soon as a newer one was to come

    second = context.new_page()
    second.goto(host.address + PAGE)
    second.get_by_role("button", name="Show it").click()
    expect(second.locator("h1")).to_contain_text(NOTE, timeout=PATIENCE)
    expect(second.locator("[data-update]")).to_have_count(0)
    second.evaluate(SEARCH)
    assert of_one_build(second) == "new"

    # The reader in the middle of the wizard was not sent back to its start, and finds with the search that came along.
    expect(page.locator("[data-wizard]")).not_to_have_attribute("data-step", "danger")
    page.evaluate(SEARCH)
    expect(page.locator("[data-search-output] a").first).to_contain_text("nude", ignore_case=True)
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Show it").click()
    expect(page.locator("[data-wizard]")).to_have_attribute("data-step", "danger", timeout=PATIENCE)
    python_is_ready(page)
    page.evaluate(SEARCH)
    assert of_one_build(page) == "new"
    names = page.evaluate("caches.keys()")
    assert len(names) == 1


def of_one_build(page: Page) -> str:
    """Which build the page is of, the search's files included, which come late."""
    page.wait_for_function(SEARCH_IS_THERE)
    builds = page.evaluate(BUILDS)
    assert len(builds) > 6
    (only,) = set(builds)
    return str(only)


def test_an_asked_for_update_shows_at_once_in_the_middle_of_the_wizard(
    host: Host, context: BrowserContext, tmp_path: Path
) -> None:
    page = visited(context, host.address + PAGE)
    host.put_up(sealed(tmp_path / "fresh", NOTE))
    page.reload()
    onward(page).click()
    page.get_by_role("button", name="Show it").click(timeout=PATIENCE)
    expect(page.locator("h1")).to_contain_text(NOTE, timeout=PATIENCE)


def test_an_update_fetches_only_what_has_changed(host: Host, context: BrowserContext, tmp_path: Path) -> None:
    visited(context, host.address + "index.html")
    host.put_up(sealed(tmp_path / "fresh", NOTE))
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    page = context.new_page()
    page.goto(host.address + "index.html")
    until(page, WAITING)
    assert [url for url in asked if ".wasm" in url or "python_memory" in url] == []


def test_a_build_that_is_half_put_up_is_not_taken(
    host: Host, context: BrowserContext, tmp_path: Path
) -> None:
    page = visited(context, host.address + "index.html")
    fresh = sealed(tmp_path / "fresh", NOTE)
    shutil.copyfile(fresh / "sw.js", host.site / "sw.js")
    page.add_init_script(WORKER_STATES)
    page.goto(host.address + "index.html")
    until(page, GIVEN_UP)
    assert not page.evaluate(WAITING)
    expect(page.locator("[data-update]")).to_have_count(0)
    expect(page.locator("h1")).not_to_contain_text(NOTE)
    page.goto(host.address + PAGE)
    python_is_ready(page)


class Heard(Handler):
    """A host that knows what it was asked for."""

    asked: ClassVar[list[str]] = []

    def log_request(self, *_: Any) -> None:
        self.asked.append(self.path)


def test_a_build_that_cannot_be_kept_is_not_fetched_to_its_end(
    addresses: dict[str, str], context: BrowserContext, tmp_path: Path
) -> None:
    """A phone on a school's poor network would load a whole site each time, for nothing."""
    assert SETTING in addresses
    site = sealed(tmp_path / "site")
    table = (site / "sw.js").read_text(encoding="utf-8").partition("\n")[0]
    files = list(json.loads(table.removeprefix("const SITE = ").removesuffix(";"))["files"])
    missing = next(
        path for path in files if path.startswith("assets/")
    )  # among the first that the worker asks for
    (site / missing).unlink()
    with serving(site, Heard) as address:
        page = context.new_page()
        page.add_init_script(WORKER_STATES)
        page.goto(address + "about.html")
        until(page, GIVEN_UP)
        page.wait_for_timeout(2000)
    since = Heard.asked[next(at for at, path in enumerate(Heard.asked) if missing in path) :]
    assert len(since) < len(files) / 10


@pytest.mark.parametrize(("setting", "path"), [("griffin", PAGE), ("medway", "levels/medway.html")])
def test_a_page_is_kept_after_it_has_done_its_own_work(
    addresses: dict[str, str], context: BrowserContext, setting: str, path: str
) -> None:
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page = context.new_page()
    page.add_init_script(KEPT_AT)
    page.route("**/python_memory.bin*", hold)
    page.goto(addresses[setting] + path)
    page.wait_for_timeout(4000)
    assert page.evaluate("globalThis.keptAt ?? null") is None
    for route in held:
        route.continue_()
    page.wait_for_function("() => globalThis.keptAt !== undefined", timeout=PATIENCE)
    assert page.evaluate("keptAt") == "ready"


def test_a_device_that_is_full_shows_an_ordinary_site(host: Host, context: BrowserContext) -> None:
    page = context.new_page()
    page.goto(host.address + "about.html")
    session = context.new_cdp_session(page)
    quota = {"origin": host.address.rstrip("/"), "quotaSize": 200_000}
    session.send("Storage.overrideQuotaForOrigin", quota)
    page.add_init_script(WORKER_STATES)
    page.goto(host.address + PAGE)
    python_is_ready(page)
    until(page, GIVEN_UP)
    assert not page.evaluate(KEPT)
    assert page.evaluate("caches.keys()") == []
    onward(page).click()
    expect(page.locator("[data-wizard]")).not_to_have_attribute("data-step", "danger")


def test_a_browser_that_keeps_nothing_shows_an_ordinary_site(host: Host, browser: Browser) -> None:
    context = browser.new_context(service_workers="block")
    page = context.new_page()
    page.goto(host.address + PAGE)
    python_is_ready(page)
    expect(page.locator("[data-update]")).to_have_count(0)
    context.close()


def test_it_installs_as_an_app(host: Host, context: BrowserContext) -> None:
    page = visited(context, host.address + "index.html")
    page.reload()
    session = context.new_cdp_session(page)
    manifest = session.send("Page.getAppManifest")
    assert manifest["errors"] == []
    assert manifest["url"] == host.address + MANIFEST
    told = session.send("Page.getInstallabilityErrors")["installabilityErrors"]
    assert [error["errorId"] for error in told if error["errorId"] != "in-incognito"] == []
    app = json.loads(manifest["data"])
    for icon in app["icons"]:
        head = (host.site / icon["src"]).read_bytes()[:24]
        assert head[:8] == b"\x89PNG\r\n\x1a\n"
        assert "{}x{}".format(*struct.unpack(">II", head[16:])) == icon["sizes"]
        assert icon["type"] == "image/png"
    assert {icon["purpose"] for icon in app["icons"]} == {"any", "maskable"}
    assert (host.site / app["start_url"]).exists()
    host.cut()
    page.goto(host.address + app["start_url"])
    expect(page.locator("h1")).to_be_visible()


def test_nothing_of_the_readers_is_kept(host: Host, context: BrowserContext) -> None:
    page = visited(context, host.address + PAGE)
    python_is_ready(page)
    walk_to_the_end(page)
    kept = page.evaluate(
        """async () => {
          const addresses = [];
          for (const name of await caches.keys())
            for (const request of await (await caches.open(name)).keys())
              addresses.push(new URL(request.url).pathname.slice(1));
          return { addresses, databases: (await indexedDB.databases()).length, cookie: document.cookie };
        }"""
    )
    assert kept["databases"] == 0
    assert kept["cookie"] == ""
    assert [path for path in kept["addresses"] if not (host.site / path).is_file()] == []
