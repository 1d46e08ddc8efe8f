"""A finished run: its scenario, its results and its folder."""

from __future__ import annotations

import importlib.util
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from ..display import brief
from ..errors import BadFolder, BadRequest, Description, nearest
from ..mechanisms.scoring import FAMILIES
from ..mechanisms.scoring.score_family import Scale
from ..model import model_of, scenario_type_of
from ..scenario.governance import credit_score
from ..scenario.months import parse_month
from ..scenario.scenario import Scenario
from ..vocabulary.scores import ALL_SCORES
from .fairness_audit import BY, calibration, fairness, no_risk, risk_of_bands
from .run_folder import (
    AUDIT_FILE,
    COHORT_FILE,
    SCENARIO,
    SERIES_FILE,
    Draft,
    Manifest,
    check_files,
    read_manifest,
    read_table,
    write_run,
)
from .schema import (
    AUDIT,
    COHORT_KEYS,
    SERIES,
    audit_frame,
    audit_from_frame,
    cohort_frame,
    cohort_from_frame,
    no_audit,
    series_frame,
    series_from_frame,
)

if TYPE_CHECKING:
    import xarray as xr

    from ..reports.key_findings import KeyFinding
import math
from collections.abc import Mapping

from ..society.columns import COLUMNS
from ..vocabulary.scores import parts_of

MOST_ROWS_A_MONTH = 1_000_000
"""Rows of a series in a month and replicate: far more than any number of measures by group makes."""


