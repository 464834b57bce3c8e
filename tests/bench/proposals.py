"""How often the desk proposes the right section: `python -m tests.bench.proposals FOLDER`.

The folder holds the five demonstrations' documents as text, which are not ours to pass on. Each is cut by
`sections_of`, and every line of the handbook is looked for in it. What counts is whether the section that
`data/policies/` gives for a claim is that of the first proposal, or of one of the first three. The constants
of `rank` were chosen on Griffin and Christ the King alone.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from handbook.datafiles.data import Data, load
from handbook.desk.library import Library, library
from handbook.desk.proposals import MOST, Proposal, rank
from handbook.desk.sections import FRONT, Section, sections_of
from handbook.desk.terms import stems
from handbook.policies.places import refs

DATA = Path(__file__).parents[2] / "data"
LIKE = 0.4  # of the words of two titles together: the same section
SHOWN = 3
CHOSEN_ON = ("griffin-2019", "christ-the-king-2021")
LONG = 300 * 400  # words of a policy of 300 pages

Raw = Mapping[str, Any]


def main(folder: Path) -> int:
    """Print the hit rates of each document, with what guessing would come to, and how long it takes."""
    data = load(DATA)
    shared = library(data)
    texts = {path: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))}
    whole = ""
    print(
        f"{'':24}{'claims':>7}{'first':>7}{'in 3':>7}{f'in {MOST}':>7}{'guess':>7}{'national':>10}{'sections':>10}{'s':>6}"
    )
    for name, policy in data.each("policy").items():
        text = _document(policy, texts.values())
        if text is None:
            print(f"{name:24} is not in {folder}")
            continue
        whole += text
        _show(name, policy, text, shared, _national(data))
    _show_long(whole, shared)
    return 0


def _document(policy: Raw, texts: Iterable[str]) -> str | None:
    """The text of a policy's document: the one that names its publisher in its first lines."""
    names = {policy["publisher"].lower(), policy["publisher"].lower().replace(" and ", " & ")}
    return next((text for text in texts if any(name in text[:1000].lower() for name in names)), None)


def _national(data: Data) -> set[str]:
    """Lines that some national source says: they were not written from these documents."""
    sources = data.one("sources")
    kinds = {name for name, source in sources.items() if source.get("kind") == "national"}
    return {ref for ref, line in refs(data) if any(one["source"] in kinds for one in line.get("cite", ()))}


def _show(name: str, policy: Raw, text: str, shared: Library, national: set[str]) -> None:
    cut, met = _cut(policy, sections_of(text))
    began = time.process_time()
    found = rank(cut, shared.lines, shared.around, shared.alike)
    took = time.process_time() - began
    claims = list(_claims(policy))
    longest = sorted(cut, key=lambda section: -len(cut[section]))[:SHOWN]
    rates = [_rate(claims, found, first) for first in (1, SHOWN, MOST)]
    guess = sum(section in longest for _, section in claims) / len(claims)
    of_nation = _rate([claim for claim in claims if claim[0] in national], found, SHOWN)
    sections = f"{met}/{len(policy['sections'])}"
    print(
        f"{name + (' *' if name in CHOSEN_ON else ''):24}{len(claims):>7}"
        + "".join(f"{rate:>7.1%}" for rate in (*rates, guess))
        + f"{of_nation:>10.1%}{sections:>10}{took:>6.1f}"
    )


def _claims(policy: Raw) -> Iterator[tuple[str, str]]:
    """Each line that a policy says, in the handbook's words or its own, with the section."""
    for section, entry in policy["sections"].items():
        yield from ((ref, section) for ref in (*entry.get("says", ()), *entry.get("versions", ())))


def _rate(claims: list[tuple[str, str]], found: Mapping[str, list[Proposal]], first: int) -> float:
    right = sum(section in {one.section for one in found[ref][:first]} for ref, section in claims)
    return right / max(1, len(claims))


def _cut(policy: Raw, found: list[Section]) -> tuple[dict[str, str], int]:
    """The found sections under the names of the policy's file, and how many have one.

    One that the file does not know belongs to the section before it.
    """
    names = dict(_named(policy, found))
    out: dict[str, str] = {}
    current = FRONT
    for section in found:
        current = names.get(section.id, current)
        out[current] = f"{out[current]}\n\n{section.text}" if current in out else section.text
    return out, len(names)


def _named(policy: Raw, found: list[Section]) -> Iterator[tuple[str, str]]:
    left = {section.id: section.title for section in found}
    for name, entry in policy["sections"].items():
        if name in left:
            del left[name]
            yield name, name
            continue
        alike = {one: _alike(f"{name} {entry['title']}", title) for one, title in left.items()}
        best = FRONT if name == "Cover" else max(alike, key=lambda one: alike[one], default="")
        if best in left and (name == "Cover" or alike[best] >= LIKE):
            del left[best]
            yield best, name


def _alike(one: str, other: str) -> float:
    first, second = set(stems(one)), set(stems(other))
    return len(first & second) / max(1, len(second))


def _show_long(text: str, shared: Library) -> None:
    """What 300 pages cost."""
    long = "\n\n".join([text] * (1 + LONG // max(1, len(text.split()))))
    began = time.process_time()
    cut = {section.id: section.text for section in sections_of(long)}
    read = time.process_time() - began
    rank(cut, shared.lines, shared.around, shared.alike)
    took = time.process_time() - began - read
    print(
        f"\nA text of {len(long.split()) // 400} pages: cut in {read:.1f} s, {len(shared.lines)} lines in {took:.1f} s"
    )
    print(
        "* the constants were chosen on these; guess: the three longest sections; in seconds of the processor"
    )


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("Say which folder holds the documents: python -m tests.bench.proposals FOLDER")
    sys.exit(main(Path(sys.argv[1])))
