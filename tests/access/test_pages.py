"""Every kind of page, narrow or wide: axe finds nothing."""

from __future__ import annotations

from itertools import cycle
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.access.axe import RUN_WITHIN, SHAPES, Shape, faults, faults_by_shape
from tests.access.covering import covering
from tests.browser.conftest import Visit
from tests.browser.support import NO_PYTHON, SITE
from wizard.model import Book

KINDS = {
    "griffin": (
        "index.html",
        "what-now/index.html",
        "what-now/disclosure.html",
        "harms/nudes.html",
        "abuse/neglect.html",
        "topics/sharing-information.html",
        "contacts.html",
        "number-history.html",
        "lookup.html",
        "roles.html",
        "definitions.html",
        "figures.html",
        "law.html",
        "changes.html",
        "unclear.html",
        "sources.html",
        "about.html",
        "news.html",
        "signoff.html",
        "practice/disclosure.html",
        "404.html",
        "away.html",
    ),
    "medway": ("index.html", "levels/medway.html", "contacts.html", "topics/mash.html"),
}
EVERY = [(setting, path) for setting, paths in KINDS.items() for path in paths]


def settled(visit: Visit, setting: str, path: str) -> Page:
    page = visit(setting).open(path)
    page.wait_for_load_state("load")
    return page


@pytest.mark.parametrize(
    ("setting", "path", "shape"),
    [(*page, shape) for page, shape in zip(EVERY, cycle(SHAPES), strict=False)],
    ids=lambda part: part if isinstance(part, str) else "-".join(map(str, part)),
)
def test_axe_finds_nothing_on_any_kind_of_page(visit: Visit, setting: str, path: str, shape: Shape) -> None:
    """Each page in one shape, in turn: widths and colours all have from one sheet."""
    assert not faults_by_shape(settled(visit, setting, path), [shape])


def test_axe_finds_nothing_in_the_signs_once_some_are_chosen(visit: Visit) -> None:
    page = settled(visit, "medway", "levels/medway.html")
    for box in page.locator("[data-levels] input[type=checkbox]").all()[:3]:
        box.check()
    assert not faults_by_shape(page)


def test_axe_finds_nothing_in_what_unfolds(visit: Visit) -> None:
    page = settled(visit, "griffin", "practice/nudes.html")
    for fold in page.locator("article summary").all():
        if fold.is_visible():  # what is for paper alone unfolds nowhere
            fold.click()
    assert not faults_by_shape(page)


def test_axe_finds_nothing_in_any_piece_of_markup_on_a_phone(visit: Visit) -> None:
    """Whatever stands on any page is looked at on one, here or above; headings, ids and links: tests/content/test_pages."""
    page = visit("griffin", reduced_motion="reduce").open("index.html", NO_PYTHON)
    found = {}
    site = SITE / "griffin"
    paths = covering(sorted(site.rglob("*.html")), (site / path for path in KINDS["griffin"]))
    for path in paths:
        name = path.relative_to(site).as_posix()
        page.goto(_at(page, name))
        if wrong := faults(page, RUN_WITHIN):
            found[name] = wrong
    print(f"axe: {len(paths)} pages, {len(found)} with faults")
    assert not found


def _at(page: Page, name: str) -> str:
    origin: str = page.evaluate("location.origin")
    return f"{origin}/{name}"


def test_every_page_has_a_title_of_its_own(books: dict[str, Book]) -> None:
    for setting in books:
        _titles_differ(SITE / setting)


def _titles_differ(site: Path) -> None:
    titles: dict[str, Path] = {}
    for path in site.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        title = text[text.index("<title>") : text.index("</title>")]
        assert titles.setdefault(title, path) == path, (title, titles[title], path)
