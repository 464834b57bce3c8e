"""The page that offers everything to print."""

from __future__ import annotations

from handbook import fixed_pages as fixed
from handbook.book.maker import Maker
from handbook.pages.sheet import Sheet
from handbook.papers import GROUPS, papers
from wizard.markup import el
from wizard.model import Book
from wizard.proof import listed

MANY = 10  # papers of a kind: more fold


def print_page(maker: Maker, book: Book) -> Sheet:
    """Cards, pack, forms and flow sheets, each as a PDF to open or keep."""
    sheet = Sheet(maker, book, fixed.PRINT.source, fixed.PRINT.title)
    sheet.aliases = ["pdf", "download", "print", "paper", "papers", "forms"]
    sheet.add_text("The same words and numbers as on the screen, on A4, clear in black and white too.")
    every = papers(book)
    for group, words in GROUPS.items():
        sheet.add_heading(words)
        items = [
            el(
                "li",
                None,
                el("a", {"href": f"{paper.name}.pdf"}, f"{paper.title} (PDF)"),
                f" {paper.about}",
            )
            for paper in every
            if paper.group == group
        ]
        shown = listed(items, css="hb-related hb-papers")
        if len(items) > MANY:
            sheet.add_fold(f"All {len(items)}", shown)
        else:
            sheet.add_html(shown)
    sheet.add_text("Any page of this handbook prints as well: use your browser's own print command.")
    return sheet
