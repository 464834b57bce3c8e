"""The desk of a policy that several schools share: what it says counts for all, and each still owes its own."""

from __future__ import annotations

import json

import pytest

from handbook.checks import checked
from handbook.cli import main
from handbook.datafiles.data import load
from handbook.desk import bundle, forms
from handbook.desk.host import Host
from handbook.desk.parcel import unpacked
from handbook.desk.take import take
from handbook.desk.work import begin
from handbook.problems import DataError
from tests.support.tinydata import TinyData
from tests.unit.desk.test_host import ask
from tests.unit.desk.test_take import Captured

SHARED, ELM = "policies/oak-policy.yml", "settings/elm.yml"


@pytest.fixture(autouse=True)
def _shared(tiny: TinyData) -> None:
    """Oak's policy is Elm's too, before its own."""
    tiny.edit(ELM, "policies: [elm-policy]", "policies: [oak-policy, elm-policy]")


@pytest.fixture
def host(tiny: TinyData) -> Host:
    return Host(json.loads(bundle.of_policy(checked(tiny.root), "oak-policy", "oak")), str(tiny.root))


def test_it_is_called_by_the_policy_and_asks_what_all_schools_answer_alike(host: Host) -> None:
    told = ask(host, "overview")
    assert (told["title"], told["setting"], told["schools"]) == ("Oak policy", "Oak School", ["elm", "oak"])
    assert [one["id"] for one in ask(host, "questions")["questions"]] == ["whom", "record", "soon"]
    held = json.loads(forms.contents(host.work, of_policy=True))
    assert [one["id"] for one in held["questions"]] == ["whom", "record", "soon"]


def test_each_school_is_shown_with_what_it_owes_by_name(host: Host) -> None:
    elm = ask(host, "left", school="elm")
    assert [(one["title"], one["read"], one["sections"]) for one in elm["policies"]] == [
        ("Oak policy", 2, 2),
        ("Elm policy", 1, 1),
    ]
    assert [(one["who"], one["lacks"], one["go"]["question"]) for one in elm["people"]] == [
        ("Safeguarding lead", "a name and a phone number or e-mail", "lead"),
        ("When does your day end?", "", "day"),
    ]
    oak = ask(host, "left", school="oak")
    assert (oak["people"][0]["who"], oak["people"][0]["lacks"]) == ("Lead at Oak", "a name"), (
        "it has an extension"
    )
    there = {"question": "soon", "part": "How it is written down", "field": ""}
    assert {"asked": "How it is written down: How soon?", "read": "", "go": there} in oak["slots"]


def test_what_the_shared_policy_answers_no_school_owes_any_longer(host: Host) -> None:
    asked = "How it is written down: How soon?"
    assert asked in [one["asked"] for one in ask(host, "left", school="elm")["slots"]]
    within = {"amount": 1, "unit": "hours"}
    given = {"answer": "differs", "section": "7", "text": "Within the hour.", "within": within}
    ask(host, "reply", question="soon", given={**given, "from": "told"})
    assert asked not in [one["asked"] for one in ask(host, "left", school="elm")["slots"]]


def test_only_what_was_touched_is_taken_so_schools_go_on_meanwhile(host: Host, tiny: TinyData) -> None:
    ask(host, "decide", section="9", ref="rule.record/on-paper", state="says")
    made = ask(host, "save", final=True)
    assert made["name"] == "oak-policy-desk.json"
    tiny.edit("settings/oak.yml", "Lead at Oak", "Our lead")
    _, written = take(checked(tiny.root), unpacked(made["text"], "x"))
    assert written == [SHARED]
    assert "Our lead" in tiny.path("settings/oak.yml").read_text(encoding="utf-8")


