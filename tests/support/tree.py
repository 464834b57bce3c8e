"""Markup as a tree, and only if it is well formed: each element closed, in order, each id once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from html.parser import HTMLParser

VOID = {"br", "hr", "input"}


@dataclass(eq=False)
class Element:
    """An element. All elements and all texts of a page stand in two lists; each element knows its stretch."""

    tag: str
    attributes: dict[str, str]
    elements: list[Element] = field(repr=False)
    texts: list[str] = field(repr=False)
    children: list[Element] = field(default_factory=list)
    inside: slice = field(default_factory=lambda: slice(0, 0))
    words: slice = field(default_factory=lambda: slice(0, 0))

    def each(self, tag: str = "", **attributes: str | None) -> Iterator[Element]:
        """The elements inside, in order: of this tag, with these attributes (None: with any value).

        `class_` names one of the classes; an underscore stands for a hyphen.
        """
        wanted = {name.replace("_", "-"): value for name, value in attributes.items()}
        for one in self.elements[self.inside]:
            if (not tag or one.tag == tag) and one.has(wanted):
                yield one

    def has(self, wanted: dict[str, str | None]) -> bool:
        """Whether it has these attributes, as `each` names them."""
        for name, value in wanted.items():
            own = self.attributes.get(name.removesuffix("-"))
            if own is None or (value not in own.split() if name == "class-" else value not in {None, own}):
                return False
        return True

    @cached_property
    def text(self) -> str:
        """All text inside, with single spaces."""
        return " ".join("".join(self.texts[self.words]).split())

    def shape(self) -> list[str]:
        """The tags and names of attributes inside, in order: what stays the same when words change."""
        return [f"{one.tag} {' '.join(sorted(one.attributes))}" for one in self.each()]


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[Element] = []
        self.texts: list[str] = []
        self.open = [Element("", {}, self.elements, self.texts)]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        one = Element(tag, {name: value or "" for name, value in attrs}, self.elements, self.texts)
        assert len(attrs) == len(one.attributes), f"an attribute stands twice in <{tag}>"
        self.open[-1].children.append(one)
        self.elements.append(one)
        if tag not in VOID:
            one.inside, one.words = slice(len(self.elements), None), slice(len(self.texts), None)
            self.open.append(one)

    def handle_endtag(self, tag: str) -> None:
        one = self.open.pop()
        assert one.tag == tag, f"</{tag}> closes <{one.tag}>"
        one.inside = slice(one.inside.start, len(self.elements))
        one.words = slice(one.words.start, len(self.texts))

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def parse(markup: str) -> Element:
    """The markup as a tree."""
    builder = _Builder()
    builder.feed(markup)
    builder.close()
    assert len(builder.open) == 1, f"<{builder.open[-1].tag}> is not closed"
    root = builder.open[0]
    root.inside, root.words = slice(0, None), slice(0, None)
    ids = [one.attributes["id"] for one in builder.elements if "id" in one.attributes]
    assert len(ids) == len(set(ids)), "an id stands twice"
    return root
