"""One page in the making: Markdown with the sources it rests on."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from handbook import fixed_pages as fixed
from handbook.book.maker import Maker
from handbook.book.words import date_words
from handbook.pages.sources import due_day, review_words
from wizard.advice import Shown, ShownContact, contacts_for, deadlines_for, rule_lines
from wizard.cards import contact_cards
from wizard.contacts import Hours
from wizard.deadlines import deadline
from wizard.markup import Html, el, join
from wizard.model import Book, Gap
from wizard.proof import cites as cited_at
from wizard.proof import gap, line, listed
from wizard.statements import Cite
from wizard.timing import is_assumed
from wizard.view import View
from wizard.whom import WHO_HOLDS_IT, unreachable

SPECIAL = re.compile(r"[\\`*_{}\[\]#|<>~^&!]|^[-+=]|^[0-9]+(?=[.)])|(?<=:)//|:(?=[a-z])")

EMPTY_LINES = re.compile(r"\n\s*\n")
TAGGED = ("abuse/", "harms/", "topics/")  # pages of something that staff have words of their own for
NAMED = 2  # of those in a fold: more would be a list before the list
AT_TOP = 4  # of those words stand under the title; the search knows them all


def escape(text: str) -> str:
    """Text that Markdown and HTML leave as it is."""
    return SPECIAL.sub(lambda match: "".join(f"&#{ord(c)};" for c in match[0]), text)


def slug(text: str) -> str:
    """A heading's words as an anchor; without the underscores, which Markdown would take for emphasis."""
    return re.sub(r"[\s-]+", "-", re.sub(r"[^\w\s-]|_", "", text.lower())).strip("-")


def fold(
    title: str, *content: Html, about: str = "", anchor: str | None = None, css: str = "hb-fold"
) -> Html:
    """What opens when its title is pressed; `about` says in small what is in it."""
    summary = el("summary", None, el("span", None, title, el("small", None, about)) if about else title)
    return el("details", {"class": css, "id": anchor}, summary, *content)


@dataclass
class PageSection:
    """What a search may find under one heading of a page."""

    title: str
    anchor: str
    names: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)


