from __future__ import annotations

import pytest

from handbook.datafiles.data import load
from handbook.desk.work import Work, begin, gathered
from tests.support.tinydata import TinyData


@pytest.fixture(autouse=True)
def _record_lines(tiny: TinyData) -> None:
    """Lines for the slot that the first hour asks about: one for everyone, one of some schools, one of a council."""
    text = tiny.path("base/fills.yml").read_text(encoding="utf-8")
    rules = """\
rules:
  record:
    - id: in-writing
      text: Write it down.
      cite: [{source: national-page, section: Words}]
    - id: on-paper
      text: Write it on paper.
"""
    tiny.write("base/fills.yml", text + rules)


def desk(tiny: TinyData, setting: str) -> Work:
    """The desk of a setting of the tiny data."""
    data = load(tiny.root)
    texts = {name: tiny.path(name).read_text(encoding="utf-8") for name in gathered(data, setting)}
    return begin(data, setting, texts)


@pytest.fixture
def oak(tiny: TinyData) -> Work:
    """The desk of Oak School."""
    return desk(tiny, "oak")


@pytest.fixture
def elm(tiny: TinyData) -> Work:
    """The desk of Elm School."""
    return desk(tiny, "elm")


@pytest.fixture
def ash(tiny: TinyData) -> Work:
    """The desk of Ash School, whose council is not in the data."""
    return desk(tiny, "ash")
