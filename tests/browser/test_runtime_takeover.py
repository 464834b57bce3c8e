"""Python takes over from the static flow without the reader noticing."""

from __future__ import annotations

import base64
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserType, Page, Route, expect, sync_playwright

from handbook import runtime
from tests.browser.onward import onward
from tests.browser.support import MADE_AHEAD, PHONE, SITE, serving
from tests.support.browser import chromium

SETTING = "griffin"
PAGE = "what-now/worried.html"
PATIENCE = 60_000
LOOK = 50  # milliseconds
WHERE_I_AM = """() => {
  const heading = document.querySelector("[data-step]").querySelector(":scope [data-heading]:not([hidden] *)");
  return {
    focus: document.activeElement.innerText,
    top: Math.round(heading.getBoundingClientRect().top),
    heading: heading.innerText,
  };
}"""


# The heading and the options that can be seen: their words, where they begin and how large they are.
BOXES = """() => [...document.querySelectorAll("[data-wizard] [data-heading], [data-wizard] [data-option]")]
  .filter((one) => one.offsetParent)
  .map((one) => {
    const { left, top, width, height } = one.getBoundingClientRect();
    return [one.innerText, left, top, width, height];
  })"""
# The second answer of Python's comes when the test calls `answer`.
SECOND_ANSWER_WAITS = """
globalThis.Worker = class extends Worker {
  addEventListener(type, act) {
    super.addEventListener(type, (event) =>
      event.data?.id === 2 ? (globalThis.answer = () => act(event)) : act(event));
  }
};
"""
# How many pixels differ between two pictures of one size.
DIFFERENT = """async (pictures) => {
  const [one, other] = await Promise.all(pictures.map(async (data) => {
    const picture = new Image();
    picture.src = `data:image/png;base64,${data}`;
    await picture.decode();
    const drawn = new OffscreenCanvas(picture.width, picture.height).getContext("2d");
    drawn.drawImage(picture, 0, 0);
    return new Uint32Array(drawn.getImageData(0, 0, picture.width, picture.height).data.buffer);
  }));
  return one.length === other.length ? one.filter((pixel, at) => pixel !== other[at]).length : Infinity;
}"""


@pytest.fixture
def address(addresses: dict[str, str]) -> str:
    """A site as readers get it."""
    return addresses[SETTING]


class Held:
    """Python's memory kept back until the test lets it go, so that the static flow can be used at leisure."""

    def __init__(self, page: Page) -> None:
        self.routes: list[Route] = []
        page.route("**/python_memory.bin*", self.hold)

    def hold(self, route: Route) -> None:
        self.routes.append(route)

    def let_go(self) -> None:
        for route in self.routes:
            route.continue_()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport=PHONE, service_workers="block")
    yield context.new_page()
    context.close()


def opened(page: Page, place: str) -> Held:
    held = Held(page)
    page.goto(place)
    expect(wizard(page)).to_have_attribute("data-state", "starting", timeout=PATIENCE)
    page.wait_for_timeout(200)
    return held


def wizard(page: Page) -> Any:
    return page.locator("[data-wizard]")


def ready(page: Page) -> None:
    expect(wizard(page)).to_have_attribute("data-state", "ready", timeout=PATIENCE)


