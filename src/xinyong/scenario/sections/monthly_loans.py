"""Rounds: small loans for a month to everybody, whose outcomes move the record on which the next loan depends."""

from __future__ import annotations

from ..parameter import Choice, Section, Setting, Switch, choice, parameter, ratio, share, switch


class MonthlyLoans(Section):
    """Loans in rounds, in place of household credit (Liu et al. 2018; D'Amour et al. 2020; Perdomo et al. 2020)."""

    on: Switch = switch(False, meaning="whether loans in rounds take the place of household credit")

    policy: Choice = choice(
        "threshold",
        "threshold",
        "profit",
        "parity",
        "opportunity",
        meaning="who is lent to: records from `threshold` on; loans expected to pay; or the most profitable way to "
        "lend to equal shares of townspeople and villagers (parity), or of those of them who would repay (opportunity)",
    )
    threshold: Setting = share(0.0, "payment record from which the policy of that name lends", unit="0..1")
    loss_over_gain: Setting = ratio(
        4.0, "what a lender loses by a loan that fails, over what is gained by one that is repaid", high=1000
    )
    repay_low: Setting = share(0.2, "chance that somebody repays whose payment record is 0", unit="chance")
    repay_high: Setting = share(0.95, "the same where it is 1, with even steps between", unit="chance")
    response: Setting = ratio(
        0.0,
        "what the chance of failing that a scorecard announces of somebody adds to the true one, over what it is "
        "above one half",
        low=-5,
        high=5,
    )
    up: Setting = share(0.1, "what a loan that is repaid adds to the payment record", unit="0..1")
    down: Setting = share(0.2, "what one that fails takes from it", unit="0..1")
    expected: Setting = parameter(
        0.0,
        "whether records move by what was to be expected of a loan, and not by what came of it",
        unit="0 or 1",
        low=0,
        high=1,
    )
