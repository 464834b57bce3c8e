"""`python -m handbook.runtime`: make Python for the browser, and say what came of it."""

import sys

from handbook.problems import BuildError
from handbook.runtime.parts import PYODIDE, build, version_of


def main() -> int:
    """Make the parts; 1 where that cannot be done. A warning stands for each part made another way."""
    try:
        made = build()
    except BuildError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    boot_methods = ", then ".join(made.boot_methods)
    sys.stdout.write(
        f"Pyodide {version_of(PYODIDE)}: starts from {boot_methods}. Now run the tests: make test\n"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
