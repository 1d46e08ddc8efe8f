"""Thin files: two groups have the same risks; the group with shorter files is judged worse.

After Blattner and Nelson 2021, who show that scores of underserved people are noisier; the sizes here are our own.
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from ...measures.scorecard import auc
from ...society.random_streams import replicate_seed
from ...vocabulary import DEBTS, debt_columns
from ..finding import Curve, curves
from ..single_tile import State, begin
from .replication import Found, Replication, Setup, target

Values = NDArray[Any]

PEOPLE: Final = 32_768
THICK, THIN = 12, 3
"""Payments on file of townspeople and of villagers."""
CUTOFF: Final = 800
HISTORIES: Final = 4
"""Repetitions of the year with other random numbers."""
DEBT_YUAN: Final = 1_000_000
"""So large that nobody pays it off."""

_CHANGES: Final = {
    # prudent people miss one payment in twenty, the others three in twenty; nothing else makes people late
    "lending.forgetting": 0.1,
    "lending.forgetting_careless": 1.5,
    "lending.forgetting_fallen": 1.0,
    "lending.reminder": 0.0,
    "lending.temptation": 0.0,
    "lending.default_months": 255,
    "lending.term_consumer": 600,
    # nobody takes a new loan
    **{f"lending.{wish}": 0.0 for wish in ("desire", "desire_broke", "business_desire", "home_desire")},
    "lending.informal_access": 0.0,
    # the bureau counts only payment in time
    **{f"scoring.bureau.weight_{what}": 0.0 for what in ("owed", "length", "new")},
}

_NEW_FILE: Final = {"payment_record": 1.0, "arrears_months": 0, "file_months": 1}


def _opening(seed: int, state: State) -> State:
    """Half of each group is prudent; everybody has the same debt, and enough money to pay it."""
    rank = np.random.default_rng(seed).permutation(PEOPLE)
    is_urban = rank % 2 == 0
    debts = dict.fromkeys(debt_columns(DEBTS), 0)
    return state.with_columns(
        **debts | {"debt_consumer_yuan": DEBT_YUAN},
        is_urban=is_urban,
        prudence=np.where(rank // 2 % 2 == 0, 1.0, 0.0),
        payment_record=1.0,
        file_months=1,
        cash_yuan=10 * DEBT_YUAN,
    )


def _judged(score: NDArray[Any], is_prudent: NDArray[np.bool_]) -> tuple[float, float]:
    """AUC of the scores; and the mean of the shares of prudent people refused and of careless people accepted."""
    values, place = np.unique(np.round(score, 2), return_inverse=True)
    careless, prudent = (np.bincount(place[kind], minlength=values.size) for kind in (~is_prudent, is_prudent))
    wrong = (score[is_prudent] < CUTOFF).mean() + (score[~is_prudent] >= CUTOFF).mean()
    return auc(careless.astype(float), prudent.astype(float), -values), float(wrong / 2.0)


def _scores(setup: Setup, seed: int) -> tuple[Values, ...]:
    """Scores after a year (lenders of villagers report its last months); who lives in town; who is prudent."""
    scenario = setup.scenario(on=("lending", "scoring.bureau"), changes=_CHANGES)
    state = _opening(seed, begin(scenario, people=PEOPLE, seed=seed))
    before = state.simulate_months(months=THICK - THIN).end
    is_urban = state.people("is_urban")
    reported = {name: np.where(is_urban, before.people(name), new) for name, new in _NEW_FILE.items()}
    # a score covers payments until the month before
    simulated = before.with_columns(**reported).simulate_months(months=THIN + 1)
    return simulated.people("score_bureau"), is_urban, state.people("prudence") > 0.5


def run(setup: Setup) -> Found:
    """Simulate a year of payments several times, and compare the scores."""
    histories = [_scores(setup, replicate_seed(setup.seed, k)) for k in range(HISTORIES)]
    score, is_urban, is_prudent = (np.concatenate(column) for column in zip(*histories, strict=True))
    found, series = {}, []
    for name, group in (("thick", is_urban), ("thin", ~is_urban)):
        found[f"auc-{name}"], found[f"wrong-{name}"] = _judged(score[group], is_prudent[group])
        cutoffs = np.unique(np.round(score[group], 2))[::-1]
        shares = [[0.0, *((score[group & kind] >= c).mean() for c in cutoffs)] for kind in (~is_prudent, is_prudent)]
        series.append(Curve(f"{name} files", shares[0], shares[1]))
    picture = curves(
        "Who is accepted by a cutoff, with twelve and with three payments on file",
        "share of careless people accepted",
        "share of prudent people accepted",
        *series,
        Curve("random acceptance", [0.0, 1.0], [0.0, 1.0]),
    )
    return Found(found, picture)


_PAIRS = "three standard errors, given 32,768 people of each kind"
_SHARES = "three standard errors of half the sum of two shares of 32,768 people each"

REPLICATION = Replication(
    name="thin-files",
    title="Thin files are judged worse",
    source="Blattner and Nelson (2021), How Costly is Noise? Data and Disparities in Consumer Credit",
    published="Scores of underserved people are noisier because their files are thin, and this misallocates credit. "
    "The numbers are derived here by going through all sequences of payments that a file can hold.",
    setting="Household credit only. In both groups, half of the people miss 5 % of payments and half miss 15 %. "
    "Townspeople have twelve months of payments on file; villagers have three, because their lenders start to report "
    "later. The bureau’s score counts only payment in time.",
    targets=(
        target("auc-thick", "Probability that a prudent person scores above a careless one (AUC), 12 payments", 0.7753,
               0.0054, _PAIRS),
        target("auc-thin", "Probability that a prudent person scores above a careless one (AUC), 3 payments", 0.6246,
               0.0050, _PAIRS),
        target("wrong-thick", "Share misjudged at 800 points, 12 payments", 0.3720, 0.0044, _SHARES),
        target("wrong-thin", "Share misjudged at 800 points, 3 payments", 0.4416, 0.0036, _SHARES),
    ),
    wrong={"lending.reminder": 0.5},
    run=run,
)  # fmt: skip
