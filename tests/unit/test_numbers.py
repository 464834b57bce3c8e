"""Numbers and addresses: what exists may be entered, what cannot exist is refused, and none hides in prose."""

from __future__ import annotations

import pytest

from handbook.checks.plausible import fault, in_prose
from wizard.cards import href
from wizard.contacts import Number


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("phone", "999"),
        ("phone", "101"),
        ("phone", "0800 1111"),
        ("phone", "116 123"),
        ("phone", "116 000"),
        ("phone", "020 7946 1958"),
        ("phone", "028 9024 1821"),
        ("phone", "0345 60 50 789"),
        ("phone", "03450605789"),
        ("phone", "(01482) 448879"),
        ("phone", "01482-448-879"),
        ("phone", "+44 1482 448879"),
        ("phone", "18001 0800 1111"),
        ("phone", "01482 448879 ext 12"),
        ("phone", "01482 448879, extension 12"),
        ("phone", "+353 1 679 5544"),
        ("text", "85258"),
        ("text", "07480 635 000"),
        ("email", "A.Lead@School.Org.UK"),
        ("web", "Hull.gov.uk/Children"),
        ("web", "school.local:8080/forms?a=1"),
        ("web", "http://intranet/safeguarding"),
        ("web", "HTTPS://10.0.0.5:8443"),
    ],
)
def test_what_exists_may_be_entered_however_it_is_grouped(kind: str, value: str) -> None:
    assert fault(kind, value) == ""


@pytest.mark.parametrize(
    ("kind", "value", "words"),
    [
        ("phone", "01245 603 76222", "cannot be a phone number: it has too many figures"),
        ("phone", "01245 60376222", "cannot be a phone number: it has too many figures"),
        ("phone", "448879", "cannot be a phone number: it lacks its area code"),
        ("phone", "0148 448879", "begins as no number in the United Kingdom of its length does"),
        ("phone", "O1482 448879", "holds 'O', which is no part of a phone number"),
        ("phone", "01482 448879 or 448880", "holds 'o', which is no part of a phone number"),
        ("phone", "01482\u00a0448879", "holds U+00A0 (no-break space) after '01482'; type an ordinary space"),
        ("phone", "01482\u2011448879", "holds U+2011 (non-breaking hyphen) after '01482'; type it again"),
        ("phone", "“999”", "holds U+201C (left double quotation mark) at its start"),
        ("phone", "+44 (0)1482 448879", "has both +44 and the nought that it stands for"),
        ("phone", "85258", "takes texts and no calls; its kind is text"),
        ("phone", "18001", "is the prefix of text relay alone"),
        ("phone", "ext 12", "is not a phone number such as 01482 448879"),
        ("phone", "", "is not a phone number such as 01482 448879"),
        ("text", "SHOUT", "is not a number to text such as 85258"),
        ("text", "01245 603 76222", "it has too many figures"),
        ("email", "mailto:lado@example.org", "begins with mailto:, which the page adds by itself"),
        ("email", "lado@example", "is not an e-mail address"),
        ("email", "lado @example.org", "is not an e-mail address"),
        ("web", "intranet/safeguarding", "names no host; a page inside your own network begins with http://"),
        ("web", "javascript:alert(1)", "is not a web address"),
        ("web", "mailto:lado@example.org", "is not a web address"),
        ("web", "https://user:word@example.org", "is not a web address"),
    ],
)
def test_what_cannot_be_is_refused_with_what_is_wrong_in_it(kind: str, value: str, words: str) -> None:
    assert words in fault(kind, value)


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("phone", "01632 960123"),
        ("phone", "01632 123456"),
        ("phone", "0113 496 0123"),
        ("phone", "0118 496 0999"),
        ("phone", "0121 496 0000"),
        ("phone", "0131 496 0123"),
        ("phone", "0141 496 0123"),
        ("phone", "0151 496 0123"),
        ("phone", "0161 4960 123"),
        ("phone", "0191 498 0123"),
        ("phone", "(020) 7946-0958"),
        ("phone", "028 9649 6123"),
        ("phone", "029 2018 0123"),
        ("phone", "07700 900123"),
        ("phone", "+44 7700 900123"),
        ("phone", "+44 20 7946 0958"),
        ("phone", "0044 7700 900123"),
        ("phone", "08081 570 123"),
        ("phone", "0909 8790 123"),
        ("phone", "0306 999 0123"),
        ("phone", "18001 01632 960123"),
        ("phone", "01632 960123 ext 12"),
        ("text", "07700 900 123"),
        ("text", "+447700900123"),
    ],
)
def test_a_number_out_of_an_example_rings_nobody_and_is_refused(kind: str, value: str) -> None:
    assert fault(kind, value) == "is a number for plays and examples, which rings nobody; put the real one"


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("email", "lado@example.org"),
        ("email", "Lead@Oakfield.Example.COM"),
        ("web", "example.org/form"),
        ("web", "https://www.example.net:8080/?a=1"),
        ("web", "http://handbook.example/x"),
    ],
)
def test_an_address_out_of_an_example_reaches_nobody_and_is_refused(kind: str, value: str) -> None:
    assert fault(kind, value) == "is an address for examples, which reaches nobody; put the real one"


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("phone", "0161 496 1123"),
        ("phone", "028 9649 5123"),
        ("phone", "07701 900123"),
        ("email", "lado@example-school.org.uk"),
        ("web", "https://gov.uk/example.org"),
    ],
)
def test_what_only_looks_like_an_example_may_be_entered(kind: str, value: str) -> None:
    assert fault(kind, value) == ""


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("Ring (01245) 604321 now.", "(01245) 604321"),
        ("Ring 01245\u00a0604321 now.", "01245 604321"),
        ("Ring 01245-604-321.", "01245-604-321"),
        ("Ring 01245\u2011604321.", "01245‐604321"),  # noqa: RUF001 - what it becomes
        ("Ring ０１２４５ ６０４３２１.", "01245 604321"),  # noqa: RUF001 - wide figures, on purpose
        ("Ring +44 1245 604321.", "+44 1245 604321"),
        ("Ring 0 1 2 4 5 6 0 4 3 2 1.", "0 1 2 4 5 6 0 4 3 2 1"),
        ("Ring 0800 1111.", "0800 1111"),
        ("Ring 116 123 at night.", "116 123"),
        ("Text SHOUT to 85258.", "85258"),
        ("Call 105 when the lights go out.", "Call 105"),
        ("Ring the office on 604321.", "604321"),
        ("Write to lado@example.org.", "lado@example.org"),
        ("Write to lado (at) example.org.", "lado (at) example.org."),
        ("Look at www.example.org/x.", "www.example.org/x."),
        ("Look at example.gov.uk/x.", "example.gov.uk"),
        ("Look at https://intranet/x.", "https://intranet/x."),
    ],
)
def test_a_number_or_address_in_a_sentence_is_found_however_it_is_typed(sentence: str, found: str) -> None:
    assert (in_prose(sentence) or ("", ""))[0] == found


