"""Markup as a tree, and only if it is well formed: each element closed, in order, each id once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from html import unescape

VOID = {"br", "hr", "input"}
TAG = re.compile(r'<(/?)([a-zA-Z][\w-]*)((?:\s+[a-zA-Z][\w:.-]*(?:="[^"]*")?)*)\s*(/?)>')
ATTRIBUTE = re.compile(r'\s([a-zA-Z][\w:.-]*)(?:="([^"]*)")?')
NO_TEXT = re.compile(r"<[a-zA-Z/!?]")  # what a browser takes for markup
NOTHING = slice(0, 0)


@dataclass(eq=False)
class Element:
    """An element. All elements and all texts of a page stand in two lists; each element knows its stretch."""

    tag: str
    attributes: dict[str, str]
    elements: list[Element] = field(repr=False)
    texts: list[str] = field(repr=False)
    children: list[Element]
    inside: slice
    words: slice

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


def parse(markup: str) -> Element:
    """The markup as a tree.

    A parser for any page takes three times as long, and would forgive what `wizard.markup` never writes.
    """
    elements: list[Element] = []
    texts: list[str] = []
    root, read = Element("", {}, elements, texts, [], NOTHING, NOTHING), 0
    opened = [(root, 0, 0)]
    for found in TAG.finditer(markup):
        if found.start() > read:
            texts.append(_said(markup[read : found.start()]))
        read = found.end()
        closes, tag, given, closed = found.groups()
        tag = tag.lower()
        if not closes:
            attributes = _attributes(tag, given) if given else {}
            one = Element(tag, attributes, elements, texts, [], NOTHING, NOTHING)
            opened[-1][0].children.append(one)
            elements.append(one)
            if tag not in VOID:
                opened.append((one, len(elements), len(texts)))
        if closes or closed:
            one, first, word = opened.pop()
            assert one.tag == tag, f"</{tag}> closes <{one.tag}>"
            one.inside, one.words = slice(first, len(elements)), slice(word, len(texts))
    texts.append(_said(markup[read:]))
    assert len(opened) == 1, f"<{opened[-1][0].tag}> is not closed"
    root.inside, root.words = slice(0, None), slice(0, None)
    ids = [one.attributes["id"] for one in elements if "id" in one.attributes]
    assert len(ids) == len(set(ids)), "an id stands twice"
    return root


def _attributes(tag: str, given: str) -> dict[str, str]:
    pairs = ATTRIBUTE.findall(given)
    attributes = {name.lower(): unescape(value) if "&" in value else value for name, value in pairs}
    assert len(pairs) == len(attributes), f"an attribute stands twice in <{tag}>"
    return attributes


def _said(text: str) -> str:
    if "<" in text:
        assert not (wrong := NO_TEXT.search(text)), f"'{text[wrong.start() :][:60]}' is no tag of ours"
    return unescape(text) if "&" in text else text
