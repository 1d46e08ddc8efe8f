"""Livelihood and conduct: how people earn, spend and travel, and how often they commit acts that can be recorded."""

from __future__ import annotations

from functools import partial

from ..parameter import Section, chance, months_of_income, parameter, points, rate, ratio, share, switch, times, years
from ..parameter_value import Setting, Switch

_of_income = partial(share, unit="share of income")
_of_spending = partial(share, unit="share of spending")
_rate = partial(parameter, unit="acts a month", high=5)


class Conduct(Section):
    """How often people commit acts that a scoring system may record."""

    on: Switch = switch(True, "whether people commit acts that can be recorded", "P3")

    late_bill: Setting = _rate(0.05, "bills paid late by a person of average prudence (rate assumed)", "2d")
    late_bill_careless: Setting = times(
        1.5,
        "late bills of the least prudent, relative to the average; the factor falls by a person's prudence (0..1)",
        low=1,
    )
    late_bill_broke: Setting = times(
        3.0, "late bills of people who are short of cash, relative to others", low=1, high=50
    )
    broke_months: Setting = months_of_income(0.5, "cash below which a person is short of cash", high=60)
    careless_most: Setting = times(
        1.5,
        "offences of the least conscientious, relative to the average; the factor falls by a person's "
        "conscientiousness (0..1)",
        low=1,
    )
    jaywalk: Setting = _rate(0.8, "street crossings against the light, in a town (rate assumed)", "S6")
    jaywalk_rural: Setting = ratio(0.4, "street crossings against the light, in the country relative to towns")
    no_show: Setting = _rate(0.05, "bookings that are not honoured (rate assumed)", "S7")
    cheat: Setting = _rate(0.05, "cheating in online games (rate assumed)", "S8")
    cheat_age_end: Setting = years(60, "age from which nobody cheats in games")
    cheat_age_span: Setting = years(
        40, "years before that age over which cheating falls from its full rate to zero", low=1
    )
    gym: Setting = _rate(1.5, "weeks with visits to a gym, at full leisure (rate assumed)", "S9")
    gym_rural: Setting = ratio(0.3, "weeks with visits to a gym, in the country relative to towns")
    volunteer: Setting = _rate(0.15, "volunteering and donations, at full leisure (rate assumed)", "2d")
    volunteer_base: Setting = times(
        0.5, "volunteering of the least conscientious, relative to `volunteer`; full conscientiousness adds 1"
    )
    praise: Setting = _rate(0.8, "posts that praise, at full expression (rate assumed)", "S10")
    criticism: Setting = _rate(0.8, "posts that criticise, at full expression (rate assumed)", "S10")
    petition: Setting = _rate(0.0008, "petitions to authorities (rate assumed)")
    petition_distress: Setting = times(
        5.0, "petitions of the jobless and indebted, relative to others", low=1, high=100
    )
    breach: Setting = _rate(0.002, "contracts breached (rate assumed)", "2d")
    breach_manager: Setting = times(
        4.0, "contracts breached by managers, who sign many, relative to others", low=1, high=100
    )
    fraud: Setting = _rate(0.0003, "fraud, pyramid selling and counterfeit goods (rate assumed)", "2d")
    misconduct: Setting = _rate(0.003, "misconduct of officials (rate assumed)", "W1")
    penalty_over_gain: Setting = ratio(
        1.2,
        "penalty divided by the largest gain from an offence: deterred share = min(1, perceived detection x this)",
        high=100,
    )
    merit_pull: Setting = ratio(
        1.0, "how much perceived scoring increases acts that earn points (size assumed)", "V15", high=20
    )


