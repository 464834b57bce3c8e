"""`handbook site`, `pages` and `settings`: sites, their pages as plain files, and whose there are."""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from handbook import epoch
from handbook.checks import checked, known_setting
from handbook.sites import plain
from handbook.sites.all_sites import build
from handbook.sites.one_site import make_site
from handbook.upkeep import review

if TYPE_CHECKING:
    from handbook.commands import Commands


def add(commands: Commands) -> None:
    """Add the commands."""
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


def _site(args: argparse.Namespace) -> int:
    data = checked(args.data)
    wanted = list(dict.fromkeys(args.setting)) or list(data.entries["setting"])
    for setting in wanted:
        known_setting(data, setting)
    if late := str(review.report(data, epoch.today())):
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
