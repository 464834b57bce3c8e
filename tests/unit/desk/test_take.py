"""What the desk hands over is put in place whole, or not at all."""

from __future__ import annotations

import errno
import json
from dataclasses import replace
from pathlib import Path

import pytest

from handbook.cli import main
from handbook.desk import decisions
from handbook.desk.parcel import Parcel, packed, unpacked
from handbook.desk.rename import renamed
from handbook.desk.work import Work
from handbook.problems import DataError
from tests.support.tinydata import TinyData
from tests.unit.desk.conftest import desk
from tests.unit.desk.test_decisions import LINE

Captured = pytest.CaptureFixture[str]
POLICY = "policies/oak-policy.yml"


def parcel(began: Work, work: Work) -> Parcel:
    return Parcel(work.setting, work.policy, work.texts, began.texts, {})


def take(tiny: TinyData, handed: Parcel, capsys: Captured) -> tuple[int, str, str]:
    file = tiny.root.parent / "over.json"
    file.write_text(packed(handed), encoding="utf-8")
    status = main(["--data", str(tiny.root), "desk", "--take", str(file)])
    return status, *capsys.readouterr()


def test_files_are_put_in_place_and_what_it_means_is_told(
    tiny: TinyData, oak: Work, capsys: Captured
) -> None:
    work = decisions.tick(oak, "9", LINE)
    status, told, _ = take(tiny, parcel(oak, work), capsys)
    assert status == 0
    assert told.startswith("Oak School\n")
    assert "Write it down." in told
    assert tiny.path(POLICY).read_text(encoding="utf-8") == work.texts[POLICY]
    assert take(tiny, parcel(oak, work), capsys)[0] == 0, "taken twice it is there once"


def test_what_the_check_refuses_is_not_written(tiny: TinyData, oak: Work, capsys: Captured) -> None:
    before = tiny.path(POLICY).read_bytes()
    work = decisions.person(decisions.tick(oak, "9", LINE), "lead", "phone", "12")
    status, _, told = take(tiny, parcel(oak, work), capsys)
    assert (status, tiny.path(POLICY).read_bytes()) == (1, before)
    assert told.startswith("data/settings/oak.yml:7:")
    assert "cannot be a phone number" in told


