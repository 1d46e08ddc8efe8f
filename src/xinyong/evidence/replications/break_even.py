"""Break-even: the interest rate that covers a lender's funding cost and losses, and the return that it earns."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import numpy as np

from ...scenario.scenario import Scenario
from ...society.columns import BLOCK
from ...vocabulary import DEBTS, debt_columns
from ..finding import Curve, curves
from ..single_tile import State, begin
from .replication import Found, Replication, Setup, target

CHANCE, LOSS, FUNDING = 0.08, 0.6, 0.03
CHANCES: Final = (0.01, 0.02, 0.04, 0.06, 0.08, 0.1, 0.15, 0.2, 0.3)
DEBT_YUAN: Final = 64_000_000
"""Large, so that rounding a month's interest to a yuan is negligible; a multiple of 64, which float32 holds."""
CASH_YUAN: Final = 900_000_000
PEOPLE: Final = 2 * BLOCK
A_YEAR: Final = 12

_PRICED_BY_RISK_ALONE: Final = {
    "lending.pricing": 1.0,
    "lending.margin": 0.0,
    "lending.funding_rate": FUNDING,
    "lending.loss_given_default": LOSS,
    "lending.risk_score": 0.0,
    "lending.risk_record": 0.0,
    "lending.risk_thin": 1.0,
    "lending.risk_most": 1.0,
    "lending.rate_ceiling": 5.0,
    "lending.temptation": 0.0,
    "lending.forgetting": 0.0,
    "lending.term_consumer": 600.0,
    "lending.instalment_least": 0.0,
    "lending.desire": 0.0,
    "lending.desire_broke": 0.0,
    "lending.business_desire": 0.0,
    "lending.home_desire": 0.0,
}

_A_MISS_IS_A_FAILURE: Final = {
    # the monthly probability that gives CHANCE over twelve months; the given prudence multiplies it by 1
    "lending.forgetting": 1.0 - (1.0 - CHANCE) ** (1.0 / A_YEAR),
    "lending.forgetting_careless": 1.5,
    "lending.forgetting_fallen": 1.0,
    "lending.default_months": 1,
    "lending.late_fee": 0.0,
    "lending.sued": 1.0 - LOSS,
}


def rate(chance: float) -> float:
    """The rate with (1 + rate)(1 - chance loss) = 1 + funding."""
    return (FUNDING + chance * LOSS) / (1.0 - chance * LOSS)


def monthly_return() -> float:
    """Return of a year at that rate with monthly payments, if a borrower who defaults is lost from then on."""
    fails: float = 1.0 - (1.0 - CHANCE) ** (1.0 / A_YEAR)
    return float(A_YEAR * ((1.0 + rate(CHANCE) / A_YEAR) * (1.0 - LOSS * fails) - 1.0))


def _scenario(setup: Setup, changes: Mapping[str, Any]) -> Scenario:
    return setup.scenario(on=("lending",), changes={**_PRICED_BY_RISK_ALONE, **changes})


def _indebted(state: State) -> State:
    """Everybody owes the same, can pay it, and has average prudence."""
    debts = dict.fromkeys(debt_columns(DEBTS), 0) | {"debt_consumer_yuan": DEBT_YUAN}
    return state.with_columns(**debts, cash_yuan=CASH_YUAN, prudence=0.5, arrears_months=0)


def _charged(setup: Setup, state: State, chance: float) -> tuple[float, float]:
    """The lowest and the highest yearly rate that anybody pays."""
    scenario = _scenario(setup, {"lending.risk_usual": chance})
    paid = state.simulate_months(months=1, scenario=scenario).people("interest_yuan").astype(np.float64)
    return float(A_YEAR * paid.min() / DEBT_YUAN), float(A_YEAR * paid.max() / DEBT_YUAN)


def _earned(setup: Setup, state: State) -> tuple[float, float]:
    """Return of a year of lending on the debt of people who have not defaulted, and the share who default."""
    scenario = _scenario(setup, {**_A_MISS_IS_A_FAILURE, "lending.risk_usual": CHANCE})
    simulated = state.simulate_months(months=A_YEAR, scenario=scenario)
    owed = [PEOPLE * DEBT_YUAN, *simulated.series("debt_consumer_yuan")[:-1]]
    gained = simulated.series("interest_yuan"), simulated.series("interest_capitalised_yuan")
    lost = simulated.series("written_off_yuan")
    earned = np.sum((np.sum(gained, axis=0) - lost) / np.asarray(owed))
    return float(earned), float((simulated.people("debt_consumer_yuan") == 0).mean())


def run(setup: Setup) -> Found:
    """Price loans by risk for several risks; then let people default as the lender expects."""
    state = _indebted(begin(_scenario(setup, {}), people=PEOPLE, seed=setup.seed))
    charged = {chance: _charged(setup, state, chance) for chance in CHANCES}
    exact = {chance: rate(chance) for chance in CHANCES}
    earned, failed = _earned(setup, state)
    values = {
        "rate": charged[CHANCE][1],
        "furthest-rate": max(max(abs(paid - exact[c]) for paid in charged[c]) for c in CHANCES),
        "failed": failed,
        "return": earned,
    }
    picture = curves(
        "Interest rate by risk",
        "probability of default within a year",
        "interest rate per year",
        Curve("break-even", CHANCES, list(exact.values())),
        Curve("charged", CHANCES, [highest for _, highest in charged.values()], "points"),
    )
    return Found(values, picture)


_YUAN = "a month’s interest of more than 100,000 yuan is rounded to a yuan and computed in float32 (6e-8)"

REPLICATION = Replication(
    name="break-even",
    title="The break-even interest rate",
    source="The textbook condition of a lender without profit, as in Stiglitz and Weiss (1981), Credit rationing in "
    "markets with imperfect information, American Economic Review 71; the number is a closed form",
    published="A yuan lent comes back as (1 + rate)(1 − PD·LGD), which must equal 1 + funding. With a probability of "
    "default PD of 0.08, a loss given default LGD of 0.6 and a funding rate of 0.03 the rate is 0.081933.",
    setting="Everybody owes the same and has the same risk; lenders price it fully and without a margin. For the "
    "return, a missed payment is a default at once, with the probability that is expected over a year; 0.4 of "
    "defaulted debts go to court, and the rest is written off. The formula has one payment a year; here interest is "
    "paid monthly.",
    targets=(
        target("rate", "Interest rate charged, per year", 0.081933, 1e-6, _YUAN + "; the source has six digits",
               "published"),
        target("furthest-rate", "Largest distance of any rate charged from the formula, PD 0.01 to 0.3", 0.0, 1e-6,
               _YUAN),
        target("failed", "Share of people who default within the year", CHANCE, 0.0045,
               "three standard errors of 32,768 people"),
        target("return", "Return on debt, per year", monthly_return(), 0.0029,
               "three standard errors of 0.6 of the defaults of 32,768 people. With monthly payments the same rate "
               "earns 0.0317 instead of the funding rate, 0.03: interest comes sooner than in the formula"),
    ),
    wrong={"lending.margin": 0.01},
    run=run,
)  # fmt: skip
