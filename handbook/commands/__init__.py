"""The parts of the `handbook` command, of which each adds its own by `add`; entry point: `handbook.cli`."""

import argparse
from typing import TypeAlias

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"  # noqa: SLF001 - it has no other name
