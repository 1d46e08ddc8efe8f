"""Lists and redress: who is on a list, whom influence spares, who is notified, who appeals and who wins (W1-W4).

Lists hold debtors, dishonest firms and merit; officials can be on them too. Without a procedure (`redress` is off) all
about notices and appeals is zero, except the effects of wrong records and what courts correct (facts section 6).
"""

from __future__ import annotations

import functools

import jax.numpy as jnp
import numpy as np

from ..array_types import TileWhole
from ..counting.citizens import Citizens
from ..counting.count import Count
from ..counting.distribution import ratio
from ..counting.tables import CountTable, Digit, JointTable
from ..mechanisms.redress import LOST, WON, is_concerned, is_wronged
from ..vocabulary import EDUCATIONS, EXITS, OCCUPATIONS
from .measure import measure as declare
from .measure import measure_for_each

POSITIONS: dict[str, str] = {
    "other": "people who are neither officials, managers nor Party members",
    "member": "other Party members",
    "manager": "managers",
    "official": "officials",
}
"""Positions that influence depends on, the best one of a citizen, with words."""
COURT: tuple[str, ...] = ("off", "let off", "entered", "on", *EXITS)
"""Whether people are on the court list. `EXITS` are the ways in which they left it this month."""
FIRM: tuple[str, ...] = ("off", "left", "entered", "on")
"""Whether their firm is on the list of dishonest firms."""


def _position(c: Citizens) -> TileWhole:
    best = jnp.where(c.in_party, 1, 0)
    for number, name in list(enumerate(POSITIONS))[2:]:
        best = jnp.where(c.occupation == OCCUPATIONS.index(name), number, best)
    return best


def _court(c: Citizens) -> TileWhole:
    on = jnp.where(c.is_newly_listed, 2, jnp.where(c.is_listed, 3, 0))
    left = c.restored_by.astype(jnp.int32)
    return jnp.where(left > 0, len(COURT) - len(EXITS) - 1 + left, jnp.where(c.is_let_off, 1, on))


def _firm(c: Citizens) -> TileWhole:
    on = jnp.where(c.is_firm_newly_listed, 2, jnp.where(c.firm_months > 0, 3, 0))
    return jnp.where(c.is_firm_restored, 1, on)


STATUS = JointTable(
    "status",
    (
        Digit("position", len(POSITIONS), _position),
        Digit("court", len(COURT), _court),
        Digit("firm", len(FIRM), _firm),
        Digit("red", 2, lambda c: c.red_months > 0),
        Digit("spared", 2, lambda c: c.n_spared > 0),
        Digit("sanctioned", 2, lambda c: c.n_sticks > 0),
        Digit("wronged", 2, is_wronged),
        Digit("school", 2, lambda c: c.school_barred),
        Digit("rent", 2, lambda c: c.rent_refused),
    ),
    needs="is_person",
)
"""Everybody's position, lists and sanctions."""
CASES = JointTable(
    "cases",
    (
        Digit("learns", 2, lambda c: c.is_notified),
        Digit("files", 2, lambda c: c.is_appellant),
        Digit("result", 3, lambda c: c.appeal_result),
        Digit("pending", 2, lambda c: c.appeal_months > 0),
        Digit("concerned", 2, is_concerned),
        Digit("told", 2, lambda c: c.is_told),
        Digit("wronged", 2, is_wronged),
        Digit("education", len(EDUCATIONS), lambda c: c.education),
    ),
    needs="appeal_result",
)
TABLES: tuple[CountTable, ...] = (STATUS.table, CASES.table)

measure = functools.partial(declare, groups="all")


def _number(position: str) -> int:
    return [*POSITIONS].index(position)


@measure("people", source="W1", label="essay")
def officials_listed_cumulative(now: Count) -> float:
    """Officials who entered the court list since the run began, scaled to the nation."""
    return now.weight * float(now.by_since(STATUS, "court", position=_number("official"))[COURT.index("entered")])


@measure("people", source="W1", label="essay")
def officials_on_a_list(now: Count) -> float:
    """Officials on the court list at the month's end, scaled to the nation."""
    by_state = now.by(STATUS, "court", position=_number("official"))
    return now.weight * float(by_state[COURT.index("entered")] + by_state[COURT.index("on")])


@measure("people", source="2a-names", label="documented")
def firms_listed_cumulative(now: Count) -> float:
    """People whose firm entered the list of dishonest firms since the run began, scaled to the nation."""
    return now.weight * float(now.by_since(STATUS, "firm")[FIRM.index("entered")])


@measure("people", source="2a-names", label="documented")
def firms_on_the_list(now: Count) -> float:
    """People whose firm is on the list of dishonest firms at the month's end, scaled to the nation."""
    by_state = now.by(STATUS, "firm")
    return now.weight * float(by_state[FIRM.index("entered")] + by_state[FIRM.index("on")])


