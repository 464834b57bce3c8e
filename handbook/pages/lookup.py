"""Pages to look things up: abuse types, harms, topics, definitions, laws, levels of need."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from handbook import fixed_pages as fixed
from handbook.book.maker import Maker
from handbook.pages.sheet import Sheet, slug
from wizard.advice import Shown, ShownLine
from wizard.markup import el
from wizard.model import Book
from wizard.proof import cites, listed
from wizard.statements import Cite

HARM_GROUPS = {
    "children": "Between children",
    "sexual": "Sexual harm",
    "exploitation": "Exploitation and violence",
    "online": "Online",
    "family": "In the family",
    "honour": "Honour, marriage, FGM",
    "radicalisation": "Radicalisation",
    "absence": "Missing and absent",
    "health": "Health and injuries",
    "vulnerable": "Children who may need more",
    "adults": "Adults in trust",
}
TOPIC_GROUPS = {
    "do": "What staff do",
    "refer": "Referring and after",
    "staff": "Worries about adults and work",
    "children": "Support for children",
    "records": "Records and sharing",
    "run": "Running safeguarding",
}
OFTEN = 2  # outcomes of one flow that name a page before the flow is about it
OPEN = 2  # sections of a topic that stand open; the rest folds under their names
MOST_FLOW_BUTTONS = 2  # more ways to go on than this are no help
# The parts of a harm's page in the order in which a worried reader needs them, and how many lines stand open.
PARTS = (("what", "What it is", 2), ("do", "Do", 4), ("dont", "Do not", 2), ("signs", "Signs", 3))


def document_words(maker: Maker) -> str:
    """How the pages call the setting's own document."""
    return str(maker.data.one("sources")[maker.setting["source"]]["title"])


def flows_about(book: Book, ref: str) -> list[str]:
    """The flows that end in a page again and again, those that do so most often first: they are about it."""
    counts = {
        name: sum(ref in outcome.related for outcome in flow.outcomes.values())
        for name, flow in book.flows.items()
    }
    return sorted((name for name, count in counts.items() if count >= OFTEN), key=lambda name: -counts[name])


def harm_page(maker: Maker, book: Book, harm_id: str, harm: Mapping[str, Any], folder: str) -> Sheet:
    """One harm or abuse type."""
    sheet = Sheet(maker, book, f"{folder}/{harm_id}.md", harm["title"])
    sheet.aliases = list(harm["aliases"])
    sheet.kind = "Kind of harm"
    sheet.hide = ("footer",)
    files = maker.data.files if folder == "abuse" else maker.data.entries["harm"]
    sheet.made_from = files["abuse-types" if folder == "abuse" else harm_id].name
    if folder == "abuse":
        sheet.under(fixed.LOOK_UP, fixed.LOOK_UP, ("What is abuse?", f"{fixed.LOOK_UP.path}#what-is-abuse"))
    else:
        group = harm["group"]
        sheet.under(fixed.LOOK_UP, fixed.LOOK_UP, (HARM_GROUPS[group], f"{fixed.LOOK_UP.path}#harm-{group}"))
    ref = f"{'abuse' if folder == 'abuse' else 'harm'}:{harm_id}"
    sheet.add_flow_buttons(
        list(dict.fromkeys((*flows_about(book, ref), *harm.get("flows", ()))))[:MOST_FLOW_BUTTONS]
    )
    described = False
    for part, words, most in PARTS:
        lines = sheet.maker.shown(harm.get(part, ()))
        if lines:
            sheet.add_heading(words, css=f"hb-{part}-label" if part in {"do", "dont"} else "")
            sheet.add_lines(lines, most=most)
            described = True
    if not described:
        sheet.add_text(
            "No national page that we have read describes it. "
            "Treat any worry about it as a worry about a child."
        )
    _says(sheet, maker, harm, ref, described=described)
    sheet.add_notes(harm)
    sheet.add_see_also(harm.get("related", ()))
    return sheet


