"""Import the wizard for the memory that is written down."""

import gc
import importlib
import sys
from typing import Any

WHEEL = "/wizard.whl"


def main(job: dict[str, Any]) -> None:
    """Run the job, which gives the modules that the wizard names in its imports."""
    sys.path.append(WHEEL)
    for module in job["imports"]:
        importlib.import_module(module)
    sys.path.remove(WHEEL)
    sys.path_importer_cache.pop(WHEEL, None)
    gc.collect()
