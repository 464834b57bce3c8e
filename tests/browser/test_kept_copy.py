"""A copy on the device: how it is reached, what it lacks, how old it is, and what happens when its address is given up."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.kept import NEWER, PATIENCE, SETTING, SOONER, Host, foot, hosted, sealed, visited, wait
from tests.browser.support import PHONE, PROJECT, SITE
from tests.support.once import once

LETTING_GO = PROJECT / "docs/hosting/sw.js"
RED = "rgb(163, 18, 10)"
WAITING = "() => navigator.serviceWorker.getRegistration().then((one) => Boolean(one?.waiting))"
NOBODY = "() => navigator.serviceWorker.getRegistration().then((one) => !one)"
# A later day, for a page that is opened after this.
LATER = """
const day = 86_400_000;
const Today = Date;
globalThis.Date = class extends Today {
  constructor(...given) { super(...(given.length > 0 ? given : [Today.now() + %d * day])); }
  static now() { return Today.now() + %d * day; }
};
"""


@pytest.fixture(scope="module")
def short(addresses: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The short site without Python, which nothing here asks to start; test_runtime_offline.py keeps it and starts it."""
    assert addresses
    return once(tmp_path_factory, "light", lambda out: sealed(out, python=False))


@pytest.fixture(scope="module")
def rebuilt(short: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A later build of it, marked so."""
    assert short
    return once(tmp_path_factory, "light-rebuilt", lambda out: sealed(out, NEWER, python=False))


def filtered_page(short: Path) -> tuple[str, str]:
    """A page whose address a filter would stop, and its title."""
    page = next(path for path in sorted(short.glob("harms/*.html")) if "sexual" in path.name)
    title = re.search(r"<title>(.*?) - ", page.read_text(encoding="utf-8"))
    assert title
    return page.relative_to(short).as_posix(), title[1]


@pytest.fixture(scope="module")
def visit_before(short: Path, browser: Browser) -> Iterator[tuple[Host, BrowserContext]]:
    """A host and a phone that has the whole handbook from it."""
    context = browser.new_context(viewport=PHONE)
    with hosted(short) as host:
        context.add_init_script(SOONER)
        visited(context, host.address + "about.html").close()
        yield host, context
    context.close()


@pytest.fixture
def kept(visit_before: tuple[Host, BrowserContext]) -> Iterator[tuple[Host, Page]]:
    """The same for tests that leave the copy as it is, with a page of it open; the host is put in order afterwards."""
    host, context = visit_before
    page = context.new_page()
    page.goto(host.address + "about.html")
    yield host, page
    page.close()
    host.up, host.answer = True, lambda _: None


@pytest.mark.parametrize(
    ("asked", "heading", "up"),
    [
        ("contacts.html?v=2", "Who do I call", False),
        ("contacts.html?utm_source=mail&v=", "Who do I call", False),
        ("contacts", "Who do I call", False),
        ("contacts", "Who do I call", True),
        ("what-now", "What do I do now", False),
        ("what-now", "What do I do now", True),
        ("what-now?from=mail", "What do I do now", False),
        ("what-now/", "What do I do now", False),
        ("?v=1", "", False),
    ],
)
def test_however_its_address_is_typed_a_kept_page_opens(
    kept: tuple[Host, Page], asked: str, heading: str, *, up: bool
) -> None:
    host, page = kept
    host.up = up
    answer = page.goto(host.address + asked)
    assert answer
    assert answer.ok
    expect(page.locator("h1").first).to_contain_text(heading)
    ring = page.locator(".hb-emergency a")
    expect(ring).to_have_css("background-color", RED)  # its styles were found
    page.locator(".hb-brand").click()
    expect(page).to_have_url(f"{host.address}index.html")
    expect(ring).to_have_css("background-color", RED)


@pytest.mark.parametrize("asked", ["no/such/page.html", "print/wall-card.pdf", "%"])
def test_offline_an_address_that_is_not_kept_leads_to_a_page_that_helps(
    kept: tuple[Host, Page], asked: str
) -> None:
    host, page = kept
    host.up = False
    page.goto(host.address + asked)
    expect(page.locator("h1")).to_have_text("This page is not on this device")
    page.locator("a.hb-big-now").click()
    expect(page.locator("[data-wizard]")).to_be_visible()


def test_online_an_unknown_address_is_the_hosts_own_affair(kept: tuple[Host, Page]) -> None:
    host, page = kept
    answer = page.goto(host.address + "no/such/page.html")
    assert answer
    assert answer.status == 404


def test_a_host_that_drops_html_serves_and_keeps_the_whole_handbook(
    host: Host, phone: BrowserContext, short: Path
) -> None:
    def dropping(path: str) -> tuple[int, dict[str, str], bytes] | None:
        if path.endswith(".html"):
            bare = path.removesuffix(".html").removesuffix("index")
            return 308, {"Location": f"/{bare}"}, b""
        page = short / f"{path}.html"
        return (
            (200, {"Content-Type": "text/html; charset=utf-8"}, page.read_bytes()) if page.is_file() else None
        )

    host.answer = dropping
    page = visited(phone, host.address + "about")
    host.up = False
    for asked in ("contacts.html", "contacts", "what-now/worried", "what-now/"):
        page.goto(host.address + asked)
        expect(page.locator("h1").first).to_be_visible()
        expect(page.locator("h1").first).not_to_contain_text("not on this device")


@pytest.mark.parametrize(
    "headers",
    [
        pytest.param({"Cache-Control": "private", "Vary": "*"}, id="as ASP.NET"),
        pytest.param({"Cache-Control": "public, max-age=31536000"}, id="everything for a year"),
    ],
)
def test_whatever_a_host_says_of_keeping_its_files_the_copy_is_whole_and_a_new_build_comes(
    host: Host, phone: BrowserContext, rebuilt: Path, headers: dict[str, str]
) -> None:
    host.headers = headers
    page = visited(phone, host.address + "about.html")
    expect(foot(page)).to_contain_text("the whole handbook", timeout=PATIENCE)
    host.site = rebuilt
    page.goto(host.address + "about.html")
    page.get_by_role("button", name="Show it").click(timeout=PATIENCE)
    expect(page.locator("h1")).to_contain_text(NEWER, timeout=PATIENCE)
    host.up = False
    page.goto(host.address + "contacts.html")
    expect(page.locator("h1")).to_contain_text(NEWER)


@pytest.mark.parametrize("how", ["stopped", "changed"])
def test_pages_that_a_filter_stops_are_named_and_the_rest_is_kept(
    host: Host, phone: BrowserContext, short: Path, how: str
) -> None:
    stopped, title = filtered_page(short)
    words = {
        "stopped": (403, {"Content-Type": "text/html"}, b"<h1>Blocked by the school's filter</h1>"),
        "changed": (200, {"Content-Type": "text/html"}, b"<!-- seen --> " + (short / stopped).read_bytes()),
    }
    host.answer = lambda path: words[how] if path == stopped else None
    page = visited(phone, host.address + "about.html")
    expect(foot(page)).to_contain_text(f"But not {title}", timeout=PATIENCE)
    host.up = False
    page.goto(host.address + "contacts.html")
    expect(page.locator("h1")).to_contain_text("Who do I call")
    page.goto(host.address + stopped)
    expect(page.locator("h1")).to_have_text("This page is not on this device")


def test_a_page_that_is_no_longer_stopped_is_kept_with_the_next_days_look(
    host: Host, phone: BrowserContext, short: Path
) -> None:
    stopped, _ = filtered_page(short)
    host.answer = lambda path: (403, {}, b"") if path == stopped else None
    page = visited(phone, host.address + "about.html")
    expect(foot(page)).to_contain_text("But not", timeout=PATIENCE)
    host.answer = lambda _: None
    host.asked.clear()
    page.goto(host.address + "about.html")
    expect(foot(page)).to_contain_text("But not", timeout=PATIENCE)
    assert not [
        path for path in host.asked if "sexual" in path
    ]  # a filter may report who asks again and again
    page = phone.new_page()
    page.add_init_script(LATER % (1, 1))
    page.goto(host.address + "about.html")
    expect(foot(page)).to_contain_text("the whole handbook", timeout=PATIENCE)
    host.up = False
    page.goto(host.address + stopped)
    expect(page.locator("h1")).not_to_contain_text("not on this device")


def test_a_missing_page_of_a_newer_build_brings_its_own_parts_along(
    host: Host, phone: BrowserContext, rebuilt: Path
) -> None:
    stopped, _ = filtered_page(rebuilt)
    host.answer = lambda path: (403, {}, b"") if path == stopped else None
    page = visited(phone, host.address + "about.html")
    host.answer = lambda path: (
        (200, {"Content-Type": "text/html"}, (rebuilt / path).read_bytes()) if path == stopped else None
    )
    page.goto(host.address + stopped)
    expect(page.locator("h1")).to_contain_text(NEWER)
    assert page.evaluate("caches.keys()") == []  # nothing of the older build can be put under it


def test_where_the_wizards_script_never_comes_the_copy_is_kept_in_time(
    host: Host, phone: BrowserContext
) -> None:
    host.answer = lambda path: (404, {}, b"") if path == "assets/wizard/wizard.js" else None
    phone.add_init_script(
        "const now = performance.now.bind(performance); performance.now = () => now() + 59_000"
    )
    page = phone.new_page()
    page.goto(host.address + "what-now/worried.html")
    expect(foot(page)).to_be_visible(timeout=PATIENCE)


def test_a_part_that_every_page_needs_is_never_done_without(host: Host, phone: BrowserContext) -> None:
    host.answer = lambda path: (403, {}, b"") if path == "assets/handbook.css" else None
    page = phone.new_page()
    page.goto(host.address + "about.html")
    expect(foot(page)).to_contain_text("could not be kept on this device", timeout=PATIENCE)
    assert page.evaluate("caches.keys()") == []


def test_the_foot_says_that_the_copy_is_whole_and_when_it_last_looked(
    host: Host, phone: BrowserContext
) -> None:
    page = visited(phone, host.address + "about.html")
    today = page.evaluate(
        "new Date().toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })"
    )
    whole = f"Kept on this device since {today}, to work without a network: the whole handbook."
    expect(foot(page)).to_have_text(f"{whole} Last looked for a newer version on {today}.", timeout=PATIENCE)
    host.up = False
    later = phone.new_page()
    later.add_init_script(LATER % (31, 31))
    later.goto(host.address + "contacts.html")
    expect(foot(later)).to_contain_text(
        f"Last looked for a newer version on {today}. Numbers may have changed since.", timeout=PATIENCE
    )


def test_a_site_that_cannot_be_kept_says_so(host: Host, browser: Browser) -> None:
    context = browser.new_context(viewport=PHONE)
    context.add_init_script(SOONER)
    page = context.new_page()
    page.add_init_script("delete Navigator.prototype.serviceWorker")
    page.goto(host.address + "about.html")
    expect(foot(page)).to_have_text(
        "This handbook is not kept on this device, so it needs a network.", timeout=PATIENCE
    )
    context.close()


GIVEN_UP: dict[str, Callable[[str], tuple[int, dict[str, str], bytes]]] = {
    "gone": lambda _: (404, {"Content-Type": "text/html"}, b"<h1>Not found</h1>"),
    "moved": lambda path: (
        (200, {"Content-Type": "text/html"}, b"<h1>Our new school</h1>")
        if path.startswith("elsewhere/")
        else (301, {"Location": f"/elsewhere/{path}"}, b"")
    ),
    "another site": lambda _: (200, {"Content-Type": "text/html"}, b"<h1>Our new school</h1>"),
}


@pytest.mark.parametrize("how", GIVEN_UP)
def test_a_copy_says_that_its_address_is_given_up(host: Host, phone: BrowserContext, how: str) -> None:
    page = visited(phone, host.address + "about.html")
    host.answer = GIVEN_UP[how]
    page.goto(host.address + "contacts.html")
    expect(page.locator("[data-update]")).to_contain_text("no longer kept at this address", timeout=PATIENCE)
    expect(page.locator("[data-update]")).to_contain_text("numbers may be old")
    page.get_by_role("button", name="Close").click()
    expect(page.locator("[data-update]")).to_have_count(0)


@pytest.mark.parametrize("status", [401, 503])
def test_a_host_that_is_out_of_order_has_not_given_it_up(kept: tuple[Host, Page], status: int) -> None:
    host, page = kept
    expect(foot(page)).to_be_visible(timeout=PATIENCE)
    host.answer = lambda _: (status, {}, b"")
    with page.expect_response(f"{host.address}sw.js", timeout=PATIENCE):  # the page's own look
        page.goto(host.address + "contacts.html")
    expect(foot(page)).to_be_visible(timeout=PATIENCE)
    page.wait_for_timeout(300)
    expect(page.locator("[data-update]")).to_have_count(0)


def test_the_worker_to_leave_behind_lets_every_device_go(host: Host, phone: BrowserContext) -> None:
    page = visited(phone, host.address + "about.html")
    left = LETTING_GO.read_bytes()
    host.answer = lambda path: (
        (200, {"Content-Type": "text/javascript"}, left) if path == "sw.js" else GIVEN_UP["moved"](path)
    )
    page.goto(host.address + "contacts.html")
    wait(page, "() => caches.keys().then((names) => names.length === 0)")
    for _ in range(2):  # a page of the copy that was still open may have signed the worker on again
        page.goto(host.address + "contacts.html")
        expect(page.locator("h1")).not_to_have_text("Who do I call?")
    wait(page, NOBODY)


def test_the_notice_moves_nothing_and_is_large_enough(
    host: Host, phone: BrowserContext, rebuilt: Path
) -> None:
    visited(phone, host.address + "contacts.html").close()
    host.site = rebuilt
    page = phone.new_page()
    page.goto(host.address + "contacts.html")
    region = page.locator("body > [role=status]")
    expect(region).to_have_count(1, timeout=PATIENCE)  # there, and empty, before it has anything to say
    page.evaluate("scrollTo(0, 900)")
    page.mouse.move(180, 400)
    page.mouse.down()
    wait(page, WAITING)
    place = "() => document.querySelector('#every-number, h2:last-of-type').getBoundingClientRect().top"
    before = page.evaluate(place)
    page.wait_for_timeout(600)
    expect(page.locator("[data-update]")).to_have_count(0)  # a finger is down
    page.mouse.up()
    notice = page.locator("[data-update]")
    expect(notice).to_be_visible()
    assert page.evaluate(place) == before
    assert (
        notice.evaluate("(one) => getComputedStyle(one).pointerEvents") == "none"
    )  # for the finger on its way
    page.wait_for_timeout(1100)
    assert notice.evaluate("(one) => getComputedStyle(one).pointerEvents") == "auto"
    assert notice.evaluate("(one) => parseFloat(getComputedStyle(one).fontSize)") >= 14
    for button in notice.locator("button").all():
        box = button.bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 44
    bar, shown = page.locator(".hb-bar").bounding_box(), notice.bounding_box()
    assert bar
    assert shown
    assert shown["y"] + shown["height"] <= bar["y"]
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    last = foot(page).bounding_box()
    assert last
    assert last["y"] + last["height"] <= shown["y"]  # the foot of the page can be read below it
    page.get_by_role("button", name="Not now").click()
    expect(notice).to_have_count(0)


def test_behind_a_password_the_handbook_installs_and_is_kept(host: Host, browser: Browser) -> None:
    context = browser.new_context(viewport=PHONE, http_credentials={"username": "staff", "password": "x"})
    host.password = "Basic " + base64.b64encode(b"staff:x").decode()
    context.add_init_script(SOONER)
    page = visited(context, host.address + "about.html")
    manifest = context.new_cdp_session(page).send("Page.getAppManifest")
    assert manifest["errors"] == []
    assert json.loads(manifest["data"])["name"]
    expect(foot(page)).to_contain_text("the whole handbook", timeout=PATIENCE)
    context.close()


def test_phones_make_no_links_of_numbers(short: Path) -> None:
    for path in ("index.html", "contacts.html", "what-now/worried.html"):
        head = (short / path).read_text(encoding="utf-8")
        assert re.search(r'<meta name="format-detection" content="telephone=no[^"]*">', head), path


def test_a_page_without_its_styles_has_drawings_of_their_own_size(
    short: Path, browser: Browser, tmp_path: Path
) -> None:
    """As mail, a drive or a preview shows one file without its folder."""
    alone = tmp_path / "contacts.html"
    alone.write_bytes((short / "contacts.html").read_bytes())
    page = browser.new_page(viewport=PHONE)
    page.goto(alone.as_uri())
    sizes = page.evaluate(
        "[...document.querySelectorAll('svg')].map((one) => one.getBoundingClientRect().width)"
    )
    assert sizes
    assert max(sizes) <= 48
    page.close()


@pytest.mark.usefixtures("books")
def test_the_list_of_what_is_kept_names_each_page() -> None:
    table = (SITE / SETTING / "sw.js").read_text(encoding="utf-8").partition("\n")[0]
    known = json.loads(table.removeprefix("const SITE = ").removesuffix(";"))
    assert known["pages"]["contacts.html"] == "Who do I call?"
    assert known["pages"].keys() == {path for path in known["files"] if path.endswith(".html")}
    assert known["away"] in known["files"]
