"""Writes the state of a run to a checkpoint (see `checkpoint` for the file format)."""

from __future__ import annotations

import io
import json
import os
import zipfile
from collections.abc import Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import asdict
from pathlib import Path
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray

from ..errors import BadFolder
from ..scenario.months import format_month
from .checkpoint import CHECKPOINT_FORMAT, N_KEPT, SUFFIX, CheckpointPlan, Extra, Past, at, available, block_name

Columns = Mapping[str, Any]


def write(
    plan: CheckpointPlan,
    past: Past,
    nation: Mapping[str, Any],
    tiles: Sequence[Columns],
    *,
    blocks: int,
    pool: Executor,
) -> Path:
    """Write a checkpoint atomically; unless the plan keeps all, only the latest `N_KEPT` remain.

    Parameters
    ----------
    plan
        The folder, and additional content.
    past, nation
        The run that has this state, and the nation as JSON.
    tiles
        State columns of each tile, in order.
    blocks
        Blocks with people; the padding after them is not stored.
    pool
        Threads for compression.

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
    tiles: Sequence[Columns],
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


def _npy(array: NDArray[Any]) -> bytes:
    buffer = io.BytesIO()
    np.save(buffer, array, allow_pickle=False)
    return buffer.getvalue()
