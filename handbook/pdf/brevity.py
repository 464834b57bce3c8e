"""Words for a wall: short sentences to act on, and not a word about the documents that they come from."""

from __future__ import annotations

import re
from collections.abc import Iterable

_ENDS = re.compile(r"(?<=[.?!]) +(?=[A-Z“\"])")
# Who speaks so speaks of a document, or of how we read it: that is for the back of a card.
_ABOUT = re.compile(
    r"\b(policy|policies|guide|document|so we say|is printed|are printed|was found|pages? do(es)? not"
    r"|own pages?|also published|puts it|on display)\b",
    re.IGNORECASE,
)
_SHORT = 3  # letters: shorter words join others and say little
_SAME = 0.75  # of the longer words of a sentence: so many in another one, and it says nothing new


def sentences(text: str) -> list[str]:
    """The sentences of a line."""
    return _ENDS.split(text)


def to_act_on(text: str) -> list[str]:
    """The sentences that tell the reader something to do, in order."""
    return [sentence for sentence in sentences(text) if not _ABOUT.search(sentence)]


def count(*texts: str) -> int:
    """How many words there are to read; figures are none."""
    return sum(any(letter.isalpha() for letter in word) for text in texts for word in text.split())


def says_again(sentence: str, said: str) -> bool:
    """Whether another text already says what this sentence says."""
    told, known = _long_words(sentence), _long_words(said)
    return bool(told) and len(told & known) >= _SAME * len(told)


def _long_words(text: str) -> set[str]:
    return {word for word in re.findall(r"[^\W_]+", text.lower()) if len(word) > _SHORT or word.isdigit()}


def within(room: int, texts: Iterable[str]) -> list[str]:
    """Of the lines to act on those that there is room for, in order, each thing said once.

    The first stands even where there is no room for it: a box that says nothing helps nobody.
    """
    kept: list[str] = []
    for text in texts:
        told = [
            sentence for sentence in to_act_on(text) if not any(says_again(sentence, other) for other in kept)
        ]
        line = " ".join(told)
        if line and (not kept or count(*kept, line) <= room):
            kept.append(line)
    return kept
