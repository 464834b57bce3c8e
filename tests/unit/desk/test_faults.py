"""What is wrong is told in a lead's words with the way to its field, and what is typed is refused at once."""

from __future__ import annotations

from typing import Any

import pytest

from handbook.checks import RULES
from handbook.datafiles.data import load
from handbook.desk import decisions, pointing
from handbook.desk.faults import CROSS_FILE_RULES, FILE_RULES, faults, new_faults
from handbook.desk.host import Host
from handbook.desk.questions import answer
from handbook.desk.work import Work, begin, gathered
from handbook.problems import DataError
from tests.support.tinydata import Slip, TinyData
from tests.unit.desk.test_decisions import LINE
from tests.unit.desk.test_host import ask, host
from tests.unit.test_rules import FAULTS

__all__ = ["host"]
RING = "Ring the LADO on 020 8314 9999."
LIMIT = {"amount": 0, "unit": "hours"}


def told(work: Work) -> list[dict[str, Any]]:
    """What the page is told of all faults."""
    return [pointing.for_page(work, fault) for fault in faults(work)]


def is_of_the_desk(slip: Slip) -> bool:
    return (slip.told_in or slip.file).startswith(("settings/", "policies/"))


@pytest.mark.parametrize(
    "slip",
    [
        pytest.param(slip, id=f"{rule}-{place}")
        for rule, slips in FAULTS.items()
        for place, slip in enumerate(slips)
        if is_of_the_desk(slip)
    ],
)
def test_what_the_check_says_of_a_file_of_the_desk_is_said_there_too(tiny: TinyData, slip: Slip) -> None:
    setting = slip.file.rpartition("/")[2].removesuffix(".yml").partition("-")[0]
    data = load(tiny.root)
    texts = {name: tiny.path(name).read_text(encoding="utf-8") for name in gathered(data, setting)}
    texts[slip.file] = texts[slip.file].replace(slip.old, slip.new)
    try:
        said = [fault.message for fault in faults(begin(data, setting, texts))]
    except DataError as error:  # such a file cannot be opened
        said = [problem.message for problem in error.problems]
    assert any(words.startswith((slip.words, "lists no policy that lies on the desk")) for words in said)


def test_every_rule_is_asked_at_the_desk_or_is_of_files_that_it_does_not_hold() -> None:
    """A new rule that says anything of a setting's or a policy's file belongs into `handbook.desk.faults`."""
    asked = {rule.__name__ for rule in (*CROSS_FILE_RULES, *FILE_RULES)}
    modules = {"desk", "flows", "named", "news", "papers", "scenarios", "utterances"}
    by_policy = {"first_actions_hold_everywhere"}
    others = {
        *("sources_belong", "one_off_bank_holidays_count", "lines_have_ids", "notes_are_unique"),
        *("parts_of_pages_differ", "levels_add_up", "levels_lead_somewhere"),
        *(rule.__name__ for rule in RULES if rule.__module__.rpartition(".")[2] in modules),
    } - by_policy
    assert asked & others == set()
    assert asked | others == {rule.__name__ for rule in RULES}


def test_a_persons_number_is_named_by_role_and_field_and_leads_to_its_question(oak: Work) -> None:
    assert told(decisions.person(oak, "lead", "phone", "12")) == [
        {
            "where": "Lead at Oak: Phone",
            "message": "'12' cannot be a phone number: it has too few figures; look at it again where it is "
            "printed",
            "go": {"question": "lead", "part": "Who is told", "field": "phone"},
        }
    ]


def test_words_of_a_line_are_named_by_the_line_and_lead_to_it(oak: Work) -> None:
    (one,) = told(decisions.reword(oak, "9", LINE, RING))
    assert (one["where"], one["go"]) == ("Section 9: “Write it down.”", {"section": "9", "ref": LINE})
    assert one["message"].startswith("Take the number “020 8314 9999” out of these words")