def python_is_there(page: Page) -> None:
    """Wait until Python could take over, asked from outside: the page's policy takes no text as code."""
    for _ in range(PATIENCE // LOOK):
        if page.evaluate("performance.getEntriesByName('wizard-ready').length"):
            return
        page.wait_for_timeout(LOOK)
    raise AssertionError("Python never came")


def choose(page: Page) -> str:
    """Take the choice that leads on; gives the step that it led to."""
    before = wizard(page).get_attribute("data-step")
    onward(page).click()
    expect(wizard(page)).not_to_have_attribute("data-step", before)
    return str(wizard(page).get_attribute("data-step"))


def test_it_happens_at_the_question_that_the_reader_reached(page: Page, address: str) -> None:
    held = opened(page, address + PAGE)
    choose(page)
    step = choose(page)
    page.locator("[data-option]:visible").first.focus()
    page.mouse.wheel(0, 150)
    page.wait_for_timeout(100)
    before = page.evaluate(WHERE_I_AM)
    held.let_go()
    ready(page)
    assert wizard(page).get_attribute("data-step") == step
    assert page.evaluate(WHERE_I_AM) == before
    expect(page.locator("[data-change]")).to_have_count(2)  # both answers came along


def test_a_step_back_while_it_happens_is_not_undone(page: Page, address: str) -> None:
    page.add_init_script(SECOND_ANSWER_WAITS)
    held = opened(page, address + PAGE)
    first = wizard(page).get_attribute("data-step")
    choose(page)
    held.let_go()
    page.wait_for_function("() => globalThis.answer !== undefined", timeout=PATIENCE)
    page.locator("[data-back]:visible").click()
    expect(wizard(page)).to_have_attribute("data-step", str(first))
    page.evaluate("answer()")
    ready(page)
    assert wizard(page).get_attribute("data-step") == first


def test_a_step_back_has_the_focus_on_its_heading_for_one_who_skipped_to_the_question(
    page: Page, address: str
) -> None:
    page.goto(address + PAGE)
    ready(page)
    first = wizard(page).get_attribute("data-step")
    page.locator(".md-skip").focus()
    page.keyboard.press("Enter")
    page.wait_for_function("() => location.hash !== ''")
    choose(page)
    page.wait_for_timeout(MADE_AHEAD)
    page.locator("[data-back]").focus()
    page.keyboard.press("Enter")
    expect(wizard(page)).to_have_attribute("data-step", str(first))
    page.wait_for_timeout(200)
    assert page.evaluate("'heading' in document.activeElement.dataset")


def test_it_leaves_focus_outside_the_wizard_alone(page: Page, address: str) -> None:
    held = opened(page, address + PAGE)
    page.locator(".hb-emergency a").first.focus()
    held.let_go()
    ready(page)
    assert "999" in page.evaluate("document.activeElement.textContent")


@pytest.mark.parametrize("flow", ["worried", "disclosure", "recording"])
def test_before_and_after_look_the_same(page: Page, address: str, flow: str) -> None:
    """On a phone: the heading and the options stay to the pixel where they were, and so does all else."""
    held = opened(page, f"{address}what-now/{flow}.html")
    boxes, picture = page.evaluate(BOXES), page.screenshot()
    assert len(boxes) > 2
    held.let_go()
    ready(page)
    assert page.evaluate(BOXES) == boxes
    assert (
        page.evaluate(DIFFERENT, [base64.b64encode(one).decode() for one in (picture, page.screenshot())])
        < 30
    )


@pytest.mark.parametrize("answered", [1, 2])
def test_a_later_question_stays_where_it_was(page: Page, address: str, answered: int) -> None:
    held = opened(page, address + PAGE)
    for _ in range(answered):
        choose(page)
    boxes = page.evaluate(BOXES)
    held.let_go()
    ready(page)
    assert [box[0] for box in page.evaluate(BOXES)] == [box[0] for box in boxes]
    assert page.evaluate(BOXES)[0] == boxes[0]


def test_it_waits_while_a_finger_is_down(page: Page, address: str) -> None:
    held = opened(page, address + PAGE)
    option = onward(page)
    option.hover()
    page.mouse.down()
    held.let_go()
    python_is_there(page)
    page.wait_for_timeout(500)
    expect(wizard(page)).to_have_attribute("data-state", "starting")
    page.mouse.up()
    expect(wizard(page)).not_to_have_attribute("data-step", "danger")
    ready(page)


def test_an_address_may_name_a_step_that_one_way_leads_to(page: Page, address: str) -> None:
    held = opened(page, address + PAGE)
    step = choose(page)
    page.goto("about:blank")
    page.unroute("**/python_memory.bin*")
    held = opened(page, f"{address}{PAGE}#{step}")
    assert wizard(page).get_attribute("data-step") == step
    assert page.url == address + PAGE
    held.let_go()
    ready(page)
    assert wizard(page).get_attribute("data-step") == step
    expect(page.locator("[data-change]")).to_have_count(1)


def test_answers_are_never_guessed_for_a_step_that_several_ways_lead_to(page: Page, address: str) -> None:
    page.goto(address + PAGE)
    ends = page.evaluate(
        """() => { const count = {};
          for (const link of document.querySelectorAll("[data-static-step] a[data-option]"))
            count[link.hash] = (count[link.hash] ?? 0) + 1;
          return Object.keys(count).filter((hash) => hash && count[hash] > 1 && document.querySelector(hash)); }"""
    )
    assert ends
    page.goto("about:blank")
    page.goto(address + PAGE + ends[-1])
    ready(page)
    assert wizard(page).get_attribute("data-step") == ends[-1][1:]
    expect(page.locator("[data-change]")).to_have_count(0)
    page.locator("[data-restart]:visible").click()
    expect(wizard(page)).to_have_attribute("data-step", "danger")
    choose(page)
    expect(page.locator("[data-change]")).to_have_count(1)


def test_the_screen_can_be_hidden_before_python_is_ready(page: Page, address: str) -> None:
    held = opened(page, address + PAGE)
    choose(page)
    page.locator("[data-hide]:visible").click()
    expect(page.locator("[data-cover]")).to_be_visible()
    assert page.locator("body").inner_text().split() == ["Notes", "Open"]
    held.let_go()
    ready(page)
    expect(page.locator("[data-cover]")).to_be_visible()
    page.evaluate("document.dispatchEvent(new Event('handbook-forget'))")
    page.go_back()
    page.locator("[data-cover] button").click()
    expect(wizard(page)).to_have_attribute("data-step", "danger")
    expect(page.locator("[data-change]")).to_have_count(0)


def test_plain_http_on_an_intranet_is_enough(address: str) -> None:
    """No secure context: no service worker, no brotli, and Python all the same."""
    answers: list[str] = []

    def run() -> None:
        with sync_playwright() as playwright:
            answers.append(_state_on_an_intranet(playwright.chromium, address))

    # In a thread of its own: Playwright does not start twice in one.
    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    assert answers == ["ready, insecure"]


def _state_on_an_intranet(kind: BrowserType, address: str) -> str:
    rules = "--host-resolver-rules=MAP intranet.test 127.0.0.1"
    browser = kind.launch(executable_path=chromium(), args=["--no-sandbox", rules])
    page = browser.new_page()
    page.goto(address.replace("127.0.0.1", "intranet.test") + PAGE)
    ready(page)
    secure = page.evaluate("isSecureContext")
    browser.close()
    return f"ready, {'secure' if secure else 'insecure'}"


def test_a_build_without_its_seal_runs_too(tmp_path: Path, page: Page, addresses: dict[str, str]) -> None:
    """As `make serve` shows it, with live reload instead of a policy."""
    assert SETTING in addresses
    site = shutil.copytree(SITE / SETTING, tmp_path / SETTING)
    runtime.install(runtime.build(), site)
    for html in site.glob("what-now/*.html"):
        text = html.read_text(encoding="utf-8")
        start, end = text.find("<!-- sealed -->"), text.find("<!-- /sealed -->")
        if start >= 0:
            html.write_text(text[:start] + text[end:], encoding="utf-8")
    with serving(site) as place:
        page.goto(place + PAGE)
        ready(page)
