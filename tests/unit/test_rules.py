"""One bad fixture, or more, for every rule that a schema cannot say."""

from __future__ import annotations

import pytest

from handbook.checks import RULES
from handbook.data import load
from handbook.problems import DataError
from tests.support.tinydata import Slip, TinyData

HOUSE = "flows/worried.yml"
PRACTICE = "scenarios/worried.yml"
SAID = "utterances/worried.yml"


FAULTS: dict[str, list[Slip]] = {
    "known_sources": [
        Slip(
            "settings/elm.yml",
            "{source: elm-policy",
            "{source: elm-polcy",
            "elm-polcy",
            "source 'elm-polcy' is not in sources.yml; did you mean 'elm-policy'?",
        ),
        Slip(
            "settings/elm.yml",
            'section: "5"',
            'section: "6"',
            '"6"',
            "section '6' is not in the sections of 'elm-policy'",
        ),
        Slip(
            HOUSE,
            "{source: handbook, section: danger-999}",
            "{source: handbook, section: danger-99}",
            "danger-99}",
            "section 'danger-99' is not in national/decisions.yml; did you mean 'danger-999'?",
        ),
    ],
    "sources_belong": [
        Slip(
            "sources.yml",
            "publisher: South Council\n  kind: area\n  areas: [south]",
            "publisher: South Council\n  kind: area\n  areas: [south, souht]",
            "souht",
            "area 'souht' does not exist; did you mean 'south'?",
        ),
        Slip(
            "sources.yml",
            "handbook:\n",
            "yew-policy:\n  title: Yew policy\n  publisher: Yew\n  kind: setting\n  setting: yew\n"
            '  sections: {"1": All}\nhandbook:\n',
            "yew\n  sections",
            "setting 'yew' does not exist",
        ),
    ],
    "areas_exist": [
        Slip(
            "settings/oak.yml",
            "- text: Oak writes it in the red book.\n",
            "- text: Oak writes it in the red book.\n        area: noth\n",
            "noth",
            "area 'noth' does not exist; did you mean 'north'?",
        ),
        Slip(
            "areas/north.yml",
            "        from: call\n",
            "        from: call\n        area: nroth\n",
            "nroth",
            "area 'nroth' does not exist; did you mean 'north'?",
        ),
    ],
    "lines_stand_once": [
        Slip(
            HOUSE,
            '{text: Elm wants the class first., cite: [{source: elm-policy, section: "5"}]}',
            '{text: Elm wants the class first., cite: [{source: elm-policy, section: "5"}]}\n'
            '      - {cite: [{source: elm-policy, section: "5"}], text: Elm wants the class first.}',
            '{cite: [{source: elm-policy, section: "5"}], text: Elm wants the class first.}',
            "'Elm wants the class first.' stands twice here; keep one",
        ),
    ],
    "parts_of_pages_differ": [
        Slip(
            "topics/recording.yml",
            "    lists: [disclosure]\n",
            "    lists: [disclosure]\n  - title: Empty\n    rules: []\n",
            "title: Empty",
            "part 'Empty' holds nothing; fill it or take it out",
        ),
        Slip(
            "topics/recording.yml",
            "    lists: [disclosure]\n",
            "    lists: [disclosure]\n  - title: What to write\n    lists: [disclosure]\n",
            "What to write\n    lists",
            "two parts are called 'What to write'; make them differ",
        ),
    ],
    "text_is_plain": [
        Slip(
            "settings/oak.yml",
            "Oak writes it in",
            "Oak \u202ewrites it in",
            "Oak \u202ewrites",
            "holds an invisible character (U+202E); type the text again",
        ),
        Slip(
            "areas/north.yml",
            "01632 960111",
            "01632\u200b960111",
            '"01632\u200b960111"',
            "holds an invisible character (U+200B); type the text again",
        ),
    ],
    "settings_are_whole": [
        Slip(
            "settings/elm.yml",
            "areas: [north]",
            "areas: [nort]",
            "nort]",
            "area 'nort' does not exist; did you mean 'north'?",
        ),
        Slip(
            "settings/elm.yml",
            "source: elm-policy\nareas",
            "source: oak-policy\nareas",
            "oak-policy",
            "'oak-policy' is not a source of this setting; did you mean 'elm-policy'?",
        ),
        Slip(
            "settings/elm.yml",
            "  lead: {cite",
            "  leed: {cite",
            "leed",
            "role 'leed' is not in national/roles.yml; did you mean 'lead'?",
        ),
        Slip(
            "settings/fir.yml",
            "areas: [south]",
            "areas: [south]\ncalls: {the lead or nobody: your manager}",
            "your manager",
            "no flow says 'the lead or nobody'; copy the words as a flow has them",
        ),
    ],
    "contacts_are_unique": [
        Slip(
            "areas/south.yml",
            "contacts:\n  south-team:",
            "contacts:\n  north-lado:\n    name: South LADO\n    kind: lado\n    use: A worry.\n    numbers: []\n"
            "    cite: [{source: south-page, section: Team}]\n  south-team:",
            "north-lado",
            "contact 'north-lado' is already in data/areas/north.yml; choose another id",
        ),
        Slip(
            "national/contacts.yml",
            "police-emergency:\n",
            "lead:\n  name: Lead\n  kind: body\n  use: A worry.\n  numbers: []\n"
            "  cite: [{source: national-page, section: Words}]\npolice-emergency:\n",
            "lead",
            "contact 'lead' is already in data/national/roles.yml; choose another id",
        ),
        Slip(
            "national/contacts.yml",
            "police-emergency:\n",
            "lado:\n  name: LADO\n  kind: lado\n  use: A worry.\n  numbers: []\n"
            "  cite: [{source: national-page, section: Words}]\npolice-emergency:\n",
            "lado:",
            "contact 'lado' has the name of a slot; choose another id",
        ),
    ],
    "numbers_fit_their_kind": [
        Slip(
            "areas/north.yml",
            '"01632 960111"',
            "lado2@north.example.org",
            "lado2@north.example.org",
            "'lado2@north.example.org' is not a phone number such as 01482 448879; check the value and its kind",
        ),
        Slip(
            "areas/north.yml",
            '"01632 960111"',
            '"01632 96011"',
            '"01632 96011"',
            "'01632 96011' is not a phone number such as 01482 448879; check the value and its kind",
        ),
        Slip(
            "areas/north.yml",
            "value: lado@north.example.org",
            'value: "01632 960113"',
            '"01632 960113"',
            "'01632 960113' is not an e-mail address; check the value and its kind",
        ),
        Slip(
            "areas/south.yml",
            "value: south.example.org/old-form",
            'value: "01632 960223"',
            '"01632 960223"',
            "'01632 960223' is not a web address; check the value and its kind",
        ),
        Slip(
            "areas/north.yml",
            '        checked_on: "2026-11-22"\n',
            "",
            "current",
            "a current number needs checked_on and checked_against; else its status is as-printed",
        ),
        Slip(
            "national/contacts.yml",
            "change: c1",
            "change: c11",
            "c11",
            "change 'c11' is not in national/changes.yml; did you mean 'c1'?",
        ),
    ],
    "hours_make_sense": [
        Slip(
            "areas/north.yml",
            'to: "16:30"',
            'to: "08:30"',
            '"08:30"',
            "closes at 08:30, before it opens at 08:45",
        ),
        Slip(
            "areas/north.yml",
            "{outside: north-hub}",
            "{outside: north-hubb}",
            "north-hubb",
            "'north-hubb' is no contact of this place with weekly hours; did you mean 'north-hub'?",
        ),
        Slip(
            "areas/north.yml",
            "{outside: north-hub}",
            "{outside: police-emergency}",
            "police-emergency",
            "'police-emergency' is no contact of this place with weekly hours",
        ),
        Slip(
            "areas/south.yml",
            "    use: A child in South is at risk.\n",
            "    use: A child in South is at risk.\n    hours: {outside: north-hub}\n",
            "north-hub",
            "'north-hub' is no contact of this place with weekly hours",
        ),
    ],
    "slots_are_known": [
        Slip(
            "areas/north.yml",
            "    lado: [north-lado]",
            "    lado: [north-lado]\n    lados: [north-lado]",
            "lados",
            "'lados' is not a slot of kind contacts in slots.yml; did you mean 'lado'?",
        ),
        Slip(
            "areas/south.yml",
            "  telling:\n",
            "  telling:\n  teling: {text: Ask the lead.}\n",
            "teling: {",
            "'teling' is not a slot; did you mean 'telling'?",
        ),
    ],
    "contacts_are_at_home": [
        Slip(
            "areas/south.yml",
            "social-care: [south-team]",
            "social-care: [south-team, north-hub]",
            "north-hub",
            "contact 'north-hub' belongs to another area or setting; a reader here must not ring it",
        ),
        Slip(
            "areas/north.yml",
            "[north-hub, north-night]",
            "[north-hub, north-nigth]",
            "north-nigth",
            "contact 'north-nigth' does not exist; did you mean 'north-night'?",
        ),
        Slip(
            "areas/south.yml",
            "fallback: [south-team]",
            "fallback: [north-hub]",
            "fallback: [north-hub]",
            "contact 'north-hub' belongs to another area or setting; a reader here must not ring it",
        ),
        Slip(
            "slots.yml",
            "Tell the person in charge., fallback: [police-emergency]",
            "Tell the person in charge., fallback: [south-team]",
            "south-team",
            "contact 'south-team' belongs to another area or setting; a reader here must not ring it",
        ),
    ],
    "clocks_are_known": [
        Slip(
            "areas/north.yml",
            "{amount: 48, unit: hours}",
            "{amount: 1.5, unit: working-days}",
            "1.5",
            "1.5 working-days end on no day; use a whole number, or count in hours",
        ),
        Slip(
            "areas/north.yml",
            "from: call",
            "from: calls",
            "calls",
            "clock 'north-written' counts from 'calls'; did you mean 'call'?",
        ),
        Slip(
            "areas/north.yml",
            "id: north-written",
            "id: tell-at-once",
            "tell-at-once",
            "clock 'tell-at-once' is already in data/national/rules.yml; choose another id",
        ),
    ],
    "slots_are_filled_or_gaps": [
        Slip(
            "settings/elm.yml",
            "gaps: [record]",
            "gaps: []",
            "gaps: []",
            "rules slot 'record' is empty in north; fill it, or add it to gaps",
        ),
        Slip(
            "settings/ash.yml",
            "social-care, lado",
            "lado",
            "gaps: [",
            "contacts slot 'social-care' is empty; fill it, or add it to gaps",
        ),
        Slip(
            "settings/elm.yml",
            "gaps: [record]",
            "gaps: [record, lado]",
            "gaps",
            "contacts slot 'lado' is a declared gap, yet it is filled in north; take it out of gaps",
        ),
        Slip(
            "settings/oak.yml",
            "gaps: []",
            "gaps: [record]",
            "gaps",
            "rules slot 'record' is a declared gap, yet it is filled in north and south; take it out of gaps",
        ),
    ],
    "ids_point_at_something": [
        Slip(
            "national/harms/bullying.yml",
            "changes: [c1]",
            "changes: [c11]",
            "c11",
            "change 'c11' does not exist; did you mean 'c1'?",
        ),
        Slip(
            "national/harms/bullying.yml",
            '"topic:recording"',
            '"topic:recordings"',
            '"topic:recordings"',
            "page 'topic:recordings' does not exist; did you mean 'topic:recording'?",
        ),
        Slip(
            "topics/recording.yml",
            "rules: [record]",
            "rules: [recrod]",
            "recrod",
            "rule slot 'recrod' does not exist; did you mean 'record'?",
        ),
        Slip(
            "topics/recording.yml",
            "lists: [disclosure]",
            "lists: [disclose]",
            "disclose]",
            "list 'disclose' does not exist; did you mean 'disclosure'?",
        ),
        Slip(
            "national/clashes.yml",
            "decision: act-at-once",
            "decision: act-at-one",
            "act-at-one",
            "decision 'act-at-one' does not exist; did you mean 'act-at-once'?",
        ),
    ],
    "levels_add_up": [
        Slip(
            "levels/north.yml",
            "id: bruise-many\n    level: 3\n    domain: child",
            "id: bruise-many\n    level: 3\n    domain: chidl",
            "chidl",
            "domain 'chidl' is not in this file; did you mean 'child'?",
        ),
        Slip(
            "levels/north.yml",
            "{lower: bruise-some, higher: bruise-many}",
            "{lower: bruise-many, higher: bruise-some}",
            "{lower: bruise-many, higher: bruise-some}",
            "'bruise-many' and 'bruise-some' are not an indicator of level 2 and one of level 3",
        ),
        Slip(
            "levels/north.yml",
            "indicators:\n",
            "indicators:\n  - id: bruise-some\n    level: 2\n    domain: child\n    text: Another.\n"
            "    cite: [{source: north-page, section: Levels}]\n",
            "indicators",
            "two indicators share an id; make them differ",
        ),
        Slip(
            "levels/north.yml",
            "id: bruise-some\n    level: 2",
            "id: bruise-new\n    level: 4\n    domain: child\n    text: A new one.\n"
            "    cite: [{source: north-page, section: Levels}]\n  - id: bruise-some\n    level: 2",
            "4",
            "level 4 does not exist; use 1, 2 or 3",
        ),
    ],
    "inventory_is_held": [
        Slip(
            "inventory.yml",
            '"harm:bullying"',
            '"harm:bulying"',
            '"harm:bulying"',
            "entry 'harm:bulying' does not exist; did you mean 'harm:bullying'?",
        ),
    ],
    "targets_exist": [
        Slip(
            HOUSE,
            "child: {say: A child, then: area}",
            "child: {say: A child, then: araa}",
            "araa",
            "'araa' is no question or outcome of this flow, and no flow; did you mean 'area'?",
        ),
        Slip(
            "flows/adult.yml",
            'unsure: "flow:worried"',
            'unsure: "flow:wories"',
            '"flow:wories"',
            "'flow:wories' is no question or outcome of this flow, and no flow; did you mean 'flow:worried'?",
        ),
        Slip(
            "flows/adult.yml",
            "start: danger",
            "start: tell-head",
            "tell-head\nquestions",
            "start 'tell-head' is not a question of this flow",
        ),
        Slip(
            HOUSE,
            "    when: {kind: school}\n",
            "",
            "inside:",
            "question 'inside' needs both 'when' and 'otherwise', or neither",
        ),
    ],
    "shared_questions_fit": [
        Slip(
            HOUSE,
            'unsure: ring-999, "no": who}',
            '"no": who}',
            'then: {"yes": ring-999, "no"',
            "'danger' must have a target for each of its options, no more and no fewer: yes, unsure, no",
        ),
        Slip(
            "flows/adult.yml",
            "area: {use: area, then: whose}",
            "area: {use: area, then: {here: whose}}",
            "then: {here",
            "the area question goes to one place, whatever the area",
        ),
        Slip(
            "national/questions.yml",
            "danger:\n",
            'inside:\n  ask: Are you inside?\n  options:\n    "yes": {say: "Yes"}\ndanger:\n',
            "inside:\n    ask",
            "'inside' is the name of a shared question; write use: inside, or rename it",
            told_in=HOUSE,
        ),
    ],
    "question_slots_exist": [
        Slip(
            HOUSE,
            "rules: [telling]",
            "rules: [teling]",
            "teling]",
            "rule slot 'teling' does not exist; did you mean 'telling'?",
        ),
        Slip(
            "flows/adult.yml",
            "{filled: lado}",
            "{filled: ladoo}",
            "when: {filled",
            "slot 'ladoo' does not exist; did you mean 'lado'?",
        ),
    ],
    "outcome_names_exist": [
        Slip(
            HOUSE,
            "contacts: [dsl, social-care]",
            "contacts: [dsl, social-car]",
            "social-car]",
            "contact or contact slot 'social-car' does not exist; did you mean 'social-care'?",
        ),
        Slip(
            HOUSE,
            "contacts: [social-care, dsl]",
            "contacts: [north-hub]",
            "north-hub",
            "contact or contact slot 'north-hub' does not exist",
        ),
        Slip(
            HOUSE,
            "clocks: [tell-dsl, written]",
            "clocks: [tell-dsl, writen]",
            "writen]",
            "clock slot 'writen' does not exist; did you mean 'written'?",
        ),
        Slip(
            HOUSE,
            'related: ["harm:bullying", ',
            'related: ["harm:bulying", ',
            '"harm:bulying"',
            "page 'harm:bulying' does not exist; did you mean 'harm:bullying'?",
        ),
        Slip(
            HOUSE,
            "parents: {rule: telling}",
            "parents: {rule: teling}",
            "parents",
            "rule slot 'teling' does not exist; did you mean 'telling'?",
        ),
        Slip(
            HOUSE,
            "{item: disclosure.listen}",
            "{item: disclosure.lissen}",
            "{item: disclosure.lissen}",
            "item 'disclosure.lissen' does not exist; did you mean 'disclosure.listen'?",
        ),
        Slip(
            HOUSE,
            "dont: [disclosure.no-secrets]",
            "dont: [disclosure.no-secret]",
            "disclosure.no-secret]",
            "item 'disclosure.no-secret' does not exist; did you mean 'disclosure.no-secrets'?",
        ),
    ],
    "everything_is_reached": [
        Slip(
            HOUSE,
            "then: tell-lead}",
            "then: ring}",
            "tell-lead:",
            "nothing leads to 'tell-lead'; point an option at it or delete it",
        ),
    ],
    "flows_end": [
        Slip(
            HOUSE,
            "child: {say: A child, then: area}",
            "child: {say: A child, then: who}",
            "danger\nquestions",
            "a path from here comes back to where it was: worried.who > worried.who; it must end",
        ),
    ],
    "first_actions_hold_everywhere": [
        Slip(
            HOUSE,
            "{text: Tell the lead now., cite: [{source: handbook, section: act-at-once}]}",
            '{text: Tell the lead now., cite: [{source: oak-policy, section: "7"}, '
            '{source: elm-policy, section: "5"}]}',
            'cite: [{source: oak-policy, section: "7"}',
            "no citation of the first action of 'tell-lead' holds everywhere in ash, fir; "
            "cite a national source or a decision of the handbook too",
        ),
        Slip(
            HOUSE,
            "{text: Tell the lead now., cite: [{source: handbook, section: act-at-once}]}",
            "{text: Tell the lead now., cite: [{source: north-page, section: Hub}, "
            '{source: ash-policy, section: "1"}, {source: fir-guide, section: "2"}]}',
            "cite: [{source: north-page, section: Hub}, {source: ash",
            "no citation of the first action of 'tell-lead' holds everywhere in oak; "
            "cite a national source or a decision of the handbook too",
        ),
    ],
    "scenarios_name_what_exists": [
        Slip(
            PRACTICE,
            "setting: oak",
            "setting: oka",
            "oka",
            "setting 'oka' does not exist; did you mean 'oak'?",
        ),
        Slip(
            PRACTICE,
            "outcome: ring",
            "outcome: rings",
            "rings",
            "outcome 'rings' does not exist; did you mean 'ring'?",
        ),
        Slip(
            PRACTICE,
            "contacts: [north-night",
            "contacts: [north-nigth",
            "north-nigth",
            "contact 'north-nigth' does not exist; did you mean 'north-night'?",
        ),
        Slip(
            PRACTICE,
            "clocks: [north-written]",
            "clocks: [north-writen]",
            "north-writen]",
            "clock 'north-writen' does not exist; did you mean 'north-written'?",
        ),
        Slip(
            PRACTICE,
            "gaps: []",
            "gaps: [ladoo]",
            "ladoo",
            "slot 'ladoo' does not exist; did you mean 'lado'?",
        ),
        Slip(
            PRACTICE,
            "dont: []",
            "dont: [disclosure.no-secret]",
            "disclosure.no-secret",
            "item 'disclosure.no-secret' does not exist; did you mean 'disclosure.no-secrets'?",
        ),
    ],
    "dates_are_days": [
        Slip(
            "areas/north.yml",
            'checked_on: "2026-11-22"',
            'checked_on: "2026-11-31"',
            '"2026-11-31"',
            "'2026-11-31' is no day of the calendar; use one such as 2026-11-22",
        ),
        Slip(
            "sources.yml",
            'review: "2020-10"',
            'review: "2020-13"',
            '"2020-13"',
            "'2020-13' is no day of the calendar; use one such as 2026-11-22",
        ),
    ],
    "news_names_what_exists": [
        Slip(
            "news.yml",
            '"2026-11-22"',
            '"2026-11-31"',
            '"2026-11-31"',
            "'2026-11-31' is no day of the calendar; use one such as 2026-11-22",
        ),
        Slip(
            "news.yml",
            "[oak, elm]",
            "[oak, ellm]",
            "ellm",
            "setting 'ellm' does not exist; did you mean 'elm'?",
        ),
        Slip(
            "news.yml",
            "contact: north-hub",
            "contact: hub-of-old",
            "hub-of-old",
            "contact 'hub-of-old' does not exist; if it is gone, take 'contact' out",
        ),
    ],
    "scenarios_are_dated": [
        Slip(
            PRACTICE,
            'at: "2026-11-27T20:00"',
            'at: "2026-11-31T20:00"',
            '"2026-11-31T20:00"',
            "'2026-11-31T20:00' is not a time such as 2026-11-27T16:45",
        ),
        Slip(
            PRACTICE,
            '    at: "2026-11-27T20:00"\n',
            "",
            "due",
            "'due' counts from 'at'; add it",
        ),
    ],
    "scenarios_hold": [
        Slip(
            PRACTICE,
            '{source: oak-policy, section: "7"}',
            '{source: elm-policy, section: "5"}',
            '{source: elm-policy, section: "5"}',
            "'elm-policy' does not hold for oak; cite what does",
        ),
    ],
    "utterances_are_of_flows": [
        Slip(
            SAID,
            "  - worry 7\n",
            "",
            "worried\nsaid",
            "holds 39 ways to say it in 'said' and 'now', and fewer than 40 teach little; "
            "write more, or take the file away",
        ),
    ],
    "utterances_differ": [
        Slip(
            SAID,
            "worry 9\n",
            "Worry 8!\n",
            "Worry 8!",
            "'Worry 8!' stands in data/utterances/worried.yml:10 too; keep it where it fits best",
        ),
        Slip(
            SAID,
            "worry 9\n",
            '"?!"\n',
            '"?!"',
            "'?!' has no word in it; write what somebody would type",
        ),
    ],
}


