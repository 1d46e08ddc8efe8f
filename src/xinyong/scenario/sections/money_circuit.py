"""Circuit: what is spent in a month is what people are paid in it, as in the model SIM of Godley and Lavoie (2007)."""

from __future__ import annotations

from ..parameter import Section, Setting, Switch, parameter, switch


class MoneyCircuit(Section):
    """Pay that follows from what people and the state spend, in place of a growth path (Godley and Lavoie 2007)."""

    on: Switch = switch(False, meaning="whether people are paid what is spent in the month", source="assumption")

    purchases: Setting = parameter(
        1000.0,
        unit="yuan a head and month",
        low=0,
        high=1_000_000,
        source="assumption",
        meaning="what the state buys, and pays with new money",
    )
    tax: Setting = parameter(
        0.2, unit="share of pay", low=0, high=0.99, source="assumption", meaning="what the state keeps of all pay"
    )
    from_income: Setting = parameter(
        0.6,
        unit="share",
        low=0,
        high=0.99,
        source="assumption",
        meaning="what people spend of the income that debts leave them",
    )
    from_money: Setting = parameter(
        0.4,
        unit="share",
        low=0,
        high=1,
        source="assumption",
        meaning="what people spend of the cash with which they opened the month",
    )
