"""Every page of every setting: its own words, its sources, nobody else's numbers."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from handbook import papers
from handbook.datafiles.data import Data
from handbook.pages.front import START
from tests.content.handbooks import AREA_NAMES, NAMES, SCHOOLS, Handbook, numbers_by_place, plain

MOST_AT_FIRST = 10  # entries, before the reader opens a fold
NOTICE = "It is a demonstration."


ADDRESS = re.compile(r"://|[a-z0-9]\.[a-z0-9]")


def body(handbook: Handbook, path: str) -> str:
    """A page's words without what may hold any name: web addresses, and who quoted a national text."""
    text = " ".join(word for word in handbook.pages[path].text.split() if not ADDRESS.search(word))
    return re.sub(r", (quoted|printed) by [^;]*;", ";", text)


def test_no_page_names_another_setting(handbook: Handbook) -> None:
    others = [name for setting, name in NAMES.items() if setting != handbook.id]
    found = [(path, name) for path in handbook.pages for name in others if name in body(handbook, path)]
    assert found == []


def test_no_page_names_another_area(handbook: Handbook) -> None:
    others = [name for area, name in AREA_NAMES.items() if area not in handbook.areas]
    found = [(path, name) for path in handbook.pages for name in others if name in body(handbook, path)]
    assert found == []


def test_no_page_shows_another_areas_number(data: Data, handbook: Handbook) -> None:
    places = numbers_by_place(data)
    own = {
        number["value"] for place in ("", handbook.id, *handbook.areas) for number in places.get(place, ())
    }
    foreign = [
        plain(number["value"])
        for numbers in places.values()
        for number in numbers
        if number["value"] not in own
    ]
    assert len(foreign) > 10
    for path, page in handbook.pages.items():
        # A dated note names the pages it rests on, whoever keeps them; nobody is sent there.
        words = re.sub(r'<p class="hb-source">Page date: .*?</p>', "", page.numbers)
        assert [value for value in foreign if value in words] == [], path


def test_a_superseded_number_stands_only_in_the_history_struck_out_and_is_no_link(
    data: Data, handbook: Handbook
) -> None:
    old = {
        number["value"]
        for numbers in numbers_by_place(data).values()
        for number in numbers
        if number["status"] == "superseded"
    }
    for path, page in handbook.pages.items():
        links = " ".join(one.attributes["href"] for one in page.root.each("a", href=None))
        assert [value for value in old if value.replace(" ", "") in links] == [], path
        rows = list(page.root.each("tr", class_="hb-old"))
        struck = {one.text for row in rows for one in row.each("s")}
        assert struck <= old
        assert all("do not ring" in row.text for row in rows)
        assert [value for value in old - struck if plain(value) in page.numbers] == [], path
        assert sum(page.numbers.count(plain(value)) for value in struck) == len(rows), path


def test_the_history_of_numbers_holds_every_number_of_the_setting(data: Data, handbook: Handbook) -> None:
    places = numbers_by_place(data)
    own = [number for place in ("", handbook.id, *handbook.areas) for number in places.get(place, ())]
    tables = handbook.pages["number-history.md"].root.each("table", class_="hb-history")
    rows = [row.text for table in tables for row in table.each("tr")]
    assert [number["value"] for number in own if not any(number["value"] in row for row in rows)] == []


def test_every_page_with_statements_names_its_sources(handbook: Handbook) -> None:
    for path, page in handbook.pages.items():
        cited = {
            cite.attributes["data-cite"].split()[0]
            for line in page.root.each(class_="hb-line")
            for cite in line.each("a", data_cite=None)
        }
        if cited and not path.startswith("what-now/"):
            assert "Sources of this page" in page.markdown, path
            (foot,) = page.root.each("ul", class_="hb-sources")
            named = {one.attributes["href"].partition("#")[2] for one in foot.each("a")}
            assert cited <= named, path


