"""The content-security policy: strict, and no page of ours runs against it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from handbook import runtime
from handbook.site import CACHE
from tests.browser.support import SITE, serving

SETTING = "griffin"
PATIENCE = 60_000
POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')


@pytest.fixture(scope="module")
def site(addresses: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    assert SETTING in addresses
    made = shutil.copytree(SITE / SETTING, tmp_path_factory.mktemp("policy") / SETTING)
    build = runtime.install(runtime.build(CACHE), made)
    runtime.seal(made, build, "A handbook", "Handbook")
    return made


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    with serving(site) as place:
        yield place


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(service_workers="block")
    yield context.new_page()
    context.close()


def paths(site: Path) -> list[str]:
    return sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))


def test_every_page_has_a_strict_policy(site: Path) -> None:
    for path in paths(site):
        text = (site / path).read_text(encoding="utf-8")
        (policy,) = POLICY.findall(text)
        assert text.index("Content-Security-Policy") < text.index("<script"), path
        rules = {rule.split()[0]: rule.split()[1:] for rule in policy.split(";")}
        loose = {"'unsafe-inline'", "'unsafe-eval'", "*", "http:", "https:", "data:", "blob:"}
        assert loose.isdisjoint(rules["script-src"]), path
        assert rules["default-src"] == ["'self'"], path
        assert rules["object-src"] == rules["base-uri"] == ["'none'"], path


def test_no_page_runs_against_it(site: Path, address: str, page: Page) -> None:
    told: list[str] = []
    page.on("console", lambda message: told.append(f"{page.url}: {message.text}"))
    page.on("pageerror", lambda error: told.append(f"{page.url}: {error}"))
    page.add_init_script(
        "addEventListener('securitypolicyviolation',"
        "(event) => console.error(event.violatedDirective, event.blockedURI))"
    )
    for path in paths(site):
        page.goto(address + path)
    page.goto(address + "what-now/worried.html")
    expect(page.locator("[data-wizard]")).to_have_attribute("data-state", "ready", timeout=PATIENCE)
    assert told == []


def test_a_script_that_is_not_ours_does_not_run(address: str, page: Page) -> None:
    page.goto(address + "index.html")
    page.evaluate(
        """() => {
          const script = document.createElement("script");
          script.textContent = "globalThis.foreign = 1";
          document.body.append(script);
          const source = document.createElement("script");
          source.src = "data:text/javascript,globalThis.foreign=2";
          document.body.append(source);
          document.body.insertAdjacentHTML("beforeend", "<img src=x onerror='globalThis.foreign=3'>");
        }"""
    )
    page.wait_for_timeout(500)
    assert page.evaluate("globalThis.foreign") is None


def test_sealing_twice_is_sealing_once(site: Path, tmp_path: Path) -> None:
    again = shutil.copytree(site, tmp_path / "again")
    runtime.seal(again, "other", "A handbook", "Handbook")
    runtime.seal(again, _build(site), "A handbook", "Handbook")
    for path in sorted(site.rglob("*")):
        if path.is_file():
            assert (again / path.relative_to(site)).read_bytes() == path.read_bytes(), path


def _build(site: Path) -> str:
    found = re.search(
        r'name="handbook-build" content="(\w+)"', (site / "index.html").read_text(encoding="utf-8")
    )
    assert found
    return found[1]
