"""The sign-off as it is drawn: words inside their boxes, the chart where there is room, lines to sign on paper."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.support import SETTINGS, Watched

OUTSIDE = """() => [...document.querySelectorAll(".hb-box")].flatMap((box) => {
  const { x, width } = box.querySelector("rect").getBBox();
  return [...box.querySelectorAll("text")].filter((words) => {
    const own = words.getBBox();
    return own.x < x + 4 || own.x + own.width > x + width - 4;
  }).map((words) => words.textContent);
})"""
OVER_EACH_OTHER = """() => [...document.querySelectorAll(".hb-box")].flatMap((box) => {
  const words = [...box.querySelectorAll("text")].map((one) => [one, one.getBBox()]);
  return words.filter(([one, own]) => words.some(([other, its]) => other !== one && its.x < own.x &&
    Math.abs(its.y - own.y) < 8 && its.x + its.width > own.x)).map(([one]) => one.textContent);
})"""


@pytest.fixture(scope="module", params=SETTINGS)
def page(request: pytest.FixtureRequest, browser: Browser, addresses: dict[str, str]) -> Iterator[Page]:
    site = Watched(browser, addresses[request.param])
    page = site.open("signoff.html")
    page.wait_for_load_state()
    page.set_viewport_size({"width": 1280, "height": 800})
    page.evaluate("document.querySelectorAll('article details').forEach((fold) => { fold.open = true; })")
    yield page
    site.close()


def test_the_words_of_every_chart_stay_in_their_boxes_and_apart(page: Page) -> None:
    assert page.locator("svg.hb-chart").count() > 30
    assert page.evaluate(OUTSIDE) == []
    assert page.evaluate(OVER_EACH_OTHER) == []


def test_a_phone_shows_the_list_and_paper_both_with_lines_to_sign(page: Page) -> None:
    chart, steps, sign = (page.locator(css).first for css in (".hb-chart", ".hb-steps", ".hb-sign-here"))
    expect(chart).to_be_visible()
    expect(sign).to_be_hidden()
    page.set_viewport_size({"width": 360, "height": 800})
    expect(chart).to_be_hidden()
    expect(steps).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    page.set_viewport_size({"width": 1280, "height": 800})
    page.emulate_media(media="print")
    for one in (chart, steps, sign):
        expect(one).to_be_visible()
    page.emulate_media(media="screen")
