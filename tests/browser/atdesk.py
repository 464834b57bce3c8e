"""What the tests of the desk's page share: the desk opened, a file chosen at it, and all of it as it was made."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Download, Page, ViewportSize, expect

from handbook.desk.parcel import Parcel, packed, unpacked
from tests.browser.support import DATA

SETTING, POLICY = "christ-the-king", "policies/christ-the-king-2021.yml"
FILES = {name: (DATA / name).read_text(encoding="utf-8") for name in (f"settings/{SETTING}.yml", POLICY)}
START = 180_000  # milliseconds: the whole of Python starts here, and a test machine may be busy
STEP = 60_000
DESKTOP: ViewportSize = {"width": 1300, "height": 900}
NARROW: ViewportSize = {"width": 360, "height": 740}
WORD_FILE = "application/zip"
# What stands there now gets a mark, which goes when it is redrawn.
MARK = "document.querySelector('[data-desk-main]').firstElementChild.dataset.old = ''"


@contextmanager
def patient(browser: Browser, viewport: ViewportSize) -> Iterator[BrowserContext]:
    """A context of its own that waits as long as the desk may take."""
    held = browser.new_context(viewport=viewport, accept_downloads=True)
    held.set_default_timeout(STEP)
    yield held
    held.close()


@contextmanager
def patience() -> Iterator[None]:
    """What is expected meanwhile may take as long as the desk may."""
    expect.set_options(timeout=STEP)
    yield
    expect.set_options(timeout=5_000)


def opened(context: BrowserContext, address: str) -> Page:
    """The desk, ready."""
    page = context.new_page()
    page.goto(address)
    expect(page.locator("[data-desk]")).to_have_attribute("data-state", "ready", timeout=START)
    return page


def chosen(page: Page, button: str, content: str | bytes, name: str = "work.json", kind: str = "") -> None:
    """Press a button that asks for a file, and choose this one."""
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name=button, exact=True).click()
    content = content.encode() if isinstance(content, str) else content
    chooser.value.set_files({"name": name, "mimeType": kind or "application/json", "buffer": content})


def saved(**changed: str) -> str:
    """A file of this desk, with nothing done, or with some of the data's files changed."""
    files = {name: changed.get(name, text) for name, text in FILES.items()}
    return packed(Parcel(SETTING, Path(POLICY).stem, files, FILES, {}))


def cleared(page: Page) -> None:
    """The desk as it was made, at its first questions, whatever was done at it before."""
    page.set_viewport_size(DESKTOP)
    page.emulate_media(color_scheme="light", reduced_motion="no-preference")
    page.evaluate("localStorage.clear(); document.querySelector('.hb-desk-more').open = false")
    page.evaluate(MARK)
    chosen(page, "Open a file", saved())
    expect(page.locator("[data-desk-main] [data-old]")).to_have_count(0)
    page.locator("[data-desk-hour] button").first.click()
    expect(page.locator("[data-desk-unsaved]")).to_have_text("")


def heading(page: Page) -> str:
    """The heading of the work that is open."""
    return page.locator("[data-desk-main] [data-heading]").inner_text()


def handed(download: Download) -> dict[str, str]:
    """The files in what was saved."""
    text = Path(download.path()).read_text(encoding="utf-8")
    return dict(unpacked(text, download.suggested_filename).files)


def keep_phone(page: Page, question: str, number: str) -> None:
    """Answer the first part's question about a person with a phone number."""
    person = page.locator(f'[data-question="{question}"]')
    person.get_by_label("Phone").fill(number)
    person.get_by_role("button", name="Keep").click()
    expect(person).to_have_attribute("data-answer", "differs")
    expect(page.locator("[data-desk-unsaved]")).to_have_text("Not saved yet")
