"""What an older browser lacks, taken away: no page is worse for it than one without that part."""

from __future__ import annotations

import json
import re
import subprocess
from html.parser import HTMLParser
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from handbook.runtime.node import node
from handbook.sites.styles import for_older_browsers
from tests.browser.onward import onward, walk_to_the_end
from tests.browser.support import NOT_KEPT, PROJECT, SITE

SETTING = "griffin"
PAGE = "what-now/worried.html"
PATIENCE = 60_000
PYTHONS = {
    "python",
    "index.js",
}  # the scripts of Python's parts, which older browsers do without, and a list of words
# Nothing but the cover and the bare page behind it can be seen or touched, and nothing is over it.
COVERED = """() => {
  const places = [0.01, 0.25, 0.5, 0.75, 0.99];
  return document.title === "Notes" && places.every((x) => places.every((y) =>
    document.elementFromPoint(x * innerWidth, y * innerHeight).matches("[data-cover], [data-cover] *, body, html")));
}"""
# Each with the state of the wizard in the end: Python starts without it, or the page keeps its plain form.
MISSING = {
    "idle callback": ("delete globalThis.requestIdleCallback;", "ready"),
    "clones": ("delete globalThis.structuredClone;", "ready"),
    "time zones": ("delete globalThis.Intl;", "ready"),
    "observer of sizes": ("delete globalThis.ResizeObserver;", "ready"),
    "storage": ("delete globalThis.caches; delete globalThis.localStorage;", "ready"),
    "print": ("delete globalThis.print;", "ready"),
    "modules in workers": (
        """globalThis.Worker = class extends Worker {
          constructor(url, how) { super(url, { ...how, type: "classic" }); }
        };""",
        "failed",
    ),
    "compiling a stream": ("delete WebAssembly.compileStreaming;", "ready"),
    "focus that stays": (
        """const focus = HTMLElement.prototype.focus;
        HTMLElement.prototype.focus = function () { focus.call(this); };""",
        "ready",
    ),
    "web assembly": ("delete globalThis.WebAssembly;", "failed"),
}
# What is taken away together: parts that Python can do without, and one at a time those that it cannot.
TOGETHER = (
    ("idle callback", "clones", "observer of sizes", "storage", "print"),
    ("time zones", "compiling a stream", "focus that stays"),
    ("modules in workers",),
    ("web assembly",),
)
# The same inside workers, which no script of the page reaches: put before what the worker's file says.
IN_WORKERS = {
    "clones": "delete globalThis.structuredClone;",
    "compiling a stream": "delete WebAssembly.compileStreaming;",
}
# The same for a page from a folder, whose worker alone unpacks what it is sent.
IN_A_FOLDER = {
    "unpacking a stream": ("delete globalThis.DecompressionStream;", "failed"),
    "Base64 by the browser": ("delete Uint8Array.fromBase64;", "ready"),
}
WORKER_WITHOUT = """
globalThis.Worker = class extends Worker {
  constructor(url, how) {
    const [, kind, body] = /^data:([^,]*),([^]*)$/.exec(url);
    const script = kind.endsWith("base64") ? atob(body) : decodeURIComponent(body);
    super(`data:text/javascript;base64,${btoa(`%s\\n${script}`)}`, how);
  }
};
"""
# What the scripts use that is newer than the oldest browsers, and which of the cases above and below takes it away.
TAKEN = {
    "DecompressionStream": "unpacking a stream",
    "getWriter": "unpacking a stream",
    "readable": "unpacking a stream",
    "writable": "unpacking a stream",
    "fromBase64": "Base64 by the browser",
    "requestIdleCallback": "idle callback",
    "structuredClone": "clones",
    "Worker.type": "modules in workers",
    "focus.preventScroll": "focus that stays",
}
TAG = re.compile(r"""<[a-zA-Z](?:[^>"']|"[^"]*"|'[^']*')*>""")
VALUE = re.compile(r"""=\s*(?:"[^"]*"|'[^']*')""")
# Attributes that a browser which does not know them passes over; a keyboard then has its usual keys.
HARMLESS = {"*.autocapitalize", "*.autocorrect", "*.enterkeyhint"}
# Of every sign drawn by a mask, whether the browser has a mask for it.
MASKS = """() => [...document.querySelectorAll("*")].flatMap((one) => ["::before", "::after"].flatMap((side) => {
  const style = getComputedStyle(one, side);
  const filled = style.content !== "none" && style.backgroundColor !== "rgba(0, 0, 0, 0)" && parseFloat(style.width) > 8;
  return filled && one.checkVisibility() ? [style.maskImage] : [];
}))"""


@pytest.fixture(autouse=True)
def not_kept(context: BrowserContext) -> None:
    context.add_init_script(NOT_KEPT)


