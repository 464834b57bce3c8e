from __future__ import annotations

from pathlib import Path

import pytest

from handbook import pdf
from handbook.datafiles.data import Data
from tests.browser.conftest import books
from tests.print.shelf import DAY, SETTINGS, Shelf
from tests.support import real
from tests.support.once import once

__all__ = ["books"]


@pytest.fixture(scope="session")
def data() -> Data:
    """The real data, checked."""
    return real.data()


class Shelves(dict[str, Shelf]):
    """The shelf of each setting; its PDFs are made when a test first asks for them."""

    def __init__(self, folders: pytest.TempPathFactory) -> None:
        super().__init__()
        self.folders = folders

    def __missing__(self, setting: str) -> Shelf:
        maker, _, book = real.made(setting)

        def press(folder: Path) -> None:
            with pytest.MonkeyPatch.context() as patch:
                patch.setenv("SOURCE_DATE_EPOCH", DAY)
                pdf.write(pdf.all_documents(maker, book), folder)

        self[setting] = Shelf(maker, book, once(self.folders, f"print-{setting}", press))
        return self[setting]


@pytest.fixture(scope="session")
def shelves(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Shelf]:
    """Every PDF of every setting, made once, on a day of the tests' own."""
    return Shelves(tmp_path_factory)


@pytest.fixture(params=SETTINGS)
def shelf(request: pytest.FixtureRequest, shelves: dict[str, Shelf]) -> Shelf:
    """Each setting's PDFs in turn."""
    return shelves[request.param]
