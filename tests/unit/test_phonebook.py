"""A contact that someone adds to the data reaches the page, the sheet on paper and the search by itself."""

from __future__ import annotations

import re

import pytest

from handbook.pages.people import contacts_page
from handbook.pdf import contacts
from handbook.search import entries
from tests.support.tinydata import TinyData

NURSE = """\
contacts:
  elm-nurse:
    name: Elm Nurse
    kind: service
    use: A child is ill.
    numbers: [{value: "01300 960333", kind: phone, status: as-printed}]
    cite: [{source: elm-policy, section: "5"}]
"""
HELPLINE = """\
helpline:
  name: The Helpline
  kind: helpline
  use: You would like to talk.
  numbers: [{value: "01300 960444", kind: phone, status: as-printed}]
  cite: [{source: national-page, section: Police}]
"""
IN_ELM, ELM_POLICY, TO_TELL = "settings/elm.yml", "policies/elm-policy.yml", "    dsl: [lead]\n"


def headings(markdown: str, contact: str) -> list[str]:
    """The anchors of the headings under which a contact has a card."""
    parts = re.split(r"\{ #([a-z0-9-]+)[^}]*\}", markdown)
    pairs = zip(parts[1::2], parts[2::2], strict=True)
    return [anchor for anchor, body in pairs if f'data-contact="{contact}"' in body]


def found(tiny: TinyData, contact: str) -> tuple[list[str], str, str]:
    """Where the page has it, where the search sends, and what the sheet is made of."""
    maker, book = tiny.maker("elm"), tiny.book("elm")
    name = book.contacts[contact].name
    sent = {entry.title: entry.path for entry in entries(maker, book, [])}
    (sheet,) = contacts.documents(maker, book)
    return headings(contacts_page(maker, book).markdown(), contact), sent[name], str(sheet.data)


def test_a_settings_own_service_that_fills_no_slot_is_shown(tiny: TinyData) -> None:
    tiny.edit(IN_ELM, "roles:\n", f"{NURSE}roles:\n")
    anchors, sent, sheet = found(tiny, "elm-nurse")
    assert anchors == ["others"]
    assert sent == "contacts.html#others"
    assert "'01300 960333'" in sheet


@pytest.mark.parametrize("fill", ["    dsl: [lead, elm-nurse]\n", "    dsl: [elm-nurse]\n"])
def test_a_service_that_hears_worries_inside_stands_with_those_who_do(tiny: TinyData, fill: str) -> None:
    tiny.edit(IN_ELM, "roles:\n", f"{NURSE}roles:\n")
    tiny.edit(ELM_POLICY, TO_TELL, fill)
    anchors, sent, sheet = found(tiny, "elm-nurse")
    assert anchors == ["in-your-own-setting"]
    assert sent == "contacts.html#in-your-own-setting"
    assert "'01300 960333'" in sheet


def test_a_national_helpline_that_fills_no_slot_is_shown(tiny: TinyData) -> None:
    path = tiny.path("base/contacts.yml")
    tiny.write("base/contacts.yml", path.read_text(encoding="utf-8") + HELPLINE)
    anchors, sent, sheet = found(tiny, "helpline")
    assert anchors == ["england"]
    assert sent == "contacts.html#england"
    assert "'01300 960444'" in sheet
