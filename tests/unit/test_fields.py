"""The reference of all fields says what the schemas say."""

from __future__ import annotations

from pathlib import Path

from handbook.datafiles.fields import reference

PROJECT = Path(__file__).parents[2]


def test_the_reference_in_the_guides_is_of_these_schemas() -> None:
    written = (PROJECT / "docs/fields.md").read_text(encoding="utf-8")
    assert written == reference(PROJECT / "data/schemas"), "run `make fields`"


def test_every_field_of_a_setting_is_in_it() -> None:
    text = reference(PROJECT / "data/schemas")
    for field in ("site_url", "feedback_email", "fills", "gaps", "holder"):
        assert f"{field}`" in text, field
