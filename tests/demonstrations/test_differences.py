"""Where the five documents differ most: each reader is shown their own, and nobody else's.

What a document does not print, the nation or our own advice may fill: that is never shown as the document's.
One test a difference, in the order in which the domain inventory lists them (end of its section 7).
"""

from __future__ import annotations

import re
from datetime import datetime

import pytest

from tests.content.handbooks import SCHOOLS, SETTINGS, Handbook
from wizard.advice import contacts_for
from wizard.engine import replay
from wizard.text import outcome

Handbooks = dict[str, Handbook]

ESSEX = ("grange", "mildmay")
WORKING_DAY = (1, "working-days")
FRIDAY_EVENING = datetime(2026, 11, 27, 17, 0)  # noqa: DTZ001 - wall time in England


def fallback(handbook: Handbook, slot: str) -> tuple[str, ...]:
    """Who is named where nothing fills a contact slot."""
    return handbook.book.fills[handbook.areas[0]].gaps[slot].fallback


def printed(handbook: Handbook, slot: str, area: str | None = None) -> list[tuple[float | None, str]]:
    """The limits of a clock slot that the setting's document, or its council, prints."""
    fill = handbook.book.fills[handbook.areas[0] if area is None else area]
    deadlines = fill.deadlines.get(slot, ())
    return [
        (deadline.amount, deadline.unit) for deadline in deadlines if deadline.authority in {"own", "area"}
    ]


def own(handbook: Handbook, slot: str, area: str | None = None) -> str:
    """The lines of a rule slot that the setting's document prints, as one text."""
    fill = handbook.book.fills[handbook.areas[0] if area is None else area]
    return " ".join(line.text for line in fill.rules.get(slot, ()) if line.authority == "own")


def is_silent(handbook: Handbook, ref: str) -> bool:
    """Whether the document is recorded as silent on a slot."""
    return ref in handbook.maker.silent


def only(handbooks: Handbooks, words: str) -> set[str]:
    """The settings whose readers are shown these words anywhere."""
    return {setting for setting, handbook in handbooks.items() if words in handbook.everything}


def test_01_who_hears_about_the_head(handbooks: Handbooks) -> None:
    assert {setting: handbooks[setting].contacts("head-concern") for setting in SETTINGS} == {
        "grange": ("chair-of-governors",),
        "mildmay": ("trust-chief-executive",),
        "griffin": ("chair-of-governors",),
        "christ-the-king": (),
        "medway": (),
    }
    for setting in ("christ-the-king", "medway"):
        assert fallback(handbooks[setting], "head-concern")[0] == "chair-of-governors"
        assert "Never tell" in handbooks[setting].gap("head-concern")
    assert only(handbooks, "So do not go to the safeguarding lead either.") == {"mildmay"}
    assert "chief executive of the Bridge Academy Trust" in handbooks["mildmay"].rule("head-route")
    for setting in ESSEX:
        assert "must tell the duty LADO" in handbooks[setting].rule("allegation-route")


def test_02_which_lado_and_by_when(handbooks: Handbooks) -> None:
    for setting in ESSEX:
        assert handbooks[setting].numbers("lado")[:2] == ["lado@essex.gov.uk", "03330 139 797"]
        assert handbooks[setting].deadlines("tell-lado") == [(24, "hours"), WORKING_DAY]
    griffin = handbooks["griffin"]
    assert griffin.numbers("lado", "hull") == ["01482 790933"]
    assert griffin.deadlines("tell-lado", "hull") == [(24, "hours"), WORKING_DAY]
    assert griffin.numbers("lado", "east-riding") == ["01482 396999"]
    assert printed(griffin, "tell-lado", "east-riding") == []
    for setting in ("christ-the-king", "medway"):
        assert handbooks[setting].contacts("lado") == ()
    assert "First Response" in handbooks["medway"].gap("lado")
    assert fallback(handbooks["medway"], "lado")[0] == "medway-first-response"


def test_03_by_when_it_is_written_down(handbooks: Handbooks) -> None:
    for setting in ESSEX:
        assert handbooks[setting].deadlines("written-record") == [(None, "soon")]
        assert "Sign and date the record" in handbooks[setting].rule("record-concern")
    assert handbooks["griffin"].deadlines("written-record") == [(24, "hours")]
    assert "CPOMS, with timings" in handbooks["griffin"].rule("record-disclosure")
    for setting in ("christ-the-king", "medway"):
        assert printed(handbooks[setting], "written-record") == []
        assert is_silent(handbooks[setting], "clock.written-record")
    assert "CPOMS" in handbooks["christ-the-king"].rule("record-concern")


