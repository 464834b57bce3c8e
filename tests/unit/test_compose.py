"""What documents say comes together with the shared lines: says, says differently, silent, undecided."""

from __future__ import annotations

import pytest

from handbook.book.scenarios import all_of, faults
from handbook.datafiles.schema import schemas_in
from handbook.pages import pages
from handbook.policies.slots import HOURS, NO_LENGTH, WITHOUT_AMOUNT
from tests.support.tinydata import SCHEMAS, TinyData
from wizard.advice import Advice, ShownLine, advise
from wizard.model import Gap, Outcome

OAK, ELM = "policies/oak-policy.yml", "policies/elm-policy.yml"
ADULTS = '"9": {title: Adults'
NOT_SAID = ("does not say", "does not name", "names no law", "Not named in", "setting's document is silent")
TRUST = """\
id: trust-policy
title: Trust policy
publisher: The Trust
kind: trust
sections:
  "3":
    title: Writing
    versions:
      definition.child/under-18: A child is anyone in our schools.
    fills:
      rules:
        record:
          - text: The trust writes it online.
    read: "2026-11-22"
fills:
  contacts:
    dsl: [lead]
"""


def page(tiny: TinyData, setting: str, path: str) -> str:
    return pages(tiny.maker(setting), tiny.book(setting))[path]


def said(tiny: TinyData, setting: str) -> str:
    return "\n".join(pages(tiny.maker(setting), tiny.book(setting)).values())


def advice_of(tiny: TinyData, setting: str, outcome: str, *areas: str) -> Advice:
    book = tiny.book(setting)
    node = book.flows["worried"].outcomes[outcome]
    assert isinstance(node, Outcome)
    return advise(book, node, areas or tuple(book.fills))


def words(lines: tuple[ShownLine | Gap, ...]) -> list[str]:
    return [line.text for line in lines]


def authorities(lines: tuple[ShownLine | Gap, ...]) -> dict[str, str]:
    return {line.text: line.authority for line in lines if isinstance(line, ShownLine)}


def meaning(tiny: TinyData, setting: str) -> list[tuple[str, str, list[str]]]:
    """What the handbook says a child is: words, mark, sources."""
    maker = tiny.maker(setting)
    lines = maker.statements(maker.data.one("definitions")["child"]["meaning"])
    return [(line["text"], line["mark"], [source for source, _ in line["cites"]]) for line in lines]


# Says, says differently, contradicts


def test_a_claimed_line_is_the_policys_and_elsewhere_it_stays_national(tiny: TinyData) -> None:
    tiny.edit(OAK, ADULTS, ADULTS + ", says: [definition.child/under-18]")
    assert meaning(tiny, "oak") == [("Anyone under 18.", "own", ["oak-policy"])]
    assert meaning(tiny, "elm") == [("Anyone under 18.", "national", ["national-page"])]


def test_a_version_stands_in_the_place_of_the_lines_words(tiny: TinyData) -> None:
    tiny.edit(OAK, ADULTS, ADULTS + ", versions: {definition.child/under-18: Anyone under 19.}")
    assert meaning(tiny, "oak") == [("Anyone under 19.", "own", ["oak-policy"])]
    assert meaning(tiny, "elm") == [("Anyone under 18.", "national", ["national-page"])]


def test_a_practice_situation_means_an_item_in_the_words_of_the_policy(tiny: TinyData) -> None:
    version = "    versions: {disclosure.no-secrets: Tell the child at once that Oak keeps no secrets.}\n"
    tiny.edit(OAK, "      - disclosure.no-secrets\n", "")
    tiny.edit(OAK, "    fills:\n", version + "    fills:\n")
    tiny.edit("scenarios/worried.yml", "inside=no]\n    outcome: ring", "inside=yes]\n    outcome: tell-lead")
    tiny.edit("scenarios/worried.yml", "contacts: [north-night, north-hub]", "contacts: [lead]")
    tiny.edit("scenarios/worried.yml", "dont: []", "dont: [disclosure.no-secrets]")
    (situation,) = all_of(tiny.checked(), "oak")
    assert situation.dont == ("Tell the child at once that Oak keeps no secrets.",)
    assert list(faults(tiny.book("oak"), situation)) == []


