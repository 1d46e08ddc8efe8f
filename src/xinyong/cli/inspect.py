"""`xinyong scenarios`, `facts` and `society`: what can be asked, its sources, who lives there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from ..errors import BadRequest, nearest
from . import options
from .app import app
from .terminal import show, show_json, show_table

if TYPE_CHECKING:
    pass


@app.command()
def scenarios(
    name: Annotated[
        str | None, typer.Argument(metavar="[SCENARIO]", help="Show this one, fully resolved, as TOML.")
    ] = None,
    against: Annotated[
        str | None, typer.Option("--against", metavar="BASELINE", help="Only where it departs from this one.")
    ] = None,
    schema: Annotated[bool, typer.Option("--schema", help="Print the JSON Schema of a scenario.")] = False,
    as_json: options.AsJson = False,
) -> None:
    """List the presets, or show a scenario."""
    from ..scenario.load import presets
    from ..scenario.scenario import Scenario

    if schema:
        show_json(Scenario.json_schema())
    elif name is None and against is not None:
        raise BadRequest(
            "--against",
            received=against,
            accepted="a scenario to compare with it",
            remedy="Name one before --against.",
        )
    elif name is None:
        loaded = [Scenario.load(preset) for preset in presets()]
        rows = [{"scenario": s.name, "label": s.label, "title": s.title, "description": s.description} for s in loaded]
        if as_json:
            show_json(rows)
        else:
            show_table(rows, ("scenario", "label", "title"))
    elif against is not None:
        _show_differences(against, name, as_json=as_json)
    elif as_json:
        show_json(Scenario.load(name).model_dump(mode="json", by_alias=True))
    else:
        show(Scenario.load(name).to_toml().rstrip())


def _show_differences(baseline: str, name: str, *, as_json: bool) -> None:
    from ..scenario.parameter_rows import difference
    from ..scenario.scenario import Scenario

    columns = ("path", "old", "new", "unit", "source", "label", "meaning")
    found = difference(Scenario.load(baseline), Scenario.load(name))
    rows = [{column: getattr(d, column) for column in columns} for d in found]
    if as_json:
        show_json(rows)
    else:
        show_table(rows, columns)


@app.command()
def facts(
    scenario: Annotated[
        str | None,
        typer.Argument(metavar="SCENARIO", help="A preset's name, or a TOML file.", show_default="documented"),
    ] = None,
    measures: Annotated[bool, typer.Option("--measures", help="List the measures instead of the parameters.")] = False,
    only: Annotated[list[str] | None, typer.Option("--measure", metavar="ID", help="One measure; repeatable.")] = None,
    sources: Annotated[
        bool, typer.Option("--sources", help="List the facts that sources name, and where each is used.")
    ] = False,
    source: Annotated[list[str] | None, typer.Option("--source", metavar="ID", help="One fact; repeatable.")] = None,
    as_json: options.AsJson = False,
) -> None:
    """List every parameter of a scenario with value, unit, range, source and label; or measures, or sources."""
    columns: tuple[str, ...]
    if scenario is not None and (measures or only or sources or source):
        raise BadRequest(
            "SCENARIO",
            received=scenario,
            accepted="no scenario together with measures or sources, which are the same in all",
            remedy=f"For one measure: --measure {scenario}. For one fact: --source {scenario}.",
        )
    if sources or source:
        columns = ("id", "kind", "rating", "says", "used_by")
        rows = _sources(source)
        if not as_json:
            rows = [row | {"used_by": ", ".join(row["used_by"]) or None} for row in rows]
    elif measures or only:
        columns = ("id", "unit", "label", "source", "groups", "origin", "definition")
        rows = _measures(only)
    else:
        from ..scenario.parameter_rows import parameters
        from ..scenario.scenario import Scenario

        columns = ("path", "value", "unit", "low", "high", "label", "source", "meaning")
        rows = parameters(Scenario.load("documented" if scenario is None else scenario))
    if as_json:
        show_json(rows)
    else:
        show_table(rows, columns)


def _sources(ids: list[str] | None) -> list[dict[str, Any]]:
    """All facts, or those that are named."""
    from ..evidence.sources import sources

    rows = {row["id"]: row for row in sources()}
    for unknown in (asked for asked in ids or () if asked not in rows):
        remedy = f"{nearest(unknown, rows)} All of them: xinyong facts --sources."
        raise BadRequest("--source", received=unknown, accepted="the id of a fact", remedy=remedy)
    return [rows[asked] for asked in ids or rows]


def _measures(ids: list[str] | None) -> list[dict[str, Any]]:
    """All measures, those of installed packages among them, or those that are named."""
    from ..measures.registry import registry

    found = registry()
    for unknown in (asked for asked in ids or () if asked not in found.measures):
        raise BadRequest(
            "--measure", received=unknown, accepted="the id of a measure", remedy=nearest(unknown, found.measures)
        )
    columns = ("id", "unit", "label", "source", "groups", "definition")
    return [
        {column: getattr(found.measures[one], column) for column in columns} | {"origin": found.origin(one)}
        for one in ids or found.measures
    ]


@app.command()
def society(
    scenario: options.ScenarioName = "documented",
    population: options.Population = None,
    seed: options.Seed = None,
    as_json: options.AsJson = False,
) -> None:
    """Draw a society and set every margin's target beside the sample."""
    from ..runs.request import resolve
    from ..society.population_check import check_population

    asked = resolve(scenario, population=population, seed=seed)
    rows = check_population(asked, asked.population, asked.seed)
    if as_json:
        show_json(rows)
    else:
        show_table(rows, ("margin", "target", "sample", "tolerance", "source"))
