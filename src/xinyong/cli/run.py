"""`xinyong run`, `compare` and `demo` write a run folder with its report; `report` and `verify` read it again."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ..errors import BadRequest
from . import options
from .app import app
from .terminal import show, show_json, show_table, show_text

if TYPE_CHECKING:
    from ..results.run_result import Run
    from ..runs.comparison import Comparison

LONGEST_NAME = 100
"""Bytes of a folder's name that the command line chooses."""
Folder = Annotated[Path, typer.Argument(metavar="DIR", help="A folder written by run, compare or demo.")]


@app.command("run")
def run_command(
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
        typer.Option("--keep-checkpoints", help="Keep all checkpoints, so that other runs can --fork from this one."),
    ] = False,
    resume: Annotated[
        Path | None,
        typer.Option("--resume", metavar="DIR", help="Continue the interrupted run in DIR; give no SCENARIO."),
    ] = None,
    fork: Annotated[
        str | None,
        typer.Option("--fork", metavar="RUN@YYYY-MM", help="Start from another run's state at the end of that month."),
    ] = None,
    as_json: options.AsJson = False,
    quiet: options.Quiet = False,
) -> None:
    """Run a scenario and write a run folder with its report."""
    from ..runs.request import resolve

    changes = options.changes(settings)
    if resume is None:  # a mistake is refused before anything heavy is imported
        wanted = resolve(scenario, population=population, from_=from_, until=until, seed=seed, changes=changes)
        out = out or unused(f"xinyong-{wanted.name}-{wanted.population}-seed{wanted.seed}")
    from ..runs.run import run

    found = run(
        scenario,
        population=population,
        from_=from_,
        until=until,
        seed=seed,
        changes=changes,
        replicates=replicates,
        out=out,
        workers=workers,
        tile=tile,
        cohort=cohort,
        checkpoint_months=checkpoint_months,
        keep_checkpoints=keep_checkpoints,
        fork=fork,
        resume=resume,
        progress=not quiet,
    )
    report = _reported(found)
    if as_json:
        show_json(found.manifest)
    elif not quiet:
        _show_summary(found)
        show(f"Run folder: {found.path}")
        show(f"Report: {report}")


@app.command()
def compare(
    worlds: Annotated[
        list[str] | None,
        typer.Argument(metavar="A B [C]...", help="Presets' names or TOML files; the first is the baseline."),
    ] = None,
    population: options.Population = None,
    from_: options.From = None,
    until: options.Until = None,
    seed: options.Seed = None,
    settings: options.Set = None,
    settings_a: Annotated[
        list[str] | None, typer.Option("--set-a", metavar="PATH=VALUE", help="Change A only; repeatable.")
    ] = None,
    settings_b: Annotated[
        list[str] | None, typer.Option("--set-b", metavar="PATH=VALUE", help="Change B only; repeatable.")
    ] = None,
    settings_c: Annotated[
        list[str] | None, typer.Option("--set-c", metavar="PATH=VALUE", help="Change C only; repeatable.")
    ] = None,
    without: Annotated[
        list[str] | None,
        typer.Option(
            "--without",
            metavar="NAME",
            help="Add a world: A without a mechanism (friends), a rule (t6-flights) or a group of rules (sticks); "
            "repeatable.",
        ),
    ] = None,
    replicates: options.Replicates = 3,
    out: options.Out = None,
    workers: options.Workers = None,
    tile: options.Tile = None,
    cohort: options.Cohort = 1000,
    checkpoint_months: options.CheckpointMonths = None,
    resume: Annotated[
        Path | None,
        typer.Option("--resume", metavar="DIR", help="Continue the interrupted comparison in DIR; give no scenarios."),
    ] = None,
    as_json: options.AsJson = False,
    quiet: options.Quiet = False,
) -> None:
    """Compare scenarios on the same people with the same random numbers. The first is the baseline."""
    from ..runs.compared_worlds import compared_worlds

    asked: dict[str, Any] = {
        "population": population,
        "from_": from_,
        "until": until,
        "seed": seed,
        "changes": options.changes(settings),
        "without": tuple(without or ()),
    }
    own: dict[str, Any] = {
        "changes_a": options.changes(settings_a, option="--set-a"),
        "changes_b": options.changes(settings_b, option="--set-b"),
        "changes_c": options.changes(settings_c, option="--set-c"),
    }
    if resume is None:  # a mistake is refused before anything heavy is imported
        compared_worlds(worlds or (), own=own, **asked)
    stems = [Path(world).stem for world in worlds or ()]
    others = [*stems[1:], *(f"without-{thing}" for thing in without or ())]
    if out is None and stems and others:
        out = unused(f"xinyong-{stems[0]}-against-{'-'.join(others)}")
    from ..runs.compare import compare as run_worlds

    found = run_worlds(
        *(worlds or ()),
        **asked,
        **own,
        replicates=replicates,
        out=out,
        workers=workers,
        tile=tile,
        cohort=cohort,
        checkpoint_months=checkpoint_months,
        resume=resume,
        progress=not quiet,
    )
    _finish(found, as_json=as_json, quiet=quiet)


