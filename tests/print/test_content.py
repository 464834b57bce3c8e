"""What each paper must hold, asked of the data and not of the code that prints it."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pytest

from handbook.pdf.brevity import sentences
from handbook.pdf.press import TEMPLATES
from tests.print import poppler, structure
from tests.print.shelf import Shelf, front
from wizard.advice import contacts_for
from wizard.contacts import Contact
from wizard.engine import replay
from wizard.model import Deadline, Outcome
from wizard.timing import deadline_words

CARDS = ("card", "pocket")
SLOW_READER, READING_TIME = 100, 60  # words a minute, minutes
SHEET_SIZE = 9.9  # points
FOOT = 320  # characters of a foot
POINT = re.compile(r"(-?\d+(?:\.\d+)?) (-?\d+(?:\.\d+)?)")
CHAPTERS = {
    "induction-pack": (
        "What to do first",
        "Who is who",
        "Your first hour here",
        "Four kinds of abuse, and some signs of each",
        "Writing it down, and who may know",
        "Blank form: record of a concern",
        "Body map",
        "Answers",
        "Read and understood",
        "Where this is written",
    ),
    "induction-annex": (
        "Charts to follow",
        "When a child tells you something",
        "Abuse: what it is, and its signs",
        "Golden rules for sharing information",
        "Confidentiality",
        "Read and signed",
        "Sources",
    ),
}
FORMS = {
    "form-concern": ("full name", "their own words", "Body map", "Received by", "Signature"),
    "form-referral": ("Six questions", "The call", "Parents: told, asked or not; why", "After the call"),
    "form-advice-call": (
        "Spoke to (name, role)",
        "What you asked",
        "What they advised",
        "Who does what next",
    ),
    "form-escalation": ("Every step", "Who was asked (name, role)", "Answer and reasons", "Next step by"),
}


def _text(shelf: Shelf, name: str) -> str:
    return " ".join(poppler.text(shelf.pdf(name)).split())


def _contacts(shelf: Shelf, *slots: str) -> Iterable[Contact]:
    """Whoever the wizard shows for slots in any of the setting's areas."""
    areas = tuple(shelf.book.fills)
    return (one.contact for one in contacts_for(shelf.book, slots, areas, None))


def _deadlines(shelf: Shelf, *slots: str) -> Iterable[Deadline]:
    for fills in shelf.book.fills.values():
        for slot in slots:
            yield from fills.deadlines.get(slot, ())


def test_a_card_says_who_to_tell_with_room_for_each_name_and_extension(shelf: Shelf) -> None:
    roles = {
        slot: {one.id: one for one in _contacts(shelf, slot) if one.kind == "role"}
        for slot in ("dsl", "staff-concern", "head-concern")
    }
    assert all(roles.values())
    for name in CARDS:
        text = _text(shelf, name)
        for one in {**roles["dsl"], **roles["staff-concern"], **roles["head-concern"]}.values():
            assert one.name in text, (name, one.name)
    named = {role for slot in roles for role in roles[slot]}
    counts = {role: shelf.maker.setting["roles"].get(role, {}).get("count", 1) for role in named}
    assert front(shelf, "card").count("phone") == sum(counts.values())
    assert front(shelf, "pocket").count("phone") == sum(min(count, 3) for count in counts.values())


def test_a_card_says_what_to_say_and_not(shelf: Shelf) -> None:
    for name in CARDS:
        text = front(shelf, name)
        do, dont = text.index("A child is telling you"), text.index("Do not •")
        assert do < dont
        for words in ("Listen openly", "have to pass this on"):
            assert do < text.index(words) < dont, (name, words)
        for words in ("Never promise to keep it secret", "stop or cut off a child"):
            assert text.index(words) > dont, (name, words)


