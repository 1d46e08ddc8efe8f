"""What a measure is: a function from a count to values by group, with what a reader needs to judge it."""

from __future__ import annotations

import functools
import inspect
import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import KW_ONLY, dataclass
from typing import Any, Literal, cast

import numpy as np

from ..array_types import Values
from ..counting.count import Count
from ..counting.sums import Sum
from ..counting.tables import CountTable
from ..vocabulary import Label

Groups = Literal["all and by group", "all"]
Compute = Callable[[Count], Values | float]
SCALED = "scaled to the nation"
"""Words in the definition of a measure that counts simulated citizens, times the people that each stands for."""
NOTED = ("id", "unit", "definition", "source", "label", "groups", "needs", "short")
"""What a run's manifest notes of a measure that is not built in."""


@dataclass(frozen=True)
class Measure:
    """One measure.

    Attributes
    ----------
    id
        As in ``series.parquet``.
    unit
        ``share``, ``index``, ``ratio``, ``correlation``, ``people``, ``yuan``, ...
    definition
        One or two sentences: what is divided by what, and when it is undefined.
    compute
        Values by group, or one number for everybody; NaN where undefined.
    source
        The fact (see `scenario.provenance`) that it answers or can be compared with, or ``assumption``.
    label
        Whose notion it measures: ``documented`` figures, a claim of the ``essay``, or our own (``hypothetical``).
    groups
        Whether it is given by group too, or for everybody only.
    needs
        Name of the mechanism without which it is undefined, if there is one: where people's lives are not computed
        (lending, adapting), the value is unknown. Where a part of the system is off (watching, scoring), nobody is
        recorded, listed or sanctioned: that is known, and counts as 0.
    short
        A short name for tables and charts; its id, if empty.
    sums, tables
        What it declares itself, besides the sums and tables of its theme.
    """

    id: str
    unit: str
    definition: str
    compute: Compute
    _: KW_ONLY
    source: str
    label: Label
    groups: Groups = "all and by group"
    needs: str | None = None
    short: str = ""
    sums: tuple[Sum, ...] = ()
    tables: tuple[CountTable, ...] = ()

    @property
    def name(self) -> str:
        """What tables and charts call it."""
        return self.short or self.id.replace("_", " ")

    def cases(self, value: float, *, people_each: float, replicates: int) -> int | None:
        """How many simulated cases a number of people or events rests on, over all replicates; None for other measures.

        Parameters
        ----------
        value
            The mean over replicates, scaled to the nation; NaN if undefined.
        people_each
            How many people each simulated citizen stands for.
        replicates
            How many were run.
        """
        if SCALED not in self.definition or self.unit.startswith("yuan") or not math.isfinite(value):
            return None
        return round(value / people_each * replicates)

    def values(self, count: Count) -> Values:
        """float64 (number of groups,): "all" first, or only "all" if it is given for everybody only."""
        with np.errstate(divide="ignore", invalid="ignore"):  # undefined is NaN, not a warning
            found = np.atleast_1d(np.asarray(self.compute(count), np.float64))
        if self.needs is not None and self.needs not in count.on:
            found = np.full_like(found, np.nan)
        return found[:1] if self.groups == "all" else found

    def noted(self) -> dict[str, Any]:
        """What a manifest says about it: everything but the function."""
        return {name: getattr(self, name) for name in NOTED}

    @classmethod
    def from_note(cls, note: Mapping[str, Any]) -> Measure:
        """A measure that a manifest describes; it cannot be computed."""
        return cls(compute=_unknown, **{name: note[name] for name in NOTED})


def _unknown(now: Count) -> float:
    raise NotImplementedError("a manifest describes this measure, and does not hold its function")


def measure(
    unit: str,
    *,
    source: str = "assumption",
    label: Label = "hypothetical",
    groups: Groups = "all and by group",
    needs: str | None = None,
    short: str = "",
    sums: tuple[Sum, ...] | list[Sum] = (),
    tables: tuple[CountTable, ...] | list[CountTable] = (),
) -> Callable[[Compute], Measure]:
    """Declare a measure: the function's name is its id, and its docstring its definition.

    Parameters
    ----------
    unit, source, label, groups, needs, short
        See `Measure`.
    sums, tables
        What the function reads besides the sums and tables of the built-in measures (see `sum_of`).

    Returns
    -------
    A decorator of a function that takes a `Count` and returns a value for each group, or one number if `groups` is
    ``"all"``.
    """

    def declare(compute: Compute) -> Measure:
        return Measure(
            compute.__name__,
            unit,
            " ".join((compute.__doc__ or "").split()),
            compute,
            source=source,
            label=label,
            groups=groups,
            needs=needs,
            short=short,
            sums=tuple(sums),
            tables=tuple(tables),
        )

    return declare


def measure_for_each(
    id_: str,
    unit: str,
    names: str,
    cases: Iterable[object],
    *,
    source: str = "assumption",
    label: str = "hypothetical",
    groups: Groups = "all and by group",
    needs: str | None = None,
    short: str = "",
    definition: str = "",
) -> Callable[[Callable[..., Values | float]], tuple[Measure, ...]]:
    """Declare a measure for each of several cases: one function computes all of them.

    Parameters
    ----------
    id_, unit, source, label, groups, needs, short
        See `Measure`. All but `groups` and `needs` are templates: ``{name}`` stands for a value of the case.
    names
        Names of the values of a case, with commas between them. One of them may be ``needs``.
    cases
        The values of each case, in that order; one name takes the case itself.
    definition
        The template of the definition; the function's docstring if empty.

    Returns
    -------
    A decorator of a function that takes a `Count`, and those values of a case that are among its parameters.
    """
    keys = names.split(", ")

    def declare(compute: Callable[..., Values | float]) -> tuple[Measure, ...]:
        _, *wanted = inspect.signature(compute).parameters
        template, found = definition or " ".join((compute.__doc__ or "").split()), []
        for case in cases:
            values = dict(zip(keys, case if isinstance(case, tuple) else (case,), strict=True))
            measure = Measure(
                id_.format(**values),
                unit.format(**values),
                template.format(**values),
                functools.partial(compute, **{name: values[name] for name in wanted}),
                source=source.format(**values),
                label=cast("Label", label.format(**values)),
                groups=groups,
                needs=values.get("needs", needs),
                short=short.format(**values),
            )
            found.append(measure)
        return tuple(found)

    return declare
