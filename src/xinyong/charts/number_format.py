"""Numbers, units, months and lists in words for readers: a share of 0.0312 is "3.1 %", 14500000 is "14.5 m"."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import Final

import pandas as pd

from ..measures.measure import Measure

NBSP: Final = "\u00a0"
MINUS: Final = "\u2212"

UNDEFINED: Final = "not defined"
"""Text for a measure without a value, such as the Gini of a score that is switched off."""

_STEPS: Final = ((1e12, "tn"), (1e9, "bn"), (1e6, "m"))
_SHARES: Final = frozenset({"share", "share a year", "share of adults", "0..1"})
_INDICES: Final = frozenset({"index", "ratio", "correlation", "coefficient", ""})


LEAST_CASES: Final = 10
"""Simulated cases below which a number of people or events is marked as too few."""


def is_share(unit: str) -> bool:
    """Whether a unit is a proportion of a whole, shown in per cent."""
    return unit in _SHARES or unit.startswith("share")


def is_index(unit: str) -> bool:
    """Whether a unit is a pure number, such as a Gini coefficient or a ratio."""
    return unit in _INDICES or unit.startswith(("ratio", "index", "correlation"))


def amount(value: float | None, unit: str) -> str:
    """A value with its unit.

    Parameters
    ----------
    value
        In `unit`; None or NaN when the measure is undefined.
    unit
        The unit of a measure, e.g. ``"share"``, ``"index"``, ``"people"``, ``"yuan"``.

    Returns
    -------
    str
        ``"3.1 %"``, ``"0.468"``, ``"14.5 m people"``; `UNDEFINED` for None and NaN.
    """
    if value is None or not math.isfinite(value):
        return UNDEFINED
    if is_share(unit) or is_index(unit):
        return number(value, unit)
    return f"{number(value, unit)}{NBSP}{unit.replace('/', ' a ')}"


def cases(found: int | None) -> str:
    """The simulated cases behind a printed number of people or events (see `Measure.cases`).

    ``"1,204 simulated"``, ``"5 simulated: too few"`` below `LEAST_CASES`, ``"none simulated"``; empty for None.
    """
    if not found:
        return "" if found is None else f"none{NBSP}simulated"
    return f"{found:,}{NBSP}simulated" + (f": too{NBSP}few" if found < LEAST_CASES else "")


def number(value: float, unit: str) -> str:
    """A value without its unit, except for the per cent sign, for table cells and axes."""
    sign = MINUS if value < 0 else ""
    size = abs(value)
    if is_share(unit):
        return f"{sign}{_percent(size)}{NBSP}%"
    if is_index(unit):
        return _unsigned_zero(f"{sign}{size:.3f}" if size < 10 else f"{sign}{size:.1f}")
    return _unsigned_zero(f"{sign}{_count(size)}")


def changes(difference: float, low: float, high: float, unit: str) -> tuple[str, str]:
    """A difference and its interval, with as many digits as the width of the interval supports.

    Parameters
    ----------
    difference
        In `unit`; NaN if undefined.
    low, high
        Ends of its interval; NaN if it has none.
    unit
        Shares differ by percentage points, everything else by its own unit.

    Returns
    -------
    tuple of str
        ``("+3.10 points", "+3.02 to +3.18 points")``; the interval is empty if there is none.
    """
    if not math.isfinite(difference):
        return UNDEFINED, ""
    has_interval = math.isfinite(low) and math.isfinite(high)
    most = max(abs(value) for value in ((difference, low, high) if has_interval else (difference,)))
    size, word = (0.01, f"{NBSP}points") if is_share(unit) else (1.0, "") if is_index(unit) else magnitude(most)
    half = (high - low) / 2 if has_interval else 0.0
    decimals = _meaningful_decimals(abs(difference) / size, half / size)
    scaled = [value / size for value in (difference, low, high) if math.isfinite(value)]
    if decimals == 0 and most >= 1000 * size:
        decimals = 1 - math.floor(math.log10(most / size))  # thousands of people: only two digits are known
    if any(value and not round(value, decimals) for value in scaled):
        decimals = min(6, decimals + 1)  # an end near zero should show its sign
    shown = [_signed(value, decimals) for value in scaled]
    return shown[0] + word, f"{shown[1]} to {shown[2]}{word}" if has_interval else ""


def _meaningful_decimals(size: float, half: float) -> int:
    if size == 0 and half == 0:
        return 0
    if size == 0:
        return min(6, max(0, -math.floor(math.log10(half))))
    place = -math.floor(math.log10(size))
    wanted = -math.floor(math.log10(half)) if half > 0 else place + 2
    return min(6, max(0, place + 1, min(wanted, place + 3)))


def _signed(value: float, decimals: int) -> str:
    return _unsigned_zero(f"{'+' if value > 0 else MINUS}{abs(round(value, decimals)):,.{max(0, decimals)}f}")


def times(ratio: float) -> str:
    """A ratio as a multiple: ``"× 1.12"``; more digits for small ratios, so that 0.04 is not shown as zero."""
    if not math.isfinite(ratio):
        return UNDEFINED
    digits = 1 if ratio >= 10 else 2 if ratio >= 0.1 else 3
    return f"×{NBSP}{ratio:.{digits}f}"


def magnitude(size: float) -> tuple[float, str]:
    """The unit of large counts: 1e6 and ``" m"`` for millions, 1 and nothing below a million."""
    step, word = next(((step, word) for step, word in _STEPS if size >= step * 0.9995), (1.0, ""))
    return step, f"{NBSP}{word}" if word else ""


def short(text: str, letters: int) -> str:
    """A name cut to a number of letters, the last being an ellipsis when something was cut."""
    return text if len(text) <= letters else text[: letters - 1].rstrip() + "…"


def unit_words(measure: Measure) -> str:
    """A measure's unit in words: ``"per cent"``, ``"yuan a month"``; empty for a pure number."""
    unit = measure.unit
    if is_share(unit):
        return "per cent"
    return "" if is_index(unit) else unit.replace("/", " a ")


