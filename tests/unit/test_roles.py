"""A role's people can be reached wherever the role is shown, and a setting may add roles of its own."""

from __future__ import annotations

from datetime import datetime

import pytest

from handbook.book.phonebook import phonebook
from handbook.book.words import role_name
from handbook.pages import people
from handbook.pdf.words import Writer
from tests.support.tinydata import TinyData
from wizard.advice import advise, contacts_for
from wizard.cards import contact_cards
from wizard.engine import replay
from wizard.model import Book, Outcome
from wizard.note import note
from wizard.screen import arrange
from wizard.view import View

NOW = datetime.fromisoformat("2026-11-26T10:00")
ONE = '"12"'
REACHED = '"12", holder: A. Lead, phone: "01300 960123 ext 7", email: lead@oak.test'
SEVERAL = 'people: [{holder: A. Lead, phone: "01300 960123"}, {holder: B. Deputy, phone: 01300 960124, extension: "9"}]'


def cards(book: Book) -> str:
    return str(contact_cards(View(book, ""), contacts_for(book, ["dsl"], ("north",), None)))


def test_the_number_and_address_of_a_role_can_be_tapped_in_the_wizard(tiny: TinyData) -> None:
    tiny.edit("settings/oak.yml", ONE, REACHED)
    made = cards(tiny.book("oak"))
    assert "A. Lead, extension 12" in made
    assert 'href="tel:01300960123,7"' in made
    assert 'href="mailto:lead@oak.test"' in made
    assert "hb-checked" not in made, "nobody looks a person's own number up on a public page"


def test_several_people_in_one_role_stand_with_a_number_each(tiny: TinyData) -> None:
    tiny.edit("settings/oak.yml", 'extension: "12"', SEVERAL)
    made = cards(tiny.book("oak"))
    assert "A. Lead; B. Deputy, extension 9" in made
    for number, name in (("01300 960123", "A. Lead"), ("01300 960124", "B. Deputy")):
        assert f"{number}</a> {name}" in made


def test_the_note_the_contacts_page_and_paper_say_how_to_reach_a_role(tiny: TinyData) -> None:
    tiny.edit("settings/oak.yml", 'extension: "12"', SEVERAL)
    maker, book = tiny.maker("oak"), tiny.book("oak")
    answers = (("danger", "no"), ("who", "child"), ("area", "north"), ("inside", "yes"))
    step = replay(book, "worried", answers)
    assert isinstance(step.node, Outcome)
    record = note(book, step, arrange(book, advise(book, step.node, ("north",), NOW)), NOW)
    assert "01300 960123 (A. Lead), 01300 960124 (B. Deputy)" in record
    for page in (people.contacts_page(maker, book), people.roles_page(maker, book)):
        assert 'href="tel:01300960124"' in page.markdown()
    held = Writer(maker, book).contact_by_id("lead")["holder"]
    assert held == "A. Lead, 01300 960123; B. Deputy, extension 9, 01300 960124"


@pytest.fixture
def own(tiny: TinyData) -> TinyData:
    role = (
        "roles:\n  designated-teacher: {title: Designated teacher, plain: Looks after children in care., "
        'holder: C. Teacher, phone: "01300 960125"}\n'
    )
    tiny.edit("settings/oak.yml", "roles:\n", role)
    return tiny


def test_a_role_of_its_own_stands_on_the_pages_of_that_setting_alone(own: TinyData) -> None:
    maker, book = own.maker("oak"), own.book("oak")
    assert "designated-teacher" in {
        member for group in phonebook(maker, book) for member in group.members(book)
    }
    page = people.roles_page(maker, book).markdown()
    assert "Designated teacher" in page
    assert "Looks after children in care." in page
    assert "designated-teacher" not in own.book("elm").contacts


def test_a_role_of_its_own_may_be_who_is_told(own: TinyData) -> None:
    own.edit("policies/oak-policy.yml", "dsl: [lead]", "dsl: [lead, designated-teacher]")
    assert 'href="tel:01300960125"' in cards(own.book("oak"))


def test_nobody_may_name_the_role_of_another_setting(own: TinyData) -> None:
    own.edit("policies/elm-policy.yml", "dsl: [lead]", "dsl: [designated-teacher]")
    with pytest.raises(Exception, match="contact 'designated-teacher' does not exist"):
        own.checked()


@pytest.mark.parametrize(
    ("general", "own", "name"),
    [
        ("Safeguarding lead (DSL)", "", "Safeguarding lead (DSL)"),
        ("Safeguarding lead (DSL)", "Designated Safeguard Lead", "Safeguarding lead (DSL)"),
        ("Safeguarding lead (DSL)", "DSL", "Safeguarding lead (DSL)"),
        ("Safeguarding lead (DSL)", "Head of Care", "Safeguarding lead (DSL, Head of Care)"),
        ("Deputy safeguarding lead", "Deputy DSLs", "Deputy safeguarding lead"),
        ("Headteacher", "Head of School", "Headteacher (Head of School)"),
    ],
)
def test_a_role_has_one_name_and_the_policys_own_in_brackets(general: str, own: str, name: str) -> None:
    assert role_name(general, own) == name
