"""Blacklist stock: how long a list becomes follows from how people come onto it and leave it, and from nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import numpy as np

from ...vocabulary import OCCUPATIONS
from ..finding import Curve, Curves
from ..single_tile import Lived, begin, live
from .replication import Found, Replication, Setup, target

PEOPLE: Final = 32_768
MONTHS: Final = 72
ENTRY: Final = 0.04
EXIT: Final = 0.08
TERM: Final = 12
"""Months after which every listing ends, where it is a term and no hazard that ends it."""
STOCK: Final = ENTRY / (ENTRY + EXIT)
STOCK_OF_TERM: Final = ENTRY * TERM / (1.0 + ENTRY * TERM)
EARLY: Final = 6

_COURT: Final[Mapping[str, Any]] = {
    "scoring.court.listing": ENTRY,
    "scoring.court.mistake": 0.0,
    "scoring.court.repair": EXIT,
    "scoring.court.repair_months": 0,
    "scoring.court.term_months": 0,
}
_MARKET: Final[Mapping[str, Any]] = {
    "scoring.market.owners": 1.0,
    "scoring.market.listing": ENTRY,
    "scoring.market.mistake": 0.0,
    "scoring.market.repair": EXIT,
    "scoring.market.repair_months": 0,
    "scoring.market.term_months": 0,
}


def path(month: Any) -> Any:
    """The share listed after so many months, from nobody on."""
    return STOCK * (1.0 - (1.0 - ENTRY - EXIT) ** np.asarray(month, np.float64))


def _lived(setup: Setup, scoring: str, changes: Mapping[str, Any]) -> Lived:
    """Months in which everybody owes under a court's order and owns a firm, and nobody is on a list at first."""
    scenario = setup.scenario(on=(scoring,), changes=changes)
    moment = begin(scenario, people=PEOPLE, seed=setup.seed).given(
        debt_judged_yuan=1000, arrears_months=0, occupation=OCCUPATIONS.index("manager"), is_listed=False, firm_months=0
    )
    return live(scenario, moment, months=MONTHS, seed=setup.seed)


def _listed(lived: Lived) -> list[float]:
    """People on the court's list, as a share of all, month by month."""
    return [total / PEOPLE for total in lived.series("is_listed")]


def run(setup: Setup) -> Found:
    """Let both lists fill up, and the court's once more with a fixed term."""
    court = _listed(_lived(setup, "scoring.court", _COURT))
    firms = _lived(setup, "scoring.market", _MARKET).measure("firms_on_the_list") / PEOPLE
    fixed = {**_COURT, "scoring.court.repair": 0.0, "scoring.court.term_months": TERM}
    term = _listed(_lived(setup, "scoring.court", fixed))
    months = np.arange(1, MONTHS + 1)
    return Found(
        values={
            "stock": court[-1],
            "path": court[EARLY - 1],
            "stock-firms": firms,
            "stock-term": term[-1],
        },
        picture=Curves(
            "People on a list",
            "months since the list began",
            "share of all who can be listed",
            (
                Curve("closed form", months.tolist(), path(months).tolist()),
                Curve("long run", [0.0, float(MONTHS)], [STOCK, STOCK]),
                Curve("the court’s list", months[2::3].tolist(), court[2::3], "points"),
            ),
        ),
    )


def _four_errors(share: float) -> float:
    return 4.0 * float(np.sqrt(share * (1.0 - share) / PEOPLE))


_ERRORS = "four standard errors of a share of 32,768 people whose luck is their own"
_LEFT = f"; from the long run {abs(float(path(MONTHS)) - STOCK):.5f} is missing after 72 months"

REPLICATION = Replication(
    name="blacklist-stock",
    title="The length of a list",
    source="Two-state renewal: Feller (1968), An Introduction to Probability Theory, vol. 1, ch. XIII; Little (1961)",
    published="With chances l to be listed and m to be taken off each month the share listed is l/(l + m) (1 − (1 − l "
    "− m)^t) after t months; with a fixed term T in place of m it tends to l T/(1 + l T).",
    setting="Everybody owes under a court’s order, or owns a firm, and nothing ever changes that; the exit is repair "
    "without a waiting time. Nobody can leave in the month of entry, nor come back in the month of leaving.",
    targets=(
        target("stock", "share on the court’s list", STOCK, _four_errors(STOCK), _ERRORS + _LEFT, "published"),
        target(
            "path", f"the same after {EARLY} months", float(path(EARLY)), _four_errors(float(path(EARLY))),
            _ERRORS, "closed form",
        ),
        target("stock-firms", "share on the list of firms", STOCK, _four_errors(STOCK), _ERRORS + _LEFT, "published"),
        target(
            "stock-term", f"share on a list that ends after {TERM} months", STOCK_OF_TERM, _four_errors(STOCK_OF_TERM),
            _ERRORS, "closed form",
        ),
    ),
    wrong={"scoring.court.listing": 0.05},
    run=run,
)  # fmt: skip
