"""What can be looked up without running anything: scenarios, facts, a drawn society, and the audit of a run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from .display import Table, shown
from .errors import BadRequest, nearest

if TYPE_CHECKING:
    import pandas as pd

    from .measures.measure import Measure
    from .results.run_result import Run
    from .scenario.scenario import Scenario


def scenarios(scenario: str | Path | None = None, *, against: str | Path | None = None) -> Table | Scenario:
    """List the presets, load one scenario, or list where it differs from another.

    Parameters
    ----------
    scenario
        A preset's name or a TOML file; a table of all presets if None.
    against
        A preset's name or a TOML file: the baseline of the differences.

    Raises
    ------
    BadInput
        If there is no such scenario, or only a baseline.
    """
    from .plugins import load_scenario
    from .scenario.load import presets
    from .scenario.parameter_rows import difference
    from .scenario.scenario import Scenario

    if scenario is None and against is not None:
        accepted, remedy = "a scenario to compare with it", "Name one before it."
        raise BadRequest("against", received=against, accepted=accepted, remedy=remedy)
    if scenario is None:
        loaded = [Scenario.load(preset) for preset in presets()]
        rows = [{"scenario": s.name, "label": s.label, "title": s.title, "description": s.description} for s in loaded]
        return Table("Presets", ("scenario", "label", "title"), tuple(rows))
    found = load_scenario(scenario)
    if against is None:
        return found
    baseline = load_scenario(against)
    columns = ("path", "old", "new", "unit", "source", "label", "meaning")
    rows = [{column: getattr(one, column) for column in columns} for one in difference(baseline, found)]
    return Table(f"Where {found.name} differs from {baseline.name}", columns, tuple(rows))


def facts(
    scenario: str | Path | Scenario | Run | None = None,
    *,
    mechanisms: bool = False,
    measures: bool | Iterable[Measure] = False,
    measure: str | Sequence[str] = (),
    sources: bool = False,
    source: str | Sequence[str] = (),
    search: str | None = None,
) -> Table:
    """List every parameter of a scenario with value, unit, range, source and label; or mechanisms, measures or sources.

    Parameters
    ----------
    scenario
        A preset's name, a TOML file, a scenario or a run; ``documented`` if None. A run stands for its scenario and the
        measures that it counted.
    mechanisms
        List the mechanisms of the scenario's model, in the order of the month, and which of them are on.
    measures, measure
        List all measures, or those with these ids, instead, and where each comes from. Pass measures of your own as
        ``measures=[...]``; they are listed after those that are built in or installed.
    sources, source
        List all facts that sources name, or those with these ids, instead, and where each is used.
    search
        List only what contains this word, or all of several words, in upper or lower case: of the kind that the other
        arguments name, or of all kinds (parameters, rules, mechanisms, measures and facts) if they name none.

    Raises
    ------
    BadInput
        If there is no such scenario, measure or fact, a scenario is given together with measures, a scenario or run
        together with sources, or there is no word to search for.
    """
    own = () if isinstance(measures, bool) else tuple(measures)
    if search is not None:
        kinds: dict[str, Any] = {"measures": own or bool(measures), "measure": measure, "sources": sources}
        kinds |= {"source": source, "mechanisms": mechanisms}
        return _searched(scenario, search, {kind: asked for kind, asked in kinds.items() if asked})
    if sources or source:
        if scenario is not None:
            asked = f"source={source!r}" if source else "sources=True"
            _refuse_scenario(scenario, "sources, which are the same for all scenarios", asked)
        known = _fact_rows()
        wanted = _named("source", source, known, "fact", "xy.facts(sources=True) lists them all.")
        columns: tuple[str, ...] = ("id", "kind", "rating", "says", "used_by")
        return Table("Facts that sources name", columns, tuple(known[one] for one in wanted), "draw_uses")
    from .results.run_result import Run

    if measures is not False or measure:
        if scenario is not None and (own or not isinstance(scenario, Run)):
            asked = "measures=[...]" if own else f"measure={measure!r}" if measure else "measures=True"
            _refuse_scenario(scenario, "measures, which are the same for all scenarios", asked)
        return _measures(scenario if isinstance(scenario, Run) else own, measure)
    from .plugins import load_scenario
    from .scenario.parameter_rows import parameters
    from .scenario.scenario import Scenario

    given = scenario.scenario if isinstance(scenario, Run) else scenario or "documented"
    of = given if isinstance(given, Scenario) else load_scenario(given)
    if mechanisms:
        return _mechanisms(of)
    rows = parameters(of)
    columns = ("path", "value", "unit", "low", "high", "label", "source", "meaning")
    if of.ADDED:
        from .model import model_of

        columns = (*columns[:-1], "origin", columns[-1])
        rows = [row | {"origin": model_of(of).origin(row["path"])} for row in rows]
    return Table(f"Parameters and rules of {of.name}", columns, tuple(rows), "draw_labels")


def _refuse_scenario(scenario: object, what: str, asked: str) -> NoReturn:
    raise BadRequest(
        "scenario",
        received=scenario,
        accepted=f"no scenario together with {what}",
        remedy=f"Leave the scenario out: xy.facts({asked}).",
    )


def _measures(of: Run | Iterable[Measure], ids: str | Sequence[str]) -> Table:
    """The measures of a run, or all that can be counted with some of the user's."""
    from .measures.registry import THEMES, Registry, described, registry
    from .results.run_result import Run

    if isinstance(of, Run):
        noted = of.manifest.get("measures", [])
        found = Registry(described(noted), {note["id"]: note["origin"] for note in noted})
    else:
        found = registry(of)
    remedy = "Pass your own too, measures=[...], or the run that counted them."
    themes = {one.id: theme for theme, measures in THEMES.items() for one in measures}
    columns = ("id", "unit", "label", "source", "groups", "origin", "definition")
    rows = [
        {name: found.origin(one) if name == "origin" else getattr(found.measures[one], name) for name in columns}
        | {"theme": themes.get(one, "")}
        for one in _named("measure", ids, found.measures, "measure", "" if isinstance(of, Run) else remedy)
    ]
    return Table("Measures", columns, tuple(rows), "draw_labels")


