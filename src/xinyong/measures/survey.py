"""Survey: what a sample of people answers every December, directly and in a list experiment (O1, V11-V13)."""

from __future__ import annotations

import functools
from collections.abc import Callable

import jax.numpy as jnp
import numpy as np
from jax import Array

from ..array_types import Values
from ..counting.citizens import Citizens
from ..counting.count import Count
from ..counting.distribution import ratio
from ..counting.tables import Table, histogram
from ..mechanisms.survey import ARMS, BITS, answer
from ..society.columns import APPROVES_FROM
from .measure import family
from .measure import measure as declare

ANSWERS = ("approve", "neutral", "disapprove")
COUNTS = 1 << BITS["count_approval"][1]
"""Counts that a list can have, 0 .. 7."""
SUPPORT = 11
"""Points of support, 0 .. 10."""


def _direct(c: Citizens) -> Array:
    """Direct answer, saying that one fears, fear, and approval in private (int32)."""
    which = jnp.where(c.says_approve, 0, jnp.where(c.says_disapprove, 2, 1))
    says_fear, fears, approves = (answer(c.survey_bits, name) for name in ("says_fear", "fears", "approves"))
    return which * 8 + says_fear * 4 + fears * 2 + approves


def _list(what: str) -> Callable[[Citizens], Array]:
    """Half of the list experiment, and count (int32); what is ``approval`` or ``fear``."""
    return lambda c: answer(c.survey_bits, "listed_more") * COUNTS + answer(c.survey_bits, f"count_{what}")


def _arm_and_support(c: Citizens) -> Array:
    """What one was told first, and support in whole points (int32)."""
    arm, points = answer(c.survey_bits, "arm"), answer(c.survey_bits, "support")
    return jnp.minimum(arm, len(ARMS) - 1) * SUPPORT + jnp.minimum(points, SUPPORT - 1)


def _of_asked(name: str, size: int, place: Callable[[Citizens], Array]) -> Table:
    """A table of those whom the survey asks this month."""

    def is_asked(c: Citizens) -> Array:
        return answer(c.survey_bits, "asked") > 0

    return histogram(name, size, needs="survey_bits", place=place, amount=is_asked, every=12)


TABLES: tuple[Table, ...] = (
    _of_asked("survey_direct", len(ANSWERS) * 8, _direct),
    _of_asked("survey_list_approval", 2 * COUNTS, _list("approval")),
    _of_asked("survey_list_fear", 2 * COUNTS, _list("fear")),
    _of_asked("survey_support", len(ARMS) * SUPPORT, _arm_and_support),
)

measure = functools.partial(declare, source="V11", label="documented", groups="all")


def difference_of_means(control: Values, treated: Values) -> tuple[float, float]:
    """The list experiment's estimate and its standard error, from people by count; NaN below two people a half."""
    means, errors = [], []
    for people in (treated, control):
        n = people.sum()
        if n < 2:
            return float("nan"), float("nan")
        counts = np.arange(len(people))
        mean = (people * counts).sum() / n
        variance = (people * (counts - mean) ** 2).sum() / (n - 1)
        means.append(mean)
        errors.append(variance / n)
    return float(means[0] - means[1]), float(np.sqrt(sum(errors)))


def _estimate(now: Count, what: str) -> tuple[float, float]:
    return difference_of_means(*now.table(f"survey_list_{what}").reshape(2, COUNTS))


def _answers(now: Count) -> Values:
    """People asked, by direct answer, by saying that one fears, by fear, and by approval in private."""
    return now.table("survey_direct").reshape(len(ANSWERS), 2, 2, 2)


def _share(part: Values, whole: Values) -> float:
    return float(ratio(part.sum(), whole.sum()))


def _support(now: Count, arm: str) -> Values:
    """People by points of support, of those who were told the same first."""
    return now.table("survey_support").reshape(len(ARMS), SUPPORT)[ARMS.index(arm)]


_of_survey = functools.partial(family, source="V11", label="documented", groups="all")


@measure("people", source="2i-kostka")
def survey_asked(now: Count) -> float:
    """Simulated citizens asked by the survey this month: none except in December."""
    return float(_answers(now).sum())


@_of_survey("survey_{name}_direct", "share", "name, answer", (("approval", "approve"), ("dissent", "disapprove")))
def direct_answers(now: Count, answer: str) -> float:
    """People who say that they {answer} when asked directly, of those asked. In December."""
    people = _answers(now)
    return _share(people[ANSWERS.index(answer)], people)


@measure("share", source="2i-fear")
def survey_fear_direct(now: Count) -> float:
    """People who say that fear keeps them from protest when asked directly, of those asked. In December."""
    people = _answers(now)
    return _share(people[:, 1], people)


@measure("share")
def survey_approval_list(now: Count) -> float:
    """Approval by list experiment: mean count of the half with the sensitive statement minus that of the other half."""
    return _estimate(now, "approval")[0]


@measure("share", source="2i-fear")
def survey_fear_list(now: Count) -> float:
    """People whom fear keeps from protest, by list experiment."""
    return _estimate(now, "fear")[0]


@_of_survey(
    "survey_{what}_list_error",
    "share",
    "what, source",
    (("approval", "V11"), ("fear", "2i-fear")),
    source="{source}",
)
def list_errors(now: Count, what: str) -> float:
    """Standard error of survey_{what}_list."""
    return _estimate(now, what)[1]


@measure("share")
def survey_gap(now: Count) -> float:
    """Approval by direct question minus approval by list experiment: 4 to 28 points in published surveys (V11)."""
    people = _answers(now)
    return _share(people[ANSWERS.index("approve")], people) - _estimate(now, "approval")[0]


@measure("share", source="O2", label="essay")
def survey_approval_held(now: Count) -> float:
    """People who approve in private, which no survey can see, of those asked. In December."""
    people = _answers(now)
    return _share(people[..., 1], people)


@measure("share", source="2i-fear")
def survey_fear_held(now: Count) -> float:
    """People whom fear keeps from protest, of those asked. In December."""
    people = _answers(now)
    return _share(people[:, :, 1], people)


@_of_survey(
    "survey_support{told}",
    "scale of 0 to 10",
    "told, arm, whom",
    (
        ("", "nothing", "without news"),
        ("_told_repression", "repression", "who first read news of repression"),
    ),
    source="V12",
)
def mean_support(now: Count, arm: str) -> float:
    """Mean support, 0 to 10, of respondents {whom}. In December."""
    people = _support(now, arm)
    return float(ratio((people * np.arange(SUPPORT)).sum(), people.sum()))


@_of_survey(
    "survey_supporting{told}",
    "share",
    "told, arm, whom",
    (
        ("", "nothing", "without news"),
        ("_told_balance", "balance", "who first read balanced information"),
    ),
    source="V13",
)
def supporting(now: Count, arm: str) -> float:
    """People with a support of 6 or more, of respondents {whom}. In December."""
    people = _support(now, arm)
    return _share(people[int(APPROVES_FROM) :], people)
