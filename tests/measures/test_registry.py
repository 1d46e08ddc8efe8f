"""Every measure is declared with all that a reader needs, and every documented figure stands beside one."""

from __future__ import annotations

import pytest

from xinyong.measures.published_figures import RECORD
from xinyong.measures.registry import MEASURES
from xinyong.scenario.facts import FACTS
from xinyong.scenario.months import format_month

FIXED = [
    "gini_income",
    "gini_wealth",
    "gini_score",
    "mean_score",
    "mean_income_yuan_month",
    "debt_to_income",
    "delinquency_rate",
    "default_rate",
    "interest_transferred_yuan",
    "share_listed",
    "listings_cumulative",
    "restored_cumulative",
    "flights_blocked_cumulative",
    "rail_blocked_cumulative",
    "share_sanctioned",
    "wrongful_sanctions",
    "collateral_sanctions",
    "share_of_life_recorded",
    "approval_private",
    "approval_expressed",
    "dissent_private",
    "dissent_expressed",
    "score_income_correlation",
    "tie_score_assortativity",
    "informal_debt_share",
    "cross_context_detriment_share",
]


def test_the_ids_that_others_depend_on_exist():
    assert set(FIXED) <= set(MEASURES)


@pytest.mark.parametrize("measure", MEASURES.values(), ids=list(MEASURES))
def test_a_measure_says_what_it_is(measure):
    assert measure.definition.endswith(".")
    assert measure.unit
    assert measure.label in ("essay", "documented", "hypothetical")
    assert measure.groups in ("all", "all and by group")
    assert measure.source == "assumption" or measure.source in FACTS


def test_documented_figures_stand_beside_measures():
    for figure in RECORD:
        assert figure.measure in MEASURES
        assert figure.source in FACTS
        assert "2008-01" <= format_month(figure.month) <= "2024-12"
        assert figure.is_comparable or figure.note
        assert figure.value > 0


def test_the_published_shares_of_fifths_sum_to_one():
    shares = [f.value for f in RECORD if f.measure.startswith("income_share_q")]
    assert sum(shares) == pytest.approx(1, abs=0.002)
