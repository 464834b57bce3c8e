"""The same pages as plain files with a plain `mkdocs.yml`: for another generator, or to compare with."""

from __future__ import annotations

import shutil
from pathlib import Path

import yaml

from handbook.project import PROJECT
from handbook.sites.one_site import Site

ASSETS = PROJECT / "docs/site/assets"


def write(site: Site, out: Path) -> None:
    """Write `out/mkdocs.yml` and `out/docs/`; raises FileExistsError where `out` holds anything already."""
    if out.exists() and any(out.iterdir()):
        raise FileExistsError(f"{out} is not empty; name a new folder")
    docs = out / "docs"
    for path, markdown in site.pages.items():
        page = docs / path
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(markdown, encoding="utf-8")
    shutil.copytree(ASSETS, docs / "assets")
    frame = {
        "site_name": site.name,
        "use_directory_urls": False,
        "theme": {"name": "material", "font": False},
        "markdown_extensions": ["attr_list"],
        "extra_css": ["assets/handbook.css", "assets/paper.css"],
        "nav": site.nav,
    }
    text = yaml.safe_dump(frame, sort_keys=False, allow_unicode=True)
    (out / "mkdocs.yml").write_text(text, encoding="utf-8")
