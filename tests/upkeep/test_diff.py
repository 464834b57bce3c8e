"""`handbook diff`: whatever differs for staff is told in words, and nothing else is."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest

from handbook.checks import checked
from handbook.cli import main
from handbook.compare import compared
from handbook.datafiles.data import Data
from handbook.pages import pages
from handbook.sites.one_site import maker_for
from tests.support.tinydata import FILES, TinyData

Captured = pytest.CaptureFixture[str]
NORTH, SOUTH, WORRIED = "areas/north.yml", "areas/south.yml", "base/flows/worried.yml"
OAK, ELM = "policies/oak-policy.yml", "policies/elm-policy.yml"


@dataclass(frozen=True)
class Edit:
    """A change to the data, and what staff of one setting must be told of it."""

    file: str
    old: str
    new: str
    setting: str
    says: str


ROLES = FILES["base/roles.yml"]
SLOTS = FILES["base/slots.yml"].partition("contacts:\n")[2].partition("clocks:")[0]
ENDS = FILES[WORRIED].partition("outcomes:\n")[2]
FIRST_END, SECOND_END = (end for end in re.split(r"^(?=  \S)", ENDS, flags=re.MULTILINE)[1:3])

EDITS = {
    "a number": Edit(
        NORTH,
        "01300 960111",
        "01300 960119",
        "elm",
        "North Hub: The number has changed. Now 01300 960119; before 01300 960111.",
    ),
    "an e-mail address": Edit(
        NORTH,
        "lado@north.test",
        "people@north.test",
        "elm",
        "North LADO: The e-mail address has changed. Now people@north.test; before lado@north.test.",
    ),
    "a number that is no longer shown": Edit(
        SOUTH,
        'value: "01300 960222"\n        kind: phone\n        status: as-printed',
        'value: "01300 960222"\n        kind: phone\n        status: superseded',
        "fir",
        "South Team: A number is no longer in use. It was 01300 960222.",
    ),
    "a number of old": Edit(
        SOUTH,
        "01300 960999",
        "01300 960998",
        "fir",
        "South Team: What is on record of its old numbers has changed. 01300 960999, 01300 960998.",
    ),
    "a label": Edit(
        NORTH, "ask for the first line", "ask for advice", "elm", "What stands beside the number has changed."
    ),
    "a check": Edit(
        NORTH,
        'checked_on: "2026-11-22"',
        'checked_on: "2026-11-30"',
        "elm",
        "Checked again: A number was looked up again and found the same. 01300 960111 (2026-11-30)",
    ),
    "the page of a check": Edit(
        NORTH, "against: north.test/hub", "against: north.test/new", "elm", "was checked on another page."
    ),
    "where a number is printed": Edit(
        OAK, "      - contact.north-night/01300-960112\n", "", "oak", "is printed has changed."
    ),
    "hours": Edit(
        NORTH,
        'from: "08:45", to: "17:30"',
        'from: "09:00", to: "17:30"',
        "elm",
        "North Hub: Answers: Monday to Thursday 9am to 5.30pm, Friday 8.45am to 4.30pm. Before: Monday to",
    ),
    "a contact's name": Edit(
        NORTH, "name: North Hub", "name: North Door", "elm", "The name is now “North Door”"
    ),
    "who is told": Edit(
        NORTH,
        "social-care: [north-hub, north-night]",
        "social-care: [north-night, north-hub]",
        "elm",
        "Social care: Now North Night Team, then North Hub. Before: North Hub, then North Night Team.",
    ),
    "who is told, in one of two areas": Edit(
        NORTH,
        "social-care: [north-hub, north-night]",
        "social-care: [north-night, north-hub]",
        "oak",
        "Social care, North: Now North Night Team, then North Hub. Before: North Hub, then North Night Team.",
    ),
    "what to read at a question": Edit(
        WORRIED,
        "    help: By phone counts.\n",
        '    help: By phone counts.\n    related: ["harm:bullying"]\n',
        "elm",
        "“Can you reach the lead?”: what to read has changed. New: harm:bullying.",
    ),
    "a role": Edit(
        "settings/oak.yml",
        "title: Lead at Oak",
        "title: Leader at Oak",
        "oak",
        "The title: “Leader at Oak”",
    ),
    "a time limit": Edit(
        NORTH,
        "amount: 48, unit: hours",
        "amount: 2, unit: days",
        "elm",
        "Write it: “Send the form to North.” Within 2 days, counted from the phone call. "
        "Before: within 48 hours, counted from the phone call.",
    ),
    "what a limit counts from": Edit(
        NORTH, "from: call", "from: told", "elm", "counted from the moment you hear of it. Before: within 48"
    ),
    "a rule": Edit(
        NORTH,
        "North asks you to tell the parents.",
        "North asks you to wait with the parents.",
        "elm",
        "Telling parents: Now says: “North asks you to wait with the parents.” Before: “North asks you to tell",
    ),
    "the source of a rule": Edit(
        NORTH,
        "{source: north-page, section: Parents}",
        "{source: north-page, section: Families}",
        "elm",
        "Telling parents: The source has changed for: “North asks you to tell the parents.” "
        "Now North page, Families; before North page, Parents.",
    ),
    "a gap that is filled": Edit(
        ELM,
        '    read: "2026-11-22"\nfills:\n  contacts:\n    dsl: [lead]\nsilent: [rule.record]\n',
        "    fills:\n      rules:\n        record:\n          - text: Elm writes it down.\n"
        '    read: "2026-11-22"\nfills:\n  contacts:\n    dsl: [lead]\n',
        "elm",
        "Writing it down: No longer a gap.",
    ),
    "the words of a gap": Edit(
        SOUTH,
        "Ask the South Team for the LADO.",
        "The South Team knows.",
        "fir",
        "LADO: Now says: “The South Team knows.” Before: “Ask the South Team for the LADO.”",
    ),
    "what is said of the document beside a gap": Edit(
        ELM,
        "silent: [rule.record]",
        "silent:\n  - {ref: rule.record, note: Elm only names it.}",
        "elm",
        "Writing it down: Of the document it now says: “Elm only names it.”; before: “Your policy does "
        "not say.”.",
    ),
    "where an answer leads": Edit(
        WORRIED,
        """unsure: {say: "I'm not sure", then: ring}""",
        """unsure: {say: "I'm not sure", then: tell-lead}""",
        "elm",
        "“Can you reach the lead?” “I'm not sure” now leads to “Tell the lead now”. Before: “Ring social care”.",
    ),
    "the words of an answer": Edit(
        WORRIED, "{say: A child, then", "{say: A pupil, then", "elm", "“A child” now reads “A pupil”."
    ),
    "how urgent an end is": Edit(
        WORRIED,
        "title: Ring social care\n    urgency: now",
        "title: Ring social care\n    urgency: today",
        "elm",
        "I am worried: “Ring social care” is as urgent as this. Now: Today. Before: At once.",
    ),
    "a first action": Edit(
        WORRIED,
        "text: Tell the lead now.,",
        "text: Find the lead now.,",
        "elm",
        "“Tell the lead now”, “First”. Now says: “Find the lead now.” Before: “Tell the lead now.”",
    ),
    "contacts of an end": Edit(
        WORRIED,
        "contacts: [dsl, social-care]",
        "contacts: [dsl]",
        "elm",
        "“Tell the lead now”: who to contact has changed. Gone: Social care.",
    ),
    "the source of a line on a page": Edit(
        "base/harms/bullying.yml",
        "{source: national-page, section: Words}",
        "{source: national-page, section: Terms}",
        "ash",
        "Bullying: The source has changed for: “One child hurts another again and again.”",
    ),
    "another name of a page": Edit(
        "base/topics/recording.yml", "aliases: [notes]", "aliases: [log]", "ash", "Changed: the other names."
    ),
    "what a part of a page lists": Edit(
        "base/topics/recording.yml",
        "lists: [disclosure]",
        "lists: []",
        "ash",
        "Writing it down: Changed: the lists.",
    ),
    "another name of a flow": Edit(
        "base/flows/worried.yml",
        "aliases: [worry]",
        "aliases: [fear]",
        "ash",
        "I am worried: Changed: the other names.",
    ),
    "what is a step and what is to be left alone": Edit(
        "base/lists/disclosure.yml",
        "dont:\n",
        "",
        "oak",
        "Under “what to do” and not “what not to do” any more: “Never promise to keep it secret.”",
    ),
    "the order of a page": Edit(
        "base/roles.yml",
        ROLES,
        "\n".join((*ROLES.splitlines()[3:], *ROLES.splitlines()[:3], "")),
        "ash",
        "Roles: The entries stand in another order.",
    ),
    "the order of a flow's ends": Edit(
        WORRIED,
        FIRST_END + SECOND_END,
        SECOND_END + FIRST_END,
        "elm",
        "I am worried: The ends stand in another order.",
    ),
    "the order of what is not said": Edit(
        "base/slots.yml",
        "contacts:\n" + SLOTS,
        "contacts:\n" + "".join(reversed(SLOTS.splitlines(keepends=True))),
        "ash",
        "The document: What nothing fills stands in another order.",
    ),
    "the order of a situation's sources": Edit(
        "scenarios/worried.yml",
        'cite: [{source: oak-policy, section: "7"}]',
        'cite: [{source: oak-policy, section: "9"}, {source: oak-policy, section: "7"}]',
        "oak",
        "Its sources have changed. Now oak-policy 9; oak-policy 7; before oak-policy 7.",
    ),
    "the words over a contact": Edit(
        "base/phonebook.yml",
        "words: The LADO",
        "words: About an adult",
        "ash",
        "Who do I call?: Changed: the words over it.",
    ),
    "the order of the contacts": Edit(
        "base/phonebook.yml",
        "anywhere: [police-emergency]",
        "anywhere: [dsl, police-emergency]",
        "ash",
        "Who do I call?: Changed: who answers anywhere in England.",
    ),
    "the lines of the front page": Edit(
        "base/phonebook.yml",
        "clocks: [tell-dsl, written]",
        "clocks: [tell-dsl]",
        "ash",
        "Who do I call?: Changed: the time limits.",
    ),
    "the place of a flow": Edit(
        WORRIED,
        "aliases: [worry]\n",
        "aliases: [worry]\ngroup: staff\n",
        "ash",
        "I am worried: Changed: the place in the navigation. Now staff; before nothing.",
    ),
    "what a source is": Edit(
        "sources.yml", "publisher: North Council", "publisher: North", "elm", "Changed: publisher."
    ),
    "the card for the wall": Edit(
        "base/papers.yml",
        "tell: {contacts: [dsl], clocks: [tell-dsl]}",
        "tell: {contacts: [dsl]}",
        "ash",
        "The card for the wall and the pocket card: Changed: the time limits.",
    ),
    "the room on the card": Edit(
        "base/papers.yml", "words: 40", "words: 45", "ash", "pocket card: Changed: the room in a box."
    ),
    "what a rule is called": Edit(
        "base/slots.yml",
        "record: {title: Writing it down",
        "record: {title: Notes",
        "oak",
        "What rules are called: Changed: record. Record: “Notes”; before: “Writing it down”.",
    ),
    "a practice situation": Edit(
        "scenarios/worried.yml",
        "home is not safe",
        "home is never safe",
        "oak",
        "Changed: the situation.",
    ),
}


@pytest.fixture(scope="module")
def untouched(tmp_path_factory: pytest.TempPathFactory) -> Data:
    """The data before a test changes anything."""
    return TinyData(tmp_path_factory.mktemp("untouched")).checked()


def changes(old: Data, new: Data, setting: str) -> list[str]:
    return [str(change) for change in compared(old, new, [setting]).changes]


@pytest.mark.parametrize("edit", [pytest.param(edit, id=name) for name, edit in EDITS.items()])
def test_a_change_is_told_in_plain_words(untouched: Data, tiny: TinyData, edit: Edit) -> None:
    tiny.edit(edit.file, edit.old, edit.new)
    told_words = changes(untouched, tiny.checked(), edit.setting)
    assert any(edit.says in words for words in told_words), told_words


@pytest.mark.parametrize(
    ("ref", "about"),
    [
        ("harm.bullying", "Bullying"),
        ("topic.recording/what-to-write", "Writing it down, What to write"),
        ("law", "Law and guidance"),
    ],
)
def test_a_silence_that_comes_goes_or_is_put_otherwise_is_told(
    untouched: Data, tiny: TinyData, ref: str, about: str
) -> None:
    def silent(note: str) -> Data:
        found = f'{{ref: "{ref}", note: {note}}}' if note else f'"{ref}"'
        tiny.write(ELM, FILES[ELM].replace("[rule.record]", f"[rule.record, {found}]"))
        return tiny.checked()

    noted, other, bare = silent("Elm only names it."), silent("Elm has a heading for it."), silent("")
    told_words = [
        changes(was, now, "elm")
        for was, now in ((untouched, noted), (noted, other), (other, bare), (noted, untouched))
    ]
    assert told_words == [
        [f"{about}: The document was found to be silent on this. Elm only names it."],
        [f"{about}: Now says: “Elm has a heading for it.” Before: “Elm only names it.”"],
        [f"{about}: Now says: “Your policy does not say.” Before: “Elm has a heading for it.”"],
        [f"{about}: The document is not called silent on this any more."],
    ]
    assert changes(untouched, noted, "oak") == []


def test_a_role_that_the_policy_does_not_name_is_told(untouched: Data, tiny: TinyData) -> None:
    tiny.write(ELM, FILES[ELM].replace("[rule.record]", "[rule.record, role.head, role.lead]"))
    assert changes(untouched, tiny.checked(), "elm") == [
        "Headteacher: The document was found to be silent on this."  # of its lead the page says more
    ]


def test_a_moved_bank_holiday_is_told_beside_other_changes(untouched: Data, tiny: TinyData) -> None:
    tiny.edit("base/bank-holidays.yml", '"2027-05-10"', '"2027-05-11"')
    tiny.edit(NORTH, "01300 960111", "01300 960119")
    told_words = changes(untouched, tiny.checked(), "elm")
    assert [words for words in told_words if words.startswith("Bank holidays")] == [
        "Bank holidays: 10 May 2027 is none any more.",
        "Bank holidays: 11 May 2027 is a bank holiday now and no working day.",
    ]


def test_a_new_heading_on_a_page_is_told(untouched: Data, tiny: TinyData) -> None:
    tiny.edit("base/topics/recording.yml", "title: What to write\n", "title: What to note\n")
    tiny.edit("base/papers.yml", "title: What to write}", "title: What to note}")
    told_words = changes(untouched, tiny.checked(), "ash")
    assert any(words.startswith("Writing it down: ") for words in told_words), told_words


def test_another_areas_change_is_not_told(untouched: Data, tiny: TinyData) -> None:
    tiny.edit(NORTH, "01300 960111", "01300 960119")
    assert changes(untouched, tiny.checked(), "fir") == []
    assert changes(untouched, tiny.checked(), "ash") == []


def test_a_new_flow_a_new_page_and_one_that_went_are_named(untouched: Data, tiny: TinyData) -> None:
    adult = tiny.path("base/flows/adult.yml").read_text(encoding="utf-8")
    tiny.write(
        "base/flows/visitor.yml",
        adult.replace("id: adult", "id: visitor").replace("A worry about an adult", "A visitor"),
    )
    harm = tiny.path("base/harms/bullying.yml").read_text(encoding="utf-8")
    tiny.write("base/harms/teasing.yml", harm.replace("bullying", "teasing").replace("Bullying", "Teasing"))
    new = tiny.checked()
    assert changes(untouched, new, "elm") == ["A visitor: A new way in.", "Teasing: A new page."]
    assert changes(new, untouched, "elm") == ["A visitor: No longer there.", "Teasing: The page is gone."]


def test_nothing_changed_says_so_and_gives_status_0(
    before: TinyData, tiny: TinyData, capsys: Captured
) -> None:
    assert main(["diff", str(before.root), str(tiny.root)]) == 0
    assert capsys.readouterr() == ("Nothing has changed for staff.\n", "")


def test_what_concerns_everyone_is_told_once(before: TinyData, tiny: TinyData, capsys: Captured) -> None:
    tiny.edit(WORRIED, "{say: A child, then", "{say: A pupil, then")
    tiny.edit(NORTH, "01300 960111", "01300 960119")
    assert main(["diff", str(before.root), str(tiny.root)]) == 0
    assert capsys.readouterr().out == (
        "Every handbook\n"
        "  What do I do now?\n"
        "    I am worried: “Who is it about?” The answer “A child” now reads “A pupil”.\n"
        "\n"
        "Elm School, Oak School\n"
        "  Numbers and who answers\n"
        "    North Hub: The number has changed. Now 01300 960119; before 01300 960111.\n"
    )


def test_handbooks_that_came_and_went_are_named(before: TinyData, tiny: TinyData, capsys: Captured) -> None:
    for name in ("settings/ash.yml", "policies/ash-policy.yml"):
        yew = tiny.path(name).read_text(encoding="utf-8").replace("ash", "yew").replace("Ash", "Yew")
        tiny.write(name.replace("ash", "yew"), yew)
    assert main(["diff", str(before.root), str(tiny.root)]) == 0
    assert main(["diff", str(tiny.root), str(before.root)]) == 0
    assert capsys.readouterr().out == "A new handbook: Yew School.\nNo longer a handbook: Yew School.\n"


def test_an_unknown_setting_is_named_with_the_nearest(
    before: TinyData, tiny: TinyData, capsys: Captured
) -> None:
    assert main(["diff", str(before.root), str(tiny.root), "--setting", "elmm"]) == 1
    assert "no setting is called 'elmm'; did you mean 'elm'?" in capsys.readouterr().err


def test_old_data_that_today_cannot_read_is_told_by_file_and_line(
    before: TinyData, tiny: TinyData, capsys: Captured
) -> None:
    before.edit(WORRIED, "contacts: [dsl, social-care]", "contacts: [dsl, nobody]")
    assert main(["diff", str(before.root), str(tiny.root)]) == 1
    assert "data/base/flows/worried.yml:" in capsys.readouterr().err


def test_news_are_written_without_numbers_and_come_to_the_page(before: TinyData, tiny: TinyData) -> None:
    tiny.edit(NORTH, "01300 960111", "01300 960119")
    tiny.edit(NORTH, "amount: 48, unit: hours", "amount: 2, unit: days")
    words = ["diff", str(before.root), str(tiny.root), "--news", "2027-05-01"]
    assert main(words) == 0
    once = tiny.path("news.yml").read_text(encoding="utf-8")
    assert '"2026-11-22":' in once, "what stood there before stays as it was"
    assert "01300" not in once
    assert main(words) == 0
    assert tiny.path("news.yml").read_text(encoding="utf-8") == once, "a second time adds nothing"
    shown = {setting: news_page(tiny, setting) for setting in ("elm", "ash")}
    assert shown["elm"].index("1 May 2027") < shown["elm"].index("22 November 2026")
    assert "<strong>North Hub: </strong>The number has changed. <a" in shown["elm"]
    assert ">See the number</a>" in shown["elm"]
    assert "Within 2 days, counted from the phone call. Before: within 48 hours" in shown["elm"]
    assert "North" not in shown["ash"]


def test_a_first_release_says_that_it_is_one(tiny: TinyData) -> None:
    tiny.path("news.yml").unlink()
    assert "This is the first release of this handbook." in news_page(tiny, "elm")


def news_page(tiny: TinyData, setting: str) -> str:
    maker, _, book = maker_for(checked(tiny.root), setting)
    return pages(maker, book)["news.md"]
