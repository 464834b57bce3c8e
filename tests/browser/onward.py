"""The way on from each question, for tests that need some outcome and not a certain one."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect


def onward(place: Page | Locator) -> Locator:
    """The choice that leads further: no, where it is one, for yes and not sure may both end in 999; else the last."""
    no = place.locator("[data-option='no']:visible")
    return no.first if no.count() else place.locator("[data-option]:visible").last


def walk_to_the_end(page: Page) -> None:
    """Answer until an outcome shows."""
    wizard = page.locator("[data-wizard]")
    for _ in range(12):
        if wizard.get_attribute("data-kind") == "outcome":
            break
        step = wizard.get_attribute("data-step") or ""
        onward(page).click()
        expect(wizard).not_to_have_attribute("data-step", step)
    expect(wizard).to_have_attribute("data-kind", "outcome")