def test_an_own_line_is_named_by_what_it_is_about_and_leads_to_it(oak: Work) -> None:
    rule = decisions.add_fill(oak, "9", "rule.record", {"text": RING})
    path = ["fills", "rules", "record", 0]
    assert [(one["where"], one["go"]) for one in told(rule)] == [
        ("Section 9: Writing it down", {"section": "9", "own": path})
    ]
    limit = decisions.add_fill(oak, "9", "clock.written", {"say": "Soon.", "within": LIMIT, "from": "told"})
    (one,) = told(limit)
    assert one["message"] == "Say how long the time limit is."
    assert one["go"] == {"section": "9", "own": ["fills", "clocks", "written", 0]}
    page = decisions.add_own(oak, "9", {"at": "harm.bullying/do", "text": RING})
    (one,) = told(page)
    assert (one["where"], one["go"]["own"]) == ("Section 9: Bullying: Do", ["own", 0])


def test_dates_silence_and_headings_are_named_in_words(oak: Work) -> None:
    (one,) = told(decisions.describe(oak, "dated", "soon"))
    assert (one["where"], one["go"]) == ("When your policy was adopted", {"review": "dated"})
    silent = oak.put(oak.policy_name, ("silent",), ["rule.record"])
    (one,) = told(silent)
    assert (one["where"], one["go"]) == ("What your policy says nothing of: Writing it down", {})
    (one,) = told(decisions.add_section(oak, "10", "See https://oak.sch.uk"))
    assert (one["where"], one["go"]) == ("Section 10", {"section": "10"})
    (one,) = told(decisions.setting(oak, ("school_day", "ends"), "three"))
    assert (one["where"], one["go"]["question"]) == ("When does your day end?", "day")


WRONG: tuple[tuple[str, dict[str, Any], str], ...] = (
    ("decide", {"section": "9", "ref": LINE, "state": "differs", "words": RING}, "Take the number"),
    ("own", {"section": "9", "text": "See https://oak.sch.uk", "slot": "rule.record"}, "Take the web"),
    ("own", {"section": "9", "text": RING, "slot": "harm.bullying/do"}, "Take the number"),
    (
        "own",
        {"section": "9", "text": "Soon.", "slot": "clock.written", "within": LIMIT, "from": "told"},
        "Say how long the time limit is.",
    ),
    (
        "reply",
        {"question": "record", "given": {"answer": "differs", "section": "9", "text": RING}},
        "Take the number",
    ),
    (
        "reply",
        {"question": "lead", "given": {"answer": "differs", "person": {"phone": "12"}}},
        "'12' cannot be a phone number",
    ),
    ("describe", {"field": "dated", "value": "soon"}, "'soon'"),
    ("section", {"section": "10", "title": "Ring 020 8314 9999"}, "Take the number"),
)


@pytest.mark.parametrize(("do", "request_", "words"), WRONG)
def test_what_the_check_would_refuse_is_refused_where_it_is_typed(
    host: Host, do: str, request_: dict[str, Any], words: str
) -> None:
    before = host.work
    assert words in ask(host, do, **request_)["error"]
    assert host.work is before
    assert ask(host, "overview")["undo"] is False


def test_a_fault_that_was_there_before_stops_no_other_answer(oak: Work) -> None:
    slipped = decisions.person(oak, "lead", "phone", "12")
    assert new_faults(slipped, decisions.tick(slipped, "9", LINE)) == []
    again = decisions.reword(slipped, "9", LINE, RING)
    assert [fault.key[0] for fault in new_faults(slipped, again)] == ["sections"]


def test_the_desk_refuses_what_the_office_would_only_see_when_it_takes_the_file(elm: Work) -> None:
    limit = {"answer": "differs", "section": "5", "text": "Tell the lead when you can.", "from": "call"}
    work = answer(elm, "soon", {**limit, "within": {"unit": "soon"}})
    assert [(fault.file, fault.key[:5]) for fault in faults(work)] == [
        (work.policy_name, ("sections", "5", "fills", "clocks", "tell-dsl"))
    ]
    assert "no more is said of the time than 'Tell the lead when you can.'" in faults(work)[0].message
