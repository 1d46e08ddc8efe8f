"""Error messages for scenarios: one message with the place, the value received, what is accepted, and a remedy."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails, PydanticCustomError

from ..errors import BadScenario, Description, nearest, not_text
from .parameter import Section
from .provenance import REFUSED

_ACCEPTED = {
    "model_type": "a table",
    "model_attributes_type": "a table",
    "tuple_type": "a list",
    "bool_type": "true or false",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "finite_number": "a finite number",
    "string_type": "text in quotes",
    "literal_error": "{expected}",
    "greater_than_equal": "{ge} or more",
    "less_than": "a number less than {lt}",
    "less_than_equal": "{le} or less",
    "string_pattern_mismatch": "small letters, digits and hyphens",
    "string_too_long": "at most {max_length} letters",
    "string_too_short": "at least one letter",
    "too_long": "at most {max_length} of them",
}

_NOT_TEXT = ("model_type", "model_attributes_type", "tuple_type", "bool_type", "int_type", "float_type")

LONGEST_VALUE = 120
"""Largest number of characters of a received value that a message shows."""


def explain(error: ValidationError, model: type[BaseModel], given: Mapping[str, Any], where: str) -> BadScenario:
    """One error for all problems that pydantic found: the first is described, the others are counted.

    `model` is the class that was validated, to look up names and meanings; `given` is the validated table, to name
    rules by their ids; `where` is the file, or empty.
    """
    problems = error.errors(include_url=False)
    unknown = [p for p in problems if p["type"] == "extra_forbidden"]
    first = (unknown or problems)[0]
    path, received, accepted, remedy = _say(first, model)
    if unknown and len(path) == 1 and any(path[0] == rule.get("id") for rule in given.get("rules", [])):
        remedy = f"Did you mean 'rules.{path[0]}'?"
    if len(problems) > 1:
        remedy += f" ({len(problems) - 1} more to correct after this one.)"
    place = key_path(path, given)
    return BadScenario(_place(where, place), received=shown(received), accepted=accepted, remedy=remedy)


def key_path(path: Sequence[str | int], given: Mapping[str, Any]) -> str:
    """The place as a key path, such as ``watching.cameras_coverage[1].from``; rules appear by their ids."""
    text = ""
    here: object = given
    for part in path:
        here = _child(here, part)
        if isinstance(part, int) and text == "rules" and isinstance(here, Mapping) and "id" in here:
            text += f".{here['id']}"
        elif isinstance(part, int):
            text += f"[{part + 1}]"  # people count from one
        else:
            text += f".{part}" if text else part
    return text


def _child(here: Any, part: str | int) -> object:
    try:
        return here[part]
    except (KeyError, IndexError, TypeError):
        return None


def _say(problem: ErrorDetails, model: type[BaseModel]) -> tuple[tuple[str | int, ...], object, str, str]:
    """Place, value received, accepted values and remedy."""
    path, context = problem["loc"], problem.get("ctx", {})
    if problem["type"] == REFUSED:
        return path + tuple(context["path"]), context["received"], context["accepted"], context["remedy"]
    if problem["type"] == "extra_forbidden":
        known, remedy = _unknown(path, model, problem["input"])
        return path, Description(f"an unknown key {path[-1]!r}"), f"one of {known}", remedy
    meaning = _meaning(path, model)
    if problem["type"] == "missing":
        return path, Description("nothing"), meaning or "a value", f"Add {path[-1]}."
    accepted = _ACCEPTED.get(problem["type"], problem["msg"]).format(**context)
    remedy = f"{path[-1] if path else 'scenario'}: {meaning}." if meaning else "Correct the value."
    if problem["type"] == "literal_error" and isinstance(problem["input"], str):
        remedy = nearest(problem["input"], re.findall(r"'([^']*)'", accepted))
    received = not_text(problem["input"]) if problem["type"] in _NOT_TEXT else problem["input"]
    return path, received, accepted, remedy


def _unknown(path: tuple[str | int, ...], model: type[BaseModel], given: object) -> tuple[str, str]:
    """The known keys in this place, and a sentence that suggests the nearest one; `given` is the key's value."""
    holder = _model_at(path[:-1], model)
    keys = [*_fields(holder)]
    name = str(path[-1])
    close = difflib.get_close_matches(name, keys, n=1)
    listing = ", ".join(keys[:12]) + (", ..." if len(keys) > 12 else "")
    if issubclass(model, Section):
        elsewhere = _with_end(".".join((*map(str, path), *_first_keys(given))), model, is_near=not close)
        if elsewhere:
            return listing, f"Did you mean {' or '.join(map(repr, elsewhere[:3]))}?"
    return listing, nearest(name, keys)


