"""Sections for what a page does not describe by hand: mechanisms in odd.md, themes of measures in measures.md.

Who adds one writes its docstring and its declarations. A section that is written by hand takes the place of these.
"""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from xinyong.measures.registry import THEMES
from xinyong.mechanisms import INITIALIZATION, Mechanism
from xinyong.model import BUILT_IN
from xinyong.scenario.declaration import Number

_CONCEPTS = Path(__file__).parents[2] / "docs" / "concepts"
MECHANISMS = (INITIALIZATION, *BUILT_IN.mechanisms)


def described(page: str, names: Iterable[str], *, by: str) -> set[str]:
    """Those of the names that a page describes by hand: they have a heading, or a generated part, of their own."""
    text = (_CONCEPTS / page).read_text(encoding="utf-8")
    by_hand = re.sub(r"(<!-- generated: (.*?) -->).*?<!-- end: \2 -->", r"\1", text, flags=re.DOTALL)
    return {name for name in names if by.format(name) in by_hand}


def mechanisms() -> str:
    """A section for each mechanism that the description of the model does not describe by hand."""
    known = described("odd.md", (m.name for m in MECHANISMS), by="\n### {}\n")
    return "\n\n".join(_mechanism(m) for m in MECHANISMS if m.name not in known)


def measures(tabulate: Callable[[str], str]) -> str:
    """A section for each theme of measures that has no place on the page: its docstring and its table."""
    known = described("measures.md", THEMES, by="<!-- generated: measures {} -->")
    sections = (
        (f"## {theme.replace('_', ' ').capitalize()}", _text(f"xinyong.measures.{theme}"), tabulate(theme))
        for theme in THEMES
        if theme not in known
    )
    return "\n\n".join("\n\n".join(section) for section in sections)


def _mechanism(m: Mechanism) -> str:
    text = m.meaning or _text(m.step.__module__)
    lists = [
        ("Parameters", _parameters(m)),
        ("Reads", [f"`{name}`" for name in m.reads]),
        ("Writes", [f"`{name}` ({BUILT_IN.columns[name].meaning})" for name in m.writes]),
        ("Signals of the nation", [f"`{name}`" for name in m.signals]),
        ("Random draws", [f"`{name}`" for name in m.draws]),
    ]
    return "\n\n".join([f"### {m.name}", text, *(f"*{head}.* {', '.join(names)}." for head, names in lists if names)])


def _parameters(m: Mechanism) -> list[str]:
    if not m.has_section:
        return []
    section = BUILT_IN.scenario_type().section(m.name)
    return [
        f"`{path}` ({declared.meaning}{f', {declared.unit}' if isinstance(declared, Number) else ''})"
        for path, declared, _ in section.walk()
        if path != "on"
    ]


def _text(module: str) -> str:
    """The docstring of a module, each paragraph on one line, without the title before its first colon."""
    paragraphs = (inspect.getdoc(sys.modules[module]) or "").split("\n\n")
    text = "\n\n".join(" ".join(paragraph.split()) for paragraph in paragraphs)
    text = text.partition(": ")[2] or text
    return text[:1].upper() + text[1:]
