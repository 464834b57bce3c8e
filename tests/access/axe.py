"""The axe engine in a page: what it finds wrong, at the widths and in the colours that readers have."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from playwright.sync_api import Page

from tests.browser.support import PROJECT

ENGINE = (PROJECT / "node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")
COLOURS: tuple[Literal["light", "dark"], ...] = ("light", "dark")
# Each width and each colour, the widest in both: only there does the navigation stand beside the page.
Shape = tuple[int, Literal["light", "dark"]]
SHAPES: tuple[Shape, ...] = (
    (320, "light"),
    (768, "dark"),
    (1280, "light"),
    (1280, "dark"),
)
FEWEST = SHAPES[::3]  # the narrowest and the widest, each colour once
HEIGHT = 20_000  # everything in sight, and nothing half under the bar at the foot
RUN = """async () => {
  const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
  const { violations } = await axe.run(document, { runOnly: tags, resultTypes: ["violations"] });
  return violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.html.slice(0, 120)} (${(node.any[0] ?? node.all[0] ?? node).message ?? ""})`));
}"""
# Of one page among many of its kind: its own part, without the frame that all have, and without colours.
RUN_WITHIN = RUN.replace(
    "axe.run(document, {", 'axe.run("main article", { rules: { "color-contrast": { enabled: false } },'
)
# Sideways scroll of the page itself; what scrolls in a box of its own is meant to.
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
# Controls that are no words within a text; those may be as small as the text. So may the mark at the end of a line and
# the fold of the notice that stands above every page: each is larger than the least that WCAG asks for, 24 pixels.
SMALL = """() => [...document.querySelectorAll("a, button, input, textarea, summary, label:has(input)")]
  .filter((one) => one.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
  .filter((one) => !one.closest("p:not(.hb-tools, .hb-emergency, .hb-back), .hb-line, .hb-demo, .hb-source, .hb-sources, .hb-steps, td, dd")
    && !one.closest("label:has(input)")?.contains(one.closest("input")))
  .filter((one) => !one.closest(".md-skip, .md-nav--secondary, .hb-tree, .hb-path"))
  .filter((one) => { const { width, height } = one.getBoundingClientRect(); return width && height && (height < 43.5 || width < 43.5); })
  .map((one) => `${Math.round(one.getBoundingClientRect().height)} px: ${one.outerHTML.slice(0, 120)}`)"""


def shapes(page: Page, wanted: Sequence[Shape]) -> Iterator[str]:
    """The page in these widths and colours, one after the other; nothing moves meanwhile."""
    for width, colours in wanted:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        page.emulate_media(color_scheme=colours, reduced_motion="reduce")
        yield f"{width} px, {colours}"


def faults(page: Page, run: str = RUN) -> list[str]:
    """What axe finds, and what it does not look for: sideways scroll and small targets."""
    if not page.evaluate("'axe' in globalThis"):
        page.evaluate(ENGINE)
    found: list[str] = page.evaluate(run)
    over = page.evaluate(SIDEWAYS)
    return [*found, *([f"scrolls sideways by {over} px"] if over > 0 else []), *page.evaluate(SMALL)]


def faults_by_shape(page: Page, wanted: Sequence[Shape] = FEWEST) -> dict[str, list[str]]:
    """The faults in each shape; empty where there are none."""
    return {shape: found for shape in shapes(page, wanted) if (found := faults(page))}
