"""A step as HTML, on the page and live: everything said is there, and nothing else."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest

from handbook.sites.one_site import maker_for
from tests.support.tinydata import TinyData
from tests.support.tree import Element, parse
from wizard import advice
from wizard.engine import Step, replay
from wizard.host import Host
from wizard.loading import load
from wizard.model import Book, Deadline
from wizard.paths import paths
from wizard.render import resolved, step
from wizard.static import static
from wizard.text import outcome as plain_outcome
from wizard.timing import due
from wizard.view import View

NOW = datetime(2026, 11, 26, 12, 0)  # noqa: DTZ001 - wall time, a Thursday noon
NIGHT = datetime(2026, 11, 28, 23, 0)  # noqa: DTZ001
SETTINGS = ("oak", "elm", "ash", "fir")
# Where a policy is recorded as silent: only there may a gap say so.
SILENT_SLOTS = {
    "oak": set(),
    "elm": {"record"},
    "ash": {"dsl", "social-care", "lado", "written", "record", "telling"},
    "fir": {"dsl", "record"},
}
SUPERSEDED = ("01300 960999", "01300960999", "south.test/old-form")
HOSTILE = "\"><script>alert(1)</script>' onclick='x"
# Fields of a book that hold words for readers, by name; all others hold ids, times and links.
WORDS = {"text", "title", "name", "use", "ask", "help", "say", "hint", "label", "value", "checked", "against"}
WORDS |= {"holder", "assumption", "about", "terms_note"}


def pages(book: Book) -> Iterator[tuple[str, Element]]:
    """Every flow's static page."""
    for flow in book.flows:
        yield flow, parse(static(View(book, "../"), flow))


def live(view: View, at: Step) -> Element:
    """The step as the wizard shows it."""
    return parse(step(view, at, resolved(view, at)))


def lives(book: Book, now: datetime | None = NOW) -> Iterator[Element]:
    """Every live step on the way to every outcome."""
    done = set()
    for flow in book.flows:
        for path in paths(book, flow):
            for count in range(len(path.step.answers) + 1):
                answers = path.step.answers[:count]
                if (flow, answers) not in done:
                    done.add((flow, answers))
                    yield live(View(book, "../", now), replay(book, flow, answers))


@pytest.mark.parametrize("setting", SETTINGS)
def test_every_option_of_a_static_page_leads_somewhere(books: dict[str, Book], setting: str) -> None:
    book = books[setting]
    ids = {flow: {one.attributes["id"] for one in page.each(id=None)} for flow, page in pages(book)}
    for flow, page in pages(book):
        options = list(page.each("a", class_="hb-option"))
        assert len(options) == sum(len(q.options) for q in book.flows[flow].questions.values())
        for option in options:
            where, _, place = option.attributes["href"].partition("#")
            target = where.removeprefix("../what-now/").removesuffix(".html") or flow
            assert where in {"", f"../what-now/{target}.html"}
            assert target in ids
            assert not place or place in ids[target]


@pytest.mark.parametrize("setting", SETTINGS)
def test_every_outcome_that_the_engine_reaches_can_be_read_on_a_static_page(
    books: dict[str, Book], setting: str
) -> None:
    book = books[setting]
    shown = {
        flow: {one.attributes["data-static-step"] for one in page.each("section")}
        for flow, page in pages(book)
    }
    reached = {(path.step.flow, path.outcome.id) for flow in book.flows for path in paths(book, flow)}
    assert reached
    for flow, outcome in reached:
        assert outcome in shown[flow]


@pytest.mark.parametrize("setting", SETTINGS)
def test_following_the_static_links_reaches_what_the_engine_reaches(
    books: dict[str, Book], setting: str
) -> None:
    book = books[setting]
    tree = dict(pages(book))
    sections = {
        (flow, one.attributes["id"]): one for flow, page in tree.items() for one in page.each("section")
    }
    for flow in book.flows:
        reached = set()
        waiting = [(flow, book.flows[flow].start)]
        seen = set()
        while waiting:
            here = waiting.pop()
            if here in seen:
                continue
            seen.add(here)
            options = list(sections[here].each("a", class_="hb-option"))
            if not options:
                reached.add(here)
            for option in options:
                where, _, place = option.attributes["href"].partition("#")
                target = where.removeprefix("../what-now/").removesuffix(".html") or here[0]
                waiting.append((target, place or book.flows[target].start))
        assert {(path.step.flow, path.outcome.id) for path in paths(book, flow)} <= reached


