"""A line as HTML, with a mark that opens where it is written and on what authority.

The mark is a fold of the page itself, so it opens without script, and no citation stands between the lines.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from wizard.advice import Shown, ShownDeadline, ShownLine
from wizard.markup import Html, el, join
from wizard.model import Gap
from wizard.statements import HANDBOOK, Cite
from wizard.view import View
from wizard.words import AUTHORITY_NAMES

SUMMARIES = {
    authority: el("summary", {"data-mark": authority}, el("span", None, f"{words}: where this is written"))
    for authority, words in AUTHORITY_NAMES.items()
}


def cites(view: View, cited: Iterable[Cite]) -> Html:
    """Links to where each citation is explained: its source, or for our own reading the reading itself."""
    named: list[Html] = []
    before = ""
    for cite in cited:
        named.append(_cite(view, cite, named_already=cite.source == before))
        before = cite.source
    return join(named)


def _cite(view: View, cite: Cite, *, named_already: bool) -> Html:
    if cite.source == HANDBOOK:
        href, words = f"unclear.html#{cite.section}", "and why" if named_already else "Why we say this"
    elif named_already:
        href, words = f"sources.html#{cite.source}", cite.place
    else:
        href, words = f"sources.html#{cite.source}", cite.words(view.book.sources)
    return el(
        "a",
        {"class": "hb-cite", "data-cite": f"{cite.source} {cite.section}", "href": view.root + href},
        words,
    )


def source(view: View, authority: str, cited: Iterable[Cite]) -> Html:
    """On what authority a line rests, where it is written, and for our own advice the reason."""
    cited = tuple(cited)
    return el(
        "small",
        {"class": "hb-source"},
        f"{AUTHORITY_NAMES[authority]}: ",
        cites(view, cited),
        *_reasons(view, cited),
    )


def _reasons(view: View, cited: Iterable[Cite]) -> Iterator[str]:
    for cite in cited:
        if cite.source == HANDBOOK and cite.section in view.book.reasons:
            yield f" {view.book.reasons[cite.section]}"


def proof(view: View, authority: str, cited: tuple[Cite, ...], *more: Html | str | None) -> Html:
    """The mark of a line; opened, it shows what the line rests on, and what else is to be said of that.

    Many lines of a step rest on the same place, so what is made is kept for the next one.
    """
    if any(more):
        return _proof(view, authority, cited, *more)
    if (authority, cited) not in view.made:
        view.made[authority, cited] = _proof(view, authority, cited)
    return view.made[authority, cited]


def _proof(view: View, authority: str, cited: tuple[Cite, ...], *more: Html | str | None) -> Html:
    return el(
        "details",
        {"class": "hb-proof"},
        SUMMARIES[authority],
        source(view, authority, cited),
        *(el("span", {"class": "hb-source"}, content) for content in more if content),
    )


def also(view: View, shown: ShownLine | ShownDeadline) -> Iterator[Html]:
    """The lines and deadlines that add nothing to this one, each with where it is written."""
    for other in shown.also:
        if isinstance(other, ShownDeadline):
            text, deadline, authority, cited = (
                other.deadline.say,
                other.deadline.id,
                other.deadline.authority,
                other.deadline.cites,
            )
        else:
            text, deadline, authority, cited = other.text, None, other.authority, other.cites
        yield el(
            "span",
            {"class": "hb-also", "data-clock": deadline},
            f"Also: {text} ",
            source(view, authority, cited),
        )


def line(view: View, shown: Shown, tag: str = "li") -> Html:
    """A line with the mark of what it rests on, or a gap with what to do instead."""
    if isinstance(shown, Gap):
        return gap(view, shown, tag)
    return el(
        tag,
        {"class": "hb-line"},
        el("span", {"class": "hb-area"}, f"{shown.area}: ") if shown.area else None,
        el("span", {"class": "hb-text"}, shown.text),
        " ",
        proof(view, shown.authority, shown.cites, *also(view, shown)),
    )


def gap(view: View, shown: Gap, tag: str = "div") -> Html:
    """What to do where nothing fills a slot, in full weight; small, that the document is silent."""
    return el(
        tag,
        {"class": "hb-line hb-gap", "data-gap": shown.slot},
        el("span", {"class": "hb-text"}, shown.text),
        " ",
        el("small", {"class": "hb-absent"}, shown.silent) if shown.silent else None,
        " ",
        proof(view, "reading", shown.cites),
    )


def listed(items: Iterable[Html], tag: str = "ul", css: str = "hb-lines", **more: str) -> Html:
    """Items as a list; nothing where there are none."""
    body = join(items)
    attributes = {
        "class": css,
        "role": "list",
        **{name.replace("_", "-"): value for name, value in more.items()},
    }
    return el(tag, attributes, body) if body else Html()


def lines(view: View, shown: Iterable[Shown], tag: str = "ul") -> Html:
    """Lines and gaps as a list; nothing where there are none."""
    return listed((line(view, shown_line) for shown_line in shown), tag)
