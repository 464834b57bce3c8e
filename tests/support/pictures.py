"""The README's pictures, taken again from the built site: `make pictures`."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, Page, sync_playwright

from handbook.checks import checked
from handbook.desk import folder
from tests.browser.live import ready
from tests.browser.support import PROJECT, SITE
from tests.support.browser import chromium
from tests.support.hosting import hosting

FOLDER = PROJECT / "docs/images"
NOW = datetime(2026, 11, 26, 11, 30, tzinfo=UTC)  # a Thursday morning: offices are open
WAY = (("danger", "no"), ("involved", "no"), ("dsl-reachable", "no"), ("area", "hull"))  # of the nudes flow
SETTING = "griffin"
START = 180_000  # milliseconds that the desk's Python may take
LARGEST = 150_000  # bytes: a README is read on phones too


@dataclass(frozen=True)
class Picture:
    """What is to be seen, in which colours, at which size and how fine; `act` brings the page to it."""

    path: str
    colours: Literal["light", "dark"]
    size: tuple[int, int]
    act: Callable[[Page], object]
    fine: float = 1


def _search(page: Page) -> None:
    page.wait_for_load_state("networkidle")
    page.keyboard.press("/")
    page.fill(".md-search__input", "lado number")
    page.get_by_text("results").wait_for()


def _outcome(page: Page) -> None:
    ready(page)
    for question, option in WAY:
        page.locator(f"[data-step='{question}'] [data-option='{option}']").click()
    page.locator("[data-kind=outcome]").wait_for()
    page.evaluate("scrollTo(0, 0)")


def _shown(page: Page) -> None:
    page.wait_for_load_state("networkidle")


def _entered(page: Page) -> None:
    page.wait_for_selector("[data-desk][data-state=ready]", timeout=START)
    page.locator("[data-desk-hour] button", has_text="Telling the parents").click()
    page.locator("[data-question] select").first.focus()
    page.locator("[data-desk-phone] .hb-line").first.wait_for()
    page.evaluate("scrollTo(0, 0)")


PHONE, DESK, WIDE = (360, 720), (1024, 600), (1300, 660)
PICTURES = {
    "home-phone": Picture("index.html", "light", PHONE, _shown, 1.5),
    "search-phone": Picture("index.html", "dark", PHONE, _search, 1.5),
    "wizard-desktop": Picture("what-now/nudes.html", "light", DESK, _outcome),
    "contacts-desktop": Picture("contacts.html#area-hull", "dark", DESK, _shown),
}

AT_THE_DESK = {"desk-desktop": Picture("index.html", "light", WIDE, _entered)}


def take(browser: Browser, address: str, picture: Picture) -> bytes:
    """The picture as a PNG file."""
    width, height = picture.size
    context = browser.new_context(
        viewport={"width": width, "height": height},
        device_scale_factor=picture.fine,
        color_scheme=picture.colours,
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.clock.set_fixed_time(NOW)
    page.goto(address + picture.path)
    picture.act(page)
    png = page.screenshot()
    context.close()
    return png


def main() -> int:
    """Take them all; 1 where one is too large."""
    FOLDER.mkdir(exist_ok=True)
    desk = PROJECT / "build/desk" / SETTING
    folder.write(checked(PROJECT / "data"), SETTING, desk)
    sizes = {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        for place, pictures in ((SITE / SETTING, PICTURES), (desk, AT_THE_DESK)):
            with hosting(place) as address:
                for name, picture in pictures.items():
                    sizes[name] = _write(take(browser, address, picture), name)
        browser.close()
    return int(any(size > LARGEST for size in sizes.values()))


def _write(png: bytes, name: str) -> int:
    path: Path = FOLDER / f"{name}.png"
    path.write_bytes(png)
    print(f"{path.relative_to(PROJECT)}: {len(png):,} bytes")
    return len(png)


if __name__ == "__main__":
    sys.exit(main())
