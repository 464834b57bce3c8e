"""Python in the browser says what Python at the build says."""

from __future__ import annotations

import filecmp
import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.live import ENGLAND_NOW
from tests.browser.support import SETTINGS, SITE, Watched, book_json
from wizard.host import Host
from wizard.model import Book
from wizard.paths import paths, table

# The site's own Python once more, with nothing between it and the test: the page's worker answers one step at a
# time and knows no tables.
START = """
async () => {
  const folder = new URL("assets/python/", document.baseURI).href;
  const get = async (name) => {
    const response = await fetch(folder + name);
    if (!response.ok) {
      throw new Error(`${name}: ${response.status}`);
    }
    return response;
  };
  const { loadPyodide } = await import(`${folder}pyodide.mjs`);
  const wheel = Object.keys((await (await get("manifest.json")).json()).parts).find((name) => name.endsWith(".whl"));
  const python = await loadPyodide({
    indexURL: folder,
    packageBaseUrl: folder,
    lockFileContents: await (await get("pyodide-lock.json")).json(),
  });
  python.FS.writeFile("/wizard.whl", new Uint8Array(await (await get(wheel)).arrayBuffer()));
  python.runPython("import sys; sys.path.append('/wizard.whl')");
  globalThis.ask = python.runPython(`
import json
from datetime import datetime
from wizard.host import Host
from wizard.loading import load
from wizard.paths import table

def ask(book, now, requests):
    host, known = Host(book), load(json.loads(book))
    tables = [table(known), table(known, now=datetime.fromisoformat(now))]
    return json.dumps([tables, [host.answer(request) for request in json.loads(requests)]])

ask`);
}
"""
ASK = "([book, now, requests]) => ask(book, now, requests)"
PARTS = (".whl", ".zip", ".wasm", ".mjs", ".bin")
EVERY = 29  # of the steps as markup, one in so many


def _requests(book: Book) -> list[str]:
    """Steps from all over the setting's flows: questions and outcomes, first and last ones."""
    steps = dict.fromkeys(
        (flow, path.step.answers[:length])
        for flow in book.flows
        for path in paths(book, flow)
        for length in range(len(path.step.answers) + 1)
    )
    now = ENGLAND_NOW.isoformat(timespec="minutes")
    return [
        json.dumps({"flow": flow, "answers": answers, "now": now, "root": "../"})
        for flow, answers in list(steps)[::EVERY]
    ]


@pytest.fixture(scope="module")
def python(browser: Browser, addresses: dict[str, str]) -> Iterator[Page]:
    """A page of one site with Python started in it; the sites all carry the same one, see below."""
    site = Watched(browser, addresses[SETTINGS[0]], bypass_csp=True)
    page = site.open("about.html")
    page.evaluate(START)
    yield page
    site.close()


@pytest.mark.parametrize("setting", SETTINGS)
def test_tables_and_markup_are_the_same(python: Page, books: dict[str, Book], setting: str) -> None:
    book, now = books[setting], ENGLAND_NOW
    requests = _requests(book)
    answer = python.evaluate(ASK, [book_json(setting), now.isoformat(), json.dumps(requests)])
    tables, steps = json.loads(answer)
    assert tables == [table(book), table(book, now=now)]
    host = Host(book_json(setting))
    assert steps == [host.answer(request) for request in requests]
    assert {json.loads(step)["kind"] for step in steps} == {"question", "outcome"}


def test_every_site_carries_the_same_python(books: dict[str, Book]) -> None:
    folders = [SITE / setting / "assets/python" for setting in books]
    names = sorted(path.name for path in folders[0].iterdir() if path.suffix in PARTS)
    assert {name.rpartition(".")[2] for name in names} == {part.removeprefix(".") for part in PARTS}
    for folder in folders[1:]:
        assert filecmp.cmpfiles(folders[0], folder, names, shallow=False) == (names, [], [])