def _says(sheet: Sheet, maker: Maker, harm: Mapping[str, Any], ref: str, *, described: bool) -> None:
    """What the setting's own document says of it, and beside it what only others say."""
    own = [citation for citation in harm["named_in"] if maker.scope.authority(citation["source"]) == "own"]
    said = sheet.maker.shown(harm.get("says", ()))
    theirs = [line for line in said if _own(line)]
    silent = maker.silent.get(ref.replace(":", "."))
    with sheet.folding("What this setting's document says"):
        if own:
            named = [Cite(citation["source"], citation["section"]) for citation in own]
            sheet.add_html(el("p", None, "Named in: ", cites(sheet.view, named)))
            sheet.cited.update(dict.fromkeys(cite.source for cite in named))
        elif silent is not None:
            words = f"{document_words(maker)} does not name this harm. That does not make it less serious."
            sheet.add_html(el("p", {"class": "hb-silent"}, words))
        if not sheet.add_lines(theirs) and own and not described:
            sheet.add_html(el("p", None, "It only names it, and says no more."))
        if silent:
            sheet.add_html(el("p", {"class": "hb-silent"}, silent))
    with sheet.folding("More about it"):
        sheet.add_lines(line for line in said if not _own(line))


def _own(line: Shown) -> bool:
    return isinstance(line, ShownLine) and line.authority == "own"


def topic_page(maker: Maker, book: Book, topic_id: str, topic: Mapping[str, Any]) -> Sheet:
    """One handbook page."""
    sheet = Sheet(maker, book, f"topics/{topic_id}.md", topic["title"])
    sheet.aliases = list(topic["aliases"])
    sheet.kind = "How it works"
    sheet.made_from = maker.data.entries["topic"][topic_id].name
    group = topic["group"]
    sheet.under(fixed.LOOK_UP, fixed.LOOK_UP, (TOPIC_GROUPS[group], f"{fixed.LOOK_UP.path}#topic-{group}"))
    sheet.add_text(topic["intro"])
    sheet.add_flow_buttons(topic.get("flows", ()))
    silent: list[tuple[str, str]] = []
    opened = 0
    for section in topic["sections"]:
        part = f"topic.{topic_id}/{section['id']}"
        if not _holds(sheet, section):
            if part in maker.silent:
                silent.append((section["title"], maker.silent[part]))
            continue
        if opened < OPEN:
            opened += 1
            sheet.add_heading(section["title"])
            _section(sheet, section, part)
        else:
            with sheet.folding(section["title"], anchor=slug(section["title"])):
                _section(sheet, section, part)
    if silent:
        sheet.add_heading("Where this setting's document is silent")
        sheet.add_html(el("p", {"class": "hb-silent"}, f"{document_words(maker)} does not say:"))
        items = (
            el(
                "li",
                {"class": "hb-silent"},
                title,
                el("small", {"class": "hb-absent"}, note) if note else None,
            )
            for title, note in silent
        )
        sheet.add_html(el("ul", None, items))
    sheet.add_notes(topic)
    sheet.add_see_also(topic.get("related", ()))
    return sheet


def _section(sheet: Sheet, section: Mapping[str, Any], part: str) -> None:
    sheet.add_statements(section.get("statements", ()), numbered=section.get("numbered", False))
    sheet.add_rules(section.get("rules", ()))
    if section.get("contacts"):
        sheet.add_contacts(section["contacts"])
    if section.get("clocks"):
        sheet.add_deadlines(section["clocks"])
    for name in section.get("lists", ()):
        sheet.add_do_and_dont(name)
    for name in section.get("rule_sets", ()):
        _rule_set(sheet, name)
    sheet.add_silence(part)


def _rule_set(sheet: Sheet, name: str) -> None:
    rules = sheet.maker.data.one("golden-rules")[name]
    sheet.add_html(sheet.inner_heading(rules["title"], name))
    sheet.found_by(rules["status"])
    sheet.add_html(el("p", None, rules["status"]))
    lines = [
        {"text": f"{rule['number']}. {rule['short']}: {rule['text']}", "cite": rule["cite"]}
        for rule in rules["rules"]
    ]
    sheet.add_statements(lines)


