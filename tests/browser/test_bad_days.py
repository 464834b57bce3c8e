"""What goes wrong on the way: the reader has the step all the same. Of two builds: test_runtime_offline.py."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.kept import KEPT, PATIENCE, SETTING, SOONER, Host, foot, hosted, visited, wait
from tests.browser.onward import onward
from tests.browser.support import PHONE, SITE

PAGE = "what-now/worried.html"
POINTS = 4
EARLY = 24  # files: the page, its styles and scripts, the parts of Python
SLOW = 0.02  # seconds for each answer
PLACE = "() => `${document.querySelector('[data-wizard]').dataset.step} ${location.hash}`"
FILLS_UP = """
const store = Cache.prototype.put;
let left = %d;
Cache.prototype.put = async function (...given) {
  if ((left -= 1) < 0) throw new DOMException("full", "QuotaExceededError");
  return store.apply(this, given);
};
"""
# How many files a copy has when it is filled no further, and whether it has come so far.
DIES_AFTER = 40
STUCK = f"""() => caches.keys()
  .then(([name]) => name && caches.open(name))
  .then((copy) => copy && copy.keys())
  .then((files) => files && files.length >= {DIES_AFTER})"""
DIES = """
const put = Cache.prototype.put;
let more = %d;
Cache.prototype.put = async function (...given) {
  if ((more -= 1) < 0) await new Promise(() => {});
  return put.apply(this, given);
};
"""


def walk_to_the_end(page: Page) -> None:
    """Answer with the last choice: by what the script shows, or by the plain links where no script has come."""
    wizard = page.locator("[data-wizard]")
    outcome = page.locator(
        "[data-wizard][data-kind=outcome]"
        if wizard.get_attribute("data-script") is not None
        else "[data-static-step]:target:not(:has([data-option]))"
    )
    for _ in range(12):
        if outcome.count():
            break
        named = page.locator("[data-static-step]:target")
        step = named if named.count() else page.locator("[data-static-step]:visible, [data-wizard]").first
        before = page.evaluate(PLACE)
        onward(step).click()
        wait(page, f"() => ({PLACE})() !== '{before}'")
    expect(outcome).to_have_count(1)
    expect(page.locator("[data-contact]:visible").first).to_be_visible()


def of_the_first_visit(host: Host, context: BrowserContext) -> int:
    """How many files a first visit asks for, until the copy is whole."""
    page = context.new_page()
    page.goto(host.address + PAGE)
    wait(page, KEPT)
    return len(host.asked)


@pytest.fixture(scope="module")
def asked_for(short: Path, browser: Browser) -> int:
    context = browser.new_context(viewport=PHONE)
    context.add_init_script(SOONER)
    with hosted(short) as host:
        count = of_the_first_visit(host, context)
    context.close()
    return count


@pytest.mark.parametrize("point", range(POINTS))
def test_a_link_that_breaks_during_the_first_visit_leaves_the_step(
    host: Host, phone: BrowserContext, asked_for: int, point: int
) -> None:
    """The break comes in the middle of an answer. Half of the points lie before Python is there, half after."""
    half = POINTS // 2
    late = (point - half) * (asked_for - EARLY) // half
    host.breaks_after = point * EARLY // half if point < half else EARLY + late
    host.slow = SLOW
    page = phone.new_page()
    page.goto(host.address + PAGE, wait_until="commit")
    wizard = page.locator("[data-wizard]")
    if point > 0:  # of a page that breaks off itself a browser may show nothing
        expect(page.locator("a[href='tel:999']").first).to_be_visible()
        page.wait_for_load_state()
        if page.evaluate("performance.getEntriesByName('wizard-start').length > 0"):
            for state in ("static", "starting"):
                expect(wizard).not_to_have_attribute("data-state", state, timeout=PATIENCE)
        walk_to_the_end(page)
    host.breaks_after = None
    host.slow = 0
    page.goto(host.address + PAGE)
    expect(wizard).to_have_attribute("data-state", "ready", timeout=PATIENCE)
    walk_to_the_end(page)


@pytest.mark.parametrize("room", [0, 40])
def test_a_store_that_fills_up_half_way_keeps_nothing_and_says_so(
    host: Host, phone: BrowserContext, room: int
) -> None:
    worker = (host.site / "sw.js").read_text(encoding="utf-8")
    full = f"{worker}\n{FILLS_UP % room}".encode()
    host.answer = lambda path: (200, {"Content-Type": "text/javascript"}, full) if path == "sw.js" else None
    page = phone.new_page()
    page.goto(host.address + PAGE)
    expect(foot(page)).to_contain_text("could not be kept on this device", timeout=PATIENCE)
    assert page.evaluate("caches.keys()") == []
    walk_to_the_end(page)
    host.answer = lambda _: None
    page = visited(phone, host.address + PAGE)
    expect(foot(page)).to_contain_text("the whole handbook", timeout=PATIENCE)


def test_a_worker_that_is_killed_while_it_keeps_the_copy_goes_on_at_the_next_visit(
    host: Host, phone: BrowserContext
) -> None:
    worker = (host.site / "sw.js").read_text(encoding="utf-8")
    stuck = f"{worker}\n{DIES % DIES_AFTER}".encode()
    host.answer = lambda path: (200, {"Content-Type": "text/javascript"}, stuck) if path == "sw.js" else None
    page = phone.new_page()
    page.goto(host.address + PAGE)
    wait(page, "() => navigator.serviceWorker.getRegistration().then((one) => Boolean(one?.installing))")
    wait(page, STUCK)
    session = phone.new_cdp_session(page)
    session.send("ServiceWorker.enable")
    session.send("ServiceWorker.stopAllWorkers")
    walk_to_the_end(page)
    host.answer = lambda _: None
    page.close()
    host.asked.clear()
    page = visited(phone, host.address + PAGE)
    expect(foot(page)).to_contain_text("the whole handbook", timeout=PATIENCE)
    host.up = False
    page.goto(host.address + "contacts.html")
    expect(page.locator("h1")).to_contain_text("Who do I call")


def test_the_page_that_stands_in_can_be_read_by_itself() -> None:
    text = (SITE / SETTING / "away.html").read_text(encoding="utf-8")
    assert re.search(r'href="(\./)?what-now/index\.html"', text)
    assert 'href="tel:999"' in text
