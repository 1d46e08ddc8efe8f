"""The nation: growth, the date, the books, and what else is decided once for all."""

from .nation import ANCHOR_MONTH, Nation
from .national_accounts import NationalAccounts

__all__ = ["ANCHOR_MONTH", "Nation", "NationalAccounts"]
