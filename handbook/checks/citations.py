"""Every citation names a source and a section that exist, and every source belongs somewhere."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator

from handbook.book.lookups import notes_of
from handbook.datafiles.data import Data
from handbook.policies.places import is_line
from handbook.problems import Problem, did_you_mean

# Characters that show as nothing or a box, or turn what stands beside them: Word, PDFs and chats leave them.
HIDDEN = re.compile(
    r"[\x00-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u2028-\u202e"
    r"\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\uffff\ue000-\uf8ff\U000e0000-\U000e0fff\U000f0000-\U0010ffff]"
)
# UTF-8 that something read as Windows-1252 and saved again: an apostrophe becomes three letters.
MANGLED = re.compile(r"â€.?|Ã[\x80-\xbf]|Â[\xa0-\xbf]")
CITATION = {"source", "section"}
NAMES = {"\xad": "soft hyphen", "\ufeff": "byte order mark", "\ufffd": "replacement character"}


def known_sources(data: Data) -> Iterator[Problem]:
    """A citation names a known source; where the source lists its sections, one of those.

    A shared line rests on national sources, the council's pages or our own advice. What a policy says
    stands in its own file; only a setting's own file and its practice scenarios cite it.
    """
    policies = {
        name: {"kind": "policy", "sections": policy["sections"]}
        for name, policy in data.each("policy").items()
    }
    sources = {**data.one("sources"), **policies}
    own = {file.name for kind in ("setting", "scenarios") for file in data.entries[kind].values()}
    settled = {
        name: decision
        for policy in data.each("policy").values()
        for name, decision in policy.get("decisions", {}).items()
    }
    for file in data.every_file():
        decisions = notes_of(data, file, "decisions")
        if file.name in own or file in data.entries["policy"].values():
            decisions |= settled
        for key, value in file.values:
            if not (isinstance(value, dict) and value.keys() == CITATION):
                continue
            source, section = value["source"], value["section"]
            if source not in sources:
                yield file.problem(
                    (*key, "source"),
                    f"source '{source}' is not in sources.yml{did_you_mean(source, sources)}",
                )
                continue
            if source in policies and file.name not in own:
                yield file.problem(
                    (*key, "source"),
                    f"'{source}' is a policy; put what it says into policies/{source}.yml, not here",
                )
                continue
            handbook = sources[source]["kind"] == "handbook"
            sections = decisions if handbook else sources[source].get("sections")
            if sections and section not in sections:
                where = "base/decisions.yml" if handbook else f"the sections of '{source}'"
                yield file.problem(
                    (*key, "section"),
                    f"section '{section}' is not in {where}{did_you_mean(section, sections)}",
                )


def sources_belong(data: Data) -> Iterator[Problem]:
    """An area's page names areas that exist."""
    file = data.files["sources"]
    for source, entry in data.one("sources").items():
        for place, area in enumerate(entry.get("areas", ())):
            if area not in data.entries["area"]:
                yield file.problem(
                    (source, "areas", place),
                    f"area '{area}' does not exist{did_you_mean(area, data.entries['area'])}",
                )


def areas_exist(data: Data) -> Iterator[Problem]:
    """An area that a line is for exists: of one that does not, nobody would ever see the line."""
    areas = data.entries["area"]
    for file in data.every_file():
        for key, value in file.values:
            area = value.get("area") if isinstance(value, dict) and is_line(value) else None
            if area is not None and area not in areas:
                yield file.problem((*key, "area"), f"area '{area}' does not exist{did_you_mean(area, areas)}")


def lines_stand_once(data: Data) -> Iterator[Problem]:
    """No list holds the same line with the same sources twice."""
    for file in data.every_file():
        for key, value in file.values:
            if not isinstance(value, list):
                continue
            seen = set()
            for place, item in enumerate(value):
                line = json.dumps(item, sort_keys=True) if isinstance(item, dict) and "text" in item else ""
                if line and line in seen:
                    yield file.problem((*key, place), f"'{item['text'][:40]}' stands twice here; keep one")
                seen.add(line)


def text_is_plain(data: Data) -> Iterator[Problem]:
    """Text and keys hold no character that hides or turns what a line says, and no letters mixed up."""
    for file in data.every_file():
        for key, value in file.values:
            for text in (key[-1] if key else "", value):
                # Sentences to learn from stand one a line; any other text is one line by its schema.
                if not isinstance(text, str) or (text.isascii() and text.isprintable()):  # nearly all are
                    continue
                if words := _not_plain(text.replace("\n", " ")):
                    yield file.problem(key, words)


def _not_plain(text: str) -> str:
    if found := HIDDEN.search(text):
        name = NAMES.get(found[0]) or unicodedata.name(found[0], "a character that fonts make up").lower()
        where = f" after '{text[: found.start()][-20:]}'" if found.start() else ""
        return f"holds a hidden character (U+{ord(found[0]):04X}, {name}){where}; type the text again by hand"
    if found := MANGLED.search(text):
        return f"holds '{found[0]}', letters that a program mixed up; type the text again, and save as UTF-8"
    return ""
