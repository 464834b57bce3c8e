"""The contacts page says who answers now as the wizard does, at every kind of moment."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from tests.browser.conftest import Visit
from tests.browser.support import SEEN_AGAIN, milliseconds
from wizard.model import Book
from wizard.timing import is_assumed, is_open, near_words, opens_next

ENGLAND = ZoneInfo("Europe/London")
MOMENTS = tuple(
    datetime.fromisoformat(moment)
    for moment in (
        "2026-11-25T08:59",  # a Wednesday, before most doors open
        "2026-11-25T09:00",
        "2026-11-27T16:29",  # a Friday, which ends earlier
        "2026-11-27T16:30",
        "2026-11-28T12:00",  # a Saturday
        "2026-12-25T12:00",  # Christmas, before a weekend and a bank holiday in lieu
        "2027-07-01T17:00",  # British Summer Time
    )
)
READ = """() => Object.fromEntries([...document.querySelectorAll("article [data-contact]")].map((card) =>
  [card.dataset.contact, card.querySelector(".hb-open, .hb-closed")?.textContent ?? ""]))"""


def said(book: Book, contact: str, now: datetime) -> str:
    """What the wizard would say beside this contact."""
    one = book.contacts[contact]
    if one.kind == "emergency":
        return ""  # 999 always answers, and nobody needs to be told
    assumed = " (not confirmed)" if is_assumed(book, one) else ""
    match is_open(book, one, now):
        case None:
            return ""
        case True:
            return f"Open now{assumed}"
    opens = opens_next(book, one, now)
    return (f"Closed. Opens {near_words(opens, now)}" if opens else "Closed") + assumed


@pytest.mark.parametrize("setting", ["griffin", "medway"])
def test_the_page_and_the_wizard_say_the_same_when_it_is_opened_and_when_it_is_seen_again(
    visit: Visit, books: dict[str, Book], setting: str
) -> None:
    """A phone stops the timers of a page that nobody looks at."""
    opened, *later = MOMENTS
    page = visit(setting, now=opened.replace(tzinfo=ENGLAND), timezone_id="America/New_York").open(
        "contacts.html"
    )
    page.wait_for_load_state("load")
    shown = page.evaluate(READ)
    assert shown == {contact: said(books[setting], contact, opened) for contact in shown}
    for now in later:
        page.evaluate("(moment) => stopClock(moment)", milliseconds(now.replace(tzinfo=ENGLAND)))
        page.evaluate(SEEN_AGAIN)
        assert page.evaluate(READ) == {contact: said(books[setting], contact, now) for contact in shown}
