"""What was answered where Python could not run comes into the files where it can, or is told of."""

from __future__ import annotations

import json
from typing import Any

import pytest

from handbook.desk import forms
from handbook.desk.answers import applied
from handbook.desk.host import Host
from handbook.desk.parcel import Parcel, packed, unpacked
from handbook.desk.work import Work
from handbook.problems import DataError
from tests.support.tinydata import TinyData
from tests.unit.desk.test_host import ask, host
from tests.unit.desk.test_take import Captured, take

__all__ = ["host"]

POLICY = "policies/oak-policy.yml"
SECTION = {"do": "section", "section": "12", "title": "Records"}
RECORD = {
    "do": "reply",
    "question": "record",
    "given": {"answer": "differs", "section": "12", "lines": [], "text": "Use the green form."},
}
LEAD = {
    "do": "reply",
    "question": "lead",
    "given": {"answer": "differs", "person": {"phone": "01300 960123"}},
}
ASTRAY = {
    "do": "reply",
    "question": "record",
    "given": {"answer": "same", "section": "99", "lines": ["rule.record/in-writing"]},
}


def parcel(work: Work, *asked: dict[str, Any]) -> Parcel:
    return Parcel(work.setting, work.policy, work.texts, work.texts, {}, asked)


def test_answers_come_into_the_files_and_what_cannot_is_told(oak: Work) -> None:
    work, left = applied(oak, [SECTION, RECORD, LEAD, ASTRAY])
    assert "Use the green form." in work.texts[POLICY]
    assert work.said["sections"]["12"]["title"] == "Records"
    assert "01300 960123" in work.texts["settings/oak.yml"]
    assert left == ["How do staff record it?: Your policy's file has no section '99'. Add it first."], (
        "and the others are there all the same"
    )


def test_a_section_that_is_there_keeps_its_heading(oak: Work) -> None:
    known = next(iter(oak.said["sections"]))
    work, left = applied(oak, [{"do": "section", "section": known, "title": "Another"}])
    assert (work.texts, left) == (oak.texts, [])


def test_the_desk_opens_such_a_file_and_puts_it_together_with_its_own(host: Host, oak: Work) -> None:
    file = packed(parcel(oak, SECTION, RECORD, ASTRAY))
    told = ask(host, "load", text=file, name="oak-desk.json")
    assert [words.split(":")[0] for words in told["left"]] == ["How do staff record it?"]
    assert "Use the green form." in json.loads(ask(host, "save")["text"])["files"][POLICY]
    assert json.loads(ask(host, "save")["text"])["asked"] == []
    ask(host, "load", text=packed(parcel(oak)), name="oak-desk.json")
    told = ask(host, "together", text=file, name="oak-desk.json")
    assert (told["clashes"], len(told["left"])) == ([], 1)
    assert "Use the green form." in json.loads(ask(host, "save")["text"])["files"][POLICY]


def test_the_command_puts_it_in_place_whole_or_not_at_all(
    tiny: TinyData, oak: Work, capsys: Captured
) -> None:
    before = tiny.path(POLICY).read_bytes()
    status, _, told = take(tiny, parcel(oak, SECTION, RECORD, ASTRAY), capsys)
    assert (status, tiny.path(POLICY).read_bytes()) == (1, before)
    assert "How do staff record it?: Your policy's file has no section '99'." in told
    assert take(tiny, parcel(oak, SECTION, RECORD), capsys)[0] == 0
    assert "Use the green form." in tiny.path(POLICY).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "asked",
    [
        {"lead": 1},
        ["lead"],
        [{"do": "undo"}],
        [{"do": "section", "section": "1"}],
        [{"do": "reply", "question": "lead", "given": {"answer": 1}}],
        [{"do": "reply", "question": "lead", "given": {"person": {"phone": 1}}}],
        [{"do": "reply", "question": "lead", "given": {"elsewhere": "x"}}],
        [{"do": "reply", "question": "soon", "given": {"within": {"amount": "2"}}}],
    ],
)
def test_answers_of_another_shape_are_refused(oak: Work, asked: object) -> None:
    text = json.dumps({**json.loads(packed(parcel(oak))), "asked": asked})
    with pytest.raises(DataError, match="it is damaged: save it again from the desk"):
        unpacked(text, "oak-desk.json")


def test_the_forms_have_every_question_and_a_file_that_the_desk_opens(host: Host, oak: Work) -> None:
    held = json.loads(forms.contents(oak))
    assert held["questions"] == ask(host, "questions")["questions"]
    assert ask(host, "load", text=json.dumps(held["file"]), name="oak-desk.json") == {"left": []}
    assert held["save_as"] == ask(host, "save")["name"]
    assert json.loads(forms.contents(oak, of_policy=True))["save_as"] == f"{oak.policy}-desk.json"
    assert set(held["lacks"]) == {"section", "lines", "text", "within", "people", "phone"}