def test_a_limit_of_a_trusts_policy_is_named_by_it_and_no_two_have_one_name(tiny: TinyData) -> None:
    tiny.edit(SHARED, "kind: setting", "kind: trust")
    host = Host(json.loads(bundle.of_policy(load(tiny.root), "oak-policy", "elm")), str(tiny.root))
    limit = {"text": "Soon.", "slot": "clock.written", "within": {"unit": "soon"}, "from": "told"}
    for _ in range(2):
        ask(host, "own", section="9", **limit)
    text = host.work.texts[SHARED]
    assert "id: oak-policy-limit-1" in text
    assert "id: oak-policy-limit-2" in text
    own = Host(json.loads(bundle.of_setting(load(tiny.root), "elm")), str(tiny.root))
    ask(own, "own", section="5", **limit)
    assert "id: elm-limit-1" in own.work.texts["policies/elm-policy.yml"]


def test_a_schools_own_file_is_refused_at_the_policys_desk(host: Host, tiny: TinyData) -> None:
    data = checked(tiny.root)
    own = Host(json.loads(bundle.of_setting(data, "elm")), str(tiny.root))
    text = ask(own, "save")["text"]
    assert "is of 'elm', and this desk of 'oak'" in ask(host, "load", text=text, name="x")["error"]
    as_oak = text.replace('"setting": "elm"', '"setting": "oak"')
    assert "is of the policy 'oak-policy'" not in ask(host, "load", text=as_oak, name="x")["error"]
    of_other = text.replace('"setting": "elm"', '"setting": "oak"').replace(
        '"policy": "oak-policy"', '"policy": "elm-policy"'
    )
    assert "this desk of 'oak-policy'" in ask(host, "load", text=of_other, name="x")["error"]


def test_a_line_that_another_policy_says_is_counted_as_read(tiny: TinyData) -> None:
    data = checked(tiny.root)
    work = begin(data, "elm", bundle.texts(data, "elm"), "elm-policy")
    told = Host(json.loads(bundle.of_setting(data, "elm")), str(tiny.root))
    assert work.policies == ["oak-policy", "elm-policy"]
    lines = ask(told, "left")["lines"]
    assert lines["own"] > 0, "Oak's lines are Elm's too"


@pytest.mark.parametrize(
    ("flags", "words"),
    [
        (["--policy", "oak-polcy"], "no policy is called 'oak-polcy'; did you mean 'oak-policy'?"),
        (["--policy", "elm-policy", "--setting", "oak"], "data/settings/oak.yml: lists no policy"),
        (["--policy", "fir-guide"], "is listed by no setting; add 'fir-guide' to the setting's `policies:`"),
    ],
)
def test_a_policy_that_is_not_there_or_nobodys_is_told(
    tiny: TinyData, capsys: Captured, flags: list[str], words: str
) -> None:
    if "fir-guide" in flags:
        tiny.edit("settings/fir.yml", "policies: [fir-guide]", "policies: [ash-policy]")
    assert main(["--data", str(tiny.root), "desk", *flags, "--out", str(tiny.root.parent / "x")]) == 1
    assert words in capsys.readouterr().err


def test_the_rows_of_one_policys_schools_and_the_names_of_one_school(
    tiny: TinyData, capsys: Captured
) -> None:
    assert main(["--data", str(tiny.root), "desk", "--owed", "--policy", "oak-policy"]) == 0
    rows = capsys.readouterr().out.splitlines()[1:]
    assert [row.split()[0] for row in rows] == ["elm", "elm", "oak"]
    assert main(["--data", str(tiny.root), "desk", "--owed", "--setting", "elm"]) == 0
    told = capsys.readouterr().out
    assert "\nPeople and numbers to fill in:\n  Safeguarding lead: a name and a phone number" in told
    assert "\nNot decided yet:\n" in told


def test_a_file_of_another_state_is_still_refused(host: Host, tiny: TinyData) -> None:
    ask(host, "decide", section="9", ref="rule.record/on-paper", state="says")
    made = ask(host, "save", final=True)["text"]
    tiny.edit(SHARED, "title: Adults", "title: Grown-ups")
    with pytest.raises(DataError, match="has changed here since the desk was made"):
        take(checked(tiny.root), unpacked(made, "x"))
