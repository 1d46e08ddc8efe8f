"""The run folder on disk: written beside its place and moved there whole, read back with plain messages.

While a run is under way its folder is ``NAME.partial``, next to the place where it will be. It gets its name
in one move when it is finished, or when it is interrupted and can be resumed. So a folder ``NAME`` is always
whole.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from ..errors import BadFolder
from .schema import FORMAT

MANIFEST, SCENARIO, SERIES_FILE, COHORT_FILE = (
    "manifest.json",
    "scenario.toml",
    "series.parquet",
    "cohort.parquet",
)
CHECKPOINTS, PARTS = "checkpoints", "parts"
"""Folders inside a run folder: checkpoints by replicate, and the tables of replicates that are done."""
PARTIAL = ".partial"
REQUIRED = ("format", "version", "status", "scenario_hash", "seed", "population", "window", "replicates")
"""Keys without which a manifest is not one."""


@dataclass(frozen=True)
class Draft:
    """A run folder being written.

    Attributes
    ----------
    out
        Where the folder will be.
    path
        Where it is being written.
    made
        Parent folders that were made for it, removed again if the draft is discarded.
    resumed
        Whether an interrupted run is being continued.
    """

    out: Path
    path: Path
    made: tuple[Path, ...] = ()
    resumed: bool = False

    @classmethod
    def begin(cls, out: str | Path) -> Draft:
        """Claim a place for a new run folder.

        Raises
        ------
        BadFolder
            If the place is taken, is not a folder, or cannot be written.
        """
        out = _absolute(out)
        if out.exists() and not (out.is_dir() and not any(out.iterdir())):
            raise BadFolder(
                str(out),
                received="a folder that is not empty" if out.is_dir() else "a file",
                accepted="a folder that does not exist yet, or an empty one",
                remedy="Name another folder, or move this one away; nothing was overwritten.",
            )
        path = out.with_name(out.name + PARTIAL)
        if path.exists():
            raise BadFolder(
                str(path),
                received="the unfinished folder of another run",
                accepted="a place that no other run is using",
                remedy=f"Continue it with --resume {out}, or delete it if nothing is writing it.",
            )
        made: list[Path] = []
        try:
            for parent in reversed([p for p in path.parents if not p.exists()]):
                parent.mkdir()
                made.append(parent)
            path.mkdir()
            if out.exists() and not os.access(out.parent, os.W_OK):
                raise PermissionError(f"cannot replace {out}")
        except OSError as error:
            for parent in reversed(made):
                parent.rmdir()
            raise BadFolder(
                str(out),
                received=error.strerror or str(error),
                accepted="a folder in a place that can be written",
                remedy="Choose another place with --out, or change its permissions.",
            ) from error
        return cls(out=out, path=path, made=tuple(made))

    @classmethod
    def reopen(cls, out: str | Path) -> Draft:
        """Take an interrupted run up again.

        Raises
        ------
        BadFolder
            If there is no such run, or it is finished.
        """
        out = _absolute(out)
        path = out.with_name(out.name + PARTIAL)
        is_free = not out.exists() or (out.is_dir() and not any(out.iterdir()))
        place = path if is_free and path.is_dir() else out
        status = read_manifest(place)["status"]
        if status == "done":
            raise BadFolder(
                str(out),
                received="a finished run",
                accepted="a run that was interrupted",
                remedy="There is nothing to resume; read it with `xinyong report` or xinyong.load.",
            )
        if place is out:
            _move(out, path)
        return cls(out=out, path=path, resumed=True)

    def write_text(self, name: str, text: str) -> None:
        """Write a small text file of the folder whole or not at all."""
        write_text(self.path / name, text)

    def write_json(self, name: str, content: Mapping[str, Any]) -> None:
        """Write a mapping as readable JSON; not-a-number is an error rather than invalid JSON."""
        self.write_text(name, json.dumps(content, indent=2, ensure_ascii=False, allow_nan=False) + "\n")

    def write_table(self, name: str, table: pa.Table) -> None:
        """Write a table as Parquet, whole or not at all."""
        target = self.path / name
        target.parent.mkdir(exist_ok=True)
        passing = target.with_name(target.name + ".tmp")
        pq.write_table(table, passing, compression="zstd")
        os.replace(passing, target)

    def publish(self) -> Path:
        """Move the folder to its place in one step, and say where that is."""
        _move(self.path, self.out)
        return self.out

    def discard(self) -> None:
        """Remove what was written, and the parents that were made for it."""
        shutil.rmtree(self.path)
        for parent in reversed(self.made):
            if not any(parent.iterdir()):
                parent.rmdir()


def write_text(target: Path, text: str) -> None:
    """Write a text file in UTF-8, whole or not at all."""
    passing = target.with_name(target.name + ".tmp")
    passing.write_text(text, encoding="utf-8")
    os.replace(passing, target)


def read_manifest(folder: str | Path) -> dict[str, Any]:
    """The manifest of a run folder.

    Raises
    ------
    BadFolder
        If the folder or its manifest is missing, is damaged, or has another format than this version writes.
    """
    path = Path(folder) / MANIFEST
    remedy = "Name a folder written by `xinyong run`; if it was one, run it again from its scenario.toml."
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise BadFolder(
            str(folder),
            received="no manifest.json there",
            accepted="the folder of a run",
            remedy=_hint(folder, remedy),
        ) from error
    except (OSError, ValueError) as error:
        raise BadFolder(
            str(path),
            received=f"an unreadable file ({error})",
            accepted="a run's manifest in JSON",
            remedy=remedy,
        ) from error
    if not isinstance(content, dict) or (missing := [key for key in REQUIRED if key not in content]):
        absent = ", ".join(missing) if isinstance(content, dict) else "everything"
        raise BadFolder(str(path), received=f"a manifest without {absent}", accepted="a run's manifest", remedy=remedy)
    if content["format"] != FORMAT:
        raise BadFolder(
            str(path),
            received=f"format {content['format']} (written by xinyong {content['version']})",
            accepted=f"format {FORMAT}",
            remedy="Read it with that version, or run its scenario.toml again with this one.",
        )
    return content


def read_table(path: Path, schema: pa.Schema) -> pa.Table:
    """A Parquet file of a run folder, checked to begin with the columns of `schema`.

    Raises
    ------
    BadFolder
        If the file is missing, truncated or damaged, or has other columns.
    """
    remedy = "The file was cut short or changed: run the folder's scenario.toml again, or copy the folder anew."
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


def _absolute(out: str | Path) -> Path:
    return Path(os.path.abspath(Path(out).expanduser()))


def _hint(folder: str | Path, remedy: str) -> str:
    partial = _absolute(folder).with_name(_absolute(folder).name + PARTIAL)
    return f"An unfinished run is there: continue it with --resume {folder}." if partial.is_dir() else remedy


def _move(source: Path, target: Path) -> None:
    """Rename a folder over a place that is free or holds an empty folder."""
    if target.is_dir():
        target.rmdir()
    os.rename(source, target)
