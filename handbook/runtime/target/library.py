"""Cut the standard library to what a start with the wizard imports, and compile it to bytecode."""

import importlib
import sys
from typing import Any


def main(job: dict[str, Any]) -> None:
    """Run the job, which gives the wheel's path and the modules that the wizard names in its imports.

    `sys.modules` lists what a start needs for as long as nothing else has been imported: the order matters.
    """
    sys.path.append(job["wheel"])
    for module in job["imports"]:
        importlib.import_module(module)
    stock = next(entry for entry in sys.path if entry.endswith(".zip"))
    places = [getattr(module, "__file__", None) or "" for module in sys.modules.values()]
    needed = sorted({place.removeprefix(f"{stock}/") for place in places if place.startswith(stock)})

    import zipfile  # noqa: PLC0415, only now, so that it does not count as needed
    from pathlib import Path  # noqa: PLC0415

    from handbook.runtime.archive import write_zip  # noqa: PLC0415
    from handbook.runtime.target.bytecode import compile_archive  # noqa: PLC0415

    target = Path("/work/python_stdlib.zip")
    with zipfile.ZipFile(stock) as library:
        write_zip(target, [(name, library.read(name)) for name in needed])
    compile_archive(target)
