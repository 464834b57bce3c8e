"""A setting with more than usual still gets one card that fits, or is told what to shorten."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from handbook import pdf
from handbook.book.words import DRAFT
from handbook.cli import main
from handbook.datafiles.data import Data
from handbook.pdf import card
from handbook.pdf.press import Press
from handbook.problems import DataError
from handbook.sites.one_site import maker_for
from tests.print import poppler
from tests.print.shelf import phones

Change = Callable[[dict[str, Any]], None]
LONG_HOLDER = "The deputy headteacher for pupils, who is in the office by the hall from Monday to Friday"
ROLES = ("dsl", "deputy-dsl", "child-protection-coordinator", "headteacher", "chair-of-governors")


def _changed(data: Data, kind: str, name: str, change: Change) -> Data:
    """The data with one file of it changed."""
    entry = deepcopy(data.each(kind)[name])
    change(entry)
    file = replace(data.entries[kind][name], data=entry)
    return replace(data, entries={**data.entries, kind: {**data.entries[kind], name: file}})


def _cards(data: Data, folder: Path) -> tuple[Path, Path]:
    """Griffin's card and pocket card."""
    maker, _, book = maker_for(data, "griffin")
    wall, pocket = pdf.write(card.documents(maker, book), folder)
    return wall, pocket


def _fits(*pdfs: Path) -> str:
    """The text of the wall's side, once the cards are seen to be a front and a back with clean margins."""
    for path in pdfs:
        front, back = poppler.pictures(path)
        for page in (front, back):
            assert min(page.outside(4.5)) >= 250, path.name
    return " ".join(poppler.text(pdfs[0]).split("\f")[0].split())


def _hold(roles: dict[str, Any]) -> None:
    assert len(LONG_HOLDER) <= 90
    for role in ROLES:
        roles[role]["holder"] = LONG_HOLDER.ljust(90, "!")


def test_holders_of_ninety_characters(data: Data, tmp_path: Path) -> None:
    held = _changed(data, "setting", "griffin", lambda setting: _hold(setting["roles"]))
    text = _fits(*_cards(held, tmp_path))
    assert text.count(LONG_HOLDER) >= len(ROLES)


def test_a_word_that_no_column_holds_is_broken(data: Data, tmp_path: Path) -> None:
    def endless(setting: dict[str, Any]) -> None:
        setting["name"] = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch School"
        for role in ROLES:
            setting["roles"][role]["holder"] = "Wolfeschlegelsteinhausenbergerdorffwelchevoralternwaren"
            setting["roles"][role]["email"] = (
                f"{'safeguarding' * 4}@{'averylongname' * 3}.northyorkshire.sch.uk"
            )

    _fits(*_cards(_changed(data, "setting", "griffin", endless), tmp_path))


def test_twelve_deputies(data: Data, tmp_path: Path) -> None:
    def twelve(setting: dict[str, Any]) -> None:
        setting["roles"]["deputy-dsl"]["count"] = 12

    wall, pocket = _cards(_changed(data, "setting", "griffin", twelve), tmp_path)
    assert _fits(wall, pocket).count("phone") >= 12
    assert "12 in all" in poppler.text(pocket)


def test_twelve_deputies_and_long_holders(data: Data, tmp_path: Path) -> None:
    def both(setting: dict[str, Any]) -> None:
        _hold(setting["roles"])
        del setting["roles"]["deputy-dsl"]["holder"]
        setting["roles"]["deputy-dsl"]["count"] = 12

    _fits(*_cards(_changed(data, "setting", "griffin", both), tmp_path))


def test_an_area_without_an_out_of_hours_number_says_so(data: Data, tmp_path: Path) -> None:
    def no_nights(area: dict[str, Any]) -> None:
        area["fills"]["contacts"]["social-care"] = ["hull-ehash"]

    text = _fits(*_cards(_changed(data, "area", "hull", no_nights), tmp_path))
    assert "No number for nights" in text
    assert "01482 300304" not in text


def test_three_areas(data: Data, tmp_path: Path) -> None:
    def three(setting: dict[str, Any]) -> None:
        setting["areas"].append("essex")

    wall, pocket = _cards(_changed(data, "setting", "griffin", three), tmp_path)
    assert "Ring social care: Essex" in _fits(wall, pocket)
    assert {"01482 448879", "01482 395500", "0345 603 7627"} <= phones(poppler.text(wall))
    assert phones(poppler.text(pocket)) == phones(poppler.text(wall))


