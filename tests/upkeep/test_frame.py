"""What stands round a page: the way to its data, the way to tell what is wrong, what comes before and after it."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from handbook.book.words import ASK_THE_LEAD, DRAFT
from tests.support.tinydata import TinyData

GIVEN = "repo_url: github.com/oak/handbook\nfeedback_email: office@oak-primary.sch.uk\n"
EDIT = "Edit the data of this page"
PROJECT = Path(__file__).parents[2]
LINK = re.compile(r'<a [^>]*?href="([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)
TAG = re.compile(r"<[^>]+>")


@pytest.fixture
def site(tiny: TinyData, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Oak's site as `make serve` builds it, with a repository and an address for faults."""
    tiny.edit("settings/oak.yml", "name: Oak School\n", f"name: Oak School\n{GIVEN}")
    return built(tiny, "oak", tmp_path / "site", monkeypatch)


def built(tiny: TinyData, setting: str, site: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder with a setting's site."""
    monkeypatch.chdir(PROJECT)
    monkeypatch.setenv("HANDBOOK_DATA", str(tiny.root))
    monkeypatch.setenv("HANDBOOK_SETTING", setting)
    config = load_config("mkdocs.yml", site_dir=str(site))
    config.plugins.on_startup(command="serve", dirty=False)
    build(config)
    return site


def links(page: Path) -> dict[str, str]:
    """Where a page's plain links go, by their words."""
    found = LINK.findall(page.read_text(encoding="utf-8"))
    return {" ".join(TAG.sub("", words).split()): unquote(unescape(href)) for href, words in found}


def test_a_page_leads_to_its_data_to_its_keeper_and_to_its_neighbours(site: Path) -> None:
    page = links(site / "harms/bullying.html")
    edited = "https://github.com/oak/handbook/edit/main/"
    file = page[EDIT].removeprefix(edited)
    assert file == "data/base/harms/bullying.yml"
    assert page["Tell us what is wrong here"] == "mailto:office@oak-primary.sch.uk?subject=Handbook: Bullying"
    assert page["Home"] == "../index.html"
    every = {path.name: links(path) for path in site.rglob("*.html")}
    neighbours = [
        words for one in every.values() for words in one if words.startswith(("Previous ", "Next "))
    ]
    assert neighbours  # of the same shelf; bullying stands alone on its own
    assert all("Tell us what is wrong here" in one for one in every.values())
    files = [one[EDIT].removeprefix(edited) for one in every.values() if EDIT in one]
    assert len(files) > len(every) / 3
    assert not [file for file in files if not (site.parent / file).is_file()]


def test_an_address_that_leads_nowhere_offers_the_doors(site: Path) -> None:
    text = (site / "404.html").read_text(encoding="utf-8")
    assert 'href="tel:999"' in text
    for tab in ("what-now/index.html", "contacts.html", "lookup.html"):
        assert text.count(f'href="./{tab}"') >= 2, tab  # in the bar, and on the page itself
    assert "data-search-open" in text


def test_every_page_of_a_draft_says_that_it_is_not_finished(
    tiny: TinyData, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tiny.edit("settings/elm.yml", "kind: school\n", "kind: school\ndraft: true\n")
    site = built(tiny, "elm", tmp_path / "site", monkeypatch)
    for path in site.rglob("*.html"):
        words = " ".join(TAG.sub("", path.read_text(encoding="utf-8")).split())
        assert DRAFT in words, path
        assert ASK_THE_LEAD in words, path
        assert "Last reviewed" not in words, path