def test_a_flows_page_names_its_sources(handbook: Handbook) -> None:
    for path, page in handbook.pages.items():
        if path.startswith("what-now/"):
            assert "Sources of this page" in page.markdown, path


def test_every_line_of_every_page_names_where_it_is_written(handbook: Handbook) -> None:
    for path, page in handbook.pages.items():
        for line in page.root.each(class_="hb-line"):
            assert list(line.each("a", data_cite=None)), (path, line.text)
        for gap in page.root.each(class_="hb-gap"):
            assert gap.attributes["data-gap"], (path, gap.text)


def test_a_line_that_is_not_the_settings_own_says_so(handbook: Handbook) -> None:
    sources = handbook.maker.data.one("sources")
    authorities = {"national": {"national"}, "handbook": {"reading"}}
    for path, page in handbook.pages.items():
        for line in page.root.each("li", class_="hb-line"):
            kinds = {
                sources[one.attributes["data-cite"].split()[0]]["kind"]
                for one in line.each("a", data_cite=None)
            }
            shown = {one.attributes["data-mark"] for one in line.each("summary", data_mark=None)}
            if "hb-gap" in line.attributes["class"].split():  # our advice, whatever it rests on
                assert shown == {"reading"}, (path, line.text)
            elif len(kinds) == 1 and path != "law.md":
                assert shown == authorities.get(next(iter(kinds)), shown - {"national", "reading"}), (
                    path,
                    line.text,
                )


def test_every_source_of_the_setting_shows_its_review_state(handbook: Handbook) -> None:
    text = handbook.pages["sources.md"].section("This setting's own document")
    assert re.search(r"review date, .*, has passed|no next date|no .*review", text), text


def test_every_page_has_one_title_and_headings_in_order(handbook: Handbook) -> None:
    for path, page in handbook.pages.items():
        levels = [len(found) for found in re.findall(r"^(#+) ", page.markdown, re.MULTILINE)]
        assert levels[0] == 1, path
        assert levels.count(1) == 1, path
        assert [step for step in pairwise(levels) if step[1] > step[0] + 1] == [], path


def test_every_link_between_pages_leads_to_a_page_and_a_place_on_it(handbook: Handbook) -> None:
    places = {
        path: {one.attributes["id"] for one in page.root.each(id=None)}
        | set(re.findall(r"\{ #([a-z0-9-]+) \}", page.markdown))
        for path, page in handbook.pages.items()
    }
    sheets = {f"{papers.FOLDER}/{paper.name}.pdf" for paper in papers.papers(handbook.book)}
    for path, page in handbook.pages.items():
        depth = path.count("/")
        for link in page.root.each("a", href=None):
            href = link.attributes["href"]
            if re.match(r"[a-z]+:", href):
                continue
            where, _, anchor = href.partition("#")
            if where:
                folder = "" if where.startswith("../") or not depth else f"{path.rpartition('/')[0]}/"
                if where.endswith(".pdf"):
                    assert folder + where.removeprefix("../") in sheets, (path, href)
                    continue
                target = folder + where.removeprefix("../").removesuffix(".html") + ".md"
            else:
                target = path
            assert target in places, (path, href)
            assert not anchor or anchor in places[target], (path, href)


def test_the_home_page_has_three_doors(handbook: Handbook) -> None:
    tabs = [one.attributes["href"] for one in handbook.pages["index.md"].root.each("a", class_="hb-big")]
    assert tabs == ["what-now/index.html", "contacts.html", "lookup.html"]


def test_every_harm_has_a_page_that_says_where_the_document_names_it_or_that_it_is_silent(
    handbook: Handbook,
) -> None:
    """Silent only where somebody looked and recorded it; of a harm that nobody looked for, neither is said."""
    maker = handbook.maker
    entries = {f"harms/{name}.md": (f"harm.{name}", harm) for name, harm in maker.data.each("harm").items()}
    entries |= {
        f"abuse/{name}.md": (f"abuse.{name}", harm) for name, harm in maker.data.one("abuse-types").items()
    }
    assert len(entries) == 46 + 5
    for path, (ref, harm) in entries.items():
        page = handbook.pages[path]
        named = any(maker.scope.authority(cite["source"]) == "own" for cite in harm["named_in"])
        assert ("Named in:" in page.text) is named, path
        assert ("does not name this harm" in page.text) is (not named and ref in maker.silent), path


