"""Two people's work together: what each did is there, and what they did differently is told."""

from __future__ import annotations

import pytest

from handbook.desk import decisions
from handbook.desk.faults import faults
from handbook.desk.merge import merge, settle
from handbook.desk.work import Work
from handbook.problems import DataError
from tests.unit.desk.test_decisions import LIBRARY, LINE


def test_what_each_did_alone_is_there(oak: Work) -> None:
    mine = decisions.tick(decisions.person(oak, "lead", "phone", "01300 960123"), "9", LINE)
    theirs = decisions.add_own(
        decisions.deny(oak, "7", LIBRARY), "9", {"at": "role.lead", "text": "Listens."}
    )
    theirs = decisions.add_section(decisions.set_contacts(theirs, "lado", ["lead"]), "10", "After school")
    both, clashes = merge(oak.texts, mine, theirs.texts)
    assert clashes == []
    assert both.entry["roles"]["lead"]["phone"] == "01300 960123"
    assert both.said["sections"]["9"]["says"] == [LINE]
    assert both.said["sections"]["9"]["own"] == [{"at": "role.lead", "text": "Listens."}]
    assert (both.said["not"], list(both.said["sections"])) == ({LIBRARY: "7"}, ["7", "9", "10"])
    assert both.said["fills"]["contacts"] == {"dsl": ["lead"], "lado": ["lead"]}
    assert faults(both) == []


def test_nothing_of_mine_gives_theirs_byte_for_byte(oak: Work) -> None:
    theirs = decisions.reword(decisions.tick(oak, "9", LINE), "7", LIBRARY, "In the book.")
    both, clashes = merge(oak.texts, oak, theirs.texts)
    assert (both.texts, clashes) == (theirs.texts, [])


def test_two_sections_may_say_one_line(oak: Work) -> None:
    both, clashes = merge(oak.texts, decisions.tick(oak, "9", LINE), decisions.tick(oak, "7", LINE).texts)
    assert (clashes, decisions.state(both, LINE)) == ([], ("says", ("7", "9")))


def test_what_both_decided_differently_stays_and_is_told_and_can_be_settled(oak: Work) -> None:
    mine = decisions.set_contacts(decisions.tick(oak, "9", LINE), "dsl", ["head"])
    mine = decisions.change(mine, "7", ("fills", "rules", "record", 0), "In the blue book.")
    theirs = decisions.set_contacts(decisions.deny(oak, "7", LINE), "dsl", ["lead", "head"])
    theirs = decisions.change(theirs, "7", ("fills", "rules", "record", 0), "In the green book.")
    both, clashes = merge(oak.texts, mine, theirs.texts)
    assert both.texts == mine.texts
    assert {one.what: (one.mine, one.theirs) for one in clashes} == {
        "fills / contacts / dsl": ("head", "lead, head"),
        LINE: ("section 9: says it", "section 7: says the contrary"),
        "sections / 7 / fills / rules / record": (
            "section 7: In the blue book.",
            "section 7: In the green book.",
        ),
    }
    for clash in clashes:
        both = settle(both, clash)
    assert decisions.state(both, LINE) == ("denies", ("7",))
    assert both.said["fills"]["contacts"]["dsl"] == ["lead", "head"]
    assert both.said["sections"]["7"]["fills"]["rules"]["record"] == [{"text": "In the green book."}]


def test_files_of_another_desk_are_refused(oak: Work, elm: Work) -> None:
    with pytest.raises(DataError, match="is not on this desk"):
        merge(oak.texts, oak, elm.texts)