# A fault of no file, with a test of its own.
OF_NO_FILE = {"danger_is_told"}


def test_every_rule_has_a_bad_fixture() -> None:
    assert set(FAULTS) | OF_NO_FILE == {rule.__name__ for rule in RULES}


def test_a_handbook_without_words_of_danger_is_refused(tiny: TinyData) -> None:
    tiny.edit(SAID, "now:\n  - he is bleeding\n", "  - worry 40\n")
    with pytest.raises(DataError) as caught:
        tiny.checked()
    assert [str(problem) for problem in caught.value.problems] == [
        (
            "data/utterances: no sentence tells of danger now (under 'now:'), and the search must know some; "
            "put the folder back as it was"
        )
    ]


def test_a_file_of_words_belongs_to_a_flow_that_exists(tiny: TinyData) -> None:
    tiny.path(SAID).rename(tiny.path("utterances/worred.yml"))
    tiny.edit("utterances/worred.yml", "flow: worried", "flow: worred")
    with pytest.raises(DataError) as caught:
        tiny.checked()
    assert [str(problem) for problem in caught.value.problems] == [
        "data/utterances/worred.yml:1:7: flow 'worred' does not exist; did you mean 'worried'?"
    ]


@pytest.mark.parametrize(
    ("rule", "slip"),
    [
        pytest.param(rule, slip, id=f"{rule}-{place}")
        for rule, slips in FAULTS.items()
        for place, slip in enumerate(slips, 1)
    ],
)
def test_a_broken_rule_is_named_with_place_and_mend(tiny: TinyData, rule: str, slip: Slip) -> None:
    expected = tiny.make(slip)
    check = next(one for one in RULES if one.__name__ == rule)
    assert [str(problem) for problem in check(load(tiny.root))] == [expected]
    with pytest.raises(DataError, match="data/"):
        tiny.checked()


