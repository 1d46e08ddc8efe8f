"""Unrest: how much weighs on people, and how many would speak out if they knew of each other (D11, D12).

An index, reported and feeding back on nothing. Everybody would speak once a share of others has spoken (Kuran): the
index is the share at which this comes to rest from silence, and its potential the share at which it stays once begun.
"""

from __future__ import annotations

import numpy as np

from ..counting.count import Count, Values
from ..counting.distribution import ratio
from ..counting.groups import CELLS, by_group
from ..counting.opinion_tables import BINS
from .measure import measure

NEVER = BINS - 1
"""The bin of those who never speak, nearly all others or all of them having spoken."""


def _thresholds(now: Count) -> Values:
    """People of each group by bin of threshold; nobody except in December."""
    table = now.table("thresholds")
    counted = table.reshape(CELLS, BINS) if table.size else np.zeros((CELLS, BINS))
    return by_group(counted.astype(np.int64)).astype(np.float64)


def at_rest(people: Values, *, begin: int) -> int:
    """The bin at which speaking out comes to rest: who speaks is just who is willing to with that many others.

    Parameters
    ----------
    people
        By bin of threshold, of equal width; the last holds those who never speak.
    begin
        0 from silence, `NEVER` - 1 from all who ever would.
    """
    never = len(people) - 1
    share = np.cumsum(people[:never]) / people.sum()
    here = begin
    while True:
        spoken = never * share[here]  # bins of others who speak if all up to this bin do
        there = min(int(spoken + 1e-9), never - 1)
        if there == here:
            return here
        if (there > here) != (begin == 0):  # it can only rise from silence, and only sink from uproar
            return here
        here = there


def _speaking(now: Count, begin: int) -> Values:
    people = _thresholds(now)
    if not people[0].sum():
        return np.full(len(people), np.nan)
    bin_ = at_rest(people[0], begin=begin)
    return ratio(people[:, : bin_ + 1].sum(axis=1), people.sum(axis=1))


@measure("index", source="D11", label="essay", needs="adapting")
def distress_index(now: Count) -> Values:
    """Mean of what weighs on somebody, from 0 to 1: arrears, joblessness, a lost home, sticks, debt to usurers."""
    return now.mean("distress")


@measure("share", source="D12", label="essay", needs="adapting")
def speaking_out_alone(now: Count) -> Values:
    """People who would speak out even if nobody else did, of all people; counted in December."""
    people = _thresholds(now)
    return ratio(people[:, 0], people.sum(axis=1))


@measure("share", source="D12", label="essay", needs="adapting")
def unrest_index(now: Count) -> Values:
    """People who speak out in the end if all begin silent and join as enough others have (Kuran), of all people.

    Counted in December.
    """
    return _speaking(now, 0)


@measure("share", source="D12", label="essay", needs="adapting")
def unrest_potential(now: Count) -> Values:
    """People who go on speaking out if all who ever would have begun, of all people; counted in December."""
    return _speaking(now, NEVER - 1)
