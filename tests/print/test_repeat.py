"""The same data gives the same bytes."""

from __future__ import annotations

from pathlib import Path

import pytest

from handbook import pdf
from tests.print import poppler
from tests.print.shelf import DAY, Shelf


@pytest.mark.parametrize("setting", ["griffin", "christ-the-king"])  # the fullest, and one without an area
def test_a_second_build_is_the_same_in_every_byte(
    shelves: dict[str, Shelf], setting: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf = shelves[setting]
    monkeypatch.setenv("SOURCE_DATE_EPOCH", DAY)
    again = pdf.write(pdf.all_documents(shelf.maker, shelf.book), tmp_path)
    assert len(again) == len(shelf.papers)
    for path in again:
        assert path.read_bytes() == shelf.pdf(path.stem).read_bytes(), path.name


def test_the_date_in_the_files_is_the_one_given_or_none(
    shelves: dict[str, Shelf], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf = shelves["medway"]
    card = pdf.all_documents(shelf.maker, shelf.book)[:1]
    assert "2026" in poppler.info(shelf.pdf("card"))["CreationDate"]
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    (bare,) = pdf.write(card, tmp_path)
    assert "CreationDate" not in poppler.info(bare)
