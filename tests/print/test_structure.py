"""PDF/UA-1, seen with eyes other than the maker's: what a screen reader finds in each PDF."""

from __future__ import annotations

from itertools import pairwise

from pikepdf import Array, Name

from tests.print import structure
from tests.print.shelf import Shelf

HEADINGS = {f"H{level}" for level in range(1, 7)}
PARENTS = {
    "LI": {"L"},
    "Lbl": {"LI", "Note", "TOCI"},
    "LBody": {"LI"},
    "TR": {"Table", "THead", "TBody", "TFoot"},
    "TH": {"TR"},
    "TD": {"TR"},
    "THead": {"Table"},
    "TBody": {"Table"},
    "TOCI": {"TOC"},
}
WITH_PICTURES = {"form-concern": 1, "induction-pack": 1}


def test_each_file_is_sound_and_open_to_a_reader(shelf: Shelf) -> None:
    for paper in shelf.papers:
        pdf = structure.opened(shelf.pdf(paper.name))
        assert not pdf.is_encrypted, paper.name
        assert not pdf.check_pdf_syntax(), paper.name


def test_each_says_what_it_is_in_which_language_and_shows_its_title(shelf: Shelf) -> None:
    for paper in shelf.papers:
        pdf = structure.opened(shelf.pdf(paper.name))
        assert bool(pdf.Root.MarkInfo.Marked) is True, paper.name
        assert not pdf.Root.MarkInfo.get("/Suspects", False), paper.name
        assert str(pdf.Root.Lang) == "en-GB", paper.name
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle) is True, paper.name
        meta = pdf.open_metadata()
        assert meta["pdfuaid:part"] == "1", paper.name
        assert meta["dc:title"] == str(pdf.docinfo.Title) == paper.title


def test_all_ink_is_tagged_or_marked_as_mere_decoration(shelf: Shelf) -> None:
    for paper in shelf.papers:
        bare = {page for page, run in structure.content_drawn(shelf.pdf(paper.name)) if run is None}
        assert not bare, (paper.name, bare)


def test_what_is_drawn_is_what_is_read_and_in_that_order(shelf: Shelf) -> None:
    for paper in shelf.papers:
        path = shelf.pdf(paper.name)
        drawn = [run for run in structure.content_drawn(path) if run[1] is not None]
        assert drawn == structure.content_read(path), paper.name


def test_every_element_is_one_that_readers_know_and_stands_where_it_may(shelf: Shelf) -> None:
    for paper in shelf.papers:
        for element in structure.elements(shelf.pdf(paper.name)):
            assert element.tag in structure.STANDARD, (paper.name, element.tag)
            assert element.inside in PARENTS.get(element.tag, {element.inside}), (paper.name, element)


def test_headings_start_at_one_and_skip_no_level(shelf: Shelf) -> None:
    for paper in shelf.papers:
        tags = (element.tag for element in structure.elements(shelf.pdf(paper.name)))
        levels = [int(tag[1]) for tag in tags if tag in HEADINGS]
        assert levels[:1] == [1], paper.name
        assert all(after <= before + 1 for before, after in pairwise(levels)), (paper.name, levels)


def test_pictures_are_told_in_words(shelf: Shelf) -> None:
    for paper in shelf.papers:
        found = [one for one in structure.elements(shelf.pdf(paper.name)) if one.tag == "Figure"]
        assert len(found) == WITH_PICTURES.get(paper.name, 0), paper.name
        assert all(len(str(one.itself.Alt)) > 20 for one in found), paper.name


def test_table_heads_say_what_they_head(shelf: Shelf) -> None:
    heads = {}
    for paper in shelf.papers:
        found = [one for one in structure.elements(shelf.pdf(paper.name)) if one.tag == "TH"]
        for head in found:
            scopes = [one.get("/Scope") for one in head.itself.get("/A", [])]
            assert {Name.Column, Name.Row, Name.Both} & set(scopes), (paper.name, scopes)
        heads[paper.name] = len(found)
    assert heads["contacts"] >= 3


def test_links_are_tagged_told_in_words_and_reached_in_order(shelf: Shelf) -> None:
    links = 0
    for paper in shelf.papers:
        path = shelf.pdf(paper.name)
        tagged = {
            kid.Obj.objgen
            for element in structure.elements(path)
            if element.tag == "Link"
            for kid in element.itself.K
            if not isinstance(kid, int) and kid.get("/Type") == Name.OBJR
        }
        for page in structure.opened(path).pages:
            annotations = list(page.get("/Annots", Array()))
            links += len(annotations)
            assert not annotations or page.Tabs == Name.S, paper.name
            for one in annotations:
                assert one.Subtype == Name.Link, paper.name
                assert str(one.Contents).strip(), paper.name
                assert one.objgen in tagged, paper.name
    assert links > 10  # the contents of the pack


def test_bookmarks_lead_to_their_headings(shelf: Shelf) -> None:
    for paper in shelf.papers:
        marks = structure.bookmarks(shelf.pdf(paper.name))
        pages = [page for _, page in marks]
        assert marks, paper.name
        assert all(title.strip() for title, _ in marks), paper.name
        assert pages == sorted(pages), paper.name


def test_every_font_is_ours_and_embedded(shelf: Shelf) -> None:
    for paper in shelf.papers:
        found = list(structure.fonts(shelf.pdf(paper.name)))
        assert found, paper.name
        for font in found:
            assert "SourceSans3" in str(font.BaseFont), (paper.name, font.BaseFont)
            assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(font.FontDescriptor.keys()), paper.name