def test_a_hand_over_lands_past_the_question_that_was_just_answered(books: dict[str, Book]) -> None:
    page = dict(pages(books["oak"]))["adult"]
    first = next(page.each(id="danger"))
    links = {
        one.attributes["data-option"]: one.attributes["href"] for one in first.each("a", data_option=None)
    }
    assert links == {
        "yes": "../what-now/worried.html#ring-999",
        "unsure": "../what-now/worried.html#ring-999",
        "no": "#area",
    }


def test_a_static_page_starts_with_its_first_question_and_numbers_each_step(books: dict[str, Book]) -> None:
    for flow, page in pages(books["oak"]):
        sections = list(page.each("section"))
        assert sections[0].attributes["id"] == books["oak"].flows[flow].start
        places = [next(iter(one.each(class_="hb-place"))).text for one in sections]
        assert places == [f"{place}." for place in range(1, len(sections) + 1)]


def test_the_most_urgent_outcome_stands_first_among_the_outcomes(books: dict[str, Book]) -> None:
    page = dict(pages(books["oak"]))["worried"]
    outcome_ids = [one.attributes["id"] for one in page.each("section", class_="hb-outcome")]
    assert outcome_ids[0] == "ring-999"
    assert set(outcome_ids) == {"ring-999", "tell-lead", "ring"}


@pytest.mark.parametrize("setting", SETTINGS)
def test_numbers_to_tap_are_current_or_as_printed_and_say_how_far_they_were_checked(
    books: dict[str, Book], setting: str
) -> None:
    book = books[setting]
    known = {
        "tel:" + "".join(filter(str.isdigit, number.value)): number
        for contact in book.contacts.values()
        for number in contact.numbers
        if number.kind == "phone"
    }
    found = set()
    for root in (*(page for _, page in pages(book)), *lives(book)):
        for card in root.each(data_contact=None):
            boxes = list(card.each(class_="hb-number", data_status=None))
            assert all(box.attributes["data-status"] in {"current", "as-printed"} for box in boxes)
            checks = 0 if card.attributes["data-contact"] == "police-emergency" else len(boxes)
            assert len(list(card.each(class_="hb-checked"))) == checks
        for link in root.each("a"):
            if link.attributes["href"].startswith("tel:"):
                assert known[link.attributes["href"]].value == link.text
                found.add(link.attributes["href"])
    assert "tel:999" in found


def test_a_current_number_names_the_day_and_page_of_its_checking(books: dict[str, Book]) -> None:
    page = dict(pages(books["oak"]))["worried"]
    card = next(iter(page.each(data_contact="north-hub")))
    assert "checked 22 November 2026 against north.test" in card.text
    card = next(iter(page.each(data_contact="north-night")))
    assert "from your policy; we could not confirm it" in card.text


@pytest.mark.parametrize("setting", SETTINGS)
def test_superseded_numbers_stand_nowhere_in_a_step(books: dict[str, Book], setting: str) -> None:
    book = books[setting]
    roots = [*(page for _, page in pages(book)), *lives(book)]
    for root in roots:
        for number in SUPERSEDED:
            assert number not in root.text
            assert all(number not in value for one in root.each() for value in one.attributes.values())


@pytest.mark.parametrize("setting", SETTINGS)
def test_every_line_names_where_it_is_written_or_is_a_gap(books: dict[str, Book], setting: str) -> None:
    book = books[setting]
    lines = 0
    for root in (*(page for _, page in pages(book)), *lives(book)):
        for line in root.each(class_="hb-line"):
            cites = list(line.each("a", data_cite=None))
            assert cites, line.text
            assert all(cite.attributes["data-cite"].split()[0] in book.sources for cite in cites)
            lines += 1
        for gap in root.each(class_="hb-gap"):
            assert gap.attributes["data-gap"] in {slot for fill in book.fills.values() for slot in fill.gaps}
            silences = {gap.silent for fill in book.fills.values() for gap in fill.gaps.values()} - {""}
            said = any(words in gap.text for words in silences)
            assert said == (gap.attributes["data-gap"] in SILENT_SLOTS[setting]), gap.text
            assert next(iter(gap.each(class_="hb-text"))).text
        for deadline in root.each(data_clock=None):
            assert list(deadline.each("a", data_cite=None)), deadline.text
    assert lines


