"""Python for the browser: built once, kept under `build/runtime/`, copied into each site.

`build` makes the parts, `install` puts them into a site, `seal` finishes the site for readers.
"""

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
