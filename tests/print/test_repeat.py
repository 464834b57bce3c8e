"""The same data gives the same bytes."""

from __future__ import annotations

from pathlib import Path

import pytest

from handbook import pdf
from handbook.datafiles.data import Data
from handbook.pdf import card
from handbook.sites.one_site import make_site
from tests.print import poppler
from tests.print.shelf import Shelf


def test_a_second_build_is_the_same_in_every_byte(
    shelves: dict[str, Shelf], data: Data, tmp_path: Path
) -> None:
    shelf = shelves["griffin"]  # the fullest; its first build was in another process
    again = pdf.write(make_site(data, "griffin").papers, tmp_path)
    assert len(again) == len(shelf.papers)
    for path in again:
        assert path.read_bytes() == shelf.pdf(path.stem).read_bytes(), path.name


def test_the_date_in_the_files_is_the_one_given_or_none(
    shelves: dict[str, Shelf], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wall, _ = card.documents(shelves["medway"].maker, shelves["medway"].book)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1796083200")
    (dated,) = pdf.write([wall], tmp_path / "dated")
    assert "Dec  1 00:00:00 2026" in poppler.info(dated)["CreationDate"]
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    (bare,) = pdf.write([wall], tmp_path / "bare")
    assert "CreationDate" not in poppler.info(bare)
