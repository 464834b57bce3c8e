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
from pathlib import Path
from typing import Any

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from playwright.sync_api import Browser, expect

from tests.browser.support import PROJECT

DAY = "2026-12-01"
ZIP = f"griffin-{DAY}.zip"
PATIENCE = 120_000


def released(out: Path, **environment: str) -> Path:
    """A release of one setting, by the command as a person gives it."""
    command = [sys.executable, "-m", "handbook", "release", "--setting", "griffin", "--day", DAY]
    subprocess.run(
        [*command, "--out", str(out)],
        cwd=PROJECT,
        env={**os.environ, **environment},
        check=True,
        capture_output=True,
    )
    return out / DAY


def with_parts(components: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Each component of a bill of materials, and what it is made of in turn."""
    for component in components:
        yield component
        yield from with_parts(component.get("components", []))


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return released(tmp_path_factory.mktemp("one"))


@pytest.fixture(scope="module")
def site(release: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What someone gets who unpacks the zip."""
    place = tmp_path_factory.mktemp("unpacked, Größe")
    shutil.unpack_archive(release / ZIP, place)
    return next(path.parent for path in sorted(place.rglob("index.html"), key=lambda one: len(one.parts)))


def test_two_releases_of_a_day_are_the_same_bytes(release: Path, tmp_path: Path) -> None:
    again = released(
        tmp_path / "another place" / "deeper", TZ="Pacific/Auckland", LC_ALL="C", PYTHONHASHSEED="7"
    )
    assert sorted(path.name for path in again.iterdir()) == sorted(path.name for path in release.iterdir())
    for path in release.iterdir():
        assert path.read_bytes() == (again / path.name).read_bytes(), path.name


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


def test_what_is_overdue_stops_the_release_of_a_real_handbook(tmp_path: Path) -> None:
    data = shutil.copytree(PROJECT / "data", tmp_path / "data")
    setting = data / "settings/griffin.yml"
    text = setting.read_text(encoding="utf-8")
    assert "demonstration: true\n" in text
    setting.write_text(text.replace("demonstration: true\n", ""), encoding="utf-8")
    command = [sys.executable, "-m", "handbook", "--data", str(data), "release", "--setting", "griffin"]
    done = subprocess.run(
        [*command, "--day", DAY, "--out", str(tmp_path / "out")],
        cwd=PROJECT,
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1
    assert "was due for review on 31 October 2020" in done.stderr
    assert not (tmp_path / "out" / DAY).exists()
