"""Xinyong: a laboratory for social credit systems.

Only synthetic people exist here. A population is drawn from published aggregates and a seed; a citizen is a
row number.

    import xinyong as xy

    run = xy.run("essay", population=100_000)
    run.series                                   # tidy frame: month, measure, group, value, n, replicate
    twins = xy.compare("no-system", "essay")     # same people, same luck, two systems
    twins.headline()

Nothing heavy is imported until it is used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .counting.declared import sum_of
    from .evidence.extremes import extremes
    from .evidence.replicate import replicate
    from .evidence.validate import validate
    from .measures.measure import measure
    from .mechanisms import Mechanism
    from .results.run_result import load
    from .runs.compare import compare
    from .runs.run import run
    from .scenario.parameter import Choice, Section, Setting, Switch, choice, parameter, switch
    from .scenario.scenario import Scenario
    from .society.columns import Column

__version__: str

__all__ = [
    "Choice",
    "Column",
    "Mechanism",
    "Scenario",
    "Section",
    "Setting",
    "Switch",
    "__version__",
    "choice",
    "compare",
    "extremes",
    "load",
    "measure",
    "parameter",
    "replicate",
    "run",
    "sum_of",
    "switch",
    "validate",
]

_HOMES = {
    "Choice": "xinyong.scenario.parameter",
    "Column": "xinyong.society.columns",
    "Mechanism": "xinyong.mechanisms",
    "Scenario": "xinyong.scenario.scenario",
    "Section": "xinyong.scenario.parameter",
    "Setting": "xinyong.scenario.parameter",
    "Switch": "xinyong.scenario.parameter",
    "choice": "xinyong.scenario.parameter",
    "compare": "xinyong.runs.compare",
    "extremes": "xinyong.evidence.extremes",
    "load": "xinyong.results.run_result",
    "measure": "xinyong.measures.measure",
    "parameter": "xinyong.scenario.parameter",
    "replicate": "xinyong.evidence.replicate",
    "run": "xinyong.runs.run",
    "sum_of": "xinyong.counting.declared",
    "switch": "xinyong.scenario.parameter",
    "validate": "xinyong.evidence.validate",
}
"""Where each public name lives: it is imported from there when it is first asked for."""


def __getattr__(name: str) -> Any:
    """Import a public name at its first use (PEP 562)."""
    if name == "__version__":
        from importlib.metadata import version

        value: Any = version("xinyong")
    elif name in _HOMES:
        value = getattr(import_module(_HOMES[name]), name)
    else:
        raise AttributeError(f"module 'xinyong' has no attribute {name!r}; public are {', '.join(__all__)}")
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """The public names."""
    return sorted(__all__)
