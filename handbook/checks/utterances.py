"""How staff say it: enough for every flow that has any, of flows that exist, each sentence once."""

from __future__ import annotations

import re
from collections.abc import Iterator

from handbook.datafiles.data import Data
from handbook.datafiles.yamlfile import Key, YamlFile
from handbook.problems import Problem, did_you_mean

FEWEST = 40
LISTS = ("said", "now", "calm")
_WORD = re.compile(r"[^\W_]+")


def utterances_are_of_flows(data: Data) -> Iterator[Problem]:
    """Every file is of a flow that exists, and holds enough to learn from."""
    for file in data.entries["utterances"].values():
        flow, flows = file.data["flow"], data.entries["flow"]
        if flow not in flows:
            words = f"flow '{flow}' does not exist{did_you_mean(flow, flows)}"
            yield file.problem(("flow",), words)
        count = sum(len(file.data.get(name, ())) for name in ("said", "now"))
        if count < FEWEST:
            words = (
                f"holds {count} ways to say it in 'said' and 'now', and fewer than {FEWEST} teach little; "
                "write more, or take the file away"
            )
            yield file.problem(("flow",), words)


def utterances_differ(data: Data) -> Iterator[Problem]:
    """No sentence stands twice: it would teach two things, or one of them too well."""
    seen: dict[tuple[str, ...], Problem] = {}
    for file, key, sentence in _each(data):
        words = tuple(_WORD.findall(sentence.lower().replace("'", "")))
        here = file.problem(key, "")
        if not words:
            yield file.problem(key, f"'{sentence}' has no word in it; write what somebody would type")
        elif words in seen:
            first = seen[words]
            place = f"{first.file}:{first.line}"
            yield file.problem(key, f"'{sentence}' stands in {place} too; keep it where it fits best")
        else:
            seen[words] = here


def danger_is_told(data: Data) -> Iterator[Problem]:
    """Some sentences tell of danger now and some do not: without both, 999 could not be shown."""
    held = {key[0] for _, key, _ in _each(data)}
    for name, words in (("now", "tells of danger now"), ("said", "tells of anything else")):
        if name not in held:
            mend = f"no sentence {words} (under '{name}:'), and the search must know some"
            yield Problem("data/utterances", 0, 0, f"{mend}; put the folder back as it was")


def _each(data: Data) -> Iterator[tuple[YamlFile, Key, str]]:
    for file in data.entries["utterances"].values():
        for name in LISTS:
            for place, sentence in enumerate(file.data.get(name, ())):
                yield file, (name, place), sentence
