"""How to reproduce a result: the command, the lines of Python and the TOML that give the same bits."""

from __future__ import annotations

import shlex
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..results.run_result import Run
from ..scenario.load import presets
from ..scenario.scenario import Scenario

if TYPE_CHECKING:
    from ..runs.comparison import Comparison


@dataclass(frozen=True)
class Recipe:
    """The same recipe for the terminal and for Python.

    Attributes
    ----------
    files
        The whole scenarios as TOML, by the names under which the lines below read them.
    shell
        The line for a terminal.
    python
        The lines for Python.
    is_from_files
        Whether the lines read those files; unchanged presets need none.
    """

    files: dict[str, str]
    shell: str
    python: str
    is_from_files: bool


def recipe(subject: Run | Comparison) -> Recipe:
    """How a run or a comparison is computed again, to the same bits on the same machine and versions."""
    if isinstance(subject, Run):
        return _recipe("run", {"scenario.toml": subject})
    return _recipe("compare", {f"{name}.toml": run for name, run in zip(subject.names, subject.worlds, strict=True)})


def _recipe(command: str, runs: dict[str, Run]) -> Recipe:
    """The recipe of runs, by the names of the files for their scenarios."""
    first = next(iter(runs.values()))
    presets = [_preset_of(run.scenario) for run in runs.values()]
    is_framed = command == "compare" or presets[0] is not None
    words = [preset or file for preset, file in zip(presets, runs, strict=True)]
    return Recipe(
        {file: run.scenario.to_toml() for file, run in runs.items()},
        _shell([command, *words], first, is_framed=is_framed),
        _python(command, words, first, is_framed=is_framed),
        not all(presets),
    )


def _preset_of(scenario: Scenario) -> str | None:
    """The preset that a scenario is, if it is one in all but window, seed and population."""
    if scenario.name not in presets():
        return None
    preset = type(scenario).load(scenario.name)
    frame: dict[str, Any] = {
        "seed": scenario.seed,
        "population": scenario.population,
        "window": scenario.as_table()["window"],
    }
    return scenario.name if preset.with_changes(frame).hash == scenario.hash else None


def _frame(run: Run) -> dict[str, Any]:
    window = run.manifest["window"]
    return {
        "population": run.manifest["population"],
        "from": window["from"],
        "until": window["until"],
        "seed": run.manifest["seed"],
    }


def _forked(run: Run) -> tuple[str, str] | None:
    """The run and the month that a fork goes out from, or None."""
    fork = run.manifest.get("fork")
    return (Path(fork["run"]).name, fork["month"]) if fork is not None else None


def _shell(words: list[str], run: Run, *, is_framed: bool) -> str:
    options = [f"--{name} {value}" for name, value in _frame(run).items()] if is_framed else []
    if run.manifest["replicates"] > 1:
        options.append(f"--replicates {run.manifest['replicates']}")
    if (origin := _forked(run)) is not None:
        options.append(f"--fork {shlex.quote('@'.join(origin))}")
    return " ".join(["xinyong", *(shlex.quote(word) for word in words), *options])


def _python(function: str, names: list[str], run: Run, *, is_framed: bool) -> str:
    frame = _frame(run) if is_framed else {}
    given = [repr(name) for name in names]
    given += [f"{'from_' if name == 'from' else name}={value!r}" for name, value in frame.items()]
    if run.manifest["replicates"] > 1:
        given.append(f"replicates={run.manifest['replicates']}")
    if (origin := _forked(run)) is not None:
        given.append(f"fork={origin!r}")
    lines = "".join(f"    {one},\n" for one in given)
    return f"import xinyong as xy\n\nfound = xy.{function}(\n{lines})"
