"""The sign-off page: all that the wizard may say, for one person to read and sign."""

from __future__ import annotations

import re

from handbook.datafiles.data import Data
from handbook.pages.chart import BOX, WIDTH
from handbook.pages.sheet import slug
from handbook.pages.signoff import signoff_page
from handbook.sites.one_site import make_site
from tests.content.handbooks import Handbook
from tests.support.tree import Element, parse
from wizard.model import URGENCY_WORDS
from wizard.static import flow_order

LANE = re.compile(r"M([\d.]+) ([\d.]+)V([\d.]+)")


def page(handbook: Handbook) -> Element:
    return handbook.pages["signoff.md"].root


def by_id(root: Element) -> dict[str, Element]:
    return {one.attributes["id"]: one for one in root.each(id=None)}


def test_every_step_of_every_flow_is_there_with_its_answers(handbook: Handbook) -> None:
    steps = by_id(page(handbook))
    for name, flow in handbook.book.flows.items():
        order = flow_order(flow)
        for question in flow.questions.values():
            words = steps[f"{name}--{question.id}"].text
            assert question.ask in words
            for option in question.options:
                leads = "“" if option.then.startswith("flow:") else str(order.index(option.then) + 1)
                assert f"{option.say}: go to {leads}" in words


def test_every_outcome_tells_how_soon_what_first_whom_and_by_when(handbook: Handbook) -> None:
    steps = by_id(page(handbook))
    for (flow, name, _), path in handbook.outcome_paths.items():
        words = steps[f"{flow}--{name}"].text
        outcome = path.outcome
        assert f"{URGENCY_WORDS[outcome.urgency]}: {outcome.title}" in words
        assert outcome.first.text in words
        assert "Contacts" in words
        assert "By when" in words
        advice = handbook.advice[flow, name, path.step.areas]
        assert all(one.contact.name in words for one in advice.contacts), (flow, name)
        assert all(one.deadline.say in words for one in advice.deadlines), (flow, name)
        assert all(gap.title in words for gap in advice.gaps), (flow, name)


def test_every_flow_has_a_chart_that_says_what_the_list_says(handbook: Handbook) -> None:
    charts = list(page(handbook).each("svg", role="img"))
    assert len(charts) == len(handbook.book.flows)
    for drawn in charts:
        name = drawn.attributes["aria-labelledby"].removeprefix("chart-")
        flow = handbook.book.flows[name]
        words = drawn.text.replace(" ", "")
        for question in flow.questions.values():
            assert question.ask.replace(" ", "") in words, (name, question.id)
            assert all(option.say.replace(" ", "") in words for option in question.options)
        assert all(outcome.title.replace(" ", "") in words for outcome in flow.outcomes.values())


def test_lanes_of_a_chart_stay_apart_and_on_the_paper(handbook: Handbook) -> None:
    for drawn in page(handbook).each("svg", role="img"):
        taken: list[tuple[float, float, float]] = []
        for lane in drawn.each("g", class_="hb-lane"):
            path = next(iter(lane.each("path"))).attributes["d"]
            start = LANE.match(path)
            assert start
            x, top, bottom = map(float, start.groups())
            assert BOX < x < WIDTH
            assert all(x != other or bottom < a or b < top for other, a, b in taken)
            taken.append((x, top, bottom))


def test_each_section_of_the_document_has_what_the_handbook_takes_from_it(handbook: Handbook) -> None:
    """Every line on any page that cites a section of the setting's own documents stands under that section."""
    maker, folds = handbook.maker, by_id(page(handbook))
    words: dict[tuple[str, str], str] = {}
    for policy in maker.setting["policies"]:
        for place in handbook.data.each("policy")[policy]["sections"]:
            words[policy, place] = folds[f"section-{policy}-{slug(place)}"].text
    said = maker.said()
    assert all(line in words[section] for section in words for line in said.get(section, ()))
    for path, other in handbook.pages.items():
        for line in other.root.each("li", class_="hb-line"):
            text = " ".join(one.text for one in line.each("span", class_="hb-text"))
            for cite in line.each("a", data_cite=None):
                source, _, section = cite.attributes["data-cite"].partition(" ")
                if (source, section) in words and text and not path.startswith("what-now/"):
                    taken = said[source, section]
                    assert text in taken or any(line in text for line in taken), (path, text)


def test_every_source_and_the_content_version_are_named(handbook: Handbook) -> None:
    site = make_site(handbook.data, handbook.id)
    assert f"Content version {site.book['version']}, for" in parse(site.pages["signoff.md"]).text
    said = handbook.pages["signoff.md"].section("Every source")
    sources = handbook.maker.data.one("sources")
    assert all(sources[name]["title"] in said for name in handbook.book.sources)


def test_there_is_room_to_sign_each_flow_and_the_whole(handbook: Handbook) -> None:
    rooms = [one.text for one in page(handbook).each("p", class_="hb-sign-here")]
    assert rooms == ["Read and agreed: Date:"] * len(handbook.book.flows) + [
        "Name and role: Signature: Date:"
    ]


def test_what_changed_is_told_from_the_news_and_else_this_is_the_first_release(
    handbook: Handbook, data: Data
) -> None:
    text = handbook.pages["signoff.md"].section("What changed since the last release")
    news = data.one("news")
    assert ("This is the first release" in text) == (not news)


def test_a_flow_that_says_something_else_has_another_version(handbooks: dict[str, Handbook]) -> None:
    """No flow says the same in two settings, since each cites its own document; one setting says it twice alike."""

    def versions(root: Element) -> dict[str, str]:
        rows = ([cell.text for cell in row.each("td")] for row in root.each("tr"))
        return {row[0]: row[3] for row in rows if row}

    griffin, grange = versions(page(handbooks["griffin"])), versions(page(handbooks["grange"]))
    assert not {name for name, version in griffin.items() if grange[name] == version}
    again = signoff_page(handbooks["griffin"].maker, handbooks["griffin"].book)
    assert versions(parse(again.markdown())) == griffin
