"""What the made-up schools' handbooks say, word for word and tag for tag, kept so that a person reads what changes.

`python -m tests.unit.kept` rewrites it; read the difference before you keep it.
"""

from __future__ import annotations

import json
import os
import re
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from difflib import unified_diff
from pathlib import Path
from typing import Any

from handbook.pages import pages
from handbook.sites.one_site import maker_for
from tests.support.tinydata import TinyData
from wizard import text
from wizard.engine import replay
from wizard.host import Host
from wizard.level_tool import plain
from wizard.model import Question
from wizard.paths import paths
from wizard.static import static
from wizard.view import View

FOLDER = Path(__file__).parent / "kept"
SETTINGS = ("oak", "elm", "ash", "fir")
NOON, NIGHT = "2026-11-26T12:00", "2026-11-28T23:00"  # a Thursday in term, and a Saturday
PAGES = (
    "index.md",
    "contacts.md",
    "number-history.md",
    "lookup.md",
    "roles.md",
    "practice/worried.md",
    "sources.md",
)
STARTS = {"told": "2026-11-25T16:40", "call": "2026-11-25T09:00", "birth": "", "now": "no date"}


def table(data: TinyData, setting: str) -> str:
    """All that one school's handbook says in the wizard, and the book that it comes of."""
    maker, made, book = maker_for(data.checked(), setting)
    raw: dict[str, Any] = made
    raw = {**raw, "version": "1"}
    host = Host(json.dumps(raw))
    parts = [("book", json.dumps(raw, indent=1, ensure_ascii=False, sort_keys=True))]
    parts += [
        (f"{flow} on the page", _lines(static(View(host.book, "../"), flow))) for flow in host.book.flows
    ]
    parts += _steps(host)
    parts += _terminal(host)
    parts += _levels(host)
    parts += [(path, _lines(words)) for path, words in pages(maker, book).items() if path in PAGES]
    return "\n".join(f"## {title}\n{words}" for title, words in parts) + "\n"


def _lines(html: str) -> str:
    """A tag a line."""
    return re.sub(r"(?<=>)(?=<)", "\n", html)


def _steps(host: Host) -> Iterator[tuple[str, str]]:
    """Each question and outcome whole, and in what it differs in other areas and at night."""
    first: dict[tuple[str, str], list[str]] = {}
    seen = set()
    for flow in host.book.flows:
        for path in paths(host.book, flow):
            for count in range(len(path.step.answers) + 1):
                for now in (NOON, NIGHT):
                    asked = {"flow": flow, "answers": path.step.answers[:count], "now": now, "root": "../"}
                    shown = json.loads(host.answer(json.dumps({**asked, "starts": STARTS})))
                    if (key := (shown["flow"], shown["step"], path.step.areas, now)) in seen:
                        continue
                    seen.add(key)
                    parts = ("heading", "kind", "answers", "html", "reminders")
                    lines = "\n".join(_lines(str(shown.get(part, ""))) for part in parts).splitlines()
                    whole = first.setdefault(key[:2], lines)
                    other = list(unified_diff(whole, lines, lineterm="", n=0))[2:]
                    told = lines if whole is lines else [line for line in other if line[0] != "@"]
                    if told:
                        yield f"{flow} {asked['answers']} at {now}", "\n".join(told)


def _terminal(host: Host) -> Iterator[tuple[str, str]]:
    """Each question and outcome in the terminal."""
    seen = set()
    for flow in host.book.flows:
        for path in paths(host.book, flow):
            for count in range(len(path.step.answers) + 1):
                at = replay(host.book, flow, path.step.answers[:count])
                if (at.flow, at.node.id) not in seen:
                    seen.add((at.flow, at.node.id))
                    now = datetime.fromisoformat(NOON)
                    if isinstance(at.node, Question):
                        words = text.question(host.book, at.node, at.areas)
                    else:
                        words = text.outcome(host.book, at, at.node, now)
                    yield f"{at.flow}.{at.node.id} in the terminal", words


def _levels(host: Host) -> Iterator[tuple[str, str]]:
    """The tool for the level of need: with nothing chosen, with one sign of each kind, and with all."""
    for area, levels in host.book.levels.items():
        ids = [one.id for one in levels.indicators]
        yield f"levels of {area}", _lines(plain(View(host.book, "../"), levels))
        for chosen in ([], ids[:1], ids):
            request = {"levels": area, "chosen": chosen, "find": "child hurt", "now": NOON, "root": "../"}
            shown = json.loads(host.answer(json.dumps({**request, "whole": not chosen})))
            yield f"levels of {area}: {chosen}", "\n".join(_lines(str(one)) for one in shown.values())


def main() -> None:
    """Rewrite what is kept."""
    os.environ["SOURCE_DATE_EPOCH"] = str(
        int(datetime(2026, 12, 1, tzinfo=UTC).timestamp())
    )  # as for every test
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        data = TinyData(Path(folder))
        for setting in SETTINGS:
            (FOLDER / f"{setting}.txt").write_text(table(data, setting), encoding="utf-8")


if __name__ == "__main__":
    main()
