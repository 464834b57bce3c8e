"""What changed for staff between two versions of the data, in plain words."""

from handbook.compare.change import KINDS, Change
from handbook.compare.handbooks import Told, told, words

__all__ = ["KINDS", "Change", "Told", "told", "words"]