def test_what_a_policy_contradicts_is_left_out_of_its_handbooks_alone(tiny: TinyData) -> None:
    tiny.edit(OAK, "fills:\n  contacts:\n", 'not: {definition.child/under-18: "9"}\nfills:\n  contacts:\n')
    assert meaning(tiny, "oak") == []
    assert meaning(tiny, "elm") == [("Anyone under 18.", "national", ["national-page"])]


def test_a_line_that_cites_nothing_shows_only_where_a_policy_claims_it(tiny: TinyData) -> None:
    tiny.edit(
        "base/definitions.yml",
        "      cite: [{source: national-page, section: Words}]\n",
        "      cite: [{source: national-page, section: Words}]\n    - id: unborn\n      text: Before birth too.\n",
    )
    tiny.edit(OAK, ADULTS, ADULTS + ", says: [definition.child/unborn]")
    assert [text for text, *_ in meaning(tiny, "oak")] == ["Anyone under 18.", "Before birth too."]
    assert [text for text, *_ in meaning(tiny, "elm")] == ["Anyone under 18."]


# Own lines


def own(tiny: TinyData, *lines: str) -> list[str]:
    """Elm's actions at "Ring social care", with these own lines in place of the one it has."""
    head = "      - {at: flow.worried/ring/actions, text: Elm wants the class first.}\n"
    new = "".join(f"      - {{at: flow.worried/ring/actions, {line}}}\n" for line in lines)
    tiny.edit(ELM, head, new)
    return words(advice_of(tiny, "elm", "ring").actions)


def test_own_lines_come_last_unless_they_name_their_place(tiny: TinyData) -> None:
    north = "North wants the address first."
    assert own(
        tiny,
        "text: Last.",
        "text: After., after: north-address",
        "text: First., first: true",
        "text: Second., first: true",
        "text: After that., after: north-address",
    ) == ["First.", "Second.", north, "After.", "After that.", "Last."]


def test_an_own_line_may_come_after_another_own_line(tiny: TinyData) -> None:
    north = "North wants the address first."
    assert own(tiny, "text: Then this., after: class", "id: class, text: Class., first: true") == [
        "Class.",
        "Then this.",
        north,
    ]


def test_our_advice_beside_a_policy_is_shown_as_ours(tiny: TinyData) -> None:
    tiny.edit(
        ELM,
        "silent:",
        "ours:\n  own:\n    - at: flow.worried/ring/actions\n      text: Have the form ready.\n"
        "      cite: [{source: handbook, section: act-at-once}]\nsilent:",
    )
    shown = authorities(advice_of(tiny, "elm", "ring").actions)
    assert shown["Have the form ready."] == "reading"
    assert shown["Elm wants the class first."] == "own"


# Slots


def test_a_councils_limit_stands_beside_the_policys_and_the_shorter_comes_first(tiny: TinyData) -> None:
    fill = (
        "    fills:\n      clocks:\n        written:\n          - {{id: elm-written, say: Elm sends it., "
        "within: {{amount: {}, unit: hours}}, from: call}}\n    read"
    )
    text = tiny.path(ELM).read_text(encoding="utf-8")
    for amount, order in ((24, ["elm-written", "north-written"]), (72, ["north-written", "elm-written"])):
        tiny.write(ELM, text.replace("    read", fill.format(amount)))
        assert [deadline.deadline.id for deadline in advice_of(tiny, "elm", "ring").deadlines] == order


