"""A desk that begins empty asks whose handbook it will be, and is then the desk of a new setting."""

from __future__ import annotations

import json
from typing import Any

import pytest

from handbook.datafiles.data import load
from handbook.desk import bundle
from handbook.desk.empty import EmptyDesk, opened
from handbook.desk.host import Host
from handbook.desk.parcel import unpacked
from handbook.new.setting_file import Wanted, texts
from tests.support.tinydata import TinyData
from tests.unit.desk.test_host import HEADED, OF_THIS_YEAR

BEECH = {"name": "Beech School", "kind": "school", "areas": ["south", "north"]}
FILES = ["settings/beech-school.yml", "policies/beech-school-policy.yml"]


@pytest.fixture
def desk(tiny: TinyData) -> EmptyDesk:
    """An empty desk as its page opens it."""
    made = opened(bundle.of_new_setting(load(tiny.root)), str(tiny.root))
    assert isinstance(made, EmptyDesk)
    return made


def ask(desk: EmptyDesk, do: str, **request: Any) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(desk.answer(json.dumps({"do": do, **request})))
    return answer


def test_it_asks_for_the_kind_and_the_councils_that_the_data_hold(desk: EmptyDesk) -> None:
    told = ask(desk, "overview")
    assert told["empty"]["areas"] == {"north": "North", "south": "South"}
    assert list(told["empty"]["kinds"]) == ["school", "partnership"]


def test_it_makes_the_files_that_new_setting_writes(desk: EmptyDesk, tiny: TinyData) -> None:
    assert ask(desk, "begin", **BEECH) == {"notes": []}
    told = ask(desk, "overview")
    assert (told["setting"], told["policy_id"], told["unsaved"]) == (
        "Beech School",
        "beech-school-policy",
        False,
    )
    wanted = Wanted("beech-school", "Beech School", "school", ("south", "north"))
    made = texts(load(tiny.root), wanted)
    assert desk.host
    assert list(desk.host.work.texts) == FILES
    assert set(desk.host.work.texts.values()) == set(made.values())
    ask(desk, "undo")
    assert ask(desk, "overview")["setting"] == "Beech School", "there is nothing before it to go back to"


def test_the_first_text_brings_its_own_sections_and_nothing_is_asked_of_the_new_files(
    desk: EmptyDesk,
) -> None:
    ask(desk, "begin", **BEECH)
    told = ask(desk, "policy", text=OF_THIS_YEAR)
    assert told["notes"] == ["New in your file: 2, 3, 4, 5, 6, 7 and 2 more."]
    headings = {one["id"]: one["title"] for one in ask(desk, "overview")["sections"]}
    assert headings == {str(number): title for number, title in enumerate(HEADED, 1)}
    ask(desk, "undo")
    unnumbered = "\n\n".join(f"# {title}\n\n{said}" for title, said in HEADED.items())
    ask(desk, "policy", text=unnumbered)
    assert [one["id"] for one in ask(desk, "overview")["sections"]] == list(HEADED), (
        "no section of ours stays"
    )


def test_an_answer_that_came_before_the_text_stands_under_the_texts_heading(desk: EmptyDesk) -> None:
    ask(desk, "begin", **BEECH)
    given = {"answer": "differs", "section": "1", "text": "Use the blue form."}
    assert "question" in ask(desk, "reply", question="record", given=given)
    told = ask(desk, "policy", text=OF_THIS_YEAR)
    assert told["notes"] == ["New in your file: 2, 3, 4, 5, 6, 7 and 2 more."]
    assert ask(desk, "overview")["sections"][0]["title"] == "Aims"


def test_a_saved_file_is_gone_on_with_at_another_empty_desk(desk: EmptyDesk, tiny: TinyData) -> None:
    ask(desk, "begin", **BEECH)
    ask(desk, "reply", question="soon", given={"answer": "silent"})
    saved = ask(desk, "save")["text"]
    parcel = unpacked(saved, "beech.json")
    assert parcel.new
    assert parcel.began != parcel.files
    other = opened(bundle.of_new_setting(load(tiny.root)), str(tiny.root))
    assert isinstance(other, EmptyDesk)
    assert ask(other, "load", text=saved, name="beech.json") == {"left": []}
    assert other.host
    assert other.host.work.texts == parcel.files
    assert unpacked(ask(other, "save")["text"], "x").new, "and it is a new setting's still"


