"""Builds one site after another in one process: a line of JSON in for each, a line of JSON out.

Started by `handbook.sites.workers`. In: `setting`, `data` (what was handed over), `site` (the folder to build
into) and `shared` (the way to shared parts of the runtime, or ""). Out: `fault`, in words, or null, and a
`traceback` where the fault is the program's own.
"""

from __future__ import annotations

import json
import logging
import os
import sys
import traceback
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import MkDocsException

from handbook import gc_control
from handbook.problems import os_error_text

PROJECT = Path(__file__).resolve().parents[1]
SHOWN = 2000  # characters of a fault
OURS = "this is a fault of the program and not of your data; please report it with the traceback above"


class WarningCollector(logging.Handler):
    """Collects MkDocs' warnings."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.words: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Store a message."""
        self.words.append(record.getMessage())


def build_one(request: dict[str, str]) -> dict[str, str | None]:
    """Build one site as `mkdocs build --strict` does; what went wrong."""
    os.environ.update(
        HANDBOOK_SETTING=request["setting"],
        HANDBOOK_HANDED_OVER=request["data"],
        HANDBOOK_SHARED_RUNTIME=request["shared"],
    )
    warnings = WarningCollector()
    log = logging.getLogger("mkdocs")
    log.addHandler(warnings)
    try:
        config = load_config(str(PROJECT / "mkdocs.yml"), site_dir=request["site"], strict=True)
        config.plugins.on_startup(command="build", dirty=False)
        try:
            build(config)
        finally:
            config.plugins.on_shutdown()
    except MkDocsException as error:
        words = [*warnings.words, str(error) or type(error).__name__]
        return {"fault": "\n".join(dict.fromkeys(words))[-SHOWN:]}
    except OSError as error:
        return {"fault": os_error_text(error)}
    except Exception as error:  # noqa: BLE001 - one site's fault must not stop the others
        fault = f"{type(error).__name__}: {error}; {OURS}"
        return {"fault": fault, "traceback": traceback.format_exc()}
    finally:
        log.removeHandler(warnings)
    return {"fault": None}


def main() -> None:
    """Serve build requests until there are no more."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # whatever prints must not be taken for an answer
    gc_control.pause()
    for line in sys.stdin:
        answers.write(json.dumps(build_one(json.loads(line))) + "\n")
        answers.flush()
        gc_control.collect()


if __name__ == "__main__":
    main()
