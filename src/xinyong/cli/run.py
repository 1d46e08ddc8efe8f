"""`xinyong run`: one scenario, to a run folder with its report."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..errors import BadRequest
from . import options
from .app import app
from .summary import show_summary
from .terminal import progress, show, show_json

if TYPE_CHECKING:
    from ..results.run_result import Run
    from ..runs.compare import Comparison


@app.command("run")
def run_command(
    ctx: typer.Context,
    scenario: options.ScenarioName = "documented",
    population: options.Population = None,
    from_: options.From = None,
    until: options.Until = None,
    seed: options.Seed = None,
    settings: options.Set = None,
    replicates: options.Replicates = 1,
    out: options.Out = None,
    workers: options.Workers = None,
    tile: options.Tile = None,
    cohort: options.Cohort = 1000,
    checkpoint_months: options.CheckpointMonths = None,
    keep_checkpoints: Annotated[
        bool,
        typer.Option("--keep-checkpoints", help="Keep them all, so that other runs can --fork from this one."),
    ] = False,
    resume: Annotated[
        Path | None,
        typer.Option("--resume", metavar="DIR", help="Continue an interrupted run; takes no other scenario."),
    ] = None,
    fork: Annotated[
        str | None,
        typer.Option("--fork", metavar="RUN@YYYY-MM", help="Share another run's past up to that month."),
    ] = None,
    as_json: options.AsJson = False,
    quiet: options.Quiet = False,
) -> None:
    """Run a scenario and write a run folder with its report."""
    from ..runs import run as experiment
    from ..runs.request import resolve

    if resume is not None:
        options.resumed(ctx, change="to change it from some month on, use --fork.")
        finished = experiment.resume(resume, workers=workers, tile=tile, progress=progress(quiet=quiet))
    else:
        asked = resolve(
            scenario,
            population=population,
            from_=from_,
            until=until,
            seed=seed,
            changes=options.changes(settings),
        )
        finished = experiment.run(
            asked,
            from_=from_,
            replicates=replicates,
            out=out if out is not None else unused(f"xinyong-{asked.name}-{asked.population}-seed{asked.seed}"),
            workers=workers,
            tile=tile,
            cohort=cohort,
            checkpoint_months=checkpoint_months,
            keep_checkpoints=keep_checkpoints,
            fork=options.origin(fork),
            progress=progress(quiet=quiet),
        )
    _finish(finished, as_json=as_json, quiet=quiet)


def unused(name: str) -> Path:
    """A folder of this name in the current one, numbered if the name is taken."""
    for number in range(1, 10_000):
        folder = Path(name if number == 1 else f"{name}-{number}")
        if not folder.exists() and not folder.with_name(folder.name + ".partial").exists():
            return folder
    raise BadRequest(
        "--out",
        received=name,
        accepted="a folder that does not exist yet",
        remedy="Name one with --out, or tidy up.",
    )


def reported(found: Run | Comparison, folder: Path) -> Path:
    """Write the report of finished results into their folder.

    Raises
    ------
    Interrupted
        After Ctrl-C, which costs the report alone.
    """
    from ..report import write_report
    from ..runs.execute import Interrupted

    try:
        return write_report(found, folder / "report.html")
    except KeyboardInterrupt as interruption:
        raise Interrupted(found.path, is_done=True) from interruption


def _finish(run: Run, *, as_json: bool, quiet: bool) -> None:
    """Write the report into the run's folder, and say what came out and where it is."""
    report = reported(run, run.path) if run.path else None
    if as_json:
        show_json(run.manifest)
    elif not quiet:
        show_summary(run)
        show(f"Run folder: {run.path}")
        show(f"Report: {report}")
