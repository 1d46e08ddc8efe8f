"""A scenario as TOML text, with what each line means beside it; Python reads TOML but does not write it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from .number import Number
from .parameter import Declared, Section


def section_toml(section: Section, path: str) -> str:
    """A section and its nested ones: every parameter with its provenance, and a remark with its meaning."""
    table = section.model_dump(mode="json", by_alias=True)
    lines = [f"[{path}]"]
    declared = section.declared()
    for name, held in table.items():
        if name in declared:
            lines += [_remark(declared[name]), f"{name} = {value_toml(held)}"]
        elif name not in section.sections():
            lines.append(f"{name} = {value_toml(held)}")
    parts = ["\n".join(lines)]
    parts += [section_toml(getattr(section, name), f"{path}.{name}") for name in section.sections()]
    return "\n\n".join(parts)


def rule_toml(rule: Mapping[str, Any]) -> str:
    """One rule as a ``[[rules]]`` table."""
    return "\n".join(["[[rules]]", *(f"{name} = {value_toml(value)}" for name, value in rule.items())])


def value_toml(value: object) -> str:
    """A value as TOML: text, truth, number, list, or inline table.

    Raises
    ------
    TypeError
        For anything that a scenario does not hold.
    """
    if isinstance(value, str):
        # JSON's escapes are TOML's, except that TOML wants DEL escaped too.
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{k} = {value_toml(v)}" for k, v in value.items()) + " }"
    if isinstance(value, list | tuple):
        return "[" + _lines([value_toml(v) for v in value]) + "]"
    raise TypeError(f"no TOML for {type(value).__name__}")


def _lines(items: list[str]) -> str:
    if any(item.startswith("{") for item in items):
        return "\n" + "".join(f"    {item},\n" for item in items)
    return ", ".join(items)


def _remark(declared: Declared) -> str:
    return "# " + " ".join(f"{declared.meaning} ({_range(declared)})".split())


def _range(declared: Declared) -> str:
    if isinstance(declared, Number):
        unit = f"{declared.unit}, " if declared.unit else ""
        return f"{unit}{declared.low:g} to {declared.high:g}"
    return declared.accepted
