"""What `new-setting` makes is true on the day it is made: of every area, of none, and of a partnership."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from handbook.book.lookups import contact_places
from handbook.checks.flows import targets
from handbook.datafiles.data import Data, load
from handbook.new.setting_file import Wanted, write_setting
from handbook.pages import nav, sheets
from handbook.pdf.flowsheet import chart
from handbook.pdf.words import Writer
from handbook.search import entries
from tests.content.handbooks import SETTINGS, Handbook, read
from tests.proof.invariants import TO_THE_LEAD
from tests.support.real import DATA
from wizard.level_tool import result
from wizard.model import Gap
from wizard.statements import HANDBOOK
from wizard.view import View

Handbooks = dict[str, Handbook]
NEW = {
    "new-essex": ("school", ("essex",)),
    "new-hull": ("school", ("hull",)),
    "new-east-riding": ("school", ("east-riding",)),
    "new-humber": ("school", ("hull", "east-riding")),
    "new-medway": ("school", ("medway",)),
    "new-nowhere": ("school", ()),
    "new-partnership": ("partnership", ("medway",)),
}
# What nobody's policy of 2019 had a page or an outcome for, and every school's handbook has one.
PAGES = (
    *("low-level-concerns", "conduct", "children-with-a-social-worker", "looked-after-children"),
    *(
        "operation-encompass",
        "alternative-provision",
        "attendance",
        "online-safety",
        "filtering-and-monitoring",
    ),
    *("generative-ai", "visitors-and-agency", "lettings", "intimate-care", "trips-and-homestay"),
    *("home-education", "gender-questioning", "lockdown", "medical-conditions"),
)
HARMS = (
    *("child-to-parent-abuse", "teenage-relationship-abuse", "cybercrime", "abduction", "misogyny"),
    "private-fostering",
)
ENDS = {"allegation": "low-level", "worried": "private-fostering", "operation-encompass": "support"}
CITED = re.compile(rf'data-cite="{HANDBOOK} ([^"]+)"')
UNREACHED = {("then", "no"), ("then", "unsure")}
# How many lines a new school's handbook has, of a hundred in that of a school whose policy is entered: all of
# them, and those of the pages beside the wizard's flows. The second figure counts the very same lines alone.
AT_BIRTH = {"everywhere": (85, 79), "beside the flows": (77, 70)}


@pytest.fixture(scope="module")
def new(data: Data, tmp_path_factory: pytest.TempPathFactory) -> Handbooks:
    """A handbook of each kind, as new as can be."""
    root = shutil.copytree(DATA, tmp_path_factory.mktemp("new") / "data")
    for name, (kind, areas) in NEW.items():
        write_setting(Data(root, data.files, data.entries), Wanted(name, f"The {name}", kind, areas))
    now = load(root)
    return {name: read(now, name) for name in NEW}


@pytest.fixture
def every(handbooks: Handbooks, new: Handbooks) -> Handbooks:
    """All handbooks, new or not."""
    return {**handbooks, **new}


def test_a_new_school_of_two_areas_keeps_what_each_area_says_of_a_gap(new: Handbooks) -> None:
    gap = new["new-humber"].book.fills["east-riding"].gaps["social-care-portal"]
    said = new["new-humber"].data.each("area")["east-riding"]["instead"]["social-care-portal"]
    assert gap.text == said["text"]
    assert gap.fallback == ("east-riding-referrals", "east-riding-edt")


def only_past_the_lead(flow: dict[str, Any]) -> set[str]:
    """The outcomes of a flow that nobody gets to but by saying that the lead cannot be reached."""

    def reached(*, by_all: bool) -> set[str]:
        seen: set[str] = set()
        waiting = [flow["start"]]
        while waiting:
            node = waiting.pop()
            if node in seen:
                continue
            seen.add(node)
            for key, target in targets(flow["questions"][node]) if node in flow["questions"] else ():
                if by_all or flow["questions"][node].get("use") != "dsl-reachable" or key not in UNREACHED:
                    waiting.append(target)
        return seen & set(flow["outcomes"])

    return reached(by_all=True) - reached(by_all=False)


def test_the_ends_past_a_lead_who_is_away_are_marked(data: Data) -> None:
    marked = {
        (name, outcome_id)
        for name, flow in data.each("flow").items()
        for outcome_id, outcome in flow["outcomes"].items()
        if outcome.get("lead_away")
    }
    past = {
        (name, outcome_id)
        for name, flow in data.each("flow").items()
        for outcome_id in only_past_the_lead(flow)
    }
    # To leave word is to tell the lead, later.
    assert marked == past - {("dsl-away", "leave-word")}


def gaps_past_the_lead(handbook: Handbook) -> Iterator[Gap]:
    for advice in handbook.advice.values():
        if advice.outcome.lead_away:
            lines = (*advice.actions, *advice.parents, *advice.record, *advice.next, *advice.gaps)
            yield from (line for line in lines if isinstance(line, Gap))


@pytest.mark.parametrize("name", [*SETTINGS, *NEW])
def test_no_gap_sends_back_to_a_lead_who_is_away(every: Handbooks, name: str) -> None:
    assert {gap.text for gap in gaps_past_the_lead(every[name]) if TO_THE_LEAD.search(gap.text)} == set()


def test_a_number_that_only_another_policy_prints_is_not_called_the_documents_own(new: Handbooks) -> None:
    found = new["new-east-riding"].book.contacts["east-riding-referrals"].numbers
    assert [one.checked for one in found] == ["from another, older document; we could not confirm it"]
    row = next(
        row.text
        for row in new["new-east-riding"].pages["number-history.md"].root.each("tr")
        if "01482 395500" in row.text
    )
    assert "another, older document" in row


def test_a_number_is_called_printed_in_the_document_where_that_holds(every: Handbooks) -> None:
    for handbook in every.values():
        entries = {contact: entry for contact, _, _, entry in contact_places(handbook.maker.data)}
        for contact in handbook.book.contacts.values():
            shown = [
                one
                for one in entries.get(contact.id, {"numbers": ()})["numbers"]
                if one["status"] == "as-printed"
            ]
            for number in shown:
                basis = handbook.maker.scope.basis(number["printed_in"])
                (said,) = {one.checked for one in contact.numbers if one.value == number["value"]}
                own = "the guide" if handbook.maker.setting["kind"] == "partnership" else "your policy"
                by = {"own": own, "area": "the council or local partnership", "national": "national guidance"}
                assert f"from {by[basis.authority] if basis else 'another, older document'};" in said


def test_a_contact_is_the_policys_only_where_the_policy_names_it(every: Handbooks) -> None:
    for name, handbook in every.items():
        for contact in handbook.book.contacts.values():
            sources = {handbook.maker.scope.authority(cite.source) for cite in contact.cites}
            assert (contact.authority == "own") is ("own" in sources), (name, contact.id)


@pytest.mark.parametrize("name", [*SETTINGS, *NEW])
def test_whoever_asks_why_finds_the_reason(every: Handbooks, name: str) -> None:
    handbook = every[name]
    reasons = {one.attributes["id"] for one in handbook.pages["unclear.md"].root.each("details", id=None)}
    view = View(handbook.book, "../")
    shown = [
        *(page.markdown for page in handbook.pages.values()),
        *handbook.markup.values(),
        *(result(view, levels, {levels.indicators[0].id}) for levels in handbook.book.levels.values()),
    ]
    cited = {section for markup in shown for section in CITED.findall(markup)}
    assert cited
    assert cited <= reasons
    decisions = handbook.data.one("decisions")
    others = {
        one for one in reasons & decisions.keys() - cited if not handbook.maker.concerns(decisions[one])
    }
    assert others == set(), "nobody is given a reason for what another county does"


@pytest.mark.parametrize("name", [*SETTINGS, *NEW])
def test_no_page_of_levels_has_headings_alone(every: Handbooks, name: str) -> None:
    handbook = every[name]
    made = {path for path in handbook.pages if path.startswith("levels/")}
    assert {path for path in made if not list(handbook.pages[path].root.each(class_="hb-line"))} == set()
    refs = {f"levels:{path.removeprefix('levels/').removesuffix('.md')}" for path in made}
    assert refs == {ref for ref in handbook.book.pages if ref.startswith("levels:")}
    assert {path for path in made if path not in str(nav(handbook.maker, handbook.book))} == set()
    if name == "new-essex":
        assert made == set()
        assert "bands of need" not in handbook.pages["lookup.md"].text
        found = entries(handbook.maker, handbook.book, sheets(handbook.maker, handbook.book))
        assert [one.path for one in found if one.path.startswith("levels/")] == []


@pytest.mark.parametrize("name", [*SETTINGS, *NEW])
def test_what_the_demonstrations_policies_say_is_told_to_nobody_else(every: Handbooks, name: str) -> None:
    told = [path for path, page in every[name].pages.items() if "The documents: " in page.text]
    areas = every[name].data.each("area")
    guides = [policy for area in every[name].areas for policy in areas.get(area, {}).get("policies", ())]
    assert bool(told) is (name in SETTINGS or bool(guides)), "an area's own guide holds for all who are in it"


@pytest.mark.parametrize("name", [name for name, (kind, _) in NEW.items() if kind == "school"])
def test_a_new_school_has_the_pages_and_ends_that_the_national_base_calls_for(
    new: Handbooks, name: str
) -> None:
    handbook = new[name]
    menu = str(nav(handbook.maker, handbook.book))
    for path in (*(f"topics/{one}.md" for one in PAGES), *(f"harms/{one}.md" for one in HARMS)):
        assert len(list(handbook.pages[path].root.each(class_="hb-line"))) >= 5, path
        assert path in menu
    for flow, outcome in ENDS.items():
        assert outcome in handbook.book.flows[flow].outcomes


def sites(node: Any) -> set[str]:
    """Every web site that an address in some data stands on."""
    if isinstance(node, dict):
        return set().union(*map(sites, node.values()))
    if isinstance(node, list):
        return set().union(*map(sites, node))
    return set(re.findall(r"\b(?:[a-z0-9-]+\.)+(?:uk|com|org)\b", str(node)))


@pytest.mark.parametrize("name", [*SETTINGS, *NEW])
def test_no_page_cites_another_countys_site(every: Handbooks, name: str) -> None:
    handbook = every[name]
    of_area: dict[str, set[str]] = {}
    for area, entry in handbook.data.each("area").items():
        pages = [one for one in handbook.data.one("sources").values() if area in one.get("areas", ())]
        of_area[area] = {site for site in sites([entry, pages]) if area.replace("-", "") in site}
    assert all(of_area.values())
    others = set().union(*(found for area, found in of_area.items() if area not in handbook.areas))
    cited = {
        (path, site) for path, page in handbook.pages.items() for site in sites(page.text) if site in others
    }
    assert cited == set()


@pytest.mark.parametrize("name", [*SETTINGS, *NEW])
def test_no_handbook_rests_on_another_areas_source_or_another_settings(every: Handbooks, name: str) -> None:
    handbook = every[name]
    known, listed = handbook.data.one("sources"), handbook.book.sources
    assert listed
    for source in listed:
        areas, setting = (
            known.get(source, {}).get("areas", handbook.areas),
            known.get(source, {}).get("setting"),
        )
        assert set(areas) & set(handbook.areas) or not areas, source
        assert setting in {None, name}, source


def lines(handbook: Handbook, part: str) -> set[str]:
    """Every line of a handbook, or of its pages beside the wizard's flows, each counted once."""
    return {
        next(iter(one.each("span", class_="hb-text")), one).text
        for path, page in handbook.pages.items()
        if part == "everywhere" or not path.startswith("what-now/")
        for one in page.root.each(class_="hb-line")
    }


