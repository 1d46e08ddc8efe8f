"""Opinion: what people think of the system, what they say, and whether they would speak out (O1-O5, D11, D12, V11).

Everybody would speak out once a share of others has (Kuran). The index of unrest is the share at which speaking out
comes to rest if all are silent at first; its potential is the share at which it continues once it has begun. Both are
reported and affect nothing.
"""

from __future__ import annotations

import functools

import jax.numpy as jnp
import numpy as np

from ..array_types import Values
from ..counting.bins import HUNDREDTH, THOUSANDTH, steps
from ..counting.count import Count
from ..counting.distribution import ratio
from ..counting.groups import CELLS
from ..counting.sums import Sum, columns, fraction
from ..counting.tables import Table, histogram
from ..society.columns import APPROVES_FROM, DISAPPROVES_BELOW
from .measure import measure as declare

BINS = 101
"""Bins of thresholds, one per cent of others each: coarser ones would move the jump from silence to unrest."""
NEVER = BINS - 1
"""The bin of those who never speak out, even if nearly all others do."""

SUMS: tuple[Sum, ...] = (
    fraction("approval", top=10.0),
    Sum("is_approving", lambda c: c.approval >= APPROVES_FROM),
    Sum("is_dissenting", lambda c: c.approval < DISAPPROVES_BELOW),
    *columns("says_approve", "says_disapprove", "act_praise", "act_criticism"),
    Sum("distress", lambda c: c.distress, 100, HUNDREDTH),
    Sum("voice_raised", lambda c: steps(c.voice + 1.0, THOUSANDTH, 2000), 2000, THOUSANDTH),
)
TABLES: tuple[Table, ...] = (
    histogram(
        "thresholds",
        CELLS * BINS,
        needs="speaks_from",
        place=lambda c: c.cell * BINS + c.speaks_from.astype(jnp.int32),
        every=12,
    ),
)

measure = functools.partial(declare, needs="adapting")


@measure("share", source="O2", label="essay", short="Approve, in private")
def approval_private(now: Count) -> Values:
    """People whose private approval is 6 or more on a scale of 0 to 10, of all people."""
    return now.mean("is_approving")


@measure("share", source="O2", label="essay", short="Dissent, in private")
def dissent_private(now: Count) -> Values:
    """People whose private approval is below 4 on a scale of 0 to 10, of all people."""
    return now.mean("is_dissenting")


@measure("share", source="V11", label="documented", short="Approve, expressed")
def approval_expressed(now: Count) -> Values:
    """People who would say in a survey that they approve, of all people."""
    return now.mean("says_approve")


@measure("share", source="V11", label="documented", short="Dissent, expressed")
def dissent_expressed(now: Count) -> Values:
    """People who would say in a survey that they disapprove, of all people."""
    return now.mean("says_disapprove")


@measure("share", source="V11", label="documented", short="Neutral, expressed")
def neutral_expressed(now: Count) -> Values:
    """People who would say in a survey neither that they approve nor that they disapprove, of all people."""
    return 1.0 - now.mean("says_approve", "says_disapprove")


@measure("share", source="V11", label="documented")
def expression_gap(now: Count) -> Values:
    """Expressed approval minus private approval: what fear adds (V11)."""
    return now.mean("says_approve") - now.mean("is_approving")


@measure("scale of 0 to 10", source="V12", label="documented")
def approval_mean(now: Count) -> Values:
    """Mean private approval, 0 to 10."""
    return now.mean("approval")


@measure("scale of -1 to 1", source="V22", label="hypothetical")
def voice_mean(now: Count) -> Values:
    """Mean public expression, from critical (-1) to praising (1)."""
    return now.mean("voice_raised") - 1.0


@measure("posts", source="S10", label="essay", needs="conduct")
def praise_per_person_month(now: Count) -> Values:
    """Posts that praise, per person and month."""
    return now.mean("act_praise")


@measure("posts", source="V17", label="documented", needs="conduct")
def criticism_per_person_month(now: Count) -> Values:
    """Critical posts, per person and month."""
    return now.mean("act_criticism")


# --- unrest ---------------------------------------------------------------------------------------------------


def at_rest(people: Values, *, begin: int) -> int:
    """The bin at which speaking out comes to rest: those who speak are just those willing to with that many others.

    Parameters
    ----------
    people
        By bin of threshold, of equal width; the last holds those who never speak.
    begin
        0 from silence, `NEVER` - 1 from all who ever would speak.
    """
    never = len(people) - 1
    share = np.cumsum(people[:never]) / people.sum()
    here = begin
    while True:
        spoken = never * share[here]  # bins of others who speak if all up to this bin do
        there = min(int(spoken + 1e-9), never - 1)
        if there == here:
            return here
        if (there > here) != (begin == 0):  # it can only rise from silence, and only fall from unrest
            return here
        here = there


def _speaking(now: Count, begin: int) -> Values:
    people = now.table_by_group("thresholds")
    if not people[0].sum():
        return np.full(len(people), np.nan)
    bin_ = at_rest(people[0], begin=begin)
    return ratio(people[:, : bin_ + 1].sum(axis=1), people.sum(axis=1))


@measure("index", source="D11", label="essay")
def distress_index(now: Count) -> Values:
    """Mean distress, from 0 to 1: arrears, joblessness, a lost home, sanctions, debt to informal lenders."""
    return now.mean("distress")


@measure("share", source="D12", label="essay")
def speaking_out_alone(now: Count) -> Values:
    """People who would speak out even if nobody else did, of all people. In December."""
    people = now.table_by_group("thresholds")
    return ratio(people[:, 0], people.sum(axis=1))


@measure("share", source="D12", label="essay")
def unrest_index(now: Count) -> Values:
    """People who speak out in the end if all are silent at first and join once enough others have, of all people.

    In December (Kuran).
    """
    return _speaking(now, 0)


@measure("share", source="D12", label="essay")
def unrest_potential(now: Count) -> Values:
    """People who continue to speak out if all who ever would have begun, of all people. In December."""
    return _speaking(now, NEVER - 1)
