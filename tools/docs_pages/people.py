"""The synthetic people: their columns, their margins, how traits and incomes are drawn."""

from __future__ import annotations

from xinyong.model import BUILT_IN
from xinyong.scenario.scenario import Scenario
from xinyong.society.income import EFFECTS
from xinyong.society.margins import AXES, OPT_IN_YEARS, margins
from xinyong.society.traits import TRAITS

Table = tuple[tuple[str, ...], list[tuple[object, ...]]]


def _numbers() -> dict[str, float]:
    return Scenario().society.numbers(0)


def columns(kind: str) -> Table:
    """The columns of one kind."""
    found = [c for c in BUILT_IN.columns.values() if c.kind == kind]
    heads = ("name", "type", "unit", "kind", "fill value", "meaning")
    return heads, [(f"`{c.name}`", c.dtype, c.unit or "-", c.kind, f"{c.fill:g}", c.meaning or c.name) for c in found]


def margin_table() -> Table:
    """Shares of the population, at the defaults of the Society section."""
    numbers = _numbers()
    wanted = margins(**{name: numbers[name] for name in ("urban_share", "party_share", "offline_share")})
    return ("margin", "share", "source"), [(m.name, f"{m.share:.4g}", m.source) for m in wanted]


def traits() -> Table:
    """How each trait is drawn."""
    numbers = _numbers()
    links = {"sigmoid": "0..1, logistic", "tanh": "-1..1, tanh"}
    rows: list[tuple[object, ...]] = [
        (
            f"`{name}`",
            numbers[f"{name}_centre"],
            numbers[f"{name}_chance"],
            links[t.link.__name__],
            ", ".join(f"{fact} {numbers[t.loading(fact)]:+g}" for fact in (*t.facts, *t.occupations)),
        )
        for name, t in TRAITS.items()
    ]
    return ("trait", "centre", "random part (sd)", "range, link", "loadings"), rows


def income_effects() -> Table:
    """The effect of each category on the latent index of income."""
    numbers = _numbers()
    rows: list[tuple[object, ...]] = [
        (axis, ", ".join(f"{name} {numbers[size]:+g}" for name, size in zip(AXES[axis], sizes, strict=True)))
        for axis, sizes in EFFECTS.items()
    ]
    return ("axis", "effect on the latent index (assumption)"), rows


def opt_in() -> str:
    """Published take-up of a commercial score by birth year."""
    numbers = _numbers()
    return "; ".join(f"born from {year}: {numbers[f'opt_in_born_{year}']:g}" for year in OPT_IN_YEARS)
