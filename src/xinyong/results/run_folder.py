"""The run folder on disk: names of its files, reading them with clear error messages, and writing it atomically.

During a run the folder is ``NAME.partial``, beside its final path. It is renamed in one step when the run is finished,
or was interrupted and can be resumed. A folder ``NAME`` is therefore always complete.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import pyarrow as pa
import pyarrow.parquet as pq

from ..errors import BadFolder, BadInput
from ..scenario.scenario import Scenario
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


def read_table(path: Path, schema: pa.Schema, *, remedy: str = CUT_SHORT, most_rows: int | None = None) -> pa.Table:
    """Read a Parquet file of a run folder whose first columns must be those of `schema`.

    `remedy` is what the user should do if it is damaged. With `most_rows`, a file with more rows is refused before it
    is unpacked, because a small file can unpack to more than the memory holds.

    Raises
    ------
    BadFolder
        If the file is missing, truncated or damaged (pages have checksums), or has other columns or too many rows.
    """
    try:
        rows = pq.read_metadata(path).num_rows
        if most_rows is not None and rows > most_rows:
            raise BadFolder(
                str(path), received=f"{rows:,} rows", accepted=f"at most {most_rows:,}, by the manifest", remedy=remedy
            )
        table = pq.read_table(path, page_checksum_verification=True)
    except FileNotFoundError as error:
        raise BadFolder(str(path), received="no such file", accepted="a complete run folder", remedy=remedy) from error
    except (OSError, ValueError, pa.ArrowException) as error:  # names that are not UTF-8 are a ValueError
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


def check_length(path: Path) -> None:
    """Refuse a path that is too long for the file system.

    Raises
    ------
    BadFolder
        With the reason.
    """
    try:
        path.exists()
    except OSError as error:
        raise too_long(path, error) from None


def too_long(path: object, error: OSError) -> BadFolder:
    """The refusal of a path that the file system does not take."""
    accepted = "a path that the file system takes, with names of at most 255 bytes"
    return BadFolder(str(path), received=error.strerror or str(error), accepted=accepted, remedy="Use shorter names.")


def partial_of(out: Path) -> Path:
    """Path of a folder while it is being written: next to its final path."""
    return out.parent / f"{out.name}{PARTIAL}"


def _hint(folder: str | Path, remedy: str) -> str:
    if (Path(folder) / COMPARISON).is_file():
        worlds = sorted(str(path.parent) for path in Path(folder).glob(f"*/{MANIFEST}"))
        return f"It contains a comparison: name {' or '.join(worlds) or 'the folder of one of its runs'}."
    partial = partial_of(absolute(folder))
    if (partial / COMPARISON).is_file():
        return f"An unfinished comparison is there. Continue it with xy.compare(resume={str(folder)!r})."
    return f"An unfinished run is there. Continue it with resume={str(folder)!r}." if partial.is_dir() else remedy


Reader = Callable[[Path], Mapping[str, Any]]


@dataclass(frozen=True)
class Draft:
    """A run folder that is being written."""

    out: Path
    """Final path of the folder."""
    path: Path
    """Path while it is being written."""
    made: tuple[Path, ...] = ()
    """Parent folders that were created for it; they are removed if the draft is discarded."""
    resumed: bool = False
    """Whether it continues an interrupted run."""

    @classmethod
    def begin(cls, out: str | Path) -> Draft:
        """Reserve a place for a new run folder.

        Raises
        ------
        BadFolder
            If the place is taken, is not a folder, or cannot be written.
        """
        out = absolute(out)
        check_length(partial_of(out))
        if out == Path.cwd():
            raise BadFolder(
                str(out),
                received="the current folder",
                accepted="a folder that does not exist yet, or an empty one",
                remedy="Name a folder inside it, such as out='my-run'.",
            )
        if out.exists() and not (out.is_dir() and not any(out.iterdir())):
            raise BadFolder(
                str(out),
                received="a folder that is not empty" if out.is_dir() else "a file",
                accepted="a folder that does not exist yet, or an empty one",
                remedy="Choose another folder, or move this one; nothing was overwritten.",
            )
        path = partial_of(out)
        if path.exists():
            raise BadFolder(
                str(path),
                received="the unfinished folder of another run",
                accepted="a place that no other run uses",
                remedy=f"Continue that run with resume={str(out)!r}, or delete the folder if no process is writing it.",
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
                remedy="Choose another place, or change the permissions.",
            ) from error
        return cls(out=out, path=path, made=tuple(made))

    @classmethod
    def reopen(cls, out: str | Path, *, what: str = "run", read: Reader | None = None) -> Draft:
        """Reopen the folder of an interrupted run, or of something else (`what`, in messages) that is kept in a folder.

        `read` reads such a folder and returns a table with its ``status``; `read_manifest` if None.

        Raises
        ------
        BadFolder
            If there is no such run, it is finished, or its folder cannot be moved.
        """
        out = absolute(out)
        path = partial_of(out)
        is_free = not out.exists() or (out.is_dir() and not any(out.iterdir()))
        place = path if is_free and path.is_dir() else out
        if (read or read_manifest)(place)["status"] == "done":
            raise BadFolder(
                str(out),
                received=f"a finished {what}",
                accepted=f"a {what} that was interrupted",
                remedy="There is nothing to resume. Its results are complete; `xinyong report` rebuilds its report.",
            )
        if place is out:
            try:
                _move(out, path)
            except OSError as error:
                raise BadFolder(
                    str(out),
                    received=error.strerror or str(error),
                    accepted="a folder in a place that can be written",
                    remedy="Change its permissions, or move it to a place where you can write.",
                ) from error
        return cls(out=out, path=path, resumed=True)

    def write_text(self, name: str, text: str) -> None:
        """Write a small text file in UTF-8 atomically; create its folder if missing.

        Raises
        ------
        BadFolder
            If it cannot be written.
        """
        with _writing(self.path / name) as passing:
            passing.write_text(text, encoding="utf-8")

    def write_json(self, name: str, content: Mapping[str, Any]) -> None:
        """Write a mapping as indented JSON; NaN is an error, since JSON has no NaN."""
        self.write_text(name, json.dumps(content, indent=2, ensure_ascii=False, allow_nan=False) + "\n")

    def write_table(self, name: str, table: pa.Table) -> None:
        """Write a table as Parquet atomically.

        Raises
        ------
        BadFolder
            If it cannot be written.
        """
        with _writing(self.path / name) as passing:
            pq.write_table(table, passing, compression="zstd", write_page_checksum=True)

    def publish(self) -> Path:
        """Move the folder to its final path in one step, and return that path."""
        _move(self.path, self.out)
        return self.out

    def as_published(self, error: BadInput) -> BadInput:
        """The same error with the final paths of files instead of the temporary ones."""

        def published(text: Any) -> Any:
            return text.replace(str(self.path), str(self.out)) if isinstance(text, str) else text

        where, received, remedy = map(published, (error.where, error.received, error.remedy))
        return type(error)(where, received=received, accepted=error.accepted, remedy=remedy)

    def discard(self) -> None:
        """Remove the draft, and the parent folders that were created for it."""
        shutil.rmtree(self.path)
        for parent in reversed(self.made):
            if not any(parent.iterdir()):
                parent.rmdir()


@contextmanager
def _writing(target: Path) -> Iterator[Path]:
    """Yield a temporary path, then move that file to `target`; I/O errors become BadFolder."""
    passing = target.with_name(target.name + ".tmp")
    try:
        target.parent.mkdir(exist_ok=True)
        yield passing
        os.replace(passing, target)
    except BaseException as error:
        with suppress(OSError):
            passing.unlink(missing_ok=True)
        if not isinstance(error, OSError):
            raise
        raise BadFolder(
            str(target),
            received=error.strerror or str(error),
            accepted="a folder that can be written, with enough space",
            remedy="Free some space or change the permissions, then resume or run again.",
        ) from error


def _move(source: Path, target: Path) -> None:
    """Rename a folder to a path that is free or an empty folder."""
    if target.is_dir():
        target.rmdir()
    os.rename(source, target)


def write_run(
    draft: Draft,
    *,
    manifest: Manifest,
    scenario: Scenario,
    series: pa.Table,
    cohort: pa.Table | None,
    audit: pa.Table,
) -> Manifest:
    """Write the files of a finished run into a draft of its folder, and return the manifest as written.

    The manifest notes the SHA-256 of each table's file, so that a damaged or changed one is noticed when it is loaded.
    """
    draft.write_text(SCENARIO, scenario.to_toml())
    draft.write_table(SERIES_FILE, series)
    if cohort is not None:
        draft.write_table(COHORT_FILE, cohort)
    if audit.num_rows:
        draft.write_table(AUDIT_FILE, audit)
    tables = [name for name in (SERIES_FILE, COHORT_FILE, AUDIT_FILE) if (draft.path / name).is_file()]
    manifest = {**manifest, "files": {name: _file_hash(draft.path / name) for name in tables}}
    draft.write_json(MANIFEST, manifest)
    return manifest


def _file_hash(path: Path) -> str:
    """SHA-256 of a file's bytes, in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def check_files(folder: Path, manifest: Manifest) -> None:
    """Refuse a folder whose tables are not those that the manifest notes; older manifests note none.

    Raises
    ------
    BadFolder
        If a file was damaged or changed.
    """
    for name, noted in manifest.get("files", {}).items():
        path = folder / name
        if path.is_file() and _file_hash(path) != noted:
            raise BadFolder(
                str(path),
                received="other bytes than the manifest notes",
                accepted="the file as it was written",
                remedy="It was damaged or changed. Run the folder's scenario.toml again; `xinyong verify` shows what "
                "differs.",
            )
