"""A line says no more, and no less, than the section it cites: whom it is about, how serious, how soon."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from handbook.book.lookups import stand_ins
from handbook.book.scope import Scope
from handbook.datafiles.data import Data
from handbook.new.setting_file import CONTACTS
from handbook.policies.places import refs
from tests.content.handbooks import SETTINGS, Handbook
from tests.support.tree import Element

Handbooks = dict[str, Handbook]
SHARED = ("flow", "topic", "harm", "list", "area", "levels")
SINGLES = ("fills", "contacts", "roles", "definitions", "abuse-types", "golden-rules", "figures", "law")
PRINTS_999 = "medway-2021"  # the only one of the five documents
SAYS_IT_IS_SILENT = re.compile(
    r"\bdocument (does not|gives no|has no|prints no)\b|\bNo document\b|five documents"
)
A_POLICY = re.compile(r"\b(the|this) (school's )?policy\b", re.IGNORECASE)


def statements(node: Any) -> Iterator[dict[str, Any]]:
    """Every line in some data, whatever it cites: something said, or a limit."""
    if isinstance(node, dict):
        if "text" in node or "say" in node:
            yield node
        for value in node.values():
            yield from statements(value)
    elif isinstance(node, list):
        for value in node:
            yield from statements(value)


def words(line: Mapping[str, Any]) -> str:
    """What a line says."""
    said: str = line.get("text", line.get("say", ""))
    return said


def shared(data: Data) -> Iterator[dict[str, Any]]:
    """Every line of the base and of the councils' files; in a setting's view, its documents' own too."""
    for kind in SHARED:
        yield from statements(data.each(kind))
    for kind in SINGLES:
        yield from statements(data.one(kind))


def cited(node: Any) -> Iterator[str]:
    """Every source that is cited somewhere in some data."""
    if isinstance(node, dict):
        if "source" in node and "section" in node:
            yield node["source"]
        for value in node.values():
            yield from cited(value)
    elif isinstance(node, list):
        for value in node:
            yield from cited(value)


def anyone(data: Data, area: str = "") -> Scope:
    """What holds in an area for a setting whose own document nobody has entered."""
    return Scope("", (area,) if area else (), data.one("sources"), stand_ins(data.one("decisions")))


def printed(data: Data, policy: str) -> dict[str, set[str]]:
    """What a document's file says that each of its sections prints."""
    lines = dict(refs(data))
    found: dict[str, set[str]] = defaultdict(set)
    for section, entry in data.each("policy")[policy]["sections"].items():
        found[section] |= {words(lines[ref]) for ref in entry.get("says", ())}
        versions = entry.get("versions", {}).values()
        found[section] |= {one if isinstance(one, str) else words(one) for one in versions}
        for line in statements([entry.get("own", []), entry.get("fills", {})]):
            for one in (section, *line.get("also", ())):
                found[one].add(words(line))
    for figure in data.each("policy")[policy].get("figures", {}).values():
        for one in figure["sections"]:
            found[one].add(words(figure))
    return found


def test_no_shared_line_cites_a_policy(data: Data) -> None:
    """What a document says stands in its own file alone; there each line is claimed, or is not."""
    sources = {name for kind in SHARED for name in cited(data.each(kind))}
    sources |= {name for kind in (*SINGLES, "decisions", "slots") for name in cited(data.one(kind))}
    assert sources
    assert sources & set(data.entries["policy"]) == set()


@pytest.mark.parametrize("setting", SETTINGS)
def test_a_line_is_a_policys_only_where_its_file_says_that_the_section_prints_it(
    handbooks: Handbooks, setting: str
) -> None:
    handbook = handbooks[setting]
    own = 0
    unsaid = []
    for policy in handbook.maker.setting["policies"]:
        says = printed(handbook.data, policy)
        lines = (*shared(handbook.maker.data), *statements(handbook.maker.setting["fills"]))
        for line in lines:
            sections = [one["section"] for one in line.get("cite", ()) if one["source"] == policy]
            own += bool(sections)
            unsaid += [(one, words(line)) for one in sections if words(line) not in says[one]]
    assert own
    assert unsaid == []


