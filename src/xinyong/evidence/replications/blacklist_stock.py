"""Blacklist stock: the size of a list follows only from the rates at which people enter and leave it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import numpy as np

from ...vocabulary import OCCUPATIONS
from ..finding import Curve, curves
from ..single_tile import SimulatedMonths
from .replication import Found, Replication, Setup, four_errors, target

PEOPLE: Final = 32_768
MONTHS: Final = 72
ENTRY: Final = 0.04
EXIT: Final = 0.08
TERM: Final = 12
"""Months after which every listing ends, in the run with a fixed term."""
STOCK: Final = ENTRY / (ENTRY + EXIT)
STOCK_OF_TERM: Final = ENTRY * TERM / (1.0 + ENTRY * TERM)
EARLY: Final = 6

_COURT: Final = {
    "scoring.court_list.listing": ENTRY,
    "scoring.court_list.mistake": 0.0,
    "scoring.court_list.repair": EXIT,
    "scoring.court_list.repair_months": 0,
    "scoring.court_list.term_months": 0,
}
_MARKET: Final = {
    "scoring.dishonest_firms.owners": 1.0,
    "scoring.dishonest_firms.listing": ENTRY,
    "scoring.dishonest_firms.mistake": 0.0,
    "scoring.dishonest_firms.repair": EXIT,
    "scoring.dishonest_firms.repair_months": 0,
    "scoring.dishonest_firms.term_months": 0,
}


def path(month: Any) -> Any:
    """Share listed after a number of months, starting from an empty list."""
    return STOCK * (1.0 - (1.0 - ENTRY - EXIT) ** np.asarray(month, np.float64))


def _simulate(setup: Setup, scoring: str, changes: Mapping[str, Any]) -> SimulatedMonths:
    """Simulate people who all have a judgment debt and own a firm; both lists are empty at first."""
    state = setup.begin(on=(scoring,), changes=changes, people=PEOPLE).with_columns(
        debt_judged_yuan=1000, arrears_months=0, occupation=OCCUPATIONS.index("manager"), is_listed=False, firm_months=0
    )
    return state.simulate_months(months=MONTHS)


def _listed(simulated: SimulatedMonths) -> list[float]:
    """Share of people on the court list, month by month."""
    return [total / PEOPLE for total in simulated.series("is_listed")]


def run(setup: Setup) -> Found:
    """Fill both lists, and the court list once more with a fixed term."""
    court = _listed(_simulate(setup, "scoring.court_list", _COURT))
    firms = _simulate(setup, "scoring.dishonest_firms", _MARKET).measure("firms_on_the_list") / PEOPLE
    fixed = {**_COURT, "scoring.court_list.repair": 0.0, "scoring.court_list.term_months": TERM}
    term = _listed(_simulate(setup, "scoring.court_list", fixed))
    months = np.arange(1, MONTHS + 1)
    values = {"stock": court[-1], "path": court[EARLY - 1], "stock-firms": firms, "stock-term": term[-1]}
    picture = curves(
        "Share of people on a list",
        "months since the list began",
        "share of people who can be listed",
        Curve("closed form", months, path(months)),
        Curve("long run", [0.0, float(MONTHS)], [STOCK, STOCK]),
        Curve("the court list", months[2::3], court[2::3], "points"),
    )
    return Found(values, picture)


_ERRORS = "four standard errors of a share of 32,768 independent people"
_LEFT = f"; after 72 months the share is still {abs(float(path(MONTHS)) - STOCK):.5f} below its long-run value"

REPLICATION = Replication(
    name="blacklist-stock",
    title="The size of a list",
    source="Two-state renewal: Feller (1968), An Introduction to Probability Theory, vol. 1, ch. XIII; Little (1961)",
    published="If people enter a list with probability l and leave it with probability m per month, the share listed "
    "after t months is l/(l + m) (1 − (1 − l − m)^t). With a fixed term of T months instead of m it tends to l T/(1 + "
    "l T).",
    setting="Everybody has a judgment debt, or owns a firm, and this never changes. People leave through repair "
    "without a waiting time. Nobody can leave in the month of entry or return in the month of leaving.",
    targets=(
        target("stock", "Share on the court list", STOCK, four_errors(STOCK, PEOPLE), _ERRORS + _LEFT, "published"),
        target("path", f"Share on the court list after {EARLY} months", float(path(EARLY)),
               four_errors(float(path(EARLY)), PEOPLE), _ERRORS),
        target("stock-firms", "Share on the list of firms", STOCK, four_errors(STOCK, PEOPLE), _ERRORS + _LEFT,
               "published"),
        target("stock-term", f"Share on a list with a term of {TERM} months", STOCK_OF_TERM,
               four_errors(STOCK_OF_TERM, PEOPLE), _ERRORS),
    ),
    wrong={"scoring.court_list.listing": 0.05},
    run=run,
)  # fmt: skip
