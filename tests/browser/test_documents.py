"""The desk opens a policy's file: what it takes, what it tells, and that nothing of it goes anywhere."""

from __future__ import annotations

import base64
import io
import json
import zipfile
from collections.abc import Callable, Iterator
from typing import Any

import pikepdf
import pytest
import typst
from playwright.sync_api import Browser

from handbook.runtime.parts import run_program
from tests.browser.support import PROJECT

ENTRY = 'import { readDocument } from "./documents.js"; globalThis.readDocument = readDocument;'
# What comes of a file: its text and notes, or what its reader is told.
READ = """async ([bytes, size]) => {
  const file = new File([Uint8Array.from(atob(bytes), (one) => one.charCodeAt(0)), new Uint8Array(size)], "policy");
  try { return await readDocument(file); } catch (error) { return { told: error.message, kind: error.constructor.name }; }
}"""
WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TYPES = """<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>
</Types>"""
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
STYLES = f"""<w:styles {WORD}>
<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/></w:style>
<w:style w:type="paragraph" w:styleId="H2"><w:name w:val="heading 2"/></w:style></w:styles>"""
NUMBERING = f"""<w:numbering {WORD}><w:abstractNum w:abstractNumId="0">
<w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/></w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="decimal"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num></w:numbering>"""

Read = Callable[..., dict[str, Any]]


@pytest.fixture(scope="module")
def read(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Read]:
    """Reads a file in a page opened from a folder; fails at the end if anything was asked for elsewhere."""
    folder = tmp_path_factory.mktemp("desk")
    order = {"name": "d.js", "code": ENTRY, "from": str(PROJECT / "handbook/desk/web"), "format": "iife"}
    made = json.loads(run_program("bundle.mjs", {"root": str(PROJECT), "bundles": [order]}))
    (folder / "d.js").write_text(made["d.js"], encoding="utf-8")
    (folder / "page.html").write_text(
        '<!doctype html><meta charset="utf-8"><script src="d.js"></script>', encoding="utf-8"
    )
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto((folder / "page.html").as_uri())
    asked.clear()

    def from_file(content: bytes, size: int = 0) -> dict[str, Any]:
        found: dict[str, Any] = page.evaluate(READ, [base64.b64encode(content).decode(), size])
        return found

    yield from_file
    page.close()
    assert not asked