def _holds(sheet: Sheet, section: Mapping[str, Any]) -> bool:
    if sheet.maker.shown(section.get("statements", ())):
        return True
    data = sheet.maker.data
    if any(
        sheet.maker.shown(data.one("golden-rules")[name]["rules"]) for name in section.get("rule_sets", ())
    ):
        return True
    slots = [*section.get("rules", ()), *section.get("contacts", ()), *section.get("clocks", ())]
    fills = [sheet.book.fills[area] for area in sheet.areas]
    if any(
        slot in fill.rules or slot in fill.contacts or slot in fill.deadlines or slot in fill.gaps
        for slot in slots
        for fill in fills
    ):
        return True
    if any(slot in sheet.book.contacts for slot in section.get("contacts", ())):
        return True
    lists = (data.each("list")[name] for name in section.get("lists", ()))
    return any(
        sheet.maker.shown([*entry.get("do", {}).values(), *entry.get("dont", {}).values()]) for entry in lists
    )


def reference(maker: Maker, book: Book, page: fixed.FixedPage) -> Sheet:
    """A page of what one file of the data holds, called as its kind is, under "Look something up"."""
    sheet = Sheet(maker, book, page.source, page.title)
    sheet.made_from = maker.data.files[page.name].name
    sheet.under(fixed.LOOK_UP, fixed.LOOK_UP)
    return sheet


def definitions_page(maker: Maker, book: Book) -> Sheet:
    """The glossary, in alphabetical order; terms with no meaning here are left out."""
    sheet = reference(maker, book, fixed.DEFINITIONS)
    for name, entry in sorted(
        maker.data.one("definitions").items(), key=lambda pair: pair[1]["term"].lower()
    ):
        if sheet.maker.shown(entry.get("meaning", ())):
            aliases = entry.get("aliases", ())
            with sheet.folding(entry["term"], about=", ".join(aliases), anchor=name):
                sheet.named(*aliases)
                sheet.add_statements(entry["meaning"])
                sheet.add_silence(f"definition.{name}")
    return sheet


def law_page(maker: Maker, book: Book) -> Sheet:
    """Laws and guidance that the setting's document names."""
    sheet = reference(maker, book, fixed.LAW)
    sheet.add_text(
        "What this setting's document names, with the edition it names. "
        "Newer editions stand under “What has changed”."
    )
    kinds = {
        "act": "Acts of Parliament",
        "section": "Sections of law",
        "regulation": "Regulations",
        "guidance": "National guidance",
        "local": "Local procedures and guidance",
    }
    changes: dict[str, None] = {}
    for kind, words in kinds.items():
        rows = []
        for entry in maker.data.one("law").values():
            cited = maker.cites(entry.get("cite", []))
            if entry["kind"] == kind and cited:
                named = [Cite(*cite) for cite in cited]
                sheet.cited.update(dict.fromkeys(cite.source for cite in named))
                year = (
                    f", {entry['year']}"
                    if "year" in entry and str(entry["year"]) not in entry["title"]
                    else ""
                )
                note = f" {entry['note']}" if entry.get("note") else None
                rows.append(
                    el(
                        "li",
                        {"class": "hb-line"},
                        f"{entry['title']}{year}.",
                        note,
                        " ",
                        el("small", {"class": "hb-source"}, cites(sheet.view, named)),
                    )
                )
                changes.update(dict.fromkeys(entry.get("changes", ())))
        if rows:
            sheet.add_heading(words)
            sheet.add_html(listed(rows))
    if not sheet.cited and "law" in maker.silent:
        sheet.add_html(
            el("p", {"class": "hb-silent"}, f"{document_words(maker)} names no law and no guidance.")
        )
    sheet.add_notes({"changes": list(changes)})
    return sheet


def figures_page(maker: Maker, book: Book) -> Sheet:
    """Numbers worth knowing that are not time limits."""
    sheet = reference(maker, book, fixed.FIGURES)
    sheet.add_text(
        "Counts, ages and limits that the documents name and that are not time limits. "
        "Time limits stand with what must be done."
    )
    for name, entry in maker.data.one("figures").items():
        if sheet.maker.shown([entry]):
            with sheet.folding(entry["title"], anchor=name):
                sheet.add_statements([entry])
    return sheet