def test_a_file_that_cannot_be_put_in_place_leaves_the_others_as_they_were(
    tiny: TinyData, oak: Work, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    work = decisions.person(decisions.tick(oak, "9", LINE), "lead", "holder", "Jo Bloggs")
    replace_file, before = Path.replace, {name: tiny.path(name).read_bytes() for name in work.texts}

    def full(path: Path, target: Path) -> Path:
        if Path(target).name == "oak-policy.yml" and path.suffix == ".new":
            raise OSError(errno.ENOSPC, "No space left on device", str(target))
        return replace_file(path, target)

    monkeypatch.setattr(Path, "replace", full)
    status, _, told = take(tiny, parcel(oak, work), capsys)
    assert (status, "oak-policy.yml: No space left on device" in told) == (1, True)
    assert {name: tiny.path(name).read_bytes() for name in work.texts} == before
    assert not [path for path in tiny.root.rglob("*") if path.suffix in {".new", ".old"}]


def test_a_file_that_changed_meanwhile_is_not_overwritten(
    tiny: TinyData, oak: Work, capsys: Captured
) -> None:
    tiny.edit(POLICY, "title: Adults", "title: Grown-ups")
    status, _, told = take(tiny, parcel(oak, decisions.tick(oak, "9", LINE)), capsys)
    assert (status, "has changed here since the desk was made" in told) == (1, True)
    assert "Grown-ups" in tiny.path(POLICY).read_text(encoding="utf-8")


def new(oak: Work, name: str) -> Parcel:
    """What an empty desk hands over: Oak's files under another id, with a line that was entered."""
    began = Parcel(oak.setting, oak.policy, oak.texts, oak.texts, {}, new=True)
    work = decisions.tick(oak, "9", LINE)
    limit = {"say": "Within two hours.", "within": {"amount": 2, "unit": "hours"}, "from": "told"}
    work = decisions.add_fill(work, "9", "clock.written", limit)
    return renamed(replace(began, files=work.texts), name)


def without_cites(tiny: TinyData) -> None:
    """Oak's file as a new one is: it cites nothing yet."""
    cite = ', cite: [{source: oak-policy, section: "7"}]'
    tiny.edit("settings/oak.yml", cite, "")


def test_a_new_settings_files_are_put_in_place_twice_alike_and_no_others_are_overwritten(
    tiny: TinyData, capsys: Captured
) -> None:
    without_cites(tiny)
    handed = new(desk(tiny, "oak"), "beech")
    assert list(handed.files) == ["settings/beech.yml", "policies/beech-policy.yml"]
    status, told, _ = take(tiny, handed, capsys)
    assert (status, "make serve HANDBOOK_SETTING=beech" in told) == (0, True)
    policy = tiny.path("policies/beech-policy.yml").read_text(encoding="utf-8")
    assert "id: beech-limit-1" in policy
    assert "policies: [beech-policy]" in tiny.path("settings/beech.yml").read_text(encoding="utf-8")
    assert take(tiny, handed, capsys)[0] == 0, "taken twice it is there once"
    tiny.edit("policies/beech-policy.yml", "title: Adults", "title: Grown-ups")
    status, _, told = take(tiny, handed, capsys)
    assert (status, "data/policies/beech-policy.yml: is there already" in told) == (1, True)
    assert "take the file with --id" in told


def test_a_new_setting_is_taken_under_another_id_and_no_other_is(
    tiny: TinyData, oak: Work, capsys: Captured
) -> None:
    without_cites(tiny)
    file = tiny.root.parent / "over.json"
    file.write_text(packed(new(desk(tiny, "oak"), "elm")), encoding="utf-8")
    command = ["--data", str(tiny.root), "desk", "--take", str(file)]
    assert main(command) == 1
    assert "data/settings/elm.yml: is there already" in capsys.readouterr().err
    assert main([*command, "--id", "ash"]) == 1
    assert "ash.yml is there already; choose another id" in capsys.readouterr().err
    assert main([*command, "--id", "beech"]) == 0
    assert tiny.path("settings/beech.yml").exists()
    capsys.readouterr()
    file.write_text(packed(parcel(oak, decisions.tick(oak, "9", LINE))), encoding="utf-8")
    assert main([*command, "--id", "birch"]) == 1
    assert "settings/oak.yml: is no new setting's" in capsys.readouterr().err


def test_a_new_setting_with_nothing_entered_or_an_unknown_area_is_refused(
    tiny: TinyData, capsys: Captured
) -> None:
    without_cites(tiny)
    handed = new(desk(tiny, "oak"), "beech")
    status, _, told = take(tiny, replace(handed, files=handed.began), capsys)
    assert (status, "settings/beech.yml: holds nothing that was entered" in told) == (1, True)
    files = {name: text.replace("[north, south]", "[north, suoth]") for name, text in handed.files.items()}
    status, _, told = take(tiny, replace(handed, files=files), capsys)
    assert (status, "data/settings/beech.yml:5:" in told, "suoth" in told) == (1, True, True)
    assert not tiny.path("settings/beech.yml").exists()


def test_a_parcel_comes_back_as_it_was(oak: Work) -> None:
    whole = replace(parcel(oak, oak), texts={"7": "Text — with ‘signs’"})  # noqa: RUF001 - as documents have them
    assert unpacked(packed(whole), "over.json") == whole


def test_the_command_says_what_it_wants(tiny: TinyData, capsys: Captured) -> None:
    with pytest.raises(SystemExit) as left:
        main(["--data", str(tiny.root), "desk", "--setting", "oak"])
    assert left.value.code == 2
    assert "give --setting and --out to make a desk (--policy for a trust's" in capsys.readouterr().err
    assert main(["--data", str(tiny.root), "desk", "--setting", "oka", "--out", str(tiny.root / "x")]) == 1
    assert "no setting is called 'oka'; did you mean 'oak'?" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("flags", "words"),
    [
        (["--empty"], "give --setting and --out to make a desk"),
        (["--empty", "--setting", "oak", "--out", "x"], "--empty is for a setting that is not there yet"),
        (["--setting", "oak", "--out", "x", "--id", "beech"], "--id goes with --take"),
    ],
)
def test_flags_that_do_not_go_together_are_told(
    tiny: TinyData, capsys: Captured, flags: list[str], words: str
) -> None:
    with pytest.raises(SystemExit) as left:
        main(["--data", str(tiny.root), "desk", *flags])
    assert left.value.code == 2
    assert words in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("hello", "is no file of the desk; choose the one that its 'Save' or 'Hand over' made"),
        ("[1]", "is no file of the desk"),
        ('{"handbook-desk": 2}', "was made by another version of the desk"),
        ('{"handbook-desk": 1}', "lacks 'setting'; it is damaged"),
        (
            json.dumps(
                {
                    "handbook-desk": 1,
                    "setting": "a",
                    "policy": "b",
                    "files": {"../x.yml": ""},
                    "began": {},
                    "texts": {},
                }
            ),
            "is no file of the desk; it holds settings/<id>.yml and policies/<id>.yml",
        ),
        (
            '{"handbook-desk": 1, "setting": "a", "policy": "b", "files": {}, "began": {}, "texts": {}}',
            "holds no file",
        ),
        ("[" * 100_000, "is no file of the desk"),
    ],
)
def test_another_file_is_refused_in_words(text: str, words: str) -> None:
    with pytest.raises(DataError) as told:
        unpacked(text, "over.json")
    assert words in str(told.value)
