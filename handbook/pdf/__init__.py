"""The PDFs of a setting: card, sheets, forms and pack, from the same book as the screen."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from handbook.book import Maker
from handbook.pdf import card, contacts, flowsheet, forms, pack
from handbook.pdf.press import Document, Press
from handbook.problems import DataError, Problem
from wizard.model import Book

MAKERS: Sequence[Callable[[Maker, Book], list[Document]]] = (
    card.documents,
    pack.documents,
    contacts.documents,
    forms.documents,
    flowsheet.documents,
)


def all_documents(maker: Maker, book: Book) -> list[Document]:
    """Every PDF of a setting, ready to be set."""
    return [document for make in MAKERS for document in make(maker, book)]


def write(documents: Iterable[Document], folder: Path) -> list[Path]:
    """Set the documents and write them into the folder, in place of the PDFs that lie there.

    Raises DataError with every document that does not fit; then the folder stays as it was.
    """
    press = Press()
    problems: list[Problem] = []

    def made(document: Document) -> bytes:
        try:
            return press.pdf(document)
        except DataError as error:
            problems.extend(error.problems)
            return b""

    documents = list(documents)
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        pdfs = list(pool.map(made, documents))
    if problems:
        raise DataError(problems)
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"{document.paper.name}.pdf" for document in documents]
    for old in set(folder.glob("*.pdf")) - set(paths):
        old.unlink()
    for path, pdf in zip(paths, pdfs, strict=True):
        fresh = path.with_suffix(".new")
        fresh.write_bytes(pdf)
        fresh.replace(path)
    return paths
