"""What changed for staff between two versions of the data, in plain words; entry point: `compared`."""

from handbook.compare.change import KINDS, Change
from handbook.compare.handbooks import Comparison, compared, words

__all__ = ["KINDS", "Change", "Comparison", "compared", "words"]