def what_is_shown(measure: Measure) -> str:
    """The first sentence of a measure's definition, with its unit: the start of a subtitle."""
    sentence = re.split(r"[;:.](?:\s|$)", measure.definition, maxsplit=1)[0]
    unit = unit_words(measure)
    return sentence if not unit or unit in sentence.lower() else f"{sentence}, {unit}"


def listing(names: Sequence[str]) -> str:
    """Names for running text: ``"A"``, ``"A and B"``, ``"A, B and C"``."""
    return " and ".join(part for part in (", ".join(names[:-1]), names[-1]) if part)


def month_name(month: str) -> str:
    """A month for running text: ``"2013-01"`` becomes ``"January 2013"``."""
    return f"{pd.Timestamp(month + '-01'):%B %Y}"


def month_words(month: pd.Timestamp) -> str:
    """``"2018-12"``."""
    return f"{month:%Y-%m}"


def replicates_words(replicates: int) -> str:
    """``"one run"`` or ``"4 replicates"``."""
    return "one run" if replicates == 1 else f"{replicates} replicates"


def _percent(share: float) -> str:
    if share in (0, 1):
        return f"{share * 100:.0f}"
    return f"{share * 100:,.{1 if share >= 0.01 else 2 if share >= 0.001 else 3}f}"


def _count(size: float) -> str:
    step, word = magnitude(size)
    if word:
        scaled = size / step
        return f"{scaled:,.{0 if scaled >= 1000 else 1 if scaled >= 10 else 2}f}{word}"
    if size >= 100 or size == round(size):
        return f"{size:,.0f}"
    return f"{size:.1f}" if size >= 10 else f"{size:.2f}"


def _unsigned_zero(text: str) -> str:
    is_zero = not any(letter in "123456789" for letter in text)
    return text.lstrip("+" + MINUS) if is_zero else text
