from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.support.tinydata import TinyData


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    """A day of its own for every test, so that nothing falls due as the years go by."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(datetime(2026, 12, 1, tzinfo=UTC).timestamp())))


@pytest.fixture
def tiny(tmp_path: Path) -> TinyData:
    """A tiny data folder of the test's own."""
    return TinyData(tmp_path)


@pytest.fixture
def before(tmp_path: Path) -> TinyData:
    """The same folder as it was before the test changed anything."""
    folder = tmp_path / "before"
    folder.mkdir()
    return TinyData(folder)
