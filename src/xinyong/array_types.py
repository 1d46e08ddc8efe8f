"""Types of the arrays that a tile of citizens is made of.

To the type checker they are plain arrays. In tests the model also runs with every declared kind and shape checked at
each call (tests/test_array_types.py). A tile has the shape (blocks, citizens of a block); `*tile` stands for that
shape, or for the flat shape that the count uses.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol, TypeAlias, runtime_checkable

import numpy as np
from jax import Array
from jax.typing import ArrayLike
from jaxtyping import Bool, Float, Float32, Float64, Int32, Integer, Num, Shaped, UInt8, UInt32
from numpy.typing import NDArray

AnyArray: TypeAlias = Array | NDArray[Any]
"""An array on the device, or in NumPy."""

Values: TypeAlias = NDArray[np.float64]
"""Numbers in NumPy, mostly one for each group of people."""

HostArray: TypeAlias = NDArray[Any]
"""An array in NumPy."""

Numbers: TypeAlias = Mapping[str, "float | AnyArray | Mapping[str, AnyArray]"]
"""Numbers by name: single ones, arrays, and tables of arrays."""


@runtime_checkable
class ByName(Protocol):
    """Columns by attribute: those that a mechanism reads, or those that are counted."""

    def __getattr__(self, name: str, /) -> Array:
        """A column."""


Key: TypeAlias = tuple[ArrayLike, ArrayLike]
"""Two 32-bit words that key a random stream (see `society.random_streams`)."""

Scalar: TypeAlias = Float[Array, ""]
"""One number for everybody, such as a parameter or a signal."""

TileBits: TypeAlias = UInt32[Array, "*tile"]
"""32 random or packed bits a citizen."""

TileBool: TypeAlias = Bool[Array, "*tile"]
"""A truth a citizen."""

TileCount: TypeAlias = UInt8[Array, "*tile"]
"""A small count a citizen."""

TileFloat: TypeAlias = Float32[Array, "*tile"]
"""A number a citizen."""

TileInt: TypeAlias = Int32[Array, "*tile"]
"""A whole number a citizen."""

TileWhole: TypeAlias = Bool[Array, "*tile"] | Integer[Array, "*tile"]
"""A truth or a whole number a citizen, of any size: what sums and tables add up."""

TileDouble: TypeAlias = Float64[Array, "*tile"]
"""A number a citizen, exact for whole yuan."""

TileNumber: TypeAlias = Num[Array, "*tile"]
"""A number a citizen, of any type."""

TileValue: TypeAlias = Shaped[Array, "*tile"]
"""A value of any kind a citizen."""

Number: TypeAlias = Scalar | Float[Array, "*tile"]
"""A number a citizen, or one for everybody; in the nation's computations in double precision."""

BlockFloat: TypeAlias = Float32[Array, "blocks 1"]
"""A number a block."""

PlaceArray: TypeAlias = Shaped[Array, "blocks places"]
"""One value a place, of any kind."""
