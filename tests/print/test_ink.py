"""Nothing runs off the paper or over its neighbour, and all of it is legible in black and white."""

from __future__ import annotations

from itertools import pairwise

import pytest

from tests.print import poppler
from tests.print.shelf import EACH_KIND, Shelf

MARGIN = {"pocket": 4.5}  # millimetres; it folds, so its panels need all the room that printers leave
OTHER_MARGIN = 6.0
PAPER_WHITE = 250
HARDLY_BEGUN, FOOT = 0.18, 0.92  # of a side, from its top
TEXT_CONTRAST = 7.0  # WCAG's enhanced level, as paper is read in bad light


def test_every_side_has_ink_but_none_in_its_margins_and_is_not_nearly_empty(shelf: Shelf) -> None:
    for paper in shelf.papers:
        margin = MARGIN.get(paper.name, OTHER_MARGIN)
        empty = []
        for number, page in enumerate(poppler.pictures(shelf.pdf(paper.name), 40), 1):
            assert min(page.levels) < PAPER_WHITE / 2, (paper.name, number)
            assert min(page.outside(margin)) >= PAPER_WHITE, (paper.name, number)
            begun, foot = (int(share * page.height) * page.width for share in (HARDLY_BEGUN, FOOT))
            if min(page.levels[begun:foot]) >= PAPER_WHITE:
                empty.append(number)
        # Each chart of the pack begins a side; where no size avoids it, one may end on a few lines.
        assert len(empty) <= (paper.group == "pack"), (paper.name, empty)


def test_no_word_lies_on_another(shelf: Shelf) -> None:
    for paper in shelf.papers:
        words = sorted(poppler.words(shelf.pdf(paper.name)), key=lambda word: (word.page, word.top))
        for place, word in enumerate(words):
            for other in words[place + 1 :]:
                if other.page != word.page or other.top > word.bottom:
                    break
                assert not word.lies_on(other), (paper.name, word, other)


@pytest.mark.parametrize("setting", ["griffin", "medway"])  # a school with two areas, and a partnership
def test_in_grey_every_tone_is_clearly_dark_or_light_and_every_word_stands_out_from_its_ground(
    shelves: dict[str, Shelf], setting: str
) -> None:
    for name in EACH_KIND:
        path = shelves[setting].pdf(name)
        pages = list(poppler.pictures(path, 144, smooth=False))  # at 72 a full stop may fall between the dots
        for page in pages:
            levels = sorted(page.shares())
            gap = max(pairwise(levels), key=lambda pair: pair[1] - pair[0])
            dark, light = poppler.luminance(gap[0]), poppler.luminance(gap[1])
            assert (light + 0.05) / (dark + 0.05) >= TEXT_CONTRAST, (name, levels)
        for word in poppler.words(path):
            assert pages[word.page - 1].contrast(word) >= TEXT_CONTRAST, (name, word)
