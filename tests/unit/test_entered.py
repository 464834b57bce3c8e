"""A document that nobody has entered is not called silent: nobody has looked."""

from __future__ import annotations

import pytest

from handbook import handover
from handbook.book import Maker
from handbook.pages import pages
from tests.support.tinydata import TinyData

SILENT = (
    "does not name this harm",
    "Where this setting's document is silent",
    "names no law",
    "Not named in this setting's document",
    "does not fill these",
    "Neither this setting's document",
)
ONLY_OAK = """\
  - title: Where it is kept
    statements:
      - text: In the red cupboard.
        cite: [{source: oak-policy, section: "7"}]
"""


@pytest.fixture
def parted(tiny: TinyData) -> TinyData:
    """Oak's policy alone says something on every kind of page."""
    tiny.write(
        "base/topics/recording.yml",
        tiny.path("base/topics/recording.yml").read_text(encoding="utf-8") + ONLY_OAK,
    )
    tiny.edit(
        "base/harms/bullying.yml",
        "cite: [{source: national-page, section: Words}]",
        'cite: [{source: oak-policy, section: "7"}]',
    )
    return tiny


def said(tiny: TinyData, setting: str) -> str:
    return "\n".join(pages(tiny.maker(setting), tiny.book(setting)).values())


def test_a_document_that_is_entered_is_called_silent_where_it_is(parted: TinyData) -> None:
    text = said(parted, "elm")
    assert [words for words in SILENT if words not in text] == []
    assert "not entered yet" not in text


@pytest.mark.parametrize("setting", ["ash", "fir"])
def test_a_document_that_nobody_entered_is_not(parted: TinyData, setting: str) -> None:
    made = pages(parted.maker(setting), parted.book(setting))
    assert [words for words in SILENT if words in "\n".join(made.values())] == []
    for path in (
        "harms/bullying.md",
        "abuse/abuse.md",
        "topics/recording.md",
        "law.md",
        "roles.md",
        "unclear.md",
    ):
        assert "not entered yet" in made[path], path


def test_one_line_that_cites_it_makes_it_entered(parted: TinyData) -> None:
    assert not parted.maker("ash").is_entered
    parted.edit(
        "base/abuse-types.yml",
        '{source: oak-policy, section: "7"}',
        '{source: oak-policy, section: "7"}, {source: ash-policy, section: "1"}',
    )
    assert parted.maker("ash").is_entered


def test_a_draft_is_not_entered_whatever_cites_its_document(parted: TinyData) -> None:
    parted.edit("settings/oak.yml", "kind: school\n", "kind: school\ndraft: true\n")
    made = "\n".join(pages(parted.maker("oak"), parted.book("oak")).values())
    assert [words for words in SILENT if words in made] == []
    about = pages(parted.maker("oak"), parted.book("oak"))["about.md"]
    assert "built from" not in about
    assert "our policy has not been entered" in about


def test_what_a_setting_says_in_its_own_file_tells_nothing_of_the_pages(parted: TinyData) -> None:
    parted.edit(
        "settings/ash.yml", "roles: {}", 'roles: {lead: {cite: [{source: ash-policy, section: "1"}]}}'
    )
    assert not parted.maker("ash").is_entered


@pytest.mark.parametrize("setting", ["ash", "elm", "fir", "oak"])
def test_who_builds_one_site_knows_as_much_as_who_has_all_the_data(tiny: TinyData, setting: str) -> None:
    data = tiny.checked()
    given = handover.together(handover.shared(data), handover.own(data, setting), data.root)
    assert Maker(given, setting).is_entered == Maker(data, setting).is_entered
