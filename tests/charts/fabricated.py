"""Runs whose series are made up, so that pictures and pages can be tested without simulating anything."""

from functools import cache

import numpy as np
import pandas as pd

from xinyong.charts.themes import THEMES
from xinyong.measures.published_figures import RECORD
from xinyong.reports.key_findings import WRONGED
from xinyong.results.run_result import Run
from xinyong.runs.comparison import Comparison
from xinyong.runs.headline import LEDGER
from xinyong.scenario.months import format_month
from xinyong.scenario.scenario import Scenario

WINDOW = {"from": "2013-01", "until": "2019-12"}
GROUPS = ("all", "area=rural", "area=urban", "quintile=1", "quintile=5", "age=18-29", "occupation=farmer")
NEEDS_A_SCORE = ("mean_score", "gini_score", "score_income_correlation", "tie_score_assortativity")
MEASURES = tuple(
    dict.fromkeys(
        [m for theme in THEMES for plan in theme.plans for m in plan.measures]
        + [*LEDGER, WRONGED]
        + [figure.measure for figure in RECORD]
    )
)


def course(measure, months, level):
    """A smooth course: large for counts, within [0, 1] for everything else."""
    t = np.linspace(0, 1, months)
    size = 2e7 if measure.endswith(("cumulative", "yuan", "sanctions", "listings", "wrongly_sanctioned")) else 0.6
    return level * size * t**2


def series(*, level, replicates, months=84):
    """Every measure that a report shows, by some groups; scores are undefined where the level is zero."""
    dates = pd.date_range("2013-01-01", periods=months, freq="MS")
    parts = []
    for replicate in range(replicates):
        for number, measure in enumerate(MEASURES):
            for place, group in enumerate(GROUPS):
                values = course(measure, months, level) * (1 + 0.01 * replicate + 0.05 * place)
                if measure in NEEDS_A_SCORE and level == 0:
                    values = np.full(months, np.nan)
                parts.append((measure, group, replicate, values + 1e-3 * number))
    rows = {
        "month": np.tile(dates, len(parts)),
        "measure": np.repeat([part[0] for part in parts], months),
        "group": np.repeat([part[1] for part in parts], months),
        "value": np.concatenate([part[3] for part in parts]),
        "n": 100,
        "replicate": np.repeat([part[2] for part in parts], months).astype("int32"),
    }
    return pd.DataFrame(rows).astype({"measure": "category", "group": "category"})


def fabricated(preset, *, level, replicates=3, changes=None):
    """A run of a preset with made-up results."""
    scenario = Scenario.load(preset).with_changes({"window": WINDOW, **(changes or {})})
    manifest = {
        "version": "0.1.0",
        "scenario": scenario.name,
        "title": scenario.title,
        "label": scenario.label,
        "scenario_hash": scenario.hash,
        "seed": scenario.seed,
        "population": scenario.population,
        "people_per_citizen": 11_000.0,
        "window": {
            "from": format_month(scenario.window.from_),
            "until": format_month(scenario.window.until),
        },
        "replicates": replicates,
        "started": "2026-11-23T10:00:00+00:00",
        "duration_s": 12.5,
        "citizen_months_per_second": 5_000_000,
        "series_hash": "ab" * 32,
    }
    return Run(manifest, scenario, series(level=level, replicates=replicates), pd.DataFrame())


@cache
def one_run():
    """A single replicate of `documented`."""
    return fabricated("documented", level=1.0, replicates=1)


@cache
def comparison():
    """`no-system` beside `documented`, three replicates."""
    return Comparison((fabricated("no-system", level=0.0), fabricated("documented", level=1.0)))


@cache
def three_worlds():
    """`no-system` beside `documented` and `essay`, three replicates."""
    return Comparison((*comparison().worlds, fabricated("essay", level=1.2)))
