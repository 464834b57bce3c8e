"""Typst at work: a template and its data become a PDF, as large as its sides allow."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from pathlib import Path
from typing import Any

import typst

from handbook import epoch
from handbook.papers import FOLDER, Paper
from handbook.problems import DataError, Problem

HERE = Path(__file__).parent
TEMPLATES = HERE / "templates"
FONTS = HERE / "fonts"
LACKING = re.compile(r'text `"(.+?)"` could not be displayed')  # as typst says it
SMALLER = 0.88  # of the largest size that fits


@dataclass(frozen=True)
class Document:
    """One PDF to be. `sizes` are the type sizes to try, in points, from the largest on.

    `sides` is how many sides the paper has; `shorten` says what to shorten when the smallest is too large.
    """

    paper: Paper
    template: str
    data: Mapping[str, Any]
    sides: int
    sizes: Sequence[float]
    shorten: str = "shorten the longest lines"


class Press:
    """Typst with our fonts and no others, so that every machine sets the same pages."""

    def __init__(self) -> None:
        self.fonts = typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)]
        )

    def _compiler(self, document: Document, size: float) -> typst.Compiler:
        return typst.Compiler(
            input=str(source(document)),
            root=str(TEMPLATES),
            font_paths=self.fonts,
            ignore_system_fonts=True,
            sys_inputs=inputs(document, size),
        )

    def fit(self, document: Document) -> tuple[float, typst.Compiler]:
        """The largest size that keeps to the sides, and typst with it. DataError where none does."""
        sizes = document.sizes
        found: tuple[int, typst.Compiler] | None = None
        place, low, high = 0, 0, len(sizes)  # before `low` all are too large, from `high` on all fit
        while low < high:
            compiler, full = self._try(document, sizes[place])
            if full <= document.sides:
                found, high = (place, compiler), place
                place = high - 1
            else:
                low = place + 1
                # Type takes room by the square of its size: a good guess, from which to go up or down.
                most = sizes[place] * sqrt(document.sides / full)
                place = min(max(low, sum(size > most for size in sizes)), high - 1)
        if found is None:
            raise DataError([_too_long(document)])
        # A few lines on a side of their own are lost there: rather a little smaller, and fewer of that.
        largest, compiler = found
        size, fewest = sizes[largest], _thin(compiler)
        for other in (other for other in sizes[largest + 1 :] if other >= SMALLER * sizes[largest]):
            if not fewest:
                break
            smaller, _ = self._try(document, other)
            if (thin := _thin(smaller)) < fewest:
                size, compiler, fewest = other, smaller, thin
        return size, compiler

    def _try(self, document: Document, size: float) -> tuple[typst.Compiler, float]:
        """Typst with the document at a size, and how many sides that fills."""
        compiler = self._compiler(document, size)
        return compiler, json.loads(compiler.query("<full>", field="value", one=True))

    def pdf(self, document: Document) -> bytes:
        """The document at the largest size that fits. DataError where none does or a letter is lacking."""
        _, compiler = self.fit(document)
        try:
            made = compiler.compile(format="pdf", pdf_standards=["ua-1"], timestamp=epoch.source_date())
        except typst.TypstError as error:
            if lacking := LACKING.search(str(error)):
                raise DataError([_lacking(document, lacking[1])]) from None
            raise
        assert isinstance(made, bytes)  # noqa: S101 - a PDF is one file; only pictures come as a list
        return made


def _thin(compiler: typst.Compiler) -> int:
    """How many sides have hardly anything on them."""
    return len(json.loads(compiler.query("<thin>", field="value")))


def source(document: Document) -> Path:
    """The template of a document."""
    return TEMPLATES / f"{document.template}.typ"


def inputs(document: Document, size: float) -> dict[str, str]:
    """The data that the template gets."""
    data = {
        **document.data,
        "title": document.paper.title,
        "size": size,
        "dated": epoch.source_date() is not None,
    }
    return {"data": json.dumps(data)}


def _too_long(document: Document) -> Problem:
    sides = "one side" if document.sides == 1 else f"{document.sides} sides"
    return Problem(
        f"{FOLDER}/{document.paper.name}.pdf",
        0,
        0,
        f"does not fit on {sides} even in the smallest type; {document.shorten}",
    )


def _lacking(document: Document, letters: str) -> Problem:
    return Problem(
        f"{FOLDER}/{document.paper.name}.pdf",
        0,
        0,
        f"cannot show '{letters}', which the letters that we print with lack; write it in other letters",
    )
