"""By keyboard, with larger text, with fewer colours, with less motion, turned sideways."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.access.axe import SIDEWAYS
from tests.browser.conftest import Visit
from tests.browser.support import NO_PYTHON

SEEN = """() => {
  const one = document.activeElement;
  const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one);
  const box = one.getBoundingClientRect();
  const middle = document.elementFromPoint(box.x + box.width / 2, box.y + Math.min(box.height, innerHeight) / 2);
  return {
    what: one.outerHTML.slice(0, 90),
    ring: (outlineStyle !== "none" && parseFloat(outlineWidth) >= 2) || boxShadow !== "none",
    free: one.contains(middle) || middle?.contains(one) || false,
    body: one === document.body,
  };
}"""
# What the handbook itself has to say, at its longest.
NOTICE = """() => document.body.insertAdjacentHTML("beforeend", `<div class="hb-update"><p>${"It is kept no longer. ".repeat(8)}</p>
  <button>Close</button></div>`)"""
PAGES = ("index.html", "contacts.html", "harms/nudes.html", "what-now/disclosure.html", "lookup.html")


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("width", [360, 1280])
def test_the_focus_is_always_seen_and_never_covered(visit: Visit, path: str, width: int) -> None:
    """On a page whose Python has come: browser/test_flows.py."""
    page = visit("griffin", reduced_motion="reduce").open(path, NO_PYTHON)
    page.set_viewport_size({"width": width, "height": 800})
    page.wait_for_load_state("load")
    for _ in range(30):
        page.keyboard.press("Tab")
        seen = page.evaluate(SEEN)
        if seen["body"]:
            break
        assert seen["ring"], seen["what"]
        assert seen["free"], seen["what"]


@pytest.mark.parametrize("height", [800, 360, 200])
def test_a_notice_never_covers_the_bar(visit: Visit, height: int) -> None:
    page = visit("griffin").open("index.html")
    page.set_viewport_size({"width": 480, "height": height})
    page.wait_for_load_state("load")
    page.evaluate(NOTICE)
    bar, shown = page.locator(".hb-bar").bounding_box(), page.locator(".hb-update").bounding_box()
    assert bar
    assert shown
    assert 0 <= shown["y"] <= shown["y"] + shown["height"] <= bar["y"]


@pytest.mark.parametrize("path", PAGES)
def test_a_page_at_four_times_the_size_scrolls_one_way_only(visit: Visit, path: str) -> None:
    page = visit("griffin").open(path, NO_PYTHON)
    page.set_viewport_size({"width": 320, "height": 256})  # 1280 by 1024 at 400 %
    page.wait_for_load_state("load")
    assert page.evaluate(SIDEWAYS) <= 0
    header = page.locator(".md-header").bounding_box()
    page.mouse.wheel(0, 600)
    page.wait_for_timeout(200)
    assert header is not None
    assert (page.locator(".md-header").bounding_box() or header)[
        "y"
    ] < 0  # what is left of the screen is for reading


@pytest.mark.parametrize("path", PAGES)
def test_letters_twice_as_large_still_fit(visit: Visit, path: str) -> None:
    page = visit("griffin").open(path, NO_PYTHON)
    page.wait_for_load_state("load")
    page.evaluate("document.documentElement.style.fontSize = '250%'")
    assert page.evaluate(SIDEWAYS) <= 0


# As WCAG 1.4.12 has it: lines, paragraphs, letters and words further apart.
AIRY = """() => {
  const style = new CSSStyleSheet();
  style.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
    p { margin-bottom: 2em !important; }`);
  document.adoptedStyleSheets.push(style);
}"""
# Words that a box of a fixed size cuts off; one that scrolls, or that only screen readers meet, is meant to.
CUT = """() => [...document.querySelectorAll("a, button, p, li, h1, h2, h3, label, span")]
  .filter((one) => one.checkVisibility() && one.clientWidth > 1 && getComputedStyle(one).overflow === "hidden")
  .filter((one) => one.scrollHeight > one.clientHeight + 2 || one.scrollWidth > one.clientWidth + 2)
  .map((one) => one.outerHTML.slice(0, 120))"""


@pytest.mark.parametrize("path", PAGES)
def test_words_set_further_apart_still_fit(visit: Visit, path: str) -> None:
    page = visit("griffin").open(path, NO_PYTHON)
    page.set_viewport_size({"width": 320, "height": 800})
    page.wait_for_load_state("load")
    page.evaluate(AIRY)
    assert page.evaluate(SIDEWAYS) <= 0
    assert not page.evaluate(CUT)


def test_forced_colours_keep_every_button_an_edge(visit: Visit) -> None:
    page = visit("griffin", forced_colors="active").open("contacts.html")
    page.wait_for_load_state("load")
    bare = page.evaluate(
        """() => [...document.querySelectorAll(".hb-phone, .hb-option, .hb-big, .hb-find")]
          .filter((one) => getComputedStyle(one).borderTopStyle === "none").length"""
    )
    assert bare == 0


def test_nothing_moves_for_those_who_ask_for_stillness(visit: Visit) -> None:
    page = visit("griffin", reduced_motion="reduce").open("index.html")
    page.wait_for_load_state("load")
    moving = page.evaluate(
        """() => [...document.querySelectorAll("*")].filter((one) => {
          const { transitionDuration, animationDuration } = getComputedStyle(one);
          return [transitionDuration, animationDuration].some((time) => time.split(", ").some((part) => parseFloat(part) > 0.01));
        }).length"""
    )
    assert moving == 0


def test_the_readers_own_colours_hold_from_page_to_page(visit: Visit) -> None:
    page: Page = visit("griffin", color_scheme="light").open("index.html")
    button = page.get_by_role("button", name="Dark colours")
    expect(button).to_have_attribute("aria-pressed", "false")
    light = page.evaluate("getComputedStyle(document.body).backgroundColor")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert dark != light
    page.goto(page.url.replace("index.html", "contacts.html"))
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == dark


def test_the_keys_of_one_letter_can_be_turned_off(visit: Visit) -> None:
    page = visit("griffin").open("about.html")
    switch = page.get_by_role("button", name="Turn off the keys of one letter")
    switch.click()
    expect(switch).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("s")
    expect(page.locator(".md-search__input")).not_to_be_focused()
    page.keyboard.press("Control+k")
    expect(page.locator(".md-search__input")).to_be_focused()


# Numbers to ring that something else lies over, at a corner or in the middle.
COVERED = """() => [...document.querySelectorAll("article .hb-number .hb-phone")].filter((number) => {
  number.scrollIntoView({ block: "center", behavior: "instant" });
  const { left, right, top, bottom } = number.getBoundingClientRect();
  const points = [left + 3, (left + right) / 2, right - 3].flatMap((x) => [top + 3, bottom - 3].map((y) => [x, y]));
  return number.checkVisibility() && !points.every(([x, y]) => document.elementFromPoint(x, y)?.closest(".hb-phone") === number);
}).map((number) => number.textContent)"""


@pytest.mark.parametrize("path", ["contacts.html", "what-now/emergency.html"])
@pytest.mark.parametrize("width", [320, 360, 1280])
def test_whoever_rings_a_number_presses_nothing_else(visit: Visit, path: str, width: int) -> None:
    page = visit("griffin").open(path, NO_PYTHON)
    page.set_viewport_size({"width": width, "height": 800})
    page.wait_for_load_state("load")
    assert page.evaluate(COVERED) == []
    page.evaluate(
        "() => document.querySelectorAll('article details').forEach((fold) => { fold.open = true; })"
    )
    assert page.evaluate(COVERED) == []