def opened(context: BrowserContext, address: str, *missing: str) -> Page:
    """The wizard's page in a browser without these parts, once Python has started or failed."""
    page = context.new_page()
    for name in missing:
        page.add_init_script(MISSING[name][0])
    if gone := "".join(IN_WORKERS.get(name, "") for name in missing):

        def without(route: Route) -> None:
            found = route.fetch()
            route.fulfill(response=found, body=f"{gone}\n{found.text()}")

        context.route(re.compile(r"/assets/wizard/(worker|loader)\.js"), without)
    page.goto(address + PAGE)
    wizard = page.locator("[data-wizard]")
    for state in ("static", "starting"):
        expect(wizard).not_to_have_attribute("data-state", state, timeout=PATIENCE)
    return page


@pytest.mark.parametrize("missing", TOGETHER, ids=", ".join)
def test_without_them_the_wizard_can_be_walked_and_hidden(
    context: BrowserContext, addresses: dict[str, str], missing: tuple[str, ...]
) -> None:
    uncaught: list[str] = []
    context.on("weberror", lambda error: uncaught.append(str(error.error)))
    page = opened(context, addresses[SETTING], *missing)
    wizard = page.locator("[data-wizard]")
    assert {MISSING[name][1] for name in missing} == {wizard.get_attribute("data-state")}
    assert page.locator("[data-cover]").count() == 0  # nothing lies over the page before it is asked for
    onward(page).click()
    expect(wizard).not_to_have_attribute("data-step", "danger")
    step = wizard.get_attribute("data-step") or ""
    title = page.title()
    page.locator("[data-hide]:visible").first.click()
    assert page.evaluate(COVERED)
    assert page.locator("body").inner_text().split() == ["Notes", "Open"]
    assert page.evaluate("document.querySelector('[data-cover]').contains(document.activeElement)")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.matches('[data-cover] *, [data-cover], body')")
    page.locator("[data-cover] button").click()
    expect(page.locator("[data-cover]")).to_have_count(0)
    assert page.title() == title
    expect(wizard).to_have_attribute("data-step", step)  # for five minutes, as it stood
    page.locator("[data-hide]:visible").first.click()
    page.evaluate("document.dispatchEvent(new Event('handbook-forget'))")  # when they are over
    assert page.evaluate(COVERED)
    expect(wizard).to_have_attribute("data-step", "danger")
    page.locator("[data-cover] button").click()
    expect(page.locator("[data-heading]:visible")).to_be_focused()
    page.locator("[data-option]:visible").first.click()
    expect(page.locator("[data-wizard] a[href='tel:999']:visible").first).to_be_visible()
    assert uncaught == []


@pytest.mark.parametrize(
    ("setting", "path"),
    [
        ("medway", "levels/medway.html"),
        *((SETTING, f"{name}.html") for name in ("contacts", "index", "lookup")),
    ],
)
def test_no_other_page_is_worse_for_it(
    context: BrowserContext, addresses: dict[str, str], setting: str, path: str
) -> None:
    """Of all at once what a page may lack and still run its scripts."""
    uncaught: list[str] = []
    context.on("weberror", lambda error: uncaught.append(str(error.error)))
    page = context.new_page()
    page.goto(addresses[setting] + path)
    before = page.locator("main").inner_text()
    page.add_init_script(
        "".join(script for name, (script, end) in MISSING.items() if end == "ready" and name != "time zones")
    )
    page.goto(addresses[setting] + path)
    assert page.locator("main").inner_text() == before
    assert page.locator("[data-cover]").count() == 0
    assert uncaught == []


def test_a_browser_that_cannot_print_says_so(context: BrowserContext, addresses: dict[str, str]) -> None:
    page = opened(context, addresses[SETTING], "print")
    walk_to_the_end(page)
    page.locator(".hb-keep > summary").click()
    page.locator("button[data-print]").click()
    expect(page.locator("button[data-print]")).to_have_text(
        "This browser cannot print: copy the note instead"
    )
    expect(page.locator(".wizard-sheet")).to_have_count(0)


def test_a_browser_that_knows_no_way_to_copy_says_so(
    context: BrowserContext, addresses: dict[str, str]
) -> None:
    context.add_init_script("delete Navigator.prototype.clipboard; delete Document.prototype.execCommand;")
    page = opened(context, addresses[SETTING], "print")
    walk_to_the_end(page)
    page.locator(".hb-keep > summary").click()
    page.locator("[data-copy]").click()
    expect(page.locator("[data-copy]")).to_contain_text("Not copied: open the note below")
    expect(page.locator("textarea:visible")).to_have_count(0)


