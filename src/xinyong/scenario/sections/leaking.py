"""Leaking: how personal files are sold, and how buyers misuse them."""

from __future__ import annotations

from ..parameter import Section, Setting, Switch, chance, months, parameter, share, switch


class Leaking(Section):
    """How personal files are sold, and how buyers misuse them."""

    on: Switch = switch(True, meaning="whether personal files leak", source="B1, B2")

    # the file
    memory_months: Setting = months(
        60,
        "months that a file reaches back: five years of addresses, accounts, journeys and nights were on offer",
        "B1",
        low=1,
        high=600,
        label="documented",
    )

    # who buys
    price_yuan: Setting = parameter(
        700,
        "price of a file (of 2016, when it was reported; used for all dates)",
        "B1",
        unit="yuan",
        low=1,
        high=100_000,
        label="documented",
    )
    price_usual: Setting = parameter(
        700, "price at which `orders` holds", "B1", unit="yuan", low=1, high=100_000, label="documented"
    )
    orders: Setting = parameter(
        0.01,
        "orders at that price for the file of a person of mean income whose whole life is recorded",
        unit="orders a month",
        high=1,
    )
    price_elasticity: Setting = parameter(
        1.0, "price elasticity of orders, as a positive number", unit="elasticity", high=5
    )
    income_elasticity: Setting = parameter(
        0.5,
        "elasticity of orders with respect to the income of the person in the file, as a positive number",
        unit="elasticity",
        high=5,
    )

    # who sells
    corrupt: Setting = share(0.05, "insiders with access who sell files (size assumed)", "B2")
    access_local: Setting = share(0.5, "officials of a place who can open the files of its people")
    access_central: Setting = parameter(
        20,
        "insiders elsewhere who can open the file of a life that is wholly recorded (size assumed)",
        "B2",
        unit="insiders",
        high=10_000,
    )
    fake: Setting = share(0.3, "sellers who take the money and deliver nothing true (size assumed)", "F11")
    wrong_id: Setting = share(0.02, "delivered files that belong to another person (size assumed)", "F11")

    # what is done with it
    useful_months: Setting = months(24, "months for which a sold file is useful", low=1, high=255)
    harassment: Setting = chance(
        0.02,
        "chance of being stalked or slandered for a person whose whole life is in a sold file (size assumed)",
        "B3",
    )
    fraud: Setting = chance(0.01, "chance of being defrauded for such a person (size assumed)", "B3")
    fraud_takes: Setting = share(0.1, "share of the savings that is then lost")