def test_a_gap_says_first_what_to_do_and_then_that_the_policy_is_silent(books: dict[str, Book]) -> None:
    page = dict(pages(books["ash"]))["worried"]
    gaps = {gap.attributes["data-gap"]: gap.text for gap in page.each(class_="hb-gap")}
    assert gaps["social-care"].startswith("Ring the police. Your policy does not say.")
    ring = next(iter(page.each(id="ring")))
    assert [card.attributes["data-contact"] for card in ring.each(data_contact=None)] == ["police-emergency"]


def test_an_areas_own_words_for_a_gap_stand_before_the_usual_ones(books: dict[str, Book]) -> None:
    page = dict(pages(books["fir"]))["adult"]
    (gap,) = page.each(data_gap="lado")
    assert "Ask the South Team for the LADO." in gap.text
    outcome = next(iter(page.each(id="tell-head")))
    assert [card.attributes["data-contact"] for card in outcome.each(data_contact=None)] == [
        "head",
        "south-team",
    ]


def test_with_two_areas_the_first_screen_has_one_contact_of_each_and_each_says_its_area(
    books: dict[str, Book],
) -> None:
    ring = next(iter(dict(pages(books["oak"]))["worried"].each(id="ring")))
    assert not list(ring.each(data_list="call")), "nobody knows yet whom the first action rings"
    (who,) = ring.each(data_part="who")
    names = {
        card.attributes["data-contact"]: next(iter(card.each(class_="hb-who"))).text
        for card in who.each("li")
    }
    assert list(names) == ["north-hub", "south-team"]
    assert names["north-hub"].startswith("North")
    assert names["south-team"].startswith("South")
    assert {"north-night", "lead"} <= {one.attributes["data-contact"] for one in ring.each(data_contact=None)}


@pytest.mark.parametrize("setting", SETTINGS)
def test_no_step_of_a_setting_names_another_settings_document_or_contact(
    books: dict[str, Book], setting: str
) -> None:
    others = {
        "oak": "Elm|Ash|Fir",
        "elm": "Oak|Ash|Fir|South",
        "ash": "Oak|Elm|Fir|North|South",
        "fir": "Oak|Elm|Ash|North",
    }
    for root in (*(page for _, page in pages(books[setting])), *lives(books[setting])):
        assert not re.search(rf"\b({others[setting]})\b", root.text)


def test_the_live_step_says_who_answers_now(books: dict[str, Book]) -> None:
    book = books["elm"]
    at = replay(book, "worried", (("danger", "no"), ("who", "child"), ("inside", "no")))
    day, night = (live(View(book, "", now), at) for now in (NOW, NIGHT))
    for step_, first in ((day, "north-hub"), (night, "north-night")):
        (call,) = step_.each(data_list="call")
        assert [one.attributes["data-contact"] for one in call.each("li")] == [first]
        assert not any(first in list_.text for list_ in step_.each(data_list="more"))
    hub = next(iter(night.each(data_contact="north-hub"))).text
    assert "Closed. Opens 8.45am on Monday" in hub
    assert "Open now" in next(iter(day.each(data_contact="north-hub"))).text


def test_a_page_that_does_not_know_the_time_claims_nothing_about_it(books: dict[str, Book]) -> None:
    for _, page in pages(books["oak"]):
        assert "Open now" not in page.text
        assert "Closed" not in page.text
        assert not list(page.each(class_="hb-due"))


def test_a_live_limit_tells_its_date(books: dict[str, Book]) -> None:
    book = books["elm"]
    at = replay(book, "worried", (("danger", "no"), ("who", "child"), ("inside", "no")))
    (deadline,) = live(View(book, "", NOW), at).each(data_clock="north-written")
    assert "Within 48 hours" in deadline.text
    assert "by Saturday 28 November 2026, 12pm." in deadline.text