def test_04_how_a_referral_is_made_and_followed_up(handbooks: Handbooks) -> None:
    for setting in ESSEX:
        assert handbooks[setting].numbers("social-care")[:2] == ["0345 603 7627", "0345 606 1212"]
        assert handbooks[setting].deadlines("written-referral") == []
        assert "portal" in handbooks[setting].rule("refer-not-urgent")
    griffin = handbooks["griffin"]
    assert griffin.numbers("social-care", "hull")[0] == "01482 448879"
    assert griffin.deadlines("written-referral", "hull") == [(48, "hours")]
    assert griffin.numbers("social-care", "east-riding")[0] == "01482 395500"
    assert griffin.deadlines("written-referral", "east-riding") == []
    medway = handbooks["medway"]
    assert medway.numbers("social-care") == ["01634 334466", "03000 419191"]
    assert medway.contacts("social-care-portal") == ("medway-portal",)
    assert "Tick the EH box" in medway.rule("refer-not-urgent")
    assert is_silent(handbooks["christ-the-king"], "contact.social-care")
    nation = handbooks["christ-the-king"].data.one("fills")["contacts"]["social-care"]
    assert handbooks["christ-the-king"].contacts("social-care") == tuple(nation)
    assert "formal referral" in handbooks["christ-the-king"].rule("refer-not-urgent")


def test_05_when_social_care_answers(handbooks: Handbooks) -> None:
    griffin = handbooks["griffin"]
    for area in griffin.areas:  # its policy prints both for whichever council has the form
        assert griffin.deadlines("referral-reply", area) == [WORKING_DAY]
        assert griffin.deadlines("chase-referral", area) == [(3, "working-days")]
    assert handbooks["medway"].deadlines("referral-reply") == [
        (24, "hours"),
        WORKING_DAY,
        (5, "working-days"),
    ]
    (aim, *_) = handbooks["medway"].book.fills["medway"].deadlines["referral-reply"]
    assert aim.aim, "24 hours is an aim, and is shown as one"
    for setting in (*ESSEX, "christ-the-king"):
        assert printed(handbooks[setting], "referral-reply") == []
        assert is_silent(handbooks[setting], "clock.referral-reply")


def test_06_when_parents_are_not_told(handbooks: Handbooks) -> None:
    reasons = {setting: own(handbooks[setting], "parents-exceptions") for setting in SETTINGS}
    phrases = {
        "criminal investigation": {"grange", "mildmay"},
        "immediate danger": {"griffin"},
        "another family member": {"griffin"},
        "you or a colleague": {"griffin"},
        "forced marriage": {"medway"},
    }
    for words, settings in phrases.items():
        assert {setting for setting, text in reasons.items() if words in text} == settings, words
    assert reasons["christ-the-king"] == ""
    for setting in SETTINGS:
        question = next(iter(handbooks[setting].statics["parents"].each(id="parents-risk")))
        for words, settings in phrases.items():
            assert (words in question.text) is (setting in settings), "the reasons stand under the question"


def test_07_what_to_do_when_you_disagree(handbooks: Handbooks) -> None:
    assert handbooks["medway"].deadlines("escalation-stage") == [(5, "working-days")] * 3
    assert "Stage 4: the Medway Safeguarding Children Partnership" in handbooks["medway"].rule(
        "escalate-agency"
    )
    assert "senior manager" in handbooks["griffin"].rule("escalate-agency")
    for setting in ESSEX:
        assert "press the lead to think again" in handbooks[setting].rule("escalate-inside")
        assert own(handbooks[setting], "escalate-agency") == ""
    assert own(handbooks["christ-the-king"], "escalate-agency") == ""
    assert is_silent(handbooks["christ-the-king"], "rule.escalate-agency")
    assert only(handbooks, "Stage 4:") == {"medway"}


