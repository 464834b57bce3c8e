"""What holds for whom: own document before area pages, national pages and our own reading."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from handbook.book.scope import Basis, Scope
from wizard.advice import ShownLine, advise
from wizard.engine import replay
from wizard.model import Book, Outcome

SOURCES: dict[str, dict[str, object]] = {
    "oak-policy": {"kind": "setting", "setting": "oak"},
    "elm-policy": {"kind": "setting", "setting": "elm"},
    "fir-guide": {"kind": "area", "areas": ["south"]},
    "north-page": {"kind": "area", "areas": ["north"]},
    "south-page": {"kind": "area", "areas": ["south"]},
    "both-pages": {"kind": "area", "areas": ["north", "south"]},
    "national-page": {"kind": "national"},
    "handbook": {"kind": "handbook"},
}


def scope(setting: str, *areas: str) -> Scope:
    return Scope(setting, areas, SOURCES, frozenset({"1"}))


def cite(*sources: str) -> list[dict[str, str]]:
    return [{"source": source, "section": "1"} for source in sources]


def authority_sources_areas(basis: Basis | None) -> tuple[str, list[str], tuple[str, ...]] | None:
    """Mark, sources named, areas."""
    return None if basis is None else (basis.authority, [source for source, _ in basis.cites], basis.areas)


def test_a_line_rests_on_the_best_ground_that_holds() -> None:
    everything = cite("handbook", "national-page", "north-page", "oak-policy")
    assert authority_sources_areas(scope("oak", "north").basis(everything)) == ("own", ["oak-policy"], ())
    assert authority_sources_areas(scope("elm", "north").basis(everything)) == ("area", ["north-page"], ())
    assert authority_sources_areas(scope("elm", "south").basis(everything)) == (
        "national",
        ["national-page"],
        (),
    )
    assert authority_sources_areas(scope("elm").basis(cite("handbook", "oak-policy"))) == (
        "reading",
        ["handbook"],
        (),
    )


def test_our_advice_that_adds_to_a_source_makes_the_line_ours_and_shows_both() -> None:
    added = {"source": "handbook", "section": "2"}
    for source in ("national-page", "north-page"):
        basis = scope("elm", "north").basis([*cite(source), added])
        assert authority_sources_areas(basis) == ("reading", [source, "handbook"], ())
    assert authority_sources_areas(scope("oak", "north").basis([*cite("oak-policy"), added])) == (
        "own",
        ["oak-policy"],
        (),
    )


def test_another_schools_document_never_holds() -> None:
    assert scope("elm", "north", "south").basis(cite("oak-policy")) is None
    basis = scope("elm", "north").basis(cite("oak-policy", "elm-policy"))
    assert authority_sources_areas(basis) == ("own", ["elm-policy"], ())


def test_another_areas_page_never_holds() -> None:
    assert scope("elm", "south").basis(cite("north-page")) is None
    assert scope("ash").basis(cite("north-page", "south-page")) is None


def test_a_partnerships_guide_is_a_page_of_its_areas_for_others() -> None:
    assert authority_sources_areas(scope("elm", "south").basis(cite("fir-guide"))) == (
        "area",
        ["fir-guide"],
        (),
    )
    assert scope("elm", "north").basis(cite("fir-guide")) is None


def test_a_line_of_one_areas_page_holds_in_that_area_alone() -> None:
    oak = scope("oak", "north", "south")
    assert authority_sources_areas(oak.basis(cite("north-page"))) == ("area", ["north-page"], ("north",))
    assert authority_sources_areas(oak.basis(cite("both-pages"))) == ("area", ["both-pages"], ())
    assert authority_sources_areas(oak.basis(cite("north-page", "south-page"))) == (
        "area",
        ["north-page", "south-page"],
        (),
    )


def test_a_line_that_holds_nationally_is_kept_for_the_area_whose_page_does_not_say_it() -> None:
    oak = scope("oak", "north", "south")
    basis = oak.basis(cite("north-page", "national-page"))
    assert authority_sources_areas(basis) == ("national", ["national-page"], ())
    assert authority_sources_areas(oak.basis(cite("north-page", "handbook"))) == ("reading", ["handbook"], ())


def test_area_narrows_a_line_of_the_settings_own_document() -> None:
    oak = scope("oak", "north", "south")
    assert authority_sources_areas(oak.basis(cite("oak-policy"), "south")) == (
        "own",
        ["oak-policy"],
        ("south",),
    )
    assert scope("oak", "north").basis(cite("oak-policy"), "south") is None


def test_a_source_that_does_not_exist_holds_nowhere() -> None:
    assert scope("oak", "north").basis(cite("oak-polcy")) is None


def ring_actions(book: Book, answers: Sequence[tuple[str, str]]) -> Mapping[str, str]:
    """The actions of "Ring social care" as shown: text to area word."""
    step = replay(book, "worried", answers)
    assert isinstance(step.node, Outcome)
    assert step.node.id == "ring"
    return {
        line.text: line.area
        for line in advise(book, step.node, step.areas).actions
        if isinstance(line, ShownLine)
    }


def test_a_reader_sees_the_lines_of_the_area_chosen(books: dict[str, Book]) -> None:
    to_ring = (("danger", "no"), ("who", "child"), ("area", "south"), ("inside", "no"))
    assert ring_actions(books["oak"], to_ring) == {"South wants the name first.": ""}


def test_the_static_page_shows_both_areas_lines_each_under_its_areas_name(books: dict[str, Book]) -> None:
    outcome = books["oak"].flows["worried"].outcomes["ring"]
    lines = advise(books["oak"], outcome, ("north", "south")).actions
    assert {line.text: line.area for line in lines if isinstance(line, ShownLine)} == {
        "North wants the address first.": "North",
        "South wants the name first.": "South",
    }


def test_a_setting_sees_its_own_line_and_no_other_schools(books: dict[str, Book]) -> None:
    to_ring = (("danger", "no"), ("who", "child"), ("inside", "no"))
    assert ring_actions(books["elm"], to_ring) == {
        "North wants the address first.": "",
        "Elm wants the class first.": "",
    }
