"""Text never becomes markup: not in a child, not in an attribute, not on a page."""

from __future__ import annotations

import html
import re
from pathlib import Path

import markdown
import pytest

from handbook.pages.sheet import escape
from handbook.sites.one_site import read_site
from tests.support.tinydata import TinyData
from tests.support.tree import parse
from wizard.markup import Html, el, join

HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onclick='alert(1)",
    "</p><h1>Ring nobody</h1>",
    "<!-- --><b>",
    "&lt;b&gt; &amp; &#60;",
    "a & b < c > d",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_child_stays_text(text: str) -> None:
    root = parse(el("p", {"class": "hb-line"}, "before ", [text, (text,)], None, " after"))
    assert [one.tag for one in root.each()] == ["p"]
    assert root.text == f"before {text}{text} after"


@pytest.mark.parametrize("text", HOSTILE)
def test_an_attribute_stays_one_value(text: str) -> None:
    root = parse(el("a", {"href": text, "data-cite": text}, "x"))
    (link,) = root.each()
    assert link.attributes == {"href": text, "data-cite": text}
    assert root.text == "x"


@pytest.mark.parametrize("text", HOSTILE)
def test_joined_text_is_escaped_and_joined_markup_is_not(text: str) -> None:
    root = parse(join(text, el("b", None, "x"), Html("<i>y</i>")))
    assert [one.tag for one in root.each()] == ["b", "i"]
    assert root.text == f"{text}xy"


def test_an_attribute_that_is_none_is_left_out_and_an_empty_one_stands_alone() -> None:
    assert el("p", {"id": None, "hidden": "", "class": "x"}, "y") == '<p hidden class="x">y</p>'


def test_an_empty_element_is_not_closed() -> None:
    assert el("br") == "<br>"
    assert el("input", {"type": "date"}) == '<input type="date">'


MARKDOWN = [
    *HOSTILE,
    "*not* _slanted_ **bold** __bold__ `code` ~~gone~~ ^up^",
    "[a link](https://example.org) and ![a picture](x.png)",
    "[a reference][x] and [x]: https://example.org",
    "https://example.org and <https://example.org> and www.example.org",
    "# a heading",
    "- a list",
    "+ a list",
    "1. a list",
    "1) a list",
    "> a quotation",
    "=== a rule",
    "---",
    "| a | table |",
    "!!! note",
    "??? note",
    "{: .hb-emergency }",
    "words { #anchor .class }",
    ":smile: and 8:45 and a:b",
    "*[HTML]: words",
    "[TOC]",
    "[^1] and [^1]: a footnote",
    "a \\* backslash \\\\ twice",
    "££ %% @@ ;; 100% & more",
]


@pytest.mark.parametrize("text", MARKDOWN)
def test_words_on_a_page_are_shown_as_they_are(text: str) -> None:
    made = markdown.markdown(escape(text), extensions=["attr_list", "toc"])
    assert re.fullmatch(r"<p>.*</p>", made, re.DOTALL), made
    assert "<" not in made[3:-4]
    assert html.unescape(made[3:-4]) == text


@pytest.mark.parametrize("text", [text for text in MARKDOWN if "\\" not in text])
def test_a_title_on_a_page_is_shown_as_it_is(text: str) -> None:
    made = markdown.markdown(f"## {escape(text)}", extensions=["attr_list", "toc"])
    assert re.fullmatch(r'<h2 id="[a-z0-9_-]*">[^<]*</h2>', made), made
    assert html.unescape(re.sub(r"<[^>]*>", "", made)) == text


@pytest.mark.usefixtures("one_paper")
def test_a_setting_with_a_hostile_name_makes_pages_without_its_markup(tmp_path: Path) -> None:
    tiny = TinyData(tmp_path)
    tiny.edit("settings/oak.yml", "name: Oak School", "name: '<script>x</script> \"Oak\"'")

    pages = read_site(tiny.root, "oak", for_readers=True).pages
    assert any("&lt;script&gt;" in text or "&#60;script" in text for text in pages.values())
    assert not any("<script>x" in text for text in pages.values())


@pytest.mark.parametrize(
    "slip",
    [
        "<p>",
        "</p>",
        "<p><b></p></b>",
        '<p id="a"></p><p id="a"></p>',
        '<p class="a" class="b"></p>',
    ],
)
def test_what_our_own_markup_never_holds_stops_the_tests_reader_of_it(slip: str) -> None:
    with pytest.raises(AssertionError):
        parse(slip)