def test_08_what_happens_on_absence(handbooks: Handbooks) -> None:
    grange, mildmay = handbooks["grange"], handbooks["mildmay"]
    assert grange.deadlines("absence-office") == [(10, "school-days")]
    assert mildmay.deadlines("absence-office") == []
    assert mildmay.deadlines("daily-attendance") == [(1, "school-days")]
    assert printed(grange, "daily-attendance") == []
    for setting in ESSEX:  # "within a few days we may" is no limit
        assert handbooks[setting].deadlines("home-visit") == []
    for setting in ESSEX:
        assert (10, "days") in handbooks[setting].deadlines("absence-authority")
        assert handbooks[setting].contacts("absence") == ("essex-education-access",)
    assert only(handbooks, "The attendance officers check every day") == {"mildmay"}
    assert only(handbooks, "the office contacts MECES") == {"grange"}
    medway = handbooks["medway"]
    assert "90 per cent" not in medway.rule("absence-steps"), "a sign of a level is no step"
    assert "90 per cent" in str(medway.data.each("policy")["medway-2021"]["sections"])
    for setting in ("griffin", "christ-the-king"):
        assert own(handbooks[setting], "absence-steps") == ""
        assert is_silent(handbooks[setting], "rule.absence-steps")


def test_09_levels_of_need(handbooks: Handbooks) -> None:
    pages = {
        setting: {path for path in handbooks[setting].pages if path.startswith("levels/")}
        for setting in SETTINGS
    }
    assert pages == {
        "grange": {"levels/essex.md"},
        "mildmay": {"levels/essex.md"},
        "christ-the-king": set(),
        "griffin": set(),
        "medway": {"levels/medway.md"},
    }
    for setting in ESSEX:
        rule = handbooks[setting].rule("levels-of-need")
        assert [word for word in ("Additional", "Intensive", "Specialist") if f"{word}:" in rule] == [
            "Additional",
            "Intensive",
            "Specialist",
        ]
    assert "Level 3:" in handbooks["medway"].rule("levels-of-need")
    for setting in ("griffin", "christ-the-king"):
        assert handbooks[setting].gap("levels-of-need")
        assert is_silent(handbooks[setting], "rule.levels-of-need")


def test_10_who_may_see_records(handbooks: Handbooks) -> None:
    assert only(handbooks, "Only the DSL, the deputies and the Learning Mentor have full access") == {
        "christ-the-king"
    }
    for setting in ESSEX:
        assert "only what they need to know" in handbooks[setting].rule("records-access")
    for setting in ("griffin", "medway"):
        assert own(handbooks[setting], "records-access") == ""
        assert is_silent(handbooks[setting], "rule.records-access")


def test_11_fgm(handbooks: Handbooks) -> None:
    assert handbooks["griffin"].deadlines("fgm-police") == [(None, "at-once")]
    assert only(handbooks, "A teacher who does not report faces disciplinary action.") == {"griffin"}
    assert only(handbooks, "Any member of staff reports it to the police") == {"griffin"}
    for setting in ESSEX:
        assert "local procedures" in handbooks[setting].rule("fgm-known")
    assert only(handbooks, "FGM is a sign of level 3.") == {"medway"}
    assert own(handbooks["christ-the-king"], "fgm-known") == ""
    assert is_silent(handbooks["christ-the-king"], "rule.fgm-known")
    for setting in SETTINGS:
        step = replay(
            handbooks[setting].book, "fgm", (("danger", "no"), ("known", "told"), ("role", "other"))
        )
        assert {"police-101", "dsl"} <= set(handbooks[setting].outcome("fgm", step.node.id).contacts)


@pytest.mark.parametrize(
    ("harm", "settings"),
    [
        ("upskirting", {"grange", "griffin"}),
        ("serious-violence", {"grange", "griffin", "medway"}),
        ("initiation", {"grange", "mildmay", "griffin"}),
        ("private-fostering", {"medway"}),
        ("bruising-baby", {"griffin", "medway"}),
        ("radicalisation", {"grange", "mildmay", "griffin", "medway"}),
    ],
)
def test_12_which_harms_the_document_names(handbooks: Handbooks, harm: str, settings: set[str]) -> None:
    named = {
        setting for setting in SETTINGS if "Named in:" in handbooks[setting].pages[f"harms/{harm}.md"].text
    }
    assert named == settings


