"""How far one is: the sections with what each says, the lines of one, and what it would cost to stop here."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from typing import Any

from handbook.desk import decisions
from handbook.desk.decisions import states
from handbook.desk.lines import Line
from handbook.desk.questions import slot_lines, version_of
from handbook.desk.spots import spot_title
from handbook.desk.work import Work
from handbook.policies.handover import digest
from handbook.policies.places import LINE_SLOTS

Found = Mapping[str, Collection[str]]  # by section the lines that have a passage there
NOTHING: Found = {}
LEFT = (
    "Nothing is said of your policy that you did not say. What staff read meanwhile stands under “If you "
    "stop here”."
)
NONE_LEFT = "Every line of your sections has been looked at."
MOST = 120  # lines that a section offers before a person asks for more


def sections(work: Work, found: Found = NOTHING) -> list[dict[str, Any]]:
    """The policy's sections in order: `id`, `title`, `read` (a day or ""), how many lines of its own.

    Of the lines that it `offered`, some are `decided`, and some more were `looked` at: in a section that a
    person has held against every line, one that is not decided was looked at too. `found` are the lines of
    each section that have a passage in the policy's text.
    """
    known = states(work)
    out = []
    for section, entry in work.said["sections"].items():
        here = of_section(work, section, found)
        decided, read = sum(ref in known for ref in here), entry.get("read", "")
        out.append(
            {
                "id": section,
                "title": entry["title"],
                "read": read,
                "decided": decided,
                "looked": len(here) if read else decided,
                "offered": len(here),
                "own": len(own(work, section)),
            }
        )
    return out


def of_section(work: Work, section: str, found: Found = NOTHING) -> list[str]:
    """The refs of the lines with a passage, of those that a section says, and that its heading points to."""
    entry = work.said["sections"][section]
    claimed = [*entry.get("says", ()), *entry.get("versions", {})]
    denied = [ref for ref, where in work.said.get("not", {}).items() if where == section]
    likely = work.affinity.likeliest(entry["title"], MOST)
    listed = (*found.get(section, ()), *claimed, *denied, *likely)
    return list(dict.fromkeys(ref for ref in listed if ref in work.lines))


def lines_of(work: Work, section: str) -> list[dict[str, Any]]:
    """The lines to decide in a section: what it says first, then the likeliest.

    Each holds `ref`, `text`, `ground`, `cites`, `where`, `page`, `silence`, `state`, `sections`, `words`.
    """
    return [described(work, work.lines[ref]) for ref in of_section(work, section)]


def search(work: Work, words: str) -> dict[str, Any]:
    """The lines that hold all of these words, wherever they would show: the first `lines`, and the `count`.

    A word is found whole or by its beginning: "outing" is not in "shouting".
    """
    wanted = [re.compile(rf"\b{re.escape(word)}") for word in _plain(words).split()]
    found = [line for line in work.lines.values() if wanted and _has(_searched(line), wanted)]
    return {"lines": [described(work, line) for line in found[:MOST]], "count": len(found)}


def _has(words: str, wanted: Sequence[re.Pattern[str]]) -> bool:
    return all(word.search(words) for word in wanted)


def _searched(line: Line) -> str:
    return _plain(f"{line.text} {line.where} {' '.join(line.said_as)}")


def _plain(words: str) -> str:
    """Words in small letters, with the apostrophe that keyboards have."""
    return words.lower().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")


def described(work: Work, line: Line) -> dict[str, Any]:
    """A line with what has been decided of it."""
    state, where = decisions.state(work, line.ref)
    return {
        "ref": line.ref,
        "text": line.text,
        "ground": line.ground,
        "cites": line.cites,
        "where": line.where,
        "page": line.page,
        "silence": line.silence,
        "topic": topic(work, line.silence) if line.silence else None,
        "state": state,
        "sections": list(where),
        "words": version_of(work, line.ref) if state == decisions.DIFFERS else "",
    }


def topic(work: Work, silence: str) -> dict[str, Any]:
    """What a policy may be silent on: its `title`, its count of `lines`, the `section` that speaks of it."""
    title, count = _topics(work)[silence]
    spoken = decisions.sections_that_mention(work, silence)
    return {"title": title, "lines": count, "section": spoken[0][0] if spoken else ""}


@lru_cache(4)
def _topics(work: Work) -> Mapping[str, tuple[str, int]]:
    """All that a policy may be silent on, each with its title and how many lines it has."""
    count = Counter(line.silence for line in work.lines.values())
    titles = {line.silence: line.where for line in reversed(work.lines.values())}
    return {silence: (titles[silence], lines) for silence, lines in count.items()}


def beside(work: Work, ref: str) -> list[dict[str, Any]]:
    """A line and all that share its topic, as they are now: what is decided of one may show at each."""
    silence = work.lines[ref].silence
    return of_topics(work, {silence}) if silence else [described(work, work.lines[ref])]


def of_topics(work: Work, silences: Collection[str]) -> list[dict[str, Any]]:
    """The lines of what a policy may be silent on, as they are now."""
    return [described(work, line) for line in work.lines.values() if line.silence in silences]


def of_slot(work: Work, slot: str) -> list[dict[str, Any]]:
    """The lines of a slot, `rule.x` or `clock.x`."""
    return [described(work, line) for line in slot_lines(work, slot)]


def own(work: Work, section: str) -> list[dict[str, Any]]:
    """What only this section says: `path` (in the section), `text`, `where` it stands, in words `about`."""
    entry = work.said["sections"][section]
    found = [(["own", place], line["text"], line["at"]) for place, line in enumerate(entry.get("own", ()))]
    for part, slots in entry.get("fills", {}).items():
        for slot, lines in slots.items():
            found += [
                (["fills", part, slot, place], line.get("text") or line["say"], f"{LINE_SLOTS[part]}.{slot}")
                for place, line in enumerate(lines)
            ]
    return [
        {"path": path, "text": text, "where": where, "about": spot_title(work.base, where)}
        for path, text, where in found
    ]


def progress(work: Work, found: Found = NOTHING) -> dict[str, Any]:
    """How far one is, in figures and in words.

    `sections` and `read` count sections; `lines` those that belong to the sections, `decided` those of them
    of which something has been decided, `looked` also those that stand in a section that was read.
    """
    entries = work.said["sections"]
    known = states(work)
    here = {section: of_section(work, section, found) for section in entries}
    read = [section for section, entry in entries.items() if entry.get("read")]
    offered = {ref for refs in here.values() for ref in refs}
    decided = {ref for ref in offered if ref in known}
    looked = decided.union(*(here[section] for section in read))
    return {
        "sections": len(entries),
        "read": len(read),
        "lines": len(offered),
        "decided": len(decided),
        "looked": len(looked),
        "words": (
            f"{len(read)} of {len(entries)} sections read; {len(looked)} of {len(offered)} lines looked at"
        ),
        "rest": LEFT if len(looked) < len(offered) else NONE_LEFT,
    }


def fingerprint(work: Work) -> str:
    """A short name for what lies on the desk: another one where a single character differs."""
    return digest(*(f"{name}\n{text}" for name, text in sorted(work.texts.items())))[:16]
