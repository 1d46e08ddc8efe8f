"""Leaking: how files on people are sold, and what is done with them."""

from __future__ import annotations

from ..parameter import Section, Setting, Switch, parameter, switch


def _share(default: float, meaning: str, source: str = "assumption") -> Setting:
    found: Setting = parameter(default, unit="share", low=0, high=1, source=source, meaning=meaning)
    return found


def _elasticity(default: float, of: str) -> Setting:
    found: Setting = parameter(
        default, unit="elasticity", low=0, high=5, source="assumption", meaning=f"of orders to {of}, taken positive"
    )
    return found


class Leaking(Section):
    """How files on people are sold, and what is done with them."""

    on: Switch = switch(True, meaning="whether files on people leak", source="B1, B2")

    # the file
    memory_months: Setting = parameter(
        60,
        unit="months",
        low=1,
        high=600,
        source="B1",
        label="documented",
        meaning="how far back a file goes: five years of addresses, accounts, journeys and nights were on offer",
    )

    # who buys
    price_yuan: Setting = parameter(
        700,
        unit="yuan",
        low=1,
        high=100_000,
        source="B1",
        label="documented",
        meaning="price of a file (of 2016, when it was reported; all dates)",
    )
    price_usual: Setting = parameter(
        700,
        unit="yuan",
        low=1,
        high=100_000,
        source="B1",
        label="documented",
        meaning="price at which orders are those",
    )
    orders: Setting = parameter(
        0.01,
        unit="orders a month",
        low=0,
        high=1,
        source="assumption",
        meaning="orders at that price for the file of somebody of mean income, all of whose life is on record",
    )
    price_elasticity: Setting = _elasticity(1.0, "the price")
    income_elasticity: Setting = _elasticity(0.5, "the income of the person whose file it is")

    # who sells
    corrupt: Setting = _share(0.05, "insiders with access who sell (size assumed)", "B2")
    access_local: Setting = _share(0.5, "officials of a place who can open the files of its people")
    access_central: Setting = parameter(
        20,
        unit="insiders",
        low=0,
        high=10_000,
        source="B2",
        meaning="insiders elsewhere who can open a file of a life that is wholly pooled (size assumed)",
    )
    fake: Setting = _share(0.3, "sellers who take the money and deliver nothing true (size assumed)", "F11")
    wrong_id: Setting = _share(0.02, "files delivered that are somebody else's (size assumed)", "F11")

    # what is done with it
    useful_months: Setting = parameter(
        24, unit="months", low=1, high=255, source="assumption", meaning="how long a sold file is of use"
    )
    harassment: Setting = parameter(
        0.02,
        unit="per month",
        low=0,
        high=1,
        source="B3",
        meaning="chance that somebody whose whole life is in a sold file is stalked or slandered (size assumed)",
    )
    fraud: Setting = parameter(
        0.01,
        unit="per month",
        low=0,
        high=1,
        source="B3",
        meaning="chance that they are robbed with what the file says (size assumed)",
    )
    fraud_takes: Setting = _share(0.1, "part of the savings that is then lost")
