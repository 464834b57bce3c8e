"""What the page asks of the desk, and gets: JSON in, JSON out."""

from __future__ import annotations

import json
from typing import Any

import pytest

from handbook.checks import checked
from handbook.desk import bundle, decisions
from handbook.desk.host import Host
from handbook.desk.work import Work
from tests.support.tinydata import TinyData
from tests.unit.desk.test_decisions import LIBRARY, LINE

POLICY = "policies/oak-policy.yml"
NOON = "2026-12-01T12:00"
HEADED = {
    "Aims": "We are here for children.",
    "Law": "We follow what holds in England.",
    "Roles": "Everybody has a part in this.",
    "Training": "All are trained in September.",
    "Parents": "They are told what we do.",
    "Records": "They are kept in the safe.",
    "Telling": "Listen to the child to the end, whatever it is. Then write it on paper, and sign it.",
    "Phones": "They stay in the office.",
    "Adults": "The head hears of any adult who worries you.",
}


def policy(headed: dict[str, str]) -> str:
    """A policy that counts its sections."""
    return "\n\n".join(
        f"{number}. {title}\n\n{said}" for number, (title, said) in enumerate(headed.items(), 1)
    )


OF_THIS_YEAR = policy(HEADED)


@pytest.fixture
def host(tiny: TinyData) -> Host:
    """Oak's desk as its page opens it."""
    data = checked(tiny.root)
    return Host(json.loads(bundle.of_setting(data, "oak")), str(tiny.root))


def ask(host: Host, do: str, **request: Any) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(host.answer(json.dumps({"do": do, **request})))
    return answer


def test_it_opens_with_where_one_is(host: Host) -> None:
    told = ask(host, "overview")
    assert (told["setting"], told["policy"], told["policy_id"]) == ("Oak School", "Oak policy", "oak-policy")
    assert [one["id"] for one in told["sections"]] == ["7", "9"]
    assert (told["unsaved"], told["undo"]) == (False, False)
    assert len(ask(host, "questions")["questions"]) == 5


def test_a_decision_shows_in_the_preview_and_can_be_undone(host: Host) -> None:
    ask(host, "decide", section="7", ref="disclosure.listen", state="differs", words="Listen and nod.")
    shown = ask(host, "preview", ref="disclosure.listen", now=NOON)
    assert shown["places"] == ["I am worried: Tell the lead now"]
    assert "Listen and nod." in shown["html"]
    told = ask(host, "overview")
    assert (told["unsaved"], told["undo"]) == (True, True)
    ask(host, "undo")
    assert "Listen to the end." in ask(host, "preview", ref="disclosure.listen", now=NOON)["html"]
    assert ask(host, "overview")["unsaved"] is False


def test_words_show_while_they_are_typed_and_nothing_is_kept(host: Host) -> None:
    before = host.work
    draft: dict[str, Any] = {"section": "7", "ref": "disclosure.listen", "words": "Listen and no"}
    shown = ask(host, "preview", ref="disclosure.listen", now=NOON, draft=draft)
    assert "Listen and no" in shown["html"]
    given = {"answer": "differs", "section": "9", "text": "Use the blue"}
    draft = {"question": "record", "given": given}
    assert "Use the blue" in ask(host, "preview", ref="rule.record", now=NOON, draft=draft)["html"]
    unfinished = {"question": "record", "given": {**given, "text": ""}}
    assert "Oak writes it" in ask(host, "preview", ref="rule.record", now=NOON, draft=unfinished)["html"]
    assert host.work is before
    assert ask(host, "overview")["undo"] is False


def test_nothing_is_handed_over_where_nothing_was_entered(host: Host) -> None:
    assert ask(host, "save", final=True)["error"].startswith("There is nothing to hand over yet")


def test_a_line_of_a_page_is_shown_as_on_the_page_or_as_hidden(host: Host) -> None:
    shown = ask(host, "preview", ref="harm.bullying/again", now=NOON)
    assert shown["places"] == []
    assert "One child hurts another again and again." in shown["html"]
    ask(host, "decide", section="9", ref="harm.bullying/again", state="denies")
    assert "Staff do not see this line." in ask(host, "preview", ref="harm.bullying/again", now=NOON)["html"]


