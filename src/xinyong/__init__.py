"""Xinyong: a laboratory for social credit systems.

Only synthetic people exist here. A population is drawn from published aggregates and a seed; a citizen is a
row number.

    import xinyong as xy

    run = xy.run("essay", population=100_000)
    run.series                                       # tidy frame: month, measure, group, value, n, replicate
    found = xy.compare("no-system", "essay")         # the same people with the same random numbers, two systems
    found.headline()
    found.plot("share_sanctioned", by_group=True)

Nothing heavy is imported until it is used.
"""

from __future__ import annotations

from importlib import import_module
from importlib.metadata import version
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .counting.sums import sum_of
    from .evidence.extremes import extremes
    from .evidence.replicate import replicate
    from .evidence.validate import validate
    from .lookup import audit, facts, margins, scenarios
    from .measures.measure import measure
    from .mechanisms import Mechanism
    from .reports.report_page import report
    from .results.manifest import cite
    from .results.run_result import Run
    from .runs.compare import compare, demo, load
    from .runs.comparison import Comparison
    from .runs.machine_check import doctor
    from .runs.run import run
    from .runs.verify import verify
    from .scenario.parameter import Section, choice, parameter, switch
    from .scenario.parameter_value import Choice, Setting, Switch
    from .scenario.scenario import Scenario
    from .society.columns import Column

__version__: str

__all__ = [
    "Choice",
    "Column",
    "Comparison",
    "Mechanism",
    "Run",
    "Scenario",
    "Section",
    "Setting",
    "Switch",
    "__version__",
    "audit",
    "choice",
    "cite",
    "compare",
    "demo",
    "doctor",
    "extremes",
    "facts",
    "load",
    "margins",
    "measure",
    "parameter",
    "replicate",
    "report",
    "run",
    "scenarios",
    "sum_of",
    "switch",
    "validate",
    "verify",
]

_HOMES = {
    "counting.sums": ("sum_of",),
    "evidence.extremes": ("extremes",),
    "evidence.replicate": ("replicate",),
    "evidence.validate": ("validate",),
    "lookup": ("audit", "facts", "margins", "scenarios"),
    "measures.measure": ("measure",),
    "mechanisms": ("Mechanism",),
    "reports.report_page": ("report",),
    "results.manifest": ("cite",),
    "results.run_result": ("Run",),
    "runs.compare": ("compare", "demo", "load"),
    "runs.comparison": ("Comparison",),
    "runs.machine_check": ("doctor",),
    "runs.run": ("run",),
    "runs.verify": ("verify",),
    "scenario.parameter": ("Section", "choice", "parameter", "switch"),
    "scenario.parameter_value": ("Choice", "Setting", "Switch"),
    "scenario.scenario": ("Scenario",),
    "society.columns": ("Column",),
}
"""Where each public name is defined. No subpackage has a public name, because its import would replace the object."""


def __getattr__(name: str) -> object:
    """Import a public name at its first use (PEP 562)."""
    if name == "__version__":
        return version("xinyong")
    for home, names in _HOMES.items():
        if name in names:
            found: object = getattr(import_module(f"xinyong.{home}"), name)
            globals()[name] = found
            return found
    raise AttributeError(f"module 'xinyong' has no attribute {name!r}; public are {', '.join(__all__)}")


def __dir__() -> list[str]:
    """The public names."""
    return sorted(__all__)
