"""What is left of a run or a comparison that did not finish: kept if it can be resumed, removed if not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import metadata
from pathlib import Path

from ..errors import BadFolder, BadInput
from ..results.run_folder import Draft, Reader


class Interrupted(KeyboardInterrupt):
    """Somebody pressed Ctrl-C.

    Attributes
    ----------
    folder
        The folder from which the run or comparison can be resumed, or None if nothing was kept.
    command
        The command that resumes it: ``run`` or ``compare``.
    is_done
        Whether there is nothing left to resume: the results are whole, and only the report is missing.
    """

    def __init__(self, folder: Path | None, *, command: str = "run", is_done: bool = False) -> None:
        self.folder, self.command, self.is_done = folder, command, is_done
        kept = f"all results are in {folder}" if is_done else f"resume {folder}" if folder else "nothing was kept"
        super().__init__(f"interrupted; {kept}")


@contextmanager
def set_aside_on_failure(
    draft: Draft, set_aside: Callable[[str], Path | None], *, command: str, status: str
) -> Iterator[None]:
    """Write into a draft; whatever ends that early is raised after what can be resumed was put in its place.

    Parameters
    ----------
    draft
        The folder being written.
    set_aside
        Takes the status to note, publishes what can be resumed or removes the folder, and returns its place.
    command
        The command that resumes it.
    status
        What a resumed folder is noted as when it cannot be continued.

    Raises
    ------
    Interrupted
        After Ctrl-C.
    """
    try:
        yield
    except KeyboardInterrupt as interruption:
        raise Interrupted(set_aside("interrupted"), command=command) from interruption
    except BadInput as refusal:
        set_aside(status if draft.resumed else "failed")
        raise draft.as_published(refusal) from refusal
    except BaseException:
        set_aside("failed")
        raise


@contextmanager
def reopened(folder: str | Path, *, what: str, read: Reader | None = None) -> Iterator[Draft]:
    """Open the folder of something interrupted; if it cannot be resumed after all, the folder stays as it was.

    Parameters
    ----------
    folder
        The folder.
    what
        ``run`` or ``comparison``, for messages.
    read
        Reads such a folder (see `Draft.reopen`).

    Raises
    ------
    BadFolder
        If there is nothing to resume.
    """
    draft = Draft.reopen(folder, what=what, read=read)
    try:
        yield draft
    except BadInput as refusal:
        draft.publish()
        raise draft.as_published(refusal) from refusal
    except BaseException:
        draft.publish()
        raise


def check_version(folder: Path, version: str, *, what: str) -> None:
    """Refuse to resume what another version began: the bits would be those of neither version.

    Raises
    ------
    BadFolder
        With both versions.
    """
    if version != metadata.version("xinyong"):
        raise BadFolder(
            str(folder),
            received=f"a {what} of xinyong {version}",
            accepted=f"one of this version, {metadata.version('xinyong')}",
            remedy=f"Resume it with the version that began it, or start the {what} again with this one.",
        )
