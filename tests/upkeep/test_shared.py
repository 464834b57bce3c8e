"""Sites that share one copy of Python: from a host, from a folder and without a network."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from handbook.runtime.share import FOLDER, forget
from handbook.sites import all_sites
from tests.browser.support import serving
from tests.support import real

SETTINGS = ["grange", "mildmay"]
PAGE = "what-now/worried.html"
PATIENCE = 120_000
KEPT = "() => navigator.serviceWorker.getRegistration().then((one) => Boolean(one?.active))"

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two sites and the parts that they share."""
    out = tmp_path_factory.mktemp("shared") / "site"
    all_sites.build(real.data(), SETTINGS, out, shared_runtime=True)
    return out


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context()
    yield made
    made.close()


def answers(page: Page, address: str) -> None:
    """The page at this address starts Python and takes an answer."""
    page.goto(address)
    wizard = page.locator("[data-wizard]")
    expect(wizard).to_have_attribute("data-state", "ready", timeout=PATIENCE)
    wizard.locator("[data-option=no]:visible").click()
    expect(wizard).to_have_attribute("data-step", "what")


def test_there_is_one_copy_of_python(shared: Path) -> None:
    names = sorted(path.name for path in shared.iterdir())
    assert names == [FOLDER, "grange", "index.css", "index.html", "mildmay"]
    assert [path.parent.parent.name for path in shared.rglob("pyodide.asm.wasm")] == [FOLDER]
    assert not list(shared.glob("*/assets/python"))
    size = sum(path.stat().st_size for path in (shared / "grange").rglob("*"))
    copy = sum(path.stat().st_size for path in (shared / FOLDER).rglob("*"))
    assert size < copy


@pytest.mark.parametrize("setting", SETTINGS)
def test_python_starts_from_a_web_host(shared: Path, context: BrowserContext, setting: str) -> None:
    with serving(shared) as address:
        answers(context.new_page(), f"{address}{setting}/{PAGE}")


def test_python_starts_from_a_folder(shared: Path, context: BrowserContext) -> None:
    answers(context.new_page(), (shared / "grange" / PAGE).as_uri())


def test_the_shared_parts_are_kept_on_the_device_too(shared: Path, context: BrowserContext) -> None:
    page = context.new_page()
    with serving(shared) as address:
        page.goto(f"{address}grange/index.html")
        for _ in range(PATIENCE // 100):
            if page.evaluate(KEPT):
                break
            page.wait_for_timeout(100)
    answers(page, f"{address}grange/{PAGE}")


def test_parts_that_no_site_uses_are_cleared_away(tmp_path: Path) -> None:
    used, old = tmp_path / FOLDER / "python-0123456789abcdef", tmp_path / FOLDER / "python-fedcba9876543210"
    script = tmp_path / "grange/assets/wizard/wizard.js"
    for folder in (used, old, script.parent):
        folder.mkdir(parents=True)
    script.write_text(f'const where = "../../../{FOLDER}/{used.name}/";', encoding="utf-8")
    forget(tmp_path)
    assert list((tmp_path / FOLDER).iterdir()) == [used]
    script.write_text('const where = "../python/";', encoding="utf-8")
    forget(tmp_path)
    assert not (tmp_path / FOLDER).exists()
