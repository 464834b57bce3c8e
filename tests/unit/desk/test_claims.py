"""The spreadsheet: out and back it changes nothing, and no cell of it is ever run."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

import pytest

from handbook.cli import main
from handbook.desk import claims, decisions
from handbook.desk.work import Work
from handbook.problems import DataError
from tests.support.tinydata import TinyData
from tests.unit.desk.test_decisions import LIBRARY, LINE

Rows = list[list[str]]
LINE_AT, TEXT_AT, SECTION_AT, STATE_AT, WORDS_AT = 0, 2, 4, 5, 6


def rows(text: str) -> Rows:
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def table(lines: Rows, delimiter: str = ",") -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(lines)
    return "\ufeff" + out.getvalue()


def changed(work: Work, ref: str, section: str, state: str, words: str = "") -> str:
    """The spreadsheet of the work with one row changed."""
    lines = rows(claims.to_csv(work))
    row = next(one for one in lines if one[LINE_AT] == ref)
    row[SECTION_AT], row[STATE_AT], row[WORDS_AT] = section, state, words
    return table(lines)


def test_out_and_back_changes_nothing(oak: Work, elm: Work) -> None:
    worked = decisions.deny(decisions.reword(oak, "9", LINE, "=1+1 in our book"), "9", "harm.bullying/again")
    for work in (oak, elm, worked):
        assert claims.from_csv(work, claims.to_csv(work), "claims.csv").texts == work.texts


def test_excel_knows_it_as_utf_8_and_may_write_semicolons(oak: Work) -> None:
    text = claims.to_csv(oak)
    assert text.encode().startswith(b"\xef\xbb\xbfline,where,text,")
    assert claims.from_csv(oak, table(rows(text), ";"), "claims.csv").texts == oak.texts
    assert claims.from_csv(oak, text.removeprefix("\ufeff"), "claims.csv").texts == oak.texts


@pytest.mark.parametrize("words", ["=HYPERLINK(1)", "+1", "-2+3", "@SUM(A1)", "'=1", "'quoted' words"])
def test_no_formula_is_run_and_the_words_come_back(oak: Work, words: str) -> None:
    work = decisions.reword(oak, "9", LINE, words)
    text = claims.to_csv(work)
    cells = [cell for row in rows(text) for cell in row]
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in cells)
    assert claims.from_csv(work, text, "claims.csv").texts == work.texts
    assert claims.from_csv(oak, text, "claims.csv").texts == work.texts


@pytest.mark.parametrize(
    ("row", "by_hand"),
    [
        (("9", "Says"), lambda work: decisions.tick(work, "9", LINE)),
        (
            ("9", "says differently", "In the book."),
            lambda work: decisions.reword(work, "9", LINE, "In the book."),
        ),
        (("9", "says the  contrary"), lambda work: decisions.deny(work, "9", LINE)),
    ],
)
def test_a_row_is_the_decision_that_it_names(
    oak: Work, row: tuple[str, ...], by_hand: Callable[[Work], Work]
) -> None:
    assert claims.from_csv(oak, changed(oak, LINE, *row), "claims.csv").texts == by_hand(oak).texts


def test_rows_of_a_slot_are_silent_together(elm: Work) -> None:
    one_cleared = claims.from_csv(elm, changed(elm, LINE, "", ""), "claims.csv")
    assert decisions.silences(one_cleared) == {"rule.record": ""}, "the other row still says so"
    cleared = [
        [*row[:STATE_AT], "", ""] if row[LINE_AT] in {LINE, LIBRARY} else row
        for row in rows(claims.to_csv(elm))
    ]
    assert decisions.silences(claims.from_csv(elm, table(cleared), "claims.csv")) == {}
    said = claims.from_csv(elm, changed(elm, LINE, "5", "says"), "claims.csv")
    assert decisions.silences(said) == {}, "the policy speaks of it after all"


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (("99", "says"), "section '99' is not in the policy's file"),
        (
            ("9", "sais"),
            "'sais' is no state; use says, says differently, says the contrary, silent or nothing",
        ),
        (("9", "says differently"), "there are no words; write what the policy says"),
        (("", "silent"), "Section 7 says something of it"),
    ],
)
def test_a_bad_row_is_told_by_its_line_and_nothing_is_taken(
    oak: Work, row: tuple[str, ...], words: str
) -> None:
    text = changed(oak, LINE, *row)
    line = next(n for n, one in enumerate(rows(text), 1) if one[LINE_AT] == LINE)
    with pytest.raises(DataError) as told:
        claims.from_csv(oak, text, "claims.csv")
    assert [(one.line, words in one.message) for one in told.value.problems] == [(line, True)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a,b\n1,2\n", "has no column line, section, state, words"),
        ("", "has no column line"),
        ('line,section,state,words\n"a', "is no table here"),
        (
            "line,section,state,words\nrule.recrd/in-writing,9,says,\n",
            "no line is called 'rule.recrd/in-writing'; did",
        ),
        ("line,section,state,words\nlaw.children-act,9,silent,\n", "nobody can call a policy silent on"),
        ("x" * 5_000_000, "far too large"),
    ],
)
def test_another_file_is_refused_in_words(oak: Work, text: str, words: str) -> None:
    with pytest.raises(DataError, match=words):
        claims.from_csv(oak, text, "claims.csv")


def test_the_command_writes_and_takes_and_says_what_it_means(
    tiny: TinyData, capsys: pytest.CaptureFixture[str]
) -> None:
    out, here = tiny.root.parent / "claims.csv", ["--data", str(tiny.root), "claims", "--setting", "oak"]
    assert main([*here, "--out", str(out)]) == 0
    lines = rows(out.read_text(encoding="utf-8"))
    assert main([*here, "--take", str(out)]) == 0
    assert "Nothing in it differs from the data." in capsys.readouterr().out
    next(one for one in lines if one[LINE_AT] == LINE)[SECTION_AT : STATE_AT + 1] = ["9", "says"]
    out.write_text(table(lines), encoding="utf-8")
    assert main([*here, "--take", str(out)]) == 0
    told = capsys.readouterr().out
    assert "Write it down." in told and "policies/oak-policy.yml." in told  # noqa: PT018 - one answer
    assert LINE in tiny.path("policies/oak-policy.yml").read_text(encoding="utf-8")
    assert main([*here, "--policy", "elm-policy", "--out", str(out)]) == 1
    assert "lists no policy 'elm-policy'" in capsys.readouterr().err
    assert main([*here, "--take", str(out.with_name("none.csv"))]) == 1
    assert "cannot be read" in capsys.readouterr().err
