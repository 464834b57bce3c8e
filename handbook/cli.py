"""The `handbook` command."""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from importlib import import_module
from importlib.metadata import version
from pathlib import Path

from handbook import gc_control
from handbook.problems import BuildError, DataError, os_error_text

BAD_DATA, STOPPED = 1, 130
# The commands of each module of `handbook.commands`, in the order in which help lists them.
COMMANDS: Mapping[str, AbstractSet[str]] = {
    "check": {"check"},
    "ask": {"ask", "paths"},
    "site": {"site", "pages", "settings"},
    "new": {"new", "new-setting", "new-area"},
    "diff": {"diff"},
    "desk": {"desk"},
    "claims": {"claims"},
    "fields": {"fields"},
    "pdf": {"pdf"},
    "release": {"release"},
    "links": {"links"},
}
ONE_FILE = frozenset({"claims", "fields"})  # commands whose --out is a file


def _check_out_is_folder(args: argparse.Namespace) -> None:
    """Raises NotADirectoryError, before any work is done, where a file stands in the way of a folder."""
    out: Path | None = getattr(args, "out", None)
    for place in (out, *out.parents) if out and args.command not in ONE_FILE else ():
        if place.is_file():
            raise NotADirectoryError(f"{place} is a file, and --out must be a folder")


def parser(argv: Sequence[str]) -> argparse.ArgumentParser:
    """What a command line may hold, with those commands that this one names; where it names none, all."""
    whole = argparse.ArgumentParser(prog="handbook", description="Build and ask a safeguarding handbook.")
    whole.add_argument("--data", type=Path, default=Path("data"), help="folder of the data (default: data)")
    whole.add_argument("--version", action="version", version=f"handbook {version('safeguarding-handbook')}")
    commands = whole.add_subparsers(dest="command", required=True, metavar="COMMAND")

    # What a command needs is not read for another: reading all took as long as a third of a check.
    named = [module for module, names in COMMANDS.items() if names & {*argv}]
    for module in named or COMMANDS:
        import_module(f"handbook.commands.{module}").add(commands)

    return whole


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; gives its exit status.

    0 when all is well, 1 when data or a build is at fault, 2 when the command line is, 130 when a person
    stopped it.
    """
    if isinstance(sys.stdout, io.TextIOWrapper):
        # A Windows code page lacks some letters: print a question mark then, and do not crash.
        sys.stdout.reconfigure(errors="replace")
    argv = sys.argv[1:] if argv is None else argv
    args = parser(argv).parse_args(argv)
    gc_control.pause()
    try:
        _check_out_is_folder(args)
        status: int = args.run(args)
        sys.stdout.flush()
    except DataError as error:
        print(error, file=sys.stderr)
        print(f"{len(error.problems)} problem(s).", file=sys.stderr)
        return BAD_DATA
    except BrokenPipeError:  # the reader closed the pipe: prevent a second error when Python flushes at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        print("\nStopped.", file=sys.stderr)
        return STOPPED
    except BuildError as error:
        print(f"handbook: {error}", file=sys.stderr)
        return BAD_DATA
    except OSError as error:
        print(f"handbook: {os_error_text(error)}", file=sys.stderr)
        return BAD_DATA
    return status