def test_an_outcome_is_worked_out_once_for_all_that_is_made_of_it(
    tiny: TinyData, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The screen, the note and the reminders: a slow phone need not count each limit three times."""
    counted: list[str] = []
    host = Host(json.dumps(maker_for(tiny.checked(), "elm")[1]))

    def count_and_tell(deadline: Deadline, *given: Any) -> datetime | None:
        counted.append(deadline.id)
        return due(deadline, *given)

    monkeypatch.setattr(advice, "due", count_and_tell)
    answers = (("danger", "no"), ("who", "child"), ("inside", "no"))
    request = {"flow": "worried", "answers": answers, "now": NOW.isoformat(), "root": "../"}
    told = json.loads(host.answer(json.dumps(request)))
    assert told["reminders"]
    assert counted
    assert len(counted) == len(set(counted))


def test_the_live_step_has_one_heading_to_focus_and_a_button_an_option(books: dict[str, Book]) -> None:
    for root in lives(books["oak"]):
        assert len(list(root.each("h2", data_heading=None))) == 1
        (section,) = root.each("section")
        buttons = [one.attributes["data-option"] for one in section.each("button", data_option=None)]
        assert len(buttons) == len(set(buttons))
        assert bool(buttons) == ("hb-question" in section.attributes["class"].split())


def test_the_first_step_has_no_way_back_and_every_later_one_has(books: dict[str, Book]) -> None:
    book = books["oak"]
    first = live(View(book, "", NOW), replay(book, "worried"))
    assert not list(first.each("button", data_back=None))
    later = live(View(book, "", NOW), replay(book, "worried", (("danger", "no"),)))
    for name in ("back", "restart"):
        assert len(list(later.each("button", **{f"data-{name}": None}))) == 1


def test_each_answer_given_can_be_changed(books: dict[str, Book]) -> None:
    book = books["oak"]
    root = live(View(book, "", NOW), replay(book, "worried", (("danger", "no"), ("who", "child"))))
    (trail,) = root.each("details", class_="hb-trail")
    assert [one.attributes["data-change"] for one in trail.each("button")] == ["0", "1"]
    assert "Is anyone in danger? No" in trail.text
    assert "Who is it about? A child" in trail.text


def test_the_first_action_stands_before_everything_else(books: dict[str, Book]) -> None:
    for setting in SETTINGS:
        for _, page in pages(books[setting]):
            for outcome in page.each("section", class_="hb-outcome"):
                parts = [
                    one.attributes["data-part"] for one in outcome.children if "data-part" in one.attributes
                ]
                assert parts[0] == "first"


def hostile(value: Any, name: str = "") -> Any:
    """The book with something nasty after every piece of text that a reader sees."""
    if isinstance(value, dict):
        worded = name in {"sources", "anchors"}
        return {key: hostile(child, "text" if worded else key) for key, child in value.items()}
    if isinstance(value, list):
        return [hostile(child, name) for child in value]
    return value + HOSTILE if isinstance(value, str) and name in WORDS and value else value


@pytest.mark.parametrize("setting", SETTINGS)
def test_text_in_the_data_never_becomes_markup(
    tmp_path_factory: pytest.TempPathFactory, setting: str
) -> None:
    data = TinyData(tmp_path_factory.mktemp("hostile")).checked()
    raw = maker_for(data, setting)[1]
    clean, nasty = load(raw), load(hostile(json.loads(json.dumps(raw))))
    for (flow, before), (_, after) in zip(pages(clean), pages(nasty), strict=True):
        assert after.shape() == before.shape(), flow
        assert "<script>" in after.text, "the text itself is shown"
    for before, after in zip(lives(clean), lives(nasty), strict=True):
        assert after.shape() == before.shape()


def test_the_terminal_shows_what_the_page_shows(books: dict[str, Book]) -> None:
    book = books["elm"]
    at = replay(book, "worried", (("danger", "no"), ("who", "child"), ("inside", "no")))
    words = " ".join(plain_outcome(book, at, book.flows["worried"].outcomes["ring"], NIGHT).split())
    assert words.startswith("AT ONCE: Ring social care >> Ring social care now. [Our reading, act at once]")
    night, hub = (
        words.index("North Night Team (open now, while North Hub is closed): 01300 960112"),
        words.index("North Hub (closed. Opens"),
    )
    assert night < hub
    assert "Elm wants the class first. [Elm policy (2020), section 5]" in words
    assert "South" not in words
    assert "Write down what you saw. (Your policy does not say)" in words
