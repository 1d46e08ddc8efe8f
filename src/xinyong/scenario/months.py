"""Months as whole numbers: ``12 * year + (month - 1)``, so that months can be counted and compared."""

from __future__ import annotations

import re

_PATTERN = re.compile(r"(\d{4})-(0[1-9]|1[0-2])", re.ASCII)


def parse_month(text: str) -> int:
    """The number of a month written as ``YYYY-MM``: ``12 * year + (month - 1)``, 24165 for ``"2013-10"``.

    Raises
    ------
    ValueError
        If the text is anything else than four digits, a hyphen and two digits of a month. Callers say where it stood.
    """
    match = _PATTERN.fullmatch(text)
    if match is None:
        raise ValueError(f"{text!r} is not a month such as '2013-10'")
    return 12 * int(match[1]) + int(match[2]) - 1


def format_month(month: int) -> str:
    """The month written as ``YYYY-MM``, the inverse of `parse_month`.

    Raises
    ------
    ValueError
        If the year does not have four digits (0 to 9999).
    """
    year, index = divmod(month, 12)
    if not 0 <= year <= 9999:
        raise ValueError(f"{month} lies outside the years 0000 to 9999")
    return f"{year:04d}-{index + 1:02d}"


FIRST_MONTH, LAST_MONTH = parse_month("1990-01"), parse_month("2100-12")
"""The months that a run may simulate."""
