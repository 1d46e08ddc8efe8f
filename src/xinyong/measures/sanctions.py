"""Sanctions and rewards: who is on the court list, who is sanctioned, rightly or wrongly, and what it costs people.

Rows T1-T12, K1-K8, V7, V8, S6, S11; facts 2a, 2c.
"""

from __future__ import annotations

import jax.numpy as jnp

from ..array_types import TileWhole, Values
from ..counting.bins import HUNDREDTH, steps
from ..counting.citizens import Citizens, OfCitizens
from ..counting.count import Count
from ..counting.distribution import ratio
from ..counting.sums import BYTE, Sum, columns, totals
from ..counting.tables import CountTable
from .lists import STATUS
from .measure import measure, measure_for_each

_WAIT_TOP = 10_000


def _waits(name: str, of: OfCitizens) -> Sum:
    """Days of waiting in hospital, in hundredths, summed over the people who meet a condition."""

    def days(c: Citizens) -> TileWhole:
        return jnp.where(of(c), steps(c.wait_days, HUNDREDTH, _WAIT_TOP), 0)

    return Sum(name, days, _WAIT_TOP, HUNDREDTH).of_all


SANCTIONED = Sum("is_sanctioned", lambda c: c.n_sticks > 0)
SUMS: tuple[Sum, ...] = (
    *columns("is_listed", "is_listed_wrongly", "is_newly_listed", "is_restored"),
    *columns("flights_wanted", "flights_blocked", "rail_wanted", "rail_blocked"),
    SANCTIONED,
    *columns("n_sticks", "n_carrots", "n_wrongful", "n_collateral", "visa_eased"),
    *columns("subsidy_lost_yuan", "income_lost_yuan", "rent_extra_yuan", "transit_saved_yuan"),
    *totals("deposit_waived_yuan"),
    Sum("cared_with_carrot", lambda c: (c.wait_days > 0) & (c.eases_hospital > 0)).of_all,
    Sum("cared_without_carrot", lambda c: (c.wait_days > 0) & (c.eases_hospital <= 0)).of_all,
    _waits("wait_days_with_carrot", lambda c: c.eases_hospital > 0),
    _waits("wait_days_without_carrot", lambda c: c.eases_hospital <= 0),
    Sum("friends_of_shamed", lambda c: jnp.where(c.shames > 0, c.degree, 0), BYTE).of_all,
)
TABLES: tuple[CountTable, ...] = (STATUS.table,)


# --- the court list -----------------------------------------------------------------------------------------


@measure("share", source="V8", label="documented", short="On the court list")
def share_listed(now: Count) -> Values:
    """People on the court list of judgment defaulters at the month's end, of all people."""
    return now.mean("is_listed")


@measure("people", source="2a", label="documented", short="Listings so far")
def listings_cumulative(now: Count) -> Values:
    """Entries into the court list (some people more than once) since the run began, scaled to the nation."""
    return now.weight * now.since("is_newly_listed")


@measure("people", source="2a", label="documented", short="Restored so far")
def restored_cumulative(now: Count) -> Values:
    """Exits from the court list (some people more than once) since the run began, scaled to the nation."""
    return now.weight * now.since("is_restored")


@measure("share", source="V7", label="documented", short="Restored, of all listed so far")
def restored_share(now: Count) -> Values:
    """Exits from the court list divided by entries into it, both since the run began."""
    return ratio(now.since("is_restored"), now.since("is_newly_listed"))


@measure("people", source="assumption", label="hypothetical")
def wrongful_listings(now: Count) -> Values:
    """People on the court list by mistake, scaled to the nation: they owe nothing under a court order."""
    return now.weight * now.sum("is_listed_wrongly")


# --- sanctions in force ---------------------------------------------------------------------------------------


@measure("share", source="K8", label="essay", short="Under a sanction")
def share_sanctioned(now: Count) -> Values:
    """People under at least one sanction, of all people."""
    return now.mean("is_sanctioned")


_RULES = (("sticks", "Sanctions", ""), ("carrots", "Rewards", "Rewards in force per person"))
_CAUSES = (("wrongful", "Wrongful", "wrong records", "S6"), ("collateral", "Collateral", "friends' scores", "S11"))


@measure_for_each(
    "{kind}_per_person", "rules", "kind, what, short", _RULES, source="K8", label="essay", short="{short}"
)
def rules_in_force(now: Count, kind: str) -> Values:
    """{what} in force, on average over people."""
    return now.mean(f"n_{kind}")