def _searched(scenario: str | Path | Scenario | Run | None, search: str, asked: dict[str, Any]) -> Table:
    """The rows of the asked kind that contain all words; without a kind, those of all kinds in one table.

    Raises
    ------
    BadRequest
        If there is no word.
    """
    words = search.casefold().split()
    if not words:
        remedy = "For example: xinyong facts --search inequality."
        raise BadRequest("search", received=search, accepted="a word", remedy=remedy)

    def matching(table: Table) -> list[dict[str, Any]]:
        return [row for row in table.rows if all(word in shown([*row.values()]).casefold() for word in words)]

    from .results.run_result import Run

    if asked:
        table = facts(scenario, **asked)
        return replace(table, title=f"{table.title}: {search}", rows=tuple(matching(table)))
    rows = [
        {
            "kind": kind,
            "id": row[name],
            "value": row.get("value", row.get("is_on")),
            "unit": row.get("unit", ""),
            "meaning": row[meaning],
        }
        for kind, table, name, meaning in (
            ("parameter", facts(scenario), "path", "meaning"),
            ("mechanism", facts(scenario, mechanisms=True), "mechanism", "claim"),
            ("measure", facts(scenario if isinstance(scenario, Run) else None, measures=True), "id", "definition"),
            ("source", facts(sources=True), "id", "says"),
        )
        for row in matching(table)
    ]
    rows = [row | {"kind": "rule"} if str(row["id"]).startswith("rules.") else row for row in rows]
    return Table(f"Facts: {search}", ("id", "kind", "value", "unit", "meaning"), tuple(rows))


def _fact_rows() -> dict[str, dict[str, Any]]:
    """A row for each fact by id, in the order of the catalogue: id, kind, rating, says (the fact) and used_by.

    It is used by what cites it, each once: key paths of parameters and rules in some preset, measures (``measure
    gini_income``), published figures (``figure share_listed``) and margins of the population (``margin age``).
    """
    from .scenario.provenance import FACTS

    used: dict[str, dict[str, None]] = {name: {} for name in FACTS}
    for place, source in _uses_of_sources():
        for name in (part.strip() for part in source.split(",")):
            if name in used:
                used[name][place] = None
    return {
        f.id: {"id": f.id, "kind": f.kind, "rating": f.check, "says": f.statement, "used_by": list(used[f.id])}
        for f in FACTS.values()
    }


def _uses_of_sources() -> Iterator[tuple[str, str]]:
    """Everything that has a source, with it."""
    from .measures.published_figures import RECORD
    from .measures.registry import MEASURES
    from .scenario.load import presets
    from .scenario.parameter_rows import parameters
    from .scenario.scenario import Scenario
    from .society.margins import margins

    for scenario in (Scenario(), *map(Scenario.load, presets())):
        yield from ((row["path"], row["source"]) for row in parameters(scenario))
    yield from ((f"measure {m.id}", m.source) for m in MEASURES.values())
    yield from ((f"figure {figure.measure}", figure.source) for figure in RECORD)
    numbers = Scenario().society.numbers(Scenario().window.from_)
    shares = {name: numbers[name] for name in ("urban_share", "party_share", "offline_share")}
    yield from ((f"margin {m.name}", m.source) for m in margins(**shares))


