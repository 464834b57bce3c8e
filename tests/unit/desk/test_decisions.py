"""What a person decides at the desk comes to stand in the files, and what would contradict it goes."""

from __future__ import annotations

from typing import Any

import pytest

from handbook.desk import decisions
from handbook.desk.decisions import DecisionError
from handbook.desk.faults import faults
from handbook.desk.left import lacking, left
from handbook.desk.overview import lines_of, of_section, progress, search, sections
from handbook.desk.work import Work, begin
from handbook.problems import DataError
from tests.support.tinydata import TinyData
from tests.unit.desk.conftest import desk

LINE = "rule.record/in-writing"
LIBRARY = "rule.record/on-paper"


def test_a_ticked_line_is_claimed_and_taken_back_it_is_as_before(oak: Work) -> None:
    ticked = decisions.tick(oak, "9", LINE)
    assert ticked.said["sections"]["9"]["says"] == [LINE]
    assert decisions.state(ticked, LINE) == ("says", ("9",))
    assert decisions.state(decisions.untick(ticked, "9", LINE), LINE) == ("undecided", ())
    assert decisions.tick(ticked, "9", LINE) is ticked, "ticked twice it says it once"


def test_of_a_line_only_the_last_decision_stands(oak: Work) -> None:
    work = decisions.tick(oak, "9", LINE)
    work = decisions.reword(work, "7", LINE, "Write it\n in the  book.")
    assert decisions.state(work, LINE) == ("differs", ("7",))
    assert work.said["sections"]["7"]["versions"][LINE] == "Write it in the book."
    both = work.put(work.policy_name, ("sections", "9", "versions", LINE), "Write it in the book.")
    assert decisions.state(both, LINE) == ("differs", ("7", "9"))
    assert "says" not in work.said["sections"]["9"]
    work = decisions.deny(work, "9", LINE)
    assert (decisions.state(work, LINE), "versions" in work.said["sections"]["7"]) == (
        ("denies", ("9",)),
        False,
    )
    assert decisions.leave(work, LINE).texts[work.setting_name] == oak.texts[oak.setting_name]
    assert decisions.leave(work, LINE).said == {**oak.said, "sections": {**oak.said["sections"]}}


def test_no_policy_takes_away_what_staff_do_first(oak: Work) -> None:
    with pytest.raises(DecisionError, match="write what your policy says instead"):
        decisions.deny(oak, "9", "flow.worried/tell")


def test_words_that_are_the_line_itself_are_a_claim(oak: Work) -> None:
    assert decisions.state(decisions.reword(oak, "9", LINE, "Write it down."), LINE) == ("says", ("9",))


def test_silence_is_written_only_where_no_section_speaks(elm: Work, oak: Work) -> None:
    with pytest.raises(
        DecisionError, match=r"Section 7 says something of it: 'Oak writes it in the red book\.'"
    ):
        decisions.silence(oak, "rule.record")
    assert decisions.state(elm, LINE) == ("silent", ())
    spoken = decisions.tick(elm, "5", LINE)
    assert decisions.silences(spoken) == {}, "who ticks a line says that the policy speaks of it"
    noted = decisions.silence(decisions.leave(spoken, LINE), "rule.record", "It names a form.")
    assert noted.said["silent"] == [{"ref": "rule.record", "note": "It names a form."}]
    assert decisions.state(decisions.clear_silence(noted, "rule.record"), LINE) == ("undecided", ())


def test_own_lines_come_change_and_go(oak: Work) -> None:
    work = decisions.add_own(
        oak, "9", {"at": "list.disclosure/do", "text": "Sit  down.", "id": "sit", "lead": ""}
    )
    assert work.said["sections"]["9"]["own"] == [
        {"at": "list.disclosure/do", "text": "Sit down.", "id": "sit"}
    ]
    work = decisions.change(work, "9", ("own", 0), "Sit down beside them.")
    assert work.said["sections"]["9"]["own"][0]["text"] == "Sit down beside them."
    assert decisions.drop(work, "9", ("own", 0)).said["sections"]["9"] == oak.said["sections"]["9"]
    with pytest.raises(DecisionError, match="not there any more"):
        decisions.drop(oak, "9", ("own", 0))


