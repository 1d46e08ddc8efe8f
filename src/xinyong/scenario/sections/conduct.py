"""Conduct: how often people do what a scoring system may record."""

from __future__ import annotations

from functools import partial

from ..parameter import Section, Setting, Switch, months_of_income, parameter, ratio, switch, times, years

_rate = partial(parameter, unit="acts a month", low=0, high=5)


class Conduct(Section):
    """How often people do what a scoring system may record."""

    on: Switch = switch(True, meaning="whether people commit acts that can be recorded", source="P3")

    late_bill: Setting = _rate(0.05, "bills paid late by somebody of average prudence (rate assumed)", "2d")
    late_bill_careless: Setting = times(
        1.5,
        "late bills of the least prudent, over those of the average; what a trait of 0..1 has more of, they have "
        "less of",
        low=1,
    )
    late_bill_broke: Setting = times(3.0, "late bills of those who are short of cash", low=1, high=50)
    broke_months: Setting = months_of_income(0.5, "cash below which somebody is short", high=60)
    careless_most: Setting = times(
        1.5,
        "offences of the least conscientious, over those of the average; what a trait of 0..1 has more of, they "
        "have less of",
        low=1,
    )
    jaywalk: Setting = _rate(0.8, "crossings against the light in a town (rate assumed)", "S6")
    jaywalk_rural: Setting = ratio(0.4, "crossings against the light in the country over those in towns")
    no_show: Setting = _rate(0.05, "bookings not honoured (rate assumed)", "S7")
    cheat: Setting = _rate(0.05, "cheating in online games (rate assumed)", "S8")
    cheat_age_end: Setting = years(60, "age from which nobody cheats in games")
    cheat_age_span: Setting = years(40, "years before it over which cheating ebbs away from its full rate", low=1)
    gym: Setting = _rate(1.5, "weeks with visits to a gym at full leisure (rate assumed)", "S9")
    gym_rural: Setting = ratio(0.3, "weeks with visits to a gym in the country over those in towns")
    volunteer: Setting = _rate(0.15, "volunteering and donations at full leisure (rate assumed)", "2d")
    volunteer_base: Setting = times(0.5, "volunteering of the least conscientious; full conscientiousness adds 1")
    praise: Setting = _rate(0.8, "posts that praise, at full voice (rate assumed)", "S10")
    criticism: Setting = _rate(0.8, "posts that criticise, at full voice (rate assumed)", "S10")
    petition: Setting = _rate(0.0008, "petitions to authorities (rate assumed)")
    petition_distress: Setting = times(5.0, "petitions of the jobless and indebted", low=1, high=100)
    breach: Setting = _rate(0.002, "contracts broken (rate assumed)", "2d")
    breach_manager: Setting = times(4.0, "contracts broken by those who sign many", low=1, high=100)
    fraud: Setting = _rate(0.0003, "fraud, pyramid selling, counterfeit goods (rate assumed)", "2d")
    misconduct: Setting = _rate(0.003, "misconduct of officials (rate assumed)", "W1")
    penalty_over_gain: Setting = ratio(
        1.2, "penalty over the largest gain: deterred share = min(1, perceived detection x this)", high=100
    )
    merit_pull: Setting = ratio(
        1.0, "how much perceived scoring lifts acts that earn points (size assumed)", "V15", high=20
    )