def test_what_cannot_be_is_told_and_changes_nothing(host: Host) -> None:
    before = host.work
    told = ask(host, "decide", section="9", ref="law.children-act", state="silent")
    assert told == {"error": "Of a single line nobody can say that a policy is silent. Leave it open."}
    assert "error" in ask(host, "reply", question="record", given={"answer": "same"})
    assert "is no file of the desk" in ask(host, "load", text="hello", name="notes.txt")["error"]
    assert host.work is before


def test_saved_and_opened_again_it_is_the_same_and_nothing_is_handed_over_with_a_fault(host: Host) -> None:
    ask(host, "own", section="9", text="Use the blue form.", slot="rule.record")
    within = {"amount": 2, "unit": "hours"}
    ask(
        host,
        "own",
        section="9",
        text="Within two hours.",
        slot="clock.written",
        within=within,
        **{"from": "told"},
    )
    ask(host, "policy", text=OF_THIS_YEAR)
    opened = dict(host.texts)
    saved, texts = ask(host, "save", final=True), host.work.texts
    ask(host, "change", section="9", path=["fills", "rules", "record", 0])
    assert "Use the blue form." not in host.work.texts[POLICY]
    ask(host, "load", text=saved["text"], name=saved["name"])
    assert (host.work.texts, host.texts) == (texts, opened)
    assert ask(host, "overview")["looking"], "passages are searched for again"
    slipped = saved["text"].replace("2019-11", "2019-13")
    ask(host, "load", text=slipped, name=saved["name"])
    told = ask(host, "save", final=True)["error"]
    assert told.startswith("Put this right first:\nWhen your policy was adopted: '2019-13'")
    assert "text" in ask(host, "save"), "unfinished work may be saved all the same"


def test_two_files_come_together_and_a_clash_is_settled(host: Host) -> None:
    ask(host, "decide", section="7", ref=LIBRARY, state="says")
    ask(host, "decide", section="9", ref=LINE, state="denies")
    theirs = ask(host, "save")["text"]
    ask(host, "undo")
    ask(host, "undo")
    ask(host, "decide", section="9", ref=LINE, state="says")
    clashes = ask(host, "together", text=theirs, name="theirs.json")["clashes"]
    assert [one["what"] for one in clashes] == [LINE]
    assert f"- {LIBRARY}" in host.work.texts[POLICY]
    ask(host, "settle", number=0)
    assert host.work.said["not"] == {LINE: "9"}


def test_a_file_of_another_schools_desk_is_refused(host: Host) -> None:
    text = ask(host, "save")["text"].replace('"setting": "oak"', '"setting": "elm"')
    assert "is of 'elm', and this desk of 'oak'" in ask(host, "load", text=text, name="x")["error"]


def test_the_rest_of_the_page(host: Host) -> None:
    ask(host, "section", section="10", title="Bullying: who is picked on")
    assert ask(host, "lines", section="10")["lines"]
    assert [one["ref"] for one in ask(host, "lines", section="9", words="on paper")["lines"]] == [LIBRARY]
    ask(host, "read", section="10", day="2026-12-01")
    assert ask(host, "review", today="2026-12-01")["sections"] == []
    ask(host, "describe", field="dated", value="2027-09")
    assert len(ask(host, "review", today="2027-10-01")["sections"]) == 3
    ask(host, "undo")
    sheet = ask(host, "claims")
    ask(host, "undo")
    ask(host, "take_claims", text=sheet["text"], name=sheet["name"])
    assert ask(host, "faults")["faults"] == []
    ask(host, "saved")
    assert ask(host, "overview")["unsaved"] is False


def looked(host: Host) -> dict[str, Any]:
    while (told := ask(host, "look"))["done"] < 100:
        assert "error" not in told
    return told


def test_an_opened_policy_gives_its_sections_and_each_line_its_passage(host: Host) -> None:
    opened = ask(host, "policy", text=OF_THIS_YEAR)
    assert opened == {"sections": 9, "notes": ["New in your file: 1, 2, 3, 4, 5, 6 and 1 more."]}
    assert host.work.said["sections"]["8"] == {"title": "Phones"}
    assert host.work.said["sections"]["7"]["title"] == "Telling", "what is there stays"
    assert ask(host, "overview")["looking"]
    assert "passage" not in ask(host, "lines", section="7")["lines"][0], "nothing waits for the passages"
    assert looked(host)["lines"]
    assert not ask(host, "overview")["looking"]
    held = ask(host, "lines", section="7")
    assert held["text"].startswith("7. Telling\n\nListen to the child")
    with_passage = {one["ref"]: one["passage"] for one in held["lines"] if "passage" in one}
    assert list(with_passage) == [one["ref"] for one in held["lines"]][: len(with_passage)], (
        "these come first"
    )
    passage = with_passage[LIBRARY]
    assert "write it on paper" in passage["marked"]
    assert "".join(passage.values()) in held["text"], "no word of it is ours"
    assert LIBRARY not in {one["ref"] for one in ask(host, "lines", section="9")["lines"] if "passage" in one}
    assert LIBRARY not in host.work.said["sections"]["7"]["says"], "a passage decides nothing"