def test_999_is_cited_to_no_policy_that_does_not_print_it(handbooks: Handbooks) -> None:
    for setting, handbook in handbooks.items():
        lines = [line for line in shared(handbook.maker.data) if re.search(r"\b999\b", words(line))]
        assert len(lines) > len(handbook.book.flows)
        policies = set(handbook.maker.setting["policies"]) - {PRINTS_999}
        told = [words(line) for line in lines if policies & set(cited(line.get("cite", [])))]
        assert told == [], setting


def test_what_most_of_the_five_documents_say_in_a_flow_is_said_to_a_new_school_too(data: Data) -> None:
    """A school whose policy nobody has entered yet still tells its lead, and refers at once."""
    five = {policy for setting in SETTINGS for policy in data.each("setting")[setting]["policies"]}
    says = {
        policy: {
            ref
            for section in data.each("policy")[policy]["sections"].values()
            for ref in (*section.get("says", ()), *section.get("versions", {}))
        }
        for policy in five
    }
    lines = dict(refs(data))
    common = [
        lines[ref]
        for ref in set.union(*says.values())
        if ref.startswith("flow.") and sum(ref in said for said in says.values()) > len(five) / 2
    ]
    assert common
    assert [words(line) for line in common if not line.get("cite")] == []


def test_no_shared_line_says_what_a_document_does_not_say(data: Data) -> None:
    """That stands under `silent` in the document's own file, for its own readers; no area's advice says it."""
    guides = [policy["ours"] for policy in data.each("policy").values() if "ours" in policy]
    lines = [words(one) for one in (*shared(data), *statements(guides))]
    assert lines
    assert [one for one in lines if SAYS_IT_IS_SILENT.search(one) and "your document" not in one] == []


def test_a_document_is_called_silent_only_where_its_file_records_it(handbook: Handbook) -> None:
    policies = (handbook.data.each("policy")[name] for name in handbook.maker.setting["policies"])
    recorded = {
        one if isinstance(one, str) else one["ref"] for policy in policies for one in policy["silent"]
    }
    parts = {"clocks": "clock", "contacts": "contact", "rules": "rule"}
    slots = handbook.data.one("slots")
    said = {
        f"{parts[part]}.{gap.slot}"
        for fill in handbook.book.fills.values()
        for gap in fill.gaps.values()
        for part in parts
        if gap.silent and gap.slot in slots[part]
    }
    beside = 0
    for name, topic in handbook.maker.topics.items():
        titles = {section["title"]: section["id"] for section in topic["sections"]}
        page = handbook.pages[f"topics/{name}.md"]
        listed = page.root.each("li", class_="hb-silent")
        said |= {f"topic.{name}/{titles[one.text]}" for one in listed}
        for title, part in [*page.sections.items(), *_folds(page.root)]:
            inside = [one for _, fold in _folds(part) for one in fold.each("p", class_="hb-silent")]
            if title in titles and len(list(part.each("p", class_="hb-silent"))) > len(inside):
                said.add(f"topic.{name}/{titles[title]}")
                beside += 1
    for kind, folder in (("harm", "harms"), ("abuse", "abuse")):
        for path, page in handbook.pages.items():
            if path.startswith(f"{folder}/") and any(page.root.each("p", class_="hb-silent")):
                said.add(f"{kind}.{path.removeprefix(f'{folder}/').removesuffix('.md')}")
    assert said
    assert beside
    assert said - recorded == set()


def _folds(part: Element) -> list[tuple[str, Element]]:
    """What is folded inside a part, with the titles."""
    folds = [one for one in part.each("details", class_="hb-fold") if one is not part]
    return [(next(iter(one.each("summary"))).text, one) for one in folds]


def test_a_reason_that_every_reader_sees_rests_on_nobody_elses_document(data: Data) -> None:
    others = re.compile(r"\b(five|one|these|the) (of the )?(five )?documents?\b|\bthe polic(y|ies) print")
    common = data.one("decisions")
    assert common
    assert [name for name, one in common.items() if others.search(one["why"].lower())] == []


def test_our_advice_in_an_area_speaks_of_no_schools_policy(data: Data) -> None:
    """A new school there would read it as if it were said of its own."""
    said = [
        (area, slot, advice[key])
        for area, entry in data.each("area").items()
        for slot, advice in entry.get("instead", {}).items()
        for key in ("text", "lead")
        if key in advice
    ]
    assert said
    assert [one for one in said if A_POLICY.search(one[2])] == []


