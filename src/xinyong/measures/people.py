"""People: how many are sanctioned, wronged, refused credit, in debt, evicted or exposed, and what share of each group.

Other themes count sanctions; this one counts people. Each kind is given as a number of people, scaled to the nation,
and as a share of the group (`share_sanctioned` and `share_exposed` stand in other themes). A person is sanctioned
wrongly if wrong records alone explain at least one sanction in force, and because of friends if friends' scores alone
explain at least one. Rows K8, S6, S11, D2, D3, D7, B1.
"""

from __future__ import annotations

from ..array_types import Values
from ..counting.count import Count
from ..counting.distribution import ratio
from ..counting.sums import Sum, columns
from .leaks import EXPOSED
from .measure import measure, measure_for_each
from .sanctions import SANCTIONED

UNDER_THREE = Sum("is_under_three", lambda c: c.n_sticks >= 3)
RIGHTFUL_OWN = Sum("is_rightful_own", lambda c: (c.n_sticks > 0) & (c.n_wrongful == 0) & (c.n_collateral == 0))
WRONGFUL_OWN = Sum("is_wrongful_own", lambda c: (c.n_wrongful > 0) & (c.n_collateral == 0))
RIGHTFUL_COLLATERAL = Sum("is_rightful_collateral", lambda c: (c.n_wrongful == 0) & (c.n_collateral > 0))
WRONGFUL_COLLATERAL = Sum("is_wrongful_collateral", lambda c: (c.n_wrongful > 0) & (c.n_collateral > 0))
WAS_SANCTIONED = Sum("was_sanctioned", lambda c: c.sanctioned_months > 0)
WAS_WRONGED = Sum("was_wronged", lambda c: (c.past_sanctions & 1) > 0)
WAS_COLLATERAL = Sum("was_collateral", lambda c: (c.past_sanctions & 2) > 0)
MONTHS = Sum("sanctioned_months", lambda c: c.sanctioned_months, (1 << 16) - 1)
REFUSED = Sum("is_refused_credit", lambda c: c.is_applicant & ~c.is_approved)
IN_DISTRESS = Sum("is_in_debt_distress", lambda c: (c.arrears_months > 0) | (c.debt_judged_yuan > 0))
EVICTED = columns("is_evicted")[0]
SUMS: tuple[Sum, ...] = (
    *(SANCTIONED, UNDER_THREE, RIGHTFUL_OWN, WRONGFUL_OWN, RIGHTFUL_COLLATERAL, WRONGFUL_COLLATERAL),
    *(WAS_SANCTIONED, WAS_WRONGED, WAS_COLLATERAL, MONTHS, REFUSED, IN_DISTRESS, EVICTED, EXPOSED),
)

_NAMES = "name, who, short, source, needs, sums"
_ELSEWHERE = (
    ("sanctioned", "under at least one sanction", "under a sanction", "K8", None, (SANCTIONED,)),
    ("exposed", "whose sold file can still be used against them", "exposed by a sold file", "B1", None, (EXPOSED,)),
)
"""Kinds whose share stands in another theme."""
_SO_FAR = "at any time since the run began"
_KINDS = (
    (
        "under_three",
        "under three sanctions or more at once",
        "under three sanctions or more",
        "K8",
        None,
        (UNDER_THREE,),
    ),
    ("ever_sanctioned", f"under a sanction {_SO_FAR}", "ever sanctioned", "K8", None, (WAS_SANCTIONED,)),
    (
        *("wrongly_sanctioned", "under at least one sanction that wrong records alone explain", "sanctioned wrongly"),
        *("S6", None, (WRONGFUL_OWN, WRONGFUL_COLLATERAL)),
    ),
    (
        *("ever_wrongly_sanctioned", f"under a sanction that wrong records alone explained, {_SO_FAR}"),
        *("ever sanctioned wrongly", "S6", None, (WAS_WRONGED,)),
    ),
    (
        *("sanctioned_for_friends", "under at least one sanction that friends' scores alone explain"),
        *("sanctioned because of friends", "S11", None, (RIGHTFUL_COLLATERAL, WRONGFUL_COLLATERAL)),
    ),
    (
        *("ever_sanctioned_for_friends", f"under a sanction that friends' scores alone explained, {_SO_FAR}"),
        *("ever sanctioned because of friends", "S11", None, (WAS_COLLATERAL,)),
    ),
    (
        *("rightful_own", "under sanctions, none of which wrong records alone or friends' scores alone explain"),
        *("sanctioned for own conduct only", "S6", None, (RIGHTFUL_OWN,)),
    ),
    (
        *("wrongful_own", "under a sanction that wrong records alone explain, and none that friends' scores alone do"),
        *("sanctioned for wrong records only", "S6", None, (WRONGFUL_OWN,)),
    ),
    (
        *("rightful_collateral", "under a sanction that friends' scores alone explain, and none that wrong records do"),
        *("sanctioned for friends only", "S11", None, (RIGHTFUL_COLLATERAL,)),
    ),
    (
        *("wrongful_collateral", "under a sanction that wrong records alone explain, and one that friends' scores do"),
        *("sanctioned for errors and friends", "S11", None, (WRONGFUL_COLLATERAL,)),
    ),
    (
        *("refused_credit", "who applied for a consumer loan this month and were refused", "refused a loan this month"),
        *("D2", "lending", (REFUSED,)),
    ),
    (
        *("in_debt_distress", "in arrears on formal debt, or owing under a court order", "in debt distress"),
        *("D3", "lending", (IN_DISTRESS,)),
    ),
    (
        "evicted",
        "who lost their home to a mortgage lender this month",
        "evicted this month",
        "D7",
        "lending",
        (EVICTED,),
    ),
)


def _simulated(now: Count, sums: tuple[Sum, ...]) -> Values:
    """Simulated citizens of a kind, which may be split over several sums."""
    return now.sum(*(s.name for s in sums))


@measure_for_each(
    "people_{name}", "people", _NAMES, (*_ELSEWHERE, *_KINDS), source="{source}", label="essay", short="People {short}"
)
def people_of_kinds(now: Count, sums: tuple[Sum, ...]) -> Values:
    """People {who}, scaled to the nation."""
    return now.weight * _simulated(now, sums)


@measure_for_each("share_{name}", "share", _NAMES, _KINDS, source="{source}", label="essay", short="Share {short}")
def shares_of_kinds(now: Count, sums: tuple[Sum, ...]) -> Values:
    """People {who}, of all people."""
    return ratio(_simulated(now, sums), now.people)


@measure("share", source="D7", label="essay", needs="lending", short="Evictions so far, of all people")
def share_evicted_cumulative(now: Count) -> Values:
    """Homes lost to mortgage lenders since the run began (a person may lose several), divided by people.

    `evictions_cumulative` is their number.
    """
    return ratio(now.since("is_evicted"), now.people)


@measure("months", source="K8", label="essay", short="Months under sanctions, per person")
def months_sanctioned_per_person(now: Count) -> Values:
    """Months under at least one sanction since the run began, on average over all people."""
    return now.mean(MONTHS.name)


@measure("months", source="K8", label="essay", short="Months under sanctions, per person sanctioned")
def months_sanctioned_per_sanctioned(now: Count) -> Values:
    """Months under at least one sanction since the run began, on average over people ever under one."""
    return ratio(now.sum(MONTHS.name), now.sum(WAS_SANCTIONED.name))
