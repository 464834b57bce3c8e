"""What stands round a page and is none of its own: a translator, a way back, little memory, a browser's own dark."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO

import pytest
from PIL import Image, ImageChops
from playwright.sync_api import BrowserContext, Page, Route, expect

from tests.browser.kept import SETTING
from tests.browser.onward import onward, walk_to_the_end
from tests.browser.support import NOT_KEPT, STOPPED_CLOCK, milliseconds
from tests.support.engines import Engine, firefox, wait_for

PAGE = "what-now/worried.html"
PATIENCE = 60_000
VISIBLE = 40  # of 255: by less, the same line is drawn a little softer
# As a browser's translator does it: each text goes into two elements of its own, also what comes later.
TRANSLATOR = """
const done = new WeakSet();
const translate = (root) => {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) texts.push(walker.currentNode);
  for (const text of texts) {
    const own = text.parentElement;
    if (!text.data.trim() || done.has(text) || own.closest("script, style, [translate=no]")) continue;
    const [outer, inner] = [document.createElement("font"), document.createElement("font")];
    const said = document.createTextNode(text.data.replace(/[a-z]+/gi, (word) => `${word}o`));
    done.add(said);
    inner.append(said);
    outer.append(inner);
    text.replaceWith(outer);
  }
};
addEventListener("load", () => {
  translate(document.body);
  new MutationObserver(() => translate(document.body)).observe(document.body, { childList: true, subtree: true });
});
"""
NO_MEMORY = """
for (const name of ["instantiate", "compile", "compileStreaming"]) {
  WebAssembly[name] = async () => { throw new RangeError("out of memory"); };
}
WebAssembly.Memory = class { constructor() { throw new RangeError("could not allocate memory"); } };
"""
ISOLATED = {"Cross-Origin-Embedder-Policy": "require-corp", "Cross-Origin-Opener-Policy": "same-origin"}


READY = "document.querySelector('[data-levels]')?.dataset.state === 'ready'"
TICKED = "String(new Set([...document.querySelectorAll('[data-sign]:checked')].map((one) => one.dataset.sign)).size)"
TOLD = "document.querySelector('[data-sum]')?.textContent.replace('No sign', '0').split(' ')[0]"


@pytest.fixture(scope="module")
def levels() -> Iterator[Engine]:
    """Firefox: Playwright's Chromium keeps no page that was left."""
    with firefox() as engine:
        yield engine


@pytest.fixture(autouse=True)
def not_kept(context: BrowserContext) -> None:
    context.add_init_script(NOT_KEPT)


def live(page: Page, address: str) -> Page:
    page.goto(address + PAGE)
    expect(page.locator("[data-wizard]")).to_have_attribute("data-state", "ready", timeout=PATIENCE)
    return page


def test_a_page_that_is_translated_leads_on_and_keeps_the_record_as_it_is(
    context: BrowserContext, addresses: dict[str, str]
) -> None:
    uncaught: list[str] = []
    context.on("weberror", lambda error: uncaught.append(str(error.error)))
    context.add_init_script(TRANSLATOR)
    page = live(context.new_page(), addresses[SETTING])
    expect(page.locator("h1")).to_contain_text("childo")
    walk_to_the_end(page)
    numbers = page.locator("[data-contact] a[href^='tel:']:visible")
    assert numbers.count()
    assert all("o" not in text for text in numbers.all_inner_texts())
    note = page.locator("[data-note]").text_content() or ""
    assert note.startswith("SAFEGUARDING NOTE\n")  # what is handed in is the handbook's own English
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")  # brought up to date
    page.wait_for_timeout(1000)
    step = page.locator("[data-wizard]").get_attribute("data-step") or ""
    page.locator("[data-hide]:visible").first.click()
    expect(page.locator("[data-wizard]")).to_be_hidden()
    page.locator("[data-cover] button").click()
    expect(page.locator("[data-wizard]")).to_be_visible()
    expect(page.locator("[data-wizard]")).to_have_attribute("data-step", step)
    assert uncaught == []


def test_the_way_back_from_another_page_leads_to_a_wizard_that_works(
    context: BrowserContext, addresses: dict[str, str]
) -> None:
    page = live(context.new_page(), addresses[SETTING])
    onward(page).click()
    expect(page.locator("[data-wizard]")).not_to_have_attribute("data-step", "danger")
    page.goto(addresses[SETTING] + "contacts.html")
    page.go_back()
    wizard = page.locator("[data-wizard]")
    expect(wizard).to_have_attribute("data-state", "ready", timeout=PATIENCE)
    walk_to_the_end(page)
    expect(page.locator("[data-contact]:visible").first).to_be_visible()


