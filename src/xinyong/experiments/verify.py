"""Verifying a run: its scenario is run again, and the results are compared bit for bit."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from ..errors import BadFolder
from ..results.manifest import machine
from ..results.run import Run, load, stored_hash
from .run import run

if TYPE_CHECKING:
    from ..engine.progress import Progress

KEYS = ["replicate", "month", "measure", "group"]


@dataclass(frozen=True)
class Verdict:
    """What a second run of the same scenario gave.

    Attributes
    ----------
    is_same
        Whether the series kept, the one that the manifest names, and the one obtained now have the same hash.
    manifest_hash, stored_hash, obtained_hash
        The three hashes.
    rows, rows_apart
        Rows of the series, and how many of them differ.
    largest_relative_gap
        The largest relative difference of two values; 0 when none differ.
    environment
        What differs between the machine then and now, as ``{key: [then, now]}``.
    """

    is_same: bool
    manifest_hash: str
    stored_hash: str
    obtained_hash: str
    rows: int
    rows_apart: int
    largest_relative_gap: float
    environment: dict[str, list[Any]]

    @property
    def sentence(self) -> str:
        """The verdict in words."""
        if self.is_same:
            return f"Verified: {self.rows} values, the same bits ({self.obtained_hash[:16]})."
        if self.stored_hash != self.manifest_hash:
            return "Not verified: series.parquet is not the one that the manifest describes; it was changed."
        size = f"by at most {self.largest_relative_gap:.2g} of their size"
        then_now = "; ".join(f"{key} was {then}, is {now}" for key, (then, now) in self.environment.items())
        why = f" The environment differs: {then_now}." if then_now else " The environment is the same."
        return f"Not verified: {self.rows_apart} of {self.rows} values differ, {size}.{why}"

    def to_dict(self) -> dict[str, Any]:
        """The verdict as data."""
        return asdict(self)


def verify(
    folder: str | Path,
    *,
    workers: int | None = None,
    tile: int | None = None,
    progress: Progress | None = None,
) -> Verdict:
    """Run a run folder's scenario again and compare the results with those that are kept.

    Parameters
    ----------
    folder
        The run folder.
    workers, tile, progress
        As for `run`; they change no result.

    Raises
    ------
    BadFolder
        If the folder cannot be read, or does not determine the run alone (a fork, an explicit network).
    """
    kept = load(folder)
    _refuse_what_is_elsewhere(kept, folder)
    again = run(
        kept.scenario,
        replicates=kept.manifest["replicates"],
        cohort=0,
        workers=workers,
        tile=tile,
        progress=progress,
    )
    apart, gap = _gap(kept, again)
    stored, obtained, named = stored_hash(kept), again.manifest["series_hash"], kept.manifest["series_hash"]
    then = {**kept.manifest["machine"], "xinyong": kept.manifest["version"]}
    now = {**machine(), "xinyong": again.manifest["version"]}
    return Verdict(
        is_same=stored == obtained == named,
        manifest_hash=named,
        stored_hash=stored,
        obtained_hash=obtained,
        rows=len(kept.series),
        rows_apart=apart,
        largest_relative_gap=gap,
        environment={key: [then.get(key), now[key]] for key in now if then.get(key) != now[key]},
    )


def _refuse_what_is_elsewhere(kept: Run, folder: str | Path) -> None:
    for what, is_there in (
        ("fork", "a run that shares another run's past"),
        ("network", "a run on an explicit network"),
    ):
        if kept.manifest[what] is not None:
            raise BadFolder(
                str(folder),
                received=is_there,
                accepted="a run that its own folder determines",
                remedy="Run it again from what it was made of, and compare the manifests' series_hash.",
            )


def _gap(kept: Run, again: Run) -> tuple[int, float]:
    """How many rows differ (or stand in one series only), and the largest relative difference."""
    plain = {"measure": str, "group": str}
    both = kept.series.astype(plain).merge(
        again.series.astype(plain), on=KEYS, how="outer", suffixes=("_then", "_now"), indicator=True
    )
    then, now = both["value_then"].to_numpy(np.float64), both["value_now"].to_numpy(np.float64)
    is_apart = ~((then == now) | (np.isnan(then) & np.isnan(now)))
    is_apart |= (both["_merge"] != "both").to_numpy() | (both["n_then"] != both["n_now"]).to_numpy()
    size = np.maximum(np.abs(then), np.abs(now))
    gaps = np.abs(then - now)[is_apart] / np.where(size > 0, size, 1.0)[is_apart]
    return int(is_apart.sum()), float(np.nanmax(gaps, initial=0.0))
