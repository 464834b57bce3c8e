from __future__ import annotations

import pytest

from handbook import pdf
from handbook.datafiles.data import Data
from handbook.sites.one_site import checked, maker_for
from tests.browser.conftest import books
from tests.print.shelf import DATA, DAY, SETTINGS, Shelf

__all__ = ["books"]


@pytest.fixture(scope="session")
def data() -> Data:
    """The real data, checked."""
    return checked(DATA)


class Shelves(dict[str, Shelf]):
    """The shelf of each setting; its PDFs are made when a test first asks for them."""

    def __init__(self, data: Data, folders: pytest.TempPathFactory) -> None:
        super().__init__()
        self.data = data
        self.folders = folders

    def __missing__(self, setting: str) -> Shelf:
        maker, _, book = maker_for(self.data, setting)
        folder = self.folders.mktemp(f"print-{setting}")
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("SOURCE_DATE_EPOCH", DAY)
            pdf.write(pdf.all_documents(maker, book), folder)
        self[setting] = Shelf(maker, book, folder)
        return self[setting]


@pytest.fixture(scope="session")
def shelves(data: Data, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Shelf]:
    """Every PDF of every setting, made once, on a day of the tests' own."""
    return Shelves(data, tmp_path_factory)


@pytest.fixture(params=SETTINGS)
def shelf(request: pytest.FixtureRequest, shelves: dict[str, Shelf]) -> Shelf:
    """Each setting's PDFs in turn."""
    return shelves[request.param]
