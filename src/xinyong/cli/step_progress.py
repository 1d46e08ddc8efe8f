"""How far a number of steps has come: a bar on a terminal, else a line a step."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count

from .terminal import tell


@contextmanager
def steps(total: int, *, quiet: bool) -> Iterator[Callable[[str], None]]:
    """What to call with the name of each step as it begins.

    Parameters
    ----------
    total
        How many there are.
    quiet
        Say nothing.
    """
    numbers = count()
    if quiet:
        yield lambda name: None
    elif not sys.stderr.isatty():
        yield lambda name: tell(f"{name}  {next(numbers) + 1} of {total}")
    else:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        with Progress(*columns, console=Console(stderr=True)) as bar:
            task = bar.add_task("starting", total=total)
            yield lambda name: bar.update(task, description=name, completed=next(numbers))
            bar.update(task, description="done", completed=total)
