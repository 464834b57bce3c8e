"""What the pages' own scripts do, on small pages made for them: no site is built and no Python starts."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from handbook.runtime.scripts import CLASSIC, WEB, bundle, bundled
from tests.browser.support import PHONE, PROJECT, serving

# `?live` gives the flow a Python that knows two steps of this page, and then one of another flow's.
START = """
import { FlowWizard } from "./wizard/flow.js";
const steps = ["ask", "end", "beyond"];
const step = async ({ answers }) => {
  const at = steps[answers.length];
  if (globalThis.broken) {
    throw new Error("broken");
  }
  const html = `<section><h2 data-heading tabindex="-1">${at}, live</h2><a data-option="go" href="#">Go</a>
    <input data-start="now"></section>`;
  return { html, flow: "flow", step: at, kind: at === "beyond" ? "outcome" : "question", answers };
};
const python = { boot: step, step, stop() {} };
const wizard = new FlowWizard(document.querySelector("[data-wizard]"), location.search === "?live" ? python : null);
wizard.begin();
wizard.bootPython();
"""
LEVELS = """
import { LevelTool } from "./wizard/levels.js";
const boot = () => new Promise((resolve) => {
  globalThis.answer = () => resolve({ tool: document.querySelector("[data-levels]").innerHTML, found: [] });
});
const tool = new LevelTool(document.querySelector("[data-levels]"), { boot, choice: boot, stop() {} });
tool.begin();
tool.bootPython();
"""
SIGNS = """\
<!doctype html><meta charset="utf-8"><title>x</title><article><div data-levels="here" data-state="static">
<details class="hb-beside" id="health-3"><summary>Level 3</summary><span data-row="a">A sign</span></details>
<details class="hb-beside" id="pairs"><summary>Pairs</summary><span data-row="a">A sign</span></details>
</div></article><script defer src="levels.js"></script>
"""
FLOW = """\
<!doctype html><meta charset="utf-8"><title>x</title>
<main><article><div data-wizard data-flow="flow" data-root="" data-state="static">
<section data-static-step="ask"><h2>Ask</h2><a data-option="go" href="#end">Go</a></section>
<section data-static-step="end" hidden><h2>End</h2>
<a id="one" href="contacts.html">Contacts</a> <a id="two" href="sources.html#there">Source</a>
<a data-option="go" href="other.html">On</a> <a data-option="stay" href="#last">Stay</a>
<details><summary>More</summary>more</details></section>
<section data-static-step="last" hidden><h2>Last</h2></section>
</div></article></main>
<input type="checkbox" data-md-toggle="search"><div data-search hidden><form><input></form><p data-search-output></p></div>
<script defer src="handbook.js"></script><script defer src="age.js" data-months="12"></script>
<script defer src="hours.js"></script><script defer src="start.js"></script>
"""
CONTACTS = """\
<!doctype html><meta charset="utf-8"><title>x</title><article><h1>Contacts</h1>
<div data-contact="hub"><p class="hb-use" data-checked="2020-01-01">Ring</p></div>
<div data-hours='{"hub":{"always":true}}' data-holidays="" hidden></div></article>
"""
SOURCES = """\
<!doctype html><meta charset="utf-8"><title>x</title><article><h1>Sources</h1>
<div style="height: 3000px"></div><details><summary>A</summary><details><summary>B</summary>
<p id="there">There</p></details></details></article>
<script src="handbook.js"></script>
"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("flow")
    for name in ("handbook.js", "age.js"):
        shutil.copy(PROJECT / "docs/site/assets" / name, folder)
    codes = {"start.js": START, "levels.js": LEVELS}
    scripts = [{"name": n, "code": code, "from": str(WEB), "format": CLASSIC} for n, code in codes.items()]
    pages = {"flow": FLOW, "contacts": CONTACTS, "sources": SOURCES, "levels": SIGNS}
    texts = {f"{name}.html": text for name, text in pages.items()}
    for name, text in {**texts, **bundle(scripts), "hours.js": bundled("wizard/hours.js")}.items():
        (folder / name).write_text(text, encoding="utf-8")
    with serving(folder) as place:
        yield place


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """The flow at its end, where pages to read are named."""
    made = browser.new_page(viewport=PHONE)
    made.goto(f"{address}flow.html")
    made.locator("[data-option]:visible").click()
    expect(made.get_by_role("heading", name="End")).to_be_focused()
    yield made
    made.close()


@pytest.fixture
def live(browser: Browser, address: str) -> Iterator[Page]:
    """The same flow with Python in it."""
    made = browser.new_page(viewport=PHONE)
    made.goto(f"{address}flow.html?live")
    expect(made.locator("[data-state=ready]")).to_have_count(1)
    yield made
    made.close()


