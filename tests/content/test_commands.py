"""The commands, on the real data."""

from __future__ import annotations

import io

import pytest

from handbook.cli import main
from tests.support.real import DATA
from wizard.paths import HEADER


def test_ask_leads_a_griffin_reader_to_the_right_number(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answers = ("no", "no", "unsure", "hull")
    monkeypatch.setattr("sys.stdin", io.StringIO("\n".join(answers)))
    words = ["--data", str(DATA), "ask", "dsl-away", "--setting", "griffin", "--at", "2026-11-28T23:00"]
    assert main(words) == 0
    out = capsys.readouterr().out
    assert "Danger now? Ring 999." in out
    assert "AT ONCE: Ring children's social care yourself" in out
    assert out.index("01482 300304") < out.index("01482 448879"), (
        "at night the Emergency Duty Team stands first"
    )
    assert "01482 395500" not in out, "that is East Riding's"


def test_paths_prints_mildmays_table(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--data", str(DATA), "paths", "--setting", "mildmay"]) == 0
    header, *rows = capsys.readouterr().out.splitlines()
    assert header == HEADER
    assert len(rows) > 500
    assert [row for row in rows if len(row.split("\t")) != len(HEADER.split("\t"))] == []
