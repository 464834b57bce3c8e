"""What a page weighs on the wire, and that nothing lies in a site which no page asks for."""

from __future__ import annotations

import re
import stat
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.support import PROJECT, SITE
from tests.support.hosting import hosting
from wizard.model import Book

MOST = 150_000  # bytes, compressed, with everything that the page loads
WITHOUT_WIZARD = {
    "griffin": ("index.html", "harms/nudes.html", "contacts.html", "lookup.html", "topics/recording.html"),
    "medway": ("index.html", "contacts.html", "topics/mash.html"),
}
SENT = """() => [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
  .reduce((sum, one) => sum + one.transferSize, 0)"""
NAMES_A_FILE = re.compile(r"""[\w.-]+\.(?:css|js|png|svg)\b""")
# Asked for by name, in the middle of an address that a script puts together.
LOADED_BY_SCRIPT = ("assets/python/", "assets/search/", "assets/wizard/")


@pytest.mark.parametrize("setting", WITHOUT_WIZARD)
def test_a_page_without_the_wizard_is_light(browser: Browser, books: dict[str, Book], setting: str) -> None:
    assert setting in books
    weights = {}
    with hosting(SITE / setting) as address:
        for path in WITHOUT_WIZARD[setting]:
            context = browser.new_context(service_workers="block")  # which fetches ahead what comes next
            page = context.new_page()
            page.goto(address + path, wait_until="networkidle")
            weights[path] = page.evaluate(SENT)
            context.close()
    print(f"{setting}: " + ", ".join(f"{path} {weight:,} bytes" for path, weight in weights.items()))
    assert min(weights.values()) > 0
    assert max(weights.values()) <= MOST


def test_files_are_for_everyone_to_read_and_name_nothing_of_the_machine(books: dict[str, Book]) -> None:
    for setting in books:
        for path in (path for path in (SITE / setting).rglob("*") if path.is_file()):
            assert stat.S_IMODE(path.stat().st_mode) == 0o644, path
            assert str(PROJECT).encode() not in path.read_bytes(), path


def test_nothing_lies_in_a_site_that_no_page_asks_for(books: dict[str, Book]) -> None:
    for setting in books:
        site = SITE / setting
        # Without the service worker, which keeps every file, whoever asks for it.
        parts = [*site.rglob("*.html"), *(site / "assets").glob("*.*s"), site / "manifest.webmanifest"]
        texts = (path.read_text(encoding="utf-8") for path in parts)
        named = {Path(name).name for text in texts for name in NAMES_A_FILE.findall(text)}
        assets = [path for path in (site / "assets").rglob("*") if path.is_file()]
        assert assets
        unused = [
            path.relative_to(site).as_posix()
            for path in assets
            if path.suffix not in {".br", ".gz"}
            and not path.relative_to(site).as_posix().startswith(LOADED_BY_SCRIPT)
            and path.name not in named
        ]
        assert not unused, (setting, unused)
        assert not list(site.rglob("*.map"))
