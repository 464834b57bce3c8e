"""A contact as a card: who it is, whether it answers now, the number to press, what for; the rest folded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from wizard.advice import ShownContact, ShownLine
from wizard.contacts import EXTENSION, Contact, Number
from wizard.markup import Html, el, join
from wizard.proof import lines, listed, proof, source
from wizard.timing import hours_words
from wizard.view import View
from wizard.whom import WHO_HOLDS_IT, names_area, unreachable, where_to_ask

NUMBER_CLASSES = {"phone": "hb-phone", "text": "hb-sms", "email": "hb-email", "web": "hb-web"}
NO_NUMBER = "No number in the documents or on the pages we read."
LINKS = {
    "phone": "Ring {name}, {value}",
    "text": "Text {name}, {value}",
    "email": "Write to {name}, {value}",
    "web": "{value}, {name}",
}


def href(number: Number) -> str:
    """Where a number or address leads when it is pressed."""
    if number.kind == "phone":
        extension = EXTENSION.search(number.value)
        pause = f",{extension[1]}" if extension else ""  # phones wait there, then dial on
        return f"tel:{_figures(EXTENSION.sub('', number.value))}{pause}"
    if number.kind == "text":
        return f"sms:{_figures(number.value)}"
    if number.kind == "email":
        return f"mailto:{number.value}"
    return number.value if "://" in number.value else f"https://{number.value}"


def _figures(value: str) -> str:
    return "".join(sign for sign in value if sign.isdigit() or sign == "+")


def best_first(numbers: Iterable[Number]) -> list[Number]:
    """Numbers to ring before addresses to write to, and what was seen again before what was not."""
    return sorted(
        numbers,
        key=lambda contact_number: (
            contact_number.kind not in {"phone", "text"},
            contact_number.status != "current",
        ),
    )


def number(shown: Number, name: str) -> Html:
    """A number to press, by the name of whom it reaches."""
    web = shown.kind == "web" and shown.label
    value = shown.label if web else shown.said
    return el(
        "div",
        {"class": "hb-number", "data-status": shown.status, "data-checked": shown.checked_on or None},
        el(
            "a",
            {
                "class": f"{NUMBER_CLASSES[shown.kind]}{' hb-named' if web else ''}",
                "href": href(shown),
                "aria-label": LINKS[shown.kind].format(name=name, value=value),
            },
            value,
        ),
        f" {shown.label}" if shown.label and not web else None,
        el("small", {"class": "hb-doubt"}, " Not confirmed") if shown.status != "current" else None,
    )


def _checked(shown: Number, *, full: bool) -> Html:
    page = shown.against if full else shown.against.removeprefix("https://").split("/")[0]
    return el(
        "small",
        {"class": "hb-checked"},
        f"{shown.said}: {shown.checked}",
        f" against {page}" if page else None,
    )


def open_state(shown: ShownContact) -> Html | None:
    """Whether it answers now; of 999 that goes without saying."""
    if shown.open is None or shown.contact.kind == "emergency":
        return None
    css = "hb-open" if shown.open else "hb-closed"
    return el("span", {"class": css, "data-fresh": f"open-{shown.contact.id}"}, shown.state)


def contact(
    view: View, shown: ShownContact, *, full: bool = False, area: str = "", anchor: str | None = None
) -> Html:
    """A contact as a card, with an id where links lead; if `full`, with notes and whole addresses."""
    entry = shown.contact
    numbers = best_first(entry.numbers)
    return el(
        "li",
        {"class": f"hb-contact hb-contact-{entry.kind}", "data-contact": entry.id, "id": anchor},
        el(
            "div",
            {"class": "hb-who"},
            el("span", {"class": "hb-area"}, "" if names_area(entry, area) else f"{area}: ")
            if area
            else None,
            el("strong", {"class": "hb-name"}, entry.name),
            el("span", {"class": "hb-holder"}, f": {entry.holder}") if entry.holder else None,
        ),
        number(numbers[0], entry.name) if numbers else None,
        _what_for(view, shown),
        _more(view, entry, numbers, full=full),
    )


def unnamed(view: View, entry: Contact, anchor: str) -> Html:
    """A role that nobody is named for, by its name alone: a page says once for all of them where to ask."""
    return el(
        "li",
        {"class": f"hb-contact hb-contact-{entry.kind}", "data-contact": entry.id, "id": anchor},
        _where(view, entry, el("strong", {"class": "hb-name"}, entry.name)),
    )


def _what_for(view: View, shown: ShownContact) -> Html:
    """Whether it answers now, and what it is for; of a role that nobody is named for, where to ask."""
    entry = shown.contact
    if unreachable(entry):
        return _where(view, entry, el("span", {"class": "hb-text"}, where_to_ask(view.book, shown.now)))
    state = open_state(shown)
    missing = None if entry.numbers or entry.kind == "role" else f"{NO_NUMBER} "
    use = el("span", {"class": "hb-for"}, missing, entry.use)
    return el("div", {"class": "hb-use"}, [state, " "] if state else None, use)


def _where(view: View, entry: Contact, words: Html) -> Html:
    """Words on a role that nobody is named for, with the mark of why we say to ask."""
    own = source(view, entry.authority, entry.cites) if entry.cites else None
    return el("div", {"class": "hb-line hb-where"}, words, proof(view, "reading", (WHO_HOLDS_IT,), own))


def _more(view: View, entry: Contact, numbers: list[Number], *, full: bool) -> Html | None:
    body = join(_rest(view, entry, numbers, full=full))
    if not body:
        return None
    return el(
        "details",
        {"class": "hb-about"},
        el("summary", {"aria-label": f"More about {entry.name}"}, "More"),
        body,
    )


def _rest(view: View, entry: Contact, numbers: list[Number], *, full: bool) -> Iterator[Html]:
    """What is folded: other numbers, hours, how far the numbers were checked, notes, where it is written."""
    if not full and (entry.kind == "emergency" or unreachable(entry)):
        return
    yield from (number(other, entry.name) for other in numbers[1:])
    hours = hours_words(view.book, entry)
    if hours:
        yield el("div", {"class": "hb-hours"}, hours)
    yield from (
        _checked(contact_number, full=full)
        for contact_number in numbers
        if entry.kind != "emergency" and contact_number.checked
    )
    if full:
        yield lines(view, (ShownLine(note.text, note.cites, note.authority) for note in entry.notes))
    if entry.cites and not unreachable(entry):  # of such a role the line that says where to ask has it
        yield source(view, entry.authority, entry.cites)


def contact_cards(view: View, shown: Iterable[ShownContact], *, full: bool = False) -> Html:
    """Contacts as cards; those of one area under the area's name."""
    groups: dict[str, list[Html]] = {}
    for shown_contact in shown:
        groups.setdefault(shown_contact.area, []).append(contact(view, shown_contact, full=full))
    return join(
        (el("p", {"class": "hb-area"}, area) if area else None, listed(cards, css="hb-cards"))
        for area, cards in groups.items()
    )


def step_cards(view: View, shown: Iterable[ShownContact], name: str) -> Html:
    """Contacts of a step as cards, each with its area; `name` tells a step's lists apart."""
    cards = (contact(view, shown_contact, area=shown_contact.area) for shown_contact in shown)
    return listed(cards, css="hb-cards", data_list=name)
