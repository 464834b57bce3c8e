"""What Poppler's tools say about a PDF. Without them the tests of print fail, and say what to install."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

POINTS_PER_INCH = 72
MM_PER_INCH = 25.4


class PopplerMissingError(RuntimeError):
    """A tool of Poppler is not on this machine."""


def run(tool: str, *arguments: str) -> bytes:
    """What one of Poppler's tools prints."""
    if shutil.which(tool) is None:
        raise PopplerMissingError(
            f"{tool} is missing: install Poppler's tools (Debian and Ubuntu: apt-get install poppler-utils)"
        )
    return subprocess.run([tool, *arguments], capture_output=True, check=True).stdout


ask = cache(run)
"""The same, asked once: no test changes a PDF that another has read."""


def info(pdf: Path) -> dict[str, str]:
    """The lines of `pdfinfo`."""
    lines = ask("pdfinfo", str(pdf)).decode().splitlines()
    return {key.strip(): value.strip() for key, _, value in (line.partition(":") for line in lines)}


def metadata(pdf: Path) -> str:
    """The XMP metadata."""
    return ask("pdfinfo", "-meta", str(pdf)).decode()


def text(pdf: Path, *options: str) -> str:
    """The text in the order of the content; with `-layout` as it lies on the page."""
    return ask("pdftotext", *(options or ("-raw",)), str(pdf), "-").decode()


def tagged_text(pdf: Path) -> str:
    """The text in the order of the tags: what a screen reader reads."""
    out = ask("pdfinfo", "-struct-text", str(pdf)).decode(errors="replace")
    return " ".join(" ".join(re.findall(r'^ +"(.*)"$', out, re.MULTILINE)).split())


def tags(pdf: Path) -> list[str]:
    """The tags in order, each with its depth left out."""
    out = ask("pdfinfo", "-struct", str(pdf)).decode(errors="replace")
    return re.findall(r"^ *([A-Z][A-Za-z0-9]*)\b", out, re.MULTILINE)


def bookmarks(pdf: Path) -> list[str]:
    """The bookmarks, in order."""
    out = ask("pdftohtml", "-xml", "-stdout", "-i", str(pdf)).decode(errors="replace")
    return re.findall(r'<item page="[0-9]+">(.*?)</item>', out)


def fonts(pdf: Path) -> list[tuple[str, bool]]:
    """Each font with whether it is embedded."""
    rows = ask("pdffonts", str(pdf)).decode().splitlines()[2:]
    return [(row.split()[0], row.split()[-5] == "yes") for row in rows]


@dataclass(frozen=True)
class Picture:
    """A page as grey levels: 0 is black, 255 white."""

    width: int
    height: int
    levels: bytes
    dpi: int

    def outside(self, margin_mm: float) -> bytes:
        """The levels nearer to an edge than the margin."""
        edge = int(margin_mm / MM_PER_INCH * self.dpi)
        rows = [self.levels[n * self.width : (n + 1) * self.width] for n in range(self.height)]
        middle = rows[edge : self.height - edge]
        return b"".join((*rows[:edge], *rows[self.height - edge :], *(r[:edge] + r[-edge:] for r in middle)))

    def contrast(self, word: Word) -> float:
        """The contrast, as WCAG counts it, between the darkest and the lightest point around a word."""
        scale = self.dpi / POINTS_PER_INCH
        left, right = int(word.left * scale), int(word.right * scale) + 1
        rows = range(int(word.top * scale), min(self.height, int(word.bottom * scale) + 1))
        around = b"".join(self.levels[y * self.width + left : y * self.width + right] for y in rows)
        return (luminance(max(around)) + 0.05) / (luminance(min(around)) + 0.05)

    def shares(self) -> dict[int, float]:
        """Each grey level that covers more than a hair of the page, with the share of the page it covers."""
        counts = {level: self.levels.count(level) for level in set(self.levels)}
        return {level: n / len(self.levels) for level, n in counts.items() if n / len(self.levels) > 1e-5}


def luminance(level: int) -> float:
    """How bright a grey level is, from 0 to 1, as WCAG counts it."""
    share = level / 255
    return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4


def pictures(pdf: Path, dpi: int = 60, *, smooth: bool = True) -> Iterator[Picture]:
    """Every page in grey; without smoothing each point has one of the page's own colours."""
    sharp = () if smooth else ("-aa", "no", "-aaVector", "no")
    out = run("pdftoppm", "-gray", "-r", str(dpi), *sharp, str(pdf))
    start = 0
    while start < len(out):
        head = re.compile(rb"P5\s+(\d+)\s+(\d+)\s+255\s").match(out, start)
        assert head, "pdftoppm gave no grey picture"
        width, height = int(head[1]), int(head[2])
        start = head.end() + width * height
        yield Picture(width, height, out[head.end() : start], dpi)


@dataclass(frozen=True)
class Word:
    """A word's place on its page, in points from the top left."""

    page: int
    text: str
    left: float
    top: float
    right: float
    bottom: float

    def lies_on(self, other: Word) -> bool:
        """Whether two words lie on each other: their small letters, without what the font leaves around."""
        if (
            self.right <= other.left or other.right <= self.left
        ):  # most do not; this spares the rest of the question
            return False
        wide = min(self.right, other.right) - max(self.left, other.left)
        high = min(self._middle[1], other._middle[1]) - max(self._middle[0], other._middle[0])
        return self.page == other.page and wide > 1 and high > 1

    @property
    def _middle(self) -> tuple[float, float]:
        height = self.bottom - self.top
        return self.top + 0.35 * height, self.bottom - 0.3 * height


def words(pdf: Path) -> list[Word]:
    """Every word with its place."""
    out = ask("pdftotext", "-bbox", str(pdf), "-").decode()
    found = []
    for page, body in enumerate(out.split("<page ")[1:], 1):
        for match in re.finditer(
            r'<word xMin="([-0-9.]+)" yMin="([-0-9.]+)" xMax="([-0-9.]+)" yMax="([-0-9.]+)">(.*?)</word>',
            body,
        ):
            left, top, right, bottom = (float(match[n]) for n in range(1, 5))
            found.append(Word(page, match[5], left, top, right, bottom))
    return found