def _mechanisms(scenario: Scenario) -> Table:
    from .model import model_of

    model = model_of(scenario)
    rows = [
        {
            "mechanism": m.name,
            "is_on": m.is_on(scenario),
            "origin": model.origin(m.name),
            "sources": ", ".join(m.rows),
            "claim": m.claim,
        }
        for m in model.mechanisms
    ]
    return Table(f"Mechanisms, in order; on and off in {scenario.name}", tuple(rows[0]), tuple(rows))


def margins(
    scenario: str | Path | Scenario = "documented", *, population: int | None = None, seed: int | None = None
) -> Table:
    """Draw a society and compare every margin with its target.

    Parameters
    ----------
    scenario
        A preset's name, a TOML file or a scenario.
    population, seed
        Citizens to draw, and the random seed; the scenario's if None.

    Raises
    ------
    BadInput
        If the scenario, the population or the seed is not valid.
    """
    from .runs.request import resolve
    from .society.population_check import check_population

    found = resolve(scenario, population=population, seed=seed)
    rows = check_population(found, found.population, found.seed)
    columns = ("margin", "target", "sample", "tolerance", "source")
    return Table(f"Society of {found.name}, {found.population:,} citizens", columns, tuple(rows), "draw_margins")


def audit(
    run: str | Path | Run,
    *,
    by: str | Sequence[str] | None = None,
    cut: float | None = None,
    year: int | None = None,
    calibration: bool = False,
) -> Table:
    """Audit a run for fairness by group: rates with n and 95 % interval, and the gaps between groups.

    Parameters
    ----------
    run
        A run, or its folder.
    by
        A dimension, or several joined by commas for crossed groups, or a list of those; each dimension and two
        crossings if None.
    cut
        Points that the score used by lenders must reach, in place of their decision.
    year
        The year; the last if None.
    calibration
        List the predicted and the actual default rate by score band instead.

    Raises
    ------
    BadInput
        If there is no such run, dimension, cut or year.
    """
    from .results.fairness_audit import BY
    from .results.run_result import Run, load

    found = run if isinstance(run, Run) else load(run)
    groups = (by,) if isinstance(by, str) else tuple(by or BY)
    if calibration and cut is not None:
        raise BadRequest(
            "cut",
            received="together with calibration",
            accepted="one of the two",
            remedy="Calibration lists every band; a cut decides between them.",
        )
    table = _of_year(found.calibration(groups) if calibration else found.fairness(groups, cut=cut), year)
    records = table.to_dict("records")
    rows = [{str(key): None if value != value else value for key, value in row.items()} for row in records]
    title = f"{'Calibration' if calibration else 'Fairness'} of {found.scenario.name} in {table['month'].iloc[0][:4]}"
    columns = tuple(str(column) for column in table.columns)
    return Table(title, columns, tuple(rows), "draw_calibration" if calibration else "draw_audit")


def _named(
    what: str, ids: str | Sequence[str], known: Iterable[str], kind: str, remedy: str
) -> tuple[str, ...] | Iterable[str]:
    """The ids that are named, all of them if none is.

    Raises
    ------
    BadRequest
        If one of them is unknown.
    """
    wanted = (ids,) if isinstance(ids, str) else tuple(ids)
    for one in wanted:
        if one not in known:
            accepted = f"the id of a {kind}"
            raise BadRequest(what, received=one, accepted=accepted, remedy=f"{nearest(one, known)} {remedy}".rstrip())
    return wanted or known


def _of_year(found: pd.DataFrame, year: int | None) -> pd.DataFrame:
    """The rows of one year, the last if none is named, with the month as ``YYYY-12``.

    Raises
    ------
    BadRequest
        If the run has no such year, or none at all.
    """
    known = sorted({month.year for month in found["month"]})
    if not known or (year is not None and year not in known):
        raise BadRequest(
            "year" if known else "run",
            received=str(year) if known else "a run without a December",
            accepted=f"one of {', '.join(map(str, known))}" if known else "a run with a December",
            remedy="Audits are counted at the end of each year.",
        )
    wanted = known[-1] if year is None else year
    return found[[month.year == wanted for month in found["month"]]].assign(month=f"{wanted}-12")
