"""`handbook check`: the data alone, and what in it is due for review."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from handbook import epoch
from handbook.checks import checked, policies
from handbook.commands import day
from handbook.problems import DataError
from handbook.upkeep import review

if TYPE_CHECKING:
    from handbook.commands import Commands


def add(commands: Commands) -> None:
    """Add the command."""
    check = commands.add_parser("check", help="check the data and nothing else")
    check.add_argument(
        "--release",
        action="store_true",
        help="fail on drafts, on sections that nobody has read and on what is overdue for review",
    )
    check.add_argument("--today", type=day, metavar="DAY", help="the day to judge by, such as 2026-11-22")
    check.set_defaults(run=_run)


def _run(args: argparse.Namespace) -> int:
    data = checked(args.data, args.today)
    found = review.report(data, epoch.today(args.today))
    blocking = found.blocking(data.entries["setting"]) if args.release else ()
    for item in (*found.overdue, *found.soon):
        if item not in blocking:
            print(f"warning: {item.words(found.today)}", file=sys.stderr)
    for doubt in policies.doubts(data):
        print(f"warning: {doubt}", file=sys.stderr)
    problems = [item.words(found.today) for item in blocking]
    if args.release:
        problems += [
            *review.drafts(data, data.entries["setting"]),
            *policies.undecided(data, data.entries["setting"]),
        ]
    if problems:
        raise DataError(problems)
    counts = ", ".join(f"{len(entries)} {kind}" for kind, entries in data.entries.items())
    print(f"All data is in order: {counts}.")
    return 0
