"""Leaking: how files on people are sold, and what is done with them."""

from __future__ import annotations

from ..parameter import Section, Setting, Switch, chance, months, parameter, share, switch


class Leaking(Section):
    """How files on people are sold, and what is done with them."""

    on: Switch = switch(True, meaning="whether files on people leak", source="B1, B2")

    # the file
    memory_months: Setting = months(
        60,
        "how far back a file goes: five years of addresses, accounts, journeys and nights were on offer",
        "B1",
        low=1,
        high=600,
        label="documented",
    )

    # who buys
    price_yuan: Setting = parameter(
        700,
        "price of a file (of 2016, when it was reported; all dates)",
        "B1",
        unit="yuan",
        low=1,
        high=100_000,
        label="documented",
    )
    price_usual: Setting = parameter(
        700, "price at which orders are those", "B1", unit="yuan", low=1, high=100_000, label="documented"
    )
    orders: Setting = parameter(
        0.01,
        "orders at that price for the file of somebody of mean income, all of whose life is on record",
        unit="orders a month",
        low=0,
        high=1,
    )
    price_elasticity: Setting = parameter(
        1.0, "of orders to the price, taken positive", unit="elasticity", low=0, high=5
    )
    income_elasticity: Setting = parameter(
        0.5, "of orders to the income of the person whose file it is, taken positive", unit="elasticity", low=0, high=5
    )

    # who sells
    corrupt: Setting = share(0.05, "insiders with access who sell (size assumed)", "B2")
    access_local: Setting = share(0.5, "officials of a place who can open the files of its people")
    access_central: Setting = parameter(
        20,
        "insiders elsewhere who can open a file of a life that is wholly pooled (size assumed)",
        "B2",
        unit="insiders",
        low=0,
        high=10_000,
    )
    fake: Setting = share(0.3, "sellers who take the money and deliver nothing true (size assumed)", "F11")
    wrong_id: Setting = share(0.02, "files delivered that are somebody else's (size assumed)", "F11")

    # what is done with it
    useful_months: Setting = months(24, "how long a sold file is of use", low=1, high=255)
    harassment: Setting = chance(
        0.02, "chance that somebody whose whole life is in a sold file is stalked or slandered (size assumed)", "B3"
    )
    fraud: Setting = chance(0.01, "chance that they are robbed with what the file says (size assumed)", "B3")
    fraud_takes: Setting = share(0.1, "part of the savings that is then lost")
