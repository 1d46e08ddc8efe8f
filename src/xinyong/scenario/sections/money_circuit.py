"""Circuit: what is spent in a month is what people are paid in it, as in the model SIM of Godley and Lavoie (2007)."""

from __future__ import annotations

from ..parameter import Section, Setting, Switch, parameter, share, switch


class MoneyCircuit(Section):
    """Pay that follows from what people and the state spend, in place of a growth path (Godley and Lavoie 2007)."""

    on: Switch = switch(False, meaning="whether people are paid what is spent in the month", source="assumption")

    purchases: Setting = parameter(
        1000.0, "what the state buys, and pays with new money", unit="yuan a head and month", low=0, high=1_000_000
    )
    tax: Setting = parameter(0.2, "what the state keeps of all pay", unit="share of pay", low=0, high=0.99)
    from_income: Setting = share(0.6, "what people spend of the income that debts leave them", high=0.99)
    from_money: Setting = share(0.4, "what people spend of the cash with which they opened the month")
