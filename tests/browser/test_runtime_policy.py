"""The content-security policy: strict. That no page of ours runs against it: test_runtime_hosting.py."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from handbook import runtime
from handbook.runtime.seal import POLICY
from tests.browser.kept import wait
from tests.browser.support import SITE

SETTING = "griffin"
META = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')
FROM_ELSEWHERE = re.compile(
    r"""<(?:img|link|script|iframe|source|object|embed)\b[^>]*\s(?:src|href|data)=["']?(?:\w+:|//)"""
)
SCRIPT = re.compile(r"<script\b[^>]*>")


@pytest.fixture
def site(addresses: dict[str, str]) -> Path:
    """A site as readers get it."""
    assert SETTING in addresses
    return SITE / SETTING


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(service_workers="block")
    yield context.new_page()
    context.close()


def paths(site: Path) -> list[str]:
    return sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))


def test_every_page_has_the_policy_before_any_script(site: Path) -> None:
    for path in paths(site):
        text = (site / path).read_text(encoding="utf-8")
        assert META.findall(text) == [POLICY], path
        assert text.index("Content-Security-Policy") < text.index("<script"), path
        assert [script for script in SCRIPT.findall(text) if "src=" not in script] == [], path
        assert re.findall(r"""<[^>]*\s(?:on[a-z]+|style)\s*=""", text) == [], path
        assert FROM_ELSEWHERE.findall(text) == [], path


def test_the_policy_is_strict() -> None:
    rules = {rule.split()[0]: rule.split()[1:] for rule in POLICY.split(";")}
    assert rules["default-src"] == rules["style-src"] == ["'self'"]
    assert rules["script-src"] == ["'self'", "'wasm-unsafe-eval'"]
    assert rules["object-src"] == rules["base-uri"] == ["'none'"]
    loose = {"'unsafe-inline'", "'unsafe-eval'", "*", "http:", "https:", "blob:"}
    assert loose.isdisjoint({value for values in rules.values() for value in values})


def test_a_page_with_a_script_in_it_stops_the_build(site: Path, tmp_path: Path) -> None:
    made = shutil.copytree(site, tmp_path / SETTING)
    page = made / "about.html"
    text = page.read_text(encoding="utf-8")
    page.write_text(text.replace("</h1>", "</h1><script>alert(1)</script>", 1), encoding="utf-8")
    with pytest.raises(runtime.SealError, match=r"about\.html has a script in it"):
        runtime.seal(made, "a build", "A handbook", "Handbook")


def test_a_script_that_is_not_ours_does_not_run(addresses: dict[str, str], page: Page) -> None:
    page.goto(addresses[SETTING] + "index.html")
    page.evaluate(
        """() => {
          globalThis.refused = new Set();
          addEventListener("securitypolicyviolation", (event) => refused.add(event.violatedDirective + event.blockedURI));
          const script = document.createElement("script");
          script.textContent = "globalThis.foreign = 1";
          document.body.append(script);
          const source = document.createElement("script");
          source.src = "data:text/javascript,globalThis.foreign=2";
          document.body.append(source);
          document.body.insertAdjacentHTML("beforeend", "<img src=x onerror='globalThis.foreign=3'>");
        }"""
    )
    wait(page, "refused.size === 3")
    assert page.evaluate("globalThis.foreign") is None


def test_sealing_twice_is_sealing_once(site: Path, tmp_path: Path) -> None:
    made = shutil.copytree(site, tmp_path / SETTING, ignore=shutil.ignore_patterns("*.br", "*.gz", "*.pdf"))
    parts = sorted(path for path in made.rglob("*") if path.is_file())
    found = []
    for build in (_build(site), "other", _build(site)):
        runtime.seal(made, build, "A handbook", "Handbook")
        found.append({path: path.read_bytes() for path in parts})
    once, other, twice = found
    assert twice == once
    assert other != once


def _build(site: Path) -> str:
    found = re.search(
        r'name="handbook-build" content="(\w+)"', (site / "index.html").read_text(encoding="utf-8")
    )
    assert found
    return found[1]
