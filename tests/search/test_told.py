"""Own words that nobody learnt from: the flow that fits, and danger now, in the browser on the device."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict

import pytest
from playwright.sync_api import Page

from handbook.datafiles.data import Data
from handbook.datafiles.sentences import KINDS, sentences
from tests.browser.conftest import Visit
from tests.browser.support import NO_PYTHON, SETTINGS, SITE
from tests.search.box import CALM, DANGER, TOLD, until_it_can_answer

SETTING = "griffin"  # what was learnt is the same everywhere
FIRST, AMONG_THREE = 0.84, 0.93  # what is reached; told.yml says what each first run found
RAISED, OTHERS_RAISED = 0.98, 0.1
LARGEST = 150_000  # bytes of what was learnt, as it lies in the site
ALIKE = 0.8  # of the words of two sentences together, from which they are the same
# Types each text as a reader would and reads what the page shows.
READ = """(all) => {
  const part = document.querySelector("[data-own-words]");
  const input = part.querySelector("textarea");
  return all.map((text) => {
    input.value = text;
    input.dispatchEvent(new Event("input", { bubbles: true }));
    const flows = [...part.querySelectorAll("li a")].map((one) => one.pathname.match(/([^/]+)\\.html$/)[1]);
    const line = part.querySelector("[data-danger]");
    const above = part.querySelector("ul").compareDocumentPosition(line ?? part) & Node.DOCUMENT_POSITION_PRECEDING;
    return { flows, raised: Boolean(line && above && line.querySelector("a").href === "tel:999") };
  });
}"""


def own_words(visit: Visit) -> Page:
    page = visit(SETTING).open("what-now/index.html", NO_PYTHON)
    page.locator("#own").click()  # waits until the script shows it
    return until_it_can_answer(page)


def test_own_words_lead_to_the_flow_that_fits(visit: Visit) -> None:
    found = own_words(visit).evaluate(READ, [one["q"] for one in TOLD])
    places = {
        one["q"]: next((n for n, flow in enumerate(each["flows"]) if flow in wanted), None)
        for one, each in zip(TOLD, found, strict=True)
        for wanted in [{one["flow"], *one.get("or", ())}]
    }
    first = sum(place == 0 for place in places.values()) / len(TOLD)
    three = sum(place is not None for place in places.values()) / len(TOLD)
    print(f"{len(TOLD)} sentences, {first:.1%} first, {three:.1%} among three")
    late = {sentence: place for sentence, place in places.items() if place != 0}
    assert len(TOLD) >= 270
    assert all(len(each["flows"]) <= 3 for each in found)
    assert first >= FIRST, late
    assert three >= AMONG_THREE, late


def test_danger_raises_999_above_all_and_little_else_does(visit: Visit) -> None:
    page = own_words(visit)
    said = [sentence for sentences in DANGER.values() for sentence in sentences]
    raised = [one["raised"] for one in page.evaluate(READ, said)]
    others = [one["raised"] for one in page.evaluate(READ, CALM)]
    missed = [sentence for sentence, one in zip(said, raised, strict=True) if not one]
    print(
        f"danger {sum(raised)} of {len(said)} ({sum(raised) / len(said):.1%}), "
        f"others {sum(others)} of {len(CALM)} ({sum(others) / len(CALM):.1%})"
    )
    assert len(said) >= 640
    assert sum(raised) >= RAISED * len(said), missed
    assert sum(others) <= OTHERS_RAISED * len(CALM)


def test_slips_hide_no_danger(visit: Visit) -> None:
    said = ["he swollowed pills", "uncontious on the floor", "strangeling his sister", "hes got a nife"]
    found = own_words(visit).evaluate(READ, [f"{words} " for words in said])
    assert [words for words, one in zip(said, found, strict=True) if not one["raised"]] == []


@pytest.mark.usefixtures("books")
def test_what_was_learnt_is_small_and_the_same_everywhere() -> None:
    (learnt,) = {(SITE / setting / "assets/search/told.js").read_bytes() for setting in SETTINGS}
    print(f"learnt {len(learnt):,} bytes")
    assert len(learnt) <= LARGEST


def test_nobody_learnt_from_what_judges(data: Data) -> None:
    def words(sentence: str) -> frozenset[str]:
        return frozenset(re.findall(r"[a-z0-9]+", sentence.lower().replace("'", "")))

    learnt = {
        words(one)
        for entry in data.each("utterances").values()
        for kind in KINDS
        for one in sentences(entry, kind)
    }
    judges = [*(one["q"] for one in TOLD), *(one for kind in DANGER.values() for one in kind), *CALM]
    often = Counter(word for sentence in learnt for word in sentence)

    def telling(sentence: frozenset[str]) -> list[str]:
        """The rarest words: of two sentences that are alike, each has one of the other's among them."""
        rarest = sorted(sentence, key=lambda word: (often[word], word))
        return rarest[: len(rarest) - math.ceil(ALIKE * len(rarest)) + 1]

    by_word = defaultdict(set)
    for sentence in learnt:
        for word in telling(sentence):
            by_word[word].add(sentence)
    same = [
        one
        for one in judges
        for judge in [words(one)]
        for other in set().union(*(by_word[word] for word in telling(judge)))
        if len(judge & other) >= ALIKE * len(judge | other)
    ]
    assert not same


def test_every_flow_has_forty_ways_to_say_it(data: Data) -> None:
    said = data.each("utterances")
    few = [
        flow
        for flow in data.each("flow")
        if sum(len(sentences(said.get(flow, {}), kind)) for kind in ("said", "now")) < 40
    ]
    assert not few
