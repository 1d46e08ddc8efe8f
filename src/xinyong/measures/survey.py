"""Survey: what a sample of people answers every December, directly and in a list experiment (O1, V11-V13)."""

from __future__ import annotations

import numpy as np

from ..counting.count import Count, Values
from ..counting.distribution import ratio
from ..counting.opinion_tables import ANSWERS, COUNTS, SUPPORT
from ..mechanisms.survey import ARMS
from ..society.columns import APPROVES_FROM
from .measure import measure


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


def _list(now: Count, what: str) -> tuple[float, float]:
    table = now.table(f"survey_list_{what}")
    return difference_of_means(*table.reshape(2, COUNTS)) if table.size else (float("nan"),) * 2


def _told(now: Count) -> Values:
    """People asked, by direct answer, by saying that one fears, by fear, and by approval in private."""
    table = now.table("survey_told")
    return table.reshape(len(ANSWERS), 2, 2, 2) if table.size else np.zeros((len(ANSWERS), 2, 2, 2))


def _share(part: Values, whole: Values) -> float:
    return float(ratio(part.sum(), whole.sum()))


def _support(now: Count, arm: str) -> Values:
    table = now.table("survey_support")
    return table.reshape(len(ARMS), SUPPORT)[ARMS.index(arm)] if table.size else np.zeros(SUPPORT)


def _mean_support(now: Count, arm: str) -> float:
    people = _support(now, arm)
    return float(ratio((people * np.arange(SUPPORT)).sum(), people.sum()))


def _supporting(now: Count, arm: str) -> float:
    people = _support(now, arm)
    return _share(people[int(APPROVES_FROM) :], people)


@measure("people", source="2i-kostka", label="documented", groups="all")
def survey_asked(now: Count) -> float:
    """Simulated citizens asked by the survey this month: none except in December."""
    return float(_told(now).sum())


@measure("share", source="V11", label="documented", groups="all")
def survey_approval_direct(now: Count) -> float:
    """People who say that they approve when asked directly, of those asked; in December."""
    people = _told(now)
    return _share(people[ANSWERS.index("approve")], people)


@measure("share", source="V11", label="documented", groups="all")
def survey_dissent_direct(now: Count) -> float:
    """People who say that they disapprove when asked directly, of those asked; in December."""
    people = _told(now)
    return _share(people[ANSWERS.index("disapprove")], people)


@measure("share", source="V11", label="documented", groups="all")
def survey_approval_list(now: Count) -> float:
    """Approval by the list experiment: mean count of the half with the delicate statement less that of the other."""
    return _list(now, "approval")[0]


@measure("share", source="V11", label="documented", groups="all")
def survey_approval_list_error(now: Count) -> float:
    """Standard error of survey_approval_list."""
    return _list(now, "approval")[1]


@measure("share", source="V11", label="documented", groups="all")
def survey_gap(now: Count) -> float:
    """Approval by direct question less approval by list experiment: 4 to 28 points in the record (V11)."""
    people = _told(now)
    return _share(people[ANSWERS.index("approve")], people) - _list(now, "approval")[0]


@measure("share", source="O2", label="essay", groups="all")
def survey_approval_held(now: Count) -> float:
    """People asked who approve in private, which no survey sees, of those asked; in December."""
    people = _told(now)
    return _share(people[..., 1], people)


@measure("share", source="2i-fear", label="documented", groups="all")
def survey_fear_direct(now: Count) -> float:
    """People who say that fear keeps them from protest when asked directly, of those asked; in December."""
    people = _told(now)
    return _share(people[:, 1], people)


@measure("share", source="2i-fear", label="documented", groups="all")
def survey_fear_list(now: Count) -> float:
    """The same by the list experiment."""
    return _list(now, "fear")[0]


@measure("share", source="2i-fear", label="documented", groups="all")
def survey_fear_list_error(now: Count) -> float:
    """Standard error of survey_fear_list."""
    return _list(now, "fear")[1]


@measure("share", source="2i-fear", label="documented", groups="all")
def survey_fear_held(now: Count) -> float:
    """People asked whom fear does keep from protest, of those asked; in December."""
    people = _told(now)
    return _share(people[:, :, 1], people)


@measure("scale of 0 to 10", source="V12", label="documented", groups="all")
def survey_support(now: Count) -> float:
    """Mean support of people asked who were told nothing first, 0 to 10; in December."""
    return _mean_support(now, "nothing")


@measure("scale of 0 to 10", source="V12", label="documented", groups="all")
def survey_support_told_repression(now: Count) -> float:
    """Mean support of people asked who were told of repression first, 0 to 10; in December."""
    return _mean_support(now, "repression")


@measure("share", source="V13", label="documented", groups="all")
def survey_supporting(now: Count) -> float:
    """People asked with a support of 6 or more who were told nothing first; in December."""
    return _supporting(now, "nothing")


@measure("share", source="V13", label="documented", groups="all")
def survey_supporting_told_balance(now: Count) -> float:
    """People asked with a support of 6 or more who were given balanced information first; in December."""
    return _supporting(now, "balance")
