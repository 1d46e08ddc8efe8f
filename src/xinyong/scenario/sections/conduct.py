"""Conduct: how often people commit acts that a scoring system may record."""

from __future__ import annotations

from functools import partial

from ..parameter import Section, Setting, Switch, months_of_income, parameter, ratio, switch, times, years

_rate = partial(parameter, unit="acts a month", high=5)


class Conduct(Section):
    """How often people commit acts that a scoring system may record."""

    on: Switch = switch(True, meaning="whether people commit acts that can be recorded", source="P3")

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