def test_13_who_answers_on_a_friday_at_five(handbooks: Handbooks) -> None:
    def first(setting: str, area: str) -> tuple[str, list[str]]:
        book = handbooks[setting].book
        for shown in contacts_for(book, ["social-care"], (area,), FRIDAY_EVENING):
            if phones := [number.value for number in shown.contact.numbers if number.kind == "phone"]:
                return shown.contact.id, phones
        pytest.fail(f"nobody to ring in {setting}")

    for setting in ESSEX:
        assert first(setting, "essex") == ("essex-hub-out-of-hours", ["0345 606 1212"])
    assert first("griffin", "hull") == ("hull-edt", ["01482 300304"])
    assert first("griffin", "east-riding") == ("east-riding-edt", ["01482 393939", "01377 241273"])
    assert first("medway", "medway") == ("medway-out-of-hours", ["03000 419191"])
    assert first("christ-the-king", "") == ("police-101", ["101"])
    assert only(handbooks, "The policy prints no out-of-hours number.") == {"grange"}


def test_14_training(handbooks: Handbooks) -> None:
    for setting in ESSEX:
        assert handbooks[setting].deadlines("dsl-training") == [
            (1, "years"),
            (2, "years"),
        ]  # the first is the nation's
        assert handbooks[setting].deadlines("staff-updates") == [(1, "years")]
    for setting in ("christ-the-king", "griffin", "medway"):
        assert printed(handbooks[setting], "dsl-training") == []
        assert is_silent(handbooks[setting], "clock.dsl-training")
    assert only(handbooks, "Their training is spread out, so that the school is never without a lead.") == {
        "mildmay"
    }
    assert "one-day Level 1 course" in handbooks["griffin"].rule("training")
    assert "enough trained staff" in handbooks["christ-the-king"].rule("training")
    assert "Graded Care Profile" in handbooks["medway"].rule("training")


def test_15_a_silent_document_is_said_to_be_silent(handbooks: Handbooks) -> None:
    for setting in SETTINGS:
        handbook = handbooks[setting]
        gaps = {slot for fill in handbook.book.fills.values() for slot in fill.gaps}
        shown = {one.attributes["data-gap"] for one in handbook.pages["unclear.md"].root.each(data_gap=None)}
        assert shown == gaps
        said = {gap.slot for fill in handbook.book.fills.values() for gap in fill.gaps.values() if gap.silent}
        recorded = {ref.partition(".")[2] for ref in handbook.maker.silent}
        assert said == gaps & recorded
    counts = {setting: len(handbooks[setting].maker.silent) for setting in SETTINGS}
    assert max(counts, key=lambda setting: counts[setting]) == "christ-the-king"


def test_16_parents_are_told_asked_or_neither(handbooks: Handbooks) -> None:
    for setting in ESSEX:
        rule = handbooks[setting].rule("parents-telling")
        assert "the school tells the parents" in rule
        assert "no step to ask their consent" in rule
    assert "Ask their consent." in handbooks["griffin"].rule("parents-telling")
    assert "ask their consent to refer" in handbooks["medway"].rule("parents-telling")
    assert "one of six things" in handbooks["christ-the-king"].rule("parents-telling")
    for setting in SETTINGS:
        outcome = next(iter(handbooks[setting].statics["parents"].each(id="tell")))
        assert handbooks[setting].rule("parents-telling").split(". ")[0] in outcome.text


def test_a_policy_that_names_nobody_is_not_made_to(handbooks: Handbooks) -> None:
    # Christ the King lists what may follow a record of concern and does not say who decides on it.
    king = handbooks["christ-the-king"]
    assert "The policy does not say who decides." in king.rule("parents-telling")
    for rule in ("parents-telling", "refer-not-urgent", "advice-first", "early-help-route", "agency-contact"):
        assert "The lead " not in king.rule(rule)


def test_17_who_besides_the_lead_and_deputies_may_be_told(handbooks: Handbooks) -> None:
    assert {setting: handbooks[setting].contacts("dsl") for setting in SETTINGS} == {
        "grange": ("dsl", "deputy-dsl"),
        "mildmay": ("dsl", "deputy-dsl"),
        "christ-the-king": ("dsl", "deputy-dsl"),
        "griffin": ("dsl", "deputy-dsl", "child-protection-coordinator"),
        "medway": ("agency-safeguarding-lead", "line-manager"),
    }
    assert only(handbooks, "the deputy or the safeguarding team at once") == {"griffin"}
    assert only(handbooks, "Learning Mentor have full access") == {"christ-the-king"}


