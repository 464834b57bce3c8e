"""The processes that build sites: as many as the machine can run, each restarted after some sites."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from handbook.project import PROJECT

PROGRAM = PROJECT / "hooks/worker.py"
SITES_EACH = 20  # MkDocs leaks memory, which is freed when its process ends
MEMORY_EACH = 600 * 1024 * 1024  # bytes; a worker was measured at 520 MB, papers included
SHOWN = 2000
log = logging.getLogger(__name__)


def how_many(wanted: int) -> int:
    """How many workers to run side by side, for so many sites."""
    return max(1, min(os.cpu_count() or 1, wanted, _free_memory() // MEMORY_EACH))


def _free_memory() -> int:
    """Bytes that new processes may use; a large number where the system does not say."""
    try:
        lines = Path("/proc/meminfo").read_text(encoding="ascii").splitlines()
    except OSError:
        return 1 << 40
    kilobytes = {name: value.split()[0] for name, _, value in (line.partition(":") for line in lines)}
    return int(kilobytes.get("MemAvailable", 1 << 30)) * 1024


class Worker:
    """One process at a time that builds sites; it is replaced when it dies or has built its share."""

    def __init__(self, data: Path, shared: str = "") -> None:
        self.data = data
        self.shared = shared
        self.process: subprocess.Popen[str] | None = None
        self.done = 0
        self.said: IO[str] = tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace")  # noqa: SIM115 - closed in `__exit__`

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end()
        self.said.close()

    def build(self, setting: str, site: Path) -> str | None:
        """Build one site; what went wrong in words, or None."""
        if self.done >= SITES_EACH:
            self._end()
        process = self.process or self._begin()
        request = {"setting": setting, "data": str(self.data), "site": str(site), "shared": self.shared}
        assert process.stdin is not None  # noqa: S101 - both are pipes
        assert process.stdout is not None  # noqa: S101
        try:
            process.stdin.write(json.dumps(request) + "\n")
            process.stdin.flush()
            answer = process.stdout.readline()
        except BrokenPipeError:
            answer = ""
        self.done += 1
        if answer:
            told: dict[str, str | None] = json.loads(answer)
            if "traceback" in told:
                log.error("%s: %s", setting, told["traceback"])
            return told["fault"]
        self._end()
        self.said.seek(0)
        return self.said.read().strip()[-SHOWN:] or f"the builder ended with status {process.returncode}"

    def _begin(self) -> subprocess.Popen[str]:
        self.said.seek(0)
        self.said.truncate()
        self.done = 0
        self.process = subprocess.Popen(
            [sys.executable, str(PROGRAM)],
            cwd=PROJECT,
            env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self.said,
            text=True,
            encoding="utf-8",
        )
        return self.process

    def _end(self) -> None:
        process, self.process = self.process, None
        if process is None:
            return
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except BrokenPipeError:
                    continue
        process.wait()
