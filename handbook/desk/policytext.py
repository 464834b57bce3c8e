"""A policy's own text at the desk: its sections under the names of the file, and a passage for a line."""

from __future__ import annotations

import math
import re
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from handbook.desk import decisions
from handbook.desk.cleaning import flowed
from handbook.desk.contents import plain
from handbook.desk.library import library
from handbook.desk.proposals import Proposal, Ranking
from handbook.desk.questions import words_to_find
from handbook.desk.sections import Section, doubts, sections_of
from handbook.desk.work import Work

MIN_SCORE = 0.2  # a lower score is mostly of a line that the policy does not say: docs/measured.md
_ASKED = "?"  # no line's name
_ANSWERS = 2  # passages beside a question
_SECONDS_PER_CALL = 1.0  # seconds of looking, after which the page may ask for something else
_BESIDE, _MARKED = 160, 600  # letters around the words to mark, and of these
# What the schema asks of a section's name and heading (data/schemas/).
_NAME, _TITLE = 60, 140
_PHONE = re.compile(r"\W*\b0\d{2,4} ?\d{3}[\d ]*")
_NUMBER = re.compile(r"\d")
BY_HEADING = (
    "Section {0} of this text is section {1} in your file: the heading is the same. "
    "There it stays section {1}."
)
BY_NUMBER = (
    "Section {0} is headed “{1}” in this text and “{2}” in your file. It is taken for the same section. If "
    "it is another one now, open it and go through what stands there."
)
GONE = (
    "In your file, and not found in this text: {}. What is said there stays. If your policy says it no "
    "longer, open the section and set its lines to “Not decided”."
)
_NAMED = 6  # sections that a note gives by name


@dataclass(frozen=True)
class Opened:
    """A policy's text: the work with its sections, their texts by the file's names, and notes."""

    work: Work
    texts: Mapping[str, str]
    notes: list[str]


def opened(work: Work, text: str) -> Opened:
    """The text in its sections; those that the policy's file does not have are added to it.

    A section is the file's by its heading, else by its number. Raises DecisionError for a text without words.
    """
    if not text.strip():
        raise decisions.DecisionError(doubts(text)[0])
    found = sections_of(text)
    entries = work.said["sections"]
    unsaid = {name for name, entry in entries.items() if set(entry) == {"title"}}
    # In a file in which nothing is said yet no heading is anybody's: those of the text take their places.
    fresh = unsaid == set(entries)
    headless = set(entries) if len(entries) == 1 else unsaid
    own = {} if fresh else {name: plain(entry["title"]) for name, entry in entries.items()}
    names = _by_heading(found, own)
    notes, added = doubts(text), []
    for section in found:
        if section.id not in names:
            there = section.id in entries and section.id not in names.values()
            names[section.id] = section.id if there else _free(section, {*own, *names.values()})
            if not there or section.id in headless:
                work = decisions.add_section(work, names[section.id], _title(section))
            added += [] if there else [names[section.id]]
        notes += _moved(section, names[section.id], work.said["sections"])
    if added:
        notes.append(f"New in your file: {_some(added)}.")
    missing = [name for name in entries if name not in names.values()]
    for name in missing if fresh else ():
        work = work.remove(work.policy_name, ("sections", name))
    notes += [GONE.format(_some(missing))] if missing and not fresh else []
    return Opened(work, {names[section.id]: section.text for section in found}, notes)


def _moved(section: Section, name: str, entries: Mapping[str, Any]) -> list[str]:
    """That a section was taken for one of the file by its heading alone, or by its number alone."""
    title = entries[name]["title"]
    if plain(title) == plain(section.title):
        return (
            []
            if name == section.id or not _NUMBER.search(section.id)
            else [BY_HEADING.format(section.id, name)]
        )
    return [BY_NUMBER.format(name, _title(section), title)] if name == section.id else []


def _by_heading(found: list[Section], own: Mapping[str, str]) -> dict[str, str]:
    """The sections whose heading the file has, once, or under the same number: to the file's name."""
    names = {section.id: section.id for section in found if own.get(section.id) == plain(section.title)}
    here, there = [plain(section.title) for section in found], list(own.values())
    for section in found:
        title = plain(section.title)
        if section.id not in names and here.count(title) == 1 == there.count(title):
            names[section.id] = next(name for name, heading in own.items() if heading == title)
    return names


def _title(section: Section) -> str:
    return _short(section.title, _TITLE)


def _short(words: str, most: int) -> str:
    """Words as the file may hold them: in one line, not too long, and without a phone number."""
    return " ".join(_PHONE.sub(" ", words).split())[:most].strip() or "Section"


