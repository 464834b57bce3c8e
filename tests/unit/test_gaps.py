"""Whose words a gap has: the policy's file's where it has some, else its area's, else the slot's."""

from __future__ import annotations

from tests.support.tinydata import TinyData

OAK = "policies/oak-policy.yml"
TEXT = "Ask the South Team for the LADO."


def test_a_policy_without_words_for_a_gap_leaves_the_areas_words_and_fallback(tiny: TinyData) -> None:
    gap = tiny.book("oak").fills["south"].gaps["lado"]
    assert (gap.text, gap.fallback, gap.silent) == (TEXT, ("south-team",), "")


def test_a_policy_with_words_of_its_own_for_a_gap_is_heard_first(tiny: TinyData) -> None:
    tiny.edit(OAK, "clashes:\n", "instead: {lado: {text: Ask at the office.}}\nclashes:\n")
    gap = tiny.book("oak").fills["south"].gaps["lado"]
    assert (gap.text, gap.fallback) == ("Ask at the office.", ("police-emergency",))


def test_only_a_gap_on_which_somebody_found_the_policy_silent_says_so(tiny: TinyData) -> None:
    tiny.edit(OAK, "clashes:\n", "silent: [contact.lado]\nclashes:\n")
    gap = tiny.book("oak").fills["south"].gaps["lado"]
    assert (gap.text, gap.silent) == (TEXT, "Your policy does not say.")


def test_what_a_silent_policy_does_say_stands_in_the_place_of_the_usual_words(tiny: TinyData) -> None:
    note = "silent: [{ref: contact.lado, note: Your policy says only that there is one.}]\nclashes:\n"
    tiny.edit(OAK, "clashes:\n", note)
    assert tiny.book("oak").fills["south"].gaps["lado"].silent == "Your policy says only that there is one."
