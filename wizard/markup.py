"""HTML that cannot be injected into: text is escaped unless it is already markup."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape

VOID = frozenset({"br", "hr", "input"})


class Html(str):
    """A string that is markup already."""

    __slots__ = ()


Child = str | Iterable["Child"] | None


def _flat(child: Child) -> str:
    if isinstance(child, str):
        return child if isinstance(child, Html) else escape(child, quote=False)
    return "" if child is None else "".join(map(_flat, child))


def join(*children: Child) -> Html:
    """The children as one piece of markup; plain strings are escaped."""
    return Html(_flat(children))


def el(tag: str, attributes: Mapping[str, str | None] | None = None, *children: Child) -> Html:
    """An element. An attribute that is None is left out; one that is "" stands without a value."""
    start = tag
    for name, value in (attributes or {}).items():
        if value is not None:
            start += f' {name}="{escape(value)}"' if value else f" {name}"
    if tag in VOID:
        return Html(f"<{start}>")
    return Html(f"<{start}>{''.join(map(_flat, children))}</{tag}>")
