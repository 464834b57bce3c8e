"""`handbook pdf`: cards, sheets, forms and packs, ready to print."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from handbook import pdf
from handbook.checks import checked, known_setting
from handbook.papers import FOLDER
from handbook.sites.one_site import make_site

if TYPE_CHECKING:
    from handbook.commands import Commands


def add(commands: Commands) -> None:
    """Add the command."""
    command = commands.add_parser("pdf", help="cards, packs, forms and sheets to print, as PDF")
    command.add_argument(
        "--setting", action="append", default=[], help="only this setting; may be given again"
    )
    command.add_argument("--out", type=Path, default=Path("site"), help="folder of the sites (default: site)")
    command.set_defaults(run=_run)


def _run(args: argparse.Namespace) -> int:
    data = checked(args.data)
    for setting in args.setting or data.entries["setting"]:
        known_setting(data, setting)
        folder = args.out / setting / FOLDER
        made = pdf.write(make_site(data, setting).papers, folder)
        print(f"{folder}: {len(made)} PDFs")
    return 0
