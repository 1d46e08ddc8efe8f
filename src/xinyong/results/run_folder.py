"""The run folder on disk: the names in it, and how its files are read, with plain messages."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from ..errors import BadFolder
from .schema import FORMAT

MANIFEST, SCENARIO, SERIES_FILE, COHORT_FILE, AUDIT_FILE = (
    "manifest.json",
    "scenario.toml",
    "series.parquet",
    "cohort.parquet",
    "audit.parquet",
)
CHECKPOINTS, PARTS, PAST = "checkpoints", "parts", "past"
"""Folders inside a run folder: checkpoints by replicate, tables of replicates that are done, what was forked."""
CUT_SHORT = "The file was cut short or changed: run the folder's scenario.toml again, or copy the folder anew."
COMPARISON = "comparison.json"
"""The file that makes a folder of several runs a comparison."""
PARTIAL = ".partial"
REQUIRED: dict[str, type | tuple[type, ...]] = {
    "format": int,
    "version": str,
    "status": str,
    "scenario_hash": str,
    "seed": int,
    "population": int,
    "window": dict,
    "replicates": int,
    "cohort": int,
    "checkpoints": dict,
    "fork": (dict, type(None)),
    "network": (dict, type(None)),
    "series_hash": (str, type(None)),
    "machine": dict,
}
"""Keys without which a manifest is not one, and the kind of their values."""


def checkpoints_of(folder: Path, replicate: int) -> Path:
    """Where a run folder keeps the checkpoints of one replicate (from 0)."""
    return folder / CHECKPOINTS / f"replicate-{replicate}"


def read_manifest(folder: str | Path) -> dict[str, Any]:
    """The manifest of a run folder.

    Raises
    ------
    BadFolder
        If the folder or its manifest is missing, is damaged, or has another format than this version writes.
    """
    path = Path(folder) / MANIFEST
    remedy = "Name a folder written by `xinyong run`; if it was one, run it again from its scenario.toml."
    content = read_json(path, what="run", remedy=_hint(folder, remedy))
    found: dict[str, Any] = content if isinstance(content, dict) else {}
    if isinstance(found.get("format"), int) and found["format"] != FORMAT:
        raise BadFolder(
            str(path),
            received=f"format {found['format']} (written by xinyong {found.get('version')})",
            accepted=f"format {FORMAT}",
            remedy="Read it with that version, or run its scenario.toml again with this one.",
        )
    if wrong := [key for key, kind in REQUIRED.items() if not isinstance(found.get(key, ...), kind)]:
        received = f"a manifest without a right {', '.join(wrong)}"
        raise BadFolder(str(path), received=received, accepted="a run's manifest", remedy=remedy)
    return found


def read_json(path: Path, *, what: str, remedy: str) -> Any:
    """The content of the JSON file that makes a folder what it is.

    Parameters
    ----------
    path
        The file.
    what
        What its folder should be: ``run`` or ``comparison``.
    remedy
        What to do if it is not.

    Raises
    ------
    BadFolder
        If there is no such folder or file, or it is not JSON in UTF-8.
    """
    folder = path.parent
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError) as error:
        known = "a file" if folder.exists() else "no folder of this name"
        found = f"a folder that has no {path.name}" if folder.is_dir() else known
        raise BadFolder(str(folder), received=found, accepted=f"the folder of a {what}", remedy=remedy) from error
    except (OSError, ValueError, RecursionError) as error:
        raise BadFolder(
            str(path),
            received=f"an unreadable file ({str(error).splitlines()[0]})",
            accepted="JSON in UTF-8, as xinyong wrote it",
            remedy=remedy,
        ) from error


def read_table(path: Path, schema: pa.Schema, *, remedy: str = CUT_SHORT) -> pa.Table:
    """A Parquet file of a run folder, checked to begin with the columns of `schema`.

    Parameters
    ----------
    path
        The file.
    schema
        Its first columns.
    remedy
        What to do if it is damaged.

    Raises
    ------
    BadFolder
        If the file is missing, truncated or damaged, or has other columns.
    """
    try:
        table = pq.read_table(path)
    except FileNotFoundError as error:
        raise BadFolder(str(path), received="no such file", accepted="a whole run folder", remedy=remedy) from error
    except (OSError, pa.ArrowException) as error:
        reason = str(error).splitlines()[0]
        raise BadFolder(
            str(path), received=f"a damaged file ({reason})", accepted="a whole Parquet file", remedy=remedy
        ) from error
    found = table.schema.remove_metadata()
    wanted = schema.remove_metadata()
    if found.names[: len(wanted)] != wanted.names or found.types[: len(wanted)] != wanted.types:
        raise BadFolder(
            str(path),
            received=f"columns {', '.join(found.names[:8])}",
            accepted=f"columns {', '.join(f'{f.name} ({f.type})' for f in wanted)}",
            remedy=remedy,
        )
    return table


def absolute(out: str | Path) -> Path:
    """The place of a folder from the root, links left as they are."""
    return Path(os.path.abspath(Path(out).expanduser()))


def partial_of(out: Path) -> Path:
    """Where a folder is while it is being written: beside its place."""
    return out.parent / f"{out.name}{PARTIAL}"


def _hint(folder: str | Path, remedy: str) -> str:
    if (Path(folder) / COMPARISON).is_file():
        worlds = sorted(str(path.parent) for path in Path(folder).glob(f"*/{MANIFEST}"))
        return f"It holds a comparison: name {' or '.join(worlds) or 'the folder of one of its runs'}."
    partial = partial_of(absolute(folder))
    if (partial / COMPARISON).is_file():
        return f"An unfinished comparison is there: continue it with `xinyong compare --resume {folder}`."
    return f"An unfinished run is there: continue it with --resume {folder}." if partial.is_dir() else remedy