def test_a_time_limit_gets_an_id_that_is_free(oak: Work) -> None:
    limit = {"say": "Within a day.", "within": {"amount": 24, "unit": "hours"}, "from": "told"}
    work = decisions.add_fill(
        decisions.add_fill(oak, "9", "clock.written", limit), "7", "clock.tell-dsl", limit
    )
    ids = [work.said["sections"]["9"]["fills"]["clocks"]["written"][0]["id"]]
    ids += [work.said["sections"]["7"]["fills"]["clocks"]["tell-dsl"][0]["id"]]
    assert ids == ["oak-limit-1", "oak-limit-2"]
    assert faults(work) == []


def test_people_and_sections(tiny: TinyData, oak: Work) -> None:
    work = decisions.person(oak, "lead", "phone", "01300 960123")
    work = decisions.person(work, "head", "holder", "")
    work = decisions.add_section(work, "10", "After school")
    work = decisions.set_contacts(decisions.read(work, "10", "2026-12-01"), "lado", ["lead"])
    assert work.entry["roles"]["lead"]["phone"] == "01300 960123"
    assert "head" not in work.entry["roles"], "an empty field makes no role"
    assert work.said["sections"]["10"] == {"title": "After school", "read": "2026-12-01"}
    assert faults(work) == []
    assert decisions.set_contacts(work, "lado", []).said["fills"] == oak.said["fills"]
    none = decisions.person(desk(tiny, "ash"), "lead", "phone", "01300 960123")
    assert none.entry["roles"] == {"lead": {"phone": "01300 960123"}}
    with pytest.raises(DecisionError, match="no role 'nurse'"):
        decisions.person(oak, "nurse", "phone", "01300 960123")


@pytest.mark.parametrize("section", ["9", "99"])
def test_what_is_not_there_cannot_be_decided(oak: Work, section: str) -> None:
    what = "no line 'rule.recrd/x'" if section == "9" else "no section '99'"
    with pytest.raises(DecisionError, match=what):
        decisions.tick(oak, section, "rule.recrd/x" if section == "9" else LINE)


def test_another_councils_lines_are_not_offered(tiny: TinyData, elm: Work) -> None:
    assert any(ref.startswith("levels.north/") for ref in elm.lines)
    text = tiny.path("base/fills.yml").read_text(encoding="utf-8")
    tiny.write("base/fills.yml", text.replace("Write it on paper.", "Send it to South."))
    refs = set(desk(tiny, "elm").lines)
    assert LIBRARY not in refs, "a library line that names another council"
    assert not any("south" in ref for ref in refs)


def test_faults_are_told_in_the_words_of_the_check_beside_their_field(oak: Work) -> None:
    work = decisions.person(oak, "lead", "phone", "12")
    work = decisions.reword(work, "9", LINE, "See\N{SOFT HYPHEN}it.")
    told = {(fault.file, fault.key): fault.message for fault in faults(work)}
    assert told["settings/oak.yml", ("roles", "lead", "phone")].startswith("'12' cannot be a phone number")
    key = ("sections", "9", "versions", LINE)
    assert told["policies/oak-policy.yml", key].startswith("holds a hidden character (U+00AD, soft hyphen)")


def test_where_the_shape_of_a_file_is_wrong_that_comes_first(oak: Work) -> None:
    work = decisions.read(decisions.person(oak, "lead", "phone", "12"), "9", "yesterday")
    assert [(one.file, one.key) for one in faults(work)] == [
        ("policies/oak-policy.yml", ("sections", "9", "read"))
    ]


def test_progress_counts_what_has_been_decided(oak: Work) -> None:
    work = decisions.add_section(oak, "10", "Bullying: who is picked on")
    before = progress(work)
    after = progress(decisions.tick(work, "10", "harm.bullying/again"))
    assert before["words"] == (
        f"2 of 3 sections read; {before['looked']} of {before['lines']} lines looked at"
    )
    assert after["decided"] == before["decided"] + 1
    assert "Nothing is said of your policy that you did not say." in before["rest"]


