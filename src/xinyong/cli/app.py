"""The command line: `xinyong COMMAND`. Nothing heavy is imported before a command needs it."""

from __future__ import annotations

import errno
import functools
import gc
import io
import shlex
import signal
import sys
import warnings
from collections.abc import Callable
from types import FrameType
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from ..errors import LONGEST_MESSAGE, BadInput, OldName, XinyongError, shortened
from .terminal import show, tell

ORDER = (
    "demo",
    "run",
    "compare",
    "report",
    "audit",
    "verify",
    "extremes",
    "replicate",
    "validate",
    "scenarios",
    "facts",
    "margins",
    "doctor",
    "cite",
)
"""The commands in the order in which a newcomer meets them."""

INTERRUPTED = 130
"""Exit code after Ctrl-C, as shells have it."""

_OBJECTS_BETWEEN_SEARCHES = 100_000
"""Tracing the model makes millions of objects that stay: at Python's own pace, the search for cycles among them takes
a fifth of a run's first month. The arrays of a month are in no cycle, and are freed at once in any case."""


_USAGE_ERROR: type[Exception] = typer.BadParameter.mro()[1]
"""Typer's error for unknown options and commands and for missing or superfluous arguments."""


class Commands(TyperGroup):
    """The commands; turns the package's errors into one message and an exit code, without a traceback."""

    def list_commands(self, ctx: Any) -> list[str]:
        """The commands in the order of `ORDER`, without old names."""
        return [name for name in ORDER if name in self.commands]

    def invoke(self, ctx: Any) -> Any:
        """Run a command.

        Raises
        ------
        typer.Exit
            With 2 for bad input, 1 for a failed run, 130 for an interrupted one.
        """
        try:
            return super().invoke(ctx)
        except XinyongError as error:
            from .typed import message

            tell(f"xinyong: {message(error)}")
            raise typer.Exit(error.exit_code) from error
        except OSError as error:
            if error.errno != errno.ENAMETOOLONG:
                raise
            from ..results.run_folder import too_long

            tell(f"xinyong: {too_long(error.filename, error)}")
            raise typer.Exit(BadInput.exit_code) from error
        except _USAGE_ERROR as error:  # shown by typer
            vars(error)["message"] = shortened(vars(error)["message"], LONGEST_MESSAGE)
            raise
        except KeyboardInterrupt as interruption:
            folder = getattr(interruption, "folder", None)
            command = getattr(interruption, "command", "run")
            way_on = f"Continue with: xinyong {command} --resume {shlex.quote(str(folder))}" if folder else ""
            if getattr(interruption, "is_done", False):
                way_on = f"All is in {folder} but the report. Write it with: xinyong report {shlex.quote(str(folder))}"
            tell(f"Interrupted. {way_on or 'Nothing was kept.'}")
            raise typer.Exit(INTERRUPTED) from interruption


app = typer.Typer(
    name="xinyong",
    cls=Commands,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="Simulate social credit systems on synthetic people. No record of a real person can be loaded.",
    epilog="Exit codes: 0 done, 1 failed, 2 bad input (nothing written), 130 interrupted (resumable).",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


def _version(wanted: bool) -> None:
    if wanted:
        from .. import __version__

        show(f"xinyong {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Simulate social credit systems on synthetic people. No record of a real person can be loaded."""


def main() -> None:
    """Run the command line; a polite end (SIGTERM) leaves a resumable run, like Ctrl-C."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # an old code page has no minus sign
    signal.signal(signal.SIGTERM, _end)
    gc.set_threshold(_OBJECTS_BETWEEN_SEARCHES)
    with warnings.catch_warnings():
        warnings.showwarning = functools.partial(_warn, warnings.showwarning)
        app()


def _warn(others: Callable[..., None], message: Warning | str, category: type[Warning], *where: Any) -> None:
    """Show an old name in a scenario as a sentence; other warnings, which concern developers, as Python does."""
    tell(str(message)) if issubclass(category, OldName) else others(message, category, *where)


def _end(number: int, frame: FrameType | None) -> None:
    """What Ctrl-C does, for a job in the background too, which a shell lets ignore Ctrl-C."""
    raise KeyboardInterrupt
