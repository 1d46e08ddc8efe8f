"""Permanent income has mean one, the fitted inequality, and rises with what raises it."""

import numpy as np
import pytest

from xinyong.scenario.sections.society import Society
from xinyong.society.income import income_shape, income_table, log_quantile
from xinyong.society.margins import GINI, INCOME_QUINTILE_SHARES

NUMBERS = Society().numbers(24156)


def test_quintile_shares_are_within_a_point_and_a_half_of_the_published_ones():
    shape = income_shape(NUMBERS)
    assert shape.quintile_shares == pytest.approx(INCOME_QUINTILE_SHARES, abs=0.015)
    assert shape.quintile_shares.sum() == pytest.approx(1.0)


def test_gini_and_ratio_are_those_documented_in_the_module():
    shape = income_shape(NUMBERS)
    assert shape.gini == pytest.approx(GINI, abs=0.005)
    assert shape.urban_rural_ratio == pytest.approx(2.56)
    assert shape.top_tenth_share == pytest.approx(0.33, abs=0.01)


def test_incomes_rise_along_the_index_and_are_capped():
    table = income_table(NUMBERS)
    assert (np.diff(table.log_income, axis=1) >= 0).all()
    assert np.isfinite(table.log_income).all()
    assert np.exp(table.log_income.max()) < 200


def test_the_line_breaks_at_the_knots_and_nowhere_else():
    score = np.array([-2.0, -0.84, -0.5, 0.0, 0.5, 0.84, 1.0])
    line = log_quantile(score, slopes=(1.0, 2.0, 3.0, 4.0), tail_exponent=2.0, tail_share=0.05, richest_share=1e-4)
    np.testing.assert_allclose(line, [-1.16 - 1.68, -1.68, -1.0, 0.0, 1.5, 2.52, 2.52 + 0.64])


def test_the_tail_joins_the_line_without_a_step():
    score = np.linspace(1.5, 1.8, 3001)
    shape = {"slopes": (0.5, 0.5, 0.5, 0.5), "tail_exponent": 1.6, "tail_share": 0.05, "richest_share": 1e-4}
    steps = np.diff(log_quantile(score, **shape))
    assert steps.max() < 20 * steps.min()
    assert steps.max() < 1e-3


@pytest.mark.parametrize("change", [{"income_slope_urban_1": 2.0}, {"income_slope_rural_4": 1.6}])
def test_a_wider_spread_makes_income_less_equal(change):
    assert income_shape({**NUMBERS, **change}).gini > income_shape(NUMBERS).gini


def test_a_smaller_gap_between_town_and_country_makes_income_more_equal():
    assert income_shape({**NUMBERS, "urban_rural_ratio": 1.5}).gini < income_shape(NUMBERS).gini
