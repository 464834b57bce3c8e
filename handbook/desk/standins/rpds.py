"""Maps, sets and lists that are never changed, for the browser: `rpds` itself is compiled for one machine.

Two of the desk's libraries use these few ways of it. Each change copies, which is quick for what they hold.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any


class HashTrieMap(Mapping[Any, Any]):
    """A mapping; a change gives another one."""

    def __init__(self, value: Any = (), **more: Any) -> None:
        self._items = dict(value, **more)

    @classmethod
    def convert(cls, value: Any) -> HashTrieMap:
        """The value as such a mapping."""
        return value if isinstance(value, cls) else cls(value)

    def __getitem__(self, key: Any) -> Any:
        return self._items[key]

    def __iter__(self) -> Iterator[Any]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)

    def __hash__(self) -> int:
        return hash(frozenset(self._items.items()))

    def insert(self, key: Any, value: Any) -> HashTrieMap:
        """With this entry."""
        return HashTrieMap({**self._items, key: value})

    def update(self, value: Any = (), **more: Any) -> HashTrieMap:
        """With all of these entries."""
        return HashTrieMap({**self._items, **dict(value, **more)})

    def remove(self, key: Any) -> HashTrieMap:
        """Without this entry. Raises KeyError where there is none."""
        items = dict(self._items)
        del items[key]
        return HashTrieMap(items)

    def discard(self, key: Any) -> HashTrieMap:
        """Without this entry, if it is there."""
        return self.remove(key) if key in self._items else self


class HashTrieSet(frozenset[Any]):
    """A set; a change gives another one."""

    def insert(self, value: Any) -> HashTrieSet:
        """With this value."""
        return HashTrieSet(self | {value})

    def update(self, *others: Iterable[Any]) -> HashTrieSet:
        """With all of these values."""
        return HashTrieSet(self.union(*others))

    def remove(self, value: Any) -> HashTrieSet:
        """Without this value. Raises KeyError where it is not there."""
        if value not in self:
            raise KeyError(value)
        return HashTrieSet(self - {value})


class List(tuple[Any, ...]):
    """A list that grows at its front; a change gives another one."""

    __slots__ = ()

    def push_front(self, value: Any) -> List:
        """With this value in front."""
        return List((value, *self))