@pytest.mark.parametrize(
    ("national", "order"),
    [
        ("within: {amount: 1, unit: working-days}, from: call", ["nation-written", "elm-written"]),
        ("within: {amount: 4, unit: working-days}, from: call", ["elm-written"]),
        ("within: {amount: 1, unit: working-days}, from: call, aim: true", ["elm-written"]),
        ("within: {amount: 1, unit: working-days}, from: told", ["elm-written"]),
        ("within: {unit: each-time}, from: call", ["elm-written"]),
        ("within: {unit: at-once}, from: call", ["nation-written", "elm-written"]),
    ],
    ids=["shorter", "longer", "an aim", "from another moment", "no length of time", "at once"],
)
def test_the_nations_limit_stands_before_a_longer_one_of_the_policy(
    tiny: TinyData, national: str, order: list[str]
) -> None:
    base = tiny.path("base/fills.yml").read_text(encoding="utf-8")
    cite = "cite: [{source: national-page, section: Words}]"
    limit = f"{{id: nation-written, say: Send it., {national}, {cite}}}"
    tiny.write("base/fills.yml", f"{base}  written:\n    - {limit}\n")
    own = "{id: elm-written, say: Elm sends it., within: {amount: 3, unit: working-days}, from: call}"
    tiny.edit(ELM, "    read", f"    fills:\n      clocks:\n        written:\n          - {own}\n    read")
    shown = [deadline.deadline.id for deadline in advice_of(tiny, "elm", "ring").deadlines]
    assert [limit for limit in shown if limit != "north-written"] == order


def test_how_long_every_unit_is_stands_somewhere() -> None:
    units = schemas_in(SCHEMAS).contents("common.schema.json")["$defs"]["within"]["properties"]["unit"][
        "enum"
    ]
    assert set(units) == {*HOURS, *WITHOUT_AMOUNT, *NO_LENGTH}


def test_where_a_policy_fills_a_slot_the_base_lines_of_it_are_hidden(tiny: TinyData) -> None:
    base = tiny.path("base/fills.yml").read_text(encoding="utf-8")
    rule = "rules:\n  record:\n    - {id: base, text: Write it down., cite: [{source: national-page, section: Words}]}\n"
    tiny.write("base/fills.yml", base + rule)
    oak, fir = (tiny.book(setting).fills["south"].rules["record"] for setting in ("oak", "fir"))
    assert [(line.text, line.authority) for line in oak] == [("Oak writes it in the red book.", "own")]
    assert [(line.text, line.authority) for line in fir] == [("Write it down.", "national")]


def test_of_two_policies_that_fill_a_slot_the_first_wins_and_check_says_so(
    tiny: TinyData, capsys: pytest.CaptureFixture[str]
) -> None:
    from handbook.cli import main  # noqa: PLC0415

    tiny.write("policies/trust-policy.yml", TRUST)
    tiny.edit("settings/oak.yml", "policies: [oak-policy]", "policies: [trust-policy, oak-policy]")
    oak = tiny.book("oak").fills["north"].rules["record"]
    assert [line.text for line in oak] == ["The trust writes it online."]
    assert main(["--data", str(tiny.root), "check"]) == 0
    place = tiny.place("settings/oak.yml", "oak-policy]")
    told = capsys.readouterr().err
    for part, slot in (("contacts", "dsl"), ("rules", "record")):
        assert (
            f"warning: {place}: {part} slot '{slot}' is filled by 'trust-policy' and by 'oak-policy'; "
            "'trust-policy' comes first and wins\n"
        ) in told


def test_a_line_that_two_policies_claim_is_cited_to_both(tiny: TinyData) -> None:
    tiny.write(
        "policies/trust-policy.yml",
        TRUST.replace("versions", "says").replace(
            "definition.child/under-18: A child is anyone in our schools.", "- definition.child/under-18"
        ),
    )
    tiny.edit("settings/oak.yml", "policies: [oak-policy]", "policies: [trust-policy, oak-policy]")
    tiny.edit(OAK, ADULTS, ADULTS + ", says: [definition.child/under-18]")
    assert meaning(tiny, "oak") == [("Anyone under 18.", "own", ["trust-policy", "oak-policy"])]


def test_of_two_policies_the_first_that_speaks_of_a_line_decides(tiny: TinyData) -> None:
    tiny.write("policies/trust-policy.yml", TRUST)
    tiny.edit("settings/oak.yml", "policies: [oak-policy]", "policies: [trust-policy, oak-policy]")
    tiny.edit(OAK, ADULTS, ADULTS + ", says: [definition.child/under-18]")
    assert meaning(tiny, "oak") == [("A child is anyone in our schools.", "own", ["trust-policy"])]
    tiny.edit("settings/oak.yml", "[trust-policy, oak-policy]", "[oak-policy, trust-policy]")
    assert meaning(tiny, "oak") == [("Anyone under 18.", "own", ["oak-policy"])]


