"""The pages, by a pure function: checked data in, path to Markdown out; entry point: `sheets`."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from handbook import fixed_pages as fixed
from handbook.book.maker import Maker
from handbook.pages import about, front, levels, lookup, news, numbers, paper, people, practice, signoff
from handbook.pages.sheet import Sheet
from wizard.model import Book

REFERENCE = (
    *(fixed.ROLES, fixed.DEFINITIONS, fixed.FIGURES, fixed.NUMBERS, fixed.LAW, fixed.NEWS),
    *(fixed.CHANGES, fixed.UNCLEAR, fixed.SOURCES, fixed.ABOUT, fixed.PRINT, fixed.SIGN_OFF),
)


def sheets(maker: Maker, book: Book) -> Iterator[Sheet]:
    """Every page of a setting's handbook."""
    data = maker.data
    yield front.home_page(maker, book)
    yield from front.flow_pages(maker, book)
    yield people.contacts_page(maker, book)
    yield numbers.numbers_page(maker, book)
    yield front.lookup_page(maker, book)
    for name, abuse in data.one("abuse-types").items():
        yield lookup.harm_page(maker, book, name, abuse, "abuse")
    for name, harm in data.each("harm").items():
        yield lookup.harm_page(maker, book, name, harm, "harms")
    for name, topic in maker.topics.items():
        yield lookup.topic_page(maker, book, name, topic)
    yield from practice.practice_pages(maker, book, front.grouped_flows(maker, book))
    yield people.roles_page(maker, book)
    yield from levels.levels_pages(maker, book)
    yield lookup.definitions_page(maker, book)
    yield lookup.figures_page(maker, book)
    yield lookup.law_page(maker, book)
    yield news.news_page(maker, book)
    yield about.changes_page(maker, book)
    yield about.unclear_page(maker, book)
    yield about.sources_page(maker, book)
    yield about.about_page(maker, book)
    yield paper.print_page(maker, book)
    yield signoff.signoff_page(maker, book)


def pages(maker: Maker, book: Book) -> dict[str, str]:
    """Path to Markdown for every page."""
    return {sheet.path: sheet.markdown() for sheet in sheets(maker, book)}


Nav = list[dict[str, "str | Nav"]]


def nav(maker: Maker, book: Book) -> Nav:
    """The site's navigation, as `mkdocs.yml` would have it."""
    data = maker.data
    harms = data.each("harm")
    topics = maker.topics
    flows: Nav = [{"Start here": fixed.WHAT_NOW.source}]
    for words, names in front.grouped_flows(maker, book):
        flows.append({words: [{_title(book.flows[name].title): f"what-now/{name}.md"} for name in names]})
    kinds: Nav = [{_title(a["title"]): f"abuse/{name}.md"} for name, a in data.one("abuse-types").items()]
    for group, words in lookup.HARM_GROUPS.items():
        kinds.append(
            {
                words: [
                    {_title(h["title"]): f"harms/{name}.md"}
                    for name, h in harms.items()
                    if h["group"] == group
                ]
            }
        )
    how: Nav = []
    for group, words in lookup.TOPIC_GROUPS.items():
        how.append(
            {
                words: [
                    {_title(t["title"]): f"topics/{name}.md"}
                    for name, t in topics.items()
                    if t["group"] == group
                ]
            }
        )
    about: Nav = [{_title(levels["title"]): f"levels/{area}.md"} for area, levels in maker.levelled.items()]
    about += [{page.title: page.source} for page in REFERENCE]
    return [
        {fixed.HOME.title: fixed.HOME.source},
        {fixed.WHAT_NOW.title: flows},
        {fixed.CONTACTS.title: fixed.CONTACTS.source},
        {
            fixed.LOOK_UP.title: [
                {"All": fixed.LOOK_UP.source},
                {"Kinds of harm": [e for e in kinds if all(e.values())]},
                {"What to do": [e for e in how if all(e.values())]},
                *_practice(maker, book),
                {"Reference": about},
            ]
        },
    ]


def _title(text: str) -> str:
    """A title for the navigation, which generators put on the page as markup."""
    return escape(text, quote=False)


def _practice(maker: Maker, book: Book) -> Nav:
    """The pages to practise on, where the setting has any."""
    flows = practice.by_flow(maker, book)
    if not flows:
        return []
    pages_: Nav = [{_title(book.flows[name].title): f"practice/{name}.md"} for name in flows]
    return [{fixed.PRACTICE.title: [{"All": fixed.PRACTICE.source}, *pages_]}]