def test_everything_at_once(data: Data, tmp_path: Path) -> None:
    def all_of_it(setting: dict[str, Any]) -> None:
        setting["areas"].append("essex")
        _hold(setting["roles"])
        del setting["roles"]["deputy-dsl"]["holder"]
        setting["roles"]["deputy-dsl"]["count"] = 12
        setting["site_url"] = "example.org/handbooks/griffin/a-rather-long-address-for-a-school"

    _fits(*_cards(_changed(data, "setting", "griffin", all_of_it), tmp_path))


def test_a_qr_code_only_where_there_is_an_address(data: Data, tmp_path: Path) -> None:
    online = _changed(data, "setting", "griffin", lambda s: s.update(site_url="example.org/handbook"))
    wall, pocket = _cards(online, tmp_path)
    _fits(wall, pocket)
    for path in (wall, pocket):
        assert b"QR code: https://example.org/handbook/what-now/index.html" in path.read_bytes()


def test_no_qr_code_without_an_address(shelves: dict[str, Any]) -> None:
    assert b"QR code" not in shelves["griffin"].pdf("card").read_bytes()


def test_too_much_is_an_error_that_says_what_to_shorten(data: Data, tmp_path: Path) -> None:
    def crowd(setting: dict[str, Any]) -> None:
        setting["roles"]["deputy-dsl"]["count"] = 150
        setting["roles"]["dsl"]["holder"] = LONG_HOLDER

    out = tmp_path / "print"
    with pytest.raises(DataError) as caught:
        _cards(_changed(data, "setting", "griffin", crowd), out)
    message = str(caught.value)
    for words in (
        "print/card.pdf",
        "does not fit on 2 sides",
        "data/settings/griffin.yml",
        "roles.deputy-dsl.count (150)",
        f"roles.dsl.holder ({len(LONG_HOLDER)} characters)",
    ):
        assert words in message
    assert not out.exists()


def test_the_command_says_what_to_shorten_and_writes_nothing(
    data: Data, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def crowd(setting: dict[str, Any]) -> None:
        setting["roles"]["deputy-dsl"]["count"] = 150

    crowded = _changed(data, "setting", "griffin", crowd)
    monkeypatch.setattr("handbook.commands.pdf.checked", lambda _: crowded)
    monkeypatch.setattr("handbook.sites.version.of", lambda *_: "preview")
    monkeypatch.setattr("handbook.pdf.MAKERS", (card.documents,))
    assert main(["pdf", "--setting", "griffin", "--out", str(tmp_path / "out")]) == 1
    assert "roles.deputy-dsl.count (150)" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_a_missing_tool_names_its_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(poppler.PopplerMissingError, match="poppler-utils"):
        poppler.run("pdfinfo")


def test_the_press_knows_no_fonts_but_ours() -> None:
    assert Press().fonts.families() == ["Source Sans 3"]


def test_a_draft_says_on_paper_that_its_policy_is_not_entered(data: Data, tmp_path: Path) -> None:
    def begin(setting: dict[str, Any]) -> None:
        del setting["demonstration"]
        setting["draft"] = True

    text = _fits(*_cards(_changed(data, "setting", "griffin", begin), tmp_path))
    assert DRAFT in text
    assert "Demonstration" not in text
    assert "review" not in text.partition(DRAFT)[2], "of a document that nobody has entered nothing is said"


@pytest.mark.parametrize("name", ["Griffin 学校", "Griffin مدرسة", "Griffin 🙂"])
def test_letters_that_cannot_be_printed_are_named(data: Data, tmp_path: Path, name: str) -> None:
    def rename(setting: dict[str, Any]) -> None:
        setting["name"] = name

    with pytest.raises(
        DataError, match=rf"\.pdf: cannot show '[{name[8:]}]+', which .* write it in other letters"
    ):
        _cards(_changed(data, "setting", "griffin", rename), tmp_path)


def test_letters_of_names_in_england_are_printed(data: Data, tmp_path: Path) -> None:
    def rename(setting: dict[str, Any]) -> None:
        setting["name"] = "Łódź, Żółć, Ståle, Çelik, Nguyễn, Đorđe"

    assert "Nguyễn" in _fits(*_cards(_changed(data, "setting", "griffin", rename), tmp_path))