@measure_for_each(
    "{kind}_sanctions",
    "sanctions",
    "kind, title, cause, source",
    _CAUSES,
    source="{source}",
    label="essay",
    short="{title} sanctions in force",
)
def undeserved_sanctions(now: Count, kind: str) -> Values:
    """Sanctions in force (person by rule) that are caused only by {cause}, scaled to the nation."""
    return now.weight * now.sum(f"n_{kind}")


@measure_for_each(
    "{kind}_sanction_share", "share", "kind, title, cause, source", _CAUSES, source="{source}", label="essay"
)
def undeserved_shares(now: Count, kind: str) -> Values:
    """Sanctions that are caused only by {cause}, of all sanctions in force."""
    return ratio(now.sum(f"n_{kind}"), now.sum("n_sticks"))


# --- what sanctions and rewards do to people ------------------------------------------------------------------

_TICKETS = (("flights", "Flight", "Flights"), ("rail", "High-speed rail", "Rail tickets"))
_LOST_AND_SAVED = (
    ("subsidy_lost_yuan", "State support withheld by rules", "T1", ""),
    (
        "income_lost_yuan",
        "Income lost to barred professions and expulsion from the Party",
        "T10",
        "Income lost through rules so far",
    ),
    ("rent_extra_yuan", "Extra rent and deposits because of rules", "T2", ""),
    ("transit_saved_yuan", "Fares saved through rewards", "K4", ""),
)


@measure_for_each(
    "{mode}_blocked_cumulative",
    "tickets",
    "mode, kind, tickets",
    _TICKETS,
    source="2a",
    label="documented",
    needs="livelihood",
    short="{tickets} refused so far",
)
def tickets_refused(now: Count, mode: str) -> Values:
    """{kind} tickets that a rule refused since the run began, scaled to the nation."""
    return now.weight * now.since(f"{mode}_blocked")


@measure_for_each("{mode}_blocked_share", "share", "mode, kind, tickets", _TICKETS, source="T6", label="essay")
def tickets_refused_shares(now: Count, mode: str) -> Values:
    """{kind} tickets refused, of all that people tried to book this month."""
    return ratio(now.sum(f"{mode}_blocked"), now.sum(f"{mode}_wanted"))


@measure_for_each(
    "{column}_cumulative",
    "yuan",
    "column, what, source, short",
    _LOST_AND_SAVED,
    source="{source}",
    label="essay",
    needs="livelihood",
    short="{short}",
)
def lost_and_saved(now: Count, column: str) -> Values:
    """{what} since the run began, scaled to the nation."""
    return now.weight * now.since(column)


@measure("visas", source="K3", label="essay", needs="livelihood")
def visas_eased_cumulative(now: Count) -> Values:
    """Visas through the fast track since the run began, scaled to the nation."""
    return now.weight * now.since("visa_eased")


@measure_for_each(
    "wait_days_{which}_carrot",
    "days",
    "which, have",
    (("with", "have"), ("without", "do not have")),
    source="K5",
    label="essay",
    groups="all",
)
def waits_in_hospital(now: Count, which: str) -> float:
    """Mean wait in hospital of people who needed care this month and {have} the reward of shorter waits."""
    return float(ratio(now.total(f"wait_days_{which}_carrot"), now.total(f"cared_{which}_carrot")))


@measure("people", source="T8", label="essay", groups="all", needs="livelihood")
def children_barred(now: Count) -> float:
    """People whose child a rule bars from a fee-paying school, scaled to the nation: it affects another person."""
    return now.weight * float(now.by(STATUS, "school")[1])


@measure("homes", source="T2", label="essay", groups="all", needs="livelihood")
def rents_refused_cumulative(now: Count) -> float:
    """Homes that people wanted to rent and a rule refused since the run began, scaled to the nation."""
    return now.weight * float(now.by_since(STATUS, "rent")[1])


@measure("ties", source="T5", label="essay", groups="all", needs="adapting")
def friends_of_the_shamed(now: Count) -> float:
    """Living ties to people whose name a rule publishes, scaled to the nation: their friends are shamed too."""
    return now.weight * now.total("friends_of_shamed")


@measure("yuan", source="2c-deposits", label="documented", groups="all", needs="livelihood")
def deposits_waived_yuan_cumulative(now: Count) -> float:
    """Deposits that people did not have to pay because of rewards since the run began, scaled to the nation."""
    return now.weight * now.total_since("deposit_waived_yuan")
