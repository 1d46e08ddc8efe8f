"""Measures of couples and of leaks against their definitions, worked out citizen by citizen."""

import functools

import numpy as np
import pytest

from tests.counting.test_tally import in_group
from tests.measures.crowd import MONTH, crowd, nobody, tally_of
from xinyong.counting.count import Count
from xinyong.counting.groups import GROUPS
from xinyong.measures.registry import MEASURES
from xinyong.mechanisms import ORDER

JUNE, DECEMBER = MONTH, MONTH + 6
WEIGHT = 100.0
ON = frozenset(m.name for m in ORDER)


@functools.cache
def people():
    """A crowd in which many are in couples who resemble each other."""
    columns = crowd(2, seed=5)
    rng = np.random.default_rng(6)
    shape = columns["is_person"].shape
    number = np.arange(shape[1])
    for name in ("income_year_yuan", "score_factors"):
        columns[name] = np.where(columns["is_person"], np.abs(columns[name]), 0).astype(np.float32)
    for offset in (3, 200, 1_500):
        lower = np.minimum(number, number ^ offset)
        free = columns["is_person"] & (columns["partner"] == 0)
        drawn = (rng.random(shape) < 0.4)[:, lower] & free & free[:, number ^ offset]
        columns["partner"][drawn] = offset
        for name in ("income_year_yuan", "score_factors"):
            value = columns[name]
            has = drawn & (value > 0) & (value[:, number ^ offset] > 0)
            value[has] = np.sqrt(value * value[:, lower])[has]
    return columns


@functools.cache
def counted(month):
    tally = tally_of(people(), month=month, score="factors")
    return Count(tally, nobody() + tally + tally, weight=WEIGHT, on=ON)


def value(measure, *, month=DECEMBER, group="all"):
    values = MEASURES[measure].values(counted(month))
    return values[GROUPS.index(group)]


def flat(name):
    return people()[name].reshape(-1)


def partner():
    return np.arange(flat("partner").size) ^ flat("partner").astype(np.int64)


COUPLED = lambda c: c["partner"] > 0  # noqa: E731
HARMED = lambda c: c["is_harassed"] | c["is_defrauded"]  # noqa: E731
EXPECTED = {
    "share_coupled": lambda c: COUPLED(c).mean(),
    "matches_cumulative": lambda c: 2 * WEIGHT * c["is_new_couple"].sum(),
    "matches_won_share": lambda c: c["match_won"].sum() / c["is_new_couple"].sum(),
    "matches_lost_share": lambda c: (
        c["match_lost"].sum() / (c["is_new_couple"].sum() - c["match_won"].sum() + c["match_lost"].sum())
    ),
    "file_completeness": lambda c: c["dossier"].mean(),
    "share_exposed": lambda c: (c["exposed_months"] > 0).mean(),
    "exposures_cumulative": lambda c: 2 * WEIGHT * (c["is_sold"] | c["is_sold_wrongly"]).sum(),
    "harms_cumulative": lambda c: 2 * WEIGHT * HARMED(c).sum(),
}
OF_ALL = {
    "separations_cumulative": lambda c: 2 * WEIGHT * c["is_separated"].sum(),
    "wrong_exposures_cumulative": lambda c: 2 * WEIGHT * c["is_sold_wrongly"].sum(),
    "file_sales_yuan_cumulative": lambda c: 2 * WEIGHT * c["dossier_price_yuan"].astype(float).sum(),
    "frauds_cumulative": lambda c: 2 * WEIGHT * c["is_defrauded"].sum(),
    "fraud_loss_yuan_cumulative": lambda c: 2 * WEIGHT * c["fraud_loss_yuan"].astype(float).sum(),
    "wrong_harms_cumulative": lambda c: 2 * WEIGHT * (HARMED(c) & c["is_exposed_wrongly"]).sum(),
}


@pytest.mark.parametrize("measure", EXPECTED)
def test_a_measure_is_what_its_definition_says_in_every_group(measure):
    for group in GROUPS:
        who = people()["is_person"] & in_group(people(), group)
        expected = EXPECTED[measure]({name: column[who] for name, column in people().items()})
        assert value(measure, month=JUNE, group=group) == pytest.approx(expected, rel=1e-4, abs=1e-4), group


@pytest.mark.parametrize("measure", OF_ALL)
def test_a_measure_of_everybody_is_what_its_definition_says(measure):
    living = {name: column[people()["is_person"]] for name, column in people().items()}
    assert value(measure) == pytest.approx(OF_ALL[measure](living), rel=1e-6)


def test_assortativity_is_the_correlation_over_couples():
    income, score = np.log(np.maximum(flat("income_year_yuan"), 1)), flat("score_factors").astype(float)
    coupled = flat("partner") > 0
    expected = np.corrcoef(income[coupled], income[partner()][coupled])[0, 1]
    assert expected > 0.2
    assert value("couple_income_assortativity") == pytest.approx(expected, abs=0.02)
    both = coupled & (score > 0) & (score[partner()] > 0)
    expected = np.corrcoef(score[both], score[partner()][both])[0, 1]
    assert expected > 0.2
    assert value("couple_score_assortativity") == pytest.approx(expected, abs=0.03)


def test_couples_of_the_lowest_fifth_of_scores():
    has = (flat("score_factors") > 0) & flat("is_person")
    score, coupled = flat("score_factors")[has], (flat("partner") > 0)[has]
    expected = coupled[score <= np.quantile(score, 0.2)].mean() / coupled.mean()
    assert value("low_scorers_coupled_ratio") == pytest.approx(expected, abs=0.02)


@pytest.mark.parametrize(
    "measure", ["couple_income_assortativity", "couple_score_assortativity", "low_scorers_coupled_ratio"]
)
def test_what_is_counted_in_december_is_undefined_in_june(measure):
    assert not np.isnan(value(measure))
    assert np.isnan(value(measure, month=JUNE))
