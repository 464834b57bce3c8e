"""Python for the browser, Node for the build; entry point: `build`, then `install`, then `seal`."""

from handbook.runtime.compress import compress
from handbook.runtime.install import install
from handbook.runtime.parts import Runtime, build
from handbook.runtime.seal import SealError, seal
from handbook.runtime.share import Shared, forget, share

__all__ = [
    "Runtime",
    "SealError",
    "Shared",
    "build",
    "compress",
    "forget",
    "install",
    "seal",
    "share",
]
