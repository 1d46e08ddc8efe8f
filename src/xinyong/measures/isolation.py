"""Isolation: what ties are left to those who dissent in private, and to those who criticise in public. In Decembers.

Dissent is private approval below 4; a critic has posted criticism in the month.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from ..counting.audit_tables import DISSENT
from ..counting.count import Count, Values
from ..counting.distribution import ratio
from .measure import Measure

WHO: dict[str, tuple[str, str]] = {
    "dissenters": ("dissents", "people who dissent in private"),
    "critics": ("criticizes", "people who criticised in public this month"),
}
"""Of whom, by name: the digit of the table ``dissent`` that tells them, and words."""
_TIES = np.arange(9)


def _by(now: Count, what: str, digit: str, is_so: int) -> Values:
    """People by ties, living or cut this month, among those for whom a digit holds or does not."""
    return DISSENT.by(now.table("dissent"), what, **{digit: is_so})


def _mean(people: Values) -> Values:
    return ratio(people @ _TIES, people.sum())


def _ratio_of(what: str, digit: str) -> Callable[[Count], float]:
    return lambda now: float(ratio(_mean(_by(now, what, digit, 1)), _mean(_by(now, what, digit, 0))))


def _isolated(digit: str, is_so: int) -> Callable[[Count], float]:
    def share(now: Count) -> float:
        people = _by(now, "degree", digit, is_so)
        return float(ratio(people[0], people.sum()))

    return share


def _declared(name: str, digit: str, words: str) -> tuple[Measure, ...]:
    def one(what: str, unit: str, definition: str, compute: Callable[[Count], float]) -> Measure:
        text = f"{definition} In December."
        return Measure(f"{name}_{what}", unit, text, "S12", "essay", "all", compute, "adapting")

    return (
        one("degree_ratio", "ratio", f"Living ties of {words}, a person, over those of all others.",
            _ratio_of("degree", digit)),
        one("cut_ratio", "ratio", f"Ties cut this month with {words}, a person, over those of all others.",
            _ratio_of("cut", digit)),
        one("isolated_share", "share", f"Of {words}, those without a living tie.", _isolated(digit, 1)),
        one("others_isolated_share", "share", f"Of all but {words}, those without a living tie.", _isolated(digit, 0)),
    )  # fmt: skip


ISOLATION: tuple[Measure, ...] = tuple(m for name, (digit, words) in WHO.items() for m in _declared(name, digit, words))
