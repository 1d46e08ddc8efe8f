"""A folder being written: beside its place, and moved there whole.

While a run is under way its folder is ``NAME.partial``, next to the place where it will be. It gets its name
in one move when it is finished, or when it is interrupted and can be resumed. So a folder ``NAME`` is always
whole.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from ..errors import BadFolder, BadInput
from .run_folder import absolute, partial_of, read_manifest

Reader = Callable[[Path], Mapping[str, Any]]


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
        out = absolute(out)
        if out == Path.cwd():
            raise BadFolder(
                str(out),
                received="the folder from which the command is given",
                accepted="a folder that can be put into place as a whole",
                remedy="Name a folder inside it, such as --out my-run.",
            )
        if out.exists() and not (out.is_dir() and not any(out.iterdir())):
            raise BadFolder(
                str(out),
                received="a folder that is not empty" if out.is_dir() else "a file",
                accepted="a folder that does not exist yet, or an empty one",
                remedy="Name another folder, or move this one away; nothing was overwritten.",
            )
        path = partial_of(out)
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
    def reopen(cls, out: str | Path, *, what: str = "run", read: Reader | None = None) -> Draft:
        """Take an interrupted run, or something else that is kept in a folder, up again.

        Parameters
        ----------
        out
            Its folder.
        what
            What it is, for messages.
        read
            Reads a folder of that kind and gives a table with its ``status``; `read_manifest` if None.

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
                remedy="There is nothing to resume; its numbers are there, and `xinyong report` writes its report.",
            )
        if place is out:
            try:
                _move(out, path)
            except OSError as error:
                raise BadFolder(
                    str(out),
                    received=error.strerror or str(error),
                    accepted="a folder in a place that can be written",
                    remedy="Change its permissions, or move it where you may write.",
                ) from error
        return cls(out=out, path=path, resumed=True)

    def write_text(self, name: str, text: str) -> None:
        """Write a small text file in UTF-8, whole or not at all; its own folder is made if missing.

        Raises
        ------
        BadFolder
            If it cannot be written.
        """
        with _writing(self.path / name) as passing:
            passing.write_text(text, encoding="utf-8")

    def write_json(self, name: str, content: Mapping[str, Any]) -> None:
        """Write a mapping as readable JSON; not-a-number is an error rather than invalid JSON."""
        self.write_text(name, json.dumps(content, indent=2, ensure_ascii=False, allow_nan=False) + "\n")

    def write_table(self, name: str, table: pa.Table) -> None:
        """Write a table as Parquet, whole or not at all.

        Raises
        ------
        BadFolder
            If it cannot be written.
        """
        with _writing(self.path / name) as passing:
            pq.write_table(table, passing, compression="zstd")

    def publish(self) -> Path:
        """Move the folder to its place in one step, and say where that is."""
        _move(self.path, self.out)
        return self.out

    def as_published(self, error: BadInput) -> BadInput:
        """The same refusal, naming files by the place that a person knows and not by where they are written."""

        def published(text: Any) -> Any:
            return text.replace(str(self.path), str(self.out)) if isinstance(text, str) else text

        where, received, remedy = map(published, (error.where, error.received, error.remedy))
        return type(error)(where, received=received, accepted=error.accepted, remedy=remedy)

    def discard(self) -> None:
        """Remove what was written, and the parents that were made for it."""
        shutil.rmtree(self.path)
        for parent in reversed(self.made):
            if not any(parent.iterdir()):
                parent.rmdir()


@contextmanager
def _writing(target: Path) -> Iterator[Path]:
    """A place to write a file, which then takes the place of `target`; whatever is wrong is a BadFolder."""
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
            accepted="a folder that can be written, with room for the results",
            remedy="Free some space or change the permissions, then resume or run again.",
        ) from error


def _move(source: Path, target: Path) -> None:
    """Rename a folder over a place that is free or holds an empty folder."""
    if target.is_dir():
        target.rmdir()
    os.rename(source, target)