def test_18_when_staff_may_ring_the_whistleblowing_line(handbooks: Handbooks) -> None:
    for setting in ESSEX:
        assert handbooks[setting].numbers("whistleblowing")[0] == "0800 028 0285"
    assert "or feel that it was not dealt with, you may ring" in handbooks["grange"].rule(
        "whistleblowing-route"
    )
    mildmay = handbooks["mildmay"].rule("whistleblowing-route")
    assert "If you feel unable to raise a worry about a child inside, you can ring" in mildmay
    assert "not dealt with" not in mildmay
    assert "You have a duty to raise concerns" in mildmay
    for setting in ("christ-the-king", "griffin", "medway"):
        assert own(handbooks[setting], "whistleblowing-route") == ""
        assert is_silent(handbooks[setting], "rule.whistleblowing-route")
        assert handbooks[setting].contacts("whistleblowing") == ("nspcc-whistleblowing",)


def test_19_where_to_ask_when_unsure(handbooks: Handbooks) -> None:
    assert only(handbooks, "The school may ask social care or another agency.") == {"grange"}
    for setting in ESSEX:
        assert "the hub or Essex Police may have to be asked" in handbooks[setting].rule("advice-first")
    griffin = handbooks["griffin"]
    assert "asks EHaSH for advice" in griffin.rule("advice-first", "hull")
    assert griffin.numbers("social-care-advice", "east-riding")[0] == "01482 393339"
    assert "your own agency" in handbooks["medway"].rule("advice-first")
    assert "early help or a referral" in handbooks["christ-the-king"].rule("advice-first")


def test_20_filters_and_monitoring(handbooks: Handbooks) -> None:
    assert only(handbooks, "filters and monitoring are in place online") == {"mildmay"}
    for setting in SETTINGS:
        assert bool(own(handbooks[setting], "filtering")) is (setting == "mildmay")
        assert is_silent(handbooks[setting], "rule.filtering") is (setting != "mildmay")


def test_21_a_lead_always_on_site(handbooks: Handbooks) -> None:
    assert only(
        handbooks, "At least one safeguarding lead is on the premises all through the school day."
    ) == {"mildmay"}
    for setting in SCHOOLS:
        away = next(iter(handbooks[setting].statics["dsl-away"].each(id="ring"))).text
        assert ("on the premises all through the school day" in away) is (setting == "mildmay")


def test_the_terminal_shows_a_setting_its_own_rule_and_number(handbooks: Handbooks) -> None:
    griffin = handbooks["griffin"].book
    answers = (("danger", "no"), ("dsl-reachable", "no"), ("at-risk", "yes"), ("area", "east-riding"))
    step = replay(griffin, "dsl-away", answers)
    words = outcome(griffin, step, griffin.flows["dsl-away"].outcomes["ring"], FRIDAY_EVENING)
    assert words.index("01482 393939") < words.index("01482 395500"), "who answers now stands first"
    for foreign in ("01482 448879", "01482 300304", "0345 603 7627", "01634 334466"):
        assert foreign not in words


def test_medway_sends_its_readers_to_the_people_of_its_guide(handbooks: Handbooks) -> None:
    flows = handbooks["medway"].book.flows
    assert "supervisor, line manager or safeguarding lead" in flows["worried"].questions["dsl-reachable"].ask
    firsts = {o.first.text for name, flow in flows.items() for o in flow.outcomes.values()}
    assert "Tell your supervisor, line manager or safeguarding lead now." in firsts
    assert not [text for text in firsts if "deputy" in text]
    assert "It is your own duty to refer." in handbooks["medway"].everything


def test_essex_writes_to_the_lado_first_and_griffin_rings(handbooks: Handbooks) -> None:
    for setting in ESSEX:
        assert "So write first, at once." in handbooks[setting].rule("lado-route")
    assert "Ring for advice first." in handbooks["griffin"].rule("lado-route", "hull")
    assert "Ring for advice first." not in handbooks["griffin"].rule("lado-route", "east-riding")
    for setting in ("christ-the-king", "medway"):
        assert own(handbooks[setting], "lado-route") == ""
        assert is_silent(handbooks[setting], "rule.lado-route")


def test_only_the_edition_of_2026_is_called_in_force_and_how_far_it_was_read(handbooks: Handbooks) -> None:
    said = re.compile(
        r"(KCSIE|Keeping children safe|\d{4} edition)[^.]{0,60}(is in force|in force now|current)"
    )
    for setting in SETTINGS:
        everything = handbooks[setting].everything
        called = [match.group() for match in said.finditer(everything)]
        assert called, "a reader must learn which edition holds"
        assert not [words for words in called if "2026 edition is in force" not in words]
        assert "Of the 2026 edition it read some paragraphs" in everything
