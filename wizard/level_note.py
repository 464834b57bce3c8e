"""The note of a choice of signs: a plain record, which names nobody."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from wizard.advice import contacts_for
from wizard.levels import A_GUIDE, STRONGEST_SIGN, Finding, level_words, told_of
from wizard.model import Book, Indicator, Levels
from wizard.note import References, foot, head
from wizard.statements import Statement
from wizard.text_blocks import Item, TextBlock, contact


def note(book: Book, levels: Levels, finding: Finding, now: datetime) -> str:
    """The record of what was chosen and what it points to."""
    level, numbers = finding.level, References(book)
    contacts = contacts_for(book, level.contacts, (levels.area,), now)
    text_blocks = (
        TextBlock("The strongest signs chosen", _signs(finding.strongest)),
        TextBlock("Other signs chosen", _signs(finding.others)),
        TextBlock("Do not", _written(levels.limits), "x"),
        *(TextBlock(title, _written(told)) for title, told in told_of(level)),
        TextBlock("Who to contact now", tuple(contact(book, shown) for shown in contacts)),
    )
    said = Item(
        f"The signs point to {level_words(levels, level.number)}. {A_GUIDE}",
        (STRONGEST_SIGN,),
    )
    text = [*head(book, now, (f"About: {levels.title}",)), "", numbers.line(said)]
    for block in text_blocks:
        text += numbers.block(block)
    return "\n".join([*text, *foot(book, numbers)])


def _written(statements: Iterable[Statement]) -> tuple[Item, ...]:
    return tuple(Item(statement.text, statement.cites) for statement in statements)


def _signs(signs: Iterable[Indicator]) -> tuple[Item, ...]:
    return tuple(Item(f"{sign.statement.text} (level {sign.level})", sign.statement.cites) for sign in signs)