class Sheet:
    """A page: heading, then blocks in order. Everything that is said with a citation is remembered."""

    def __init__(self, maker: Maker, book: Book, path: str, title: str) -> None:
        self.maker = maker
        self.book = book
        self.path = path
        self.title = title
        self.view = View(book, "../" * path.count("/"))
        self.areas = tuple(area.id for area in book.areas) or ("",)
        self.blocks: list[str] = []
        self.cited: dict[str, None] = {}
        self.aliases: list[str] = []
        self.kind = ""
        self.tab = ""
        self.crumbs: list[tuple[str, str]] = []
        self.hide: tuple[str, ...] = ()
        self.made_from = ""
        self.carded: set[str] = set()
        self.sections = [PageSection(title, "")]

    def under(self, tab: fixed.FixedPage, *crumbs: fixed.FixedPage | tuple[str, str]) -> None:
        """Set where the page belongs: under which tab, and by which pages or parts one comes to it."""
        self.tab = tab.path
        self.crumbs = [
            (crumb.title, crumb.path) if isinstance(crumb, fixed.FixedPage) else crumb for crumb in crumbs
        ]

    def _cite(self, cites: Iterable[Cite]) -> None:
        self.cited.update(dict.fromkeys(cite.source for cite in cites))

    def add_heading(self, text: str, level: int = 2, anchor: str = "", css: str = "") -> None:
        """A heading of the page; its anchor is made of its words unless one is given."""
        anchor = anchor or slug(text)
        self.sections.append(PageSection(text, anchor))
        self.blocks.append(f"{'#' * level} {escape(text)} {{ #{anchor}{f' .{css}' if css else ''} }}")

    def inner_heading(self, text: str, anchor: str, level: int = 3) -> Html:
        """A heading for the inside of a fold, where Markdown makes none."""
        self.sections.append(PageSection(text, anchor))
        return el(f"h{level}", {"id": anchor}, text)

    def named(self, *names: str) -> None:
        """Give the part of the page in the making its other names."""
        self.sections[-1].names += names

    def found_by(self, *words: str) -> None:
        """Say by which words a search finds the part of the page in the making."""
        self.sections[-1].lines += words

    def add_text(self, text: str) -> None:
        """A plain paragraph of the page's own words; nothing to act on."""
        self.found_by(text)
        self.blocks.append(escape(text))

    def add_html(self, markup: Html) -> None:
        """A block of markup; an empty line in it would end it for Markdown."""
        if markup:
            self.blocks.append(EMPTY_LINES.sub("\n", markup))

    def add_lines(self, lines: Iterable[Shown], *, numbered: bool = False, most: int = 0) -> bool:
        """A list of lines and gaps; False, and no list, where there are none.

        Of more than `most` the rest is folded, unless it is a single line.
        """
        lines = list(lines)
        for shown in lines:
            self.found_by(shown.text)
            self._cite(shown.cites)
        cut = most if 0 < most < len(lines) - 1 else len(lines)
        if lines:
            items = [line(self.view, shown) for shown in lines]
            self.add_html(listed(items[:cut], "ol" if numbered else "ul"))
            if rest := items[cut:]:
                self.add_fold(f"{len(rest)} more", listed(rest))
        return bool(lines)

    def add_fold(
        self, title: str, *content: Html, about: str = "", anchor: str | None = None, css: str = "hb-fold"
    ) -> None:
        """A part of the page that opens when its title is pressed, or by a link to its anchor.

        `about` says in small what is in it. With an anchor it is a part that the search finds.
        """
        with self.folding(title, about, anchor, css):
            self.add_html(join(*content))

    @contextmanager
    def folding(
        self, title: str, about: str = "", anchor: str | None = None, css: str = "hb-fold"
    ) -> Iterator[None]:
        """A fold around all that is put on the page meanwhile: lines and markup, no Markdown."""
        if anchor:
            self.sections.append(PageSection(title, anchor))
        before, self.blocks = self.blocks, []
        yield
        inner, self.blocks = self.blocks, before
        if inner:
            self.add_html(fold(title, *map(Html, inner), about=about, anchor=anchor, css=css))

    def add_statements(self, lines: Iterable[Mapping[str, Any]], *, numbered: bool = False) -> bool:
        """Those statements of the data that hold in this setting; False where none does."""
        return self.add_lines(self.maker.shown(lines), numbered=numbered)

    def add_rules(self, slots: Iterable[str]) -> bool:
        """What fills these rule slots in the setting's areas, gaps included; False where nothing does."""
        return self.add_lines(line for slot in slots for line in rule_lines(self.book, slot, self.areas))

    def add_contacts(self, slots: Iterable[str]) -> None:
        """Contacts behind slots or ids, as cards, and the gaps among them."""
        slots = list(slots)
        shown = contacts_for(self.book, slots, self.areas, None)
        self.register_cards(shown)
        self.add_html(contact_cards(self.view, shown, full=True))
        self.add_html(join(gap(self.view, missing) for missing in self.gaps(slots)))

    def register_cards(self, shown: Iterable[ShownContact]) -> None:
        """Remember what the cards of these contacts rest on, and whose hours the page's script needs."""
        for shown_contact in shown:
            self._cite(
                (
                    *shown_contact.contact.cites,
                    *([WHO_HOLDS_IT] if unreachable(shown_contact.contact) else []),
                )
            )
            for note in shown_contact.contact.notes:
                self._cite(note.cites)
            self.carded.add(shown_contact.contact.id)

    def gaps(self, slots: Iterable[str], areas: tuple[str, ...] = ()) -> list[Gap]:
        """The gaps among these slots in some areas (none: in all), each once."""
        found = {
            gap.text: gap
            for slot in slots
            for a in areas or self.areas
            if (gap := self.book.fills[a].gaps.get(slot))
        }
        for shown_line in found.values():
            self._cite(shown_line.cites)
        return list(found.values())

    def add_deadlines(self, slots: Iterable[str]) -> None:
        """Deadlines behind deadline slots, and the gaps among them."""
        slots = list(slots)
        shown = deadlines_for(self.book, slots, self.areas, None)
        for shown_deadline in shown:
            self.found_by(shown_deadline.deadline.say)
            self._cite(shown_deadline.deadline.cites)
        if shown:
            self.add_html(
                el(
                    "ul",
                    {"class": "hb-lines"},
                    (deadline(self.view, shown_deadline) for shown_deadline in shown),
                )
            )
        self.add_html(join(gap(self.view, missing) for missing in self.gaps(slots)))

    def add_do_and_dont(self, name: str) -> None:
        """A do and don't list, as far as it holds here."""
        entry = self.maker.data.each("list")[name]
        for part, words in (("do", "Do"), ("dont", "Do not")):
            lines = self.maker.shown(entry.get(part, {}).values())
            if lines:
                self.add_html(el("p", {"class": f"hb-{part}-label"}, el("strong", None, words)))
                self.add_lines(lines)

    def add_notes(self, entry: Mapping[str, Any]) -> None:
        """The dated notes and clashes that an entry names, as far as they concern this setting."""
        data = self.maker.data
        changes = [data.one("changes")[name] for name in entry.get("changes", ())]
        shown = [note for change in changes if self.maker.concerns(change) and (note := self.change(change))]
        if shown:
            self.add_fold("What has changed since", *shown, about=_many(len(shown), "dated note"))
        here = [self.clash(data.one("clashes")[name]) for name in entry.get("clashes", ())]
        if here:
            self.add_fold("Where the document is unclear", *here, about=_many(len(here), "place"))

    def change(self, change: Mapping[str, Any]) -> Html:
        """A dated note of what has changed."""
        self.found_by(change["title"], change["now"])
        when = f" on {date_words(change['read_on'])}" if "read_on" in change else ""
        once = change["status"] == "confirmed-once"
        checked = f"read once{when}; read it again before you rely on it" if once else f"read again{when}"
        return el(
            "div",
            {"class": "hb-change"},
            el("p", None, el("strong", None, change["title"]), el("br"), change["now"]),
            el("p", None, el("em", None, "The documents: "), change["said"]) if change.get("said") else None,
            el(
                "p",
                {"class": "hb-source"},
                f"Page date: {change['page_date']}; {checked}. ",
                " · ".join(change["addresses"]),
            ),
        )

    def clash(self, clash: Mapping[str, Any]) -> Html:
        """A clash in the documents and how the handbook settles it."""
        self.found_by(clash["title"], clash["text"], clash["settled"])
        cited = self.maker.cites(clash.get("cite", []))
        cites = [Cite(*cite) for cite in cited]
        self._cite(cites)
        return el(
            "div",
            {"class": "hb-clash"},
            el("p", None, el("strong", None, clash["title"]), el("br"), clash["text"]),
            el("p", None, el("em", None, "What this handbook does: "), clash["settled"]),
            el("p", {"class": "hb-source"}, cited_at(self.view, cites)),
        )

    def add_silence(self, ref: str) -> None:
        """Small, that the setting's document is silent on what stands above, where its file records it."""
        if ref in self.maker.silent:
            words = self.maker.silent[ref] or self.maker.does_not_say
            self.add_html(el("p", {"class": "hb-silent"}, words))

    def add_links(self, refs: Iterable[str]) -> None:
        """Links to pages, as a list."""
        pages = [self.book.pages[ref] for ref in refs if ref in self.book.pages]
        items = [el("li", None, el("a", {"href": self.view.root + page.path}, page.title)) for page in pages]
        self.add_html(listed(items, css="hb-related"))

    def add_see_also(self, refs: Iterable[str]) -> None:
        """Links to pages that go on from here, folded."""
        with self.folding("See also"):
            self.add_links(refs)

    def add_flow_buttons(self, flows: Iterable[str]) -> None:
        """Buttons that open flows of the wizard from a handbook page."""
        known = [self.book.pages[f"flow:{flow}"] for flow in flows]
        if known:
            buttons = (
                el(
                    "a",
                    {"class": "md-button md-button--primary hb-flow-button", "href": self.view.root + p.path},
                    p.title,
                )
                for p in known
            )
            self.add_html(
                el("div", {"class": "hb-flow-buttons"}, el("p", None, "What do I do now?"), *buttons)
            )

    def markdown(self) -> str:
        """The whole page, its sources and their review state last."""
        head = ["---", *self._about(), "---", "", f"# {escape(self.title)}"]
        if self.aliases and self.path.startswith(TAGGED):
            tags = (el("li", {"class": "md-tag"}, alias) for alias in self.aliases[:AT_TOP])
            head += ["", str(listed(tags, css="md-tags hb-words", aria_label="Staff also say"))]
        return "\n\n".join(("\n".join(head), *self.blocks, *self._sources(), *self._hours())) + "\n"

    def _about(self) -> list[str]:
        """What the page's frame needs to know, as front matter; JSON is YAML that cannot be misread."""
        about: dict[str, Any] = {
            "title": self.title,
            "kind": self.kind,
            "tab": self.tab,
            "crumbs": [{"title": title, "path": path} for title, path in self.crumbs],
            "hide": self.hide,
            "data": self.made_from,
        }
        return [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in about.items() if value]

    def _hours(self) -> list[str]:
        """When the page's contacts answer, for the page's script to say who answers now."""
        known = {
            contact_id: self.book.contacts[contact_id].hours
            for contact_id in sorted(self.carded)
            if self.book.contacts[contact_id].kind != "emergency"  # of 999 that goes without saying
        }
        known |= {h.outside: self.book.contacts[h.outside].hours for h in known.values() if h and h.outside}
        table = {
            contact_id: _packed(hours, assumed=is_assumed(self.book, self.book.contacts[contact_id]))
            for contact_id, hours in known.items()
            if hours
        }
        if not table:
            return []
        days = " ".join(day.isoformat() for day in sorted(self.book.calendar.bank_holidays))
        about = {"data-hours": json.dumps(table, separators=(",", ":")), "data-holidays": days, "hidden": ""}
        return [str(el("div", about))]

    def _sources(self) -> list[str]:
        sources = self.maker.data.one("sources")
        items = []
        for source in sources:
            if source in self.cited:
                words = review_words(sources[source])
                name = self.book.sources[source]
                items.append(
                    el(
                        "li",
                        {"data-due": due_day(sources[source])},
                        el("a", {"href": f"{self.view.root}sources.html#{source}"}, name),
                        f": {words}",
                    )
                )
        if not items:
            return []
        # Each line opens where it is written by itself.
        return [str(fold("Sources of this page", el("ul", {"class": "hb-sources"}, items)))]


def some_of(names: Sequence[str]) -> str:
    """The first of what is in a fold, by name; how many more there are."""
    return " · ".join(names if len(names) <= NAMED + 1 else [*names[:NAMED], f"{len(names) - NAMED} more"])


def _many(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"


def _packed(hours: Hours, *, assumed: bool) -> dict[str, Any]:
    every = {
        "always": hours.always,
        "outside": hours.outside,
        "weekly": [[opening.weekday, opening.start, opening.end] for opening in hours.weekly],
        "holidays": hours.open_on_bank_holidays,
        "assumed": assumed,
    }
    return {key: value for key, value in every.items() if value}
