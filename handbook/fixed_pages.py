"""The pages that every handbook has beside those of its entries: how each is called, and where it is."""

from __future__ import annotations

from typing import NamedTuple


class FixedPage(NamedTuple):
    """A page: its title, and its path without the ending."""

    title: str
    name: str

    @property
    def path(self) -> str:
        """Where it is in the site."""
        return f"{self.name}.html"

    @property
    def source(self) -> str:
        """What MkDocs makes it of."""
        return f"{self.name}.md"


HOME = FixedPage("Home", "index")
WHAT_NOW = FixedPage("What do I do now?", "what-now/index")
CONTACTS = FixedPage("Who do I call?", "contacts")
LOOK_UP = FixedPage("Look something up", "lookup")
PRACTICE = FixedPage("Practice", "practice/index")  # only where there is something to practise
ROLES = FixedPage("Who does what", "roles")
DEFINITIONS = FixedPage("Words and what they mean", "definitions")
FIGURES = FixedPage("Numbers to know", "figures")
NUMBERS = FixedPage("Every number and its history", "number-history")
LAW = FixedPage("Law and guidance", "law")
NEWS = FixedPage("What's new", "news")
CHANGES = FixedPage("What has changed", "changes")
UNCLEAR = FixedPage("Where the documents are unclear", "unclear")
SOURCES = FixedPage("Sources", "sources")
ABOUT = FixedPage("About and privacy", "about")
PRINT = FixedPage("Print", "print/index")
SIGN_OFF = FixedPage("Sign-off", "signoff")
