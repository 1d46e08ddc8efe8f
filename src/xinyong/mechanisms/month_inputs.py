"""The inputs of a mechanism in a month besides columns: signals, numbers and the key of its random numbers.

A month has some five hundred single numbers. Sent to the device one by one, they would cost as much time as a few
hundred thousand citizens; in one array for each mechanism they cost almost nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import jax
import numpy as np

from ..array_types import AnyArray, Key

Path = tuple[str, ...]


@jax.tree_util.register_dataclass
@dataclass(frozen=True)
class MechanismInputs:
    """The inputs of one mechanism.

    Attributes
    ----------
    paths
        The place of each single number: ("signals", name) or ("numbers", name).
    singles
        float32 (len(paths),): the single numbers.
    others
        Arrays, and tables of arrays, under the same two names.
    keys
        uint32 (2, 2): the key of the mechanism's draws in this month, and that of the draws that last (see
        `society.random_streams`).
    """

    paths: tuple[Path, ...] = field(metadata={"static": True})
    singles: AnyArray
    others: dict[str, dict[str, Any]]
    keys: AnyArray

    @classmethod
    def of(cls, signals: Mapping[str, Any], numbers: Mapping[str, Any], keys: tuple[Key, Key]) -> MechanismInputs:
        """Pack signals and numbers (both float32), and the keys of this month's draws and of those that last."""
        tables = {"signals": signals, "numbers": numbers}
        singles = {
            (table, name): value
            for table, values in tables.items()
            for name, value in values.items()
            if not isinstance(value, Mapping) and np.ndim(value) == 0
        }
        others = {
            table: {name: value for name, value in values.items() if (table, name) not in singles}
            for table, values in tables.items()
        }
        return cls(tuple(singles), np.asarray(list(singles.values()), np.float32), others, np.asarray(keys, np.uint32))

    def table(self, wanted: str) -> dict[str, Any]:
        """``signals`` or ``numbers`` by name."""
        single = {path[1]: self.singles[k] for k, path in enumerate(self.paths) if path[0] == wanted}
        return single | self.others[wanted]