@dataclass(frozen=True)
class Run:
    """One finished run, of one or more replicates.

    Attributes
    ----------
    manifest
        Content of `manifest.json`: version, hashes, seed, population, window, machine, speed.
    scenario
        The resolved scenario. Running it again gives the same bits.
    series
        Tidy frame: month (first day), measure, group, value (in the measure's unit; NaN where undefined), n
        (simulated citizens counted), replicate.
    cohort
        The cohort: citizen, month, replicate, and all columns of the citizens. Empty without a cohort.
    path
        The run folder, or None if it was not written.
    audit
        The data for `fairness`: counts of people by crossed groups at the end of each year.
    """

    manifest: Manifest
    scenario: Scenario
    series: pd.DataFrame = field(repr=False)
    cohort: pd.DataFrame = field(repr=False)
    path: Path | None = None
    audit: pd.DataFrame = field(default_factory=no_audit, repr=False)

    def __repr__(self) -> str:
        return brief("Run", self.manifest["scenario"], **self.setting)

    @property
    def setting(self) -> dict[str, Any]:
        """Population, seed, first and last month, and number of replicates."""
        of = self.manifest
        frame = {"population": of["population"], "seed": of["seed"], **of["window"]}
        return {**frame, "replicates": of["replicates"]}

    def _repr_html_(self) -> str:
        from ..reports.notebook import html_of

        return html_of(self)

    def frame(self) -> pd.DataFrame:
        """The series as a tidy frame of its own (see `series`)."""
        return self.series.copy()

    def key_findings(self) -> tuple[KeyFinding, ...]:
        """What was found, in five sentences (see `reports.key_findings`)."""
        from ..charts.world_view import world_views
        from ..reports.key_findings import key_findings

        return key_findings(world_views(self))

    def plot(self, measure: str | None = None, *, by_group: bool = False) -> Any:
        """An Altair chart.

        Parameters
        ----------
        measure
            A measure's id, or the id of a picture of the report; the most useful picture if None.
        by_group
            Draw the measure by group in the last month instead of over time.

        Raises
        ------
        BadRequest
            If there is no such measure or picture, or it is not defined here.
        """
        from ..reports.notebook import chart_of

        return chart_of(self, measure, by_group=by_group)

    def measure(self, name: str, *, group: str = "all") -> pd.DataFrame:
        """One measure by month, ready to plot.

        Parameters
        ----------
        name
            A measure's id (``xinyong facts --measures`` lists them).
        group
            ``"all"``, or a group such as ``"area=urban"`` or ``"quintile=1"``.

        Returns
        -------
        A frame with one row for each month and one column for each replicate, in the measure's unit.

        Raises
        ------
        BadRequest
            If the run has no such measure or group; the message names the nearest.
        """
        found = self.series
        for column, requested in (("measure", name), ("group", group)):
            known = [str(k) for k in self.series[column].unique()]
            if requested not in known:
                raise BadRequest(
                    column, received=requested, accepted=f"a {column} of this run", remedy=nearest(requested, known)
                )
            found = found[found[column] == requested]
        return found.pivot(index="month", columns="replicate", values="value")

    def explain(self, citizen: int, month: str, *, score: str | None = None, replicate: int = 0) -> pd.DataFrame:
        """Explain the score of a citizen in the cohort.

        Parameters
        ----------
        citizen
            Number of a citizen in the cohort.
        month
            ``YYYY-MM``.
        score
            A name of `xinyong.vocabulary.scores.ALL_SCORES`; the headline score if None.
        replicate
            Number of the replicate.

        Returns
        -------
        A frame with one row for each part: ``part``, ``points`` and ``meaning``. The last row is the rounding error of
        single precision; with it the points sum to the score exactly. All parts of a citizen without the score are 0.

        Raises
        ------
        BadRequest
            If the citizen is not in the cohort of that month, or there is no such score.
        """
        score = self.scenario.scoring.headline.value if score is None else score
        if score in ALL_SCORES and f"scoring.{score}" not in self.scenario.on:
            raise BadRequest(
                "score",
                received=score,
                accepted="a score that is switched on in the run's scenario",
                remedy=f"Run it with changes={{'scoring.{score}.on': True}}, or ask for another score.",
            )
        found = self.cohort
        for column, requested in (("replicate", replicate), ("month", _first_day(month)), ("citizen", citizen)):
            found = found[found[column] == requested]
            if found.empty:
                raise BadRequest(
                    column,
                    received=month if column == "month" else requested,
                    accepted=f"a {column} of the cohort",
                    remedy="`run.cohort` lists the citizens and months of the cohort.",
                )
        return explain({str(name): value for name, value in found.iloc[0].items()}, score)

    def fairness(self, by: Sequence[str] = BY, *, cut: float | None = None) -> pd.DataFrame:
        """Fairness audits by group and year (see `xinyong.results.fairness_audit`).

        Parameters
        ----------
        by
            Groups: dimensions, or several joined by commas for crossed ones (``"area,quintile"``).
        cut
            Points that the lenders' score must reach, instead of their decision.

        Returns
        -------
        A tidy frame: replicate, month (December), measure, group (``"area=rural,quintile=1"``; the dimensions alone
        for gaps between groups), n (cases), value, and low and high, the ends of a 95 % interval. All three are NaN
        if undefined or based on fewer than 30 cases.

        Raises
        ------
        BadRequest
            If there is no such dimension, the cut-off is not the edge of a band, or lenders use no score.
        """
        return fairness(self.audit, by, cut=cut, scale=self._scale(), risk=self._risk())

    def calibration(self, by: Sequence[str] = BY) -> pd.DataFrame:
        """Observed default rates by group and band of the lenders' score (see `fairness_audit.calibration`).

        If that score is a scorecard, predicted rates are included.
        """
        return calibration(self.audit, by, scale=self._scale(), risk=self._risk())

    def _scale(self) -> Scale | None:
        """The scale of the lenders' score."""
        score = credit_score(self.scenario)
        return FAMILIES[score].scale if score else None

    def _risk(self) -> np.ndarray:
        """The predicted default risk of each band; a scorecard's, by its scale in the last month."""
        if credit_score(self.scenario) != "scorecard":
            return no_risk()
        p = self.scenario.scoring.scorecard.numbers(parse_month(self.manifest["window"]["until"]))
        return risk_of_bands(*(float(p[name]) for name in ("target_points", "target_odds", "double_points")))

    def to_xarray(self) -> xr.Dataset:
        """The series as a labelled array.

        Returns
        -------
        A dataset with variables ``value`` and ``n`` over (replicate, measure, group, month); a missing
        combination has value NaN and n 0.

        Raises
        ------
        BadRequest
            If xarray is not installed.
        """
        if importlib.util.find_spec("xarray") is None:
            raise BadRequest(
                "to_xarray()",
                received=Description("an installation without xarray"),
                accepted="one with xarray",
                remedy="Install it: pip install 'xinyong[xarray]'.",
            )
        keys = ["replicate", "measure", "group", "month"]
        plain = self.series.astype({"measure": str, "group": str}).set_index(keys)
        data = plain[["value", "n"]].to_xarray()
        data["n"] = data["n"].fillna(0).astype("int64")
        data.attrs = {k: self.manifest[k] for k in ("version", "scenario", "scenario_hash", "seed", "population")}
        return data

    def save(self, out: str | Path) -> Run:
        """Write the run folder.

        Parameters
        ----------
        out
            A folder that does not exist yet, or an empty one.

        Returns
        -------
        The same run, which now knows its folder.

        Raises
        ------
        BadFolder
            If the place is taken or cannot be written; nothing is written then.
        """
        draft = Draft.begin(out)
        cohort = None if self.cohort.empty else cohort_from_frame(self.cohort, model_of(self.scenario).columns)
        manifest = write_run(
            draft,
            manifest=self.manifest,
            scenario=self.scenario,
            series=series_from_frame(self.series),
            cohort=cohort,
            audit=audit_from_frame(self.audit),
        )
        return replace(self, manifest=manifest, path=draft.publish())


