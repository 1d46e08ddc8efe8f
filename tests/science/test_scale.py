"""The answer does not depend on how many citizens stand for the nation, but for the noise of sampling."""

from pathlib import Path

import numpy as np
import pytest
from scipy import stats

from tests.measures.crowd import nobody
from xinyong.counting.count import Count
from xinyong.engine import simulate
from xinyong.measures.registry import MEASURES
from xinyong.scenario.scenario import Scenario

pytestmark = pytest.mark.slow

FEW, MANY = 100_000, 10_000_000
REPLICATES = 12
SIGNIFICANCE = 0.001
"""Chance that any of the measures of a scenario is called different although none is."""

MOST_BYTES_A_CITIZEN = 1024
"""All that a run of many takes at its peak, over what the process had before it."""

ESSAY = (
    "gini_income", "gini_wealth", "mean_income_yuan_month", "mean_spending_yuan_month", "share_jobless",
    "income_share_q1", "income_share_q5", "urban_rural_income_ratio", "debt_to_income", "share_borrowing",
    "share_thin_file", "loan_approval_rate", "delinquency_rate", "share_sanctioned", "sticks_per_person",
    "carrots_per_person", "wrongful_sanction_share", "collateral_sanction_share", "share_of_life_recorded",
    "share_of_acts_recorded", "wrong_record_share", "approval_private", "approval_expressed", "dissent_expressed",
    "voice_mean", "mean_score", "gini_score", "score_income_correlation", "tie_score_assortativity",
)  # fmt: skip
DOCUMENTED = tuple(m for m in ESSAY if m not in {"share_sanctioned", "sticks_per_person"} and "sanction_share" not in m)
"""In the first months hardly anybody is listed yet, so that there is little to compare of sticks."""


def last_month(scenario: Scenario, population: int, seed: int) -> dict[str, float]:
    """All measures of everybody at the end of a run."""
    since = nobody()
    for result in simulate(scenario, population=population, seed=seed):
        since = since + result.tally
    count = Count(result.tally, since, weight=1.0, on=scenario.on)
    return {m.id: float(m.values(count)[0]) for m in MEASURES.values()}


@pytest.fixture(scope="module", params=["essay", "documented"])
def sizes(request) -> tuple[str, list[dict[str, float]], dict[str, float], int]:
    """A preset, replicates with few citizens, one run with many, and the bytes that it took at its peak."""
    window = {"from": "2016-01", "until": "2016-03"}
    scenario = Scenario.load(request.param).with_changes({"window": window})
    few = [last_month(scenario, FEW, seed) for seed in range(1, 1 + REPLICATES)]
    Path("/proc/self/clear_refs").write_text("5")  # the peak is counted from here
    before = memory("VmRSS")
    many = last_month(scenario, MANY, 99)
    return request.param, few, many, memory("VmHWM") - before


def memory(what: str) -> int:
    """Bytes of this process, as Linux tells them: VmRSS now, VmHWM at the peak."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return 1024 * next(int(line.split()[1]) for line in lines if line.startswith(what))


def test_few_and_many_citizens_agree_within_sampling_error(sizes):
    """Neighbours are alike, so the error of a mean is not that of independent people: replicates measure it.

    A run of many has a variance smaller by the ratio of the sizes; a t statistic of the difference follows, and
    its bound is shared out among the measures.
    """
    preset, few, many, _ = sizes
    measures = ESSAY if preset == "essay" else DOCUMENTED
    bound = stats.t.ppf(1 - SIGNIFICANCE / 2 / len(measures), REPLICATES - 1)
    off = {}
    for measure in measures:
        values = np.array([run[measure] for run in few])
        assert np.isfinite(values).all(), measure
        assert np.isfinite(many[measure]), measure
        spread = values.std(ddof=1)
        error = spread * np.sqrt(1 / REPLICATES + FEW / MANY)
        t = (values.mean() - many[measure]) / max(error, 1e-12)
        if abs(t) > bound:
            off[measure] = f"{values.mean():.6g} against {many[measure]:.6g}, t = {t:.1f}"
    assert not off


def test_many_citizens_fit_into_memory(sizes):
    *_, peak = sizes
    assert peak < MOST_BYTES_A_CITIZEN * MANY, f"{peak / MANY:.0f} bytes a citizen"
