"""The bill of materials as CycloneDX, made from the lock files: what is shipped, and what only builds."""

from __future__ import annotations

import base64
import hashlib
import json
import uuid
from collections.abc import Iterator
from datetime import date
from typing import Any

from handbook.project import PROJECT
from handbook.release.shipped import COMPONENTS, npm_packages, pip_packages

LOCKS = (
    "requirements.txt",
    "handbook/runtime/node-requirements.txt",
    "handbook/runtime/target/requirements.txt",
)
NAME = "safeguarding-handbook"
NESTED = "node_modules/"
REQUIRED = "required"  # CycloneDX's word for what is shipped; what only builds is "excluded"


def sbom(day: date) -> str:
    """The bill of materials of a release of this day, as JSON; the same for the same locks and day."""
    shipped = {component.locked: component for component in COMPONENTS if component.locked}
    components = sorted((*_npm(set(shipped)), *_pip(set(shipped))), key=lambda entry: entry["bom-ref"])
    for entry in components:
        if entry["scope"] == REQUIRED:
            component = shipped[entry["name"]]
            entry["licenses"] = [{"expression": component.licence}]
            if inside := [
                _inside(other.name, other.licence) for other in COMPONENTS if other.inside == component.name
            ]:
                entry["components"] = inside
    components += [
        _inside(component.name, component.licence)
        for component in COMPONENTS
        if not component.locked and not component.inside
    ]
    content = json.dumps(components, sort_keys=True)
    serial = uuid.UUID(hashlib.sha256(f"{NAME} {day} {content}".encode()).hexdigest()[:32], version=5)
    bill = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{serial}",
        "version": 1,
        "metadata": {
            "timestamp": f"{day}T00:00:00Z",
            "component": {
                "type": "application",
                "bom-ref": NAME,
                "name": NAME,
                "version": day.isoformat(),
                "licenses": [{"license": {"id": "MIT"}}],
            },
        },
        "components": components,
    }
    return json.dumps(bill, indent=1, ensure_ascii=False) + "\n"


def _inside(name: str, licence: str) -> dict[str, Any]:
    known = licence.removeprefix("LicenseRef-")
    named = {"license": {"name": known}} if known != licence else {"expression": licence}
    return {
        "type": "library",
        "bom-ref": f"part:{name}",
        "name": name,
        "scope": REQUIRED,
        "licenses": [named],
    }


def _npm(shipped: set[str]) -> Iterator[dict[str, Any]]:
    """The packages of the npm lock, each version once; one inside another is never shipped itself."""
    seen: set[str] = set()
    for path, entry in sorted(npm_packages().items(), key=lambda package: NESTED in package[0]):
        name = path.rpartition(NESTED)[2]
        address = f"pkg:npm/{name.replace('@', '%40')}@{entry['version']}"
        if address in seen:
            continue
        seen.add(address)
        algorithm, _, value = entry.get("integrity", "").partition("-")
        hashed = {"alg": algorithm.upper().replace("SHA", "SHA-"), "content": base64.b64decode(value).hex()}
        yield {
            **_component(name, entry["version"], address, shipped=path in shipped),
            **({"hashes": [hashed]} if value else {}),
            **({"licenses": [{"expression": entry["license"]}]} if "license" in entry else {}),
        }


def _pip(shipped: set[str]) -> Iterator[dict[str, Any]]:
    seen: set[str] = set()
    for lock in LOCKS:
        for name, (version, hashes) in pip_packages(PROJECT / lock).items():
            address = f"pkg:pypi/{name.replace('_', '-')}@{version}"
            if address not in seen:
                seen.add(address)
                # A wheel for each system has its own hash; the lock accepts any of them.
                locked = [{"name": "locked:sha256", "value": digest} for digest in hashes]
                yield {**_component(name, version, address, shipped=name in shipped), "properties": locked}


def _component(name: str, version: str, address: str, *, shipped: bool) -> dict[str, Any]:
    return {
        "type": "library",
        "bom-ref": address,
        "name": name,
        "version": version,
        "purl": address,
        "scope": REQUIRED if shipped else "excluded",
    }