def test_opening_a_policy_is_undone_in_one_step(host: Host) -> None:
    before = host.work.texts
    ask(host, "policy", text=OF_THIS_YEAR)
    told = ask(host, "overview")
    assert (told["unsaved"], told["undo"]) == (True, True)
    ask(host, "undo")
    told = ask(host, "overview")
    assert (host.work.texts, told["unsaved"], told["looking"]) == (before, False, False)
    assert ask(host, "lines", section="7")["text"] == ""


def test_a_question_shows_where_the_opened_policy_may_answer_it(host: Host) -> None:
    ask(host, "policy", text=OF_THIS_YEAR)
    told = {one["id"]: one.get("passages") for one in ask(host, "questions")["questions"]}
    assert set(told.values()) == {None}, "nothing has been looked for yet"
    while ask(host, "look")["done"] < 100:
        pass
    told = {one["id"]: one["passages"] for one in ask(host, "questions")["questions"]}
    first = told["record"][0]
    assert first["marked"] in host.texts[first["section"]]
    assert first["marked"] == "Then write it on paper, and sign it."
    assert told["lead"] == told["day"] == [], "of a person nothing is looked for"
    assert ask(host, "reply", question="record", given={"answer": "open"})["question"]["passages"]


def test_a_policy_without_words_is_refused_and_one_without_headings_is_told_of(host: Host) -> None:
    assert ask(host, "policy", text=" \n")["error"].startswith("There are no words here.")
    notes = ask(host, "policy", text="we tell the lead and go home.")["notes"]
    assert notes[0].startswith("No heading was found")
    assert notes[-1].startswith("In your file, and not found in this text: 7, 9. What is said there stays.")


def test_a_section_is_known_by_its_heading_though_its_number_has_changed(host: Host) -> None:
    told = {**HEADED}
    adults = told.pop("Adults")
    moved = policy({**told, "Childline 0800 1111": "At any time of day.", "Adults": adults})
    notes = ask(host, "policy", text=moved)["notes"]
    assert host.texts["9"].startswith("10. Adults")
    assert notes[0].startswith("Section 10 of this text is section 9 in your file: the heading is the same.")
    assert host.work.said["sections"]["9 Childline"] == {"title": "Childline"}, (
        "a heading of the file holds no number"
    )
    assert ask(host, "faults")["faults"] == []
    other = ask(host, "policy", text=OF_THIS_YEAR.replace("Adults", "Grown-ups"))["notes"]
    assert other[0].startswith(
        "Section 9 is headed “Grown-ups” in this text and “Adults” in your file. It is"
    )
    assert "?" not in "".join(notes + other), "nobody can answer there"


def test_a_section_in_which_nothing_is_said_takes_the_texts_heading(host: Host, oak: Work) -> None:
    host.work = decisions.add_section(oak, "8", "Introduction")
    notes = ask(host, "policy", text=OF_THIS_YEAR)["notes"]
    assert host.work.said["sections"]["8"] == {"title": "Phones"}
    assert "section 8" not in "".join(notes).lower()


def test_the_yearly_review_holds_this_years_text_against_the_saved_one(host: Host) -> None:
    ask(host, "policy", text=OF_THIS_YEAR)
    for section in "1234568":
        ask(host, "read", section=section, day="2026-12-01")
    saved = ask(host, "save")["text"]
    ask(host, "load", text=saved, name="oak-desk.json")
    assert ask(host, "review", today="2027-10-01")["sections"] == []
    ask(host, "policy", text=OF_THIS_YEAR.replace("stay in the office", "stay at home"))
    found = ask(host, "review", today="2027-10-01")["sections"]
    assert [(one["id"], one["why"]) for one in found] == [("8", "Its text has changed.")]
