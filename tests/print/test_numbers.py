"""No number on paper but those that may be rung, and none of another county."""

from __future__ import annotations

import re

from tests.print import poppler
from tests.print.shelf import Shelf, foreign, phones, superseded, to_ring

WORDS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")


def test_a_card_bears_exactly_the_numbers_of_its_areas(shelf: Shelf) -> None:
    for name in ("card", "pocket"):
        found = phones(poppler.text(shelf.pdf(name)).split("\f")[0])
        assert found - {"101"} == to_ring(shelf.maker) - {"101"}, name


def test_no_paper_bears_a_number_of_another_area(shelf: Shelf) -> None:
    strange = {number.replace(" ", "") for number in foreign(shelf.maker)}
    assert strange
    for paper in shelf.papers:
        digits = re.sub(r"(?<=\d) (?=\d)", "", poppler.text(shelf.pdf(paper.name)))
        assert not {number for number in strange if number in digits}, paper.name


def test_what_is_no_longer_in_use_stands_only_in_the_history_and_says_so(shelf: Shelf) -> None:
    old = superseded(shelf.maker)
    for paper in shelf.papers:
        text = "".join(poppler.text(shelf.pdf(paper.name)).split())
        present = {value for value in old if "".join(value.split()) in text}
        if paper.name == "contacts":
            assert present == old
            assert not old or "donotring" in text
        else:
            assert not present, paper.name


def test_the_contact_sheet_has_every_number_of_the_setting(shelf: Shelf) -> None:
    text = "".join(
        poppler.text(shelf.pdf("contacts")).replace("\u200b", "").split()
    )  # where a long address may break
    for contact in shelf.book.contacts.values():
        for number in contact.numbers:
            assert "".join(number.value.split()) in text, number.value


def test_the_pack_says_how_many_situations_it_has_and_answers_each(shelf: Shelf) -> None:
    text = poppler.text(shelf.pdf("induction-pack")).replace("\f", "\n")
    found = re.search(r"^(\w+) situations? to practise", text, re.MULTILINE)
    assert found, "practice"
    wanted = [str(n) for n in range(1, 1 + WORDS.index(found[1]))]
    assert len(wanted) == shelf.maker.data.one("papers")["pack"]["situations"]
    answers = text.index("Answers\n1.")
    end = text.index("Read and understood", answers)
    for part in (text[found.start() : answers], text[answers:end]):
        assert wanted == re.findall(r"^([1-9])\. [A-Z]", part, re.MULTILINE)


def test_the_annex_has_contents_and_page_numbers(shelf: Shelf) -> None:
    pdf = shelf.pdf("induction-annex")
    pages = poppler.text(pdf, "-layout").split("\f")
    for number, page in enumerate(pages[:-1], 1):
        assert re.search(rf"\b{number}\b", page.rstrip().splitlines()[-1] + page.rstrip().splitlines()[-2])
    contents = re.findall(r"^ *([A-Z][^.\n]*?) [. ]{5,}\u2060?(\d+)$", pages[0], re.MULTILINE)
    assert len(contents) > 10
    for title, number in contents:
        assert title.split("  ")[0].strip() in " ".join(pages[int(number) - 1].split()), title


def test_the_pack_numbers_its_sides_and_has_a_form_with_a_picture(shelf: Shelf) -> None:
    pdf = shelf.pdf("induction-pack")
    pages = poppler.text(pdf, "-layout").split("\f")
    for number, page in enumerate(pages[:-1], 1):
        assert re.search(rf"\b{number}\b", page.rstrip().splitlines()[-1] + page.rstrip().splitlines()[-2])
    assert "record of a concern" in " ".join(pages)
    assert any("Figure" in tag for tag in poppler.tags(pdf))


def test_the_forms_say_who_they_go_to_and_by_when(shelf: Shelf) -> None:
    text = " ".join(poppler.text(shelf.pdf("form-concern")).split())
    for contact in shelf.book.fills[next(iter(shelf.book.fills))].contacts["dsl"]:
        assert shelf.book.contacts[contact].name in text


def test_the_referral_form_asks_six_questions(shelf: Shelf) -> None:
    text = poppler.text(shelf.pdf("form-referral"))
    assert re.findall(r"^([1-6])\. ", text, re.MULTILINE) == ["1", "2", "3", "4", "5", "6"]
