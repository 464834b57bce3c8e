"""Whether a value fits a schema: yes or no, and many times faster than with the reasons.

Nearly every file is right, and to find that out jsonschema makes an object for each part of the schema at
each value. So this is asked first, by the keywords that our schemas use, and jsonschema where it says no.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

Fits = Callable[[Any], bool]

# Annotations and definitions: they restrict nothing.
NOTES = frozenset({"$schema", "$id", "$defs", "$comment", "title", "description", "default", "examples"})
TYPES: Mapping[str, Fits] = {
    "string": lambda value: isinstance(value, str),
    "array": lambda value: isinstance(value, list),
    "object": lambda value: isinstance(value, dict),
    "boolean": lambda value: isinstance(value, bool),
    "null": lambda value: value is None,
    "number": lambda value: _number(value) is not None,
    "integer": lambda value: (number := _number(value)) is not None and number == int(number),
}


class UnsureError(Exception):
    """Only jsonschema can decide: an unknown keyword, or two values that may be equal."""


def compile_schema(schema: Any, referred: Callable[[str], Any]) -> Fits:
    """Compile a schema to a function that tells whether a value fits; `referred` resolves a `$ref`.

    Raises UnsureError for a keyword that is not known here, as may the question for a value.
    """
    known: dict[str, Fits] = {}

    def compile_part(part: Any) -> Fits:
        if isinstance(part, bool):
            return lambda _: part
        asked = [
            reference(part[key]) if key == "$ref" else _compile_keyword(key, part, compile_part)
            for key in part
            if key not in NOTES | BESIDE
        ]
        return lambda value: all(check(value) for check in asked)

    def reference(name: str) -> Fits:
        def later(value: Any) -> bool:  # a part may refer to itself
            if name not in known:
                known[name] = compile_part(referred(name))
            return known[name](value)

        return later

    return compile_part(schema)


Compile = Callable[[Any], Fits]

BESIDE = frozenset({"then", "else"})  # read with the keyword that they belong to
SIZE_KEYWORDS: Mapping[str, tuple[type, Callable[[Any, Any], bool]]] = {
    "minLength": (str, lambda value, wanted: len(value) >= wanted),
    "maxLength": (str, lambda value, wanted: len(value) <= wanted),
    "minItems": (list, lambda value, wanted: len(value) >= wanted),
    "maxItems": (list, lambda value, wanted: len(value) <= wanted),
    "minProperties": (dict, lambda value, wanted: len(value) >= wanted),
    "required": (dict, lambda value, wanted: all(name in value for name in wanted)),
    "uniqueItems": (list, lambda value, wanted: not wanted or _differ(value)),
}
BOUNDS: Mapping[str, Callable[[Any, Any], bool]] = {
    "minimum": lambda value, wanted: value >= wanted,
    "maximum": lambda value, wanted: value <= wanted,
    "exclusiveMinimum": lambda value, wanted: value > wanted,
}


def _compile_keyword(key: str, schema: Mapping[str, Any], compile_part: Compile) -> Fits:
    wanted = schema[key]
    if key in SIZE_KEYWORDS:
        kind, holds = SIZE_KEYWORDS[key]
        return lambda value: not isinstance(value, kind) or holds(value, wanted)
    if key in BOUNDS:
        bound = BOUNDS[key]
        return lambda value: (number := _number(value)) is None or bound(number, wanted)
    if key in COMPILERS:
        return COMPILERS[key](wanted, schema, compile_part)
    raise UnsureError(key)


def _type(wanted: Any, _: Mapping[str, Any], __: Compile) -> Fits:
    kinds = [TYPES[name] for name in ([wanted] if isinstance(wanted, str) else wanted)]
    return lambda value: any(kind(value) for kind in kinds)


def _enum(wanted: list[Any], _: Mapping[str, Any], __: Compile) -> Fits:
    if any(isinstance(item, (list, dict)) for item in wanted):
        raise UnsureError("enum")
    # True and 1 are one to Python, and two to a schema.
    known = {(isinstance(item, bool), item) for item in wanted}
    return lambda value: not isinstance(value, (list, dict)) and (isinstance(value, bool), value) in known


def _const(wanted: Any, schema: Mapping[str, Any], compile_part: Compile) -> Fits:
    return _enum([wanted], schema, compile_part)


def _pattern(wanted: str, _: Mapping[str, Any], __: Compile) -> Fits:
    search = re.compile(wanted).search
    return lambda value: not isinstance(value, str) or search(value) is not None


def _items(wanted: Any, _: Mapping[str, Any], compile_part: Compile) -> Fits:
    fits_item = compile_part(wanted)
    return lambda value: not isinstance(value, list) or all(map(fits_item, value))


def _names(wanted: Any, _: Mapping[str, Any], compile_part: Compile) -> Fits:
    fits_item = compile_part(wanted)
    return lambda value: not isinstance(value, dict) or all(map(fits_item, value))


def _properties(wanted: Mapping[str, Any], _: Mapping[str, Any], compile_part: Compile) -> Fits:
    fields = {name: compile_part(part) for name, part in wanted.items()}
    return lambda value: (
        not isinstance(value, dict)
        or all(fields[name](item) for name, item in value.items() if name in fields)
    )


def _others(wanted: Any, schema: Mapping[str, Any], compile_part: Compile) -> Fits:
    named, other = schema.get("properties", {}), compile_part(wanted)
    return lambda value: (
        not isinstance(value, dict) or all(other(item) for name, item in value.items() if name not in named)
    )


def _one_of(wanted: list[Any], _: Mapping[str, Any], compile_part: Compile) -> Fits:
    shapes = [compile_part(part) for part in wanted]
    return lambda value: sum(shape(value) for shape in shapes) == 1


def _all_of(wanted: list[Any], _: Mapping[str, Any], compile_part: Compile) -> Fits:
    parts = [compile_part(part) for part in wanted]
    return lambda value: all(part(value) for part in parts)


def _not(wanted: Any, _: Mapping[str, Any], compile_part: Compile) -> Fits:
    barred = compile_part(wanted)
    return lambda value: not barred(value)


def _if(wanted: Any, schema: Mapping[str, Any], compile_part: Compile) -> Fits:
    asked, yes, no = (
        compile_part(wanted),
        compile_part(schema.get("then", True)),
        compile_part(schema.get("else", True)),
    )
    return lambda value: yes(value) if asked(value) else no(value)


COMPILERS: Mapping[str, Callable[[Any, Mapping[str, Any], Compile], Fits]] = {
    "type": _type,
    "const": _const,
    "enum": _enum,
    "pattern": _pattern,
    "items": _items,
    "propertyNames": _names,
    "properties": _properties,
    "additionalProperties": _others,
    "oneOf": _one_of,
    "allOf": _all_of,
    "not": _not,
    "if": _if,
}


def _number(value: Any) -> int | float | None:
    return value if isinstance(value, (int, float)) and not isinstance(value, bool) else None


def _differ(values: list[Any]) -> bool:
    if all(isinstance(item, str) for item in values):
        return len(set(values)) == len(values)
    if any(item in values[:place] for place, item in enumerate(values)):
        raise UnsureError("uniqueItems")
    return True
