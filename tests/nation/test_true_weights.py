"""The true weights: how many points acts really add to the score."""

import pytest

from xinyong.nation.true_weights import true_weights
from xinyong.scenario.scenario import Scenario

MONTH = 12 * 2018
ESSAY, DOCUMENTED = (Scenario.load(name) for name in ("essay", "documented"))


def test_a_true_weight_is_the_tariff_times_the_chance_to_be_recorded():
    watching, factors = (DOCUMENTED.section(name).numbers(MONTH) for name in ("watching", "scoring.factors"))
    seen = watching["bills_coverage"] * watching["bills_sensitivity"] * watching["integration_bills"]
    weights = true_weights(DOCUMENTED, MONTH)
    assert weights["late"] == pytest.approx(-factors["slip_points"] * seen)
    assert weights["words"] == 0  # nobody scores words on the record
    step, spent = 1e-4, watching["cashless"]
    part = [traced / (traced + factors["traced_half"]) for traced in (spent, spent * (1 + step))]
    slope = (part[1] - part[0]) / step  # of a mean income, wholly online
    span = factors["high"] - factors["low"]
    assert weights["spending"] == pytest.approx(span * 0.2 * factors["update"] * slope, rel=1e-3)


def test_in_the_essay_words_and_friends_count():
    weights = true_weights(ESSAY, MONTH)
    assert weights["late"] < 0 < weights["words"]
    assert weights["friends"] == pytest.approx(10 * ESSAY.scoring.friends.weight.at(MONTH))
    assert not any(true_weights(Scenario.load("no-system"), MONTH).values())
