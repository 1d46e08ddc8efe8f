"""Reads tables of TransRisk scores by group, as the Federal Reserve (2007) published them; they are not shipped.

Three files of aggregates: the number of people in each group, the share of each group with at most a given score, and
the share of people at a score who do not pay. Two of the four groups are used.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ...errors import BadFolder

Values = NDArray[np.float64]

TOTALS, REACHED, FAILING = (
    "totals.csv",
    "transrisk_cdf_by_race_ssa.csv",
    "transrisk_performance_by_race_ssa.csv",
)
GROUPS: Final = ("Black", "Non- Hispanic white")
"""The two groups, by the names of their columns, the smaller first."""

FICO_BANDS: Final = (2.1, 4.2, 5.4, 6.5, 7.9, 9.6, 12.0, 13.8, 17.0, 15.8, 5.7)
"""Per cent of all people in bands of 50 points from 300 to 850, by which the authors turn percentiles into scores."""

_ADVICE = "Give the folder of the authors' repository that holds these tables."


@dataclass(frozen=True)
class Fico:
    """The tables of the two groups.

    Attributes
    ----------
    points
        Scores on 300-850, rising.
    people
        Share of each group's people at each score, (2, scores).
    repay
        Chance of repaying of each group at each score, (2, scores).
    sizes
        Share of each group in both.
    """

    points: Values
    people: Values
    repay: Values
    sizes: Values


def read(folder: Path) -> Fico:
    """Read the tables.

    Raises
    ------
    BadFolder
        If a file is missing, or does not hold such a table.
    """
    totals = _table(folder / TOTALS)
    reached, failing = _table(folder / REACHED), _table(folder / FAILING)
    percentile, share = _checked(folder / REACHED, reached)
    other, bad = _checked(folder / FAILING, failing)
    if not np.array_equal(percentile, other):
        raise _bad(folder / FAILING, "other scores", f"the scores of {REACHED}")
    if (np.diff(share, axis=1) < 0).any() or not np.allclose(share[:, -1], 100.0):
        raise _bad(folder / REACHED, "shares that fall or do not end at 100", "shares that rise to 100 per cent")
    sizes = np.array([totals[group][0] for group in GROUPS])
    if len(totals[GROUPS[0]]) != 1 or not (sizes > 0).all():
        raise _bad(folder / TOTALS, sizes.tolist(), "one row of positive numbers of people")
    return Fico(
        points=_points(percentile),
        people=np.diff(share, axis=1, prepend=0.0) / 100.0,
        repay=1.0 - bad / 100.0,
        sizes=sizes / sizes.sum(),
    )


def _points(percentile: Values) -> Values:
    """Scores on 300-850 by percentiles of all people, in straight lines within each band."""
    ends = 300.0 + 50.0 * np.arange(len(FICO_BANDS) + 1)
    return np.asarray(np.interp(percentile, np.cumsum((0.0, *FICO_BANDS)), ends))


def _table(path: Path) -> dict[str, Values]:
    """The numbers of a table by column; a first column of words is left out."""
    try:
        head, *rows = list(csv.reader(path.read_text(encoding="utf-8").splitlines()))
    except (OSError, UnicodeDecodeError, ValueError) as error:
        raise _bad(path, type(error).__name__, "a table of comma-separated values that can be read") from None
    missing = [name for name in GROUPS if name not in head]
    if missing:
        raise _bad(path, head, f"a table with the columns {' and '.join(GROUPS)}")
    kept = (*GROUPS, "Score") if "Score" in head else GROUPS
    try:
        found = {name: np.array([float(row[head.index(name)]) for row in rows]) for name in kept}
    except (ValueError, IndexError):
        raise _bad(path, "a row without its numbers", f"rows of {len(head)} values") from None
    if not rows or not all(np.isfinite(values).all() for values in found.values()):
        raise _bad(path, "no finite numbers", "rows of finite numbers")
    return found


def _checked(path: Path, table: dict[str, Values]) -> tuple[Values, Values]:
    """Scores, rising within 0..100, and per cent of both groups at each."""
    if "Score" not in table:
        raise _bad(path, "no column Score", "a table by Score")
    score, share = table["Score"], np.array([table[group] for group in GROUPS])
    if (np.diff(score) <= 0).any() or score.min() < 0 or score.max() > 100:
        raise _bad(path, "scores out of order", "scores that rise from 0 to 100")
    if share.min() < 0 or share.max() > 100:
        raise _bad(path, "shares out of range", "per cent from 0 to 100")
    return score, share


def _bad(path: Path, received: object, accepted: str) -> BadFolder:
    return BadFolder(str(path), received=received, accepted=accepted, remedy=_ADVICE)
