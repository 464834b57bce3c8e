"""No page says a day that the data does not give: a school checks its numbers when it checks them."""

from __future__ import annotations

import re

import pytest

from handbook.book.number_history import checked_words
from handbook.pages import pages
from handbook.pdf.words import Writer
from tests.support.tinydata import TinyData

HUB = ("areas/north.yml", 'checked_on: "2026-11-22"', 'checked_on: "2026-11-30"')
POLICE = ("base/contacts.yml", 'checked_on: "2026-11-22"', 'checked_on: "2026-11-24"')
NOTE = "  page_date: n.d.\n"


@pytest.mark.parametrize(
    ("setting", "words"),
    [
        pytest.param("elm", "between 24 November 2026 and 30 November 2026", id="two days"),
        pytest.param("ash", "on 24 November 2026", id="one day, and another area's number checked later"),
    ],
)
def test_screen_and_paper_say_when_the_numbers_shown_were_checked(
    tiny: TinyData, setting: str, words: str
) -> None:
    tiny.edit(*HUB)
    tiny.edit(*POLICE)
    maker, book = tiny.maker(setting), tiny.book(setting)
    assert checked_words(book) == words
    assert f"Contacts were last checked {words}." in pages(maker, book)["about.md"]
    assert Writer(maker, book).frame()["checked"] == words


def test_where_no_number_was_checked_nothing_is_said_of_it(tiny: TinyData) -> None:
    tiny.edit(
        "base/contacts.yml",
        '      status: current\n      checked_on: "2026-11-22"\n      checked_against: gov.uk/999\n',
        "      status: as-printed\n",
    )
    maker, book = tiny.maker("ash"), tiny.book("ash")
    assert checked_words(book) == ""
    assert "last checked" not in pages(maker, book)["about.md"]


@pytest.mark.parametrize(
    ("status", "read_on", "words"),
    [
        ("confirmed", '  read_on: "2026-11-30"\n', "read again on 30 November 2026"),
        ("confirmed", "", "read again"),
        ("confirmed-once", '  read_on: "2026-11-30"\n', "read once on 30 November 2026; read it again"),
        ("confirmed-once", "", "read once; read it again before you rely on it"),
    ],
)
def test_a_dated_note_says_when_it_was_read_if_the_data_does(
    tiny: TinyData, status: str, read_on: str, words: str
) -> None:
    tiny.edit("base/changes.yml", "status: confirmed", f"status: {status}")
    tiny.edit("base/changes.yml", NOTE, f"{NOTE}{read_on}")
    assert f"Page date: n.d.; {words}" in pages(tiny.maker("elm"), tiny.book("elm"))["changes.md"]


@pytest.mark.parametrize("setting", ["oak", "elm", "ash", "fir"])
def test_a_handbook_of_newer_checks_names_no_older_day(tiny: TinyData, setting: str) -> None:
    tiny.edit(*HUB)
    tiny.edit(*POLICE)
    tiny.edit("base/changes.yml", NOTE, f'{NOTE}  read_on: "2026-11-30"\n')
    tiny.edit("news.yml", '"2026-11-22":', '"2026-11-30":')
    made = pages(tiny.maker(setting), tiny.book(setting))
    days = re.compile(r"22 November 2026|2026-11-22")
    assert [path for path, markdown in made.items() if days.search(markdown)] == []
