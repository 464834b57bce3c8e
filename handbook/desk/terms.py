"""The words by which lines and passages are compared: plain, without endings, with one name for one thing."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

# Words that stand everywhere in such documents and tell no passage from another.
_EVERYWHERE = """
a about all also an and any are as at be been being but by can could did do does each either for from had
has have having he her here him his how i if in into is it its may might more most must no nor not of on or
other our out over own shall she should so some such than that the their them then there these they this
those through to under until up upon us was we were what when where whether which while who whom whose why
will with within would you your
"""
_PASSED_OVER = frozenset(_EVERYWHERE.split())
_COUNT = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_FIGURES = {word: str(figure) for figure, word in enumerate(_COUNT, start=1)}
# Lines are in plain words and policies seldom are: a row is one thing in words of both. A word has one row.
_ROWS = """
worry concern anxiety
tell inform notify report alert
ring telephone phone call contact
write record note log
talk speak discuss discussion conversation
think believe suspect consider
ask request seek
pass share disclose disclosure
picture image imagery photo photograph
hurt harm injure injury damage
bad badly ill poor
help support assist assistance
law legal statutory legislation lawful
duty responsibility responsible role job
rule procedure policy guidance protocol
once immediate immediately urgent straightaway
form document paper
often frequent regular persistent repeated
keep store hold retain
watch monitor supervise supervision oversee
begin start commence
end close cease finish
kind type category
parent carer family guardian
school setting academy college
pupil student learner
staff colleague employee worker practitioner professional workforce
head headteacher principal
governor governing trustee
choose appoint recruit select recruitment
train training course
drink alcohol
home house household
danger risk
safe protect protection safeguard
service agency partner organisation
meet meeting conference
plan arrangement
need require requirement
secret confidential confidentiality private
agree agreement consent permission
show demonstrate indicate
sign indicator symptom
money financial
body bodily physical
mind mental emotional psychological
feel feeling wellbeing
violence violent attack assault
fear afraid frighten threat threaten
wrong misconduct inappropriate
force restrain restraint
answer respond response reply
find identify
know aware awareness
council authority
outside external
look investigate investigation enquiry
press pressure
""".strip().splitlines()
# A number to ring is one word, however it is spaced; so is an e-mail or a web address.
_WORD = re.compile(
    r"\+?\(?\d[\d() -]{6,}\d|[a-z\d][\w.+-]*@[\w.-]*\w|(?:[\w-]+\.)+[a-z]{2,}(?:/[\w./-]*\w)?|[a-z]+|\d+"
)
_POSSESSIVE = re.compile("['\u2019](?:s\\b)?")
_OTHER_THAN_DIGITS = re.compile(r"\D")
# The longest first. What is left must still be a word.
_LONGEST_FIRST = """
ifications ification ational fulness ousness iveness ations ition ation ments ment ances ancy ance ences
ency ence ities ity ness able ible ally edly ingly ings ing ions ion ives ive ers er ors or ies ied ed es ly
al y s e
"""
_ENDINGS = tuple(_LONGEST_FIRST.split())
_SHORTEST = 3
_WHOLE = frozenset({"police"})  # without its ending it would be "policy" without its own
_IN_BRACKETS = re.compile(r"\(([^)]*)\)")

ROW, THING = "~", "@"  # how a term begins that is a row of words, or a thing with aliases


@lru_cache(1 << 15)
def stem(word: str) -> str:
    """A word without its endings, so that "referring" meets "referral"; a number as its digits alone."""
    if not word.isalpha():
        return word if any(map(str.isalpha, word)) else _OTHER_THAN_DIGITS.sub("", word)
    if word in _WHOLE:
        return word
    left = word
    for _ in range(2):
        for ending in _ENDINGS:
            if left.endswith(ending) and len(left) - len(ending) >= _SHORTEST:
                left = left[: -len(ending)]
                break
    return left[:-1] if len(left) > _SHORTEST and left[-1] == left[-2] else left


_ROW_OF = {stem(word): ROW + row.split()[0] for row in reversed(_ROWS) for word in row.split()}


def stems(text: str) -> list[str]:
    """The telling words of a text, as stems, in order."""
    plain = _POSSESSIVE.sub("", text.lower())
    return [stem(_FIGURES.get(word, word)) for word in _WORD.findall(plain) if word not in _PASSED_OVER]


class Terms:
    """Counts the terms of texts: stems, the rows that they stand in, and things by any of their names."""

    def __init__(self, alike: Mapping[str, Iterable[str]]) -> None:
        """Take for each thing the names that documents and staff have for it."""
        named: dict[tuple[str, ...], set[str]] = defaultdict(set)
        for thing, names in alike.items():
            for name in names:
                for words in (name, _IN_BRACKETS.sub(" ", name), *_IN_BRACKETS.findall(name)):
                    named[tuple(stems(words))].add(THING + thing)
        self._named: dict[str, list[tuple[tuple[str, ...], list[str]]]] = defaultdict(list)
        for phrase, things in named.items():
            if phrase:
                self._named[phrase[0]].append((phrase, sorted(things)))

    def of(self, text: str) -> Counter[str]:
        """Each term of a text with how often it stands there."""
        found = stems(text)
        counted = Counter(found)
        counted.update(_ROW_OF[term] for term in found if term in _ROW_OF)
        counted.update(self._things(found))
        return counted

    def _things(self, found: list[str]) -> Iterator[str]:
        for at, first in enumerate(found):
            for phrase, things in self._named.get(first, ()):
                if tuple(found[at : at + len(phrase)]) == phrase:
                    yield from things


def is_word(term: str) -> bool:
    """Whether a term is a word of the text itself."""
    return not term.startswith((ROW, THING))