def _first_keys(given: object) -> Iterator[str]:
    """The keys to the first value in nested tables; those of a value with its provenance are not meant."""
    while isinstance(given, Mapping) and given and "value" not in given:
        key, given = next(iter(given.items()))
        yield str(key)


def _with_end(wanted: str, model: type[Section], *, is_near: bool) -> list[str]:
    """Parameters whose paths end like the wanted path, or lie deeper in its place.

    Without any, and if `is_near`, the parameter or section whose path has an end that is near to the wanted one.
    """
    known = parameter_paths(model)
    place, _, last = wanted.rpartition(".")
    if same := [one for one in known if one.endswith(f".{wanted}")]:
        return same
    if deeper := [one for one in known if one.startswith(f"{place}.") and one.endswith(f".{last}")]:
        return deeper
    sections = sorted(one.removesuffix(".on") for one in known if one.endswith(".on"))
    words = wanted.count(".") + 1
    ends = {".".join(one.split(".")[-words:]): one for one in reversed(known + sections)}
    return [ends[end] for end in difflib.get_close_matches(wanted, ends, n=1, cutoff=0.75)] if is_near else []


def parameter_paths(model: type[Section], prefix: str = "") -> list[str]:
    """Key paths of all parameters of a section and its nested sections."""
    own = [prefix + name for name in model.declared()]
    return own + [p for name, kind in model.sections().items() for p in parameter_paths(kind, f"{prefix}{name}.")]


def _model_at(path: tuple[str | int, ...], model: type[BaseModel]) -> type[BaseModel]:
    """The class of the table at a place."""
    for part in path:
        if isinstance(part, str):
            field = _fields(model).get(part)
            model = (_first_model(field.annotation) if field else None) or model
    return model


def _first_model(annotation: object) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    inner = (_first_model(a) for a in get_args(annotation))
    return next((m for m in inner if m is not None), None)


def _meaning(path: tuple[str | int, ...], model: type[BaseModel]) -> str:
    field = _fields(_model_at(path[:-1], model)).get(str(path[-1])) if path else None
    return (field.description or "") if field is not None else ""


def _fields(model: type[BaseModel]) -> dict[str, FieldInfo]:
    """Fields of a table by the names of their keys."""
    return {field.alias or name: field for name, field in model.model_fields.items()}


def refused(refusal: PydanticCustomError, given: Mapping[str, Any], where: str) -> BadScenario:
    """The error for a refusal outside pydantic, while changes are laid over a scenario."""
    context = refusal.context or {}
    return BadScenario(
        _place(where, key_path(context["path"], given)),
        received=shown(context["received"]),
        accepted=context["accepted"],
        remedy=context["remedy"],
    )


def shown(received: object) -> object:
    """The received value as a message shows it: text in quotes, so that '12' differs from 12."""
    beginning = short(received)
    return repr(beginning) if isinstance(received, str) and not isinstance(received, Description) else beginning


def short(received: object) -> object:
    """The value, or its beginning if it is too long."""
    try:
        text = received if isinstance(received, str) else repr(received)
    except ValueError:  # Python does not print whole numbers of thousands of digits
        return "a number too long to print"
    return received if len(text) <= LONGEST_VALUE else f"{text[:LONGEST_VALUE]}..."


def _place(where: str, path: str) -> str:
    return ": ".join(part for part in (where, path) if part) or "scenario"
