"""What is printed, of the same book as the screen; entry point: `all_documents`, then `write`."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from handbook import inplace
from handbook.book.maker import Maker
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

    Raises DataError with every document that does not fit, and OSError where there is no room. Then the
    folder stays as it was, and so it does when this is broken off: the new PDFs are put in place together.
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
    inplace.restore_interrupted(folder.parent)
    inplace.remove_leftovers(folder.parent, prefix := f".{folder.name}-new-")
    new = folder.with_name(f"{prefix}{os.getpid()}")
    try:
        if folder.exists():
            shutil.copytree(folder, new, ignore=shutil.ignore_patterns("*.pdf"))
        else:
            new.mkdir(parents=True)
        for document, pdf in zip(documents, pdfs, strict=True):
            (new / f"{document.paper.name}.pdf").write_bytes(pdf)
        inplace.swap(new, folder)
    finally:
        shutil.rmtree(new, ignore_errors=True)
    return [folder / f"{document.paper.name}.pdf" for document in documents]
