"""`xinyong scenarios`, `facts`, `margins`, `audit`, `doctor` and `cite`: what is shown without running a scenario."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from . import options
from .app import app
from .terminal import show, show_json, show_table, tell

if TYPE_CHECKING:
    from ..display import Table


@app.command()
def scenarios(
    scenario: Annotated[
        str | None, typer.Argument(metavar="[SCENARIO]", help="Scenario to show as TOML, with all its values.")
    ] = None,
    against: Annotated[
        str | None,
        typer.Option("--against", metavar="BASELINE", help="Show only the values that differ from BASELINE."),
    ] = None,
    schema: Annotated[bool, typer.Option("--schema", help="Print the JSON Schema of a scenario.")] = False,
    as_json: options.AsJson = False,
) -> None:
    """List the presets, or show a scenario."""
    from ..lookup import scenarios as look_up
    from ..scenario.scenario import Scenario

    if schema:
        show_json(Scenario.json_schema())
        return
    found = look_up(scenario, against=against)
    if not isinstance(found, Scenario):
        _show(found, as_json=as_json)
        if against and not len(found.rows) and not as_json:
            show(f"No value differs from {against}.")
    elif as_json:
        show_json(found.model_dump(mode="json", by_alias=True))
    else:
        show(found.to_toml().rstrip())


@app.command()
def facts(
    scenario: Annotated[
        str | None,
        typer.Argument(metavar="SCENARIO", help="A preset's name, or a TOML file.", show_default="documented"),
    ] = None,
    mechanisms: Annotated[
        bool, typer.Option("--mechanisms", help="List the mechanisms in order, and which are on.")
    ] = False,
    measures: Annotated[bool, typer.Option("--measures", help="List the measures instead of the parameters.")] = False,
    measure: Annotated[
        list[str] | None, typer.Option("--measure", metavar="ID", help="Show this measure only; repeatable.")
    ] = None,
    sources: Annotated[
        bool, typer.Option("--sources", help="List the source ids: what each stands for and where it is used.")
    ] = False,
    source: Annotated[
        list[str] | None, typer.Option("--source", metavar="ID", help="Show this source only; repeatable.")
    ] = None,
    search: Annotated[
        str | None,
        typer.Option(
            "--search",
            metavar="WORD",
            help="Show only what contains this word, of all kinds, or of the kind that another option names.",
        ),
    ] = None,
    as_json: options.AsJson = False,
) -> None:
    """List the parameters of a scenario with value, unit, range, source and label; or mechanisms, measures, sources."""
    from ..lookup import facts as look_up

    found = look_up(
        scenario,
        mechanisms=mechanisms,
        measures=measures,
        measure=measure or (),
        sources=sources,
        source=source or (),
        search=search,
    )
    if search is not None and not found:
        tell(f"Nothing contains {search!r}.")
    if found or as_json:
        _show(found, as_json=as_json)


@app.command()
def margins(
    scenario: options.ScenarioName = "documented",
    population: options.Population = None,
    seed: options.OnlySeed = None,
    as_json: options.AsJson = False,
) -> None:
    """Draw a synthetic population and compare its shares and means with their targets."""
    from ..lookup import margins as look_up

    _show(look_up(scenario, population=population, seed=seed), as_json=as_json)


@app.command("society", hidden=True)
def society(
    scenario: options.ScenarioName = "documented",
    population: options.Population = None,
    seed: options.Seed = None,
    as_json: options.AsJson = False,
) -> None:
    """Do what `margins` does; its name until version 0.1."""
    tell("`xinyong society` is now `xinyong margins`. The old name works in this version only.")
    margins(scenario, population, seed, as_json)


@app.command()
def audit(
    run: Annotated[Path, typer.Argument(metavar="RUN", help="A folder written by run.")],
    by: Annotated[
        list[str] | None,
        typer.Option(
            "--by",
            metavar="GROUPS",
            help="Group by area, or by several: area,quintile. Repeatable.",
            show_default="each dimension, and two crossings",
        ),
    ] = None,
    cut: Annotated[
        int | None,
        options.whole_number(
            "--cut",
            metavar="POINTS",
            help="Audit approval from this score on, instead of the lenders' decision.",
            show_default="the lenders' decision",
        ),
    ] = None,
    year: Annotated[
        int | None, options.whole_number("--year", metavar="YYYY", help="Year to audit.", show_default="the last")
    ] = None,
    calibration: Annotated[
        bool, typer.Option("--calibration", help="Predicted and actual default rates by score band.")
    ] = False,
    as_json: options.AsJson = False,
) -> None:
    """Audit a run for fairness: rates by group with n and 95 % interval, and gaps between groups."""
    from ..lookup import audit as look_up

    _show(look_up(run, by=by, cut=cut, year=year, calibration=calibration), as_json=as_json)


@app.command()
def doctor(as_json: options.AsJson = False) -> None:
    """Check this machine: versions, cores, memory, devices, random numbers, and a tiny run that must repeat itself."""
    from ..runs.machine_check import doctor as check

    found = check()
    _show(found, as_json=as_json)
    if not all(row["is_well"] for row in found):
        raise typer.Exit(1)


@app.command()
def cite(
    bibtex: Annotated[bool, typer.Option("--bibtex", help="Print only the BibTeX entry.")] = False,
    as_json: options.AsJson = False,
) -> None:
    """Show how to cite this version."""
    from ..results.manifest import cite as cited

    found = cited()
    if as_json:
        show_json({**found.to_dict(), "apa": found.apa, "bibtex": found.bibtex})
    elif bibtex:
        show(found.bibtex)
    else:
        show(
            f"{found.apa}\n\n{found.bibtex}\n\n"
            "With results, cite the scenario hash and the seed too: both are in manifest.json."
        )


def _show(found: Table, *, as_json: bool) -> None:
    if as_json:
        show_json(found.rows)
    else:
        show_table(found.rows, found.columns)
