from __future__ import annotations

import pytest

from handbook import papers
from handbook.datafiles.data import Data
from tests.browser.conftest import books
from tests.browser.support import SITE
from tests.print.shelf import SETTINGS, Shelf
from tests.support import real
from wizard.model import Book

__all__ = ["books"]


@pytest.fixture(scope="session")
def data() -> Data:
    """The real data, checked."""
    return real.data()


@pytest.fixture(scope="session")
def shelves(books: dict[str, Book]) -> dict[str, Shelf]:
    """Every PDF of every setting, as it lies in the built sites."""
    return {
        setting: Shelf(real.maker(setting), book, SITE / setting / papers.FOLDER)
        for setting, book in books.items()
    }


@pytest.fixture(params=SETTINGS)
def shelf(request: pytest.FixtureRequest, shelves: dict[str, Shelf]) -> Shelf:
    """Each setting's PDFs in turn."""
    return shelves[request.param]