def test_what_an_area_tells_everyone_speaks_of_no_schools_policy(data: Data) -> None:
    def told(node: Any, scope: Scope) -> Iterator[str]:
        if isinstance(node, dict):
            said = [
                str(node[key]) for key in ("text", "lead", "say", "assumption", "use", "label") if key in node
            ]
            claimable = ("text" in node or "say" in node) and "name" not in node
            if not claimable or scope.basis(node.get("cite", ()), node.get("area")):
                yield from said
            for value in node.values():
                yield from told(value, scope)
        elif isinstance(node, list):
            for value in node:
                yield from told(value, scope)

    for area, entry in data.each("area").items():
        scope = anyone(data, area)
        lines = [said for part in ("contacts", "fills") for said in told(entry[part], scope)]
        assert lines, area
        assert [said for said in lines if A_POLICY.search(said)] == [], area


def test_a_new_school_is_not_left_with_the_tail_of_an_areas_rule(data: Data) -> None:
    """Where only our own reading of a rule holds and its other lines are lost, the slot's gap says more."""
    tails = []
    for area, entry in data.each("area").items():
        scope = anyone(data, area)
        for slot, rule in entry["fills"].get("rules", {}).items():
            applicable = [
                found for line in rule if (found := scope.basis(line.get("cite", ()), line.get("area")))
            ]
            if (
                applicable
                and len(applicable) < len(rule)
                and {one.authority for one in applicable} == {"reading"}
            ):
                tails.append((area, slot))
    assert tails == []


@pytest.mark.parametrize("kind", CONTACTS)
def test_a_new_setting_says_who_hears_of_an_adult_and_who_of_the_one_in_charge(data: Data, kind: str) -> None:
    staff, head = (set(CONTACTS[kind][slot]) for slot in ("staff-concern", "head-concern"))
    assert staff | head <= set(data.one("roles"))
    assert not staff & head


def test_nobody_from_outside_is_given_the_duties_of_staff(data: Data) -> None:
    flow = data.entries["flow"]["public-worry"].data
    onward = {
        option["then"]
        for question in flow["questions"].values()
        for option in question.get("options", {}).values()
    }
    assert not {to for to in onward if to.startswith("flow:")}
    slots = [
        line
        for outcome in flow["outcomes"].values()
        for line in (*outcome["actions"], *outcome["next"])
        if "rule" in line
    ]
    assert slots == []


def test_who_rang_999_learns_whom_to_tell_when_an_adult_here_did_it(handbook: Handbook) -> None:
    told = [advice for outcome, advice in handbook.advice.items() if outcome[:2] == ("emergency", "call-999")]
    assert told
    for advice in told:
        assert any("Was it that person? Go above them." in line.text for line in advice.actions)


def test_a_bruise_counts_for_any_child_who_cannot_move_about(handbooks: Handbooks) -> None:
    levels = handbooks["medway"].pages["levels/medway.md"].text
    assert "Cannot move about, and has suspicious or unexplained bruises" in levels


def test_a_fear_of_sexual_exploitation_is_never_put_at_level_2(handbooks: Handbooks) -> None:
    route = handbooks["medway"].rule("exploitation-route")
    assert "level 2" not in route, "a step of an urgent outcome never names a lower level"
    assert "If you fear sexual exploitation, ring First Response" in route


def test_griffins_time_for_writing_down_says_where_it_was_stretched(handbooks: Handbooks) -> None:
    fill = handbooks["griffin"].book.fills["hull"]
    assert "for what a child tells" in fill.deadlines["written-record"][0].assumption
    assert {deadline.authority for deadline in fill.deadlines["tell-dsl"]} == {"national"}, (
        "its policy prints no time"
    )


def test_griffin_staff_of_every_kind_are_told_to_report_fgm(handbooks: Handbooks) -> None:
    deadline = handbooks["griffin"].book.fills["hull"].deadlines["fgm-police"][0]
    assert deadline.say == "A teacher reports known FGM to the police personally and at once."
    assert "Any member of staff reports it to the police" in handbooks["griffin"].rule("fgm-known")


def test_a_policy_is_not_cited_for_help_that_it_does_not_print(handbooks: Handbooks) -> None:
    actions = handbooks["griffin"].outcome("sexual-violence", "lead-acts").actions
    authorities = {line.statement.text: line.statement.authority for line in actions if line.statement}
    assert authorities["Offer help to the child who was harmed."] == "own"
    assert authorities["The child who did it needs help too."] == "national"
