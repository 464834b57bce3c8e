"""At the desk a line says what is recorded of it, a fault leads to its field, and nobody is sent to the top."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from tests.access.axe import SIDEWAYS, faults
from tests.browser.atdesk import (
    FILES,
    MARK,
    NARROW,
    POLICY,
    SETTING,
    chosen,
    heading,
    keep_phone,
    saved,
)
from tests.browser.test_documents import pdf

NUMBER = "Ring the office on 01300 960123."
TOP = "document.activeElement === document.body"
TOPIC = "Abuse of a parent by a child"  # of which Christ the King's policy says nothing
OWN_WORDS = "Worries go to the DSL or to a deputy."  # a line that it says differently


def found(page: Page, words: str) -> Locator:
    """The lines with these words, found."""
    page.get_by_role("searchbox", name="Find a line").fill(words)
    page.get_by_role("button", name="Find", exact=True).click()
    expect(page.locator("[data-desk-main] h1")).to_have_text(f"Lines with “{words}”")
    return page.locator(".hb-decide > li")


def silent_topic(page: Page) -> tuple[Locator, Locator]:
    """The lines of a topic that nobody has decided on, and the button that says silence, of the first."""
    lines = found(page, TOPIC).filter(has=page.locator('[data-state="silent"]', has_text=TOPIC))
    lines.first.locator('[data-state="undecided"]').click()
    expect(lines.first).to_have_attribute("data-decided", "undecided")
    return lines, lines.first.locator('[data-state="silent"]')


def test_silence_says_of_how_much_and_every_line_of_the_topic_shows_it(desk: Page) -> None:
    lines, silence = silent_topic(desk)
    count = lines.count()
    expect(silence).to_have_text(f"Our policy says nothing of: {TOPIC} (all {count} lines)")
    silence.press("n")
    silent = desk.locator('.hb-decide > li[data-decided="silent"]', has_text=f"nothing of: {TOPIC}")
    expect(silent).to_have_count(count)
    expect(lines.first.locator('[data-state="silent"]')).to_be_focused()
    lines.nth(1).locator('[data-state="says"]').click()
    expect(silent).to_have_count(0)
    first = desk.locator('.hb-decide > li[data-decided="undecided"]').filter(has_text=TOPIC).first
    expect(first.locator('[data-state="silent"]')).to_have_count(0)
    expect(first).to_contain_text(f"Your policy speaks of “{TOPIC}” in section")
    first.locator('[data-state="undecided"]').press("n")
    expect(first).to_have_attribute("data-decided", "undecided")
    expect(first.locator("[data-told]")).to_contain_text("Then leave it")


def test_the_contrary_says_what_becomes_of_the_line(desk: Page) -> None:
    lines, _ = silent_topic(desk)
    before = desk.locator('.hb-decide > li[data-decided="denies"]').count()
    assert before == 0
    lines.first.locator('[data-state="denies"]').click()
    expect(desk.locator('.hb-decide > li[data-decided="denies"]')).to_contain_text(
        "Your staff do not see this line."
    )


def test_a_section_that_was_read_counts_in_the_head_in_the_menu_and_in_what_is_left(desk: Page) -> None:
    sections = desk.locator("[data-desk-sections] > li")
    unread = sections.filter(has_not_text="· read").filter(has_text="lines looked at")
    if unread.count() == 0:
        sections.filter(has_text="lines looked at").first.locator("button").click()
        desk.get_by_role("button", name="Take that back").click()
    expect(unread.first).to_be_visible()
    texts = sections.all_inner_texts()  # at one moment: the list is drawn again after each step
    entry = sections.nth(
        next(at for at, text in enumerate(texts) if "lines looked at" in text and "· read" not in text)
    )
    entry.locator("button").click()
    expect(desk.locator(".hb-decide > li").first).to_be_visible()
    lines = desk.locator(".hb-decide > li").count()
    expect(entry).to_contain_text(f"of {lines} lines looked at")
    desk.get_by_role("button", name="I have held every line here").click()
    expect(entry).to_contain_text(f"{lines} of {lines} lines looked at · read")
    looked, offered = map(
        int, desk.locator("[data-desk-progress]").inner_text().split("; ")[1].split(" lines")[0].split(" of ")
    )
    desk.get_by_role("button", name="If you stop here").click()
    expect(desk.locator("[data-desk-main]")).to_contain_text(
        f"{offered - looked} lines that nobody has looked at"
    )


def test_what_is_left_leads_to_its_question_or_to_its_lines(desk: Page) -> None:
    desk.get_by_role("button", name="If you stop here").click()
    desk.locator(".hb-left").evaluate_all(
        "(lists) => lists.forEach((one) => { one.parentElement.open = true; })"
    )
    people = desk.locator("details", has_text="People and numbers to fill in").locator(".hb-way")
    people.first.click()
    expect(desk.locator("[data-desk-main] h1")).to_have_text("People and how to reach them")
    assert desk.evaluate("document.activeElement.closest('[data-question]') !== null")
    desk.get_by_role("button", name="If you stop here").click()
    desk.locator(".hb-left").evaluate_all(
        "(lists) => lists.forEach((one) => { one.parentElement.open = true; })"
    )
    slot = desk.locator("details", has_text="Not decided yet").locator(".hb-way").last
    title = slot.inner_text()
    slot.click()
    expect(desk.locator("[data-desk-main] h1")).to_be_focused()
    assert heading(desk).removesuffix(": by when") in title


def slipped(page: Page, file: str, before: str, after: str) -> Locator:
    """Open a file with a slip in it, and look it over: what is told of it."""
    assert before in FILES[file]
    page.evaluate(MARK)
    chosen(page, "Open a file", saved(**{file: FILES[file].replace(before, after, 1)}))
    expect(page.locator("[data-desk-main] [data-old]")).to_have_count(0)
    page.get_by_role("button", name="Check").click()
    expect(page.locator(".hb-faults > li")).to_have_count(1)
    return page.locator(".hb-faults > li")


def wrong_phone(page: Page) -> Locator:
    """What is told of a phone number that nobody has."""
    return slipped(page, f"settings/{SETTING}.yml", "    title: DSL\n", '    title: DSL\n    phone: "12"\n')


def test_a_fault_leads_to_the_very_field_or_line(desk: Page) -> None:
    line = slipped(desk, POLICY, OWN_WORDS, NUMBER)
    expect(line).to_contain_text("Section Procedures")
    expect(line).to_contain_text("Take the number “01300 960123” out of these words")
    line.get_by_role("button", name="Go there").click()
    field = desk.locator(".hb-decide textarea:focus")
    expect(field).to_have_value(NUMBER)
    expect(field).to_be_in_viewport()
    person = wrong_phone(desk)
    expect(person).to_contain_text("DSL: Phone")
    expect(person).to_contain_text("'12' cannot be a phone number")
    person.get_by_role("button", name="Go there").click()
    expect(desk.locator("[data-question] input:focus")).to_have_value("12")


def test_what_cannot_stand_is_refused_beside_the_field_and_stays_there(desk: Page) -> None:
    question = desk.locator('[data-question="lead"]')
    question.get_by_label("Phone").fill("12")
    question.get_by_role("button", name="Keep").click()
    expect(question.locator(".hb-told")).to_contain_text(
        "'12' cannot be a phone number: it has too few figures"
    )
    expect(question.get_by_label("Phone")).to_have_value("12")
    desk.locator("[data-desk-hour] button", has_text="How it is written down").click()
    question = desk.locator('[data-question="record-worry"]')
    question.locator("summary").click()
    question.get_by_label("What your policy says").fill(NUMBER)
    question.get_by_role("button", name="Keep").click()
    expect(question.locator(".hb-told")).to_contain_text("Take the number")
    expect(question.get_by_label("What your policy says")).to_have_value(NUMBER)
    desk.locator("[data-desk-sections] button").first.click()
    own = desk.locator(".hb-own")
    own.locator("summary").click()
    own.get_by_label("What your policy says").fill("Soon.")
    own.get_by_label("What it is about").select_option("clock.written-record")
    own.get_by_role("button", name="Add it").click()
    expect(own.locator(".hb-told")).to_have_text("Say how long the time limit is.")
    expect(own.get_by_label("What your policy says")).to_have_value("Soon.")
    expect(desk.locator("[data-desk-unsaved]")).to_have_text("")


def test_a_kept_answer_leaves_the_focus_and_the_page_where_they_were(desk: Page) -> None:
    keep = desk.locator('[data-question="safeguarding-governor"]').get_by_role("button", name="Keep")
    keep.scroll_into_view_if_needed()
    before = desk.evaluate("scrollY")
    keep_phone(desk, "safeguarding-governor", "01300 960124")
    expect(keep).to_be_focused()
    assert before > 0
    assert desk.evaluate("scrollY") >= before


def test_an_own_line_that_comes_changes_and_goes_keeps_the_focus_at_its_place(desk: Page) -> None:
    desk.locator("[data-desk-sections] button").first.click()
    own = desk.locator(".hb-own")
    own.locator("summary").click()
    own.get_by_label("What your policy says").fill("Visitors sign the red book.")
    own.get_by_label("Look for its place by a word").fill("visitors: who")
    own.get_by_label("Look for its place by a word").fill("visitors")
    place = own.get_by_label("What it is about")
    groups = place.locator("optgroup").evaluate_all("(groups) => groups.map((group) => group.label)")
    assert "Visitors, contractors, supply and agency staff" in groups
    page = "topic."
    ref = place.evaluate(
        "(list, start) => [...list.options].find(({ value }) => value.startsWith(start)).value", page
    )
    place.select_option(str(ref))
    own.get_by_role("button", name="Add it").click()
    line = own.locator('[data-own^="own "]').last
    expect(line).to_be_focused()
    expect(line).to_be_in_viewport()
    phone = desk.locator("[data-desk-phone]")
    expect(phone).to_contain_text("Visitors sign the red book.")
    line.locator("textarea").fill("Visitors sign the blue book.")
    line.get_by_role("button", name="Keep these words").click()
    expect(phone).to_contain_text("Visitors sign the blue book.")
    expect(line).to_be_focused()
    line.get_by_role("button", name="Take it out").click()
    expect(own.get_by_text("Visitors sign the blue book.")).to_have_count(0)
    expect(own.locator("h2")).to_be_focused()
    expect(own.locator("h2")).to_be_in_viewport()


def test_good_news_does_not_look_like_a_fault_and_says_whom_to_send_the_file_to(desk: Page) -> None:
    status = desk.locator("[data-desk-status]")
    keep_phone(desk, "lead", "01300 960123")
    with desk.expect_download():
        desk.get_by_role("button", name="Save as a file").click()
    expect(status).to_have_text("Your work was saved as a file.")
    good = status.evaluate("(one) => getComputedStyle(one).color")
    with desk.expect_download():
        desk.get_by_role("button", name="Hand over").click()
    expect(status).to_contain_text("Send this file to whoever made this desk for you.")
    expect(status.locator("small")).to_contain_text("handbook desk --take")
    wrong_phone(desk)
    desk.get_by_role("button", name="Hand over").click()
    expect(status).to_contain_text("Put this right first")
    assert status.evaluate("(one) => getComputedStyle(one).color") != good
    desk.get_by_role("button", name="Undo").click()
    expect(status).to_have_text("")


def test_in_order_names_all_the_same_what_staff_will_not_find(desk: Page) -> None:
    desk.get_by_role("button", name="Check").click()
    expect(desk.locator("[data-desk-main] h1")).to_have_text("Everything is in order")
    lack = desk.get_by_role("button", name="no phone number and no e-mail").first
    expect(lack).to_be_visible()
    lack.click()
    expect(desk.locator("[data-desk-main] h1")).to_have_text("People and how to reach them")


def test_a_found_list_that_is_cut_short_says_so(desk: Page) -> None:
    found(desk, "child")
    expect(desk.locator("[data-desk-main]")).to_contain_text("The first 120 of")
    found(desk, "outing")
    texts = desk.locator(".hb-decide > li").all_inner_texts()
    assert [text for text in texts if "outing" not in text.lower().replace("shouting", "")] == []


def test_the_phones_folds_open_and_nothing_in_it_leads_away(desk: Page) -> None:
    desk.locator("[data-desk-hour] button", has_text="Who is told").click()
    desk.locator("[data-question]").first.locator("button").first.focus()
    phone = desk.locator("[data-desk-phone]")
    fold = phone.locator("details:not([open]) > summary").first
    fold.click()
    expect(phone.locator("details[open]").first).to_be_visible()
    address = desk.url
    phone.locator("a:visible").first.click()
    assert desk.url == address
    desk.locator("[data-desk-hour] button").first.click()
    desk.locator('[data-question="lead"]').get_by_label("Phone").focus()
    expect(phone).to_have_text("Staff see this wherever a page names it.")


def test_a_small_screen_folds_the_list_and_has_the_phone_at_hand(desk: Page) -> None:
    desk.set_viewport_size(NARROW)
    assert desk.locator("[data-desk-main] h1").bounding_box()["y"] + desk.evaluate("scrollY") < 900  # type: ignore[index]
    sections = desk.locator("[data-desk-sections] button")
    expect(sections.first).to_be_hidden()
    desk.get_by_role("button", name="Questions and sections").click()
    sections.filter(has_text="Introduction").click()
    expect(sections.first).to_be_hidden()
    line = desk.locator(".hb-decide > li").nth(20)
    line.locator("button").first.focus()
    seen = desk.get_by_role("button", name="What staff will see")
    expect(seen).to_be_in_viewport()
    expect(line.locator("button").first).to_be_in_viewport()
    seen.click()
    expect(desk.locator("[data-desk-phone]")).to_be_in_viewport()
    assert (faults(desk), desk.evaluate(SIDEWAYS)) == ([], 0)


def test_a_passage_has_no_line_ends_of_the_paper(desk: Page) -> None:
    words = (
        "Staff write down what the child said in the words that it used as soon as they can and then they sign "
        "and date what they wrote and give it to the designated safeguarding lead before they go home."
    )
    chosen(
        desk, "Open your policy", pdf(f"= Scope\nFor all.\n= Procedures\n{words}\n= Phones\nNone."), "p.pdf"
    )
    expect(desk.locator("[data-desk-looking]")).to_contain_text("Your policy was looked through")
    desk.locator("[data-desk-sections] button", has_text="Procedures").click()
    desk.get_by_text("The section's text").click()
    assert words in desk.locator(".hb-policy-text").inner_text()
    counted = desk.locator(".hb-decide > li").count()
    entry = desk.locator("[data-desk-sections] > li", has_text="Procedures")
    expect(entry).to_contain_text(f"of {counted} lines looked at")
