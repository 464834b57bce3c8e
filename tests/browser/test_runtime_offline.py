"""The whole handbook on the device: without a network, through an update, and never of two builds."""

from __future__ import annotations

import json
import struct
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from handbook.runtime.seal import MANIFEST
from tests.browser.kept import KEPT, NEWER, PATIENCE, Host, hosted, visited, wait
from tests.browser.onward import onward, walk_to_the_end

PAGE = "what-now/worried.html"
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
# What the page gets when it asks for these.
TEXTS = """async (names) => {
  const texts = {};
  for (const name of names) {
    texts[name] = await (await fetch(name)).text();
  }
  return texts;
}"""
WAITING = """() => navigator.serviceWorker.getRegistration().then((one) => Boolean(one?.waiting))"""


def python_is_ready(page: Page) -> None:
    expect(page.locator("[data-wizard]")).to_have_attribute("data-state", "ready", timeout=PATIENCE)


def test_everything_works_with_the_network_cut(phone: BrowserContext, whole: Path) -> None:
    with hosted(whole) as host:
        page = visited(phone, host.address + "index.html")
    page.goto(host.address)
    pages = {path.relative_to(whole).as_posix(): path for path in sorted(whole.rglob("*.html"))}
    given = page.evaluate(TEXTS, list(pages))
    assert [name for name, path in pages.items() if given[name] != path.read_text(encoding="utf-8")] == []
    for path in {
        path.parent: name for name, path in pages.items()
    }.values():  # and opened, one of every folder
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
    host: Host, phone: BrowserContext, rebuilt: Path
) -> None:
    page = visited(phone, host.address + "index.html")
    host.site = rebuilt
    page.goto(host.address + "index.html")
    wait(page, WAITING)
    expect(page.locator("[data-update]")).to_be_visible(timeout=PATIENCE)
    expect(page.locator("h1")).not_to_contain_text(NEWER)

    page.goto(host.address + PAGE)  # still the build that was there before, wizard, search and all
    python_is_ready(page)
    onward(page).click()
    expect(page.locator("[data-update]")).to_be_visible(timeout=PATIENCE)
    assert of_one_build(page) == "old"  # it fetched its own search as soon as a newer one was to come

    second = phone.new_page()
    second.goto(host.address + PAGE)
    onward(second).click()
    second.get_by_role(
        "button", name="Show it"
    ).click()  # asked for in the middle of the wizard, it shows at once
    expect(second.locator("h1")).to_contain_text(NEWER, timeout=PATIENCE)
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


def test_an_update_fetches_only_what_has_changed(host: Host, phone: BrowserContext, rebuilt: Path) -> None:
    visited(phone, host.address + "index.html")
    host.site = rebuilt
    host.asked.clear()
    page = phone.new_page()
    page.goto(host.address + "index.html")
    wait(page, WAITING)
    assert "/about.html" in host.asked
    assert [path for path in host.asked if ".wasm" in path or "python_memory" in path] == []


def test_a_build_that_is_half_put_up_is_not_taken(host: Host, phone: BrowserContext, rebuilt: Path) -> None:
    page = visited(phone, host.address + "index.html")
    worker = (rebuilt / "sw.js").read_bytes()
    host.answer = lambda path: (200, {"Content-Type": "text/javascript"}, worker) if path == "sw.js" else None
    page.add_init_script(WORKER_STATES)
    page.goto(host.address + "index.html")
    wait(page, GIVEN_UP)
    assert not page.evaluate(WAITING)
    expect(page.locator("[data-update]")).to_have_count(0)
    expect(page.locator("h1")).not_to_contain_text(NEWER)
    page.goto(host.address + PAGE)
    python_is_ready(page)


def test_a_build_that_cannot_be_kept_is_not_fetched_to_its_end(phone: BrowserContext, whole: Path) -> None:
    """A phone on a school's poor network would load a whole site each time, for nothing."""
    table = (whole / "sw.js").read_text(encoding="utf-8").partition("\n")[0]
    files = list(json.loads(table.removeprefix("const SITE = ").removesuffix(";"))["files"])
    missing = next(
        path for path in files if path.startswith("assets/")
    )  # among the first that the worker asks for
    with hosted(whole) as host:
        host.answer = lambda path: (404, {}, b"") if path == missing else None
        page = phone.new_page()
        page.add_init_script(WORKER_STATES)
        page.goto(host.address + "about.html")
        wait(page, GIVEN_UP)
        page.wait_for_timeout(500)  # in which a worker that went on would ask for a fifth of them
        since = host.asked[next(at for at, path in enumerate(host.asked) if missing in path) :]
    assert len(since) < len(files) / 10


@pytest.mark.parametrize(("setting", "path"), [("griffin", PAGE), ("medway", "levels/medway.html")])
def test_a_page_is_kept_after_it_has_done_its_own_work(
    addresses: dict[str, str], phone: BrowserContext, setting: str, path: str
) -> None:
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page = phone.new_page()
    page.add_init_script(KEPT_AT)
    page.route("**/python_memory.bin*", hold)
    page.goto(addresses[setting] + path)
    page.wait_for_selector("[data-state=starting]")
    page.wait_for_timeout(1000)  # far longer than this phone waits once Python is there
    assert page.evaluate("globalThis.keptAt ?? null") is None
    for route in held:
        route.continue_()
    page.wait_for_function("() => globalThis.keptAt !== undefined", timeout=PATIENCE)
    assert page.evaluate("keptAt") == "ready"


def test_a_device_that_is_full_shows_an_ordinary_site(host: Host, phone: BrowserContext) -> None:
    page = phone.new_page()
    page.goto(host.address + "about.html")
    session = phone.new_cdp_session(page)
    quota = {"origin": host.address.rstrip("/"), "quotaSize": 200_000}
    session.send("Storage.overrideQuotaForOrigin", quota)
    page.add_init_script(WORKER_STATES)
    page.goto(host.address + PAGE)
    python_is_ready(page)
    wait(page, GIVEN_UP)
    assert not page.evaluate(KEPT)
    assert page.evaluate("caches.keys()") == []
    onward(page).click()
    expect(page.locator("[data-wizard]")).not_to_have_attribute("data-step", "danger")


def test_it_installs_as_an_app(host: Host, phone: BrowserContext) -> None:
    page = visited(phone, host.address + "index.html")
    page.reload()
    session = phone.new_cdp_session(page)
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
    host.up = False
    page.goto(host.address + app["start_url"])
    expect(page.locator("h1")).to_be_visible()


def test_nothing_of_the_readers_is_kept(host: Host, phone: BrowserContext) -> None:
    page = visited(phone, host.address + PAGE)
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
