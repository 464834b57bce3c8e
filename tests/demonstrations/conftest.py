from __future__ import annotations

from tests.content.conftest import data, handbook, handbooks

__all__ = ["data", "handbook", "handbooks"]
