"""Redress: people are notified of listings and sanctions or discover them, and some of those who know appeal.

Nobody appeals against something unknown. A successful appeal ends a listing in the next month. If the record was wrong,
rules ignore it for some time. If the record was right, all sanctions are suspended for some time.
"""

from __future__ import annotations

import jax.numpy as jnp

from ..array_types import ByName, TileBool, TileCount, TileFloat, TileInt, TileValue, TileWhole
from ..society.random_streams import Stream, materialize
from ..society.ties import Ties
from .mechanism import Mechanism, System, View

LOST, WON = 1, 2
"""Values of `appeal_result`."""


def is_concerned(c: ByName) -> TileBool:
    """Whether there is a listing or sanction to learn of, or to appeal against."""
    return c.is_listed | (c.firm_months > 0) | (c.n_sticks > 0)


def is_wronged(c: ByName) -> TileBool:
    """Whether any of it rests on wrong records alone."""
    return c.is_listed_wrongly | c.is_firm_listed_wrongly | (c.n_wrongful > 0)


def _learns(c: View, p: View, stream: Stream) -> TileBool:
    """Who is notified this month (in the places that notify people), or finds out."""
    tells = stream.lasting_place_chance("notice", p.notice)
    told = tells & stream.chance("notice", 1.0 / (1.0 + p.notice_months))
    return is_concerned(c) & ~c.is_told & (told | stream.chance("discovery", p.discovery))


def _result(c: View, nation: View, p: View, stream: Stream, access: TileFloat) -> TileWhole:
    """What pending appeals come to: nothing yet, lost or won."""
    pending = (c.appeal_months > 0) & is_concerned(c)
    decided = pending & stream.chance("decision", nation.appeals_pace / (1.0 + p.appeal_months))
    merits = jnp.where(is_wronged(c), p.success_wrong, p.success_right)
    won = stream.chance("success", merits * (1.0 + p.success_access * access))
    return jnp.where(decided, jnp.where(won, WON, LOST), 0)


def _months_left(months: TileCount) -> TileInt:
    return jnp.maximum(months.astype(jnp.int32) - 1, 0)


def step(c: View, nation: View, p: View, stream: Stream, ties: Ties, system: System) -> dict[str, TileValue]:
    """Tell people, take their appeals, and decide some."""
    wronged = is_wronged(c)
    access = p.access + p.access_schooling * c.education.astype(jnp.float32) / 3.0
    access = jnp.minimum(access + p.access_means * c.quintile.astype(jnp.float32) / 4.0, 1.0)
    may = c.is_person & c.is_told & is_concerned(c) & (c.appeal_months == 0)
    files = may & stream.chance("appeal", jnp.where(wronged, p.appeal_wrong, p.appeal_right) * access)
    learns, files, result = materialize(
        (_learns(c, p, stream), files, _result(c, nation, p, stream, access)), stream.citizen
    )
    pending = (c.appeal_months > 0) & is_concerned(c) & (result == 0)
    waited = jnp.minimum(c.appeal_months.astype(jnp.int32) + 1, 255)
    corrected = ((result == WON) & wronged) | c.is_review_won
    pardoned = (result == WON) & ~wronged
    return {
        "is_told": is_concerned(c) & (c.is_told | learns),
        "appeal_months": jnp.where(files, 1, jnp.where(pending, waited, 0)),
        "corrected_months": jnp.where(corrected, jnp.rint(p.correction_months), _months_left(c.corrected_months)),
        "pardoned_months": jnp.where(pardoned, jnp.rint(p.pardon_months), _months_left(c.pardoned_months)),
        "is_notified": learns,
        "is_appellant": files,
        "appeal_result": result,
    }


REDRESS = Mechanism(
    name="redress",
    reads=(
        "is_person", "education", "quintile", "is_listed", "is_listed_wrongly", "firm_months",
        "is_firm_listed_wrongly", "n_sticks", "n_wrongful", "is_review_won", "is_told", "appeal_months",
        "corrected_months", "pardoned_months",
    ),
    writes=(
        "is_told", "appeal_months", "corrected_months", "pardoned_months", "is_notified", "is_appellant",
        "appeal_result",
    ),
    signals=("appeals_pace",),
    draws=("notice", "discovery", "appeal", "decision", "success"),
    rows=("W3", "W4"),
    step=step,
)  # fmt: skip
