"""`handbook check`: the data alone, and what in it is due for review."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from handbook import build_cache, epoch
from handbook.checks import checked, known_setting, policies
from handbook.commands import day
from handbook.problems import BuildError, DataError
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
    check.add_argument(
        "--setting", action="append", default=[], help="with --release, only this setting; may be given again"
    )
    check.add_argument("--today", type=day, metavar="DAY", help="the day to judge by, such as 2026-11-22")
    check.set_defaults(run=_run)


def _run(args: argparse.Namespace) -> int:
    if args.setting and not args.release:
        raise BuildError("all data is checked together; --setting goes with --release")
    data = checked(args.data, args.today)
    for setting in args.setting:
        known_setting(data, setting)
    settings = list(dict.fromkeys(args.setting)) or list(data.entries["setting"])
    found = review.report(data, epoch.today(args.today))
    blocking = review.blockers(data, settings, found.today) if args.release else []
    for item in (*found.overdue, *found.soon):
        if (problem := item.problem(found.today)) not in blocking:
            print(f"warning: {problem}", file=sys.stderr)
    for doubt in policies.doubts(data):
        print(f"warning: {doubt}", file=sys.stderr)
    if blocking:
        raise DataError(blocking)
    build_cache.remove_stale()
    counts = ", ".join(f"{len(entries)} {kind}" for kind, entries in data.entries.items())
    print(f"All data is in order: {counts}.")
    return 0
