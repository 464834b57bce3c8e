"""What the wizard says is read with ease at the age of twelve."""

from __future__ import annotations

import pytest

from tests.access.reading import reading_age, wizard_lines
from tests.browser.support import SETTINGS
from tests.support import real

OLDEST = 12.0
A_SENTENCE = 8  # words; shorter lines are labels, and one long name would make them look hard
WORST = 10


def test_a_plain_line_is_for_the_young_and_a_heavy_one_is_not() -> None:
    assert reading_age(["Stay with the child. Tell the lead now."]) < 9
    heavy = (
        "Practitioners should facilitate multi-agency consultation regarding organisational responsibilities."
    )
    assert reading_age([heavy]) > 18


@pytest.mark.parametrize("setting", SETTINGS)
def test_the_wizard_is_read_with_ease_at_twelve(setting: str) -> None:
    book = real.book(setting)
    lines = {name: wizard_lines(book, flow) for name, flow in book.flows.items()}
    ages = {name: reading_age(texts) for name, texts in lines.items()}
    every = list(dict.fromkeys(text for texts in lines.values() for text in texts))
    print(
        f"\n{setting}: reading age {reading_age(every):.1f}; by flow {min(ages.values()):.1f} to {max(ages.values()):.1f}"
    )
    whole = [text for text in every if len(text.split()) >= A_SENTENCE]
    for age, text in sorted(((reading_age([text]), text) for text in whole), reverse=True)[:WORST]:
        print(f"  {age:4.1f}  {text}")
    assert reading_age(every) <= OLDEST
    assert not {name: round(age, 1) for name, age in ages.items() if age > OLDEST}
