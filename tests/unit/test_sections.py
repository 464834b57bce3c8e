"""A policy's text in its sections, however its headings look and wherever the text came from."""

from __future__ import annotations

import pytest

from handbook.desk.cleaning import flowed
from handbook.desk.sections import FRONT, doubts, sections_of

BODY = "Staff do what this part of the policy says, and they do it at once."


def names(text: str) -> list[str]:
    return [section.id for section in sections_of(text)]


def headed(*headings: str) -> str:
    return "\n\n".join(f"{heading}\n\n{BODY}" for heading in headings)


@pytest.mark.parametrize(
    ("headings", "expected"),
    [
        (["1. Aims", "2. Roles", "3. Training"], ["1", "2", "3"]),
        (
            ["1 Aims", "1.1 Scope", "1.2 Law", "2 Roles", "Appendix A: Forms"],
            ["1", "1.1", "1.2", "2", "App. A"],
        ),
        (["Section 1: Aims", "Section 2: Roles", "Section 3: Law"], ["1", "2", "3"]),
        (
            ["Part 1 - Aims", "Part 2 - Roles", "Part 3 - Law", "Annex B"],
            ["Part 1", "Part 2", "Part 3", "Annex B"],
        ),
        (["I. Aims", "II. Roles", "III. Training", "IV. Law"], ["I", "II", "III", "IV"]),
        (["OUR AIMS", "ROLES", "TRAINING OF STAFF"], ["OUR AIMS", "ROLES", "TRAINING OF STAFF"]),
        (["**Aims**", "**Who leads**", "**Training**"], ["Aims", "Who leads", "Training"]),
        (["# Aims", "## Who leads", "# Training"], ["Aims", "Who leads", "Training"]),
        (
            ["Aims", "Roles and Duties", "When a child tells you"],
            ["Aims", "Roles and Duties", "When a child tells you"],
        ),
    ],
)
def test_headings_are_found_in_the_form_that_the_policy_gives_them(
    headings: list[str], expected: list[str]
) -> None:
    assert names(headed(*headings)) == expected


@pytest.mark.parametrize(
    ("cut", "whole"),
    [
        ("1. Safeguarding children and child\nprotection", "Safeguarding children and child protection"),
        (
            "# 1. Safeguarding children and child\n\n# protection",
            "Safeguarding children and child protection",
        ),
        ("1. Working with Parents and\nCarers", "Working with Parents and Carers"),
        ("1. Aims\nThis policy is for all.", "Aims"),
        ("1. Aims\n- to protect", "Aims"),
        ("1. Aims\n\nof this policy there are three", "Aims"),
        ("# 1. Aims\n\n# Who leads", "Aims"),
    ],
)
def test_a_heading_that_goes_on_in_the_next_line_is_one(cut: str, whole: str) -> None:
    assert sections_of(f"{cut}\n\n{BODY}\n\n{headed('2. Roles', '3. Law')}")[0].title == whole


def test_a_section_holds_its_heading_and_all_words_below_it() -> None:
    found = sections_of(headed("# 1. Aims", "2. Roles", "3. Law"))
    assert found[0].title == "Aims"
    assert found[0].text == f"1. Aims\n\n{BODY}"


def test_an_appendix_has_its_title_from_the_line_below() -> None:
    text = f"{headed('1. Aims', '2. Roles', '3. Law')}\n\n# Appendix 1\n\nOur form\n\n{BODY}\n\nAppendix 2\n\n{BODY}"
    assert [(one.id, one.title) for one in sections_of(text)[3:]] == [
        ("App. 1", "Our form"),
        ("App. 2", "App. 2"),
    ]


def test_headings_inside_a_counted_section_stay_in_it() -> None:
    text = headed("1. Harm", "Physical Abuse", "2. Roles", "3. Law")
    assert names(text) == ["1", "2", "3"]
    assert "Physical Abuse" in sections_of(text)[0].text


def test_the_steps_of_a_list_are_no_sections() -> None:
    steps = "1. Listen\n2. Write it down\n3. Tell the lead"
    slow = f"1. Listen well\n\n{BODY}\n\n2. Write it all down\n\n{BODY}"
    text = (
        f"{headed('1. Aims')}\n\n{steps}\n\n{headed('2. Roles')}\n\n{slow}\n\n{headed('3. Law', '4. Forms')}"
    )
    assert names(text) == ["1", "2", "3", "4"]


