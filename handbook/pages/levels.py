"""The levels of need of each of the setting's areas, and the signs to weigh where an area prints some."""

from __future__ import annotations

from collections.abc import Iterator

from handbook import fixed_pages as fixed
from handbook.book.maker import Maker
from handbook.pages.sheet import Sheet
from wizard import level_tool
from wizard.markup import el
from wizard.model import Book

SHOWN = 3  # lines of what a level means; the rest is folded


def levels_pages(maker: Maker, book: Book) -> Iterator[Sheet]:
    """A page an area: the signs to choose from, what each level means, how to read them."""
    for area, levels in maker.levelled.items():
        sheet = Sheet(maker, book, f"levels/{area}.md", levels["title"])
        sheet.under(fixed.LOOK_UP, fixed.LOOK_UP)
        sheet.made_from = maker.data.entries["levels"][area].name
        if area in book.levels:
            _signs(sheet, area)
        for level in levels["levels"]:
            number = f"Level {level['number']}: " if "number" in level else ""
            sheet.add_heading(f"{number}{level['name']}", anchor=level["id"])
            sheet.add_lines(sheet.maker.shown(level.get("statements", ())), most=SHOWN)
            for part, words in (("consent", "Do the parents have to agree?"), ("route", "How to send it")):
                with sheet.folding(words):
                    sheet.add_statements(level.get(part, ()))
        sheet.add_heading("How to read the levels")
        sheet.add_lines(sheet.maker.shown(levels.get("notes", ())), most=SHOWN)
        yield sheet


def _signs(sheet: Sheet, area: str) -> None:
    """The signs as lists, which the page's script turns into the tool."""
    levels = sheet.book.levels[area]
    sheet.add_heading("Which signs do you see?", anchor="signs")
    sheet.add_text(
        "Choose what you see, and the page says which level it points to. "
        "It is a guide and never replaces your judgement. What you choose is not sent and not kept."
    )
    attributes = {"data-levels": area, "data-state": "static", "data-root": sheet.view.root}
    sheet.add_html(el("div", attributes, level_tool.plain(sheet.view, levels)))
    sheet.found_by(*(indicator.statement.text for indicator in levels.indicators))
    for indicator in levels.indicators:
        sheet.cited.update(dict.fromkeys(cite.source for cite in indicator.statement.cites))
