"""The search: what can be found, and the scripts that find it; entry point: `entries`, then `install`."""

from handbook.search.entries import Entry, entries
from handbook.search.install import install
from handbook.search.told import Sayings, sayings

__all__ = ["Entry", "Sayings", "entries", "install", "sayings"]
