"""What a reader takes along from any outcome of any flow: the note, and the reminders for a calendar."""

from __future__ import annotations

import html
import re
from datetime import datetime

import icalendar

from tests.content.handbooks import Handbook
from wizard.advice import deadlines_for
from wizard.ics import reminders
from wizard.model import URGENCY_WORDS
from wizard.render import resolved, step
from wizard.view import View

NOW = datetime.fromisoformat("2026-11-27T16:30")
SAID = re.compile(r'<span class="hb-(?:text|due)">([^<]*)</span>|href="tel:[^"]*">([^<]*)</a>')


def test_the_note_of_every_outcome_holds_what_the_screen_says(handbook: Handbook) -> None:
    for path in handbook.outcome_paths.values():
        view = View(handbook.book, "../", NOW)
        shown, kept = step(view, path.step, resolved(view, path.step)).split("<pre", 1)
        text = html.unescape(kept.split(">", 1)[1].split("</pre>", 1)[0])
        assert URGENCY_WORDS[path.outcome.urgency].lower() in text
        for found in SAID.finditer(shown):
            line = html.unescape(found[1] or found[2])
            assert line in text, (path.step.flow, path.outcome.id, line)


def test_the_reminders_of_every_outcome_parse_and_hold_each_date_of_the_screen(handbook: Handbook) -> None:
    dated = 0
    for path in handbook.outcome_paths.values():
        limits = deadlines_for(handbook.book, path.outcome.deadlines, path.step.areas, NOW)
        text = reminders(handbook.book, limits, NOW)
        events = icalendar.Calendar.from_ical(text).walk("VEVENT") if text else []
        assert len(events) == sum(one.due is not None for one in limits), (path.step.flow, path.outcome.id)
        dated += len(events)
    assert dated


def test_medway_alone_prints_signs_to_choose_from(handbook: Handbook) -> None:
    assert list(handbook.book.levels) == (["medway"] if handbook.book.setting == "medway" else [])
