"""Checkpoints: the whole state of a run at a month's end, in one file that is either whole or not there.

A checkpoint is a zip file (whose CRC-32 of every part shows damage) named after the last complete month:

``about.json``        whose state it is (see `Past`), the nation, and what the caller wants back on resuming
``block/000000``      all state columns of one block, one after the other, compressed; one part for each block
``whole/<column>``    a state column that is not kept by citizen (the living ties of an explicit network)
``extra/<name>.npy``  arrays that the caller wants back

Fixed columns are not kept: they are drawn again from the seed. Blocks are kept one by one, so a run may be
resumed with other tiles than it began with.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..errors import BadFolder
from ..scenario.months import format_month, parse_month
from ..society.columns import BLOCK

FORMAT = 2
SUFFIX = ".checkpoint"
MOST_MONTHS = 1_200
"""The longest that a run may go on without a checkpoint, if it has any."""
_WORTH_KEEPING = 60_000_000
"""Citizen-months that are worth a checkpoint: about a quarter of a minute's work on two cores."""
KEPT = 2
"""Checkpoints that stay unless all are wanted: the latest, and the one before in case the latest is damaged."""

_DAMAGE = (OSError, zipfile.BadZipFile, NotImplementedError, KeyError, TypeError, ValueError, EOFError)

Extra = Mapping[str, Any]


def _nothing() -> Extra:
    return {}