class MoneyCircuit(Section):
    """Pay equals what people and the state spend, with no growth path (SIM of Godley and Lavoie 2007)."""

    on: Switch = switch(False, "whether pay equals what is spent in the month", "assumption")

    purchases: Setting = parameter(
        1000.0, "what the state buys and pays for with new money", unit="yuan a head and month", high=1_000_000
    )
    tax: Setting = parameter(0.2, "tax on all pay", unit="share of pay", high=0.99)
    from_income: Setting = share(0.6, "spending out of the income that remains after debt service", high=0.99)
    from_money: Setting = share(0.4, "spending out of the cash held at the start of the month")


class Livelihood(Section):
    """How people earn, spend and travel."""

    on: Switch = switch(True, "whether people earn, spend and travel", "P11")

    # work
    layoff_farmer: Setting = chance(0.003, "chance that a farmer loses work")
    layoff_worker: Setting = chance(0.013, "chance that a worker loses the job")
    layoff_service: Setting = chance(0.013, "chance that a service worker loses the job")
    layoff_professional: Setting = chance(0.005, "chance that a professional loses the job")
    layoff_manager: Setting = chance(0.005, "chance that a manager loses the job")
    layoff_official: Setting = chance(0.0005, "chance that an official loses the post")
    layoff_multiplier: Setting = times(
        [("2007-01", 1.0), ("2020-02", 3.0), ("2020-07", 1.3), ("2021-07", 1.0)],
        "factor by which a shock multiplies the chance of losing work; the date of the 2020 shock is known, its "
        "size is assumed",
        high=20,
    )
    furlough: Setting = share(
        [("2007-01", 0.0), ("2020-02", 0.45), ("2020-03", 0.3), ("2020-04", 0.15), ("2020-05", 0.08), ("2020-07", 0.0)],
        "farmers, workers, service workers and managers who cannot work in the month and live on what the jobless "
        "receive; the date of the 2020 shock is known, its size is chosen so that late payment doubles (V9)",
    )
    rehire: Setting = chance(0.15, "chance that a jobless person finds work")
    replacement: Setting = _of_income(0.4, "income of the jobless, from family and state")
    transitory_sd: Setting = parameter(
        0.06, "standard deviation of monthly income around its permanent level", unit="log points", high=1
    )

    # what rules take away or give
    profession_premium: Setting = _of_income(
        0.3,
        "income that professionals, managers and officials lose when they are barred from their posts (size assumed)",
        "T10",
    )
    party_premium: Setting = _of_income(0.05, "income that comes with Party membership (size assumed)", "T11")
    expulsion: Setting = chance(0.05, "chance that a barred member is expelled (size assumed)", "T11")
    admission: Setting = chance(0.0005, "chance that a loyal person is admitted (size assumed)", "2g")
    subsidy: Setting = share(
        0.012, "state support for the poorest and the jobless (size assumed)", "T1", unit="share of mean income"
    )
    subsidy_fifths: Setting = parameter(
        1, "number of poorest income quintiles that are entitled to support", unit="fifths", high=5
    )
    rent: Setting = _of_income(0.2, "rent of urban people who own no home (size assumed)", "T2")
    rent_surcharge: Setting = parameter(
        0.25, "extra rent and deposits for people under the rule (size assumed)", "T2", unit="share of rent", high=5
    )
    moving: Setting = chance(0.02, "chance that a tenant looks for another home")
    deposits: Setting = _of_income(
        0.004,
        "deposits for hotels, bicycles and cars that are waived for people with a high score (size assumed)",
        "2c-deposits",
    )
    transit: Setting = _of_income(0.02, "public transport fares of urban people (size assumed)", "K4")
    illness: Setting = chance(0.03, "chance that a person needs a hospital")
    wait_days: Setting = parameter(14.0, "waiting time for a hospital without privilege", unit="days", high=365)
    wait_saved: Setting = share(0.5, "share of that waiting time that full privilege saves (size assumed)", "K5")
    hospitality: Setting = _of_spending(0.08, "spending on hotels and restaurants (size assumed)", "T7")
    school_fee: Setting = _of_spending(0.1, "fees of people with children in fee-paying schools (size assumed)", "T8")
    school_age_from: Setting = years(30, "age from which people have children in fee-paying schools")
    school_age_until: Setting = years(50, "age from which they no longer have such children")
    school_quintile: Setting = parameter(
        4, "poorest income quintile that pays for school; 6 means nobody", unit="quintile", low=1, high=6
    )

    # spending and saving
    need: Setting = parameter(
        0.22, "basic needs, which are met before anything is saved", unit="share of mean income", high=2
    )
    need_base: Setting = times(
        0.4,
        "needs of a person without permanent income, relative to `need`; they rise with permanent income up to `need`",
        high=1,
    )
    buffer_low: Setting = months_of_income(4.0, "savings target of the least prudent", high=60)
    buffer_high: Setting = months_of_income(30.0, "savings that full prudence adds to that target", high=240)
    buffer_drawdown: Setting = chance(0.04, "share of savings above the target that is spent")
    buffer_build: Setting = chance(0.03, "share of the gap to the target that is saved")
    saving_most: Setting = share(
        0.4, "largest share that is saved in a month", unit="share of income after debt service"
    )
    luxury: Setting = _of_spending(
        0.15, "luxury goods in spending beyond basic needs, at full taste for them (size assumed)", "S5"
    )
    vice: Setting = _of_spending(
        0.15, "games and liquor in spending beyond basic needs, at full taste for them (size assumed)", "S5"
    )
    vice_caution: Setting = share(
        0.5, "share of spending on games and liquor that full caution gives up (size assumed)", "V15"
    )
    drift: Setting = parameter(
        0.0,
        "how far the belief that spending raises the score moves tastes towards luxury (size assumed)",
        "S4, V15",
        unit="taste",
        high=2,
    )
    drift_spending: Setting = _of_spending(0.0, "spending that the same belief adds (size assumed)", "S4, V15")
    drift_half: Setting = points(
        5.0, "believed gain in points at which either effect reaches half its size", low=0.01, high=1000
    )
    home_price_growth: Setting = rate(
        [("2007-01", 0.07), ("2014-01", 0.05), ("2020-01", 0.01), ("2022-01", -0.03)],
        "real growth of home values",
        low=-0.5,
        high=0.5,
    )

    # travel
    flights_year: Setting = parameter(
        [
            ("2008-01", 0.14),
            ("2013-01", 0.28),
            ("2018-06", 0.44, "2g-air", "documented"),
            ("2019-06", 0.47, "2g-air-2019", "hypothetical"),
            ("2020-02", 0.25),
            ("2023-01", 0.44),
        ],
        "demand for flights",
        unit="flights a head and year",
        high=20,
        between="linear",
    )
    rail_year: Setting = parameter(
        [
            ("2008-01", 0.1),
            ("2013-01", 0.5),
            ("2018-06", 1.45, "2g-rail", "documented"),
            ("2019-06", 1.64, "2g-rail", "documented"),
            ("2020-02", 0.9),
            ("2023-01", 2.0),
        ],
        "demand for high-speed trains",
        unit="trips a head and year",
        high=50,
        between="linear",
    )
    travel_base: Setting = times(0.3, "travel of a person without permanent income, relative to the average")
    travel_slope: Setting = times(0.7, "travel that a mean permanent income adds to that")
    flight_attempts: Setting = times(
        3.5, "flight bookings tried by barred people, relative to others: they retry", high=20
    )
    rail_attempts: Setting = times(
        0.75,
        "high-speed bookings tried by barred people, relative to others: slower trains stay open to them (2a, "
        "travel rule)",
        high=20,
    )
    rail_giving_up: Setting = chance(
        0.05, "rate at which barred people stop trying to book high-speed trains (size assumed)", "V6"
    )
    visa_year: Setting = parameter(0.05, "demand for visas", unit="visas a head and year", high=5)

    money_circuit: MoneyCircuit = MoneyCircuit()
