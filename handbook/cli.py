"""The `handbook` command."""

from __future__ import annotations

import argparse
import io
import os
import re
import sys
from collections.abc import Sequence
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

from handbook.commands import check, claims, desk, diff, fields, links, new, pdf, release, terminal
from handbook.problems import BuildError, DataError, Problem, did_you_mean, spoken
from handbook.sites import plain
from handbook.sites.all_sites import build
from handbook.sites.one_site import checked, known_setting, make_site, maker_for
from handbook.upkeep import review
from wizard.england import wall_of
from wizard.model import Book
from wizard.paths import table

BAD_DATA, STOPPED = 1, 130
ONE_FILE = frozenset({"claims", "fields"})  # commands whose --out is a file


def _book(args: argparse.Namespace) -> Book:
    return maker_for(checked(args.data), args.setting)[2]


def _flow(book: Book, flow: str) -> str:
    if flow not in book.flows:
        known = did_you_mean(flow, book.flows) or f"; there are {', '.join(book.flows)}"
        raise DataError([Problem("data/flows", 0, 0, f"no flow is called '{flow}'{known}")])
    return flow


def _ask(args: argparse.Namespace) -> int:
    book = _book(args)
    return terminal.ask(book, _flow(book, args.flow), args.at)


def _paths(args: argparse.Namespace) -> int:
    book = _book(args)
    sys.stdout.write(table(book, [_flow(book, args.flow)] if args.flow else None, args.at))
    return 0


def _site(args: argparse.Namespace) -> int:
    data = checked(args.data)
    wanted = list(dict.fromkeys(args.setting)) or list(data.entries["setting"])
    for setting in wanted:
        known_setting(data, setting)
    if late := str(review.report(data, review.today())):
        print(late, file=sys.stderr)
    for folder in build(data, wanted, args.out, again=args.again, shared_runtime=args.shared_runtime):
        print(folder)
    return 0


def _pages(args: argparse.Namespace) -> int:
    plain.write(make_site(checked(args.data), args.setting), args.out)
    print(args.out)
    return 0


def _settings(args: argparse.Namespace) -> int:
    part, parts = args.shard
    for place, setting in enumerate(checked(args.data).entries["setting"]):
        if place % parts == part - 1:
            print(setting)
    return 0


def _shard(text: str) -> tuple[int, int]:
    found = re.fullmatch(r"([1-9][0-9]{0,4})/([1-9][0-9]{0,4})", text)
    if not found or int(found[1]) > int(found[2]):
        raise argparse.ArgumentTypeError(f"'{text}' is not a shard such as 3/8")
    return int(found[1]), int(found[2])


def _room(args: argparse.Namespace) -> None:
    """Raises NotADirectoryError, before any work is done, where a file stands in the way of a folder."""
    out: Path | None = getattr(args, "out", None)
    for place in (out, *out.parents) if out and args.command not in ONE_FILE else ():
        if place.is_file():
            raise NotADirectoryError(f"{place} is a file, and --out must be a folder")


def _moment(text: str) -> datetime:
    try:
        given = datetime.fromisoformat(text)
        return wall_of(given) if given.tzinfo else given
    except (ValueError, OverflowError):  # a zone may lead past the first or the last day that there is
        raise argparse.ArgumentTypeError(f"'{text}' is not a time such as 2026-11-27T16:30") from None


def parser() -> argparse.ArgumentParser:
    """What the command line may hold."""
    whole = argparse.ArgumentParser(prog="handbook", description="Build and ask a safeguarding handbook.")
    whole.add_argument("--data", type=Path, default=Path("data"), help="folder of the data (default: data)")
    whole.add_argument("--version", action="version", version=f"handbook {version('safeguarding-handbook')}")
    commands = whole.add_subparsers(dest="command", required=True, metavar="COMMAND")

    check.add(commands)

    ask = commands.add_parser("ask", help="the wizard in the terminal")
    ask.add_argument("flow", nargs="?", default="worried", help="where to start (default: worried)")
    ask.set_defaults(run=_ask)

    paths = commands.add_parser("paths", help="every path as a table, tab-separated")
    paths.add_argument("--flow", help="only this flow")
    paths.set_defaults(run=_paths)

    for command in (ask, paths):
        command.add_argument("--setting", required=True, help="whose handbook")
        command.add_argument(
            "--at", type=_moment, default=None, help="the time to answer for, such as 2026-11-27T16:30"
        )

    site = commands.add_parser("site", help="build the sites, a folder each")
    site.add_argument("--setting", action="append", default=[], help="only this setting; may be given again")
    site.add_argument("--out", type=Path, default=Path("site"), help="folder to build into (default: site)")
    site.add_argument("--again", action="store_true", help="also those whose inputs have not changed")
    site.add_argument(
        "--shared-runtime", action="store_true", help="one copy of Python for all, in assets-shared/"
    )
    site.set_defaults(run=_site)

    pages = commands.add_parser("pages", help="the same pages as plain files with a plain mkdocs.yml")
    pages.add_argument("--setting", required=True, help="whose handbook")
    pages.add_argument("--out", type=Path, required=True, help="a new folder to write into")
    pages.set_defaults(run=_pages)

    settings = commands.add_parser("settings", help="the settings, one a line")
    settings.add_argument("--shard", type=_shard, default=(1, 1), help="only this share of them, such as 3/8")
    settings.set_defaults(run=_settings)

    new.add(commands)
    diff.add(commands)
    desk.add(commands)
    claims.add(commands)
    fields.add(commands)
    pdf.add(commands)
    release.add(commands)
    links.add(commands)
    return whole


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; gives its exit status.

    0 when all is well, 1 when data or a build is at fault, 2 when the command line is, 130 when a person
    stopped it.
    """
    if isinstance(sys.stdout, io.TextIOWrapper):
        # A code page of Windows lacks letters of many names: a question mark then, and no end in the middle.
        sys.stdout.reconfigure(errors="replace")
    args = parser().parse_args(argv)
    try:
        _room(args)
        status: int = args.run(args)
        sys.stdout.flush()
    except DataError as error:
        print(error, file=sys.stderr)
        print(f"{len(error.problems)} problem(s).", file=sys.stderr)
        return BAD_DATA
    except BrokenPipeError:  # the reader has seen enough, and Python is not to try once more when it ends
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        print("\nStopped.", file=sys.stderr)
        return STOPPED
    except BuildError as error:
        print(f"handbook: {error}", file=sys.stderr)
        return BAD_DATA
    except OSError as error:
        print(f"handbook: {spoken(error)}", file=sys.stderr)
        return BAD_DATA
    return status
