"""Traits of people: prudence, conscientiousness, leisure, taste, disposition, share of life online.

Each trait is a latent sum of loadings and chance, mapped to its range. The Society section of a scenario holds the
sizes. No source gives them: they are assumptions, chosen for their sign (older and better schooled people plan further
ahead; members and older people are more loyal).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import ModuleType

import jax
import jax.numpy as jnp
from jax.typing import ArrayLike

from ..array_types import AnyArray, TileBool, TileCount, TileFloat, TileValue
from ..vocabulary import OCCUPATIONS
from .margins import OPT_IN_YEARS


@dataclass(frozen=True)
class Trait:
    """A trait: a sum of loadings on standardised facts about a person plus chance, mapped to a range."""

    name: str
    """Its sizes are numbers of the Society section: ``<name>_centre``, the latent value of an average person;
    ``<name>_chance``, the standard deviation of the unexplained part; and ``<name>_by_<fact or occupation>``."""
    link: Callable[[TileFloat], TileFloat]
    """Maps the latent value to the trait's range."""
    facts: tuple[str, ...]
    """Facts that affect it: some of `age, education, income, female, member, urban` (see `facts_about`)."""
    occupations: tuple[str, ...] = ()
    """Occupations that affect it."""

    def loading(self, on: str) -> str:
        """The name of the number with the effect of a fact or an occupation."""
        return f"{self.name}_by_{on.replace('-', '_')}"

    @property
    def numbers(self) -> tuple[str, ...]:
        """Names of all its numbers."""
        loadings = (self.loading(on) for on in (*self.facts, *self.occupations))
        return (f"{self.name}_centre", f"{self.name}_chance", *loadings)

    def value(
        self, facts: Mapping[str, TileFloat], occupation: TileValue, noise: TileFloat, numbers: Mapping[str, ArrayLike]
    ) -> TileFloat:
        """The trait as float32, from facts, uint8 occupation and standard normal noise of one shape."""
        f32 = jnp.float32
        latent = f32(numbers[f"{self.name}_centre"]) + f32(numbers[f"{self.name}_chance"]) * noise
        for name in self.facts:
            latent = latent + f32(numbers[self.loading(name)]) * facts[name]
        if self.occupations:
            extra = [numbers[self.loading(name)] if name in self.occupations else 0.0 for name in OCCUPATIONS]
            latent = latent + jnp.stack([f32(x) for x in extra])[occupation]
        return self.link(latent).astype(f32)


TRAITS: dict[str, Trait] = {
    trait.name: trait
    for trait in (
        Trait("prudence", jax.nn.sigmoid, ("age", "education", "income")),
        Trait("conscientiousness", jax.nn.sigmoid, ("age", "education", "female")),
        Trait("taste", jnp.tanh, ("income", "education", "age", "female")),
        Trait(
            "leisure", jax.nn.sigmoid, ("age", "female"), ("retired", "out-of-work", "official", "farmer", "manager")
        ),
        Trait("disposition", jnp.tanh, ("age", "education", "income", "member"), ("official",)),
        Trait("online", jax.nn.sigmoid, ("age", "education", "urban")),
    )
}
"""Every trait that is drawn. `online` applies to people with internet access (2e); the others have 0."""

OPT_IN_NUMBERS = ("opt_in_by_decade", "opt_in_born_1990", "opt_in_born_1995")
"""Numbers of the Society section that relate opting in to the year of birth."""


def facts_about(
    *,
    age_years: TileFloat,
    education: TileCount,
    permanent_income: TileFloat,
    is_female: TileBool,
    is_member: TileBool,
    is_urban: TileBool,
) -> dict[str, TileFloat]:
    """Standardised facts (float32) that traits load on.

    Centres and scales are rough national values. They define units only; loadings define the effects.
    """
    f32 = jnp.float32
    log_income = jnp.log(jnp.maximum(jnp.asarray(permanent_income, f32), f32(1e-3)))
    return {
        "age": (jnp.asarray(age_years, f32) - f32(46.0)) / f32(17.0),
        "education": jnp.asarray(education, f32) - f32(1.2),
        "income": jnp.clip((log_income + f32(0.4)) / f32(0.85), -3.0, 3.0),
        "female": jnp.where(is_female, f32(0.5), f32(-0.5)),
        "member": is_member.astype(f32),
        "urban": jnp.where(is_urban, f32(0.4), f32(-0.6)),
    }


def opt_in_by_birth(
    birth_year: AnyArray, generation: AnyArray, numbers: Mapping[str, ArrayLike], *, xp: ModuleType = jnp
) -> AnyArray:
    """Chance that a person online opts in to a commercial score (2c), by year of birth.

    `generation` is the log odds of people born just before 1990; `population` fits it to the published share.
    `numbers` includes `OPT_IN_NUMBERS`. `xp` is the array library, `jax.numpy` or `numpy`.
    """
    slope, first, second = (xp.float32(numbers[name]) for name in OPT_IN_NUMBERS)
    first_year, second_year = OPT_IN_YEARS
    decades = (birth_year - xp.float32(first_year)) / xp.float32(10.0)
    odds = xp.exp(slope * decades + generation)
    recent = xp.where(birth_year >= second_year, second, first)
    return xp.where(birth_year >= first_year, recent, odds / (xp.float32(1.0) + odds))
