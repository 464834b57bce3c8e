"""The handbook in old Chromiums that npm still has: `make oldest` prints a row for each.

The rest of what older browsers lack is taken away in a browser of today: tests/browser/test_older_browsers.py.
"""

from __future__ import annotations

import subprocess
import sys

from handbook.runtime.node import node
from tests.browser.support import PROJECT, SITE, serving

WALK = PROJECT / "tests/oldest/walk.cjs"


def main() -> int:
    """Walk through a built site; 1 where something does not hold."""
    with serving(SITE / "griffin") as address:
        command = [str(node()), str(WALK), address, str(PROJECT / "build/oldest")]
        return subprocess.run(command, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
