"""What one line of a policy looks like: a heading, by number, by mark or by its form; an item; neither."""

from __future__ import annotations

import re
from dataclasses import dataclass

BULLET = re.compile(
    r"\s*(?:[-\u2013*o\u2022\u25cf\u25aa\u25e6\u00b7\uf0b7]\s+|\(?(?:[a-z]|\d{1,2}|[ivx]{1,4})[.)]\s+)"
)
_HASHES = re.compile(r"#{1,6}\s+(?=\S)")
_BOLD = re.compile(r"\*\*(.+?)\*\*:?$|__(.+?)__:?$")
_STYLE = re.compile(r"\*\*|__|</?[bu]>")
_NUMBERED = re.compile(r"(\d{1,2}(?:\.\d{1,2}){0,3})(?:[.):]\s*|\s+)(?=\D)(.+)")
_ROMAN = re.compile(r"([IVX]{1,5})[.):]\s+(.+)")
_PART = re.compile(r"(section|part|chapter)\s+(\d{1,2})\b[\s:.\u2013\u2014-]*(.*)", re.IGNORECASE)
_APPENDED = re.compile(
    r"(app)(?:endix|\.)\s+(\d{1,2}|[A-Z]|[IVX]{1,4})\b[\s:.\u2013\u2014-]*(.*)"
    r"|(annex)e?\s+(\d{1,2}|[A-Z]|[IVX]{1,4})\b[\s:.\u2013\u2014-]*(.*)",
    re.IGNORECASE,
)
_DATE_OR_MAIL = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2}|@|://|\d{5}")
_LEADS_UP = (":", "-", "\u2013", "\u2014")  # what comes next belongs to the line
_MOST_WORDS, _MOST_LETTERS = 12, 100
_PARTS = ("Part ", "Chapter ")
_CALLED = {
    "app": "App. ",
    "annex": "Annex ",
    "part": "Part ",
    "chapter": "Chapter ",
}  # a section, by its number
_COUNTED = (("appended", _APPENDED), ("numbered", _PART), ("numbered", _NUMBERED), ("roman", _ROMAN))


@dataclass(frozen=True)
class Heading:
    """A heading as one line shows it. `form` says by what it is known, `number` what it is counted by.

    The title is empty where a line has the number alone: "Appendix 1".
    """

    form: str
    number: str
    title: str


def heading(line: str) -> Heading | None:
    """The heading that a line may be; None for a sentence, an item or a row of a table.

    The forms: "appended" (Appendix A), "numbered" (also Section 2), "part" (Part 2), "roman", "marked" (#),
    "bold", "capitals" and "plain", which is a short line with a capital and without an end.
    """
    whole = line.strip()
    marked = _HASHES.match(whole)
    if marked:
        whole = whole[marked.end() :]
    bold = _BOLD.fullmatch(whole)
    words = bare(whole)
    for form, pattern in _COUNTED:
        if found := pattern.fullmatch(words):
            *label, number, title = (group for group in found.groups() if group is not None)
            if _is_title(title) or (label and not title):
                called = _CALLED.get("".join(label).lower(), "")
                kind = "part" if called in _PARTS else form
                return Heading(kind, called + number, title.strip(" :"))
    if not _is_title(words) or (BULLET.match(whole) and not marked):
        return None
    form = "marked" if marked else "bold" if bold else "capitals" if words.isupper() else "plain"
    if form == "plain" and words.endswith(_LEADS_UP):
        return None
    return Heading(form, "", words.strip(" :"))


def is_heading(line: str) -> bool:
    """Whether a line may be a heading."""
    return heading(line) is not None


def bare(text: str) -> str:
    """Words without the marks of bold and underlined type."""
    return _STYLE.sub("", text).strip()


def _is_title(text: str) -> bool:
    """Whether words have the form of a title: few, with a capital, without a full stop."""
    words = text.split()
    return (
        0 < len(words) <= _MOST_WORDS
        and len(text) <= _MOST_LETTERS
        and "\t" not in text
        and text[-1] not in ".;,?!"
        and (text[0].isupper() or text[0] in "'\"\u2018\u201c")
        and any(map(str.isalpha, text))
        and not _DATE_OR_MAIL.search(text)
    )