def test_a_line_left_undecided_in_a_section_that_was_read_was_looked_at(oak: Work) -> None:
    work = decisions.add_section(oak, "10", "Bullying: who is picked on")
    found = {"10": [LIBRARY]}
    before, after = (overview_of(each, found) for each in (work, decisions.read(work, "10", "2026-12-01")))
    assert before["section"]["offered"] == len(of_section(work, "10")) + 1, "a line with a passage counts"
    assert before["section"]["looked"] == before["section"]["decided"] < before["section"]["offered"]
    assert after["section"]["looked"] == after["section"]["offered"], "the menu says so"
    assert (after["looked"], after["decided"]) == (after["lines"], before["decided"])
    assert after["rest"] == "Every line of your sections has been looked at."
    assert before["undecided"] == before["lines"] - before["looked"] > 0
    assert after["undecided"] == 0, "and so does what is left"


def overview_of(work: Work, found: dict[str, list[str]]) -> dict[str, Any]:
    """What the head, the menu's last section and the page of what is left say of the same work."""
    told = progress(work, found)
    (owed,) = left(work, found)["policies"]
    return {**told, "section": sections(work, found)[-1], "undecided": owed["undecided"]}


def test_a_section_shows_what_it_says_first_and_the_search_finds_the_rest(oak: Work) -> None:
    first = lines_of(oak, "7")[0]
    assert (first["ref"], first["state"], first["sections"]) == ("harm.bullying", "says", ["7"])
    assert [one["ref"] for one in search(oak, "write PAPER")["lines"]] == [LIBRARY]
    assert search(oak, " ") == {"lines": [], "count": 0}
    assert [(one["id"], one["own"]) for one in sections(oak)] == [("7", 1), ("9", 0)]


def test_a_word_is_found_whole_or_by_its_beginning(oak: Work) -> None:
    assert [one["ref"] for one in search(oak, "pape")["lines"]] == [LIBRARY]
    assert search(oak, "aper")["count"] == 0, "an outing is not in shouting"


def test_more_lines_than_are_shown_are_counted(oak: Work, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("handbook.desk.overview.MOST", 1)
    found = search(oak, "write")
    assert (len(found["lines"]), found["count"] > 1) == (1, True)


def test_what_staff_will_look_for_in_vain_is_listed_though_nothing_is_wrong(oak: Work) -> None:
    without = decisions.person(oak, "lead", "extension", "")
    assert faults(without) == []
    first = lacking(without)[0]
    assert first["words"] == "Lead at Oak: no phone number and no e-mail"
    assert first["go"] == {"question": "lead", "part": "Who is told", "field": ""}
    reached = decisions.person(without, "lead", "phone", "01300 960123")
    assert "Lead at Oak" not in str(lacking(reached))
    nobody = oak.put(oak.setting_name, ("areas",), [])
    services = [lack["words"] for lack in lacking(nobody) if not lack["go"]]
    assert services == ["Social care: no number", "LADO: no number"]
    assert [lack["words"] for lack in lacking(oak)] == ["LADO: no number for South"]


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("policies/oak-policy.yml", "id: elm-policy\nsections: {}\n", "'elm-policy' must be the file's name"),
        ("policies/oak-policy.yml", "- a\n", "is no policy's file"),
        (
            "policies/oak-policy.yml",
            "id: oak-policy\nsections: [a]\n",
            "has no 'sections' of the right shape",
        ),
        ("sources.yml", "id: x\n", "is no file of the desk"),
        (
            "settings/oak.yml",
            "id: oak\npolicies: [x]\nareas: []\nroles: {}\n",
            "lists no policy that lies on the desk",
        ),
    ],
)
def test_files_that_cannot_lie_on_the_desk_are_refused(oak: Work, name: str, text: str, words: str) -> None:
    with pytest.raises(DataError, match=words):
        begin(oak.base, "oak", {**oak.texts, name: text})
