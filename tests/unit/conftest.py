from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from handbook import pdf
from handbook.book.maker import Maker
from handbook.papers import CARD
from handbook.pdf.press import Document
from tests.support.tinydata import TinyData
from wizard.model import Book


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    """A day of its own for every test, so that nothing falls due as the years go by."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(datetime(2026, 12, 1, tzinfo=UTC).timestamp())))


@pytest.fixture
def tiny(tmp_path: Path) -> TinyData:
    """A tiny data folder of the test's own."""
    return TinyData(tmp_path)


@pytest.fixture
def one_paper(monkeypatch: pytest.MonkeyPatch) -> None:
    """A sheet of contacts for all papers: the tiny data has little of what the real ones are made of."""

    def all_documents(_: Maker, book: Book) -> list[Document]:
        names = {"danger": {"text": "Ring 999."}, "contacts": [one.name for one in book.contacts.values()]}
        return [Document(CARD, "card", {**names, "version": book.version}, 1, (10.0,))]

    monkeypatch.setattr(pdf, "all_documents", all_documents)


@pytest.fixture(scope="session")
def books(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Book]:
    """The books of the tiny data as it stands."""
    data = TinyData(tmp_path_factory.mktemp("tiny"))
    return {setting: data.book(setting) for setting in ("oak", "elm", "ash", "fir")}
