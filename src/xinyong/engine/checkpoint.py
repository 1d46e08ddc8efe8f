"""Checkpoints: the complete state of a run at the end of a month, in one file that is written atomically.

A checkpoint is a zip file (its CRC-32 checksums reveal damage), named after the last complete month:

``about.json``        the run that has this state (see `Past`), the nation, and the caller's additional data
``block/000000``      all state columns of one block, concatenated and compressed; one part for each block
``whole/<column>``    a state column that is not stored by citizen (the living ties of an explicit network)
``extra/<name>.npy``  additional arrays of the caller

Fixed columns are not stored: they are drawn again from the seed. Blocks are stored separately, so a run may be resumed
with another tile size.
"""

from __future__ import annotations

import io
import json
import os
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO, Any

import numpy as np

from ..array_types import AnyArray, HostArray
from ..errors import BadFolder
from ..scenario.months import format_month, parse_month
from ..society.columns import BLOCK

CHECKPOINT_FORMAT = 2
SUFFIX = ".checkpoint"
MOST_MONTHS = 1_200
"""Longest interval between checkpoints, if there are any."""
_WORTH_KEEPING = 60_000_000
"""Citizen-months between default checkpoints: about a quarter of a minute on two cores."""
N_KEPT = 2
"""Number of checkpoints that are kept by default: the latest, and the one before in case the latest is damaged."""

_DAMAGE = (OSError, zipfile.BadZipFile, NotImplementedError, KeyError, TypeError, ValueError, EOFError)

Extra = Mapping[str, Any]


