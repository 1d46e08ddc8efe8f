"""The options that several commands share, and how their words become values."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from ..errors import BadRequest


def whole_number(option: str, *, metavar: str, help: str, show_default: str | bool = True) -> Any:
    """Declare an option that takes a whole number; ``1_000_000``, ``1000.0`` and ``1e6`` are understood.

    Parameters
    ----------
    option
        Name of the option, also for the message.
    metavar, help, show_default
        As in `typer.Option`.

    Raises
    ------
    BadRequest
        While the command line is parsed, if the value is not a whole number.
    """

    def parse(text: str) -> int:
        try:
            return int(text)
        except ValueError:
            with contextlib.suppress(ValueError):
                if (number := float(text)).is_integer():
                    return int(number)
            raise BadRequest(
                option,
                received=text,
                accepted="a whole number, such as 1000 or 1_000_000",
                remedy="Write it in digits.",
            ) from None

    return typer.Option(option, parser=parse, metavar=metavar, help=help, show_default=show_default)


def changes(settings: Sequence[str] | None, *, option: str = "--set") -> dict[str, Any] | None:
    """``path=value`` words as a mapping from key path to value (see `scenario.load.assignment`); None without any.

    Raises
    ------
    BadInput
        If a word has no ``=``, or names a path twice.
    """
    from ..scenario.load import assignment

    found: dict[str, Any] = {}
    for word in settings or ():
        path, value = assignment(word)
        if path in found:
            raise BadRequest(option, received=word, accepted="each path once", remedy=f"Give {path} one value.")
        found[path] = value
    return found or None


ScenarioName = Annotated[str, typer.Argument(metavar="SCENARIO", help="A preset's name, or a TOML file.")]
Population = Annotated[
    int | None,
    whole_number("--population", metavar="N", help="Number of simulated citizens.", show_default="the scenario's"),
]
From = Annotated[
    str | None, typer.Option("--from", metavar="YYYY-MM", help="First month.", show_default="the scenario's")
]
Until = Annotated[
    str | None, typer.Option("--until", metavar="YYYY-MM", help="Last month.", show_default="the scenario's")
]
Seed = Annotated[
    int | None,
    whole_number(
        "--seed",
        metavar="S",
        help="Random seed; further replicates use seeds derived from it.",
        show_default="the scenario's",
    ),
]
OnlySeed = Annotated[
    int | None, whole_number("--seed", metavar="S", help="Random seed.", show_default="the scenario's")
]
Set = Annotated[list[str] | None, typer.Option("--set", metavar="PATH=VALUE", help="Change one parameter; repeatable.")]
Replicates = Annotated[
    int, whole_number("--replicates", metavar="R", help="Number of runs; each has other people and random numbers.")
]
Out = Annotated[
    Path | None,
    typer.Option("--out", metavar="DIR", help="Folder to write.", show_default="a new one, named after the run"),
]
Workers = Annotated[
    int | None, whole_number("--workers", metavar="W", help="Number of threads.", show_default="one per core")
]
Tile = Annotated[
    int | None,
    whole_number("--tile", metavar="N", help="Citizens computed at once; changes no result.", show_default="automatic"),
]
CheckpointMonths = Annotated[
    int | None,
    whole_number(
        "--checkpoint-months",
        metavar="K",
        help="Months between checkpoints; 0 for none.",
        show_default="12, or more for small populations",
    ),
]
Cohort = Annotated[int, whole_number("--cohort", metavar="N", help="Number of citizens recorded in full every month.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print the result as JSON on stdout.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print no progress and no summary.")]
