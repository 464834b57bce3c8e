"""A trust sees what each of its schools still owes."""

from __future__ import annotations

from handbook.cli import main
from handbook.desk import decisions, questions
from handbook.desk.work import Work
from tests.support.tinydata import TinyData
from tests.unit.desk.test_take import Captured


def table(tiny: TinyData, capsys: Captured, *flags: str) -> list[list[str]]:
    assert main(["--data", str(tiny.root), "desk", "--owed", *flags]) == 0
    return [line.split("  ") for line in capsys.readouterr().out.splitlines()]


def test_every_setting_has_a_row_for_each_of_its_policies(tiny: TinyData, capsys: Captured) -> None:
    head, *rows = table(tiny, capsys)
    assert next(one.strip() for one in head if one) == "school"
    assert {row[0].strip() for row in rows} == {"oak", "elm", "ash", "fir"}


def test_a_section_to_read_again_is_owed_and_an_answer_is_no_longer(
    tiny: TinyData, oak: Work, capsys: Captured
) -> None:
    def row() -> list[str]:
        found = table(tiny, capsys, "--setting", "oak")[1]
        return [one.strip() for one in found if one.strip()]

    before = row()
    work = decisions.read(questions.answer(oak, "soon", {"answer": "silent"}), "7", "")
    for name, text in work.texts.items():
        tiny.path(name).write_text(text, encoding="utf-8")
    after = row()
    assert before[:3] == ["oak", "oak-policy", "2 of 2"]
    assert after[2] == "1 of 2"
    assert int(after[4]) == int(before[4]) - 1
