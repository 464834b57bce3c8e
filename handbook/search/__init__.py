"""The search: what can be found, gathered at build time, and the scripts that find it in the browser."""

from handbook.search.entries import Entry, entries
from handbook.search.install import install
from handbook.search.told import Sayings, sayings

__all__ = ["Entry", "Sayings", "entries", "install", "sayings"]