def test_a_school_whose_council_is_not_there_begins_and_is_told_so(desk: EmptyDesk) -> None:
    asked = {**BEECH, "areas": []}
    assert ask(desk, "begin", **asked)["error"].startswith("Choose your own council.")
    told = ask(desk, "begin", **asked, no_council=True)
    assert told["notes"][0].startswith("Your council is not in this handbook yet. Type its numbers")


def test_what_a_council_that_nobody_has_chosen_would_fill_is_named(tiny: TinyData) -> None:
    desk = opened(bundle.of_new_setting(load(tiny.root)), str(tiny.root))
    assert isinstance(desk, EmptyDesk)
    ask(desk, "begin", **{**BEECH, "areas": []}, no_council=True)
    named = {"name": "your council, which is not chosen yet,", "slots": ["Social care", "LADO"]}
    assert ask(desk, "left")["councils"] == [named]


@pytest.mark.parametrize(
    ("slip", "words"),
    [
        ({"name": "  "}, "Write the name of your setting."),
        ({"name": "x" * 141}, "The name"),
        ({"name": "学校"}, "No short name can be made of this name."),
        ({"name": "Oak"}, "A handbook with the short name “oak” is there already. If it is yours, ask"),
        ({"id": "elm"}, "A handbook with the short name “elm” is there already."),
        ({"id": "Beech School"}, "The short name cannot be 'Beech School'"),
        ({"areas": ["nort"]}, "Area 'nort' does not exist; did you mean 'north'?"),
        ({"kind": "club"}, "Kind 'club' does not exist; use one of school, partnership"),
        ({"id": "oak", "name": ""}, "Write the name of your setting.\nA handbook with the short name “oak”"),
    ],
)
def test_a_slip_is_told_with_its_mend_and_nothing_begins(
    desk: EmptyDesk, slip: dict[str, Any], words: str
) -> None:
    told = ask(desk, "begin", **{**BEECH, **slip})
    assert words in told["error"]
    assert ("id" in told["fields"]) == ("short name" in words.lower()), "its field unfolds"
    assert desk.host is None
    assert ask(desk, "begin", **BEECH) == {"notes": []}


def test_a_policys_id_that_is_taken_is_told_too(tiny: TinyData) -> None:
    text = tiny.path("policies/ash-policy.yml").read_text(encoding="utf-8")
    tiny.write("policies/beech-school-policy.yml", text.replace("id: ash-policy", "id: beech-school-policy"))
    desk = opened(bundle.of_new_setting(load(tiny.root)), str(tiny.root))
    assert isinstance(desk, EmptyDesk)
    assert "beech-school-policy.yml is there already" in ask(desk, "begin", **BEECH)["error"]


def test_there_is_nothing_to_hand_over_before_anything_was_entered(desk: EmptyDesk) -> None:
    assert ask(desk, "save", final=True)["error"].startswith("There is nothing here yet.")
    ask(desk, "begin", **BEECH)
    assert ask(desk, "save", final=True)["error"].startswith("There is nothing to hand over yet")
    assert "text" in ask(desk, "save"), "it may be saved all the same"


def test_a_file_of_a_setting_that_is_there_or_of_an_area_that_is_not_is_refused(
    desk: EmptyDesk, tiny: TinyData
) -> None:
    ask(desk, "begin", **BEECH)
    saved = ask(desk, "save")["text"]
    fresh = opened(bundle.of_new_setting(load(tiny.root)), str(tiny.root))
    assert isinstance(fresh, EmptyDesk)
    of_oak = saved.replace('"setting": "beech-school"', '"setting": "oak"')
    assert "“oak” is there already" in ask(fresh, "load", text=of_oak, name="oak.json")["error"]
    elsewhere = saved.replace("areas: [south, north]", "areas: [south, nirth]")
    told = ask(fresh, "load", text=elsewhere, name="beech.json")["error"]
    assert told.startswith("settings/beech-school.yml:12:16: area 'nirth' does not exist; did you mean")
    assert "handbook new-area" in told
    assert "is no file of the desk" in ask(fresh, "load", text="hello", name="x.json")["error"]
    assert fresh.host is None


def test_a_bundle_with_a_setting_is_that_settings_desk(tiny: TinyData) -> None:
    assert isinstance(opened(bundle.of_setting(load(tiny.root), "oak"), str(tiny.root)), Host)
