"""What the search learns from how staff say it: handed to `learn.mjs`, and cached once it is learnt."""

from __future__ import annotations

import hashlib
import json
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from handbook import build_cache
from handbook.datafiles.data import Data
from handbook.datafiles.sentences import sentences
from handbook.problems import BuildError
from handbook.project import PROJECT
from handbook.runtime.node import node

CACHE = PROJECT / "build/words"
LEARN = Path(__file__).with_name("learn.mjs")
# The code that reads the sentences: part of the cache key.
READERS = (
    LEARN,
    *(PROJECT / f"wizard/web/search/{name}.js" for name in ("told", "danger", "terms", "groups", "words")),
    PROJECT / "node_modules/stemmer/index.js",
)
# Danger has a question of its own, asked before the flows: its sentences call for none of them.
DANGER = "emergency"


@dataclass(frozen=True)
class Utterances:
    """Sentences to learn from: by the flow that they call for, and of danger now or of none."""

    flows: Mapping[str, Sequence[str]]
    now: Sequence[str]
    calm: Sequence[str]


def utterances(data: Data) -> Utterances:
    """The sentences for all settings; the names of a flow and of what it is about are among its own."""
    said = data.each("utterances")
    flows = {
        name: [*sentences(entry, "said"), *sentences(entry, "now"), *_names(data, name)]
        for name, entry in said.items()
        if name != DANGER
    }
    now = [sentence for entry in said.values() for sentence in sentences(entry, "now")]
    calm = [
        sentence
        for entry in said.values()
        for kind in ("said", "calm")
        for sentence in sentences(entry, kind)
    ]
    return Utterances(flows, now, calm)


def _names(data: Data, flow: str) -> list[str]:
    entry = data.each("flow")[flow]
    about = [
        *data.each("harm").values(),
        *data.one("abuse-types").values(),
    ]
    borrowed = [
        name
        for harm in about
        if harm.get("flows", [])[:1] == [flow]
        for name in (harm["title"], *harm.get("aliases", ()))
    ]
    return [entry["title"], *entry["aliases"], entry["about"], *borrowed]


def train(said: Utterances, cache: Path = CACHE) -> str:
    """What is learnt of them, as JSON for the page's script. Raises BuildError where it cannot be."""
    danger = _train({"now": said.now, "calm": said.calm}, cache)
    flows = _train({"flows": said.flows, "all": [*said.now, *said.calm]}, cache)
    return f'{flows[:-1]},"danger":{danger}}}'


def _train(request: Mapping[str, Any], cache: Path) -> str:
    """Train one part, cached by itself: a new name of a page does not retrain the danger weights."""
    text = json.dumps(request, ensure_ascii=False)
    parts = (text.encode(), *(path.read_bytes() for path in READERS))
    key = hashlib.sha256(b"\0".join(hashlib.sha256(part).digest() for part in parts)).hexdigest()[:16]
    place = cache / f"{key}.json"
    build_cache.mark_used(place)
    if place.exists():
        return place.read_text(encoding="utf-8")
    command = [str(node()), str(LEARN)]
    done = subprocess.run(command, input=text, capture_output=True, text=True, encoding="utf-8", check=False)
    if done.returncode:
        raise BuildError(f"The search could not learn from data/utterances:\n{done.stderr.strip()}")
    build_cache.write(place, done.stdout.encode())
    build_cache.remove_unused(cache.iterdir(), build_cache.MONTH)
    return done.stdout
