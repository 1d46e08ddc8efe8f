"""What people are like: prudence, conscientiousness, leisure, taste, disposition, life online.

Each trait is a latent sum of loadings and chance, squeezed into its range. The loadings are assumptions,
chosen by their sign (older and better schooled people plan further ahead; members and older people are more
loyal); nothing in the record gives their size.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from .columns import OCCUPATIONS
from .margins import OPT_IN_BY_BIRTH

Array = Any


@dataclass(frozen=True)
class Trait:
    """A trait as a sum of loadings on standardised facts about a person, plus chance, squeezed (assumption).

    Attributes
    ----------
    centre, chance
        Latent value of an average person, and standard deviation of what nothing explains.
    squeeze
        From the latent value to the trait's range.
    loadings
        By fact: `age, education, income, female, member, urban` (see `facts_about`).
    by_occupation
        Added for some occupations.
    """

    centre: float
    chance: float
    squeeze: Callable[[Array], Array]
    loadings: dict[str, float]
    by_occupation: dict[str, float] = field(default_factory=dict)

    def value(self, facts: Mapping[str, Array], occupation: Array, noise: Array) -> Array:
        """The trait as float32, from facts, uint8 occupation and standard normal noise of one shape."""
        latent = jnp.float32(self.centre) + jnp.float32(self.chance) * noise
        for name, loading in self.loadings.items():
            latent = latent + jnp.float32(loading) * facts[name]
        if self.by_occupation:
            extra = np.array([self.by_occupation.get(name, 0.0) for name in OCCUPATIONS], np.float32)
            latent = latent + jnp.asarray(extra)[occupation]
        return self.squeeze(latent).astype(jnp.float32)


TRAITS: dict[str, Trait] = {
    "prudence": Trait(0.1, 0.8, jax.nn.sigmoid, {"age": 0.25, "education": 0.20, "income": 0.25}),
    "conscientiousness": Trait(0.7, 0.8, jax.nn.sigmoid, {"age": 0.20, "education": 0.10, "female": 0.25}),
    "taste": Trait(-0.1, 0.5, jnp.tanh, {"income": 0.25, "education": 0.15, "age": -0.10, "female": 0.15}),
    "leisure": Trait(
        -0.5,
        0.7,
        jax.nn.sigmoid,
        {"age": 0.10, "female": -0.10},
        {"retired": 1.2, "out-of-work": 0.8, "official": 0.3, "farmer": -0.2, "manager": -0.3},
    ),
    "disposition": Trait(
        0.25,
        0.45,
        jnp.tanh,
        {"age": 0.12, "education": -0.05, "income": 0.05, "member": 0.35},
        {"official": 0.15},
    ),
    "online": Trait(0.2, 0.6, jax.nn.sigmoid, {"age": -0.50, "education": 0.30, "urban": 0.30}),
}
"""Every trait that is drawn; `online` holds for people who are not offline (2e), who have 0."""

_GENERATION_SLOPE = 0.9  # log odds of taking up a score lost per ten years of birth before 1990 (assumption)


def facts_about(
    *,
    age_years: Array,
    education: Array,
    permanent_income: Array,
    is_female: Array,
    is_member: Array,
    is_urban: Array,
) -> dict[str, Array]:
    """Standardised facts (float32) that traits load on; centres and scales are rough national ones."""
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


def opt_in_by_birth(birth_year: Array, generation: Array, *, xp: Any = jnp) -> Array:
    """Chance that somebody online takes up a commercial score (2c), by year of birth.

    `generation` is the log odds of those born just before 1990; it is what `population` fits to the
    published share. `xp` is the array library, `jax.numpy` or `numpy`.
    """
    (first_year, first), (second_year, second) = OPT_IN_BY_BIRTH
    decades = (birth_year - xp.float32(first_year)) / xp.float32(10.0)
    odds = xp.exp(xp.float32(_GENERATION_SLOPE) * decades + generation)
    recent = xp.where(birth_year >= second_year, xp.float32(second), xp.float32(first))
    return xp.where(birth_year >= first_year, recent, odds / (xp.float32(1.0) + odds))
