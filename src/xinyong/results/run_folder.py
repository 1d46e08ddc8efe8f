"""The run folder on disk: names of its files, and reading them with clear error messages."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any, TypeAlias

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
CHECKPOINTS, REPLICATE_PARTS, PAST = "checkpoints", "parts", "past"
"""Folders inside a run folder: checkpoints by replicate, tables of finished replicates, the forked past."""
CUT_SHORT = "The file is truncated or was changed. Run the folder's scenario.toml again, or copy the folder again."
COMPARISON = "comparison.json"
"""The file that marks a folder of several runs as a comparison."""
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
"""Required keys of a manifest, and the types of their values."""

Manifest: TypeAlias = dict[str, Any]
"""The content of `manifest.json`: `REQUIRED`, and what `manifest.opened` and `manifest.advanced` add."""


def checkpoints_of(folder: Path, replicate: int) -> Path:
    """Folder with the checkpoints of one replicate (from 0)."""
    return folder / CHECKPOINTS / f"replicate-{replicate}"


def read_manifest(folder: str | Path) -> Manifest:
    """The manifest of a run folder.

    Raises
    ------
    BadFolder
        If the folder or its manifest is missing or damaged, or has a format that this version cannot read.
    """
    path = Path(folder) / MANIFEST
    remedy = "Name a folder written by `xinyong run`. If it was one, run its scenario.toml again."
    content = read_json(path, what="run", remedy=_hint(folder, remedy))
    found: Manifest = content if isinstance(content, dict) else {}
    if isinstance(found.get("format"), int) and found["format"] != FORMAT:
        raise BadFolder(
            str(path),
            received=f"format {found['format']} (written by xinyong {found.get('version')})",
            accepted=f"format {FORMAT}",
            remedy="Read it with that version, or run its scenario.toml again with this one.",
        )
    if wrong := [key for key, kind in REQUIRED.items() if not isinstance(found.get(key, ...), kind)]:
        received = f"a manifest without a valid {', '.join(wrong)}"
        raise BadFolder(str(path), received=received, accepted="a run's manifest", remedy=remedy)
    return found


def read_json(path: Path, *, what: str, remedy: str) -> Any:
    """The content of a folder's main JSON file.

    `what` is the expected kind of folder (``run`` or ``comparison``), `remedy` what the user should do if it is
    another.

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
    """Read a Parquet file of a run folder whose first columns must be those of `schema`.

    `remedy` is what the user should do if it is damaged.

    Raises
    ------
    BadFolder
        If the file is missing, truncated or damaged, or has other columns.
    """
    try:
        table = pq.read_table(path)
    except FileNotFoundError as error:
        raise BadFolder(str(path), received="no such file", accepted="a complete run folder", remedy=remedy) from error
    except (OSError, pa.ArrowException) as error:
        reason = str(error).splitlines()[0]
        raise BadFolder(
            str(path), received=f"a damaged file ({reason})", accepted="a complete Parquet file", remedy=remedy
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
    """The absolute path of a folder; symbolic links are kept."""
    return Path(os.path.abspath(Path(out).expanduser()))


def partial_of(out: Path) -> Path:
    """Path of a folder while it is being written: next to its final path."""
    return out.parent / f"{out.name}{PARTIAL}"


def _hint(folder: str | Path, remedy: str) -> str:
    if (Path(folder) / COMPARISON).is_file():
        worlds = sorted(str(path.parent) for path in Path(folder).glob(f"*/{MANIFEST}"))
        return f"It contains a comparison: name {' or '.join(worlds) or 'the folder of one of its runs'}."
    partial = partial_of(absolute(folder))
    if (partial / COMPARISON).is_file():
        return f"An unfinished comparison is there. Continue it with `xinyong compare --resume {folder}`."
    return f"An unfinished run is there. Continue it with --resume {folder}." if partial.is_dir() else remedy