def flow_of(questions: int) -> str:
    """A flow that asks so many questions in a row, then ends."""
    lines = ["id: long", "title: Long", "aliases: []", "about: Many questions.", "start: q1", "questions:"]
    for number in range(1, questions + 1):
        then = f"q{number + 1}" if number < questions else "done"
        lines += [f"  q{number}:", "    ask: And then?", "    options:"]
        lines += [f"      here: {{say: Here, then: {then}}}", f"      there: {{say: There, then: {then}}}"]
    lines += ["outcomes:", "  done:", "    title: Done", "    urgency: know", "    contacts: [dsl]"]
    lines += ["    first: {text: Rest., cite: [{source: handbook, section: act-at-once}]}"]
    return "\n".join(lines) + "\n"


def test_seven_questions_are_allowed_and_hand_overs_count(tiny: TinyData) -> None:
    tiny.edit(HOUSE, "then: tell-lead}", "then: tell-lead}\n      more: {say: More, then: flow:long}")
    tiny.write("flows/long.yml", flow_of(3))
    tiny.checked()
    tiny.write("flows/long.yml", flow_of(4))
    place = tiny.place(HOUSE, "danger\nquestions")
    with pytest.raises(DataError) as caught:
        tiny.checked()
    assert [str(problem) for problem in caught.value.problems if problem.file == f"data/{HOUSE}"] == [
        f"{place}: a path from here asks more than 7 questions (at long.q4); shorten it"
    ]


