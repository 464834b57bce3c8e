"""The version at the foot of a handbook: it changes when, and only when, readers see other words.

It is worked out from what is rendered (pages, papers, the wizard's live steps) and from the words that stand
in templates and scripts. So a change in the code counts as one in the data does, and a change that no reader
sees does not count.
"""

from __future__ import annotations

import hashlib
import html
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime, time, timedelta
from functools import lru_cache
from typing import Any

from handbook.leftovers import without_leftovers
from handbook.pdf.press import Document
from handbook.project import PROJECT
from wizard.host import Host
from wizard.model import Book, Levels
from wizard.paths import paths

Answers = tuple[tuple[str, str], ...]

LENGTH = 12
PENDING = "⟦version⟧"  # stands in the book until everything has been rendered that the version is made of
PREVIEW = "preview"  # the version of what nobody but its writer reads

# Files whose words reach readers as they stand, beside what is made from data.
FRAME = (
    "docs/overrides/**/*.html",
    "docs/site/assets/*.js",
    "wizard/web/**/*.js",
    "handbook/pdf/templates/*.typ",
)

_TAG = re.compile(r"<[^>]*>")
# What of a tag a reader can hear, ring or follow to another site.
_SAID = re.compile(
    r'\b(?:alt|aria-label|placeholder|title|value)="([^"]*)"|\bhref="((?:tel|mailto|https?):[^"]*)"'
)
_JINJA = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
_LITERAL = re.compile(r"""//[^\n]*|/\*.*?\*/|"((?:[^"\\\n]|\\.)*)"|`((?:[^`\\]|\\.)*)`""", re.DOTALL)
_HOLE = re.compile(r"\$\{[^}]*\}")
_CODE = re.compile(r"[\[\]{}<>=]")
_TYPST_COMMENT = re.compile(r"(?<!:)//[^\n]*|/\*.*?\*/", re.DOTALL)
_TYPST_CODE = re.compile(r"#[\w.-]+(?:\([^()]*\))*")
_TYPST_WORDS = re.compile(r'"((?:[^"\\\n]|\\.)*)"|\[([^\[\]]*)\]')


def of(
    pages: Mapping[str, str], banner: Mapping[str, Any], papers: Iterable[Document], book: Book, raw: object
) -> str:
    """The version of a handbook, all of it made with PENDING in the place of its version."""
    parts = [
        *(f"{path} {words(text)}" for path, text in sorted(pages.items())),
        _plain(banner),
        *(
            f"{document.paper.name} {document.paper.title} {document.template} {_plain(document.data)}"
            for document in papers
        ),
        *_live(book, _plain(raw)),
        *frame(),
    ]
    found = hashlib.sha256()
    for part in parts:
        found.update(f"{len(part)} {part}".encode())
    return found.hexdigest()[:LENGTH]


def put(document: Document, version: str) -> Document:
    """A paper with its version in place."""
    return replace(document, data=json.loads(_plain(document.data).replace(PENDING, version)))


def words(markup: str) -> str:
    """What a page says: its text, what its links ring or lead to elsewhere, and what is read out of it."""
    said = _TAG.sub(lambda tag: f" {' '.join(a or b for a, b in _SAID.findall(tag[0]))} ", markup)
    return " ".join(html.unescape(said).split())


def frame_words(name: str, text: str) -> list[str]:
    """The words of a template or script, recognised by its suffix; neither comments nor code."""
    if name.endswith(".html"):
        return [words(_JINJA.sub(" ", text))]
    if name.endswith(".typ"):
        found = [a or _TYPST_CODE.sub(" ", b) for a, b in _TYPST_WORDS.findall(_TYPST_COMMENT.sub("", text))]
    else:
        found = [_HOLE.sub(" ", a or b) for a, b in _LITERAL.findall(text)]
        found = [
            text for text in found if not _CODE.search(text) and (" " in text.strip() or text[:1].isupper())
        ]
    return sorted({" ".join(text.split()) for text in found if any(map(str.isalpha, text))})


@lru_cache(1)
def frame() -> tuple[str, ...]:
    """The words of every template and script."""
    every = without_leftovers(path for pattern in FRAME for path in PROJECT.glob(pattern))
    said = {words for path in every for words in frame_words(path.name, path.read_text(encoding="utf-8"))}
    return tuple(sorted(said))


def _plain(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _live(book: Book, book_json: str) -> Iterator[str]:
    """Every step as Python shows it, on a weekday's morning and a Sunday's night, and each level's advice."""
    host = Host(book_json)
    for now in _moments(book):
        asked = {"now": now.isoformat(), "root": "", "starts": {}}
        for flow in book.flows:
            shown: dict[str, Answers] = {}
            for path in paths(book, flow):
                if path.step.flow == flow:
                    shown.setdefault(path.step.node.id, path.step.answers)
            for answers in shown.values():
                given = host.answer(json.dumps({**asked, "flow": flow, "answers": answers}))
                step = json.loads(given)
                yield words(step["html"]) + step.get("reminders", "")
        for area, levels in book.levels.items():
            for chosen in _choices(levels):
                choice = {**asked, "levels": area, "chosen": chosen, "find": "", "whole": not chosen}
                given = json.loads(host.answer(json.dumps(choice)))
                yield words(
                    " ".join(str(given.get(part, "")) for part in ("tool", "result", "sum", "found_words"))
                )


def _moments(book: Book) -> tuple[datetime, datetime]:
    """Times at which offices are open and closed, in days that the book's calendar knows."""
    first = book.calendar.known_from
    wednesday, sunday = (first + timedelta(days=(day - first.weekday()) % 7) for day in (2, 6))
    return datetime.combine(wednesday, time(10)), datetime.combine(sunday, time(22))


def _choices(levels: Levels) -> list[list[str]]:
    """Nothing chosen, and one sign of each level."""
    by_level = {sign.level: sign.id for sign in levels.indicators}
    return [[], *([sign] for sign in by_level.values())]
