"""Liberty: who is listed, sanctioned, grounded and recorded, rightly or wrongly (T1-T12, K1-K8, facts 2a)."""

from __future__ import annotations

from ..counting.count import Count, Values
from ..counting.distribution import ratio
from .measure import Measure, measure, since_the_start


@measure("share", source="V8", label="documented")
def share_listed(now: Count) -> Values:
    """People on the court's list of judgment defaulters at the month's end, of all people."""
    return now.mean("is_listed")


LISTED: tuple[Measure, ...] = since_the_start(
    (
        "listings_cumulative",
        "people",
        "2a",
        "documented",
        "Entries into the court's list (some people more than once)",
        "is_newly_listed",
    ),
    (
        "restored_cumulative",
        "people",
        "2a",
        "documented",
        "Exits from the court's list (some people more than once)",
        "is_restored",
    ),
)
FELT: tuple[Measure, ...] = since_the_start(
    ("flights_blocked_cumulative", "tickets", "2a", "documented", "Flights that a rule refused", "flights_blocked"),
    ("rail_blocked_cumulative", "tickets", "2a", "documented", "High-speed rail tickets refused", "rail_blocked"),
    ("subsidy_lost_yuan_cumulative", "yuan", "T1", "essay", "State support withheld by rules", "subsidy_lost_yuan"),
    (
        "income_lost_yuan_cumulative",
        "yuan",
        "T10",
        "essay",
        "Income lost to barred professions and expulsion from the Party",
        "income_lost_yuan",
    ),
    ("rent_extra_yuan_cumulative", "yuan", "T2", "essay", "Extra rent and deposits through rules", "rent_extra_yuan"),
    ("transit_saved_yuan_cumulative", "yuan", "K4", "essay", "Fares saved through carrots", "transit_saved_yuan"),
    ("visas_eased_cumulative", "visas", "K3", "essay", "Visas through the fast track", "visa_eased"),
    needs="livelihood",
)


@measure("share", source="V7", label="documented")
def restored_share(now: Count) -> Values:
    """Exits from the court's list over entries into it, both since the run began."""
    return ratio(now.since("is_restored"), now.since("is_newly_listed"))


@measure("people", source="assumption", label="hypothetical")
def wrongful_listings(now: Count) -> Values:
    """People represented who are on the court's list by mistake: they owe nothing under a court's order."""
    return now.weight * now.sum("is_listed_wrongly")


@measure("share", source="T6", label="essay")
def flights_blocked_share(now: Count) -> Values:
    """Flights refused, of all flights that somebody tried to book this month."""
    return ratio(now.sum("flights_blocked"), now.sum("flights_wanted"))


@measure("share", source="T6", label="essay")
def rail_blocked_share(now: Count) -> Values:
    """High-speed rail tickets refused, of all that somebody tried to book this month."""
    return ratio(now.sum("rail_blocked"), now.sum("rail_wanted"))


@measure("share", source="K8", label="essay")
def share_sanctioned(now: Count) -> Values:
    """People under at least one stick in force, of all people."""
    return now.mean("is_sanctioned")


@measure("rules", source="K8", label="essay")
def sticks_per_person(now: Count) -> Values:
    """Sticks in force for a person, on average."""
    return now.mean("n_sticks")


@measure("rules", source="K8", label="essay")
def carrots_per_person(now: Count) -> Values:
    """Carrots in force for a person, on average."""
    return now.mean("n_carrots")


@measure("sanctions", source="S6", label="essay")
def wrongful_sanctions(now: Count) -> Values:
    """Sticks in force (person by rule) that only wrong records explain, over the people represented."""
    return now.weight * now.sum("n_wrongful")


@measure("sanctions", source="S11", label="essay")
def collateral_sanctions(now: Count) -> Values:
    """Sticks in force (person by rule) that only the friends' part explains, over the people represented."""
    return now.weight * now.sum("n_collateral")


@measure("share", source="S6", label="essay")
def wrongful_sanction_share(now: Count) -> Values:
    """Sticks that only wrong records explain, of all sticks in force."""
    return ratio(now.sum("n_wrongful"), now.sum("n_sticks"))


@measure("share", source="S11", label="essay")
def collateral_sanction_share(now: Count) -> Values:
    """Sticks that only the friends' part of a score explains, of all sticks in force."""
    return ratio(now.sum("n_collateral"), now.sum("n_sticks"))


@measure("days", source="K5", label="essay", groups="all")
def wait_days_with_carrot(now: Count) -> float:
    """Mean hospital wait of those who needed care this month and have the hospital carrot."""
    return float(ratio(now.total("wait_days_with_carrot"), now.total("cared_with_carrot")))


@measure("days", source="K5", label="essay", groups="all")
def wait_days_without_carrot(now: Count) -> float:
    """Mean hospital wait of those who needed care this month and do not have the hospital carrot."""
    return float(ratio(now.total("wait_days_without_carrot"), now.total("cared_without_carrot")))


@measure("share", source="P3", label="essay")
def share_of_life_recorded(now: Count) -> Values:
    """Share of the month's life that was recorded, on average over people."""
    return now.mean("life_recorded")


@measure("share", source="V3", label="essay", needs="adapting")
def share_of_acts_believed_recorded(now: Count) -> Values:
    """Share of their acts that people believe to be recorded, on average over people."""
    return now.mean("perceived")


@measure("share", source="P3", label="essay")
def share_of_acts_recorded(now: Count) -> Values:
    """True records of the month, of all acts that a scoring system may record."""
    return ratio(now.sum("records"), now.sum("acts"))


@measure("share", source="S6", label="essay")
def wrong_record_share(now: Count) -> Values:
    """Wrong records (of things not done, and second records of one act), of all records of the month."""
    return ratio(now.sum("wrong_records"), now.sum("wrong_records", "records"))