def test_where_every_setting_has_one_area_the_area_question_does_not_count(tiny: TinyData) -> None:
    tiny.path(PRACTICE).unlink()
    tiny.edit("settings/oak.yml", "areas: [north, south]", "areas: [north]")
    tiny.edit(HOUSE, "then: tell-lead}", "then: tell-lead}\n      more: {say: More, then: flow:long}")
    tiny.write("flows/long.yml", flow_of(4))
    tiny.checked()


def test_a_hand_over_in_a_circle_is_named(tiny: TinyData) -> None:
    tiny.edit("flows/adult.yml", '"no": area}', '"no": flow:worried}')
    tiny.edit(HOUSE, '"no": who}', '"no": flow:adult}')
    with pytest.raises(DataError) as caught:
        tiny.checked()
    assert (
        f"{tiny.place(HOUSE, 'danger' + chr(10) + 'questions')}: a path from here comes back to where it was: "
        "worried.danger > adult.danger > worried.danger; it must end"
    ) in [str(problem) for problem in caught.value.problems]


@pytest.mark.parametrize("name", ["areas/north.yml", "areas/south.yml", "flows/adult.yml", HOUSE])
def test_a_mistyped_source_is_named_wherever_it_stands(tiny: TinyData, name: str) -> None:
    text = tiny.path(name).read_text(encoding="utf-8")
    for start in range(text.count("{source: ")):
        before, after = text.split("{source: ", start + 1)[:-1], text.split("{source: ", start + 1)[-1]
        tiny.write(name, "{source: ".join(before) + "{source: x" + after)
        with pytest.raises(
            DataError, match=r"source 'x[a-z-]+' is not in sources\.yml; did you mean '[a-z-]+'\?"
        ):
            tiny.checked()


