"""Lists: officials and firms on them, ways off the court list, and whom exemptions and influence spare (W1-W3)."""

from __future__ import annotations

from collections.abc import Callable

import jax.numpy as jnp
from jax import Array

from ..array_types import Values
from ..counting.citizens import Citizens
from ..counting.count import Count
from ..counting.distribution import ratio
from ..counting.tables import Digit, JointTable, Table
from ..mechanisms.redress import is_wronged
from ..vocabulary import EXITS, OCCUPATIONS
from .measure import Measure, measure

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


def _position(c: Citizens) -> Array:
    best = jnp.where(c.in_party, 1, 0)
    for number, name in list(enumerate(POSITIONS))[2:]:
        best = jnp.where(c.occupation == OCCUPATIONS.index(name), number, best)
    return best


def _court(c: Citizens) -> Array:
    on = jnp.where(c.is_newly_listed, 2, jnp.where(c.is_listed, 3, 0))
    left = c.restored_by.astype(jnp.int32)
    return jnp.where(left > 0, len(COURT) - len(EXITS) - 1 + left, jnp.where(c.is_let_off, 1, on))


def _firm(c: Citizens) -> Array:
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
TABLES: tuple[Table, ...] = (STATUS.table,)


def _now(now: Count, digit: str, **fixed: int) -> Values:
    return STATUS.by(now.table("status"), digit, **fixed)


def _since(now: Count, digit: str, **fixed: int) -> Values:
    return STATUS.by(now.table_since("status"), digit, **fixed)


def _number(position: str) -> int:
    return [*POSITIONS].index(position)


@measure("people", source="W1", label="essay", groups="all")
def officials_listed_cumulative(now: Count) -> float:
    """Officials who entered the court list since the run began, scaled to the nation."""
    return now.weight * float(_since(now, "court", position=_number("official"))[COURT.index("entered")])


@measure("people", source="W1", label="essay", groups="all")
def officials_on_a_list(now: Count) -> float:
    """Officials on the court list at the month's end, scaled to the nation."""
    by_state = _now(now, "court", position=_number("official"))
    return now.weight * float(by_state[COURT.index("entered")] + by_state[COURT.index("on")])


@measure("people", source="2a-names", label="documented", groups="all")
def firms_listed_cumulative(now: Count) -> float:
    """People whose firm entered the list of dishonest firms since the run began, scaled to the nation."""
    return now.weight * float(_since(now, "firm")[FIRM.index("entered")])


@measure("people", source="2a-names", label="documented", groups="all")
def firms_on_the_list(now: Count) -> float:
    """People whose firm is on the list of dishonest firms at the month's end, scaled to the nation."""
    by_state = _now(now, "firm")
    return now.weight * float(by_state[FIRM.index("entered")] + by_state[FIRM.index("on")])


@measure("share", source="2a-red", label="documented", groups="all")
def share_on_red_lists(now: Count) -> float:
    """People on a red list, of all people."""
    return float(ratio(_now(now, "red")[1], now.total("people")))


def _restored(way: str) -> Callable[[Count], float]:
    def share(now: Count) -> float:
        by_way = _since(now, "court")[-len(EXITS) :]
        return float(ratio(by_way[[*EXITS].index(way)], by_way.sum()))

    return share


RESTORED: tuple[Measure, ...] = tuple(
    Measure(
        f"restored_by_{way}_share",
        "share",
        f"Exits from the court list by {way}, of all exits since the run began.",
        _restored(way),
        source="2a" if way == "compliance" else "assumption",
        label="documented" if way == "compliance" else "hypothetical",
        groups="all",
    )
    for way in EXITS
)


def _let_off(position: str) -> Callable[[Count], float]:
    def share(now: Count) -> float:
        by_state = _since(now, "court", position=_number(position))
        spared, entered = by_state[COURT.index("let off")], by_state[COURT.index("entered")]
        return float(ratio(spared, spared + entered))

    return share


def _exempted(position: str) -> Callable[[Count], float]:
    def share(now: Count) -> float:
        spared = _now(now, "spared", position=_number(position))[1]
        sanctioned = _now(now, "sanctioned", position=_number(position), spared=0)[1]
        return float(ratio(spared, spared + sanctioned))

    return share


SPARED: tuple[Measure, ...] = tuple(
    Measure(
        f"{name}_share_{position}",
        "share",
        definition.format(words),
        of(position),
        source="W3",
        label="essay",
        groups="all",
    )
    for name, definition, of in (
        (
            "let_off",
            "Listings that influence prevented, of all prevented and actual listings since the run began, among {}.",
            _let_off,
        ),
        (
            "exempted",
            "People whom an exemption or influence spares a sanction, of all spared and sanctioned people, among {}.",
            _exempted,
        ),
    )
    for position, words in POSITIONS.items()
)