def test_a_card_says_who_answers_in_hours_and_who_out_of_hours_in_each_area(shelf: Shelf) -> None:
    for name in CARDS:
        text = front(shelf, name)
        for area in shelf.book.areas if len(shelf.book.areas) > 1 else ():
            assert f"social care: {area.name}" in text, (name, area.name)
        for place in shelf.book.fills:
            shown = contacts_for(shelf.book, ("social-care",), (place,), None)
            services = [one.contact for one in shown if one.contact.kind != "role"]
            nights = [one for one in services if one.hours and (one.hours.always or one.hours.outside)]
            assert all(one.name in text for one in services), (name, place)
            assert nights or "No number for nights" in text, (name, place)
            for one in nights:
                if one.hours and one.hours.outside:
                    assert "out of hours" in text[text.index(one.name) :].lower(), (name, one.name)


def test_a_card_says_by_when_to_tell_and_to_record(shelf: Shelf) -> None:
    for name in CARDS:
        short, full = front(shelf, name), _text(shelf, name)
        for deadline in _deadlines(shelf, "tell-dsl", "written-record"):
            assert deadline_words(deadline) in short.lower(), (name, deadline.id)
            assert deadline.say.rstrip(".") in full, (name, deadline.id)
        for fills in shelf.book.fills.values():
            for slot in ("tell-dsl", "written-record"):
                for sentence in sentences(fills.gaps[slot].text) if slot in fills.gaps else ():
                    assert sentence in full, (name, slot)


@pytest.mark.parametrize("name", CHAPTERS)
def test_pack_and_annex_have_every_chapter_in_order_and_a_bookmark_for_each(shelf: Shelf, name: str) -> None:
    bookmarks = structure.bookmarks(shelf.pdf(name))
    titles = [title for title, _ in bookmarks]
    places = [titles.index(chapter) for chapter in CHAPTERS[name]]
    assert places == sorted(places)
    pages = poppler.text(shelf.pdf(name)).split("\f")
    for title, page in bookmarks:
        assert title in " ".join(pages[page - 1].split()), title


def test_the_pack_names_every_role_kind_of_abuse_and_duty(shelf: Shelf) -> None:
    text, plan = _text(shelf, "induction-pack"), shelf.maker.data.one("papers")["pack"]
    titles = [title for title, _ in structure.bookmarks(shelf.pdf("induction-pack"))]
    for role in shelf.maker.setting["roles"]:
        assert shelf.book.contacts[role].name in text, role
    for kind in plan["kinds"]:
        assert shelf.maker.data.one("abuse-types")[kind]["title"] in titles, kind
    assert text.count("Signs ") >= len(plan["kinds"])
    assert any(shelf.maker.data.one("roles")[role]["title"] in text for role in plan["duties"])


def test_the_pack_takes_no_more_than_an_hour(shelf: Shelf) -> None:
    minutes = len(_text(shelf, "induction-pack").split()) / SLOW_READER
    assert minutes <= READING_TIME


def test_the_annex_has_the_charts_of_a_newcomers_flows(shelf: Shelf) -> None:
    text, plan = _text(shelf, "induction-annex"), shelf.maker.data.one("papers")["annex"]
    titles = [title for title, _ in structure.bookmarks(shelf.pdf("induction-annex"))]
    for flow in plan["flows"]:
        assert shelf.book.flows[flow].title in titles, flow
        for question in shelf.book.flows[flow].questions.values():
            assert question.ask in text, (flow, question.ask)


def test_pack_and_annex_are_signed(shelf: Shelf) -> None:
    assert "I have read this pack. I know who to tell and how" in _text(shelf, "induction-pack")
    assert "Name Role Date Signature" in _text(shelf, "induction-annex")


def test_the_child_on_the_body_map_has_a_childs_proportions() -> None:
    """A child of about seven is some six heads tall, a grown-up seven and a half."""
    drawn = (TEMPLATES / "body.svg").read_text(encoding="utf-8").split("<g transform")[1]
    paths = [[float(y) for _, y in POINT.findall(path)] for path in re.findall(r' d="([^"]+)"', drawn)]
    head, whole = paths[0], [y for path in paths for y in path]
    assert 5 < (max(whole) - min(whole)) / (max(head) - min(head)) < 6.3


