from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from handbook.datafiles.data import Data
from handbook.desk import folder
from handbook.sites.all_sites import build, stale
from tests.browser import atdesk
from tests.browser.kept import NEWER, SOONER, Host, hosted, sealed
from tests.browser.support import PHONE, PROJECT, SETTINGS, SITE, Watched, book_json, serving
from tests.support import real
from tests.support.once import once
from wizard.loading import load
from wizard.model import Book

Visit = Callable[..., Watched]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = PROJECT / "tests/browser"
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def data() -> Data:
    return real.data()


@pytest.fixture(scope="session")
def made_desk(data: Data, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The desk of the smallest demonstration, as a folder."""
    return once(tmp_path_factory, "desk", lambda out: folder.write(data, atdesk.SETTING, out))


@pytest.fixture(scope="session")
def started(browser: Browser, made_desk: Path) -> Iterator[Page]:
    """The desk opened from its folder, once for all tests: its Python is slow to start."""
    with atdesk.patient(browser, atdesk.DESKTOP) as context:
        yield atdesk.opened(context, f"file://{made_desk}/index.html")


@pytest.fixture
def desk(started: Page) -> Iterator[Page]:
    """The desk as it was made."""
    with atdesk.patience():
        atdesk.cleared(started)
        yield started


@pytest.fixture(scope="session")
def empty_desk(data: Data, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk that begins empty, as a folder."""
    return once(tmp_path_factory, "empty-desk", lambda out: folder.write(data, "", out))


@cache
def served_books() -> dict[str, Book]:
    """The books of the built sites, for all folders of tests that ask."""
    if old := stale(real.data(), SETTINGS, SITE):
        build(real.data(), old, SITE)
    return {setting: load(json.loads(book_json(setting))) for setting in SETTINGS}


@pytest.fixture(scope="session")
def books() -> dict[str, Book]:
    """The books that the sites serve, the sites built first where they are missing or of another state."""
    return served_books()


@pytest.fixture(scope="session")
def addresses(books: dict[str, Book]) -> Iterator[dict[str, str]]:
    """Each site at an origin of its own, as it would be on a web host."""
    with ExitStack() as stack:
        yield {setting: stack.enter_context(serving(SITE / setting)) for setting in books}


@pytest.fixture
def visit(browser: Browser, addresses: dict[str, str]) -> Iterator[Visit]:
    """Opens a site in a fresh browser context; what its pages did wrong fails the test at its end."""
    opened: list[Watched] = []

    def begin(setting: str, now: datetime | None = None, **options: Any) -> Watched:
        opened.append(Watched(browser, addresses[setting], now, **options))
        return opened[-1]

    yield begin
    for watched in opened:
        watched.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A phone's browser, fresh."""
    made = browser.new_context(viewport=PHONE)
    yield made
    made.close()


@pytest.fixture
def phone(context: BrowserContext) -> BrowserContext:
    """The same, whose pages ask to be kept as soon as they have done their own work."""
    context.add_init_script(SOONER)
    return context


@pytest.fixture(scope="session")
def whole(addresses: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site as readers get it."""
    assert addresses
    return once(tmp_path_factory, "whole", lambda out: sealed(out, short=False))


@pytest.fixture(scope="session")
def short(addresses: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with a few of its pages."""
    assert addresses
    return once(tmp_path_factory, "short", sealed)


@pytest.fixture(scope="session")
def rebuilt(short: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A later build of the short site, marked so."""
    assert short
    return once(tmp_path_factory, "rebuilt", lambda out: sealed(out, NEWER))


@pytest.fixture
def host(short: Path) -> Iterator[Host]:
    """A web host of that site, which a test may change or cut off."""
    with hosted(short) as made:
        yield made