def usual_months(population: int, *, is_keeping_all: bool) -> int:
    """Default number of months between checkpoints: a year, or several years for a small population.

    Storing the state costs about as much as simulating two months, and Ctrl-C stores it anyway. Checkpoints protect
    against the loss of a process; a few seconds of work are not worth one. Forks need one each year.
    """
    if is_keeping_all:
        return 12
    return min(12 * -(-_WORTH_KEEPING // (12 * population)), MOST_MONTHS)


@dataclass(frozen=True)
class CheckpointPlan:
    """Where and how often the state of a run is stored."""

    folder: Path
    """Folder for checkpoints; created if missing."""
    every: int = 12
    """Months between checkpoints, counted from the start of the run; at least 1."""
    extra: Callable[[], Extra] = dict
    """Called at each checkpoint, after the caller has received all months up to it. It returns data to store with the
    state and to return on resuming: NumPy arrays or JSON by name."""
    is_keeping_all: bool = False
    """Whether all checkpoints are kept, so that other runs can fork from them, and not only the latest `N_KEPT`."""


@dataclass(frozen=True)
class Past:
    """The run that led to a state. Only the same run may resume it; a fork needs the same people."""

    version: str
    """Version of the package that wrote it."""
    scenario_hash: str
    seed: int
    population: int
    """Hash of the scenario, seed and population of the run."""
    first_month: int
    month: int
    """The first and the last simulated month."""
    society: dict[str, Any]
    """The scenario's Society section, as JSON."""
    on: list[str]
    """Names of the mechanisms that were on, sorted."""
    rules: list[str]
    """Ids of the rules, in the order of the bits of ``in_force``."""
    network: str
    """Fingerprint of the explicit network, or ``layered``."""
    credit_score: str = ""
    """The score that lenders used; empty if there was none."""


@dataclass(frozen=True)
class Checkpoint:
    """An open checkpoint; its blocks are read from the file on demand."""

    path: Path
    """The file."""
    past: Past
    """The run that has this state."""
    nation: dict[str, Any]
    """The nation after the month, as JSON."""
    extra: dict[str, Any] = field(repr=False)
    """Additional data of the caller: arrays and JSON by name."""
    _columns: tuple[tuple[str, str], ...] = field(repr=False)
    _whole: tuple[str, ...] = field(repr=False)

    @classmethod
    def open(cls, path: Path) -> Checkpoint:
        """Open a checkpoint, or the latest of a folder of checkpoints, and verify the checksums of all parts.

        Raises
        ------
        BadFolder
            If there is none, it is damaged, or it has another format.
        """
        path = latest(path) if path.is_dir() else path
        with _reading(path) as archive:
            if (broken := archive.testzip()) is not None:
                raise zipfile.BadZipFile(f"wrong checksum of {broken}")
            about = json.loads(archive.read("about.json"))
            if about["format"] != CHECKPOINT_FORMAT:
                raise BadFolder(
                    str(path),
                    received=f"a checkpoint of format {about['format']}",
                    accepted=f"format {CHECKPOINT_FORMAT}",
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

    def blocks(self, numbers: Iterable[int]) -> dict[str, HostArray]:
        """State columns of some blocks, each (blocks, BLOCK).

        Raises
        ------
        BadFolder
            If the file was damaged after it was opened.
        """
        import pyarrow as pa

        dtypes = [np.dtype(dtype) for _, dtype in self._columns]
        size = BLOCK * sum(dtype.itemsize for dtype in dtypes)
        found: list[list[HostArray]] = [[] for _ in dtypes]
        with _reading(self.path) as archive:
            for number in numbers:
                packed = pa.decompress(archive.read(block_name(number)), decompressed_size=size, codec="zstd")
                offset = 0
                for parts, dtype in zip(found, dtypes, strict=True):
                    parts.append(np.frombuffer(packed, dtype, BLOCK, offset))
                    offset += BLOCK * dtype.itemsize
        return {name: np.stack(parts) for (name, _), parts in zip(self._columns, found, strict=True)}

    def whole(self) -> dict[str, HostArray]:
        """State columns that are not stored by citizen, by name."""
        with _reading(self.path) as archive:
            return {name: _array(archive.read(f"whole/{name}.npy")) for name in self._whole}


def available(folder: Path) -> tuple[int, ...]:
    """Months (since year 0) with a checkpoint in a folder, in order; empty if there is no such folder."""
    months = []
    for path in folder.glob(f"*{SUFFIX}"):
        try:
            months.append(parse_month(path.name.removesuffix(SUFFIX)))
        except ValueError:
            continue  # not a checkpoint of a month
    return tuple(sorted(months))


def at(folder: Path, month: int) -> Path:
    """The checkpoint of a month.

    Raises
    ------
    BadFolder
        If the folder has no checkpoint of that month.
    """
    months = available(folder)
    if month in months:
        return folder / f"{format_month(month)}{SUFFIX}"
    kept = ", ".join(format_month(m) for m in months) or "none"
    raise BadFolder(
        str(folder),
        received=format_month(month),
        accepted=f"a month with a checkpoint: {kept}",
        remedy="Name one of these months, or run that scenario again with keep_checkpoints=True.",
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
        received="a folder without checkpoints",
        accepted="a folder of checkpoints",
        remedy="Run the scenario again from the start.",
    )


@contextmanager
def _reading(path: Path) -> Iterator[zipfile.ZipFile]:
    """A checkpoint's archive, open for reading; signs of damage become BadFolder."""
    try:
        with zipfile.ZipFile(path) as archive:
            yield archive
    except _DAMAGE as error:
        reason = (str(error) or type(error).__name__).splitlines()[0]
        raise BadFolder(
            str(path),
            received=f"a damaged file ({reason})",
            accepted="a complete checkpoint",
            remedy=_way_on(path),
        ) from error


def _way_on(damaged: Path) -> str:
    """Remedy for a damaged checkpoint."""
    before = [month for month in available(damaged.parent) if format_month(month) < damaged.name[:7]]
    if before:
        month = format_month(before[-1])
        return (
            f"The file is truncated or was changed. To resume, delete it: the run then continues from {month}. "
            f"To fork, name {month}."
        )
    return (
        "The file is truncated or was changed. To resume, delete it: this replicate is then simulated again. To fork, "
        "run that scenario again with keep_checkpoints=True."
    )


def block_name(number: int) -> str:
    """Name of the part of the archive with a block."""
    return f"block/{number:06d}"


def _array(content: bytes) -> HostArray:
    found: HostArray = np.load(io.BytesIO(content), allow_pickle=False)
    return found


def write(
    plan: CheckpointPlan,
    past: Past,
    nation: Mapping[str, Any],
    tiles: Sequence[Mapping[str, AnyArray]],
    *,
    blocks: int,
    pool: Executor,
) -> Path:
    """Write a checkpoint atomically; unless the plan keeps all, only the latest `N_KEPT` remain.

    `past` and `nation` are the run that has this state, and the nation as JSON; `tiles` are the state columns of each
    tile, in order; `blocks` are those with people, as the padding after them is not stored; `pool` compresses.

    Raises
    ------
    BadFolder
        If the folder cannot be written.
    """
    target = plan.folder / f"{format_month(past.month)}{SUFFIX}"
    try:
        plan.folder.mkdir(parents=True, exist_ok=True)
        passing = plan.folder / f".{target.name}.{os.getpid()}"
        try:
            with passing.open("wb") as file:
                _write_archive(file, past, nation, plan.extra(), tiles, blocks=blocks, pool=pool)
                file.flush()
                os.fsync(file.fileno())
            os.replace(passing, target)
        except BaseException:
            passing.unlink(missing_ok=True)
            raise
        if not plan.is_keeping_all:
            for month in [month for month in available(plan.folder) if month <= past.month][:-N_KEPT]:
                at(plan.folder, month).unlink()
    except OSError as error:
        raise BadFolder(
            str(target),
            received=error.strerror or str(error),
            accepted="a folder that can be written, with enough space for the state of the run",
            remedy="Free some space or choose another folder, then resume.",
        ) from error
    return target


def _write_archive(
    file: IO[bytes],
    past: Past,
    nation: Mapping[str, Any],
    extra: Extra,
    tiles: Sequence[Mapping[str, AnyArray]],
    *,
    blocks: int,
    pool: Executor,
) -> None:
    arrays = {name: value for name, value in extra.items() if isinstance(value, np.ndarray)}
    by_citizen = [name for name, c in tiles[0].items() if c.shape == tiles[0]["is_person"].shape]
    by_citizen.remove("is_person")
    whole = [name for name in tiles[0] if name not in by_citizen and name != "is_person"]
    about = {
        "format": CHECKPOINT_FORMAT,
        "past": asdict(past),
        "nation": nation,
        "columns": [(name, str(tiles[0][name].dtype)) for name in by_citizen],
        "whole": whole,
        "extra": {name: value for name, value in extra.items() if name not in arrays},
        "arrays": list(arrays),
    }

    def packed(block: tuple[int, int]) -> bytes:
        import pyarrow as pa

        tile, row = block
        columns = (np.ascontiguousarray(np.asarray(tiles[tile][name])[row]) for name in by_citizen)
        together = np.concatenate([column.view(np.uint8) for column in columns])
        return bytes(pa.compress(together, codec="zstd", asbytes=True))

    rows = [(t, r) for t, tile in enumerate(tiles) for r in range(tile["is_person"].shape[0])]
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("about.json", json.dumps(about))
        for number, content in enumerate(pool.map(packed, rows[:blocks])):
            archive.writestr(block_name(number), content)
        for name in whole:
            archive.writestr(f"whole/{name}.npy", _npy(np.asarray(tiles[0][name])))
        for name, array in arrays.items():
            archive.writestr(f"extra/{name}.npy", _npy(array))


def _npy(array: HostArray) -> bytes:
    buffer = io.BytesIO()
    np.save(buffer, array, allow_pickle=False)
    return buffer.getvalue()
