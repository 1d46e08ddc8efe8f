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
    from ..scenario.scenario import Scenario


@app.command("run")
def run_command(
    ctx: typer.Context,
    scenario: options.ScenarioName = "documented",
    population: options.Population = None,
    from_: options.From = None,
    until: options.Until = None,
    seed: options.Seed = None,
    settings: options.Set = None,
    replicates: options.Replicates = "1",
    out: options.Out = None,
    workers: options.Workers = None,
    tile: options.Tile = None,
    cohort: options.Cohort = "1000",
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

    if resume is not None:
        options.resumed(ctx, change="to change it from some month on, use --fork.")
        finished = experiment.resume(
            resume,
            workers=options.whole_if_given("--workers", workers),
            tile=options.whole_if_given("--tile", tile),
            progress=progress(quiet=quiet),
        )
    else:
        asked = asked_scenario(scenario, population=population, from_=from_, until=until, seed=seed, settings=settings)
        count = options.whole("--replicates", replicates)
        finished = experiment.run(
            asked,
            from_=from_,
            replicates=count,
            out=out if out is not None else unused(f"xinyong-{asked.name}-{asked.population}-seed{asked.seed}"),
            workers=options.whole_if_given("--workers", workers),
            tile=options.whole_if_given("--tile", tile),
            cohort=options.whole("--cohort", cohort),
            checkpoint_months=options.whole_if_given("--checkpoint-months", checkpoint_months),
            keep_checkpoints=keep_checkpoints,
            fork=options.origin(fork),
            progress=progress(quiet=quiet),
        )
    _finish(finished, as_json=as_json, quiet=quiet)


def asked_scenario(
    name: str,
    *,
    population: str | None,
    from_: str | None,
    until: str | None,
    seed: str | None,
    settings: list[str] | None,
) -> Scenario:
    """The scenario that the options of a command ask for."""
    from ..runs.request import resolve

    return resolve(
        name,
        population=options.whole_if_given("--population", population),
        from_=from_,
        until=until,
        seed=options.whole_if_given("--seed", seed),
        changes=options.changes(settings),
    )


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
