"""How far one is: the sections with what each says, the lines of one, and what it would cost to stop here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from handbook.desk import decisions
from handbook.desk.lines import LIBRARY, NAME, Line
from handbook.desk.questions import version_of
from handbook.desk.work import Work
from handbook.policies.compose import policies_of
from handbook.sites.handover import digest

MOST = 120  # lines that a section offers before a person asks for more


@lru_cache(4)
def states(work: Work) -> Mapping[str, tuple[str, tuple[str, ...]]]:
    """What has been decided of every line of which something has been, and the sections that say so."""
    said = work.said
    found: dict[str, tuple[str, tuple[str, ...]]] = {}
    for section, entry in said["sections"].items():
        for ref in entry.get("says", ()):
            before = found.get(ref, (decisions.SAYS, ()))
            found[ref] = (before[0], (*before[1], section))
    for section, entry in said["sections"].items():
        for ref in entry.get("versions", {}):
            found[ref] = (decisions.DIFFERS, (section,))
    found |= {ref: (decisions.DENIES, (section,)) for ref, section in said.get("not", {}).items()}
    silent = decisions.silences(work)
    for ref, line in work.lines.items():
        if ref not in found and line.silence in silent:
            found[ref] = (decisions.SILENT, ())
    return found


def sections(work: Work) -> list[dict[str, Any]]:
    """The policy's sections in order: `id`, `title`, `read` (a day or ""), `decided` and `offered` lines."""
    known = states(work)
    out = []
    for section, entry in work.said["sections"].items():
        here = of_section(work, section)
        out.append(
            {
                "id": section,
                "title": entry["title"],
                "read": entry.get("read", ""),
                "decided": sum(ref in known for ref in here),
                "offered": len(here),
                "own": len(own(work, section)),
            }
        )
    return out


def of_section(work: Work, section: str) -> list[str]:
    """The refs of the lines that a section says, and of those that may belong under its heading."""
    entry = work.said["sections"][section]
    claimed = [*entry.get("says", ()), *entry.get("versions", {})]
    denied = [ref for ref, where in work.said.get("not", {}).items() if where == section]
    likely = work.affinity.likeliest(entry["title"], MOST)
    return list(dict.fromkeys(ref for ref in (*claimed, *denied, *likely) if ref in work.lines))


def lines_of(work: Work, section: str) -> list[dict[str, Any]]:
    """The lines to decide in a section: what it says first, then the likeliest.

    Each holds `ref`, `text`, `ground`, `cites`, `where`, `page`, `silence`, `state`, `sections`, `words`.
    """
    known = states(work)
    return [described(work, work.lines[ref], known) for ref in of_section(work, section)]


def search(work: Work, words: str) -> list[dict[str, Any]]:
    """The lines that hold all of these words, wherever they would show: the first of them."""
    wanted = words.lower().split()
    known = states(work)
    found = (
        line
        for line in work.lines.values()
        if wanted
        and all(word in f"{line.text} {line.where} {' '.join(line.said_as)}".lower() for word in wanted)
    )
    return [described(work, line, known) for line, _ in zip(found, range(MOST), strict=False)]


def described(work: Work, line: Line, known: Mapping[str, tuple[str, tuple[str, ...]]]) -> dict[str, Any]:
    """A line with what has been decided of it."""
    state, where = known.get(line.ref, (decisions.UNDECIDED, ()))
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
    known = states(work)
    silence = work.lines[ref].silence
    refs = [name for name, line in work.lines.items() if silence and line.silence == silence]
    return [described(work, work.lines[name], known) for name in refs or [ref]]


def own(work: Work, section: str) -> list[dict[str, Any]]:
    """What only this section says: `path` (of the line in the section), `text`, `where` it stands."""
    entry = work.said["sections"][section]
    found = [
        {"path": ["own", place], "text": line["text"], "where": line["at"]}
        for place, line in enumerate(entry.get("own", ()))
    ]
    for part, slots in entry.get("fills", {}).items():
        for slot, lines in slots.items():
            found += [
                {
                    "path": ["fills", part, slot, place],
                    "text": line.get("text") or line["say"],
                    "where": f"{part[:-1]}.{slot}",
                }
                for place, line in enumerate(lines)
            ]
    return found


def progress(work: Work) -> dict[str, Any]:
    """How far one is, in figures and in words.

    `sections` and `read` count sections; `lines` those that belong to the sections, and `decided` those of
    them of which something has been decided; `words` says it in one line, and `rest` what staff see of the
    lines that are left.
    """
    listed = sections(work)
    offered = {ref for section in work.said["sections"] for ref in of_section(work, section)}
    known = states(work)
    decided = sum(ref in known for ref in offered)
    done = sum(bool(section["read"]) for section in listed)
    left = [line for ref in offered if ref not in known and (line := work.lines[ref]).ground != NAME]
    hidden = len(left) - sum(_is_read(work, left))
    shown = len(left) - hidden
    return {
        "sections": len(listed),
        "read": done,
        "lines": len(offered),
        "decided": decided,
        "words": f"{done} of {len(listed)} sections; {decided} of {len(offered)} lines",
        "rest": (
            f"If you stop here, staff read {shown} of the lines that are left: as national guidance, your "
            f"council's page, our advice or another policy of yours. {hidden} they do not see. "
            "Nothing is said of your policy that you did not say."
            if left
            else "Every line of your sections has been decided."
        ),
    }


def _is_read(work: Work, lines: Sequence[Line]) -> Iterator[bool]:
    """Of each undecided line whether staff read it all the same.

    A line that is true in some schools they read where another policy of theirs says it. What holds
    everywhere they do not read in a slot that a policy fills with lines of its own.
    """
    said: set[str] = set()
    filled: set[str] = set()
    for policy in policies_of(work.data, work.setting):
        entry = work.data.each("policy")[policy]
        for section in entry["sections"].values():
            refs = {*section.get("says", ()), *section.get("versions", {})}
            said |= refs if policy != work.policy else set()
            filled |= {
                _slot_of(ref) for ref in refs if (line := work.lines.get(ref)) and line.ground == LIBRARY
            }
            filled |= {
                f"{part[:-1]}.{slot}" for part, slots in section.get("fills", {}).items() for slot in slots
            }
    for line in lines:
        yield line.ref in said if line.ground == LIBRARY else _slot_of(line.ref) not in filled - {""}


def _slot_of(ref: str) -> str:
    """The slot of a line that stands in one, `rule.x` or `clock.x`; "" for any other."""
    return ref.partition("/")[0] if ref.startswith(("rule.", "clock.")) else ""


def fingerprint(work: Work) -> str:
    """A short name for what lies on the desk: another one where a single sign differs."""
    return digest(*(f"{name}\n{text}" for name, text in sorted(work.texts.items())))[:16]