def test_a_line_of_a_partnerships_document_is_the_areas(tiny: TinyData) -> None:
    guide = TRUST.replace("trust-policy", "north-guide").replace("kind: trust", "kind: area")
    guide = (
        guide[: guide.index("fills:\n  contacts")]
        .replace("versions", "says")
        .replace(
            "definition.child/under-18: A child is anyone in our schools.", "- definition.child/under-18"
        )
    )
    tiny.write("policies/north-guide.yml", guide)
    tiny.edit("areas/north.yml", "name: North\n", "name: North\npolicies: [north-guide]\n")
    assert meaning(tiny, "elm") == [("Anyone under 18.", "area", ["north-guide"])]
    assert meaning(tiny, "fir") == [("Anyone under 18.", "national", ["national-page"])]
    (line,) = tiny.book("elm").fills["north"].rules["record"]
    assert (line.text, line.authority) == ("The trust writes it online.", "area")


# Silent, undecided


def test_a_document_is_called_silent_on_what_somebody_recorded(tiny: TinyData) -> None:
    refs = "rule.record, harm.bullying, role.head, law, topic.recording/kept"
    tiny.edit(ELM, "silent: [rule.record]", f"silent: [{refs}]")
    topic = tiny.path("base/topics/recording.yml").read_text(encoding="utf-8")
    tiny.write(
        "base/topics/recording.yml", f"{topic}  - {{id: kept, title: Where it is kept, statements: []}}\n"
    )
    assert "Elm policy does not name this harm." in page(tiny, "elm", "harms/bullying.md")
    assert "Not named in this setting's document" in page(tiny, "elm", "roles.md")
    assert "names no law and no guidance." in page(tiny, "elm", "law.md")
    assert "Where this setting's document is silent" in page(tiny, "elm", "topics/recording.md")
    assert "Your policy does not say." in page(tiny, "elm", "what-now/worried.md")


def test_what_a_document_lacks_is_told_beside_what_holds_for_all(tiny: TinyData) -> None:
    """Of a page's part, of a harm that it only names, and of a word; nobody else is told."""
    refs = (
        "topic.recording/what-to-write, {ref: harm.bullying, note: It names it and has no steps.}, "
        "{ref: definition.child, note: It uses the word without saying what it means.}"
    )
    tiny.edit(OAK, "clashes:\n", f"silent: [{refs}]\nclashes:\n")
    silences = {
        "topics/recording.md": "Your policy does not say.",
        "harms/bullying.md": "It names it and has no steps.",
        "definitions.md": "It uses the word without saying what it means.",
    }
    for path, words_ in silences.items():
        told = f'<p class="hb-silent">{words_}</p>'
        assert told in page(tiny, "oak", path)
        assert told not in page(tiny, "ash", path)
    assert "does not name this harm" not in page(tiny, "oak", "harms/bullying.md")


def test_nothing_is_said_of_a_document_on_which_nobody_recorded_a_silence(tiny: TinyData) -> None:
    tiny.edit(ELM, "silent: [rule.record]\n", "")
    text = said(tiny, "elm")
    assert [one for one in NOT_SAID if one in text] == []
    gap = tiny.book("elm").fills["north"].gaps["record"]
    assert (gap.text, gap.silent) == ("Write down what you saw.", "")


def test_a_draft_says_that_its_policy_has_not_been_entered(tiny: TinyData) -> None:
    tiny.edit("settings/oak.yml", "kind: school\n", "kind: school\ndraft: true\n")
    about = page(tiny, "oak", "about.md")
    assert "built from" not in about
    assert "our policy has not been entered" in about


# A trust

