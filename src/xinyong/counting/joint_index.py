"""A joint index: several small facts about a citizen as the digits of one number, so that one table counts them all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import jax.numpy as jnp
import numpy as np
from jax import Array
from numpy.typing import NDArray


@dataclass(frozen=True)
class Digit:
    """One fact: its name, how many values it has, and the function of the citizens that gives 0, 1, ..."""

    name: str
    values: int
    of: Callable[[Any], Array]


@dataclass(frozen=True)
class JointIndex:
    """Facts that are counted together, the slowest digit first."""

    digits: tuple[Digit, ...]

    @property
    def size(self) -> int:
        """How many numbers there are."""
        return int(np.prod([digit.values for digit in self.digits]))

    def place(self, c: Any) -> Array:
        """Everybody's number (int32)."""
        number = jnp.int32(0)
        for digit in self.digits:
            number = number * digit.values + digit.of(c).astype(jnp.int32)
        return number

    def by(self, table: NDArray[Any], name: str, **fixed: int) -> NDArray[np.float64]:
        """A table by the values of one digit, over those who have the fixed values of others; zero if it is empty."""
        names = [digit.name for digit in self.digits]
        if unknown := {name, *fixed} - set(names):
            raise KeyError(f"no digit {', '.join(sorted(unknown))} among {', '.join(names)}")
        kept = np.asarray(table, np.float64) if len(table) else np.zeros(self.size)
        kept = kept.reshape([digit.values for digit in self.digits])
        kept = kept[tuple(fixed.get(other, slice(None)) if other != name else slice(None) for other in names)]
        left = [other for other in names if other not in fixed]
        return np.asarray(kept.sum(axis=tuple(k for k, other in enumerate(left) if other != name)))
