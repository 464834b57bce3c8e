from __future__ import annotations

from dataclasses import replace

import pytest

from handbook import pdf
from handbook.data import Data
from handbook.site import checked, make_site, maker_for
from tests.browser.conftest import books
from tests.print.shelf import DATA, DAY, SETTINGS, Shelf

__all__ = ["books"]


@pytest.fixture(scope="session")
def data() -> Data:
    """The real data, checked."""
    return checked(DATA)


@pytest.fixture(scope="session")
def shelves(data: Data, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Shelf]:
    """Every PDF of every setting, made once, on a day of the tests' own."""
    shelves = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", DAY)
        for setting in SETTINGS:
            site, (maker, _, book) = make_site(data, setting), maker_for(data, setting)
            book = replace(book, version=site.book["version"])
            folder = tmp_path_factory.mktemp(f"print-{setting}")
            pdf.write(site.papers, folder)
            shelves[setting] = Shelf(maker, book, folder)
    return shelves


@pytest.fixture(params=SETTINGS)
def shelf(request: pytest.FixtureRequest, shelves: dict[str, Shelf]) -> Shelf:
    """Each setting's PDFs in turn."""
    return shelves[request.param]
