"""Whether a number or address can be real, and where one stands in a sentence.

What exists in the United Kingdom is judged by `phonenumbers`, a kept library; how it is grouped is nobody's
business but the writer's.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

import phonenumbers
from phonenumbers import PhoneNumber, ValidationResult, shortnumberinfo

from wizard.contacts import EXTENSION

REGION, BRITISH = "GB", 44
RELAY = "18001"  # Relay UK: typed before any number, by whoever types instead of speaking
PARTS = "0123456789 +().-"
WHOLE = re.compile(r"\+?[0-9 ().-]*[0-9][0-9 ().-]*")
BRACKETED_ZERO = re.compile(r"\+\s*44\s*\(0\)")
# Codes of five figures and more that begin so take texts; none of them rings.
TEXT_CODE = re.compile(r"[678][0-9]{4,5}")
# What Ofcom keeps for plays and examples, without the nought: blocks of cities, and the code of no place.
EXAMPLE = re.compile(
    r"1632[0-9]{6}|(?:11[3-8]|1[2-6]1)4960[0-9]{3}|1914980[0-9]{3}|2079460[0-9]{3}|2896496[0-9]{3}|2920180[0-9]{3}"
    r"|7700900[0-9]{3}|8081570[0-9]{3}|9098790[0-9]{3}|3069990[0-9]{3}"
)
# The names that are kept for examples, as an address's host.
EXAMPLE_HOST = re.compile(
    r"(?i)(?:https?://)?(?:[^\s/?#:]*[@.])?example(?:\.(?:com|net|org))?(?:[\s/?#:].*)?"
)
EMAIL = re.compile(r"[^@\s<>\"'(),:;]+@(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z]{2,}")
LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?"
PATH = r"(?::[0-9]{1,5})?(?:[/?#][^\s<>\"]*)?"
WEB = re.compile(rf"(?:(?i:https?)://{LABEL}(?:\.{LABEL})*|{LABEL}(?:\.{LABEL})*\.[A-Za-z]{{2,}}){PATH}")

LENGTHS = {
    ValidationResult.TOO_LONG: "has too many figures",
    ValidationResult.TOO_SHORT: "has too few figures",
    ValidationResult.INVALID_LENGTH: "has too few or too many figures",
    ValidationResult.IS_POSSIBLE_LOCAL_ONLY: "lacks its area code",
}
FOR_EXAMPLES = "is an address for examples, which reaches nobody; put the real one"
NOT_A_PHONE = "is not a phone number such as 01482 448879; check the value and its kind"
FEW = 3  # figures; with fewer, what is wrong is more than a sign
SEPARATOR = r"[\s().\u2010-\u2015-]*"
DAY = r"[0-9]{1,2}([./-])[0-9]{1,2}\1(?:19|20)[0-9]{2}\b"
HINT = re.compile(r"\d|@|[\[(]\s*[aA][tT]|\.\w|:\S")  # without one of these there is nothing to find
SOME_FIGURES = re.compile(rf"[0-9](?:{SEPARATOR}[0-9]){{2}}")
# What stands where a number or an address does, cheap to look for; then its shape; and what it is.
IN_PROSE = (
    # From a nought or a plus on, eight figures or more, whatever stands between them.
    (
        SOME_FIGURES,
        re.compile(
            rf"(?<![\w£.,/-])(?!{DAY})(?:\+{SEPARATOR})?\(?(?:0|44){SEPARATOR}(?:[0-9]{SEPARATOR}){{6,}}[0-9]"
        ),
        "number",
    ),
    (SOME_FIGURES, re.compile(rf"\b116{SEPARATOR}[0-9]{{3}}\b"), "number"),
    (SOME_FIGURES, re.compile(r"(?<![£\w.,/-])[0-9]{5,}\b"), "number"),
    # 999 and 101 may be named; other short codes only look like numbers to ring after such a word.
    (
        SOME_FIGURES,
        re.compile(r"(?i)\b(?:ring|call|dial|phone|text)\s+(?:[a-z]+\s+){0,2}(?:105|112|119|159)\b"),
        "number",
    ),
    # From the start of a word only: tried at each letter of an endless one, it would take for ever.
    (
        re.compile(r"@|[\[(]\s*[aA][tT]"),
        re.compile(r"(?<![^\s@])[^\s@]+@[^\s@]+\.\w+|(?i:(?<!\S)\S+\s*[\[(]\s*at\s*[\])]\s*\S+)"),
        "e-mail address",
    ),
    (
        re.compile(r"[sSpPoO]:|\."),
        re.compile(r"(?i)(?<!\S)\S*https?:\S*|\bwww\.\S*|\bmailto:\S*"),
        "web address",
    ),
    (
        re.compile(r"\.[a-zA-Z]"),
        re.compile(rf"\b(?!GOV\.UK\b){LABEL}(?:\.{LABEL})*\.(?i:uk|com|org|net|info|eu|io|app)\b"),
        "web address",
    ),
)


def fault(kind: str, value: str) -> str:
    """What keeps a value from being a number or address of its kind, with the fix; "" where nothing does."""
    if words := _strange(value):
        return words
    return {"phone": _phone, "text": _text, "email": _email, "web": _web}[kind](value)


def _strange(value: str) -> str:
    for place, character in enumerate(value):
        if not character.isascii():
            name = unicodedata.name(character, "a character without a name").lower()
            where = f"after '{value[:place]}'" if place else "at its start"
            fix = "type an ordinary space" if character.isspace() else "type it again by hand"
            return f"holds U+{ord(character):04X} ({name}) {where}; {fix}"
    return ""


def _parsed(value: str) -> PhoneNumber | None:
    try:
        return phonenumbers.parse(value, REGION)
    except phonenumbers.NumberParseException:
        return None


def _phone(value: str) -> str:
    main = EXTENSION.sub("", value)
    if words := _misshapen(main):
        return words
    digits = re.sub(r"[^0-9+]", "", main).removeprefix(RELAY)
    number = _parsed(digits)
    if number is None:
        return NOT_A_PHONE if digits else "is the prefix of text relay alone; write the number after it"
    if TEXT_CODE.fullmatch(digits) and shortnumberinfo.is_valid_short_number_for_region(number, REGION):
        return "takes texts and no calls; its kind is text"
    return _exists(number)


def _misshapen(main: str) -> str:
    """What stands in a phone number that no phone number holds."""
    if BRACKETED_ZERO.search(main):
        return "has both +44 and the nought that it stands for; write +44 1482 ... or 01482 ..."
    if WHOLE.fullmatch(main):
        return ""
    other = next((character for character in main if character not in PARTS), "")
    if not other or sum(map(str.isdigit, main)) < FEW:
        return NOT_A_PHONE
    return f"holds '{other}', which is no part of a phone number; type it again, one number an entry"


def _exists(number: PhoneNumber) -> str:
    if number.country_code == BRITISH and EXAMPLE.fullmatch(str(number.national_number)):
        return "is a number for plays and examples, which rings nobody; put the real one"
    if phonenumbers.is_valid_number(number) or shortnumberinfo.is_valid_short_number_for_region(
        number, REGION
    ):
        return ""
    length = LENGTHS.get(phonenumbers.is_possible_number_with_reason(number))
    words = length or "begins as no number in the United Kingdom of its length does"
    return f"cannot be a phone number: it {words}; look at it again where it is printed"


def _text(value: str) -> str:
    digits = re.sub(r"[ -]", "", value)
    number = _parsed(digits) if re.fullmatch(r"\+?[0-9]+", digits) else None
    if number is None:
        return "is not a number to text such as 85258; check the value and its kind"
    return _exists(number)


def _email(value: str) -> str:
    if value.lower().startswith("mailto:"):
        return "begins with mailto:, which the page adds by itself; leave it out"
    if not EMAIL.fullmatch(value):
        return "is not an e-mail address; check the value and its kind"
    return example_fault(value)


def _web(value: str) -> str:
    if WEB.fullmatch(value):
        return example_fault(value)
    if re.fullmatch(LABEL + PATH, value) and not value.isdigit():
        return "names no host; a page inside your own network begins with http:// or https://"
    return "is not a web address; check the value and its kind"


def example_fault(address: str) -> str:
    """What is wrong with a web or e-mail address whose name is kept for examples; "" with any other."""
    return FOR_EXAMPLES if EXAMPLE_HOST.fullmatch(address) else ""


@lru_cache(4096)  # half of all that is asked about is the name of a source or a section
def in_prose(words: str) -> tuple[str, str] | None:
    """The first number or address in a sentence, and what it is, however it is typed; None where none is."""
    if not HINT.search(words):
        return None
    plain = unicodedata.normalize("NFKC", words)  # wide figures, and spaces that break no line
    hinted = ((shape, what) for hint, shape, what in IN_PROSE if hint.search(plain))
    found = ((match, what) for shape, what in hinted if (match := shape.search(plain)))
    first = min(found, key=lambda match: match[0].start(), default=None)
    return (first[0][0].strip(), first[1]) if first else None
