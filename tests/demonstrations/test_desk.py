"""The five demonstrations on the desk: opened and saved they are the same, and the preview is the outcome."""

from __future__ import annotations

from datetime import datetime

import pytest

from handbook.datafiles.data import Data
from handbook.desk import claims
from handbook.desk.faults import faults
from handbook.desk.overview import progress
from handbook.desk.preview import outcome
from handbook.desk.questions import questions
from handbook.desk.work import Work, begin, gathered
from tests.content.handbooks import SETTINGS, Handbook
from wizard import render
from wizard.paths import paths
from wizard.view import View

NOON = datetime(2026, 12, 1, 12, 0)  # noqa: DTZ001 - wall time in England
FLOWS = ("absence", "allegation", "child-on-child", "disclosure", "nudes")


def desk(data: Data, setting: str) -> Work:
    return begin(
        data, setting, {name: (data.root / name).read_bytes().decode() for name in gathered(data, setting)}
    )


@pytest.mark.parametrize("setting", SETTINGS)
def test_opened_and_saved_unchanged_the_files_are_the_same_bytes(data: Data, setting: str) -> None:
    work = desk(data, setting)
    assert {name: text.encode() for name, text in work.texts.items()} == {
        name: (data.root / name).read_bytes() for name in gathered(data, setting)
    }
    assert claims.from_csv(work, claims.to_csv(work), "claims.csv").texts == work.texts
    assert faults(work) == []


@pytest.mark.parametrize("setting", SETTINGS)
def test_every_claim_of_theirs_is_a_line_on_offer(data: Data, setting: str) -> None:
    work = desk(data, setting)
    said = {
        ref
        for entry in work.said["sections"].values()
        for ref in (*entry.get("says", ()), *entry.get("versions", ()))
    }
    assert said <= set(work.lines)
    assert progress(work)["decided"] >= len(said)


@pytest.mark.parametrize("setting", SETTINGS)
def test_the_preview_is_what_staff_will_read(handbooks: dict[str, Handbook], setting: str) -> None:
    handbook = handbooks[setting]
    work, book = desk(handbook.maker.all, setting), handbook.book
    for flow in FLOWS:
        ways = [path.step for path in paths(book, flow) if path.step.flow == flow]
        for name in {step.node.id for step in ways}:
            at = min((step for step in ways if step.node.id == name), key=lambda step: len(step.path))
            view = View(book, "", NOON)
            assert outcome(work, flow, name, NOON) == str(render.step(view, at, render.resolved(view, at)))


def test_the_first_hour_asks_about_sixty_things_and_each_has_words(data: Data) -> None:
    asked = questions(desk(data, "grange"))
    assert 55 <= len(asked) <= 66
    for one in asked:
        if one["kind"] in {"rule", "clock"}:
            assert one["lines"] or one["gap"], one["id"]
