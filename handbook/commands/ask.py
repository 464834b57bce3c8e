"""`handbook ask` and `handbook paths`: the wizard in a terminal, and every way through it."""

from __future__ import annotations

import argparse
import sys
from datetime import datetime
from typing import TYPE_CHECKING

from handbook.checks import checked
from handbook.commands import terminal
from handbook.problems import DataError, Problem, did_you_mean
from handbook.sites.one_site import maker_for
from wizard.england import wall_of
from wizard.model import Book
from wizard.paths import table

if TYPE_CHECKING:
    from handbook.commands import Commands


def add(commands: Commands) -> None:
    """Add the commands."""
    ask = commands.add_parser("ask", help="the wizard in the terminal")
    ask.add_argument("flow", nargs="?", default="worried", help="where to start (default: worried)")
    ask.set_defaults(run=_ask)

    paths = commands.add_parser("paths", help="every path as a table, tab-separated")
    paths.add_argument("--flow", help="only this flow")
    paths.set_defaults(run=_paths)

    ask.add_argument("--setting", required=True, help="whose handbook")
    paths.add_argument(
        "--setting",
        action="append",
        required=True,
        help="whose handbook; given again, of several: each line then begins with whose it is",
    )
    for command in (ask, paths):
        command.add_argument(
            "--at", type=_moment, default=None, help="the time to answer for, such as 2026-11-27T16:30"
        )


def _flow(book: Book, flow: str) -> str:
    if flow not in book.flows:
        known = did_you_mean(flow, book.flows) or f"; there are {', '.join(book.flows)}"
        raise DataError([Problem("data/base/flows", 0, 0, f"no flow is called '{flow}'{known}")])
    return flow


def _ask(args: argparse.Namespace) -> int:
    book = maker_for(checked(args.data), args.setting)[2]
    return terminal.ask(book, _flow(book, args.flow), args.at)


def _paths(args: argparse.Namespace) -> int:
    data = checked(args.data)
    books = [maker_for(data, setting)[2] for setting in dict.fromkeys(args.setting)]
    for place, book in enumerate(books):
        told = table(book, [_flow(book, args.flow)] if args.flow else None, args.at)
        sys.stdout.write(told if len(books) == 1 else _of_several(told, book.setting, first=place == 0))
    return 0


def _of_several(told: str, setting: str, *, first: bool) -> str:
    """The table with whose it is before each line; its header stands once, over the `first`."""
    header, *rows = told.splitlines(keepends=True)
    return "".join([f"setting\t{header}" if first else "", *(f"{setting}\t{row}" for row in rows)])


def _moment(text: str) -> datetime:
    try:
        given = datetime.fromisoformat(text)
        return wall_of(given) if given.tzinfo else given
    except (ValueError, OverflowError):  # a zone may lead past the first or the last day that there is
        raise argparse.ArgumentTypeError(f"'{text}' is not a time such as 2026-11-27T16:30") from None