def _free(section: Section, taken: set[str]) -> str:
    """A name for a section that is new to the file: its own, or where another has that, with its heading."""
    name = first = _short(section.id, _NAME)
    if name in taken:
        name = first = _short(f"{section.id} {section.title}", _NAME - len(" (99)"))
    count = 1
    while name in taken:
        count += 1
        name = f"{first} ({count})"
    return name


def _some(names: list[str]) -> str:
    shown = ", ".join(names[:_NAMED])
    return f"{shown} and {len(names) - _NAMED} more" if len(names) > _NAMED else shown


class Passages:
    """The passages of a policy's text that may say a line, looked for a while at a time."""

    def __init__(self, work: Work, texts: Mapping[str, str]) -> None:
        self.texts = texts
        known = library(work.data)
        lines = {ref: words for ref, words in known.lines.items() if ref in work.lines}
        # A question stands among the lines of its slot, so that what they are near to counts for it too.
        lines |= {f"{slot}/{_ASKED}": words for slot, words in words_to_find(work).items()}
        self._count = len(lines)
        self._ranking = Ranking(texts, lines, known.around, known.alike)
        self._found: dict[str, dict[str, Proposal]] = {}
        self._answers: dict[str, list[Proposal]] = {}
        self._flowed: dict[str, str] = {}

    @property
    def done(self) -> int:
        """How much of the looking is done, in parts of a hundred."""
        return 100 - math.ceil(100 * self._ranking.left / max(1, self._count))

    @property
    def whole(self) -> bool:
        """Whether every line has been looked for."""
        return not self._ranking.left

    def look(self) -> None:
        """Look on, for no longer than a page may wait for something else."""
        end = time.monotonic() + _SECONDS_PER_CALL
        while self._ranking.left and time.monotonic() < end:
            self._ranking.step()
        if not self._ranking.left and not self._found:
            found = self._ranking.found()
            self._answers = {ref: found.pop(ref) for ref in list(found) if ref.endswith(f"/{_ASKED}")}
            self._found = _by_section(found)

    def of(self, section: str) -> dict[str, dict[str, str]]:
        """The lines that a section may say, likeliest first, each with its passage; none before all is done.

        A passage is the words to mark (`marked`), with what stands `before` and `after` them.
        """
        text = self._shown(section)
        return {ref: _passage(text, proposal) for ref, proposal in self._found.get(section, {}).items()}

    def of_slot(self, slot: str) -> list[dict[str, str]]:
        """The passages that may answer the question about a slot, one a section, each with its `section`."""
        best: dict[str, Proposal] = {}
        for proposal in self._answers.get(f"{slot}/{_ASKED}", ()):
            best.setdefault(proposal.section, proposal)
        some = list(best.items())[:_ANSWERS]
        return [{"section": name, **_passage(self._shown(name), proposal)} for name, proposal in some]

    def _shown(self, section: str) -> str:
        """A section's text as it is shown, made once: each press asks for passages of sections again."""
        if section not in self._flowed:
            self._flowed[section] = flowed(self.texts.get(section, ""))
        return self._flowed[section]

    @property
    def refs(self) -> dict[str, list[str]]:
        """By section the lines that have a passage there."""
        return {section: list(lines) for section, lines in self._found.items()}

    def counts(self) -> dict[str, int]:
        """How many lines the looking found and in how many sections."""
        refs = {ref for by_ref in self._found.values() for ref in by_ref}
        return {"lines": len(refs), "sections": len(self._found)}


def _by_section(found: Mapping[str, list[Proposal]]) -> dict[str, dict[str, Proposal]]:
    """For each section the best proposal of each line there, best first."""
    likely = sorted(
        (
            (proposal, ref)
            for ref, every in found.items()
            for proposal in every
            if proposal.score >= MIN_SCORE
        ),
        key=lambda pair: (-pair[0].score, pair[1]),
    )
    out: dict[str, dict[str, Proposal]] = {}
    for proposal, ref in likely:
        out.setdefault(proposal.section, {}).setdefault(ref, proposal)
    return out


def _passage(text: str, proposal: Proposal) -> dict[str, Any]:
    end = min(proposal.end, proposal.start + _MARKED)
    before, after = text[max(0, proposal.start - _BESIDE) : proposal.start], text[end : end + _BESIDE]
    if proposal.start > _BESIDE:
        before = f"… {before.partition(' ')[2]}"
    if end + _BESIDE < len(text):
        after = f"{after.rpartition(' ')[0]} …"
    return {"before": before, "marked": text[proposal.start : end], "after": after}
