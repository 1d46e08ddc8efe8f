"""A small finished run without an engine: what the results room is tested on."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from xinyong.results.manifest import opened
from xinyong.results.run_result import Run
from xinyong.results.schema import cohort_frame, cohort_table, series_frame, series_hash, series_table
from xinyong.scenario.months import parse_month
from xinyong.scenario.scenario import Scenario

MONTHS = [parse_month("2013-01"), parse_month("2013-02")]
MEASURES = ("gini_income", "mean_score")
GROUPS = ("all", "area=urban")


def scenario() -> Scenario:
    return Scenario.load("no-system").with_changes(
        {"population": 500, "window.from": "2013-01", "window.until": "2013-02"}
    )


def series(replicate: int, *, shift: float = 0.0) -> pa.Table:
    keys = [(month, measure, group) for month in MONTHS for measure in MEASURES for group in GROUPS]
    values = [np.nan if measure == "mean_score" else 0.4 + shift + 0.01 * replicate for _, measure, _ in keys]
    return series_table(
        months=[month for month, _, _ in keys],
        measures=[measure for _, measure, _ in keys],
        groups=[group for _, _, group in keys],
        values=values,
        n=[500 if group == "all" else 320 for _, _, group in keys],
        replicate=replicate,
    )


def cohort(replicate: int) -> pa.Table:
    columns = {
        "citizen": np.array([[3, 77]] * 2),
        "is_urban": np.array([[True, False]] * 2),
        "income_yuan": np.array([[1500, 900], [1520, 880]], np.int32),
        "approval": np.array([[5.0, 6.5], [5.1, 6.4]], np.float32),
    }
    return cohort_table(columns, months=MONTHS, replicate=replicate)


def run(*, replicates: int = 2, shift: float = 0.0) -> Run:
    whole = pa.concat_tables([series(r, shift=shift) for r in range(replicates)])
    manifest = opened(scenario(), replicates=replicates, cohort=2, checkpoints={"every": 12, "kept": False}) | {
        "status": "done",
        "series_hash": series_hash(whole),
    }
    followed = pa.concat_tables([cohort(r) for r in range(replicates)])
    return Run(
        manifest=manifest,
        scenario=scenario(),
        series=series_frame(whole),
        cohort=cohort_frame(followed),
    )
