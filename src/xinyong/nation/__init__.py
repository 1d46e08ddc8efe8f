"""The nation: growth, the date, the books, and what else is decided once for all."""

from .books import Books
from .nation import ANCHOR_MONTH, Nation

__all__ = ["ANCHOR_MONTH", "Books", "Nation"]
