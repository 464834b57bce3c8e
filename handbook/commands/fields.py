"""`handbook fields`: the reference of every field, from the schemas."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from handbook.datafiles.fields import reference

if TYPE_CHECKING:
    from handbook.commands import Commands


def add(commands: Commands) -> None:
    """Add the command."""
    fields = commands.add_parser("fields", help="the reference of every field, as Markdown")
    fields.add_argument("--out", type=Path, help="write it to this file")
    fields.set_defaults(run=_run)


def _run(args: argparse.Namespace) -> int:
    text = reference(args.data / "schemas")
    if args.out:
        args.out.write_text(text, encoding="utf-8")
        print(args.out)
    else:
        print(text, end="")
    return 0