@pytest.mark.parametrize("part", AT_BIRTH)
def test_a_new_school_has_most_of_what_a_school_with_its_policy_entered_has(
    every: Handbooks, part: str
) -> None:
    entered = lines(every["griffin"], part)
    for name in ("new-humber", "new-essex", "new-nowhere"):
        born = lines(every[name], part)
        shares = round(100 * len(born) / len(entered)), round(100 * len(born & entered) / len(entered))
        print(
            f"{name}, {part}: {len(born)} lines beside {len(entered)}: {shares[0]} %, the same {shares[1]} %"
        )
        for share, least in zip(shares, AT_BIRTH[part], strict=True):
            assert share >= least, name


def test_other_words_for_whom_one_tells_reach_every_title(data: Data) -> None:
    """On the screen and on its chart, in the pages' lists, in the search and on the sign-off."""
    calls = {"the headteacher": "the manager", "The safeguarding lead": "The nursery's lead"}
    file = data.entries["setting"]["grange"]
    nursery = replace(file, data={**file.data, "calls": calls})
    entries_ = {**data.entries, "setting": {**data.entries["setting"], "grange": nursery}}
    handbook = read(replace(data, entries=entries_), "grange")
    assert handbook.outcome("allegation", "tell-head").title == "Tell the manager now"
    assert handbook.book.flows["dsl-away"].title.startswith("The nursery's lead is away")
    writer = Writer(handbook.maker, handbook.book)
    made = list(sheets(handbook.maker, handbook.book))
    said = [
        *(page.text for page in handbook.pages.values()),
        json.dumps(handbook.maker.book()["flows"]),
        str(nav(handbook.maker, handbook.book)),
        *(json.dumps(chart(writer, flow)) for flow in handbook.book.flows.values()),
        *(str(one) for one in entries(handbook.maker, handbook.book, made)),
    ]
    titles = [
        title
        for flow in data.each("flow").values()
        for title in (flow["title"], *(outcome["title"] for outcome in flow["outcomes"].values()))
        if any(words in title for words in calls)
    ]
    assert titles
    assert [title for title in titles if any(title in text for text in said)] == []
