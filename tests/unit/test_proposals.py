"""What the desk proposes for a line, on a policy that no school has."""

from __future__ import annotations

import pytest

from handbook.desk.library import library
from handbook.desk.policytext import MIN_SCORE
from handbook.desk.proposals import MOST, Proposal, rank
from handbook.desk.sections import sections_of
from handbook.desk.terms import stem
from tests.support.tinydata import TinyData

POLICY = """
1. Who leads

The Designated Safeguarding Lead holds every child protection file. In her absence a deputy takes her place.

2. When you are concerned

Any member of staff who is concerned about a pupil speaks to the Designated Safeguarding Lead without delay.
Note down what the pupil said in the pupil's words:

- the date and time
- the signature of whoever wrote it

3. Recruitment

Two referees are telephoned before anyone is appointed. The office keeps the register of checks.

4. Useful numbers

The town's duty team: 01632 960 123, or help@duty.example.org. Outside hours (01632) 960999.

5. Genital mutilation

A teacher who learns of a case rings 101 personally.
"""
SECTIONS = {section.id: section.text for section in sections_of(POLICY)}
ALIKE = {
    "role.dsl": ["Safeguarding lead", "DSL", "designated safeguarding lead"],
    "harm.fgm": ["Female genital mutilation (FGM)", "genital mutilation", "cutting"],
}


def words(one: Proposal) -> str:
    return SECTIONS[one.section][one.start : one.end]


def first(line: str, around: str = "") -> Proposal:
    return rank(SECTIONS, {"topic.a/line": line}, {"topic.a/line": around}, ALIKE)["topic.a/line"][0]


@pytest.mark.parametrize(
    ("line", "section", "marked"),
    [
        ("Tell the DSL about any worry.", "2", "Any member of staff who is concerned about a pupil"),
        ("The DSL keeps child protection records.", "1", "holds every child protection file."),
        ("Write down the time and date.", "2", "the date and time"),
        ("Ring both referees before you appoint someone.", "3", "Two referees are telephoned"),
        ("01632 960123", "4", "01632 960 123"),
        ("01632 960999 the night line", "4", "(01632) 960999"),
        ("help@duty.example.org", "4", "help@duty.example.org"),
    ],
)
def test_a_line_in_plain_words_finds_the_policys_own(line: str, section: str, marked: str) -> None:
    found = first(line)
    assert found.section == section
    assert marked in words(found)


def test_what_a_line_stands_under_counts_where_the_line_does_not_say_it() -> None:
    assert first("You must report it yourself.", "Cutting").section == "5"


def test_a_heading_is_marked_with_what_stands_below_it() -> None:
    assert (
        words(first("FGM")) == "5. Genital mutilation\n\nA teacher who learns of a case rings 101 personally."
    )


def test_a_line_of_which_no_word_stands_in_the_policy_has_no_proposal() -> None:
    assert rank(SECTIONS, {"topic.a/line": "Helicopters hover."}) == {"topic.a/line": []}
    assert rank({}, {"topic.a/line": "Tell the lead."}) == {"topic.a/line": []}


def test_lines_that_stand_beside_each_other_help_each_other() -> None:
    sections = {"club": "The lead checks the list.", "hiring": "The lead checks the names of two referees."}
    vague = {"topic.hiring/vague": "The lead checks it."}
    sure = {"topic.hiring/sure": "Two referees.", "topic.hiring/too": "Names of referees."}
    alone, beside = (rank(sections, lines)["topic.hiring/vague"] for lines in (vague, vague | sure))
    assert [one.section for one in alone] == ["club", "hiring"]
    assert [one.section for one in beside] == ["hiring", "club"]


def test_one_section_does_not_fill_the_list_and_no_words_come_twice() -> None:
    sections = {
        "long": "\n".join(f"Staff record concern {at}." for at in range(9)),
        "short": "Staff record each concern.",
    }
    found = rank(sections, {"topic.a/line": "Staff record a concern."})["topic.a/line"]
    assert len(found) <= MOST
    assert "short" in [one.section for one in found[:2]]
    held = [at for one in found if one.section == "long" for at in range(one.start, one.end)]
    assert len(held) == len(set(held))
    assert all(0 < one.score <= 1 for one in found)


def test_proposals_are_the_same_each_time() -> None:
    lines = {f"topic.a/{at}": line for at, line in enumerate(["Tell the DSL.", "Ring.", "Check and keep."])}
    assert rank(SECTIONS, lines, None, ALIKE) == rank(dict(SECTIONS), dict(lines), {}, ALIKE)


@pytest.mark.parametrize(
    ("one", "other"), [("referring", "referral"), ("allegations", "allegation"), ("neglected", "neglect")]
)
def test_a_words_endings_do_not_hide_it(one: str, other: str) -> None:
    assert stem(one) == stem(other)


def test_every_line_that_a_policy_may_claim_has_words_to_look_for(tiny: TinyData) -> None:
    shared = library(tiny.checked())
    assert all(shared.lines.values())
    assert set(shared.around) >= {
        ref for ref in shared.lines if ref.startswith(("topic.", "harm.")) and "/" in ref
    }
    assert shared.alike["contact.police-emergency"]


NAMES = {
    "harm.fgm": "Female genital mutilation (FGM)",
    "harm.fii": "Fabricated or induced illness (FII)",
    "harm.carer": "Young carers",
    "harm.slavery": "Modern slavery and trafficking",
    "harm.exploited": "Child sexual exploitation (CSE)",
    "harm.violence": "Domestic abuse",
    "law.children-2004": "Children Act 2004",
    "law.children-1989": "Children Act 1989",
    "contact.police": "Police (not an emergency)",
}
NAMING = {
    "a": "Young children in our care may be carers of nobody.",
    "b": "We know of fabricated or induced illness, of trafficking and of domestic violence.",
    "c": "This policy rests on the Children Act 2004 and on policies of ours.",
    "d": "We look out for sexual exploitation, and for FGM.",
}


def named(ref: str) -> list[str]:
    alike = {
        **{ref: [title] for ref, title in NAMES.items()},
        "harm.violence": ["domestic violence", "police"],
    }
    return [one.section for one in rank(NAMING, NAMES, {}, alike)[ref] if one.score >= MIN_SCORE]


@pytest.mark.parametrize(
    ("ref", "sections"),
    [
        ("harm.fgm", ["d"]),
        ("harm.fii", ["b"]),
        ("harm.slavery", ["b"]),
        ("harm.exploited", ["d"]),
        ("harm.violence", ["b"]),
        ("law.children-2004", ["c"]),
        ("law.children-1989", []),
        ("harm.carer", []),
        ("contact.police", []),
    ],
)
def test_a_thing_is_named_where_one_of_its_names_stands_and_its_year(ref: str, sections: list[str]) -> None:
    assert named(ref) == sections
