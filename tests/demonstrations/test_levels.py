"""Medway's indicators: all 95, each at its level and in its domain."""

from __future__ import annotations

from collections import Counter

from handbook.datafiles.data import Data
from tests.content.handbooks import Handbook

LEVELS = {1: 19, 2: 42, 3: 34}
DOMAINS = {1: (9, 6, 4), 2: (16, 17, 9), 3: (15, 10, 9)}


def test_the_95_indicators_stand_at_their_levels_and_in_their_domains(data: Data) -> None:
    medway = data.each("levels")["medway"]
    domains = [domain["id"] for domain in medway["domains"]]
    assert len(medway["indicators"]) == 95
    assert Counter(one["level"] for one in medway["indicators"]) == LEVELS
    assert [sum(one["domain"] == domain for one in medway["indicators"]) for domain in domains] == [
        40,
        33,
        22,
    ]
    found = Counter((one["level"], one["domain"]) for one in medway["indicators"])
    assert {level: tuple(found[level, domain] for domain in domains) for level in LEVELS} == DOMAINS


def test_no_two_indicators_say_the_same(data: Data) -> None:
    texts = Counter(one["text"] for one in data.each("levels")["medway"]["indicators"])
    assert [text for text, count in texts.items() if count > 1] == []


def test_a_medway_reader_sees_every_indicator(data: Data, handbooks: dict[str, Handbook]) -> None:
    text = handbooks["medway"].pages["levels/medway.md"].text
    assert [
        one["text"] for one in data.each("levels")["medway"]["indicators"] if one["text"] not in text
    ] == []


def test_every_pair_joins_a_sign_of_level_2_to_one_of_level_3(data: Data) -> None:
    medway = data.each("levels")["medway"]
    level = {one["id"]: one["level"] for one in medway["indicators"]}
    assert medway["pairs"]
    assert {(level[pair["lower"]], level[pair["higher"]]) for pair in medway["pairs"]} == {(2, 3)}


def test_the_essex_bands_are_named_and_not_numbered(data: Data) -> None:
    essex = data.each("levels")["essex"]
    assert [level["name"] for level in essex["levels"]] == ["Additional", "Intensive", "Specialist"]
    assert not any("number" in level for level in essex["levels"])
