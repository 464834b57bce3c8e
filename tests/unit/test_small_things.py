"""Small things that a reader would miss: a word, an order, what a date counts from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

import pytest

from handbook.book.maker import Maker
from handbook.book.number_history import histories
from handbook.book.phonebook import phonebook
from handbook.checks.areas import settings_are_whole
from handbook.checks.policies import silence_is_of_something
from handbook.checks.scenarios import scenarios_hold, scenarios_name_what_exists
from handbook.compare.handbooks import everything
from handbook.compare.side import Side
from handbook.datafiles.data import load
from handbook.datafiles.fits import compile_schema
from tests.support.tinydata import SCHEMAS, TinyData
from tests.support.tree import parse
from wizard.advice import ShownContact, advise, contacts_for, deadlines_for
from wizard.cards import best_first, contact, number
from wizard.contacts import Number, Person
from wizard.deadlines import deadlines
from wizard.engine import replay
from wizard.levels import told_of
from wizard.loading import load as loaded
from wizard.markup import Html
from wizard.model import Book, Deadline, Question
from wizard.screen import arrange
from wizard.timing import WITHOUT_AMOUNT, anchor_kind
from wizard.view import View

PRACTICE = "scenarios/worried.yml"
IN_THE_PAST = (
    *("birth", "last-training", "last-review", "last-worker", "start", "leaving", "term-start", "stay-start"),
    *("break-start", "second-stage", "third-stage", "strategy-discussion", "first-conference"),
    *("move-notified", "allegation-assessed", "suspension", "removal"),
)


@pytest.mark.parametrize("anchor", IN_THE_PAST)
def test_what_lies_far_back_is_not_taken_to_be_now(anchor: str) -> None:
    assert anchor_kind(anchor).is_past


@pytest.mark.parametrize(
    "anchor", ["birth", "last-training", "start", "leaving", "absence-start", "stay-start"]
)
def test_what_is_a_day_asks_for_no_hour(anchor: str) -> None:
    assert anchor_kind(anchor).is_day
    assert not anchor_kind("told").is_day


def shown(book: Book, slot: str) -> ShownContact:
    return contacts_for(book, (slot,), ("north",), None)[0]


def test_a_service_without_a_number_says_so(books: dict[str, Book]) -> None:
    oak = books["oak"]
    one = shown(oak, "social-care")
    bare = replace(one, contact=replace(one.contact, numbers=()))
    words = "No number in the documents or on the pages we read."
    assert words in parse(contact(View(oak, "../"), bare)).text
    assert words not in parse(contact(View(oak, "../"), one)).text


@pytest.mark.parametrize(
    ("kind", "value", "style", "leads", "words"),
    [
        ("phone", "01300 960111", "hb-phone", "tel:01300960111", "Ring Hub, 01300 960111"),
        ("text", "01300 960111", "hb-sms", "sms:01300960111", "Text Hub, text 01300 960111"),
        ("email", "a@b.test", "hb-email", "mailto:a@b.test", "Write to Hub, a@b.test"),
        ("web", "b.test/x", "hb-web hb-named", "https://b.test/x", "the form, Hub"),
    ],
)
def test_a_number_leads_where_its_kind_says(
    kind: str, value: str, style: str, leads: str, words: str
) -> None:
    label = "the form" if kind == "web" else ""
    link = next(parse(number(Number(value, kind, label, "current", "", ""), "Hub")).each("a")).attributes
    assert (link["class"], link["href"], link["aria-label"]) == (style, leads, words)


def test_yes_stands_before_no_and_not_sure_is_last_however_they_are_written(tiny: TinyData) -> None:
    raw = tiny.maker("oak").book()
    options = raw["flows"]["worried"]["questions"]["danger"]["options"]
    raw["flows"]["worried"]["questions"]["danger"]["options"] = options[::-1]
    node = replay(loaded(raw), "worried", ()).node
    assert isinstance(node, Question)
    assert [option.id for option in node.options] == ["yes", "no", "unsure"]


def test_a_history_says_when_a_number_was_checked_and_what_came_of_it(tiny: TinyData) -> None:
    said = {one.value: (one.checked, one.old) for one in histories(tiny.maker("oak"))}
    assert said["999"] == ("22 November 2026: gov.uk/999; page undated; seen there", False)
    assert said["01300 960111"] == ("22 November 2026: north.test/hub; seen there", False)
    assert said["01300 960222"] == ("not found again", False)
    assert said["01300 960999"] == ("no longer in use: do not ring", True)


def test_words_that_a_flow_says_may_be_called_otherwise(tiny: TinyData) -> None:
    text = tiny.path("settings/elm.yml").read_text(encoding="utf-8")
    tiny.write("settings/elm.yml", f"{text}calls: {{Tell the lead: Tell the matron}}\n")
    assert list(settings_are_whole(load(tiny.root))) == []


def test_a_situation_of_no_setting_hides_no_fault_of_the_next(tiny: TinyData) -> None:
    text = tiny.path(PRACTICE).read_text(encoding="utf-8")
    first = text[text.index("  friday-night:") :]
    other = first.replace("friday-night", "another").replace("source: oak-policy", "source: elm-policy")
    tiny.write(PRACTICE, text.replace("setting: oak", "setting: okk") + other)
    data = load(tiny.root)
    assert [str(one) for one in scenarios_hold(data, "oak")] == [
        f"{tiny.place(PRACTICE, '{source: elm-policy')}: 'elm-policy' does not hold for oak; cite what does"
    ]
    assert list(scenarios_hold(data, "elm")) == []


def test_older_data_that_has_no_words_for_the_area_question_has_those_of_then(tiny: TinyData) -> None:
    new = Side(Maker(load(tiny.root), "oak"))
    text = tiny.path("base/questions.yml").read_text(encoding="utf-8")
    tiny.write("base/questions.yml", text[: text.index("area:")])
    old = Side(Maker(load(tiny.root, SCHEMAS), "oak"))
    assert everything(old, new) == []


def unreferred(name: str) -> Iterator[object]:
    raise AssertionError(name)


@pytest.mark.parametrize(
    "key", ["$schema", "$id", "$defs", "$comment", "title", "description", "default", "examples"]
)
def test_what_a_schema_only_says_to_people_is_no_reason_to_be_slow(key: str) -> None:
    assert compile_schema({"type": "string", key: "words"}, unreferred)("text")


def test_a_service_that_comes_first_in_its_own_area_waits_in_another(tiny: TinyData) -> None:
    tiny.edit("base/phonebook.yml", "first: everywhere", "first: own-area")
    found = phonebook(tiny.maker("oak"), tiny.book("oak"))
    assert {area: groups[0].first for area, groups in found.areas.items()} == {"north": True, "south": False}


def test_a_document_whose_own_line_stands_in_a_part_of_a_page_is_not_silent_on_it(tiny: TinyData) -> None:
    tiny.edit("policies/elm-policy.yml", "at: flow.worried/ring/actions", "at: topic.recording/what-to-write")
    tiny.edit("policies/elm-policy.yml", "silent: [rule.record]", "silent: [topic.recording/what-to-write]")
    found = [str(one) for one in silence_is_of_something(load(tiny.root))]
    assert len(found) == 1
    assert "'topic.recording/what-to-write' is called silent, yet a section speaks of it" in found[0]


def test_numbers_to_ring_or_text_stand_before_addresses_to_write_to() -> None:
    made = [Number(kind, kind, "", "current", "", "") for kind in ("web", "text", "email", "phone")]
    assert [one.kind for one in best_first(made)] == ["text", "phone", "web", "email"]
    older = replace(made[3], status="as-printed")
    assert best_first([older, made[1]]) == [made[1], older]


@pytest.mark.parametrize(
    ("schema", "right", "wrong"),
    [
        ({"oneOf": [{"type": "string"}, {"type": "null"}]}, "a", 1),
        ({"allOf": [{"type": "string"}, {"pattern": "^a"}]}, "a", "b"),
        ({"enum": ["a", "b"]}, "b", "c"),
        ({"pattern": "^a"}, "ab", "b"),
        ({"type": "integer"}, 3, 1.5),
        ({"type": "number"}, 1.5, "1"),
        ({"type": "boolean"}, True, 1),
        ({"type": "array"}, [], {}),
        ({"type": "object"}, {}, []),
    ],
)
def test_what_fits_is_told_at_once(schema: dict[str, object], right: object, wrong: object) -> None:
    fits = compile_schema(schema, unreferred)
    assert (fits(right), fits(wrong)) == (True, False)


def test_a_number_that_was_seen_on_no_page_that_is_named_names_none(tiny: TinyData) -> None:
    text = tiny.path("areas/north.yml").read_text(encoding="utf-8")
    bare = text.replace("        checked_against: north.test/hub\n", "")
    tiny.write("areas/north.yml", bare.replace("status: current", "status: as-printed", 1))
    said = {one.value: one.checked for one in histories(tiny.maker("oak"))}
    assert said["01300 960111"].startswith("22 November 2026: ")
    assert "None" not in said["01300 960111"]


def test_two_things_that_a_school_calls_otherwise_are_both_called_so(tiny: TinyData) -> None:
    text = tiny.path("settings/elm.yml").read_text(encoding="utf-8")
    calls = "calls: {Tell the lead: Tell the matron, Ring social care: Ring the council}\n"
    tiny.write("settings/elm.yml", f"{text}{calls}")
    titles = {name: end.title for name, end in tiny.book("elm").flows["worried"].outcomes.items()}
    assert (titles["tell-lead"], titles["ring"]) == ("Tell the matron now", "Ring the council")


def test_a_number_that_no_document_prints_is_called_entered_and_not_the_policys(tiny: TinyData) -> None:
    text = tiny.path("settings/elm.yml").read_text(encoding="utf-8")
    number = "{value: 01300 960777, kind: phone, status: as-printed}"
    own = f"contacts: {{elm-hub: {{name: Hub, kind: service, use: Ask., numbers: [{number}]}}}}\n"
    tiny.write("settings/elm.yml", f"{text}{own}")
    contact = tiny.book("elm").contacts["elm-hub"]
    assert (contact.numbers[0].checked, contact.authority) == (
        "from whoever entered it here; we could not confirm it",
        "",
    )
    (history,) = [one for one in histories(tiny.maker("elm")) if one.contact == "elm-hub"]
    assert history.printed == "whoever entered it here"


def of_a_step(oak: Book, *limits: Deadline) -> Html:
    """The limits as a step on Friday at half past four shows them."""
    fill = replace(oak.fills["north"], deadlines={"slot": limits})
    view = View(replace(oak, fills={"north": fill}), "../", datetime.fromisoformat("2026-11-27T16:30"))
    return deadlines(view, None, deadlines_for(view.book, ["slot"], ("north",), view.now))


def limit(name: str, amount: float | None, unit: str, anchor: str = "told") -> Deadline:
    return Deadline(
        name, f"Do {name}.", amount, unit, anchor, aim=False, assumption="", cites=(), authority="own"
    )


def test_how_days_are_counted_stands_with_the_limit_and_with_its_reason(books: dict[str, Book]) -> None:
    found = of_a_step(books["oak"], limit("c", 3, "working-days"))
    rule = next(parse(found).each("div", class_="hb-days"))
    assert "Monday to Friday" in rule.text
    assert list(rule.each("button")) or list(rule.each("a"))


@pytest.mark.parametrize("unit", WITHOUT_AMOUNT)
@pytest.mark.parametrize("beside", [(), (limit("b", 3, "working-days"),)], ids=["alone", "beside another"])
def test_a_limit_without_an_amount_is_shown_once(
    books: dict[str, Book], unit: str, beside: tuple[Deadline, ...]
) -> None:
    found = parse(of_a_step(books["oak"], *beside, limit("a", None, unit)))
    shown = [one.attributes["data-clock"] for one in found.each(data_clock=None)]
    assert sorted(shown) == sorted([*("b" for _ in beside), "a"])


def test_a_role_of_a_setting_that_is_not_there_hides_nothing(tiny: TinyData) -> None:
    tiny.edit(PRACTICE, "setting: oak", "setting: okk")
    assert [str(one).partition(": ")[2] for one in scenarios_name_what_exists(load(tiny.root))] == [
        "setting 'okk' does not exist; did you mean 'oak'?"
    ]


def test_a_level_tells_of_consent_and_of_the_way_on(tiny: TinyData) -> None:
    line = "[{{id: {0}, text: {0}., cite: [{{source: north-page, section: Levels}}]}}]"
    more = f"    consent: {line.format('asked')}\n    route: {line.format('onward')}\n"
    tiny.edit("areas/levels/north.yml", "    flow: worried\n", f"    flow: worried\n{more}")
    middle = tiny.book("oak").levels["north"].levels[1]
    told = [(title, [one.text for one in statements]) for title, statements in told_of(middle)]
    assert told[1:] == [
        ("Do the parents have to agree?", ["asked."]),
        ("How to send it, and on which form", ["onward."]),
    ]


@pytest.mark.parametrize(("kind", "rung"), [("service", True), ("police", False), ("helpline", False)])
def test_who_is_told_to_ring_social_care_is_not_handed_the_police(
    books: dict[str, Book], kind: str, *, rung: bool
) -> None:
    oak = books["oak"]
    end = oak.flows["worried"].outcomes["ring"]
    advice = advise(oak, end, ("north",), datetime.fromisoformat("2026-11-27T12:00"))
    hub = next(one for one in advice.contacts if one.slot == "social-care")
    alone = replace(advice, contacts=(replace(hub, area="", contact=replace(hub.contact, kind=kind)),))
    assert (arrange(oak, alone).call is not None) is rung


def test_all_ways_to_reach_those_who_hold_a_role_are_told(books: dict[str, Book]) -> None:
    lead = next(one for one in books["oak"].contacts.values() if one.people)
    phone, mail = (Number(value, "phone", "", "current", "", "") for value in ("01300 960111", "a@b.test"))
    people = (Person("Ms A", "12", (phone, mail)), Person("", "", ()), Person("Mr B", "", ()))
    two = replace(lead, people=people)
    assert two.reach == "Ms A, extension 12, 01300 960111, a@b.test; Mr B"
    assert two.holder == "Ms A, extension 12; Mr B"
