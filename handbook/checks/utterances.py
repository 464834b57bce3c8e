"""How staff say it: enough for each flow that has any, of flows that exist, each sentence once, as typed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from handbook.datafiles.data import Data
from handbook.datafiles.sentences import KINDS, numbered, sentences
from handbook.datafiles.yamlfile import YamlFile
from handbook.problems import Problem, did_you_mean

FEWEST = 40
LONGEST = 300  # characters
COLUMN = 3  # where a line of a block begins
_WORD = re.compile(r"[^\W_]+")
_NO_WORDS = re.compile(r"\b0\d{2,4} ?\d{3}|https?:|@")


def utterances_are_of_flows(data: Data) -> Iterator[Problem]:
    """Every file is of a flow that exists, and holds enough to learn from."""
    for file in data.entries["utterances"].values():
        flow, flows = file.data["flow"], data.entries["flow"]
        if flow not in flows:
            words = f"flow '{flow}' does not exist{did_you_mean(flow, flows)}"
            yield file.problem(("flow",), words)
        count = sum(len(sentences(file.data, kind)) for kind in ("said", "now"))
        if count < FEWEST:
            words = (
                f"holds {count} ways to say it in 'said' and 'now', and fewer than {FEWEST} teach little; "
                "write more, or take the file away"
            )
            yield file.problem(("flow",), words)


def utterances_differ(data: Data) -> Iterator[Problem]:
    """No sentence stands twice: it would teach two things, or one of them too well."""
    seen: dict[str, str] = {}
    for file, line, sentence in _each(data):
        words = " ".join(_WORD.findall(sentence.lower().replace("'", "")))
        if not words:
            told = f"'{sentence}' has no word in it; write what somebody would type"
        elif words in seen:
            told = f"'{sentence}' stands in {seen[words]} too; keep it where it fits best"
        else:
            seen[words] = f"{file.name}:{line}"
            continue
        yield Problem(file.name, line, COLUMN, told)


def utterances_are_typed(data: Data) -> Iterator[Problem]:
    """A line is what someone would type, and tells nobody's number or address."""
    for file, line, sentence in _each(data):
        if len(sentence) > LONGEST:
            words = (
                f"'{sentence[:40]}…' has {len(sentence)} characters, more than {LONGEST}; write it shorter"
            )
            yield Problem(file.name, line, COLUMN, words)
        elif found := _NO_WORDS.search(sentence):
            yield Problem(
                file.name, line, COLUMN, f"holds '{found[0]}'; no sentence here holds a number or an address"
            )


def danger_is_told(data: Data) -> Iterator[Problem]:
    """Some sentences tell of danger now and some do not: without both, 999 could not be shown."""
    files = data.entries["utterances"].values()
    for kind, words in (("now", "tells of danger now"), ("said", "tells of anything else")):
        if not any(sentences(file.data, kind) for file in files):
            fix = f"no sentence {words} (under '{kind}:'), and the search must know some"
            yield Problem("data/utterances", 0, 0, f"{fix}; put the folder back as it was")


def _each(data: Data) -> Iterator[tuple[YamlFile, int, str]]:
    """Every sentence with its file and line."""
    for file in data.entries["utterances"].values():
        for kind in KINDS:
            above = file.problem((kind,), "").line
            for number, sentence in numbered(file.data, kind):
                yield file, above + number, sentence
