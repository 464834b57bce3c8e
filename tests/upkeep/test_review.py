"""What is due for review is told in time, and stops a release where somebody relies on it."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from handbook.book.calendar import first_day, last_day
from handbook.cli import main
from handbook.datafiles.data import Data, load
from handbook.upkeep import review
from tests.support.tinydata import TinyData

Captured = pytest.CaptureFixture[str]
HUB = "data/areas/north.yml:9:9: 01300 960111 of North Hub"


def check(tiny: TinyData, *words: str) -> int:
    return main(["--data", str(tiny.root), "check", *words])


def warnings(tiny: TinyData, capsys: Captured, day: str) -> list[str]:
    assert check(tiny, "--today", day) == 0
    return capsys.readouterr().err.splitlines()


@pytest.fixture
def reviewed(tiny: TinyData) -> TinyData:
    """The tiny data with no document that is overdue."""
    tiny.edit("policies/oak-policy.yml", 'review: "2020-10"\n', 'review: "2030-10"\n')
    return tiny


@pytest.fixture
def read(tiny: TinyData) -> TinyData:
    """The tiny data with every section of every document read."""
    tiny.edit("policies/fir-guide.yml", "{title: Telling}", '{title: Telling, read: "2026-11-22"}')
    return tiny


def test_everything_has_an_owner_and_a_day(tiny: TinyData) -> None:
    data = load(tiny.root)
    found = list(review.items(data))
    kinds = [item.kind for item in found]
    assert {kind: kinds.count(kind) for kind in kinds} == {
        "document": 4,
        "page": 3,
        "reading": 1,
        "number": 5,
        "flow": 2,
    }
    assert all(item.owner and item.due for item in found)
    assert not [item for item in found if "01300 960999" in item.name], "an old number needs no look"


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2027-09-22", ""),
        ("2027-09-23", f"warning: {HUB} is due for review on 22 November 2027, in 60 days (Office)"),
        ("2027-11-21", f"warning: {HUB} is due for review on 22 November 2027, tomorrow (Office)"),
        ("2027-11-22", f"warning: {HUB} is due for review on 22 November 2027, today (Office)"),
        ("2027-11-23", f"warning: {HUB} was due for review on 22 November 2027 (Office)"),
    ],
)
def test_a_warning_comes_60_days_ahead_and_stays(
    reviewed: TinyData, capsys: Captured, day: str, words: str
) -> None:
    found = warnings(reviewed, capsys, day)
    assert words in found if words else found == []


def test_an_entry_may_have_an_owner_and_a_day_of_its_own(reviewed: TinyData, capsys: Captured) -> None:
    reviewed.edit(
        "areas/north.yml",
        'checked_on: "2026-11-22"\n',
        'checked_on: "2026-11-22"\n        owner: Deputy head\n        review_by: "2027-01-05"\n',
    )
    assert warnings(reviewed, capsys, "2026-12-01") == [
        f"warning: {HUB} is due for review on 5 January 2027, in 35 days (Deputy head)"
    ]


def test_the_day_may_come_from_the_environment(
    reviewed: TinyData, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1830297600")  # 1 January 2028
    assert check(reviewed) == 0
    assert f"warning: {HUB} was due for review on 22 November 2027 (Office)" in capsys.readouterr().err


def test_a_release_stops_at_what_is_overdue(read: TinyData, capsys: Captured) -> None:
    assert check(read, "--release") == 1
    place = read.place("policies/oak-policy.yml", "Oak policy")
    assert capsys.readouterr() == (
        "",
        f"{place}: Oak policy was due for review on 31 October 2020 (Lead)\n1 problem(s).\n",
    )


def test_a_release_goes_on_where_only_demonstrations_are_overdue(read: TinyData, capsys: Captured) -> None:
    read.edit("settings/oak.yml", "kind: school\n", "kind: school\ndemonstration: true\n")
    assert check(read, "--release") == 0
    assert "31 October 2020 (Lead; a demonstration)" in capsys.readouterr().err


def test_what_a_release_stops_at_may_be_asked_of_one_handbook(read: TinyData, capsys: Captured) -> None:
    """Oak is overdue and a draft, which holds up nobody else's publishing."""
    read.edit("settings/oak.yml", "kind: school\n", "kind: school\ndraft: true\n")
    assert check(read, "--release", "--setting", "elm") == 0
    assert check(read, "--release", "--setting", "elm", "--setting", "oak") == 1
    assert check(read, "--release", "--setting", "oka") == 1
    assert capsys.readouterr().err.endswith("'oka'; did you mean 'oak'?\n1 problem(s).\n")
    assert check(read, "--setting", "elm") == 1
    assert "--setting goes with --release" in capsys.readouterr().err


def test_a_release_of_one_handbook_does_not_wait_for_the_review_of_another(
    tiny: TinyData, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    """Oak's document is overdue, and Elm's readers never see it."""
    dated: list[str] = []

    def build(_: Data, settings: list[str], out: Path) -> list[Path]:
        dated.append(os.environ["SOURCE_DATE_EPOCH"])
        for setting in settings:
            (out / setting).mkdir(parents=True)
        return [out / setting for setting in settings]

    monkeypatch.setattr("handbook.sites.all_sites.build", build)
    before = os.environ["SOURCE_DATE_EPOCH"]
    words = ["--data", str(tiny.root), "release", "--day", "2026-12-02", "--out", str(tmp_path / "out")]
    assert main([*words, "--setting", "elm"]) == 0
    assert (tmp_path / "out/2026-12-02/elm-2026-12-02.zip").exists()
    assert dated == ["1796169600"]
    assert os.environ["SOURCE_DATE_EPOCH"] == before, "the day of a release is that release's alone"
    assert main([*words, "--setting", "elm", "--setting", "oak"]) == 1
    assert "Oak policy was due for review on 31 October 2020" in capsys.readouterr().err


def test_a_national_page_stops_a_release_of_any_real_handbook(reviewed: TinyData, capsys: Captured) -> None:
    for setting in ("oak", "elm", "ash"):
        reviewed.edit(f"settings/{setting}.yml", "kind: school\n", "kind: school\ndemonstration: true\n")
    assert check(reviewed, "--release", "--today", "2029-01-01") == 1
    err = capsys.readouterr().err
    place = reviewed.place("sources.yml", "national-page:")
    assert f"\n{place}: National page was due for review on 22 November 2028 (Lead)\n" in err
    assert "North page was due for review on 22 November 2028 (Lead; a demonstration)" in err


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2021", date(2021, 1, 1), date(2021, 12, 31)),
        ("2020-02", date(2020, 2, 1), date(2020, 2, 29)),
        ("2020-10-05", date(2020, 10, 5), date(2020, 10, 5)),
    ],
)
def test_a_year_or_a_month_is_taken_whole(text: str, first: date, last: date) -> None:
    assert (first_day(text), last_day(text)) == (first, last)


def test_months_are_counted_to_the_end_of_a_shorter_one() -> None:
    assert review.add_months(date(2026, 8, 31), 6) == date(2027, 2, 28)
    assert review.add_months(date(2026, 11, 22), 14) == date(2028, 1, 22)