def test_after_hiding_the_screen_no_way_back_shows_the_answers(
    context: BrowserContext, addresses: dict[str, str]
) -> None:
    page = live(context.new_page(), addresses[SETTING])
    walk_to_the_end(page)
    words = page.locator("[data-wizard] h2").first.inner_text()
    page.locator("[data-hide]:visible").first.click()
    page.goto(addresses[SETTING] + "about.html")
    for _ in range(8):
        page.go_back()
        assert page.locator("body").inner_text().count(words) == 0
        if page.url == "about:blank":
            break


def test_a_device_without_the_memory_for_python_keeps_the_plain_form(
    context: BrowserContext, addresses: dict[str, str]
) -> None:
    def starved(route: Route) -> None:
        found = route.fetch()
        route.fulfill(response=found, body=f"{NO_MEMORY}\n{found.text()}")

    context.route(re.compile(r"/assets/wizard/(worker|loader)\.js"), starved)
    page = context.new_page()
    page.goto(addresses[SETTING] + PAGE)
    wizard = page.locator("[data-wizard]")
    expect(wizard).to_have_attribute("data-state", "failed", timeout=PATIENCE)
    walk_to_the_end(page)
    expect(page.locator("[data-contact]:visible").first).to_be_visible()


def test_a_host_that_isolates_its_pages_serves_the_wizard(
    context: BrowserContext, addresses: dict[str, str]
) -> None:
    def isolated(route: Route) -> None:
        found = route.fetch()
        route.fulfill(response=found, headers={**found.headers, **ISOLATED})

    context.route("**/*", isolated)
    page = live(context.new_page(), addresses[SETTING])
    assert page.evaluate("crossOriginIsolated")
    walk_to_the_end(page)


@pytest.mark.parametrize("path", ["contacts.html", PAGE])
@pytest.mark.parametrize(
    ("now", "said"),
    [
        (datetime(1970, 1, 1, 10, tzinfo=UTC), "The clock of this device says 1 January 1970. That is wrong"),
        (datetime(2015, 3, 3, 10, tzinfo=UTC), "The clock of this device says 3 March 2015. That is wrong"),
        (datetime(2026, 11, 26, 10, tzinfo=UTC), ""),
        (datetime(2031, 7, 1, 10, tzinfo=UTC), ""),  # nobody can tell that from a copy that is old
    ],
)
def test_a_clock_that_has_lost_the_day_is_named_before_what_is_told_by_it(
    context: BrowserContext, addresses: dict[str, str], path: str, now: datetime, said: str
) -> None:
    page = context.new_page()
    page.add_init_script(STOPPED_CLOCK % milliseconds(now))
    page.goto(addresses[SETTING] + path)
    expect(page.locator("main article h1").first).to_be_visible()
    words = page.locator("main article").inner_text()
    assert words.startswith(said)
    assert ("The clock of this device" in words) == bool(said)


@pytest.mark.parametrize("left", ["location.href = '../contacts.html'", "location.reload()"])
def test_what_firefox_ticks_again_by_itself_is_what_the_level_is_told_by(
    levels: Engine, addresses: dict[str, str], left: str
) -> None:
    """It keeps a page that was left as it was, and fields of one that is reloaded."""
    levels.get(f"{addresses['medway']}levels/medway.html")
    wait_for(levels, READY)
    levels.run("document.querySelector('.hb-domain [data-sign]').click()")
    wait_for(levels, f"{TOLD} === '1'")
    levels.run(f"globalThis.before = true; setTimeout(() => {{ {left}; }})")
    if "href" in left:
        wait_for(levels, "location.href.endsWith('contacts.html')")
        levels.run("setTimeout(() => history.back())")
    else:
        wait_for(levels, "globalThis.before === undefined")
    wait_for(levels, READY)
    wait_for(levels, f"{TICKED} === {TOLD}")


@pytest.mark.parametrize("path", ["contacts.html", PAGE])
def test_a_browser_that_darkens_pages_by_itself_leaves_this_one_to_its_own_dark(
    context: BrowserContext, addresses: dict[str, str], path: str
) -> None:
    page = context.new_page()
    page.emulate_media(color_scheme="dark")
    page.goto(addresses[SETTING] + path)
    expect(page.locator("[data-kept]")).not_to_be_empty(timeout=PATIENCE)  # the foot's line comes last
    plain = at_rest(page)
    context.new_cdp_session(page).send("Emulation.setAutoDarkModeOverride", {"enabled": True})
    darkened = at_rest(page)
    assert max(most for _, most in difference(plain, darkened)) < VISIBLE


def difference(one: bytes, other: bytes) -> list[tuple[int, int]]:
    """The least and the most by which two pictures differ, for each colour."""
    pictures = [Image.open(BytesIO(picture)).convert("RGB") for picture in (one, other)]
    found = ImageChops.difference(*pictures).getextrema()
    return [(int(least), int(most)) for least, most in found]  # type: ignore[misc]


def at_rest(page: Page) -> bytes:
    """A picture of the page once it no longer changes."""
    before = b""
    for _ in range(20):
        page.wait_for_timeout(120)
        now = page.screenshot()
        if now == before:
            break
        before = now
    return before