def test_every_page_to_look_up_can_be_reached_from_the_list(handbook: Handbook) -> None:
    linked = {
        one.attributes["href"].removesuffix(".html") + ".md"
        for one in handbook.pages["lookup.md"].root.each("a", href=None)
    }
    looked_up = {
        path for path in handbook.pages if path.split("/")[0] in {"harms", "abuse", "topics", "levels"}
    }
    assert looked_up <= linked


def test_a_reader_can_find_every_flow_from_the_wizards_front_page(handbook: Handbook) -> None:
    front = handbook.pages["what-now/index.md"].root
    linked = {
        one.attributes["href"] for part in front.each("ul", class_="hb-flows") for one in part.each("a")
    }
    assert linked == {f"{flow}.html" for flow in handbook.book.flows if flow != START}
    most, *_ = front.each("ul", class_="hb-flows")
    assert len(list(most.each("a"))) <= MOST_AT_FIRST


def test_the_about_page_says_that_it_is_a_demonstration(handbook: Handbook) -> None:
    assert NOTICE in handbook.pages["about.md"].text


@pytest.mark.parametrize("setting", SCHOOLS)
def test_a_change_is_a_dated_note_with_its_address(handbooks: dict[str, Handbook], setting: str) -> None:
    notes = list(handbooks[setting].pages["changes.md"].root.each(class_="hb-change"))
    assert notes
    for note in notes:
        assert re.search(r"Page date: .+; (read again on|read once)", note.text), note.text
        assert re.search(r"[a-z0-9-]+\.[a-z]{2,}", note.text), note.text


def test_every_clash_is_shown_to_the_settings_it_concerns_and_to_no_other(handbook: Handbook) -> None:
    policies = handbook.data.each("policy")
    own = set(handbook.maker.setting["policies"])
    clashes = [clash for name in own for clash in policies[name].get("clashes", {}).values()]
    assert clashes
    shown = {
        title
        for one in handbook.pages["unclear.md"].root.each(class_="hb-clash")
        for title in [next(iter(one.each("strong"))).text]
    }
    assert shown == {" ".join(one["title"].split()) for one in clashes}
    # What no section prints, none can be cited for.
    unprinted = {" ".join(one["title"].split()) for one in clashes if not one.get("sections")}
    for one in handbook.pages["unclear.md"].root.each(class_="hb-clash"):
        assert "What this handbook does:" in one.text
        title = next(iter(one.each("strong"))).text
        assert bool(list(one.each("a", data_cite=None))) is (title not in unprinted), one.text


def test_the_notes_of_every_contact_of_the_area_are_shown(data: Data, handbook: Handbook) -> None:
    text = handbook.pages["contacts.md"].text
    for area in handbook.areas:
        for name, contact in (data.each("area")[area]["contacts"] if area else {}).items():
            for note in contact.get("notes", ()):
                if handbook.maker.basis(note):
                    assert note["text"] in text, (name, note["text"])


def test_whatever_fills_a_slot_is_shown_to_the_settings_readers(handbook: Handbook) -> None:
    shown = {
        f"{kind} {one.attributes[f'data-{kind}']}"
        for page in handbook.pages.values()
        for kind in ("contact", "clock")
        for one in page.root.each("", **{f"data-{kind}": None})
    }
    for fill in handbook.book.fills.values():
        lines = {line.text for lines in fill.rules.values() for line in lines}
        assert [line for line in lines if line not in handbook.everything] == []
        assert {f"contact {name}" for names in fill.contacts.values() for name in names} <= shown
        assert {
            f"clock {deadline.id}" for deadlines in fill.deadlines.values() for deadline in deadlines
        } <= shown