def test_all_faults_of_all_files_are_told_at_once(tiny: TinyData) -> None:
    tiny.edit("areas/north.yml", "from: call", "from: calls")
    tiny.edit("settings/elm.yml", 'section: "5"', 'section: "6"')
    tiny.edit("flows/adult.yml", "start: danger", "start: dangr")
    with pytest.raises(DataError) as caught:
        tiny.checked()
    assert {problem.file for problem in caught.value.problems} == {
        "data/areas/north.yml",
        "data/settings/elm.yml",
        "data/flows/adult.yml",
    }


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        (
            "danger=no, who=child, area=north, inside=yes",
            "ends at 'worried:tell-lead', not at 'worried:ring'; mend the answers, the outcome or the flow",
        ),
        (
            "danger=no, who=child, area=north",
            "stops at question 'inside' of flow 'worried'; answer it with one of yes, no, unsure",
        ),
        (
            "danger=no, who=child, area=west, inside=no",
            (
                "stops at question 'area' of flow 'worried' (area=west does not lie on the way); "
                "answer it with one of north, south, unsure"
            ),
        ),
    ],
    ids=["ends elsewhere", "stops short", "leaves the path"],
)
def test_a_situation_that_leads_elsewhere_is_named(tiny: TinyData, answers: str, words: str) -> None:
    tiny.edit(PRACTICE, "danger=no, who=child, area=north, inside=no", answers)
    with pytest.raises(DataError) as caught:
        tiny.checked()
    place = tiny.place(PRACTICE, "answers: [")
    assert [str(problem) for problem in caught.value.problems] == [f"{place}: 'friday-night' {words}"]


