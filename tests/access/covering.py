"""Few pages of many that together hold every piece of markup that other pages lack."""

from __future__ import annotations

from collections.abc import Iterable
from html.parser import HTMLParser
from pathlib import Path

VOID = frozenset({"br", "hr", "img", "input", "link", "meta", "wbr", "path", "circle", "rect", "use"})
Piece = tuple[str, ...]


class _Pieces(HTMLParser):
    """Every element of a page with its classes and attributes, within its parent and its parent's parent."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, str]] = []
        self.found: set[Piece] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        classes = " ".join(sorted((dict(attrs).get("class") or "").split()))
        shape = f"{tag}.{classes} {' '.join(sorted(name for name, _ in attrs))}"
        self.found.add((*(around for _, around in self.open[-2:]), shape))
        if tag not in VOID:
            self.open.append((tag, shape))

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:  # an end that HTML lets one leave out
            pass


def pieces(path: Path) -> set[Piece]:
    """The pieces of markup of a page's own part, without the frame that all have."""
    parser = _Pieces()
    _, start, rest = path.read_text(encoding="utf-8").partition("<article")
    own, end, _ = rest.rpartition("</article>")
    parser.feed(f"{start}{own}{end}")
    return parser.found


def covering(pages: Iterable[Path], seen: Iterable[Path]) -> list[Path]:
    """Pages that together hold every piece of all that is not on those seen already, those that bring most first."""
    held = {page: pieces(page) for page in pages}
    wanted = set[Piece]().union(*held.values()).difference(*map(pieces, seen))
    chosen: list[Path] = []
    while wanted:
        best = max(held, key=lambda page: len(held[page] & wanted))
        wanted -= held[best]
        chosen.append(best)
    return chosen