def usual_months(population: int, *, is_keeping_all: bool) -> int:
    """Months between two checkpoints unless asked otherwise: a year, or the years that so few people live in seconds.

    To keep the state of everybody costs about as much as two months of their lives, and an interruption keeps it
    anyway. What checkpoints guard against is the loss of a process; a few seconds' work is not worth it. Forks need one
    each year.
    """
    if is_keeping_all:
        return 12
    return min(12 * -(-_WORTH_KEEPING // (12 * population)), MOST_MONTHS)


@dataclass(frozen=True)
class CheckpointPlan:
    """Where and how often the state of a run is kept.

    Attributes
    ----------
    folder
        Where checkpoints go; made if missing.
    every
        Months between two checkpoints, counted from the beginning of the run; at least 1.
    extra
        Called at each checkpoint, after the caller has taken in all months up to it: what to keep beside the
        state and hand back on resuming, NumPy arrays or JSON by name.
    is_keeping_all
        Whether all checkpoints stay, so that other runs can fork from them, and not only the latest `KEPT`.
    """

    folder: Path
    every: int = 12
    extra: Callable[[], Extra] = _nothing
    is_keeping_all: bool = False


@dataclass(frozen=True)
class Past:
    """What a state has behind it: only the same run may resume it, and only one of the same people fork it.

    Attributes
    ----------
    version
        Of the package that wrote it.
    scenario_hash, seed, population
        Of the run.
    first_month, month
        The first month that was simulated, and the last one.
    society
        The scenario's Society section, as JSON.
    on
        Names of the mechanisms that were on, sorted.
    rules
        Ids of the rules, in the order of the bits of ``in_force``.
    network
        Fingerprint of the explicit network, or ``layered``.
    credit_score
        The score that lenders looked at; empty if they looked at none.
    """

    version: str
    scenario_hash: str
    seed: int
    population: int
    first_month: int
    month: int
    society: dict[str, Any]
    on: list[str]
    rules: list[str]
    network: str
    credit_score: str = ""


@dataclass(frozen=True)
class Checkpoint:
    """A checkpoint that has been read; its blocks are read from the file when asked for.

    Attributes
    ----------
    path
        The file.
    past
        Whose state it is.
    nation
        The nation after the month, as JSON.
    extra
        What the caller kept, arrays and JSON by name.
    """

    path: Path
    past: Past
    nation: dict[str, Any]
    extra: dict[str, Any] = field(repr=False)
    _columns: tuple[tuple[str, str], ...] = field(repr=False)
    _whole: tuple[str, ...] = field(repr=False)

    @classmethod
    def open(cls, path: Path) -> Checkpoint:
        """Read a checkpoint, and check that every part of it is whole.

        Parameters
        ----------
        path
            A checkpoint, or a folder of checkpoints, whose latest is taken.

        Raises
        ------
        BadFolder
            If there is none, or it is damaged, or another version wrote it.
        """
        path = latest(path) if path.is_dir() else path
        with _Reading(path) as archive:
            if (broken := archive.testzip()) is not None:
                raise zipfile.BadZipFile(f"wrong checksum of {broken}")
            about = json.loads(archive.read("about.json"))
            if about["format"] != FORMAT:
                raise BadFolder(
                    str(path),
                    received=f"a checkpoint of format {about['format']}",
                    accepted=f"format {FORMAT}",
                    remedy="Resume it with the version of xinyong that wrote it.",
                )
            arrays = {name: _array(archive.read(f"extra/{name}.npy")) for name in about["arrays"]}
            return cls(
                path=path,
                past=Past(**about["past"]),
                nation=dict(about["nation"]),
                extra={**about["extra"], **arrays},
                _columns=tuple((str(name), str(np.dtype(dtype))) for name, dtype in about["columns"]),
                _whole=tuple(about["whole"]),
            )

    def blocks(self, numbers: Iterable[int]) -> dict[str, NDArray[Any]]:
        """State columns of some blocks, each (blocks, BLOCK).

        Raises
        ------
        BadFolder
            If the file has been damaged since it was opened.
        """
        import pyarrow as pa

        dtypes = [np.dtype(dtype) for _, dtype in self._columns]
        size = BLOCK * sum(dtype.itemsize for dtype in dtypes)
        found: list[list[NDArray[Any]]] = [[] for _ in dtypes]
        with _Reading(self.path) as archive:
            for number in numbers:
                packed = pa.decompress(archive.read(block_name(number)), decompressed_size=size, codec="zstd")
                offset = 0
                for parts, dtype in zip(found, dtypes, strict=True):
                    parts.append(np.frombuffer(packed, dtype, BLOCK, offset))
                    offset += BLOCK * dtype.itemsize
        return {name: np.stack(parts) for (name, _), parts in zip(self._columns, found, strict=True)}

    def whole(self) -> dict[str, NDArray[Any]]:
        """State columns that are not kept by citizen, by name."""
        with _Reading(self.path) as archive:
            return {name: _array(archive.read(f"whole/{name}.npy")) for name in self._whole}


def available(folder: Path) -> tuple[int, ...]:
    """Months (since year 0) whose end is kept in a folder, in order; none if there is no such folder."""
    months = []
    for path in folder.glob(f"*{SUFFIX}"):
        try:
            months.append(parse_month(path.name.removesuffix(SUFFIX)))
        except ValueError:
            continue  # not one of ours
    return tuple(sorted(months))


def at(folder: Path, month: int) -> Path:
    """The checkpoint of a month.

    Raises
    ------
    BadFolder
        If the folder keeps none of that month.
    """
    months = available(folder)
    if month in months:
        return folder / f"{format_month(month)}{SUFFIX}"
    kept = ", ".join(format_month(m) for m in months) or "none"
    raise BadFolder(
        str(folder),
        received=format_month(month),
        accepted=f"a month whose end was kept: {kept}",
        remedy="Name one of these, or run that scenario again keeping all its checkpoints.",
    )


def latest(folder: Path) -> Path:
    """The last checkpoint of a folder.

    Raises
    ------
    BadFolder
        If there is none.
    """
    months = available(folder)
    if months:
        return at(folder, months[-1])
    raise BadFolder(
        str(folder),
        received="no checkpoint there",
        accepted="a folder of checkpoints",
        remedy="Run the scenario again from the start.",
    )


class _Reading:
    """A checkpoint's archive, open for reading; whatever is wrong with it is a BadFolder."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __enter__(self) -> zipfile.ZipFile:
        try:
            self._archive = zipfile.ZipFile(self._path)
        except (OSError, zipfile.BadZipFile) as error:
            raise self._refusal(error) from error
        return self._archive

    def __exit__(self, kind: object, error: BaseException | None, traceback: object) -> None:
        self._archive.close()
        if isinstance(error, _DAMAGE):
            raise self._refusal(error) from error

    def _refusal(self, error: BaseException) -> BadFolder:
        reason = (str(error) or type(error).__name__).splitlines()[0]
        return BadFolder(
            str(self._path),
            received=f"a damaged file ({reason})",
            accepted="a whole checkpoint",
            remedy=_way_on(self._path),
        )


def _way_on(damaged: Path) -> str:
    """What to do about a damaged checkpoint."""
    before = [month for month in available(damaged.parent) if format_month(month) < damaged.name[:7]]
    if before:
        month = format_month(before[-1])
        return (
            f"It was cut short or changed. To resume, delete it: the run then goes on from {month}, which is kept "
            f"too. To fork, name {month}."
        )
    return (
        "It was cut short or changed. To resume, delete it: this replicate is then simulated anew. To fork, run "
        "that scenario again with --keep-checkpoints."
    )


def block_name(number: int) -> str:
    """The part of the archive that holds a block."""
    return f"block/{number:06d}"


def _array(content: bytes) -> NDArray[Any]:
    found: NDArray[Any] = np.load(io.BytesIO(content), allow_pickle=False)
    return found