@pytest.mark.parametrize(
    "path", ["index.html", "contacts.html", "what-now/worried.html", "topics/recording.html"]
)
def test_each_sign_has_its_shape_where_masks_bear_their_older_name(
    context: BrowserContext, addresses: dict[str, str], path: str
) -> None:
    """Chrome, Edge and WebView before 120 pass over `mask`."""

    def older(route: Route) -> None:
        found = route.fetch()
        text = re.sub(r"(?<![\w-])mask(-image)?:[^;}]*;?", "", found.text())
        route.fulfill(response=found, body=text)

    context.route("**/assets/*.css", older)
    page = context.new_page()
    page.goto(addresses[SETTING] + path)
    found = page.evaluate(MASKS)
    assert found
    assert "none" not in found


def test_styles_are_said_twice_and_nothing_else_is_changed() -> None:
    mask, spoken = "mask: var(--x) center / contain no-repeat", 'content: "> "'
    css = f'a {{ {mask}; {spoken} / ""; }} b {{ mask-image: none; }} .mask:hover {{ color: red; }}'
    assert for_older_browsers(css) == (
        f'a {{ -webkit-{mask}; {mask}; {spoken}; {spoken} / ""; }} '
        "b { -webkit-mask-image: none; mask-image: none; } .mask:hover { color: red; }"
    )


@pytest.fixture(scope="module")
def newer(addresses: dict[str, str]) -> dict[str, Any]:
    """What the built scripts use beyond the oldest browsers, by MDN's table; and which browsers those are."""
    assert addresses
    site = SITE / SETTING
    built = [path for path in site.rglob("*.js") if not PYTHONS & set(path.relative_to(site).parts)]
    scripts = [
        *map(str, built),
        str(PROJECT / "wizard/web/python/packed.js"),
    ]  # in a folder it lies in pieces
    command = [str(node()), str(PROJECT / "tests/support/newer.js"), *scripts]
    told = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=True).stdout
    found: dict[str, Any] = json.loads(told)
    return found


def test_whatever_the_scripts_use_beyond_the_oldest_browsers_is_taken_away_here(
    newer: dict[str, Any],
) -> None:
    assert newer["used"].keys() == newer["spared"].keys() == TAKEN.keys()
    assert set(TAKEN.values()) <= MISSING.keys() | IN_A_FOLDER.keys()
    assert sorted(name for names in TOGETHER for name in names) == sorted(MISSING)


def test_the_table_of_what_older_browsers_lack_is_as_the_scripts_have_it(newer: dict[str, Any]) -> None:
    words = (PROJECT / "docs/measured.md").read_text(encoding="utf-8")
    rows = [f"| `{name}` | {newer['used'][name]} | {newer['spared'][name]} |" for name in newer["used"]]
    assert [row for row in rows if row not in words] == []


def test_pages_are_made_of_nothing_newer_than_the_oldest_browsers(newer: dict[str, Any]) -> None:
    used: set[str] = set()

    class Names(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            used.update({tag}, *({f"{tag}.{name}", f"*.{name}"} for name, _ in attrs))

    # What the attributes say is of no account here, and without it a site's tags are few.
    texts = (path.read_text(encoding="utf-8") for path in SITE.rglob("*.html"))
    for tag in {VALUE.sub("", tag) for text in texts for tag in TAG.findall(text)}:
        Names().feed(tag)  # each by itself: after a script's tag a parser takes all for its text
    assert {"html", "details.open", "a.href"} <= used
    assert used & set(newer["markup"]) <= HARMLESS


def test_the_hosts_page_names_the_browsers_that_the_check_holds(newer: dict[str, Any]) -> None:
    words = (PROJECT / "docs/hosting.md").read_text(encoding="utf-8")
    for start, oldest in (("all of it", newer["python"]), ("all of it but Python", newer["oldest"])):
        row = re.search(rf"^\| {start}[ ,].*$", words, re.MULTILINE)
        assert row
        assert f"Chrome, Edge and Android's WebView {oldest['chrome']}" in row[0]
        assert oldest["chrome"] == oldest["edge"] == oldest["webview_android"]
        assert f"Firefox {oldest['firefox']}" in row[0]
        assert f"Safari {oldest['safari']} (iOS {oldest['safari_ios']})" in row[0]


@pytest.mark.parametrize("missing", IN_A_FOLDER)
def test_from_a_folder_without_it_the_wizard_can_be_walked(
    context: BrowserContext, addresses: dict[str, str], missing: str
) -> None:
    assert addresses
    uncaught: list[str] = []
    context.on("weberror", lambda error: uncaught.append(str(error.error)))
    gone, end = IN_A_FOLDER[missing]
    page = context.new_page()
    page.add_init_script(WORKER_WITHOUT % gone)
    page.goto((SITE / SETTING / PAGE).as_uri())
    wizard = page.locator("[data-wizard]")
    for state in ("static", "starting"):
        expect(wizard).not_to_have_attribute("data-state", state, timeout=PATIENCE)
    assert wizard.get_attribute("data-state") == end
    walk_to_the_end(page)
    expect(page.locator("[data-contact]:visible").first).to_be_visible()
    assert uncaught == []