WHICH = "; one of the two is wrong: open the document, and mend that one"


@pytest.mark.parametrize(
    ("old", "new", "at", "words"),
    [
        (
            "contacts: [north-night, north-hub]",
            "contacts: [north-hub]",
            "contacts:",
            "turns first to north-night, north-hub, lead, not to north-hub",
        ),
        (
            "clocks: [north-written]",
            "clocks: [north-written, tell-at-once]",
            "tell-at-once",
            "does not show the time limit 'tell-at-once' (it shows north-written)",
        ),
        (
            '"2026-11-29T20:00"',
            '"2026-11-30T20:00"',
            '"2026-11-30T20:00"',
            "has 'north-written' due 2026-11-29T20:00, not 2026-11-30T20:00",
        ),
        (
            "gaps: []",
            "gaps: [dsl]",
            "dsl]",
            "does not say that the document is silent on 'dsl' (it is silent on nothing)",
        ),
        (
            "parents: not-stated",
            "parents: tell",
            "tell\n    why",
            "has no line about the parents, and so not 'tell'",
        ),
        (
            "dont: []",
            "dont: [{words: promise}]",
            "{words: promise}",
            "does not say 'promise' under 'Do not'",
        ),
    ],
    ids=["contacts", "clocks", "due", "gaps", "parents", "dont"],
)
def test_a_situation_that_the_wizard_answers_otherwise_is_named_with_the_field(
    tiny: TinyData, old: str, new: str, at: str, words: str
) -> None:
    tiny.edit(PRACTICE, old, new)
    with pytest.raises(DataError) as caught:
        tiny.checked()
    place = tiny.place(PRACTICE, at)
    assert [str(problem) for problem in caught.value.problems] == [f"{place}: 'friday-night' {words}{WHICH}"]


def test_the_tiny_data_itself_is_in_order(tiny: TinyData) -> None:
    assert set(tiny.checked().entries["setting"]) == {"oak", "elm", "ash", "fir"}