def test_every_form_has_its_fields(shelf: Shelf) -> None:
    for name, fields in FORMS.items():
        text = _text(shelf, name)
        for field in fields:
            assert field in text, (name, field)


def test_the_six_questions_are_the_documents_own_where_it_prints_them(shelf: Shelf) -> None:
    sections = shelf.maker.data.each("topic")["referring"]["sections"]
    printed = next(one.get("statements", ()) for one in sections if one["title"].startswith("Six questions"))
    applicable = [one["text"] for one in printed if shelf.maker.scope.basis(one["cite"])]
    text = _text(shelf, "form-referral")
    assert ("The six fields are this handbook's own" in text) is not bool(applicable)
    assert len(applicable) in {0, 6}
    for question in applicable:
        assert question in text


def test_the_contact_sheet_has_every_area_its_hours_and_what_each_number_rests_on(shelf: Shelf) -> None:
    text = _text(shelf, "contacts")
    for area in shelf.book.areas:
        assert f"If the child lives in {area.name}" in text, area.name
    for words in ("Every number and its history", "Printed in", "Checked", "Name Extension", "When"):
        assert words in text, words


def test_the_contact_sheet_assumes_no_hours_of_999_and_says_of_others_only_that_they_are_not_confirmed(
    shelf: Shelf,
) -> None:
    text = _text(shelf, "contacts")
    assert "assumption" not in text.lower()
    danger = text[: text.index("In your own setting")]
    assert danger.count("Day and night") == len(re.findall(r"\b(?:999|101)\b(?= Day and night)", danger)) > 0


def test_no_limit_is_said_twice_in_one_line(shelf: Shelf) -> None:
    for paper in shelf.papers:
        text = _text(shelf, paper.name)
        twice = re.findall(r"\b(As soon as possible|Within \d+ [a-z ]+): [^.]*\b\1\b", text, re.IGNORECASE)
        assert not twice, (paper.name, twice)


def test_where_an_answer_means_danger_a_sheet_says_999_and_not_only_another_sheet(shelf: Shelf) -> None:
    found = 0
    for flow in shelf.book.flows.values():
        text = _text(shelf, f"flow-{flow.id}")
        for question in flow.questions.values():
            for option in question.options:
                to = option.then.removeprefix("flow:")
                if to == option.then:
                    continue
                node = replay(shelf.book, to, [(question.id, option.id)]).node
                if isinstance(node, Outcome) and node.urgency == "emergency":
                    found += 1
                    box = text[text.index(question.ask) :]
                    assert "Ring 999 now. Then sheet" in box[: box.index(shelf.book.flows[to].title)], flow.id
    assert found


@pytest.mark.parametrize("setting", ["griffin", "christ-the-king"])  # the fullest, and one without an area
def test_sheets_are_set_in_ten_points_or_more(shelves: dict[str, Shelf], setting: str) -> None:
    shelf = shelves[setting]
    for flow in shelf.book.flows:
        path = shelf.pdf(f"flow-{flow}")
        sizes = structure.type_sizes(path)
        foot_and_sources = {size for size in sizes if size < SHEET_SIZE}
        small = sum(sizes[size] for size in foot_and_sources)
        text = _text(shelf, f"flow-{flow}")
        notes = len(text) - text.index("Where this is written")
        assert small <= notes + FOOT * int(poppler.info(path)["Pages"]) + len(re.findall(r"\d,?", text)), flow


def test_a_chart_goes_only_to_places_that_are_on_it(shelf: Shelf) -> None:
    for flow in shelf.book.flows.values():
        text = _text(shelf, f"flow-{flow.id}")
        places = len(flow.questions) + len(flow.outcomes)
        steps = [int(n) for n in re.findall(r"go to (\d+)", text)]
        assert steps, flow.id
        assert all(1 < step <= places for step in steps), (flow.id, steps)
        for option in {o.then for question in flow.questions.values() for o in question.options}:
            if option.startswith("flow:"):
                other = shelf.book.flows[option.removeprefix("flow:")].title
                assert f"sheet “{other}”" in text, (flow.id, other)
