"""Styles as older browsers need them: what is written once, as in the standard, is written twice."""

from __future__ import annotations

import re

# Chrome, Edge and Android's WebView before 120 know masks by this name only; without, each icon is a square.
_MASK = re.compile(r"(?<=[{;\s])(mask(?:-image)?: ?[^;}]+)(?=[;}])")
# Safari before 17.4 and Firefox before 128 ignore `content` with alternative text after a slash.
_SPOKEN = re.compile(r"(?<=[{;\s])(content: ?(\"[^\"]*\")) / \"[^\"]*\"")


def for_older_browsers(css: str) -> str:
    """The styles, with each newer line behind one that older browsers understand."""
    css = _MASK.sub(r"-webkit-\1; \1", css)
    return _SPOKEN.sub(lambda found: f"{found[1]}; {found[0]}", css)
