"""The page that lists a release: what to take, how to see that it is whole, and under which terms."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from html import escape

from handbook.book.words import date_words
from handbook.release.shipped import COMPONENTS, version
from handbook.sites.all_sites import STYLE
from wizard.markup import Html, el, join

FRAME = """\
<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<link rel="stylesheet" href="{style}">
<main>
{body}
</main>
</html>
"""


def page(day: date, zips: Iterable[tuple[str, str, int, str]]) -> str:
    """The page as HTML. A zip is its setting's name, its file's name, size in bytes and checksum."""
    when = date_words(day.isoformat())
    rows = (
        (el("a", {"href": file}, name), _size(size), el("code", None, checksum))
        for name, file, size, checksum in zips
    )
    parts = (
        (
            f"{component.name} {version(component)}".strip(),
            component.licence,
            component.what + (f", inside {component.inside}" if component.inside else ""),
            el("a", {"href": component.source.split()[0]}, "source"),
        )
        for component in COMPONENTS
    )
    body = join(
        el("h1", None, f"Safeguarding handbooks, release of {when}"),
        el(
            "p",
            None,
            "One zip for each setting. Unpack it anywhere: on a web host, an intranet box or a memory stick. "
            "Open ",
            el("code", None, "index.html"),
            ".",
        ),
        _table(("Setting", "Size", "SHA-256"), rows),
        el(
            "p",
            None,
            "To see that a zip is whole: ",
            el("code", None, "sha256sum --check --ignore-missing SHA256SUMS"),
            ". On Windows: ",
            el("code", None, "Get-FileHash NAME.zip"),
            ".",
        ),
        el("h2", None, "What is in them"),
        el(
            "p",
            None,
            "The handbook itself is under the MIT licence. With it come the parts below. ",
            el("a", {"href": "LICENCES.txt"}, "All licences in full"),
            "; the ",
            el("a", {"href": "sbom.cdx.json"}, "bill of materials"),
            " (CycloneDX) also lists what only builds. Both are in every zip too.",
        ),
        _table(("Part", "Licence", "What it is", "Where it comes from"), parts),
    )
    return FRAME.format(title=escape(f"Release of {when}"), style=STYLE.name, body=body)


def _table(heads: Iterable[str], rows: Iterable[Iterable[str | Html]]) -> Html:
    head = el("tr", None, (el("th", {"scope": "col"}, word) for word in heads))
    body = (el("tr", None, (el("td", None, cell) for cell in row)) for row in rows)
    return el("table", None, el("thead", None, head), el("tbody", None, body))


def _size(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB"
