"""Bad days at the desk: each file that will not do is told of in one clear word, and no work is lost."""

from __future__ import annotations

import io
import json
import random

import pikepdf
import pytest
from playwright.sync_api import Page, expect

from tests.browser.atdesk import POLICY, WORD_FILE, chosen, keep_phone, saved
from tests.browser.test_documents import docx, paragraph, pdf, run

POLICY_BUTTON, WORK_BUTTON = "Open your policy", "Open a file"
SCANNED = "#image(bytes(\"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><rect width='9' height='9'/></svg>\"), format: \"svg\")"
PHONE = "01300 960123"
FULL = """() => {
  globalThis.setItem = Storage.prototype.setItem;
  Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError"); };
}"""
ROOM_AGAIN = "() => { Storage.prototype.setItem = setItem; }"
BOX = (
    '<w:r><w:pict xmlns:v="urn:schemas-microsoft-com:vml"><v:shape><v:textbox><w:txbxContent>'
    f"{paragraph('Ring the duty desk.')}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
)
CHANGED = f"{run('Tell the ')}<w:ins>{run('lead')}</w:ins><w:del>{run('office', 'delText')}</w:del>"
ORDER = ["Early", "Daily", "Weekly", "Monthly", "Yearly", "Urgent"]
ABOUT = ["training", "records", "parents", "visits", "sport", "music", "trips", "meals", "phones", "keys"]
OFTEN = [
    "staff",
    "tell",
    "the",
    "lead",
    "at",
    "once",
    "of",
    "any",
    "worry",
    "about",
    "a",
    "child",
    "and",
    "write",
    "down",
    "what",
    "was",
    "said",
    "by",
    "whom",
    "and",
    "when",
]
PAGES_EACH, LINES_EACH = 5, 40


def three_hundred_pages() -> str:
    """Sixty sections of five pages, in which no line comes twice: it would be taken for the head of a page."""
    chance = random.Random(7)  # noqa: S311 - words for a test
    words = [*OFTEN, *ABOUT, *map(str.lower, ORDER)]

    def page() -> str:
        return "\n".join(" ".join(chance.sample(words, 13)) + "." for _ in range(LINES_EACH))

    titles = [f"{first} {second}" for first in ORDER for second in ABOUT]
    return "\f".join(
        f"{number}. {title}\n\n" + "\f".join(page() for _ in range(PAGES_EACH))
        for number, title in enumerate(titles, 1)
    )


@pytest.fixture
def desk(desk: Page) -> Page:
    """The desk with one answer given."""
    keep_phone(desk, "lead", PHONE)
    return desk


def still_there(page: Page) -> None:
    """The answer that was given is as it was."""
    expect(page.locator("[data-desk-unsaved]")).to_have_text("Not saved yet")
    page.locator("[data-desk-hour] button").first.click()
    expect(page.locator('[data-question="lead"]').get_by_label("Phone")).to_have_value(PHONE)


def locked() -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf("Tell the lead."))) as held:
        held.save(out, encryption=pikepdf.Encryption(user="secret", owner="secret"))
    return out.getvalue()


def test_a_policy_that_cannot_be_read_is_told_of_and_the_work_stays(desk: Page) -> None:
    for name, content, told in (
        ("scan.pdf", pdf(SCANNED), "This PDF holds no text, only pictures of pages: it was scanned."),
        ("locked.pdf", locked(), "This PDF has a password."),
        ("cut.pdf", b"%PDF-1.7 no more", "This PDF is damaged and cannot be read."),
        ("empty.docx", docx(paragraph(" ")), "This Word file holds no text."),
    ):
        chosen(desk, POLICY_BUTTON, content, name)
        expect(desk.locator("[data-desk-policy]")).to_contain_text(told)
        still_there(desk)


def test_a_file_of_another_project_or_version_is_told_of_and_the_work_stays(desk: Page) -> None:
    own = json.loads(saved())
    for content, told in (
        ("words", "is no file of the desk"),
        ('{"name": "a package", "version": 1}', "is no file of the desk"),
        (json.dumps({**own, "handbook-desk": 9}), "was made by another version of the desk"),
        (json.dumps({**own, "setting": "griffin"}), "This file is of 'griffin'"),
        (json.dumps({**own, "files": {"../elsewhere.yml": "x"}}), "is no file of the desk"),
        (saved(**{POLICY: "title: [cut off"}), POLICY),
    ):
        for button in (WORK_BUTTON, "Put together with another person's file"):
            desk.locator(".hb-desk-more").evaluate("(more) => { more.open = true; }")
            chosen(desk, button, content, "other.json")
            expect(desk.locator("[data-desk-status]")).to_contain_text(told)
            still_there(desk)


def test_what_is_in_doubt_in_a_document_is_listed(desk: Page) -> None:
    body = f"{paragraph('Scope', 'H1')}<w:p>{CHANGED}{BOX}</w:p>"
    chosen(desk, POLICY_BUTTON, docx(body), "policy.docx", WORD_FILE)
    main = desk.locator("[data-desk-main]")
    expect(main).to_contain_text("Words put in were taken, words struck out were left out.")
    expect(main).to_contain_text("The document has text boxes.")
    chosen(
        desk,
        POLICY_BUTTON,
        "1. Scope\n\nThe child\u2019s file \u2013 not \u00a35".encode("cp1252"),
        "policy.txt",
    )
    expect(main).to_contain_text("This text was saved in the letters of Windows.")
    still_there(desk)


def test_a_policy_of_three_hundred_pages_is_taken_and_the_desk_goes_on(desk: Page) -> None:
    chosen(desk, POLICY_BUTTON, three_hundred_pages(), "policy.txt", "text/plain")
    expect(desk.locator("[data-desk-main] h1")).to_have_text("Your policy is open: 60 sections")
    still_there(desk)
    keep_phone(desk, "deputies", "01300 960124")
    expect(desk.locator("[data-desk-looking]")).to_contain_text("Your policy was looked through")


def test_where_the_device_has_no_room_that_is_said_and_the_work_stays(desk: Page) -> None:
    desk.evaluate(FULL)
    desk.locator(".hb-desk-more").evaluate("(more) => { more.open = true; }")
    desk.get_by_label("Keep my work on this device").check()
    expect(desk.locator("[data-desk-status]")).to_contain_text("This device has no room for it")
    desk.get_by_label("Keep my work on this device").uncheck()
    still_there(desk)
    desk.evaluate(ROOM_AGAIN)
