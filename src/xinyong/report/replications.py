"""The page of replications: what was published or proved, beside what this society comes to, with every verdict."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Final

from markupsafe import Markup

from ..charts.curves import curves_picture
from ..charts.number_format import MINUS, UNDEFINED
from ..charts.picture import Picture
from ..evidence.replications import Outcome, Target, Verdict
from .figures import NARROW
from .html_page import filled, written

BESIDE: Final = 412
"""Pixels of a picture beside a table of targets."""
STATES: Final = ("reproduced", "not reproduced", "skipped")


@dataclass(frozen=True)
class Row:
    """One target in words: ``expected`` has its relation in it, ``origin`` says whose number it is."""

    what: str
    why: str
    expected: str
    tolerance: str
    obtained: str
    origin: str
    is_met: bool


@dataclass(frozen=True)
class Drawn:
    """A picture, drawn for a screen and for a telephone."""

    picture: Picture
    wide: Markup
    narrow: Markup


@dataclass(frozen=True)
class Told:
    """One replication in words; ``state`` is one of `STATES`, ``missing`` what a skipped one would need."""

    id: str
    title: str
    source: str
    published: str
    setting: str
    state: str
    missing: str
    rows: tuple[Row, ...]
    figure: Drawn | None

    @property
    def tally(self) -> str:
        """How many targets were met: ``"3 of 4"``."""
        return f"{sum(row.is_met for row in self.rows)} of {len(self.rows)}"


def state(outcome: Outcome) -> str:
    """One of `STATES`."""
    return "skipped" if outcome.is_skipped else "reproduced" if outcome.is_reproduced else "not reproduced"


def row(verdict: Verdict) -> Row:
    """A verdict in words."""
    target = verdict.target
    return Row(
        target.what,
        target.why,
        expected(target),
        f"{'± ' if target.relation == 'equal' else ''}{figures(float(f'{target.tolerance:.2g}'))}",
        near(verdict.obtained, target),
        target.origin,
        verdict.is_met,
    )


def expected(target: Target) -> str:
    """The number with its relation: ``"0.404"``, ``"over 0.5"``."""
    number = near(target.expected, target)
    return number if target.relation == "equal" else f"{target.relation} {number}"


def near(value: float, target: Target) -> str:
    """A number with the digits that its tolerance gives meaning to, one more than the tolerance's first."""
    if not math.isfinite(value):
        return UNDEFINED
    if target.tolerance <= 0:
        return figures(value)
    places = min(8, max(0, 1 - math.floor(math.log10(target.tolerance))))
    if value and abs(value) < 10.0**-places:
        return figures(value)
    return f"{value:,.{places}f}".replace("-", MINUS)


def figures(value: float) -> str:
    """A number with up to six digits."""
    return f"{value:,.6g}".replace("-", MINUS)


def tally(outcomes: Sequence[Outcome]) -> str:
    """How many targets were met and how many replications were skipped, as a sentence."""
    ran = [outcome for outcome in outcomes if not outcome.is_skipped]
    verdicts = [verdict for outcome in ran for verdict in outcome.verdicts]
    met = sum(verdict.is_met for verdict in verdicts)
    skipped = [outcome.replication.name for outcome in outcomes if outcome.is_skipped]
    words = f"{met} of {len(verdicts)} targets in {_counted(len(ran))} are met."
    return f"{words} Skipped: {', '.join(skipped)}." if skipped else words


def told(outcome: Outcome, *, is_drawn: bool = True) -> Told:
    """An outcome in words, with its figure if it is to be drawn."""
    replication = outcome.replication
    return Told(
        replication.name,
        replication.title,
        replication.source,
        replication.published,
        replication.setting,
        state(outcome),
        outcome.found.missing,
        tuple(row(verdict) for verdict in outcome.verdicts),
        _drawn(outcome) if is_drawn else None,
    )


def render_replications(outcomes: Sequence[Outcome], *, again: str = "xinyong replicate") -> str:
    """The page as HTML: whole, with style and pictures inside.

    Parameters
    ----------
    outcomes
        What was run.
    again
        The command that runs it again.
    """
    all_told = tuple(told(outcome) for outcome in outcomes)
    return filled(
        "replications.html",
        title="Replications",
        version=metadata.version("xinyong"),
        replications=all_told,
        tally=tally(outcomes),
        failed=[one for one in all_told if one.state == "not reproduced"],
        skipped=[one for one in all_told if one.state == "skipped"],
        again=again,
    )


def write_replications(outcomes: Sequence[Outcome], path: str | Path, *, again: str = "xinyong replicate") -> Path:
    """Write the page to a file, replacing what is there.

    Raises
    ------
    BadFolder
        If the file cannot be written.
    """
    return written(render_replications(outcomes, again=again), path)


def _counted(n: int) -> str:
    return f"{n} replication{'' if n == 1 else 's'}"


def _drawn(outcome: Outcome) -> Drawn | None:
    if outcome.found.picture is None:
        return None
    name = f"figure-{outcome.replication.name}"
    picture = curves_picture(outcome.found.picture, name=name, source=outcome.replication.source)
    return Drawn(
        picture,
        Markup(picture.svg(BESIDE, name=f"{name}-wide")),
        Markup(picture.svg(NARROW, name=f"{name}-narrow")),
    )
