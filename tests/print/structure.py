"""What a PDF is made of, read by a library that had no part in making it: its tags, content and fonts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from math import hypot
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf

# ISO 32000-1, 14.8.4: a reader that knows no others must make sense of every element.
STANDARD = frozenset(
    re.findall(
        r"\w+",
        """
        Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private
        H H1 H2 H3 H4 H5 H6 P L LI Lbl LBody Table TR TH TD THead TBody TFoot
        Span Quote Note Reference BibEntry Code Link Annot Ruby RB RT RP Warichu WT WP Figure Formula Form
        """,
    )
)
PAINTS = frozenset(
    ("Tj", "TJ", "'", '"', "Do", "sh", "f", "F", "f*", "S", "s", "B", "B*", "b", "b*", "INLINE IMAGE")
)


@dataclass(frozen=True)
class Element:
    """An element of the structure tree: its standard type, itself, and its parent's type."""

    tag: str
    inside: str
    itself: Object


@cache
def opened(path: Path) -> Pdf:
    """The PDF, read once: no test changes it."""
    return pikepdf.open(path)


def _kids(element: Object) -> Iterator[Object | int]:
    kids = element.get("/K")
    if kids is not None:
        yield from kids if isinstance(kids, Array) else [kids]


def _standard(pdf: Pdf, element: Object) -> str:
    roles = pdf.Root.StructTreeRoot.get("/RoleMap", Dictionary())
    tag = element.S
    while str(tag).lstrip("/") not in STANDARD and tag in roles:
        tag = roles[str(tag)]
    return str(tag).lstrip("/")


@cache
def elements(path: Path) -> tuple[Element, ...]:
    """Every element of the structure tree, in reading order."""
    pdf = opened(path)

    def below(parent: Object, inside: str) -> Iterator[Element]:
        for kid in _kids(parent):
            if isinstance(kid, Dictionary) and "/S" in kid:
                tag = _standard(pdf, kid)
                yield Element(tag, inside, kid)
                yield from below(kid, tag)

    return tuple(below(pdf.Root.StructTreeRoot, ""))


def content_read(path: Path) -> list[tuple[int, int]]:
    """The marked content that the structure tree names, in reading order: page and number."""
    pdf = opened(path)
    pages: dict[tuple[int, int], int] = {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}

    def below(element: Object) -> Iterator[tuple[int, int]]:
        page = element.get("/Pg", Dictionary())
        for kid in _kids(element):
            if isinstance(kid, int):
                yield pages[page.objgen], kid
            elif kid.get("/Type") == Name.MCR:
                yield pages[kid.get("/Pg", page).objgen], int(kid.MCID)
            elif "/S" in kid:
                yield from below(kid)

    return list(below(pdf.Root.StructTreeRoot))


@cache
def content_drawn(path: Path) -> tuple[tuple[int, int | None], ...]:
    """What the pages draw, in order: page and number of each marked run; None for ink that is in no run."""
    return tuple(_drawn(path))


def _drawn(path: Path) -> Iterator[tuple[int, int | None]]:
    for number, page in enumerate(opened(path).pages, 1):
        within: list[str] = []
        for one in pikepdf.parse_content_stream(page):
            operands = one.operands
            match str(one.operator):
                case "BDC" | "BMC":
                    within.append(str(operands[0]))
                    marked = operands[1] if len(operands) > 1 else None
                    if isinstance(marked, Dictionary) and "/MCID" in marked:
                        yield number, int(marked.MCID)
                case "EMC":
                    within.pop()
                case paints if paints in PAINTS and not within:
                    yield number, None


def fonts(path: Path) -> Iterator[Object]:
    """Every font of the PDF, composite fonts as their descendants."""
    for page in opened(path).pages:
        for font in page.Resources.get("/Font", Dictionary()).values():
            assert "/ToUnicode" in font, (path.name, font.BaseFont)
            yield from font.DescendantFonts if "/DescendantFonts" in font else [font]


def type_sizes(path: Path) -> Counter[float]:
    """How many glyphs are set in each size, in points."""
    sizes: Counter[float] = Counter()
    for page in opened(path).pages:
        size, scale = 0.0, 1.0
        for one in pikepdf.parse_content_stream(page):
            operands = one.operands
            match str(one.operator):
                case "Tf":
                    size = float(operands[1])
                case "Tm":
                    scale = hypot(float(operands[0]), float(operands[1]))
                case "Tj":
                    sizes[round(size * scale, 1)] += len(bytes(operands[0])) // 2
                case "TJ":
                    glyphs = sum(
                        len(bytes(run)) // 2 for run in operands[0] if isinstance(run, pikepdf.String)
                    )
                    sizes[round(size * scale, 1)] += glyphs
    return sizes


def bookmarks(path: Path) -> list[tuple[str, int]]:
    """Every bookmark with the page it leads to."""
    pdf = opened(path)
    pages: dict[tuple[int, int], int] = {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}

    def flat(items: list[pikepdf.OutlineItem]) -> Iterator[tuple[str, int]]:
        for item in items:
            assert isinstance(item.destination, Array), item.title
            yield item.title, pages[item.destination[0].objgen]
            yield from flat(item.children)

    with pdf.open_outline() as outline:
        return list(flat(outline.root))
