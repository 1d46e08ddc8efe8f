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

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .counting.declared import sum_of
    from .evidence.extremes import extremes
    from .evidence.replicate import replicate
    from .evidence.validate import validate
    from .lookup import audit, facts, scenarios, society
    from .measures.measure import measure
    from .mechanisms import Mechanism
    from .report.report_page import report
    from .results.manifest import cite
    from .results.run_result import Run
    from .runs.compare import compare, load
    from .runs.comparison import Comparison
    from .runs.machine_check import doctor
    from .runs.run import run
    from .runs.verify import verify
    from .scenario.parameter import Choice, Section, Setting, Switch, choice, parameter, switch
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
    "doctor",
    "extremes",
    "facts",
    "load",
    "measure",
    "parameter",
    "replicate",
    "report",
    "run",
    "scenarios",
    "society",
    "sum_of",
    "switch",
    "validate",
    "verify",
]

_HOMES = {
    "Choice": "xinyong.scenario.parameter",
    "Column": "xinyong.society.columns",
    "Comparison": "xinyong.runs.comparison",
    "Mechanism": "xinyong.mechanisms",
    "Run": "xinyong.results.run_result",
    "Scenario": "xinyong.scenario.scenario",
    "Section": "xinyong.scenario.parameter",
    "Setting": "xinyong.scenario.parameter",
    "Switch": "xinyong.scenario.parameter",
    "audit": "xinyong.lookup",
    "choice": "xinyong.scenario.parameter",
    "cite": "xinyong.results.manifest",
    "compare": "xinyong.runs.compare",
    "doctor": "xinyong.runs.machine_check",
    "extremes": "xinyong.evidence.extremes",
    "facts": "xinyong.lookup",
    "load": "xinyong.runs.compare",
    "measure": "xinyong.measures.measure",
    "parameter": "xinyong.scenario.parameter",
    "replicate": "xinyong.evidence.replicate",
    "report": "xinyong.report.report_page",
    "run": "xinyong.runs.run",
    "scenarios": "xinyong.lookup",
    "society": "xinyong.lookup",
    "sum_of": "xinyong.counting.declared",
    "switch": "xinyong.scenario.parameter",
    "validate": "xinyong.evidence.validate",
    "verify": "xinyong.runs.verify",
}
"""Where each public name is defined: it is imported from there at its first use."""


class _Package(ModuleType):
    """Keeps `xinyong.report` and `xinyong.society` the functions, although subpackages have the same names.

    Python sets a subpackage as an attribute when it is first imported. ``from xinyong.society import ...`` works as
    ever.
    """

    def __setattr__(self, name: str, value: object) -> None:
        if not (name in _HOMES and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package


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
