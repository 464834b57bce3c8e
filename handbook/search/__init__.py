"""The search: what can be found, and the scripts that find it; entry point: `entries`, then `install`."""

from handbook.search.entries import Entry, entries
from handbook.search.install import install
from handbook.search.training import Utterances, utterances

__all__ = ["Entry", "Utterances", "entries", "install", "utterances"]
