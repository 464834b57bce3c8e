"""The yearly review shows what may have changed, and nothing else."""

from __future__ import annotations

from datetime import date

from handbook.desk import decisions
from handbook.desk.review import review
from handbook.desk.work import Work
from tests.support.tinydata import TinyData
from tests.unit.desk.conftest import desk

DAY = date(2027, 10, 1)


def why(work: Work, **texts: dict[str, str]) -> dict[str, str]:
    return {one["id"]: one["why"] for one in review(work, DAY, **texts)["sections"]}


def test_sections_that_are_unread_or_older_than_the_policy(oak: Work) -> None:
    assert why(oak) == {}
    assert why(decisions.read(oak, "9", "")) == {"9": "Nobody has read it yet."}
    newer = decisions.describe(oak, "dated", "2027-06")
    words = "The policy is of June 2027, and the last look at this was before."
    assert why(newer) == {"7": words, "9": words}
    assert why(decisions.describe(oak, "dated", "2026")) == {}, "a year may have begun before the look"


def test_sections_whose_text_moved(oak: Work) -> None:
    before = {"7": "Tell the lead, at once.", "9": "Adults are told of."}
    now = {"7": "Tell the lead\nat once", "9": "Adults are not told of.", "11": "Phones\nNone."}
    assert why(oak, before=before, now=now) == {"9": "Its text has changed.", "11": "It is new."}
    del now["7"]
    assert why(oak, before=before, now=now)["7"] == "This year's policy has no such section."


def test_national_lines_that_are_newer_than_the_look(tiny: TinyData) -> None:
    text = tiny.path("sources.yml").read_text(encoding="utf-8")
    dated = "  kind: national\n  date: "
    tiny.write("sources.yml", text.replace("  kind: national\n", f'{dated}"2027-07"\n'))
    work = decisions.tick(desk(tiny, "oak"), "7", "rule.record/in-writing")
    lines = review(work, DAY)["lines"]
    found = [(one["section"], one["ref"], one["cites"], one["state"]) for one in lines]
    assert ("7", "rule.record/in-writing", "National page, Words", "says") in found
    tiny.write("sources.yml", text.replace("  kind: national\n", f'{dated}"2026-07"\n'))
    assert review(decisions.tick(desk(tiny, "oak"), "7", "rule.record/in-writing"), DAY)["lines"] == []


def test_it_ends_in_a_list_to_sign_with_what_is_due(oak: Work) -> None:
    sheet = review(decisions.read(oak, "9", ""), DAY)["sheet"]
    assert sheet.startswith("Oak School: yearly review, 1 October 2027\nOak policy\n")
    assert "[ ] 9 Adults: Nobody has read it yet.\n" in sheet
    assert "[ ] Oak policy: was due on 31 October 2020\n" in sheet
    assert "[ ] 01632 960111 of North Hub:" in sheet
    assert "Elm policy" not in sheet
    assert sheet.endswith("Role and date:   ____________________\n")