def _first_day(month: str) -> pd.Timestamp:
    """The day by which a frame names a month.

    Raises
    ------
    BadRequest
        If it is no month.
    """
    try:
        number = parse_month(month)
    except ValueError:
        accepted, remedy = "a month such as '2016-03'", "Write year and month with a hyphen."
        raise BadRequest("month", received=month, accepted=accepted, remedy=remedy) from None
    return pd.Timestamp(year=number // 12, month=number % 12 + 1, day=1)


def load(folder: str | Path, *, is_checked: bool = True) -> Run:
    """Read a run folder.

    Parameters
    ----------
    folder
        A folder written by `xinyong run` or `Run.save`.
    is_checked
        Refuse tables whose files are not the ones that the manifest notes.

    Raises
    ------
    BadFolder
        If the folder is no run, was interrupted, is damaged, was changed, or has another version's format.
    """
    place = Path(folder)
    manifest = read_manifest(place)
    if manifest["status"] != "done":
        raise BadFolder(
            str(place),
            received=f"a run with status {manifest['status']!r}",
            accepted="a finished run",
            remedy=f"Finish it with xy.run(resume={str(place)!r}).",
        )
    scenario = read_scenario(place, manifest)
    months = len(scenario.window.months) * manifest["replicates"]
    series = read_table(place / SERIES_FILE, SERIES, most_rows=months * MOST_ROWS_A_MONTH)
    followed = manifest.get("cohort", 0)
    cohort = COHORT_KEYS.empty_table()
    if followed > 0:
        cohort = read_table(place / COHORT_FILE, COHORT_KEYS, most_rows=2 * months * followed)
    audit = read_table(place / AUDIT_FILE, AUDIT) if manifest.get("audit_hash") is not None else None
    if is_checked:
        check_files(place, manifest)
    return Run(
        manifest=manifest,
        scenario=scenario,
        series=series_frame(series),
        cohort=cohort_frame(cohort),
        path=place,
        audit=audit_frame(audit) if audit is not None else no_audit(),
    )


def read_scenario(folder: Path, manifest: Manifest) -> Scenario:
    """The scenario of a run folder.

    Raises
    ------
    BadFolder
        If it is not the one that was run, by the hash in the manifest.
    BadScenario
        If it cannot be read.
    """
    scenario = scenario_type_of(manifest.get("mechanisms", [])).load(folder / SCENARIO)
    if scenario.hash != manifest["scenario_hash"]:
        raise BadFolder(
            str(folder / SCENARIO),
            received=f"a scenario of hash {scenario.hash[:12]}",
            accepted=f"the scenario that was run, of hash {manifest['scenario_hash'][:12]}",
            remedy="Undo the change, or run the changed scenario into a folder of its own.",
        )
    return scenario


ROUNDING_ROW = "rounding"
"""Name of the last row of an explanation."""


def explain(citizen: Mapping[str, Any], score: str) -> pd.DataFrame:
    """The parts of a citizen's score in a month.

    Parameters
    ----------
    citizen
        The citizen's columns by name, of one month: a row of a cohort will do.
    score
        A name of `vocabulary.scores.ALL_SCORES`.

    Returns
    -------
    A frame with a row a part: ``part`` (its column), ``points`` (float64) and ``meaning``. The last row, ``rounding``,
    is what single precision left over when the parts were added, less than a thousandth of a point: with it the points
    sum to the score exactly.

    Raises
    ------
    BadRequest
        If there is no such score, or the citizen's columns lack it.
    """
    if score not in ALL_SCORES:
        raise BadRequest("score", received=score, accepted="the name of a score", remedy=nearest(score, ALL_SCORES))
    names, whole = parts_of(score), f"score_{score}"
    if missing := [name for name in (*names, whole) if name not in citizen]:
        raise BadRequest(
            "citizen",
            received=f"columns without {missing[0]}",
            accepted=f"columns that hold all parts of the score {score}",
            remedy="Hand in a row of a run's cohort.",
        )
    points = [float(citizen[name]) for name in names]
    left = math.fsum([float(citizen[whole]), *(-part for part in points)])
    meanings = [*(COLUMNS[name].meaning for name in names), "what single precision left over in adding the parts"]
    return pd.DataFrame({"part": [*names, ROUNDING_ROW], "points": [*points, left], "meaning": meanings})
