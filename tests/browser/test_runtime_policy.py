"""The content-security policy: strict, and no page of ours runs against it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from handbook import runtime
from handbook.runtime.seal import POLICY
from tests.browser.kept import wait
from tests.browser.support import SITE, serving

SETTING = "griffin"
PATIENCE = 60_000
META = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')
FROM_ELSEWHERE = re.compile(
    r"""<(?:img|link|script|iframe|source|object|embed)\b[^>]*\s(?:src|href|data)=["']?(?:\w+:|//)"""
)
SCRIPT = re.compile(r"<script\b[^>]*>")


@pytest.fixture(scope="module")
def site(addresses: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    assert SETTING in addresses
    made = shutil.copytree(SITE / SETTING, tmp_path_factory.mktemp("policy") / SETTING)
    build = runtime.install(runtime.build(), made)
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


def of_each_kind(site: Path) -> list[str]:
    """Every page at the top and the largest of each folder: the scripts of the others are the same."""
    by_size = sorted(site.rglob("*.html"), key=lambda path: path.stat().st_size)
    chosen = {path.parent: path for path in by_size}.values()
    return sorted(path.relative_to(site).as_posix() for path in {*chosen, *site.glob("*.html")})


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


def test_no_page_runs_against_it(site: Path, address: str, page: Page) -> None:
    told: list[str] = []
    page.on("console", lambda message: told.append(f"{page.url}: {message.text}"))
    page.on("pageerror", lambda error: told.append(f"{page.url}: {error}"))
    page.add_init_script(
        "addEventListener('securitypolicyviolation',"
        "(event) => console.error(event.violatedDirective, event.blockedURI))"
    )
    for path in of_each_kind(site):
        page.goto(address + path)
    page.goto(address + "what-now/worried.html")
    expect(page.locator("[data-wizard]")).to_have_attribute("data-state", "ready", timeout=PATIENCE)
    assert told == []


def test_a_script_that_is_not_ours_does_not_run(address: str, page: Page) -> None:
    page.goto(address + "index.html")
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