def zipped(**parts: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, words in parts.items():
            made.writestr(name, words)
    return out.getvalue()


def docx(body: str) -> bytes:
    related = "".join(
        f'<Relationship Id="r{at}" Type="{RELATION}/{kind}" Target="{target}"/>'
        for at, (kind, target) in enumerate({"styles": "styles.xml", "numbering": "numbering.xml"}.items())
    )
    start = f'<Relationship Id="r" Type="{RELATION}/officeDocument" Target="word/document.xml"/>'
    return zipped(
        **{
            "[Content_Types].xml": TYPES,
            "_rels/.rels": f'<Relationships xmlns="{RELATIONS}">{start}</Relationships>',
            "word/_rels/document.xml.rels": f'<Relationships xmlns="{RELATIONS}">{related}</Relationships>',
            "word/styles.xml": STYLES,
            "word/numbering.xml": NUMBERING,
            "word/document.xml": f"<w:document {WORD}><w:body>{body}</w:body></w:document>",
        }
    )


def paragraph(words: str, style: str = "", number: tuple[int, int] | None = None) -> str:
    looks = f'<w:pStyle w:val="{style}"/>' if style else ""
    if number:
        looks += f'<w:numPr><w:ilvl w:val="{number[1]}"/><w:numId w:val="{number[0]}"/></w:numPr>'
    return f"<w:p><w:pPr>{looks}</w:pPr>{run(words)}</w:p>"


def run(words: str, tag: str = "t") -> str:
    return f'<w:r><w:{tag} xml:space="preserve">{words}</w:{tag}></w:r>'


def pdf(source: str) -> bytes:
    made = typst.compile(source.encode())
    assert isinstance(made, bytes)
    return made


def test_words_headings_lists_and_tables_are_taken_with_the_numbers_that_word_shows(read: Read) -> None:
    cell = "<w:tc>{}</w:tc>".format
    body = (
        paragraph("Aims", "H1", (1, 0))
        + paragraph("We keep children safe.")
        + paragraph("Who leads", "H2", (1, 1))
        + paragraph("The head decides.", "", (2, 0))
        + paragraph("Training", "H1", (1, 0))
        + f"<w:tbl><w:tr>{cell(paragraph('Lead'))}{cell(paragraph('every two years'))}</w:tr></w:tbl>"
    )
    found = read(docx(body))
    assert found["text"].split("\n") == [
        *[
            "",
            "# 1. Aims",
            "",
            "",
            "We keep children safe.",
            "",
            "## 1.1 Who leads",
            "",
            "- The head decides.",
        ],
        *["", "# 2. Training", "", "", "Lead\tevery two years"],
    ]
    assert found["notes"] == [
        "Word counts the headings by itself, and they were counted here as it would. Check a few numbers."
    ]


def test_a_tab_stays_so_that_a_table_of_contents_is_seen(read: Read) -> None:
    entry = f"<w:p>{run('Training')}<w:r><w:tab/></w:r>{run('3')}</w:p>"
    assert read(docx(entry))["text"].strip() == "Training\t3"


def test_of_tracked_changes_what_is_put_in_is_taken_and_what_is_struck_out_is_not(read: Read) -> None:
    changed = (
        f"<w:p>{run('Tell the ')}<w:ins>{run('lead')}</w:ins><w:del>{run('office', 'delText')}</w:del>.</w:p>"
    )
    found = read(docx(changed))
    assert found["text"].strip().startswith("Tell the lead")
    assert "office" not in found["text"]
    assert "Words put in were taken, words struck out were left out." in found["notes"][0]


@pytest.mark.parametrize(
    ("box", "kept"),
    [
        ("<w:pict><v:shape><v:textbox>{}</v:textbox></v:shape></w:pict>", True),
        ("<w:drawing><wps:txbx>{}</wps:txbx></w:drawing>", False),
    ],
)
def test_words_in_text_boxes_are_taken_or_missed_aloud(read: Read, box: str, kept: bool) -> None:  # noqa: FBT001
    named = 'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    inside = box.format(f"<w:txbxContent {named}>{paragraph('Ring the duty desk.')}</w:txbxContent>")
    inside = inside.replace("<v:shape>", f"<v:shape {named}>").replace("<wps:txbx>", f"<wps:txbx {named}>")
    found = read(docx(f"<w:p>{run('Before.')}<w:r>{inside}</w:r></w:p>"))
    assert ("Ring the duty desk." in found["text"]) is kept
    assert found["notes"] == [
        "The document has text boxes. Their words stand below the paragraph that they hang on. Check where they belong."
        if kept
        else "The document has text boxes, and the words of some were not read. Copy them out of Word, and paste them where they belong."
    ]


def test_a_pdf_is_read_by_lines_with_its_larger_letters_as_headings(read: Read) -> None:
    found = read(pdf("= Training\n#lorem(60)\n\n= Records\nThe lead keeps them.\n#pagebreak()\nThe end."))
    assert "# Training\n" in found["text"]
    assert "# Records\n" in found["text"]
    assert "The lead keeps them." in found["text"]
    assert found["text"].endswith("\f\nThe end.")
    assert found["notes"] == []


def test_a_scanned_page_is_said_to_hold_no_text(read: Read) -> None:
    picture = "#image(bytes(\"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><rect width='9' height='9'/></svg>\"), format: \"svg\")"
    told = read(pdf(picture))["told"]
    assert told.startswith("This PDF holds no text, only pictures of pages: it was scanned.")
    half = read(pdf(f"Tell the lead.\n#pagebreak()\n{picture}"))
    assert half["notes"] == ["Page 2 of this PDF holds no text. What stands there in pictures was not read."]


def test_a_pdf_with_a_password_is_told_and_not_read(read: Read) -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf("Tell the lead."))) as opened:
        opened.save(out, encryption=pikepdf.Encryption(user="secret", owner="secret"))
    assert read(out.getvalue())["told"].startswith("This PDF has a password.")


def test_text_in_the_letters_of_windows_is_read_and_told(read: Read) -> None:
    found = read("The child\u2019s file \u2013 not \u00a35".encode("cp1252"))
    assert found["text"] == "The child\u2019s file \u2013 not \u00a35"
    assert found["notes"][0].startswith("This text was saved in the letters of Windows.")
    assert read("The child\u2019s file".encode("utf-8")) == {"text": "The child\u2019s file", "notes": []}
    assert read("The child\u2019s file".encode("utf-16"))["text"] == "The child\u2019s file"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "This file is empty."),
        (b"PK\x03\x04 cut off", "This file is damaged and cannot be read."),
        (zipped(**{"content.xml": "<x/>"}), "This is a file of LibreOffice."),
        (zipped(**{"xl/workbook.xml": "<x/>"}), "This is another kind of file."),
        (docx(paragraph(" ")), "This Word file holds no text."),
        (docx("<w:p>"), "This Word file is damaged and cannot be read."),
        (b"%PDF-1.7 and no more", "This PDF is damaged and cannot be read."),
        (b"\xd0\xcf\x11\xe0 old", "This is a file of an old Word or Office."),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "This file has a password."),
        (b"{\\rtf1 words}", "This is a file in rich text (.rtf)."),
        (b"<!DOCTYPE html><p>words", "This is a web page."),
        (b"\x89PNG\r\n\x00\x00", "This is another kind of file."),
        (b"12 34\n", "This file holds no words."),
    ],
)
def test_what_cannot_be_read_is_told_with_what_to_do(read: Read, content: bytes, told: str) -> None:
    found = read(content)
    assert found["told"].startswith(told)
    assert found["told"].count(".") > 1


def test_a_file_that_is_too_large_is_told_before_it_is_read(read: Read) -> None:
    assert read(b"words", 41_000_000)["told"].startswith("This file is too large: 42 MB, and 40 is the most.")
