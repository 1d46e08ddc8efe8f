"""Replications: published results and closed forms, reproduced by the same society, mechanisms, measures and engine.

Each file of this folder that defines ``REPLICATION`` is one; adding a file adds a replication.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib import import_module
from pkgutil import iter_modules

from .replication import Found, Replication, Setup, target

__all__ = ["REPLICATIONS", "Found", "Replication", "Setup", "find", "target"]


def find(folders: Sequence[str]) -> Iterator[Replication]:
    """The replications of some folders, by name of file."""
    for module in sorted(iter_modules(folders), key=lambda found: found.name):
        found = getattr(import_module(f"{__name__}.{module.name}"), "REPLICATION", None)
        if found is not None:
            yield found


REPLICATIONS: dict[str, Replication] = {one.name: one for one in find(__path__)}
"""All of them, by name."""
