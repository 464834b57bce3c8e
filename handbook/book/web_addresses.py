"""Web addresses in full, from what a setting's file gives."""

from __future__ import annotations


def address_of(given: str) -> str:
    """A web address in full, with the slash that a folder ends in; "" for ""."""
    whole = given if "://" in given or not given else f"https://{given}"
    return f"{whole.rstrip('/')}/" if whole else ""


def edit_address(repository: str) -> str:
    """Where a file of the project can be edited, by the habits of the repository's host; "" without one."""
    host = address_of(repository)
    return f"{host}{'-/' if 'gitlab' in host else ''}edit/main/" if host else ""
