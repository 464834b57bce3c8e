"""Releases: the same bytes from the same sources, whole, checked, and with the terms of all they hold."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from playwright.sync_api import Browser, expect

from handbook.release import zips
from handbook.release.sbom import sbom
from handbook.release.shipped import licences
from handbook.sites.all_sites import KEY
from tests.browser.conftest import books
from tests.browser.support import PROJECT, SITE
from wizard.model import Book

__all__ = ["books"]

DAY = "2026-12-01"
ZIP = f"griffin-{DAY}.zip"
PATIENCE = 120_000


def with_parts(components: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Each component of a bill of materials, and what it is made of in turn."""
    for component in components:
        yield component
        yield from with_parts(component.get("components", []))


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release of one setting, by the command as a person gives it, where little is as it was for the sites."""
    out = tmp_path_factory.mktemp("another place") / "deeper"
    command = [sys.executable, "-m", "handbook", "release", "--setting", "griffin", "--day", DAY]
    subprocess.run(
        [*command, "--out", str(out)],
        cwd=PROJECT,
        env={**os.environ, "TZ": "Pacific/Auckland", "LC_ALL": "C", "PYTHONHASHSEED": "7"},
        check=True,
        capture_output=True,
    )
    return out / DAY


@pytest.fixture(scope="module")
def site(release: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What someone gets who unpacks the zip."""
    place = tmp_path_factory.mktemp("unpacked, Größe")
    shutil.unpack_archive(release / ZIP, place)
    return next(path.parent for path in sorted(place.rglob("index.html"), key=lambda one: len(one.parts)))


def test_a_release_has_the_bytes_of_the_site_but_for_the_day_in_its_pdfs(
    books: dict[str, Book], site: Path
) -> None:
    """The site was built on another day or at another time, elsewhere and with other settings of the machine."""
    assert "griffin" in books
    ours, theirs = (
        {path.relative_to(place).as_posix(): path for path in place.rglob("*") if path.is_file()}
        for place in (site, SITE / "griffin")
    )
    assert ours.keys() - {"LICENCES.txt", "sbom.cdx.json"} == theirs.keys() - {KEY}
    differ = {
        name for name in ours.keys() & theirs.keys() if ours[name].read_bytes() != theirs[name].read_bytes()
    }
    assert {name for name in differ if not name.endswith(".pdf")} == set()
    for name in differ:
        with pikepdf.open(ours[name]) as dated, pikepdf.open(theirs[name]) as pdf:
            assert str(dated.docinfo.CreationDate) == "D:20261201000000Z", name
            one, other = ([page.Contents.read_bytes() for page in made.pages] for made in (dated, pdf))
            assert one == other, name


def test_what_lies_beside_the_sites_is_the_same_in_every_byte_too(release: Path, tmp_path: Path) -> None:
    day = date.fromisoformat(DAY)
    assert (release / "LICENCES.txt").read_text(encoding="utf-8") == licences()
    assert (release / "sbom.cdx.json").read_text(encoding="utf-8") == sbom(day)
    beside = {"b.txt": "b", "a.txt": "a"}
    for place in ("one", "two"):
        for name in ("z.html", "y/x.css", "w.png")[:: 1 if place == "one" else -1]:
            path = tmp_path / place / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(name * 100, encoding="utf-8")
            os.utime(path, (0, 0) if place == "one" else None)
        (tmp_path / f"zip-{place}").mkdir()
        zips.make(tmp_path / place, tmp_path / f"zip-{place}" / ZIP, day, beside)
        beside = dict(reversed(beside.items()))
    one, two = (tmp_path / f"zip-{place}" / ZIP for place in ("one", "two"))
    assert one.read_bytes() == two.read_bytes()


def test_the_checksums_are_those_of_the_files(release: Path) -> None:
    lines = (release / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    named = {line.split("  ")[1]: line.split("  ")[0] for line in lines}
    assert {ZIP, "LICENCES.txt", "sbom.cdx.json"} <= named.keys()
    for name, checksum in named.items():
        assert hashlib.sha256((release / name).read_bytes()).hexdigest() == checksum, name


def test_the_page_lists_each_handbook_with_its_checksum(release: Path) -> None:
    text = (release / "index.html").read_text(encoding="utf-8")
    assert f'href="{ZIP}"' in text
    assert hashlib.sha256((release / ZIP).read_bytes()).hexdigest() in text


def test_the_page_has_its_style_beside_it(release: Path) -> None:
    text = (release / "index.html").read_text(encoding="utf-8")
    assert "<style" not in text
    (style,) = re.findall(r'<link rel="stylesheet" href="([^"]+)">', text)
    assert (release / style).is_file()


def test_the_terms_of_all_that_is_shipped_go_along(release: Path) -> None:
    with zipfile.ZipFile(release / ZIP) as packed:
        names = [name for name in packed.namelist() if name.endswith(("LICENCES.txt", "sbom.cdx.json"))]
        terms = packed.read(next(name for name in names if name.endswith(".txt"))).decode()
        parts = json.loads(packed.read(next(name for name in names if name.endswith(".json"))))
    for words in (
        "Mozilla Public License",
        "PYTHON SOFTWARE FOUNDATION LICENSE",
        "Material",
        "SIL OPEN FONT",
    ):
        assert words.lower() in terms.lower(), words
    assert parts["bomFormat"] == "CycloneDX"
    every = list(with_parts(parts["components"]))
    assert {"pyodide", "CPython", "mkdocs-material"} <= {part["name"] for part in every}
    # What only builds the site is listed too, and marked as such; what is shipped has its terms.
    assert [
        part["name"] for part in every if part.get("scope") != "excluded" and not part.get("licenses")
    ] == []


def test_the_bill_of_materials_is_valid_cyclonedx(release: Path) -> None:
    bill = (release / "sbom.cdx.json").read_text(encoding="utf-8")
    validator = JsonStrictValidator(SchemaVersion.V1_6)
    assert validator.validate_str(bill) is None
    assert validator.validate_str(bill.replace('"scope": "required"', '"scope": "perhaps"')) is not None


def test_the_unpacked_handbook_answers_from_its_folder(browser: Browser, site: Path) -> None:
    page = browser.new_page()
    page.goto((site / "what-now/worried.html").as_uri())
    wizard = page.locator("[data-wizard]")
    expect(wizard).to_have_attribute("data-state", "ready", timeout=PATIENCE)
    wizard.locator("[data-option=no]:visible").click()
    expect(wizard).to_have_attribute("data-step", "what")
    page.close()
