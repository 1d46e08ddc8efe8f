"""Pooled files leak: which way each number of leaking pushes, and what holds whatever is asked."""

import numpy as np
import pytest

from xinyong.counting.groups import rows_of
from xinyong.vocabulary import OCCUPATIONS

from .laboratory import begin, simulate_months
from .observed import Case, column, each, measure, total

COMMON = {"leaking.orders": 0.2, "leaking.harassment": 0.2, "leaking.fraud": 0.2}
"""So that thousands of people show within months what happens to a few."""

CASES = {
    "pooling fills files, and full files are sold": Case(
        "watching.integration",
        0.1,
        1.0,
        more=(measure("file_completeness"), measure("share_exposed"), measure("harms_cumulative")),
        both=COMMON,
    ),
    "a short memory fills soon": Case("leaking.memory_months", 120, 12, more=(measure("file_completeness"),)),
    "orders are exposures": Case(
        "leaking.orders",
        0.01,
        0.5,
        more=(measure("exposures_cumulative"), measure("file_sales_yuan_cumulative"), measure("share_exposed")),
    ),
    "dear files are bought less": Case("leaking.price_yuan", 100, 7_000, less=(total("exposures"),), both=COMMON),
    "who minds the price": Case(
        "leaking.price_elasticity", 0.0, 3.0, less=(total("exposures"),), both={**COMMON, "leaking.price_yuan": 1400}
    ),
    "what is usual is cheap": Case("leaking.price_usual", 350, 1_400, more=(total("exposures"),), both=COMMON),
    "insiders who sell": Case("leaking.corrupt", 0.01, 0.5, more=(total("exposures"),), both=COMMON),
    "officials with access": Case("leaking.access_local", 0.0, 1.0, more=(total("exposures"),), both=COMMON),
    "hands elsewhere with access": Case("leaking.access_central", 0, 1_000, more=(total("exposures"),), both=COMMON),
    "made-up files expose nobody": Case("leaking.fake", 0.0, 0.9, less=(total("exposures"),), both=COMMON),
    "files that are mixed up expose the wrong person": Case(
        "leaking.wrong_id",
        0.0,
        0.5,
        more=(measure("wrong_exposures_cumulative"), measure("wrong_harms_cumulative")),
        both=COMMON,
    ),
    "files that stay of use": Case("leaking.useful_months", 1, 60, more=(measure("share_exposed"),), both=COMMON),
    "harassment": Case("leaking.harassment", 0.0, 1.0, more=(measure("harms_cumulative"),), both=COMMON),
    "fraud": Case(
        "leaking.fraud",
        0.0,
        1.0,
        more=(measure("frauds_cumulative"), measure("fraud_loss_yuan_cumulative"), measure("harms_cumulative")),
        both={**COMMON, "leaking.harassment": 0.0},
    ),
    "greedy fraud": Case(
        "leaking.fraud_takes",
        0.01,
        1.0,
        more=(measure("fraud_loss_yuan_cumulative"),),
        less=(column("cash_yuan"),),
        both=COMMON,
    ),
}


@pytest.mark.parametrize("name", each(CASES))
def test_the_direction_of(pasts, name):
    CASES[name].check(*pasts[CASES[name].past])


def test_the_rich_are_sought(pasts):
    scenario, past = pasts["essay"]
    for elasticity, is_sought in ((0.0, False), (3.0, True)):
        simulated = simulate_months(
            scenario.with_changes({**COMMON, "leaking.income_elasticity": elasticity}), past.end, months=2
        )
        exposures = simulated.by_group("exposures_cumulative")
        poorest, richest = exposures[rows_of("quintile")][[0, -1]]
        assert (richest > 10 * poorest) == is_sought


def test_where_officials_live_files_leak(pasts):
    scenario, past = pasts["essay"]
    simulated = simulate_months(scenario.with_changes({**COMMON, "leaking.access_central": 0}), past.end, months=3)
    is_official = simulated.columns["occupation"].reshape(-1, 128) == OCCUPATIONS.index("official")
    officials = (is_official & simulated.columns["is_person"].reshape(-1, 128)).sum(axis=1)
    exposed = (simulated.columns["exposed_months"].reshape(-1, 128) > 0).mean(axis=1)
    assert exposed[officials == 0].mean() < exposed[officials >= np.quantile(officials, 0.8)].mean()


def test_nobody_is_exposed_without_a_file(pasts):
    scenario, _ = pasts["essay"]
    unwatched = scenario.with_changes({**COMMON, "watching.on": False})
    simulated = simulate_months(unwatched, begin(unwatched, people=16_384), months=3)
    assert not simulated.people("dossier").any()
    for name in ("exposures", "harms", "dossier_price_yuan", "fraud_loss_yuan"):
        assert simulated.total(name) == 0, name


def test_harm_is_done_to_the_exposed_and_paid_out_of_what_they_have(pasts):
    scenario, past = pasts["essay"]
    often = {"orders": 1.0, "corrupt": 1.0, "harassment": 1.0, "fraud": 1.0, "wrong_id": 0.3}
    scenario = scenario.with_changes({f"leaking.{name}": value for name, value in often.items()})
    simulated, before = (simulate_months(scenario, past.end, months=months) for months in (6, 5))
    was_exposed = before.people("exposed_months") > 0
    harmed = simulated.people("is_harassed") | simulated.people("is_defrauded")
    assert harmed.sum() > 10
    assert was_exposed[harmed].all()
    assert not (simulated.people("is_harassed") & simulated.people("is_defrauded")).any()
    assert (simulated.people("fraud_loss_yuan")[~simulated.people("is_defrauded")] == 0).all()
    assert not (simulated.people("is_exposed_wrongly") & (simulated.people("exposed_months") == 0)).any()
    sold = simulated.people("is_sold") | simulated.people("is_sold_wrongly")
    assert (simulated.people("exposed_months")[sold] == 24).all()
