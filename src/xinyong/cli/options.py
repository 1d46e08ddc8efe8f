"""The options that several commands share, and how their words become values."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from ..errors import BadRequest


def whole(option: str, text: str | None) -> int | None:
    """A whole number from the command line; ``1_000_000`` is understood. Ranges are checked where they are declared.

    Parameters
    ----------
    option
        Name of the option, for the message.
    text
        What was typed, or None when the option is absent.

    Raises
    ------
    BadRequest
        If it is not a whole number.
    """
    if text is None:
        return None
    try:
        return int(text)
    except ValueError:
        raise BadRequest(
            option, received=text, accepted="a whole number, such as 1000 or 1_000_000", remedy="Write it in digits."
        ) from None


def changes(settings: Sequence[str]) -> dict[str, Any]:
    """``path=value`` words as a mapping from key path to value.

    The value is read as TOML (``0.3``, ``false``, ``[{from="2015-10", value=0.4}]``); anything else is text.

    Raises
    ------
    BadRequest
        If a word has no ``=``, or names a path twice.
    """
    found: dict[str, Any] = {}
    for word in settings:
        path, equals, value = word.partition("=")
        path = path.strip()
        if not equals or not path:
            raise BadRequest(
                "--set", received=word, accepted="path=value", remedy="For example --set watching.on=false."
            )
        if path in found:
            raise BadRequest("--set", received=word, accepted="each path once", remedy=f"Give {path} one value.")
        found[path] = _value(value.strip())
    return found


def origin(text: str | None) -> tuple[Path, str] | None:
    """``RUN@YYYY-MM`` as a folder and a month.

    Raises
    ------
    BadRequest
        If it has another form.
    """
    if text is None:
        return None
    folder, at, month = text.rpartition("@")
    if not at or not folder:
        raise BadRequest(
            "--fork", received=text, accepted="RUN@YYYY-MM", remedy="For example --fork my-run@2015-12."
        )
    return Path(folder), month


def _value(text: str) -> Any:
    try:
        return tomllib.loads(f"value = {text}")["value"]
    except tomllib.TOMLDecodeError:
        return text


ScenarioName = Annotated[str, typer.Argument(metavar="SCENARIO", help="A preset's name, or a TOML file.")]
Population = Annotated[
    str | None, typer.Option("--population", metavar="N", help="Simulated citizens.", show_default="the scenario's")
]
From = Annotated[str | None, typer.Option("--from", metavar="YYYY-MM", help="First month.")]
Until = Annotated[str | None, typer.Option("--until", metavar="YYYY-MM", help="Last month.")]
Seed = Annotated[str | None, typer.Option("--seed", metavar="S", help="Seed; replicate r uses S + r.")]
Set = Annotated[
    list[str] | None, typer.Option("--set", metavar="PATH=VALUE", help="Change one parameter; may be repeated.")
]
Replicates = Annotated[str, typer.Option("--replicates", metavar="R", help="Runs that differ in luck only.")]
Out = Annotated[
    Path | None, typer.Option("--out", metavar="DIR", help="Folder to write.", show_default="a new one, named after the run")
]
Workers = Annotated[
    str | None, typer.Option("--workers", metavar="W", help="Threads.", show_default="one a core")
]
Tile = Annotated[
    str | None, typer.Option("--tile", metavar="N", help="Citizens a tile; changes no result.", show_default="chosen")
]
Cohort = Annotated[str, typer.Option("--cohort", metavar="N", help="Citizens followed every month.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print the result as JSON on stdout.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no summary.")]
