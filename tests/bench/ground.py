"""The folders that are measured: the site as built, the same with one boot method, stock Pyodide, and the limit."""

from __future__ import annotations

import json
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from handbook import runtime
from handbook.runtime.archive import source_wheel
from handbook.runtime.parts import BOOT_METHODS, PYODIDE, WIZARD
from tests.browser.support import PROJECT, SITE
from tests.support.hosting import hosting

SETTING = "griffin"
STOCK = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json")
WEB = Path(__file__).with_name("web")
BOOT = re.compile(r'"bootMethods": (\[[^\]]*\])')


@contextmanager
def ground() -> Iterator[tuple[str, Path]]:
    """Everything on one host; gives its address and its folder. The built site itself is left alone."""
    (PROJECT / "build").mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=PROJECT / "build") as name:
        root = Path(name)
        for boot_method in BOOT_METHODS:
            site = root / boot_method
            shutil.copytree(SITE / SETTING, site, copy_function=os.link)
            script = site / "assets/wizard/wizard.js"
            text = BOOT.sub(
                f'"bootMethods": {json.dumps([boot_method])}', script.read_text(encoding="utf-8"), count=1
            )
            script.unlink()  # a file of its own now, where the name was one of two for the site's
            script.write_text(text, encoding="utf-8")
            for packed in script.parent.glob("wizard.js.*"):
                packed.unlink()
        _fill_bench(root / "bench")
        with hosting(root) as address:
            yield address, root


def _fill_bench(folder: Path) -> None:
    shutil.copytree(WEB, folder)
    python = folder / "python"
    python.mkdir()
    for name in STOCK:
        shutil.copyfile(PYODIDE / name, python / name)
    source_wheel(WIZARD, python).rename(python / "wizard.whl")
    shutil.copyfile(SITE / SETTING / "assets/wizard/book.json", python / "book.json")
    shutil.copyfile(runtime.build().folder / "python_memory.bin", python / "python_memory.bin")
    runtime.compress(folder)
