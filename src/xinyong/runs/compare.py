"""Twin worlds: the same people with the same luck under two systems; a difference is the systems' doing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from ..engine.checkpoint import usual_months
from ..errors import BadFolder
from ..measures.registry import MEASURES
from ..results.atomic_folder import Draft
from ..results.run_folder import COMPARISON
from ..results.run_result import Run, load
from ..scenario.difference import Difference, difference
from ..scenario.scenario import Scenario
from .execute_comparison import Pair, carry_out_both, interrupted_pair, read_comparison
from .headline import HEADLINES, estimate, last_values
from .request import check_whole, frame_of, resolve
from .run import MOST_REPLICATES

if TYPE_CHECKING:
    from ..engine.progress import Progress


@dataclass(frozen=True)
class Comparison:
    """Two runs of the same people with the same luck. Differences are B less A: A is the baseline.

    Attributes
    ----------
    a, b
        The runs; replicate r of both uses the same seed.
    path
        The folder that holds both, or None.
    """

    a: Run
    b: Run
    path: Path | None = field(default=None, repr=False)

    @property
    def differences(self) -> tuple[Difference, ...]:
        """Every parameter in which B departs from A: what the comparison is about."""
        return difference(self.a.scenario, self.b.scenario)

    def headline(
        self, *, measures: Sequence[str] = HEADLINES, group: str = "all", month: str | None = None
    ) -> pd.DataFrame:
        """Headline numbers of both worlds beside each other.

        Parameters
        ----------
        measures
            Ids, in the order wanted.
        group
            ``"all"``, or dimension=value.
        month
            ``YYYY-MM``; the last month if None.

        Returns
        -------
        One row a measure: measure, a, b (means over replicates), difference (mean of B less A, replicate by
        replicate), low, high (its 95 % interval; NaN for a single replicate), is_clear (the interval excludes
        zero), unit, replicates.

        Raises
        ------
        BadRequest
            If the runs have no such measure, group or month.
        """
        rows = []
        for measure in measures:
            in_a = last_values(self.a, measure, group=group, month=month)
            in_b = last_values(self.b, measure, group=group, month=month)
            gap = estimate(in_b - in_a)
            rows.append(
                {
                    "measure": measure,
                    "a": estimate(in_a).mean,
                    "b": estimate(in_b).mean,
                    "difference": gap.mean,
                    "low": gap.low,
                    "high": gap.high,
                    "is_clear": gap.excludes_zero,
                    "unit": MEASURES[measure].unit,
                    "replicates": gap.replicates,
                }
            )
        return pd.DataFrame(rows)


def compare(
    a: str | Path | Scenario,
    b: str | Path | Scenario,
    *,
    population: int | None = None,
    from_: str | None = None,
    until: str | None = None,
    seed: int | None = None,
    changes: Mapping[str, Any] | None = None,
    replicates: int = 3,
    out: str | Path | None = None,
    workers: int | None = None,
    tile: int | None = None,
    cohort: int = 1000,
    checkpoint_months: int | None = None,
    progress: Progress | None = None,
) -> Comparison:
    """Run two scenarios on the same people with the same luck.

    Parameters
    ----------
    a, b
        The baseline and the other world: preset names, TOML files or scenarios.
    population, from_, until, seed
        As for `run`. What is not given is A's, for both worlds.
    changes
        Changes made to both scenarios, by key path.
    replicates
        Runs that differ in luck only; two or more give an interval.
    out
        A folder to write: run folders ``a`` and ``b`` and `comparison.json`. Nothing is written if None.
    workers, tile, cohort, checkpoint_months, progress
        As for `run`.

    Raises
    ------
    BadInput
        If a scenario, an option or the folder is not valid; nothing is written then.
    Interrupted
        After Ctrl-C; its `folder` can be resumed with `resume_comparison`, if there is one.
    """
    check_whole("replicates", replicates, least=1, most=MOST_REPLICATES, unit="runs")
    first = resolve(a, population=population, from_=from_, until=until, seed=seed, changes=changes)
    second = resolve(b, changes=changes, **frame_of(first))
    if checkpoint_months is None:
        checkpoint_months = usual_months(first.population, is_keeping_all=False)
    pair = Pair(
        scenarios=(first, second),
        asked={"replicates": replicates, "cohort": cohort, "checkpoint_months": checkpoint_months},
        draft=Draft.begin(out) if out is not None else None,
        workers=workers,
        tile=tile,
    )
    in_a, in_b = carry_out_both(pair, progress)
    return Comparison(in_a, in_b, path=pair.draft.out if pair.draft is not None else None)


def resume_comparison(
    folder: str | Path,
    *,
    workers: int | None = None,
    tile: int | None = None,
    progress: Progress | None = None,
) -> Comparison:
    """Continue an interrupted comparison; it has the same bits as if it had never been interrupted.

    Parameters
    ----------
    folder
        The folder of the interrupted comparison.
    workers, tile, progress
        As for `run`.

    Raises
    ------
    BadInput
        If there is no interrupted comparison, or what is kept of it cannot be used; the folder stays as it was.
    Interrupted
        After Ctrl-C; its `folder` can be resumed.
    """
    pair = interrupted_pair(folder, workers=workers, tile=tile)
    in_a, in_b = carry_out_both(pair, progress)
    return Comparison(in_a, in_b, path=pair.draft.out if pair.draft is not None else None)


def is_comparison(folder: str | Path) -> bool:
    """Whether a folder holds a comparison rather than a single run."""
    return (Path(folder) / COMPARISON).is_file()


def load_comparison(folder: str | Path) -> Comparison:
    """Read the folder of a comparison.

    Raises
    ------
    BadFolder
        If it is not one, or one of its runs cannot be read.
    """
    place = Path(folder)
    if (status := read_comparison(place)["status"]) != "done":
        raise BadFolder(
            str(place),
            received=f"a comparison with status {status!r}",
            accepted="a finished comparison",
            remedy=f"Finish it with `xinyong compare --resume {place}`.",
        )
    return Comparison(load(place / "a"), load(place / "b"), path=place)
