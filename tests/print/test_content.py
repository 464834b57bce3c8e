"""What each paper must hold, asked of the data and not of the code that prints it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from handbook.pdf.pack import EVERYONE, FLOWS, KINDS
from tests.print import poppler, structure
from tests.print.shelf import Shelf
from wizard.advice import contacts_for
from wizard.model import Clock, Contact
from wizard.timing import limit_words

CARDS = ("card", "pocket")
CHAPTERS = (
    "Welcome, and how to use this pack",
    "What to do first",
    "Who is who",
    "The four kinds of abuse",
    "Charts to follow",
    "Golden rules for sharing information",
    "Confidentiality",
    "Writing it down",
    "Blank form: record of a concern",
    "Body map",
    "Six situations to practise",
    "Read and signed",
    "Answers",
    "Sources",
)
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


def _clocks(shelf: Shelf, *slots: str) -> Iterable[Clock]:
    for fills in shelf.book.fills.values():
        for slot in slots:
            yield from fills.clocks.get(slot, ())


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
    lines = sum(
        shelf.maker.setting["roles"].get(role, {}).get("count", 1) for slot in roles for role in roles[slot]
    )
    assert _text(shelf, "card").count("extension") == lines
    assert _text(shelf, "pocket").count("ext.") == lines


def test_a_card_says_what_to_say_and_not(shelf: Shelf) -> None:
    for name in CARDS:
        text = _text(shelf, name)
        do, dont = text.index("Do •"), text.index("Do not •")
        assert do < dont
        for words in ("Listen openly", "have to pass this on"):
            assert do < text.index(words) < dont, (name, words)
        for words in ("Never promise to keep it secret", "stop or cut off a child"):
            assert text.index(words) > dont, (name, words)


def test_a_card_says_who_answers_in_hours_and_who_out_of_hours_in_each_area(shelf: Shelf) -> None:
    for name in CARDS:
        text = _text(shelf, name)
        for area in shelf.book.areas if len(shelf.book.areas) > 1 else ():
            assert f"If the child lives in {area.name}" in text, (name, area.name)
        for place in shelf.book.fills:
            shown = contacts_for(shelf.book, ("social-care",), (place,), None)
            services = [one.contact for one in shown if one.contact.kind != "role"]
            nights = [one for one in services if one.hours and (one.hours.always or one.hours.outside)]
            assert all(one.name in text for one in services), (name, area)
            assert nights or "No number for nights" in text, (name, area)
            for one in nights:
                if one.hours and one.hours.outside:
                    day = shelf.book.contacts[one.hours.outside].name
                    assert f"Out of hours. When the {day} is closed" in text, (name, one.name)


def test_a_card_says_by_when_to_tell_and_to_record(shelf: Shelf) -> None:
    for name in CARDS:
        text = _text(shelf, name)
        clocks = list(_clocks(shelf, "tell-dsl", "written-record"))
        for clock in clocks:
            assert limit_words(clock) in text.lower(), (name, clock.id)
            assert clock.say.rstrip(".") in text, (name, clock.id)
        for fills in shelf.book.fills.values():
            for slot in ("tell-dsl", "written-record"):
                assert slot not in fills.gaps or fills.gaps[slot].text in text, (name, slot)


def test_the_pack_has_every_chapter_in_order_and_a_bookmark_for_each(shelf: Shelf) -> None:
    marks = structure.bookmarks(shelf.pdf("induction-pack"))
    titles = [title for title, _ in marks]
    places = [titles.index(chapter) for chapter in CHAPTERS]
    assert places == sorted(places)
    pages = poppler.text(shelf.pdf("induction-pack")).split("\f")
    for title, page in marks:
        assert title in " ".join(pages[page - 1].split()), title


def test_the_pack_names_every_role_kind_of_abuse_and_newcomers_flow(shelf: Shelf) -> None:
    text = _text(shelf, "induction-pack")
    titles = [title for title, _ in structure.bookmarks(shelf.pdf("induction-pack"))]
    for role in shelf.maker.setting["roles"]:
        assert shelf.book.contacts[role].name in text, role
    for kind in KINDS:
        assert shelf.maker.data.one("abuse-types")[kind]["title"] in titles, kind
    assert text.count("Signs ") > len(KINDS)
    for flow in FLOWS:
        assert shelf.book.flows[flow].title in titles, flow
        for question in shelf.book.flows[flow].questions.values():
            assert question.ask in text, (flow, question.ask)
    assert any(shelf.maker.data.one("roles")[role]["title"] in text for role in EVERYONE)


def test_the_pack_is_signed_by_more_than_one_reader(shelf: Shelf) -> None:
    text = _text(shelf, "induction-pack")
    assert "I have read this pack. I know who to tell and how" in text
    assert "Name Role Date Signature" in text


def test_every_form_has_its_fields(shelf: Shelf) -> None:
    for name, fields in FORMS.items():
        text = _text(shelf, name)
        for field in fields:
            assert field in text, (name, field)


def test_the_six_questions_are_the_documents_own_where_it_prints_them(shelf: Shelf) -> None:
    sections = shelf.maker.data.each("topic")["referring"]["sections"]
    printed = next(one["statements"] for one in sections if one["title"].startswith("Six questions"))
    held = [one["text"] for one in printed if shelf.maker.scope.holding(one["cite"])]
    text = _text(shelf, "form-referral")
    assert ("prints no list" in text) is not bool(held)
    assert len(held) in {0, 6}
    for question in held:
        assert question in text


def test_the_contact_sheet_has_every_area_its_hours_and_what_each_number_rests_on(shelf: Shelf) -> None:
    text = _text(shelf, "contacts")
    for area in shelf.book.areas:
        assert f"If the child lives in {area.name}" in text, area.name
    for words in ("Every number and its history", "Printed in", "Checked", "Name Extension", "When"):
        assert words in text, words


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
