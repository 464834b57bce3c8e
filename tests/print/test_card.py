"""The card on the wall: few words, each thing once, room to write, and its proof on the back."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

import pytest

from handbook.pdf import card
from handbook.pdf.brevity import says_again, sentences, to_act_on, within
from tests.print import poppler, structure
from tests.print.shelf import Shelf, front, phones
from wizard.advice import contacts_for, deadlines_for

CARDS = ("card", "pocket")
MOST_WORDS = 40
POINTS_PER_MM = 72 / 25.4
ROOM_TO_WRITE = 8.5  # millimetres from line to line, or from the label above it
ABOUT_DOCUMENTS = re.compile(
    r"\b(policy|document|guide|assum\w+|our reading|our advice|printed)\b", re.IGNORECASE
)


def _titles(shelf: Shelf, name: str) -> list[str]:
    titles = [title for title, page in structure.bookmarks(shelf.pdf(name)) if page == 1]
    return [" ".join(title.split()) for title in titles]


def _boxes(shelf: Shelf, name: str) -> dict[str, str]:
    """The text of each box of the front, its title included."""
    text, titles = front(shelf, name), _titles(shelf, name)
    starts, at = [], 0
    for title in titles:
        at = text.index(title, at)
        starts.append(at)
        at += len(title)
    return {
        title: text[start:end]
        for title, (start, end) in zip(titles, pairwise([*starts, len(text)]), strict=True)
    }


def _words(text: str) -> list[str]:
    """Words to read; the labels of lines to write on are none."""
    words = [word for word in text.split() if any(letter.isalpha() for letter in word)]
    return [word for word in words if word not in {"name", "phone"}]


@pytest.mark.parametrize("name", CARDS)
def test_no_box_has_more_than_forty_words(shelf: Shelf, name: str) -> None:
    boxes = _boxes(shelf, name)
    assert len(boxes) >= 9
    for title, text in boxes.items():
        assert len(_words(text)) <= MOST_WORDS, (title, len(_words(text)), text)


@pytest.mark.parametrize("name", CARDS)
def test_the_first_box_says_999(shelf: Shelf, name: str) -> None:
    first = next(iter(_boxes(shelf, name).values()))
    assert first.startswith("Danger now? Ring 999")


@pytest.mark.parametrize("name", CARDS)
def test_the_wall_side_has_no_marks_and_no_word_on_documents(shelf: Shelf, name: str) -> None:
    text = front(shelf, name)
    assert not re.findall(r"(?<!\d)[a-z.)]\d+(?:,\d+)*", text)
    assert not ABOUT_DOCUMENTS.findall(text)
    assert not set(text) & {"†", "‡"}


@pytest.mark.parametrize("name", CARDS)
def test_nothing_stands_twice(shelf: Shelf, name: str) -> None:
    boxes = _boxes(shelf, name)
    text = front(shelf, name)
    for number in phones(text) - {"999", "101"}:
        assert text.count(number) == 1, number
    lines = [line for box in boxes.values() for line in re.findall(r"[A-Z][^.•]{20,}\.", box)]
    assert len(lines) == len(set(lines)), lines


def test_there_is_room_to_write_by_hand(shelf: Shelf) -> None:
    words = [word for word in poppler.words(shelf.pdf("card")) if word.page == 1]
    labels = [word for word in words if word.text == "name"]
    assert labels
    for label in labels:
        above = [
            word.bottom
            for word in words
            if word.bottom < label.bottom - 1 and word.left < label.right and word.right > label.left
        ]
        assert label.bottom - max(above) >= ROOM_TO_WRITE * POINTS_PER_MM, label


@pytest.mark.parametrize("name", CARDS)
def test_what_a_policy_says_of_one_worry_alone_is_not_printed_of_every_worry_without_a_word(
    shelf: Shelf, name: str
) -> None:
    areas = tuple(shelf.book.fills)
    tell = _boxes(shelf, name)["Tell someone now"]
    for shown in deadlines_for(shelf.book, ("tell-dsl",), areas, None):
        if shown.deadline.assumption:
            assert card.PARTLY_OURS in tell
            assert shown.deadline.assumption in " ".join(poppler.text(shelf.pdf(name)).split())


@pytest.mark.parametrize("name", CARDS)
def test_who_is_written_to_first_stands_with_the_address(shelf: Shelf, name: str) -> None:
    text = front(shelf, name)
    for area in shelf.book.fills:
        for shown in contacts_for(shelf.book, ("lado",), (area,), None):
            first = next(iter(shown.contact.numbers), None)
            if shown.contact.kind == "lado" and first and first.kind == "email":
                assert first.value in text.replace("- ", "-"), (name, first.value)


def test_the_policys_own_limit_for_the_lado_is_on_the_wall(shelf: Shelf) -> None:
    limits = [
        one.deadline for one in deadlines_for(shelf.book, ("tell-lado",), tuple(shelf.book.fills), None)
    ]
    own = [limit for limit in limits if limit.authority == "own"]
    for limit in own or limits[:1]:
        assert limit.say in front(shelf, "card"), limit.id


def test_every_source_on_the_back_is_pointed_to_from_there(shelf: Shelf) -> None:
    (document, _) = card.documents(shelf.maker, shelf.book)
    listed = [note["n"] for note in document.data["notes"]]
    assert listed == sorted(listed)
    assert set(_notes(document.data["back"])) == set(listed)


def _notes(value: Any) -> Iterator[int]:
    if isinstance(value, Mapping):
        yield from value.get("notes", ())
        for key, one in value.items():
            if key != "notes":
                yield from _notes(one)
    elif isinstance(value, list):
        for one in value:
            yield from _notes(one)


def test_the_pocket_card_says_where_to_fold_the_right_way_up(shelf: Shelf) -> None:
    words = [word for word in poppler.words(shelf.pdf("pocket")) if word.page == 1]
    for place, word in enumerate(words):
        if word.text == "Fold":
            number = words[place + 1]
            assert number.text in {"1:", "2:"}
            assert number.left > word.left, "a word that stands on its head runs from right to left"
    assert [word.text for word in words].count("Fold") == 2


def test_no_panel_of_the_pocket_card_is_half_empty(shelf: Shelf) -> None:
    page = next(iter(poppler.pictures(shelf.pdf("pocket"), 40)))
    rows = [page.levels[n * page.width : (n + 1) * page.width] for n in range(page.height)]
    half, edge = page.height // 2, round(6 / 25.4 * page.dpi)
    for column in range(4):
        left, right = (
            round(share * page.width / 4) + sign * 3 for share, sign in ((column, 1), (column + 1, -1))
        )
        for side in (rows[edge : half - edge], rows[: half + edge : -1]):
            inked = [place for place, row in enumerate(side) if min(row[left:right]) < 128]
            assert inked, column
            assert max(inked) >= 0.5 * len(side), (column, max(inked) / len(side))


def test_a_line_for_the_wall_leaves_out_what_it_says_of_its_document() -> None:
    line = "Go to the chair. The policy lists the head or the chair. Do not tell the head."
    assert to_act_on(line) == ["Go to the chair.", "Do not tell the head."]


def test_a_box_takes_what_there_is_room_for_in_order_and_nothing_twice() -> None:
    lines = [
        "Tell the lead at once.",
        "Go to the deputy where the lead is away.",
        "At once tell the lead.",
        "Wait.",
    ]
    assert within(40, lines) == [lines[0], lines[1], lines[3]]
    assert within(6, lines) == [lines[0], lines[3]]
    assert within(1, lines) == [lines[0]]
    assert says_again("Tell the headteacher at once.", "At once you tell the headteacher.")
    assert not says_again("Tell the headteacher at once.", "Tell the chair.")
    assert sentences("Hurt? Ring 999. Wait.") == ["Hurt?", "Ring 999.", "Wait."]
