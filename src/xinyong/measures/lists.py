"""Lists: who is on them and how people leave, firms among them, and whom exemptions and influence spare (W1-W3, 2a)."""

from __future__ import annotations

from collections.abc import Callable

from ..counting.count import Count, Values
from ..counting.distribution import ratio
from ..counting.status_table import CLASSES, COURT, FIRM, STATUS_TABLE
from ..vocabulary import EXITS
from .measure import Measure, measure


def _held(now: Count, digit: str, **fixed: int) -> Values:
    return STATUS_TABLE.by(now.table("held"), digit, **fixed)


def _held_since(now: Count, digit: str, **fixed: int) -> Values:
    return STATUS_TABLE.by(now.table_since("held"), digit, **fixed)


@measure("people", source="W1", label="essay", groups="all")
def officials_listed_cumulative(now: Count) -> float:
    """Officials who entered the court's list since the run began, over the people represented."""
    return now.weight * float(_held_since(now, "court", position=CLASSES.index("official"))[COURT.index("entered")])


@measure("people", source="W1", label="essay", groups="all")
def officials_on_a_list(now: Count) -> float:
    """Officials on the court's list at the month's end, over the people represented."""
    by_state = _held(now, "court", position=CLASSES.index("official"))
    return now.weight * float(by_state[COURT.index("entered")] + by_state[COURT.index("on")])


@measure("people", source="2a-names", label="documented", groups="all")
def firms_listed_cumulative(now: Count) -> float:
    """People whose firm entered the list of dishonest firms since the run began, over the people represented."""
    return now.weight * float(_held_since(now, "firm")[FIRM.index("entered")])


@measure("people", source="2a-names", label="documented", groups="all")
def firms_on_the_list(now: Count) -> float:
    """People whose firm stands on the list of dishonest firms at the month's end, over the people represented."""
    by_state = _held(now, "firm")
    return now.weight * float(by_state[FIRM.index("entered")] + by_state[FIRM.index("on")])


@measure("share", source="2a-red", label="documented", groups="all")
def share_on_red_lists(now: Count) -> float:
    """People on a red list, of all people."""
    return float(ratio(_held(now, "red")[1], now.total("people")))


def _restored(way: str) -> Callable[[Count], float]:
    def share(now: Count) -> float:
        by_way = _held_since(now, "court")[-len(EXITS) :]
        return float(ratio(by_way[list(EXITS).index(way)], by_way.sum()))

    return share


RESTORED: tuple[Measure, ...] = tuple(
    Measure(
        f"restored_by_{way}_share",
        "share",
        f"Exits from the court's list by {way}, of all exits since the run began.",
        "2a" if way == "compliance" else "assumption",
        "documented" if way == "compliance" else "hypothetical",
        "all",
        _restored(way),
    )
    for way in EXITS
)


def _let_off(position: str) -> Callable[[Count], float]:
    def share(now: Count) -> float:
        by_state = _held_since(now, "court", position=CLASSES.index(position))
        spared, entered = by_state[COURT.index("let off")], by_state[COURT.index("entered")]
        return float(ratio(spared, spared + entered))

    return share


def _exempted(position: str) -> Callable[[Count], float]:
    def share(now: Count) -> float:
        fixed = CLASSES.index(position)
        spared = _held(now, "spared", position=fixed)[1]
        caught = _held(now, "sanctioned", position=fixed, spared=0)[1]
        return float(ratio(spared, spared + caught))

    return share


_WHO = {
    "other": "people who are neither official, manager nor Party member",
    "member": "other Party members",
    "manager": "managers",
    "official": "officials",
}
SPARED: tuple[Measure, ...] = tuple(
    Measure(f"{name}_share_{position}", "share", definition.format(_WHO[position]), "W3", "essay", "all", of(position))
    for name, definition, of in (
        (
            "let_off",
            "Months in which a court would have listed somebody and influence spared them, over the same plus entries "
            "into the list, since the run began, among {}.",
            _let_off,
        ),
        (
            "exempted",
            "People from whom an exemption or influence keeps a stick away, over the same plus the sanctioned, "
            "among {}.",
            _exempted,
        ),
    )
    for position in CLASSES
)


@measure("people", source="T8", label="essay", groups="all", needs="livelihood")
def children_barred(now: Count) -> float:
    """People represented whose child a rule keeps from a fee-paying school: it falls on somebody else."""
    return now.weight * float(_held(now, "school")[1])


@measure("homes", source="T2", label="essay", groups="all", needs="livelihood")
def rents_refused_cumulative(now: Count) -> float:
    """Homes that people looked for and were refused by a rule since the run began, over the people represented."""
    return now.weight * float(_held_since(now, "rent")[1])


@measure("ties", source="T5", label="essay", groups="all", needs="adapting")
def friends_of_the_shamed(now: Count) -> float:
    """Living ties to people whose name a rule publishes, over the people represented: their friends are shamed too."""
    return now.weight * now.total("friends_of_shamed")


@measure("yuan", source="2c-deposits", label="documented", groups="all", needs="livelihood")
def deposits_waived_yuan_cumulative(now: Count) -> float:
    """Deposits that carrots spared people since the run began, over the people represented."""
    return now.weight * now.total_since("deposit_waived_yuan")
