from __future__ import annotations

import pytest

from handbook.datafiles.data import Data
from tests.content.handbooks import SETTINGS, Handbook, handbook_of
from tests.support import real


@pytest.fixture(scope="session")
def data() -> Data:
    """The real data, checked."""
    return real.data()


@pytest.fixture(scope="session")
def handbooks() -> dict[str, Handbook]:
    """Every setting's handbook, read once."""
    return {setting: handbook_of(setting) for setting in SETTINGS}


@pytest.fixture(params=SETTINGS)
def handbook(request: pytest.FixtureRequest) -> Handbook:
    """Each setting's handbook in turn."""
    return handbook_of(request.param)
