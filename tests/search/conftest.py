from __future__ import annotations

import pytest

from tests.browser.conftest import addresses, books, data, visit
from tests.browser.support import PROJECT

__all__ = ["addresses", "books", "data", "visit"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = PROJECT / "tests/search"
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)
