"""The page's own script says of every contact what the wizard says, past midnight and on bank holidays too."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from handbook.pages.sheet import Sheet
from handbook.runtime.scripts import bundled
from tests.support.tinydata import TinyData
from wizard.advice import contacts_for
from wizard.model import Book

PAGE = """\
<!doctype html><meta charset="utf-8"><title>x</title>
<article>%s%s</article>
<script src="hours.js"></script>
"""
CARD = '<div data-contact="%s"><strong class="hb-name">%s</strong><p class="hb-use"></p></div>'
NAMES = ("north-hub", "north-night")
NIGHT = '{days: [mon, tue, wed, thu], from: "17:30", to: "08:45"}\n        - {days: [sat], from: "00:00", to: "24:00"}'
# A week with a bank holiday in it, and the days beside Christmas, every 95 minutes.
STARTS = (datetime.fromisoformat("2026-05-01T00:00"), datetime.fromisoformat("2026-12-23T00:00"))
MOMENTS = [start + timedelta(minutes=95 * step) for start in STARTS for step in range(110)]


pytestmark = pytest.mark.browser


@pytest.fixture(params=["office hours", "nights"])
def made(request: pytest.FixtureRequest, tiny: TinyData) -> tuple[Book, str]:
    """The tiny school's book, and the hours as its page holds them."""
    if request.param == "nights":
        tiny.edit("areas/north.yml", '{days: [mon, tue, wed, thu], from: "08:45", to: "17:30"}', NIGHT)
        tiny.edit("areas/north.yml", '        - {days: [fri], from: "08:45", to: "16:30"}\n', "")
    maker, book = tiny.maker("oak"), tiny.book("oak")
    sheet = Sheet(maker, book, "x.md", "x")
    sheet.add_contacts(NAMES)
    table = next(line for line in sheet.markdown().splitlines() if "data-hours" in line)
    return book, table


def test_the_script_and_the_wizard_say_the_same_at_every_hour(
    made: tuple[Book, str], browser: Browser, tmp_path: Path
) -> None:
    book, table = made
    (tmp_path / "hours.js").write_text(bundled("wizard/hours.js"), encoding="utf-8")
    (tmp_path / "page.html").write_text(
        PAGE % ("".join(CARD % (n, n) for n in NAMES), table), encoding="utf-8"
    )
    page = browser.new_page(timezone_id="UTC")
    page.clock.install(time=MOMENTS[0])
    page.goto((tmp_path / "page.html").as_uri())
    for moment in MOMENTS:
        shown = {one.contact.id: one.state for one in contacts_for(book, NAMES, ("north",), moment)}
        utc = moment - timedelta(hours=moment.month == 5)  # England's summer time in May
        page.clock.set_fixed_time(utc)
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
        said = page.evaluate(
            "() => JSON.stringify(Object.fromEntries([...document.querySelectorAll('[data-contact]')]"
            ".map((card) => [card.dataset.contact, card.querySelector('.hb-use span').textContent])))"
        )
        assert json.loads(said) == shown, moment
    page.close()
