"""The command line, as its commands declare themselves."""

from __future__ import annotations

from typing import Any

import typer

from xinyong.cli import app

Table = tuple[tuple[str, ...], list[tuple[object, ...]]]


def usage(name: str) -> str:
    """How a command is typed."""
    words = [_spelling(p) if p.required or p.metavar.startswith("[") else f"[{p.metavar}]" for p in _arguments(name)]
    return "    " + " ".join([f"xinyong {name}", *words, "[OPTIONS]"])


def options(name: str) -> Table:
    """The arguments and options of a command."""
    return ("option", "meaning", "default"), [(f"`{_spelling(p)}`", p.help, _default(p)) for p in _parameters(name)]


def _parameters(name: str) -> list[Any]:
    found: Any = typer.main.get_command(app)
    return list(found.commands[name].params)


def _arguments(name: str) -> list[Any]:
    return [p for p in _parameters(name) if p.param_type_name != "option"]


def _spelling(p: Any) -> str:
    if p.param_type_name != "option":
        return str(p.metavar)
    return ", ".join(p.opts) + (f" {p.metavar}" if p.metavar and not p.is_flag else "")


def _default(p: Any) -> str:
    if isinstance(getattr(p, "show_default", None), str):
        return str(p.show_default)
    if p.required:
        return "required"
    return "none" if p.default is None else "off" if p.default is False else str(p.default)
