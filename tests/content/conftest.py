from __future__ import annotations

import pytest

from handbook.datafiles.data import Data
from handbook.sites.one_site import checked
from tests.content.handbooks import DATA, SETTINGS, Handbook, read


@pytest.fixture(scope="session")
def data() -> Data:
    """The real data, checked."""
    return checked(DATA)


@pytest.fixture(scope="session")
def handbooks(data: Data) -> dict[str, Handbook]:
    """Every setting's handbook, read once."""
    return {setting: read(data, setting) for setting in SETTINGS}


@pytest.fixture(params=SETTINGS)
def handbook(request: pytest.FixtureRequest, handbooks: dict[str, Handbook]) -> Handbook:
    """Each setting's handbook in turn."""
    return handbooks[request.param]
