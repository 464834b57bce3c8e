"""Runs the garbage collector between pieces of work only.

Nearly all that is read and made lives until a command or a build ends. To go through it again and again took
a quarter of the time of `handbook check`.
"""

import gc


def pause() -> None:
    """From here on nothing is looked for, but for when `collect` is called."""
    gc.disable()


def collect() -> None:
    """Free what a finished piece of work has left: for a process that goes on to the next one."""
    gc.collect()
