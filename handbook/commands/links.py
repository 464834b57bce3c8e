"""`handbook links`: whether the pages that the data points to are still there."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from handbook.checks import checked
from handbook.upkeep.links import Limits, look

if TYPE_CHECKING:
    from handbook.commands import Commands

FOUND_FAULTS = 1


def add(commands: Commands) -> None:
    """Add the command."""
    usual = Limits()
    links = commands.add_parser("links", help="look whether outside links still answer; needs a network")
    for name, value, words in (
        ("--limit", usual.all, "for all together"),
        ("--page-limit", usual.page, "for one page"),
        ("--pause", usual.pause, "between two pages of a site"),
    ):
        told = f"seconds {words} (default: {value:g})"
        links.add_argument(name, type=float, default=value, metavar="SECONDS", help=told)
    links.add_argument("--strict", action="store_true", help="fail where a page could not be reached")
    links.set_defaults(run=_run)


def _run(args: argparse.Namespace) -> int:
    found = look(checked(args.data), Limits(args.page_limit, args.pause, args.limit))
    if not found.network:
        print("No page answered. There seems to be no network here, so nothing was checked.", file=sys.stderr)
        return FOUND_FAULTS if args.strict else 0
    for fault in sorted(found.faults):
        print(fault)
    print(f"{found.reached} answered, {len(found.faults)} did not, {found.left} left for want of time.")
    return FOUND_FAULTS if args.strict and (found.faults or found.left) else 0
