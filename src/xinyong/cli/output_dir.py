"""The folder that a command writes its page into: looked at before anything is run, made when there is a page."""

from __future__ import annotations

from pathlib import Path

from ..errors import BadFolder


def check_folder(folder: Path | None) -> None:
    """Refuse a file in place of a folder.

    Raises
    ------
    BadFolder
        If there is one.
    """
    if folder is not None and folder.exists() and not folder.is_dir():
        raise BadFolder(
            str(folder), received="a file", accepted="a folder, existing or new", remedy="Name another with --out."
        )


def folder_made(folder: Path) -> Path:
    """The folder, which exists then.

    Raises
    ------
    BadFolder
        If it cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BadFolder(
            str(folder),
            received=error.strerror or str(error),
            accepted="a folder that can be made",
            remedy="Choose another place, or change its permissions.",
        ) from None
    return folder
