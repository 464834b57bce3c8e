"""The page itself says when its numbers are old: from a folder, without network, on the reader's own clock."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

SCRIPT = Path(__file__).parents[2] / "docs/site/assets/age.js"
PAGE = """\
<!doctype html><meta charset="utf-8"><title>x</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'self' file:">
<div id="number" data-checked="2026-11-22"><a href="tel:0">x</a> <small>checked</small></div>
<p id="source" data-due="2027-09-30">due for review by September 2027</p>
<div data-wizard><p>a step</p></div>
<div data-levels="here"><p>signs</p></div>
<script defer src="age.js" data-months="12"></script>
"""
COMES_LATER = {
    "[data-wizard]": '<div id="live" data-checked="2025-01-31">y</div>',
    "[data-levels]": '<div id="tool" data-checked="2025-01-31">z</div>',
}

pytestmark = pytest.mark.browser


def words(browser: Browser, folder: Path, now: str) -> dict[str, str]:
    """What the page says at a time, also in what came later."""
    (folder / "page.html").write_text(PAGE, encoding="utf-8")
    (folder / "age.js").write_bytes(SCRIPT.read_bytes())
    page = browser.new_page(timezone_id="UTC")
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text))
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.clock.set_fixed_time(now)
    page.goto((folder / "page.html").as_uri())
    page.evaluate(
        "parts => Object.entries(parts).forEach(([to, html]) => (document.querySelector(to).innerHTML = html))",
        COMES_LATER,
    )
    page.wait_for_timeout(50)
    found = {name: page.inner_text(f"#{name}") for name in ("number", "source", "live", "tool")}
    page.close()
    assert faults == []
    return found


@pytest.mark.parametrize(
    ("now", "number", "live"),
    [
        ("2026-11-22T09:00", "", "21 months"),
        ("2027-11-21T09:00", "", "2 years"),
        ("2027-11-22T09:00", "12 months", "2 years"),
        ("2028-01-23T09:00", "14 months", "2 years"),
        ("2031-01-01T09:00", "4 years", "5 years"),
        ("1999-01-01T09:00", "", ""),
    ],
)
def test_an_old_check_is_told_beside_the_number(
    browser: Browser, tmp_path: Path, now: str, number: str, live: str
) -> None:
    said = words(browser, tmp_path, now)
    expected = "x checked" + (f" This number was last checked {number} ago." if number else "")
    assert said["number"] == expected
    for part, text in (("live", "y"), ("tool", "z")):
        assert said[part] == text + (f" This number was last checked {live} ago." if live else "")


def test_a_review_date_that_has_passed_is_told(browser: Browser, tmp_path: Path) -> None:
    assert words(browser, tmp_path, "2027-09-30T23:00")["source"].endswith("September 2027")
    assert words(browser, tmp_path, "2027-10-01T01:00")["source"].endswith("2027 This date has passed.")
