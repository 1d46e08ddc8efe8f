"""Biased assimilation: in a network of similar friends, bias decides between consensus, disagreement and extremes."""

from __future__ import annotations

from typing import Final

import numpy as np
from scipy.optimize import brentq
from scipy.special import expit

from ...society.columns import BLOCK
from ..finding import Curve, curves
from ..single_tile import State
from .replication import Found, Replication, Setup, target

ISLAND_BIT: Final = 6
"""The binary digit of a citizen's place in the block that says which island it is."""
ALIKE_4: Final = (0, 1, 2, 6)
ALIKE_2: Final = (0, 1)
ACROSS: Final = 3
"""Layers of possible ties that stay on an island (four or two), and the one that always leaves it."""

STARTS: Final = 0.6
MONTHS: Final = 50
BIASES: Final = (0.0, 0.1, 0.3, 0.6, 0.85, 1.2)
"""Shown in addition to those of the targets."""

_ONLY_FRIENDS: Final = {
    "adapting.churn": 0.0,
    "adapting.meeting": 0.0,
    "adapting.shunning": 0.0,
    "adapting.praise_pull": 0.0,
    "adapting.voice_speed": 1.0,
    "adapting.susceptibility": 1.0,
    "adapting.assimilation.own": 1.0,
}


def disagreement(bias: float, homophily: float) -> float:
    """Limit of the first island's opinion by the theorem, if it starts above 1/2."""
    if bias >= 1.0:
        return 1.0
    if bias <= 2.0 / (homophily + 1.0) + 1e-9:
        return 0.5
    most = np.log(homophily)

    def gap(log: float) -> float:
        """Gap in r^(1 - b) (h + r) = h r + 1 with r = x/(1 - x), in logarithms; also zero at r = 1."""
        return float((1.0 - bias) * log + np.logaddexp(most, log) - np.logaddexp(most + log, 0.0))

    return float(expit(brentq(gap, 1e-6, most / (1.0 - bias) + 1.0)))


def _islands(setup: Setup, alike: tuple[int, ...], other: float = 1.0 - STARTS) -> State:
    """Two islands of equal size with ties of some layers; opinions are mirrored about 1/2 by default."""
    state = setup.begin(on=("adapting",), changes=_ONLY_FRIENDS, people=BLOCK)
    is_first = (np.arange(BLOCK) >> ISLAND_BIT) & 1 == 0
    voice = 2.0 * np.where(is_first, STARTS, other) - 1.0
    return state.with_columns(voice=voice, disposition=voice, ties=sum(1 << layer for layer in (*alike, ACROSS)))


def _at_rest(setup: Setup, state: State, bias: float) -> tuple[float, float]:
    """Mean opinions (0 to 1) at which the two islands settle."""
    scenario = setup.scenario(
        on=("adapting", "adapting.assimilation"), changes={**_ONLY_FRIENDS, "adapting.assimilation.bias": bias}
    )
    opinion = 0.5 * (1.0 + state.simulate_months(months=MONTHS, scenario=scenario).people("voice").astype(np.float64))
    is_first = (np.arange(BLOCK) >> ISLAND_BIT) & 1 == 0
    return float(opinion[is_first].mean()), float(opinion[~is_first].mean())


def run(setup: Setup) -> Found:
    """Simulate the islands under several biases."""
    four, two = _islands(setup, ALIKE_4), _islands(setup, ALIKE_2)
    agree, part, disagree, extreme = (_at_rest(setup, four, bias) for bias in (0.2, 0.5, 0.7, 1.0))
    mixed = _at_rest(setup, two, 0.5)
    leaning = _at_rest(setup, _islands(setup, ALIKE_4, 0.45), 0.2)
    shown = {0.2: agree[0], 0.5: part[0], 0.7: disagree[0], 1.0: extreme[0]}
    shown |= {bias: _at_rest(setup, four, bias)[0] for bias in BIASES}
    fine = np.linspace(0.0, 1.3, 261)
    values = {
        "consensus": agree[0],
        "mixed": mixed[0] - mixed[1],
        "apart": part[0] - part[1],
        "disagreement": disagree[0],
        "polarisation": extreme[0] - extreme[1],
        "leaning": min(leaning),
    }
    picture = curves(
        "Final opinion of the island that started at 0.6",
        "bias (power of one’s own opinion)",
        "opinion (0 to 1)",
        Curve("theorem, four similar friends for each different one", fine,
              [disagreement(bias, 4.0) for bias in fine.tolist()]),
        Curve("this society", list(shown), list(shown.values()), "points"),
    )  # fmt: skip
    return Found(values, picture)


_LEFT = (
    "near the limit the difference between islands shrinks by the factor {0} a month, and their common part changes by "
    "the factor {1}: after 50 months {2} of the start is left, and {3} of float32 roundings (6e-8)"
)

REPLICATION = Replication(
    name="biased-assimilation",
    title="Biased assimilation: consensus, disagreement, polarisation",
    source="Dandekar, Goel and Lee (2013), Biased assimilation, homophily, and the dynamics of polarization, PNAS 110",
    published="People on two islands have h similar friends for each different one, and opinions start mirrored about "
    "1/2. They polarise if the bias b is at least 1, keep a lasting disagreement if b is above 2/(h + 1), and come to "
    "1/2 if it is below. We had only the abstract, which names the three outcomes; their bounds and the size of the "
    "disagreement, r^(1 − b) (h + r) = h r + 1 with r = x/(1 − x), are derived here from the published rule. The "
    "outcomes other than polarisation depend on the mirrored start: if both islands lean the same way, however "
    "slightly, both go to that extreme, for any bias above 0 at which they agree.",
    setting="`adapting.assimilation`: people average their friends’ opinions with more weight on similar ones; there "
    "are no anchors, and one’s own opinion has the weight of one friend. Of the society’s eight layers of ties, those "
    "that stay on an island (four or two) and one that leaves it exist. The paper’s opinions from 0 to 1 are the "
    "column `voice` from −1 to 1.",
    targets=(
        target("consensus", "Consensus: opinion of the first island, h = 4, b = 0.2", 0.5, 1e-3,
               _LEFT.format("0.837", "1.163", "3e-5", "1e-4")),
        target("mixed", "Consensus: difference between islands, h = 2, b = 0.5", 0.0, 2e-3,
               "near the limit it shrinks by the factor 0.887 a month: 5e-4 of the start is left after 50 months"),
        target("apart", "Disagreement: difference between islands, h = 4, b = 0.5, r = ((3 + √5)/2)²", 5.0**0.5 / 3.0,
               5e-3, "near the limit the distance shrinks by the factor 0.868 a month: 0.868 to the power of 50 is "
               "8e-4, from a first distance of 0.5 that shrinks more slowly at first"),
        target("disagreement", "Disagreement: opinion of the first island, h = 4, b = 0.7", disagreement(0.7, 4.0),
               1e-4, _LEFT.format("0.793", "0.814", "1e-5", "3e-7")),
        target("polarisation", "Polarisation: difference between islands, h = 4, b = 1", 1.0, 1e-4,
               "near the extremes the distance shrinks by 2/5 a month: only rounding is left", "published"),
        target("leaning", "Opinion of either island if the second starts at 0.45, h = 4, b = 0.2", 1.0, 1e-3,
               "a lean of 0.025 grows by the factor 1.163 a month and reaches the extreme long before 50 months"),
    ),
    wrong={"adapting.susceptibility": 0.7},
    run=run,
)  # fmt: skip