def test_a_table_of_contents_is_left_out_and_its_titles_are_known_again() -> None:
    table = "Contents\n\nAims ........ 2\nwho does what\t3\nRoles ...... 4\nLaw ....... 9"
    text = f"Hill School\n\n{table}\n\n{headed('Aims', 'who does what', 'Roles', 'Law')}"
    found = sections_of(text)
    assert [section.id for section in found] == [FRONT, "Aims", "who does what", "Roles", "Law"]
    assert found[0].text == "Hill School"
    assert not any("...." in section.text for section in found)


def test_a_number_that_comes_twice_gives_two_names() -> None:
    table = "Contents\n\n1. Aims\n2. Roles\n3. Law\n4. Numbers"
    text = f"{table}\n\n{headed('1. Aims', '2. Roles', '3. Law', '3. Numbers')}"
    assert names(text) == ["1", "2", "3", "3 Numbers"]


def test_heads_and_feet_of_pages_are_dropped_and_words_at_line_ends_joined() -> None:
    page = "Hill School Safeguarding Policy\n{}\nPage {} of 4"
    first = f"1. Aims\n\n{BODY} The safe-\nguarding lead is in a multi-\nagency team."
    second = f"2. Roles\n\n{BODY} A multi-agency team meets."
    pages = [first, second, f"3. Law\n\n{BODY}", f"4. Forms\n\n{BODY}"]
    text = "\f".join(page.format(words, at) for at, words in enumerate(pages, start=1))
    found = {section.id: section.text for section in sections_of(text)}
    assert list(found) == [FRONT, "1", "2", "3", "4"]
    assert "The safeguarding lead is in a multi-agency team." in found["1"]
    assert not any(
        "Page" in words or "Hill School" in words for name, words in found.items() if name != FRONT
    )


def test_words_that_come_again_are_kept_where_they_are_no_head_of_a_page() -> None:
    text = headed("1. Aims", "What staff do", "2. Roles", "What staff do", "3. Law", "What staff do")
    assert [section.text.count("What staff do") for section in sections_of(text)] == [1, 1, 1]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("  \n ", "There are no words here."),
        (headed("1. Aims", "2. Roles", "3. The child\ufffds file"), "Some letters are lost"),
        (
            headed("1. Aims", "2. Roles", "3. The child\u00e2\u20ac\u2122s file"),
            "Quotation marks, dashes or accents",
        ),
        (headed("1. Aims", "2. Roles", "3. The child\u0092s file"), "Quotation marks, dashes or accents"),
        (BODY, "No heading was found"),
        (" ".join([BODY] * 60), "All of it is one line"),
        (headed("1. Aims", "2. Roles", "3. Law") + f"\n{BODY}" * 8600, "This is long, about 322 pages."),
    ],
)
def test_what_is_in_doubt_is_told(text: str, told: str) -> None:
    found = doubts(text)
    assert len(found) == 1
    assert found[0].startswith(told)
    sections_of(text)


def test_a_good_text_raises_no_doubt() -> None:
    assert doubts(headed("1. Aims", "2. Roles", "3. Law")) == []


def test_letters_that_were_read_wrong_are_put_right() -> None:
    found = sections_of(
        "The child\u00e2\u20ac\u2122s file \u00e2\u20ac\u201c caf\u00c3\u00a9, \u00c2\u00a35."
    )
    assert found[0].text == "The child\u2019s file \u2013 caf\u00e9, \u00a35."


def test_an_empty_text_has_no_section() -> None:
    assert sections_of(" \n") == []


PRINTED = """7. Telling
Staff who are worried about a child tell the designated person at
once, at home or at
work. They write down what they saw and heard, and sign it there.
The designated person rings social care.
Nobody waits.
- a record of
what was said
- the date"""

PARAGRAPH = (
    "Staff who are worried about a child tell the designated person at once, at home or at work. They write "
    "down what they saw and heard, and sign it there. The designated person rings social care."
)


def test_the_lines_of_a_paragraph_are_one_and_every_sign_keeps_its_place() -> None:
    shown = flowed(PRINTED)
    assert shown.split("\n") == [
        "7. Telling",
        PARAGRAPH,
        "Nobody waits.",
        "- a record of what was said",
        "- the date",
    ]
    assert len(shown) == len(PRINTED)
    for as_it_is in (
        "One.\n\nTwo is here",
        "Children Act (1989)\nData Protection Act (1998)\nHuman Rights Act",
    ):
        assert flowed(as_it_is) == as_it_is
