"""`xinyong compare` and `xinyong demo`: the same people, the same luck, two systems."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..errors import BadRequest
from . import options
from .app import app
from .run import reported, unused
from .summary import show_summary
from .terminal import progress, show, show_json

if TYPE_CHECKING:
    from ..runs.compare import Comparison

DEMO_POPULATION = 32_768
DEMO_REPLICATES = 3


@app.command()
def demo(
    population: Annotated[
        int, options.whole_number("--population", metavar="N", help="Simulated citizens.")
    ] = DEMO_POPULATION,
    replicates: options.Replicates = DEMO_REPLICATES,
    out: options.Out = None,
    quiet: options.Quiet = False,
) -> None:
    """Compare `documented` with a society that has no such system, and write a report: about a minute."""
    _compare(
        "no-system",
        "documented",
        population=population,
        replicates=replicates,
        out=out if out is not None else unused("xinyong-demo"),
        as_json=False,
        quiet=quiet,
    )


@app.command()
def compare(
    ctx: typer.Context,
    a: Annotated[
        str | None, typer.Argument(metavar="[A]", help="The baseline: a preset's name, or a TOML file.")
    ] = None,
    b: Annotated[str | None, typer.Argument(metavar="[B]", help="The other world.")] = None,
    population: options.Population = None,
    from_: options.From = None,
    until: options.Until = None,
    seed: options.Seed = None,
    settings: options.Set = None,
    replicates: options.Replicates = 3,
    out: options.Out = None,
    workers: options.Workers = None,
    tile: options.Tile = None,
    cohort: options.Cohort = 1000,
    checkpoint_months: options.CheckpointMonths = None,
    resume: Annotated[
        Path | None,
        typer.Option("--resume", metavar="DIR", help="Continue an interrupted comparison; takes no scenarios."),
    ] = None,
    as_json: options.AsJson = False,
    quiet: options.Quiet = False,
) -> None:
    """Run two scenarios on the same people with the same luck; differences are B less A."""
    if resume is not None:
        options.resumed(ctx, change="to change it, make another comparison.")
        _resume(resume, workers=workers, tile=tile, as_json=as_json, quiet=quiet)
        return
    if a is None or b is None:
        raise BadRequest(
            "A B",
            received="nothing" if a is None else f"only {a}",
            accepted="two scenarios: the baseline and the other world",
            remedy="For example: xinyong compare no-system essay; or continue a comparison with --resume DIR.",
        )
    _compare(
        a,
        b,
        population=population,
        from_=from_,
        until=until,
        seed=seed,
        settings=settings,
        replicates=replicates,
        out=out if out is not None else unused(f"xinyong-{Path(a).stem}-against-{Path(b).stem}"),
        workers=workers,
        tile=tile,
        cohort=cohort,
        checkpoint_months=checkpoint_months,
        as_json=as_json,
        quiet=quiet,
    )


def _compare(
    a: str,
    b: str,
    *,
    population: int | None,
    replicates: int,
    out: Path,
    as_json: bool,
    quiet: bool,
    from_: str | None = None,
    until: str | None = None,
    seed: int | None = None,
    settings: list[str] | None = None,
    workers: int | None = None,
    tile: int | None = None,
    cohort: int = 1000,
    checkpoint_months: int | None = None,
) -> None:
    from ..runs import compare

    found = compare.compare(
        a,
        b,
        population=population,
        from_=from_,
        until=until,
        seed=seed,
        changes=options.changes(settings),
        replicates=replicates,
        out=out,
        workers=workers,
        tile=tile,
        cohort=cohort,
        checkpoint_months=checkpoint_months,
        progress=progress(quiet=quiet),
    )
    _finish(found, out, as_json=as_json, quiet=quiet)


def _resume(folder: Path, *, workers: int | None, tile: int | None, as_json: bool, quiet: bool) -> None:
    from ..runs import compare

    found = compare.resume_comparison(
        folder,
        workers=workers,
        tile=tile,
        progress=progress(quiet=quiet),
    )
    _finish(found, folder, as_json=as_json, quiet=quiet)


def _finish(found: Comparison, out: Path, *, as_json: bool, quiet: bool) -> None:
    """Write the report into the folder, and say what came out and where it is."""
    report = reported(found, out)
    if as_json:
        table = found.headline().to_dict("records")
        show_json({"a": found.a.manifest, "b": found.b.manifest, "headline": table, "report": str(report)})
        return
    if not quiet:
        show("The same people with the same luck in both worlds; differences are B less A.")
        show_summary(found)
    show(f"Report: {report.resolve()}")