@pytest.mark.parametrize(
    "sentence",
    [
        "Ring 999, or 101 where nobody is in danger.",
        "Keeping children safe 2025, paragraph 123, with annex 2.",
        "From 2019-2020 on, as of 2026-11-22 or 22.11.2026.",
        "It cost £10000 and took 1,000,000 hours, from 08:45 to 17:30.",
        "A child of 0 to 18, on 44 days of 190, section 1.2.3.",
        "The page on GOV.UK says so.",
        "Ring 30 minutes later.",
    ],
)
def test_years_amounts_and_sections_are_no_numbers_to_ring(sentence: str) -> None:
    assert in_prose(sentence) is None


@pytest.mark.parametrize(
    ("kind", "value", "link"),
    [
        ("phone", "(01482) 448-879", "tel:01482448879"),
        ("phone", "+44 1482 448879", "tel:+441482448879"),
        ("phone", "01482 448879 ext 12", "tel:01482448879,12"),
        ("phone", "18001 0800 1111", "tel:1800108001111"),
        ("text", "85258", "sms:85258"),
        ("web", "http://intranet/x", "http://intranet/x"),
    ],
)
def test_a_press_dials_what_is_printed_and_an_extension_after_a_pause(
    kind: str, value: str, link: str
) -> None:
    assert href(Number(value, kind, "", "current", "", "")) == link


def test_a_number_for_texts_says_so_wherever_it_is_shown() -> None:
    assert Number("85258", "text", "", "current", "", "").said == "text 85258"
