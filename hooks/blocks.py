"""Blocks of markup, passed through Markdown whole: parsing them again is half of its work."""

from __future__ import annotations

from markdown import Extension, Markdown
from markdown.preprocessors import Preprocessor

BEFORE_ALL = 25  # the parsers of markup in MkDocs and in Markdown stand at 21 and 20


class Blocks(Extension):
    """For MkDocs' list of extensions."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Markdown's own name
        """Put the blocks aside before anything reads them."""
        md.preprocessors.register(_Aside(md), "handbook-blocks", BEFORE_ALL)


class _Aside(Preprocessor):
    def run(self, lines: list[str]) -> list[str]:
        """The lines, with a placeholder for each block that begins with a tag and ends at an empty line."""
        blocks = "\n".join(lines).split("\n\n")
        return "\n\n".join(
            self.md.htmlStash.store(block) if block.startswith("<") else block for block in blocks
        ).split("\n")