def test_back_and_forward_go_between_pages_read_and_the_step(page: Page) -> None:
    loads: list[str] = []
    page.on("load", lambda _: loads.append(page.url))
    page.locator("#one").click()
    expect(page.get_by_role("heading", name="Contacts")).to_be_focused()
    page.go_back()
    expect(page.locator("#one")).to_be_focused()
    page.go_forward()
    expect(page.get_by_role("heading", name="Contacts")).to_be_focused()
    page.go_back()
    expect(page.get_by_role("heading", name="End")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", name="Ask")).to_be_visible()
    page.go_forward()
    page.go_forward()
    expect(page.get_by_role("heading", name="Contacts")).to_be_visible()
    page.evaluate("history.go(-2)")
    expect(page.get_by_role("heading", name="Ask")).to_be_visible()
    assert loads == []


def test_what_was_read_is_forgotten_with_the_answers(page: Page) -> None:
    page.locator("#one").click()
    expect(page.get_by_role("heading", name="Contacts")).to_be_focused()
    page.go_back()
    page.evaluate("document.dispatchEvent(new Event('handbook-forget'))")
    page.go_forward()
    expect(page.get_by_role("heading", name="Ask")).to_be_visible()
    expect(page.get_by_role("heading", name="Contacts")).to_have_count(0)


def test_a_page_read_says_who_answers_and_how_old_a_number_is(page: Page) -> None:
    page.locator("#one").click()
    expect(page.locator("[data-contact]")).to_contain_text("Open now")
    expect(page.locator("[data-contact]")).to_contain_text("last checked")


def test_a_place_in_closed_folds_is_opened_and_brought_into_view(page: Page, address: str) -> None:
    page.locator("#two").click()
    expect(page.locator("#there")).to_be_in_viewport()
    page.goto(f"{address}sources.html")
    # As in a browser that opens no fold by itself.
    page.evaluate("history.replaceState(null, '', '#there'); dispatchEvent(new Event('hashchange'))")
    expect(page.locator("#there")).to_be_in_viewport()


@pytest.mark.parametrize("meanwhile", ["back", "forgotten", "another"])
def test_a_page_that_comes_late_takes_the_place_of_nothing_newer(page: Page, meanwhile: str) -> None:
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/contacts.html", hold)
    with page.expect_request("**/contacts.html"):
        page.locator("#one").click()
    match meanwhile:
        case "back":
            page.go_back()
            shown = "Ask"
        case "forgotten":
            page.evaluate("document.dispatchEvent(new Event('handbook-forget'))")
            shown = "Ask"
        case _:
            page.locator("#two").click()
            shown = "Sources"
    expect(page.get_by_role("heading", name=shown)).to_be_visible()
    with page.expect_response("**/contacts.html"):
        held[0].continue_()
    page.wait_for_timeout(100)
    expect(page.get_by_role("heading", name=shown)).to_be_visible()


def test_where_python_fails_past_this_pages_flow_the_next_tap_counts(live: Page) -> None:
    for heading in ("end, live", "beyond, live"):
        live.locator("[data-option]").click()
        expect(live.get_by_role("heading", name=heading)).to_be_focused()
    live.evaluate("globalThis.broken = true")
    live.locator("[data-start]").fill("soon")
    live.locator("[data-start]").press("Tab")
    live.get_by_role("link", name="Stay").click()
    expect(live.get_by_role("heading", name="Last")).to_be_focused()


def test_a_flow_that_nobody_has_answered_is_printed_with_its_folds_open(live: Page) -> None:
    live.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert live.evaluate("[...document.querySelectorAll('details')].map((fold) => fold.open)") == [True]
    live.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(live.get_by_role("heading", name="ask, live")).to_be_visible()


def test_that_the_answers_are_gone_is_said_in_a_line_that_was_there_before(page: Page) -> None:
    page.add_init_script("""globalThis.said = [];
      new MutationObserver(() => {
        const line = document.querySelector("[data-status]");
        globalThis.said.push(...(line ? [line.textContent] : []));
      }).observe(document, { childList: true, subtree: true, characterData: true });""")
    page.reload()
    expect(page.locator("[data-status]")).to_contain_text("Your answers were not kept")
    assert page.evaluate("globalThis.said[0]") == ""


def test_no_key_opens_the_search_while_the_screen_is_hidden(page: Page) -> None:
    opened = page.locator("[data-md-toggle]")
    page.evaluate("document.documentElement.dataset.covered = ''")
    page.keyboard.press("Control+K")
    page.keyboard.press("/")
    expect(opened).not_to_be_checked()
    page.evaluate("delete document.documentElement.dataset.covered")
    page.keyboard.press("Control+K")
    expect(opened).to_be_checked()


@pytest.mark.parametrize("group", ["Level 3", "Pairs"])
def test_the_tool_for_levels_comes_under_no_finger_and_leaves_the_focus(
    browser: Browser, address: str, group: str
) -> None:
    page = browser.new_page(viewport=PHONE)
    page.goto(f"{address}levels.html")
    page.get_by_text(group).click()
    page.mouse.down()
    page.evaluate("globalThis.answer()")
    page.wait_for_timeout(100)
    expect(page.locator("[data-levels]")).to_have_attribute("data-state", "starting")
    page.mouse.up()
    expect(page.locator("[data-levels]")).to_have_attribute("data-state", "ready")
    expect(page.get_by_text(group)).to_be_focused()
    page.close()
