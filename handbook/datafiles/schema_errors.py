"""What breaks a schema, in words that help to fix the file. Only a fault needs it, and jsonschema."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from jsonschema import Draft202012Validator, ValidationError
from referencing import Registry, Resource

from handbook.datafiles.yamlfile import Key, YamlFile
from handbook.problems import Problem, did_you_mean

SHOWN = 60  # characters of a wrong value that a message repeats
RESERVED = re.compile(r"con|prn|aux|nul|com[0-9]|lpt[0-9]")  # no file may be called so on Windows


class SchemaErrors:
    """Complains by the schemas of one folder, given by the names of their files."""

    def __init__(self, schemas: Mapping[str, Any]) -> None:
        self._registry: Registry[Any] = Registry().with_resources(
            (name, Resource.from_contents(schema)) for name, schema in schemas.items()
        )
        self._validators: dict[str, Draft202012Validator] = {}

    def of(self, file: YamlFile, kind: str, schema: Any) -> Iterator[Problem]:
        """Every way in which the file breaks the schema of its kind."""
        if kind not in self._validators:
            self._validators[kind] = Draft202012Validator(schema, registry=self._registry)
        for error in self._validators[kind].iter_errors(file.data):
            for cause in _best(error):
                yield from _explain(file, cause)

    def fault(self, part: str, name: str, value: Any) -> str:
        """Why a value does not fit a shared part of the schemas, or ""; `name` is what to call the value."""
        ref = {"$ref": f"common.schema.json#/$defs/{part}"}
        error = next(Draft202012Validator(ref, registry=self._registry).iter_errors(value), None)
        return _words(name, error) if error else ""


def _best(error: ValidationError) -> list[ValidationError]:
    """For `oneOf`, the errors of the shape that was probably meant; else the error itself."""
    shapes: dict[Any, list[ValidationError]] = {}
    for cause in error.context or ():
        shapes.setdefault(cause.relative_schema_path[0], []).append(cause)
    meant = max(shapes.values(), key=lambda shape: (_fit(shape), -len(shape)), default=[])
    if not meant or not _fit(meant):
        return [error]
    return [inner for cause in meant for inner in _best(cause)]


def _fit(complaints: list[ValidationError]) -> float:
    """How well something fits a shape that it breaks: 0 where nothing in it belongs there."""
    outside = [complaint for complaint in complaints if not complaint.relative_path]
    if not outside:
        return math.inf  # the shape is right, and something within it is wrong
    if not isinstance(outside[0].instance, dict):
        return float(all(complaint.validator != "type" for complaint in outside))
    known = _part(outside[0], "properties", {})
    return sum(1.0 if key in known else 0.5 * bool(did_you_mean(key, known)) for key in outside[0].instance)


def _name(key: Key) -> str:
    if not key:
        return "the file"
    last = key[-1]
    return f"entry {last + 1} of {_name(key[:-1])}" if isinstance(last, int) else f"'{last}'"


def _short(value: Any) -> str:
    text = " ".join(value.split()) if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"


def _explain(file: YamlFile, error: ValidationError) -> Iterator[Problem]:
    key: Key = tuple(error.absolute_path)
    value: Any = error.instance
    wanted: Any = error.validator_value
    known = _part(error, "properties", {})
    if error.validator == "additionalProperties" and isinstance(value, dict):
        for extra in sorted(set(value) - set(known), key=str):
            fix = did_you_mean(extra, known) or f"; known: {', '.join(known)}"
            yield file.problem((*key, extra), f"'{extra}' is not a field here{fix}")
    elif error.validator == "required" and isinstance(value, dict):
        mistyped = {near for extra in set(value) - set(known) for near in get_close_matches(extra, known, 1)}
        missing = [repr(field) for field in wanted if field not in {*value, *mistyped}]
        if missing:
            yield file.problem(key, f"{_name(key)} lacks {', '.join(missing)}; add it")
    elif isinstance(value, str) and isinstance(_at(file.data, key), dict):
        # What breaks the schema is the key itself, and `key` leads to the mapping that holds it.
        hint = _part(error, "description", f"it must look like {wanted}")
        yield file.problem((*key, value), f"'{_short(value)}' cannot be a key here: {hint}")
    elif value != "" or error.validator != "pattern":  # an empty text is reported as empty, not as ill-formed
        yield file.problem(key, _words(_name(key), error))


def _at(data: Any, key: Key) -> Any:
    for part in key:
        data = data[part]
    return data


# SchemaErrors that need nothing but the name and what the schema wants.
PLAIN = {
    "minItems": "{name} needs {wanted} or more",
    "minProperties": "{name} needs {wanted} or more",
    "exclusiveMinimum": "{name} must be more than {wanted}",
    "uniqueItems": "{name} names something twice; keep one",
}


def _words(name: str, error: ValidationError) -> str:
    value: Any = error.instance
    wanted: Any = error.validator_value
    match error.validator:
        case "enum":
            known = [str(word) for word in wanted]
            fix = did_you_mean(str(value), known) or f"; use one of {', '.join(known)}"
            words = f"{name} is '{_short(value)}'{fix}"
        case "pattern" if RESERVED.fullmatch(str(value)):
            words = f"{name} cannot be '{value}': Windows keeps this name for itself; choose another"
        case "pattern":
            hint = _part(error, "description", f"must look like {wanted}")
            words = f"{name} cannot be '{_short(value)}': {hint}"
        case "type" | "minLength" | "minItems" | "minProperties" if value in (None, "", [], {}):
            words = f"{name} is empty; fill it or leave it out"
        case "type":
            words = f"{name} must be {_kind(wanted)}, not '{_short(value)}'"
        case "oneOf":
            words = f"{name} must {_shapes(error)}"
        case "const":
            words = f"{name} must be {json.dumps(wanted)} or be left out"
        case "not":
            words = f"{name} cannot have {', '.join(map(repr, wanted['required']))} here; take it out"
        case "maxLength":
            words = f"{name} has {len(value)} characters; shorten it to {wanted}"
        case other:
            words = PLAIN.get(str(other), "{name}: {message}").format(
                name=name, wanted=wanted, message=error.message[:200]
            )
    return words


def _shapes(error: ValidationError) -> str:
    """What there is to choose from: the fields of each shape, or the kinds of thing."""
    fields: list[str] = []
    kinds: list[str] = []
    for cause in error.context or ():
        wanted: Any = cause.validator_value
        if cause.validator == "required" and not cause.relative_path:
            fields.append(" and ".join(map(repr, wanted)))
        elif cause.validator == "type" and not cause.relative_path:
            kinds.append(wanted)
    if fields:
        return f"have {', or '.join(dict.fromkeys(fields))}"
    return f"be {_kind(list(dict.fromkeys(kinds)))}, not '{_short(error.instance)}'"


def _part(error: ValidationError, keyword: str, otherwise: Any) -> Any:
    """What the schema that was broken says under a keyword."""
    return error.schema.get(keyword, otherwise) if isinstance(error.schema, Mapping) else otherwise


def _kind(wanted: str | list[str]) -> str:
    words = {
        "string": "text (put it in quotes)",
        "array": "a list",
        "object": "a mapping",
        "integer": "a whole number",
        "boolean": "true or false",
        "number": "a number (without quotes)",
        "null": "empty",
    }
    return " or ".join(words[word] for word in ([wanted] if isinstance(wanted, str) else wanted))
