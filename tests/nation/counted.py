"""What was counted in a month, made up: sums and tables by name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np


class Counted:
    """A tally of made-up numbers; a sum or table that is missing is a KeyError."""

    def __init__(self, sums: Mapping[str, float] | None = None, tables: Mapping[str, Any] | None = None) -> None:
        self.sums, self.tables = dict(sums or {}), dict(tables or {})

    def total(self, name: str) -> float:
        """A sum over everybody."""
        return self.sums[name]

    def table(self, name: str) -> Any:
        """A table."""
        return np.asarray(self.tables[name])
