"""What 1, 10, 100 and 1,000 handbooks cost to build: time, memory and disk, with one copy of Python for all.

The settings are new ones, as `handbook new-setting` makes them, spread over the areas and over ten policies at
most. `SCALE` says how many the largest run builds (default 100; 1000 takes one to two hours on two processors,
and 14 GB).
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from handbook import runtime
from handbook.checks import checked
from handbook.new import setting_file
from handbook.runtime.share import FOLDER
from tests.browser.support import DATA, PROJECT

SIZES = (1, 10, 100, 1000)
POLICIES = 10
MOST = int(os.environ.get("SCALE", "100"))
LOOK_EVERY = 0.25  # seconds
MB = 1_000_000


@dataclass(frozen=True)
class Cost:
    """What one run cost: seconds by the clock and of all processors, bytes of memory at most and of disk."""

    settings: int
    seconds: float
    cpu: float
    memory: int
    disk: int
    again: float  # seconds of a second run, in which nothing has changed


def scale() -> dict[str, Any]:
    """Print the table; gives its figures."""
    print("\nBuilding many, sharing one copy of Python; the settings are new ones, with their PDFs")
    print(
        f"{'settings':>8}{'seconds':>10}{'each':>8}{'CPU each':>10}{'memory MB':>11}{'disk MB each':>14}",
        end="",
    )
    print(f"{'none changed, s':>17}")
    costs = []
    parts = runtime.build()
    with tempfile.TemporaryDirectory(dir=PROJECT / "build") as name:
        runtime.share(parts, Path(name) / "site")  # beforehand: squeezing Python is paid once ever
        for size in (size for size in SIZES if size <= MOST):
            cost, shared = _run(Path(name) / str(size), size)
            costs.append(cost)
            print(
                f"{size:>8,}{cost.seconds:>10.1f}{cost.seconds / size:>8.2f}{cost.cpu / size:>10.2f}"
                f"{cost.memory / MB:>11.0f}{cost.disk / MB / size:>14.1f}{cost.again:>17.1f}",
                flush=True,
            )
    print(f"and once for all, Python: {shared / MB:.0f} MB of disk")
    return {"shared_runtime": shared, "runs": [asdict(cost) for cost in costs]}


def _run(place: Path, size: int) -> tuple[Cost, int]:
    """Build so many new settings twice; what it cost, and the bytes of what they share."""
    root, out = place / "data", place / "site"
    wanted = _generate(root, size)
    command = [sys.executable, "-m", "handbook", "--data", str(root), "site", "--shared-runtime"]
    command += ["--out", str(out), *(f"--setting={one}" for one in wanted)]
    seconds, cpu, memory = _measured(command)
    shared = _weight(out / FOLDER)
    disk = sum(_weight(out / one) for one in wanted)
    again, _, _ = _measured(command)
    shutil.rmtree(place)
    return Cost(size, seconds, cpu, memory, disk, again), shared


def _generate(root: Path, size: int) -> list[str]:
    """The project's data with so many new settings in it; gives their ids.

    The first ten are made as `new-setting` does, which checks all the data each time; the rest follow the
    policies of these, as the schools of a trust do.
    """
    shutil.copytree(DATA, root)
    data = checked(root)
    areas = list(data.entries["area"])
    ids = [f"school-{place:04}" for place in range(size)]
    for place, one in enumerate(ids[:POLICIES]):
        area = areas[place % len(areas)]
        setting_file.write_setting(data, setting_file.Wanted(one, _name(one), "school", (area,)))
    for place, one in enumerate(ids[POLICIES:]):
        like = ids[place % POLICIES]
        text = (root / f"settings/{like}.yml").read_text(encoding="utf-8")
        text = text.replace(f"id: {like}\n", f"id: {one}\n").replace(_name(like), _name(one))
        (root / f"settings/{one}.yml").write_text(text, encoding="utf-8")
    return ids


def _name(setting: str) -> str:
    return setting.replace("school-", "School ")


def _measured(command: list[str]) -> tuple[float, float, int]:
    """Seconds by the clock, seconds of all its processes' processors, and the most memory they held at once."""
    start = time.monotonic()
    running = subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    peak, over = [0], threading.Event()

    def watch() -> None:
        while not over.wait(LOOK_EVERY):
            peak[0] = max(peak[0], sum(map(_memory, _family(running.pid))))

    watching = threading.Thread(target=watch)
    watching.start()
    said = running.stderr.read() if running.stderr else b""  # ends when the last of its processes does
    _, status, used = os.wait4(running.pid, 0)
    over.set()
    watching.join()
    running.returncode = os.waitstatus_to_exitcode(status)
    if running.returncode:
        raise subprocess.CalledProcessError(running.returncode, command[:5], stderr=said)
    return time.monotonic() - start, used.ru_utime + used.ru_stime, peak[0]


def _family(process: int) -> Iterator[int]:
    """A process and all that it began."""
    yield process
    for task in Path(f"/proc/{process}/task").glob("*/children"):
        try:
            children = task.read_text(encoding="ascii").split()
        except OSError:
            continue  # it has ended meanwhile
        for child in children:
            yield from _family(int(child))


def _memory(process: int) -> int:
    """Bytes of memory, a share of what several processes use together; 0 for one that has ended."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:")), 0)


def _weight(folder: Path) -> int:
    """Bytes on disk."""
    return sum(path.stat().st_blocks * 512 for path in folder.rglob("*"))


if __name__ == "__main__":
    scale()