SCHOOL = """\
id: {0}
name: {1}
kind: school
policies: [{0}-policy, trust-policy]
areas: [north]
roles: {{}}
"""
OWN = """\
id: {0}-policy
title: {1} policy
publisher: {1}
kind: setting
sections:
  "1":
    title: Here
    own:
      - {{at: flow.worried/ring/actions, text: {1} rings from the office.}}
    read: "2026-11-22"
"""


def test_one_trusts_policy_serves_three_schools_that_write_a_few_lines_each(tiny: TinyData) -> None:
    tiny.write("policies/trust-policy.yml", TRUST)
    schools = {"yew": "Yew School", "box": "Box School", "may": "May School"}
    for name, title in schools.items():
        files = {f"settings/{name}.yml": SCHOOL, f"policies/{name}-policy.yml": OWN}
        for file, text in files.items():
            tiny.write(file, text.format(name, title))
        lines = sum(len(tiny.path(file).read_text(encoding="utf-8").splitlines()) for file in files)
        print(f"{title}: {lines} lines in {len(files)} files")
        assert lines < 20
    for name, title in schools.items():
        shown = authorities(advice_of(tiny, name, "ring").actions)
        assert {text: authority for text, authority in shown.items() if "office" in text} == {
            f"{title} rings from the office.": "own"
        }
        assert meaning(tiny, name) == [("A child is anyone in our schools.", "own", ["trust-policy"])]
        (line,) = tiny.book(name).fills["north"].rules["record"]
        assert (line.text, line.authority) == ("The trust writes it online.", "own")
    assert meaning(tiny, "elm") == [("Anyone under 18.", "national", ["national-page"])]


# What is for some alone


def test_what_an_area_adds_is_for_its_children_alone(tiny: TinyData) -> None:
    """A line on a page for all, a decision, a dated note."""
    added = """own:
  - id: north-first
    at: definition.child
    text: North counts from birth.
    first: true
    cite: [{source: handbook, section: north-ages}]
decisions:
  north-ages: {question: From when?, does: We count from birth., why: North says nothing., where_cited: true}
changes:
"""
    tiny.edit("areas/north.yml", "changes:\n", added)
    assert meaning(tiny, "elm")[0] == ("North counts from birth.", "reading", ["handbook"])
    assert "We count from birth." in page(tiny, "elm", "unclear.md")
    assert "North has a new door" in page(tiny, "elm", "topics/recording.md")
    assert "North: " in page(tiny, "oak", "definitions.md"), "of two areas it is said whose it is"
    for setting in ("ash", "fir"):
        assert "North counts" not in page(tiny, setting, "definitions.md")
        assert "We count" not in page(tiny, setting, "unclear.md")
        assert "North has a new door" not in said(tiny, setting)


def test_a_law_and_a_figure_that_one_document_names_are_no_others(tiny: TinyData) -> None:
    named = """law:
  guide: {title: The guide of Oak, kind: local, sections: ["7"]}
figures:
  deputies: {title: Deputies, text: The cover names two deputies., sections: ["7", "9"]}
clashes:
"""
    tiny.edit(OAK, "clashes:\n", named)
    assert "The guide of Oak." in page(tiny, "oak", "law.md")
    figures = page(tiny, "oak", "figures.md")
    assert "The cover names two deputies." in figures
    assert 'data-cite="oak-policy 9"' in figures
    assert "of Oak" not in page(tiny, "elm", "law.md")
    assert "deputies" not in page(tiny, "elm", "figures.md")


def test_a_page_for_those_whose_slot_is_filled_is_no_others(tiny: TinyData) -> None:
    tiny.edit("base/topics/recording.yml", "group: do\n", "group: do\nwhen: {filled: written}\n")
    assert "topics/recording.md" in pages(tiny.maker("elm"), tiny.book("elm"))
    assert "topics/recording.md" not in pages(tiny.maker("ash"), tiny.book("ash"))


def test_levels_here_are_those_of_the_settings_own_areas(tiny: TinyData) -> None:
    tiny.edit("base/harms/bullying.yml", '"topic:recording"', '"levels:here", "topic:recording"')
    assert "levels/north.html" in page(tiny, "elm", "harms/bullying.md")
    assert "levels/" not in page(tiny, "fir", "harms/bullying.md").split("See also")[1]