@app.command()
def demo(
    population: Annotated[
        int, options.whole_number("--population", metavar="N", help="Number of simulated citizens.")
    ] = 32_768,
    replicates: options.Replicates = 3,
    out: options.Out = None,
    quiet: options.Quiet = False,
) -> None:
    """Compare `documented` and `essay` with `no-system` and write a report. Takes about two minutes."""
    from ..runs.compare import demo as run_demo

    place = out or unused("xinyong-demo")
    found = run_demo(population=population, replicates=replicates, out=place, progress=not quiet)
    _finish(found, as_json=False, quiet=quiet)


@app.command()
def report(
    folder: Folder,
    extremes: Annotated[bool, typer.Option("--extremes", help="Include the extreme cases; runs them.")] = False,
    replicate: Annotated[bool, typer.Option("--replicate", help="Include the replications; runs them.")] = False,
    validate: Annotated[
        bool, typer.Option("--validate", help="Include the comparison with published figures; runs it.")
    ] = False,
    quiet: options.Quiet = False,
) -> None:
    """Rebuild the report of a run or a comparison."""
    from ..reports import report as rebuild

    target = rebuild(folder, extremes=extremes, replicate=replicate, validate=validate, progress=not quiet)
    if not quiet:
        show(f"Report: {target.resolve()}")


@app.command()
def verify(
    folder: Folder,
    workers: options.Workers = None,
    tile: options.Tile = None,
    as_json: options.AsJson = False,
    quiet: options.Quiet = False,
) -> None:
    """Run a folder's scenario again and compare all results bit by bit. Exits 1 if anything differs."""
    from ..runs.verify import verify as verify_run

    found = verify_run(folder, workers=workers, tile=tile, progress=not quiet)
    if as_json:
        show_json(found.to_dict())
    elif not quiet:
        show(found.sentence)
    elif not found.is_same:
        show(found.short_sentence)
    if not found.is_same:
        raise typer.Exit(1)


def _finish(found: Comparison, *, as_json: bool, quiet: bool) -> None:
    """Write the report of a comparison, and print the headline measures and what was found."""
    report = _reported(found)
    if as_json:
        manifests = {name: world.manifest for name, world in zip(found.names, found.worlds, strict=True)}
        headline = found.headline().to_dict("records")
        said = [asdict(one) for one in found.key_findings()]
        show_json(
            {"window": found.window, "findings": said, "worlds": manifests, "headline": headline, "report": str(report)}
        )
        return
    if not quiet:
        window = found.window
        show(f"{window['from']} to {window['until']}: the same people with the same random numbers; A is the baseline.")
        _show_summary(found)
    show(f"Report: {report.resolve()}")


def unused(name: str) -> Path:
    """A folder of this name, cut to `LONGEST_NAME`, in the current one; numbered if the name is taken."""
    name = name.encode()[:LONGEST_NAME].decode(errors="ignore")
    for number in range(1, 10_000):
        folder = Path(name if number == 1 else f"{name}-{number}")
        if not folder.exists() and not folder.with_name(folder.name + ".partial").exists():
            return folder
    raise BadRequest(
        "--out", received=name, accepted="a folder that does not exist yet", remedy="Name one with --out, or tidy up."
    )


def _reported(found: Run | Comparison) -> Path:
    """Write the report of finished results into their folder.

    Raises
    ------
    Interrupted
        After Ctrl-C; only the report is missing then.
    """
    from ..reports import write_report
    from ..runs.interrupted import Interrupted

    assert found.path is not None
    try:
        return write_report(found, found.path / "report.html")
    except KeyboardInterrupt as interruption:
        raise Interrupted(found.path, is_done=True) from interruption


def _show_summary(subject: Run | Comparison) -> None:
    """Print the headline measures, each world's beside the baseline's, and the sentences that say what was found."""
    from ..charts.world_view import world_views
    from ..reports.headline import lines
    from ..reports.key_findings import key_findings
    from ..runs.headline import HEADLINES

    worlds = world_views(subject)
    shown = [line for line in lines(worlds) if line.measure in HEADLINES]
    if len(worlds) == 1:
        columns: tuple[str, ...] = ("name", "measure", "value", "95 % interval")
        found = [(line.name, line.measure, line.cells[0].amount, line.cells[0].interval) for line in shown]
        show_table([dict(zip(columns, row, strict=True)) for row in found], columns)
    for place, world in enumerate(worlds[1:], 1):
        columns = ("name", "measure", worlds[0].called, world.called, "difference", "95 % interval", "verdict")
        pairs = [(line, line.cells[0], line.cells[place]) for line in shown]
        parts = [
            (line.name, line.measure, base.amount, cell.amount, cell.difference, cell.interval, cell.verdict.words)
            for line, base, cell in pairs
        ]
        show_table([dict(zip(columns, part, strict=True)) for part in parts], columns)
        if place < len(worlds) - 1:
            show("")
    show("")
    for place, one in enumerate(key_findings(worlds), 1):
        show_text(f"{place}. {one.sentence}", indent=3)
    show("")
