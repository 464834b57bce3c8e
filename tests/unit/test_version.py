"""The version at the foot of a handbook: another where anything is another that its readers may meet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from handbook import pdf
from handbook.book.maker import Maker
from handbook.pages import front
from handbook.pages.sheet import Sheet
from handbook.pdf.press import Document
from handbook.policies import handover
from handbook.sites import version
from handbook.sites.one_site import make_site
from handbook.sites.version import frame_words
from tests.support.tinydata import TinyData
from wizard.advice import ShownContact
from wizard.markup import el
from wizard.model import Book

pytestmark = pytest.mark.usefixtures("one_paper")
EVERYONE = {"ash", "elm", "fir", "oak"}


def versions(tiny: TinyData) -> dict[str, str]:
    data = tiny.checked()
    return {setting: make_site(data, setting).book["version"] for setting in data.entries["setting"]}


@pytest.mark.parametrize(
    ("file", "old", "new", "whose"),
    [
        ("base/harms/bullying.yml", "again and again", "once and again", EVERYONE),
        ("base/topics/recording.yml", "What to write and when.", "What to write.", EVERYONE),
        ("base/definitions.yml", "Anyone under 18.", "Anyone below 18.", EVERYONE),
        ("areas/levels/north.yml", "Most children.", "Nearly all children.", {"elm", "oak"}),
        ("areas/south.yml", "Ask the South Team for", "Ring the South Team for", {"fir", "oak"}),
        ("scenarios/worried.yml", "title: Friday night", "title: Late on Friday", {"oak"}),
        ("settings/elm.yml", "name: Elm School", "name: Elm Academy", {"elm"}),
        ("policies/ash-policy.yml", "title: Ash policy", "title: The Ash policy", {"ash"}),
    ],
)
def test_a_change_in_anything_gives_another_version_to_those_who_may_meet_it(
    tiny: TinyData, file: str, old: str, new: str, whose: set[str]
) -> None:
    before = versions(tiny)
    tiny.edit(file, old, new)
    after = versions(tiny)
    assert changed(before, after) == whose


def test_a_change_that_no_reader_of_a_handbook_sees_leaves_its_version_as_it_was(
    tiny: TinyData, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = versions(tiny)
    tiny.edit("policies/ash-policy.yml", ', read: "2026-11-22"', "")
    tiny.edit("upkeep.yml", "page: {owner: Lead, months: 24}", "page: {owner: Office, months: 36}")
    on_the_home_page(
        monkeypatch, lambda sheet: sheet.add_html(el("div", {"class": "another", "data-x": "y"}))
    )
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1830297600")
    assert versions(tiny) == before


def on_the_home_page(monkeypatch: pytest.MonkeyPatch, add: Callable[[Sheet], None]) -> None:
    made = front.home_page

    def home_page(maker: Maker, book: Book) -> Sheet:
        sheet = made(maker, book)
        add(sheet)
        return sheet

    monkeypatch.setattr(front, "home_page", home_page)


def test_a_word_that_code_puts_on_a_page_gives_another_version(
    tiny: TinyData, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = versions(tiny)
    on_the_home_page(monkeypatch, lambda sheet: sheet.add_text("A word."))
    assert not changed(before, versions(tiny), same=True)


def test_a_word_that_code_takes_from_a_paper_gives_another_version(
    tiny: TinyData, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, all_documents = versions(tiny), pdf.all_documents

    def fewer(maker: Maker, book: Book) -> list[Document]:
        card, *others = all_documents(maker, book)
        return [replace(card, data={**card.data, "danger": {"text": "", "notes": []}}), *others]

    monkeypatch.setattr(pdf, "all_documents", fewer)
    assert not changed(before, versions(tiny), same=True)


def test_a_word_that_only_the_live_wizard_says_gives_another_version(
    tiny: TinyData, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = versions(tiny)
    monkeypatch.setattr(ShownContact, "state", property(lambda _: "Perhaps open"))
    assert not changed(before, versions(tiny), same=True)


def changed(before: dict[str, str], after: dict[str, str], *, same: bool = False) -> set[str]:
    """The settings whose version is another; with `same` those whose version is not."""
    return {setting for setting in EVERYONE if (before[setting] == after[setting]) is same}


@pytest.mark.parametrize(
    ("name", "text", "same", "other"),
    [
        ("main.html", "<b>Ring</b> {% if a %}us{% endif %}", '{# why #}<i class="x">Ring</i> {% if b %}us{% endif %}', "<b>Call</b> us"),
        ("main.html", '<a aria-label="Close" href="x">{{ hb }}</a>', '<a aria-label="Close" href="y">{{ b }}</a>', '<a aria-label="Shut" href="x"></a>'),
        ("box.js", 'say("Nothing found"); // it\'s "so"', "say(`Nothing found`);", 'say("None found");'),
        ("box.js", 'f("Closed", "[data-x] b", "hb-a")', 'g("Closed", "[data-y] c", "hb-b")', 'f("Shut", "[data-x] b", "hb-a")'),
        ("card.typ", '#band([Tell #someone.first() someone], x) // "old"', "#band(fill: red, [Tell #who.last() someone], y)", "#band([Tell somebody], x)"),
    ],
)  # fmt: skip
def test_words_of_templates_and_scripts_count_and_their_code_does_not(
    name: str, text: str, same: str, other: str
) -> None:
    assert frame_words(name, text) == frame_words(name, same)
    assert frame_words(name, text) != frame_words(name, other)


def test_words_stand_in_every_template_and_script_that_readers_meet() -> None:
    said = "\n".join(version.frame())
    for one in (
        "Nothing found",
        "A new version of this handbook is ready.",
        "Danger now? Ring 999",
        "This number was last checked",
    ):
        assert one in said, one


def test_the_same_data_has_the_same_version_wherever_it_lies(tiny: TinyData, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    other = TinyData(tmp_path / "elsewhere")
    assert versions(tiny) == versions(other)
    assert handover.text(handover.shared(tiny.checked())) == handover.text(handover.shared(other.checked()))


def test_while_somebody_writes_the_pages_are_the_same_and_the_foot_says_preview(tiny: TinyData) -> None:
    data = tiny.checked()
    whole, preview = make_site(data, "oak"), make_site(data, "oak", for_readers=False)
    name = whole.book["version"]
    assert preview.banner["version"] == preview.book["version"] == "preview"
    assert preview.papers == []
    assert {path: text.replace(name, "preview") for path, text in whole.pages.items()} == preview.pages
