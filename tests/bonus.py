"""A mechanism that a user could write: employers pay a bonus every December."""

import jax.numpy as jnp

import xinyong as xy


class Bonus(xy.Section):
    """A yearly bonus."""

    on: xy.Switch = xy.switch(True, meaning="whether employers pay a bonus every December")
    months: xy.Setting = xy.parameter(1.0, "bonus in months of income", unit="months of income", low=0, high=12)
    chance: xy.Setting = xy.parameter(0.5, "chance that somebody gets one", unit="share", low=0, high=1)


def step(c, nation, p, stream, ties, system):
    """Pay the bonus, and add it to what was earned, so that the accounts balance."""
    is_december = jnp.mod(nation.month, 12.0) == 11.0
    gets = c.is_person & ~c.is_jobless & is_december & stream.chance("gets", p.chance)
    bonus = jnp.where(gets, jnp.rint(p.months * c.income_yuan.astype(jnp.float32)), 0.0).astype(jnp.int32)
    return {
        "bonus_yuan": bonus,
        "bonus_total_yuan": c.bonus_total_yuan + bonus,
        "cash_yuan": c.cash_yuan + bonus,
        "earned_yuan": c.earned_yuan + bonus,
    }


BONUS = xy.Mechanism(
    name="bonus",
    meaning="Employers pay a bonus every December.",
    parameters=Bonus,
    columns=(
        xy.Column("bonus_yuan", "int32", unit="yuan", kind="month", meaning="bonus of the month"),
        xy.Column("bonus_total_yuan", "int32", unit="yuan", kind="state", meaning="bonus since the run began"),
    ),
    after="livelihood",
    reads=("is_person", "is_jobless", "income_yuan", "cash_yuan", "earned_yuan", "bonus_total_yuan"),
    writes=("bonus_yuan", "bonus_total_yuan", "cash_yuan", "earned_yuan"),
    signals=("month",),
    draws=("gets",),
    step=step,
)
