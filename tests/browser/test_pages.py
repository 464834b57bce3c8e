"""Handbook pages: on a phone and on a desk, and every link between them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from html import unescape
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import ViewportSize

from tests.browser.conftest import Visit
from tests.browser.support import NO_PYTHON, PHONE, SETTINGS, SITE
from wizard.model import Book

DESK: ViewportSize = {"width": 1280, "height": 800}
NO_PAGE = "404.html"
WHOLE = ("griffin", "medway")  # as unlike as can be: a school with two areas, and a partnership
OWN = {
    f"{name}.html" for name in ("index", "contacts", "number-history", "roles", "signoff", "what-now/index")
}
ANCHOR = re.compile(r"""<[a-z][^>]*?\sid="([^"]*)\"""")
LINK = re.compile(r"""<a\s[^>]*?\bhref="([^"]*)\"""")
LOADED = re.compile(r"""<(?!a\s)[a-z][a-z0-9-]*\s[^>]*?\b(?:href|src)="([^"]*)\"""")
IN_STYLE = re.compile(r"""url\(\s*["']?([^"')]+)["']?\s*\)""")
LOOK = """() => {
  const strip = document.querySelector(".hb-emergency");
  const { top, bottom } = strip.getBoundingClientRect();
  return {
    tooWide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    titles: document.querySelectorAll("h1").length,
    emergency: top >= 0 && bottom <= innerHeight && strip.checkVisibility() &&
      strip.querySelector("a[href='tel:999']") !== null,
    demonstration: document.querySelector(".hb-demo")?.innerText ?? "",
    cites: document.querySelectorAll("[data-cite]").length,
    sources: document.querySelectorAll(".hb-sources li").length,
  };
}"""


@cache
def pages(setting: str) -> dict[str, str]:
    """Every page of the built site: its path from the site's root, and its markup."""
    root = SITE / setting
    return {
        path.relative_to(root).as_posix(): path.read_text(encoding="utf-8") for path in root.rglob("*.html")
    }


def kinds(setting: str) -> list[str]:
    """A page of every kind: all that stand at the root, and the longest of each folder."""
    longest: dict[str, str] = {}
    for path, markup in pages(setting).items():
        folder, _, _ = path.rpartition("/")
        kind = folder or path
        if kind not in longest or len(markup) > len(pages(setting)[longest[kind]]):
            longest[kind] = path
    return sorted({*longest.values(), *OWN} - {NO_PAGE})


@pytest.mark.parametrize("setting", SETTINGS)
def test_every_kind_of_page_holds_what_every_page_must(
    visit: Visit, books: dict[str, Book], setting: str
) -> None:
    assert setting in books
    site = visit(setting)
    page = site.open("about.html", NO_PYTHON)
    for path in kinds(setting) if setting in WHOLE else sorted(OWN & set(pages(setting))):
        page.goto(site.address + path)
        for size in (PHONE, DESK):
            page.set_viewport_size(size)
            seen = page.evaluate(LOOK)
            assert seen["tooWide"] == 0, (path, size)
            assert seen["titles"] == 1, path
            assert seen["emergency"], (path, size)
            assert seen["demonstration"].startswith("Demonstration"), path
            assert bool(seen["sources"]) or not seen["cites"], path


def broken(setting: str) -> Iterator[str]:
    """Each link that leads to nothing inside the site, and each part that comes from outside it."""
    root = SITE / setting
    files = {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}
    anchors = {path: set(ANCHOR.findall(markup)) for path, markup in pages(setting).items()}
    for path, markup in pages(setting).items():
        loaded = set(LOADED.findall(markup))
        for link in {*LINK.findall(markup), *loaded}:
            parts = urlsplit(unescape(link))
            if parts.scheme or parts.netloc:
                if link in loaded and parts.scheme != "data":
                    yield f"{path} loads {link}"
                continue
            # The page for what is not there may be shown at any depth, so its addresses begin at the root.
            where = unquote(parts.path).lstrip("/") if path == NO_PAGE else unquote(parts.path)
            target = normpath(join(dirname(path), where)) if parts.path else path
            if target not in files:
                yield f"{path} points to {link}, where nothing is"
            elif parts.fragment and target in anchors and unquote(parts.fragment) not in anchors[target]:
                yield f"{path} points to {link}, where nothing has that name"


@pytest.mark.parametrize("setting", SETTINGS)
def test_every_link_leads_somewhere(books: dict[str, Book], setting: str) -> None:
    assert len(pages(setting)) > len(books[setting].flows)
    assert sorted(broken(setting)) == []


@pytest.mark.parametrize("setting", SETTINGS)
def test_styles_load_nothing_from_outside(books: dict[str, Book], setting: str) -> None:
    assert setting in books
    for style in (SITE / setting).rglob("*.css"):
        for address in IN_STYLE.findall(style.read_text(encoding="utf-8")):
            assert address.startswith(("data:", "#")) or (style.parent / address).is_file(), (
                style.name,
                address,
            )
