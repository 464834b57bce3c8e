"""MkDocs events. Each one calls the handbook; nothing is decided here."""

from __future__ import annotations

import logging
import os
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

from blocks import Blocks
from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext
from page_cache import PageCache

from handbook import gc_control
from handbook.policies import handover
from handbook.problems import BuildError, DataError
from handbook.sites.one_site import Site, finish, make_site, read_site

log = logging.getLogger("mkdocs.hooks.handbook")


class Events:
    """The site being built; `mkdocs serve` reloads it before every build."""

    site: Site
    for_readers: bool
    page_cache: PageCache | None  # where a person is writing


def on_startup(command: str, **_: Any) -> None:
    """Store the command: a preview while writing, or a site for readers, also where MkDocs publishes it."""
    Events.for_readers = command != "serve"
    Events.page_cache = None if Events.for_readers else PageCache()
    gc_control.pause()


def on_serve(server: LiveReloadServer, builder: Callable[..., None], **_: Any) -> LiveReloadServer:
    """Keep serving the last site that could be built: while a person writes, a file is often half written.

    Raises Abort where something else answers at the address already.
    """
    _free(server)

    def build_or_keep(*given: Any) -> None:
        try:
            builder(*given)
        except Abort as error:
            log.warning("%s\nUntil this is fixed you see the site as it was.", error)
        gc_control.collect()

    server.builder = build_or_keep
    return server


def _free(server: LiveReloadServer) -> None:
    host, port = server.server_address[:2]
    try:
        with socket.socket(server.address_family) as tried:
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            tried.bind((host, port))
    except OSError as error:
        why = f"{host!s}:{port} cannot be used ({error.strerror}): is another server running there?"
        how = "python -m mkdocs serve --dev-addr 127.0.0.1:8123"
        raise Abort(f"{why} Stop it, or choose another port: {how}") from None


def on_config(config: MkDocsConfig, **_: Any) -> MkDocsConfig:
    """Read and check the data; a fault stops the build before anything is written."""
    try:
        data = Path(os.environ.get("HANDBOOK_DATA", "data"))
        setting, given = os.environ.get("HANDBOOK_SETTING", "griffin"), os.environ.get("HANDBOOK_HANDED_OVER")
        Events.site = (
            make_site(handover.read(Path(given), setting), setting, for_readers=Events.for_readers)
            if given
            else read_site(data, setting, for_readers=Events.for_readers)
        )
    except (BuildError, DataError) as error:
        raise Abort(str(error)) from None
    if Events.site.review:
        log.info(Events.site.review)
    config.site_name = Events.site.name
    config.nav = Events.site.nav
    config.site_url = Events.site.banner["site_url"]
    config.extra["handbook"] = Events.site.banner
    config.markdown_extensions.append(Blocks())  # type: ignore[arg-type]  # Markdown takes it
    return config


def on_files(files: Files, config: MkDocsConfig, **_: Any) -> Files:
    """Add the pages that come from the data. Raises Abort where a link beside them leads nowhere."""
    for file in files:
        source = Path(file.abs_src_path or ".")
        if not source.exists():
            raise Abort(f"{source} is a link that leads nowhere; fix it or delete it")
    for path, markdown in Events.site.pages.items():
        files.append(File.generated(config, path, content=markdown))
    if Events.page_cache:
        Events.page_cache.begin(config, files)
    return files


def on_page_markdown(markdown: str, page: Page, **_: Any) -> str:
    """Skip the Markdown of an unchanged page."""
    return Events.page_cache.markdown(page, markdown) if Events.page_cache else markdown


def on_page_content(html: str, page: Page, files: Files, **_: Any) -> str:
    """Take the content of an unchanged page from the cache, and that of any other into it."""
    return Events.page_cache.content(page, html, files) if Events.page_cache else html


def on_env(env: Environment, files: Files, **_: Any) -> Environment:
    """Skip the template of a page that is unchanged and has the same neighbours."""
    if Events.page_cache:
        Events.page_cache.choose(files)
    return env


def on_post_page(output: str, page: Page, **_: Any) -> str:
    """Take such a page from the cache, and any other into it."""
    return Events.page_cache.output(page, output) if Events.page_cache else output


def on_template_context(
    context: TemplateContext, template_name: str, config: MkDocsConfig, **_: Any
) -> TemplateContext:
    """Let links go from the page itself where it has one address, or the setting does not say which."""
    if template_name == "away.html" or (template_name == "404.html" and not config.site_url):
        context["base_url"] = "."
    return context


def on_post_build(config: MkDocsConfig, **_: Any) -> None:
    """Add what the browser needs to run the wizard; what cannot be made stops the build in words."""
    shared = os.environ.get("HANDBOOK_SHARED_RUNTIME", "")
    try:
        finish(Events.site, Path(config.site_dir), for_readers=Events.for_readers, shared=shared)
    except (BuildError, DataError) as error:
        raise Abort(str(error)) from None