@measure("share", source="2a-red", label="documented")
def share_on_red_lists(now: Count) -> float:
    """People on a red list, of all people."""
    return float(ratio(now.by(STATUS, "red")[1], now.total("people")))


@measure_for_each(
    "restored_by_{way}_share",
    "share",
    "way, source, label",
    [(way, "2a", "documented") if way == "compliance" else (way, "assumption", "hypothetical") for way in EXITS],
    source="{source}",
    label="{label}",
    groups="all",
)
def restored_by(now: Count, way: str) -> float:
    """Exits from the court list by {way}, of all exits since the run began."""
    by_way = now.by_since(STATUS, "court")[-len(EXITS) :]
    return float(ratio(by_way[[*EXITS].index(way)], by_way.sum()))


_of_each_position = functools.partial(
    measure_for_each,
    unit="share",
    names="position, words",
    cases=POSITIONS.items(),
    source="W3",
    label="essay",
    groups="all",
)


@_of_each_position("let_off_share_{position}")
def let_off_shares(now: Count, position: str) -> float:
    """Listings that influence prevented, of all prevented and actual listings since the run began, among {words}."""
    by_state = now.by_since(STATUS, "court", position=_number(position))
    spared, entered = by_state[COURT.index("let off")], by_state[COURT.index("entered")]
    return float(ratio(spared, spared + entered))


@_of_each_position("exempted_share_{position}")
def exempted_shares(now: Count, position: str) -> float:
    """People whom an exemption or influence spares a sanction, of all spared and sanctioned people, among {words}."""
    spared = now.by(STATUS, "spared", position=_number(position))[1]
    sanctioned = now.by(STATUS, "sanctioned", position=_number(position), spared=0)[1]
    return float(ratio(spared, spared + sanctioned))


# --- redress ---


@measure("people")
def notices_cumulative(now: Count) -> float:
    """People who learned of a listing or of sanctions since the run began (some twice), scaled to the nation."""
    return now.weight * float(now.by_since(CASES, "learns")[1])


@measure("share")
def share_told(now: Count) -> float:
    """People who know of their listing or sanction, of all on a list or under sanctions at the month's end.

    Undefined without a procedure.
    """
    told = now.by(CASES, "told", concerned=1)
    return float(ratio(told[1], told.sum()))


@measure("appeals")
def appeals_cumulative(now: Count) -> float:
    """Appeals since the run began, scaled to the nation."""
    return now.weight * float(now.by_since(CASES, "files")[1])


@measure("appeals")
def appeals_pending(now: Count) -> float:
    """Appeals that are pending at the month's end, scaled to the nation."""
    return now.weight * float(now.by(CASES, "pending")[1])


@measure_for_each(
    "appeals_won_share{suffix}",
    "share",
    "suffix, which, wronged",
    (
        ("", "Appeals won, of all", {}),
        ("_if_wrong", "Appeals won against wrong records, of all appeals against wrong records", {"wronged": 1}),
        ("_if_right", "Appeals won against right records, of all appeals against right records", {"wronged": 0}),
    ),
    groups="all",
)
def appeals_won_shares(now: Count, wronged: dict[str, int]) -> float:
    """{which} that were decided since the run began."""
    results = now.by_since(CASES, "result", **wronged)
    return float(ratio(results[WON], results[WON] + results[LOST]))


@measure("ratio", source="W3", label="essay")
def appeals_college_ratio(now: Count) -> float:
    """Appeals per month of a person with college education, divided by those of a person without.

    Only people who can appeal count: they are on a list or under sanctions, and know it.
    """
    by_schooling = [now.by_since(CASES, "files", told=1, concerned=1, education=k) for k in range(len(EDUCATIONS))]
    *others, college = by_schooling
    rest = np.sum(others, axis=0)
    rate, rate_of_others = ratio(college[1], college.sum()), ratio(rest[1], rest.sum())
    return float(ratio(rate, rate_of_others))


@measure("months")
def wrongful_months_cumulative(now: Count) -> float:
    """Months under a listing or sanction caused only by wrong records since the run began, scaled to the nation."""
    return now.weight * float(now.by_since(STATUS, "wronged")[1])


@measure("months")
def wrongful_months_per_correction(now: Count) -> float:
    """Months under a wrongful listing or sanction per appeal won against a wrong record, since the run began.

    Without a procedure: per exit from the court list by appeal. Spells that end otherwise count as well.
    """
    corrected = now.by_since(CASES, "result", wronged=1)[WON]
    if "redress" not in now.on:
        corrected = now.by_since(STATUS, "court")[COURT.index("appeal")]
    return float(ratio(now.by_since(STATUS, "wronged")[1], corrected))
