"""Conduct: how often people do what a scoring system may record."""

from __future__ import annotations

from ..parameter import Section, Setting, Switch, parameter, switch


def _rate(default: float, source: str, meaning: str) -> Setting:
    """A base rate of acts: no source gives one, so each is an assumption that facts only name as a kind of act."""
    found: Setting = parameter(
        default, unit="acts a month", low=0, high=5, source=source, meaning=f"{meaning} (rate assumed)"
    )
    return found


def _most(what: str) -> Setting:
    found: Setting = parameter(
        1.5,
        unit="times",
        low=1,
        high=10,
        source="assumption",
        meaning=f"{what}, over those of the average; what a trait of 0..1 has more of, they have less of",
    )
    return found


def _rural(default: float, what: str) -> Setting:
    found: Setting = parameter(
        default, unit="ratio", low=0, high=10, source="assumption", meaning=f"{what} in the country over those in towns"
    )
    return found


class Conduct(Section):
    """How often people do what a scoring system may record."""

    on: Switch = switch(True, meaning="whether people commit acts that can be recorded", source="P3")

    late_bill: Setting = _rate(0.05, "2d", "bills paid late by somebody of average prudence")
    late_bill_careless: Setting = _most("late bills of the least prudent")
    late_bill_broke: Setting = parameter(
        3.0, unit="times", low=1, high=50, source="assumption", meaning="late bills of those who are short of cash"
    )
    broke_months: Setting = parameter(
        0.5, unit="months of income", low=0, high=60, source="assumption", meaning="cash below which somebody is short"
    )
    careless_most: Setting = _most("offences of the least conscientious")
    jaywalk: Setting = _rate(0.8, "S6", "crossings against the light in a town")
    jaywalk_rural: Setting = _rural(0.4, "crossings against the light")
    no_show: Setting = _rate(0.05, "S7", "bookings not honoured")
    cheat: Setting = _rate(0.05, "S8", "cheating in online games")
    cheat_age_end: Setting = parameter(
        60, unit="years", low=0, high=120, source="assumption", meaning="age from which nobody cheats in games"
    )
    cheat_age_span: Setting = parameter(
        40,
        unit="years",
        low=1,
        high=120,
        source="assumption",
        meaning="years before it over which cheating ebbs away from its full rate",
    )
    gym: Setting = _rate(1.5, "S9", "weeks with visits to a gym at full leisure")
    gym_rural: Setting = _rural(0.3, "weeks with visits to a gym")
    volunteer: Setting = _rate(0.15, "2d", "volunteering and donations at full leisure")
    volunteer_base: Setting = parameter(
        0.5,
        unit="times",
        low=0,
        high=10,
        source="assumption",
        meaning="volunteering of the least conscientious; full conscientiousness adds 1",
    )
    praise: Setting = _rate(0.8, "S10", "posts that praise, at full voice")
    criticism: Setting = _rate(0.8, "S10", "posts that criticise, at full voice")
    petition: Setting = _rate(0.0008, "assumption", "petitions to authorities")
    petition_distress: Setting = parameter(
        5.0,
        unit="times",
        low=1,
        high=100,
        source="assumption",
        meaning="petitions of the jobless and indebted",
    )
    breach: Setting = _rate(0.002, "2d", "contracts broken")
    breach_manager: Setting = parameter(
        4.0,
        unit="times",
        low=1,
        high=100,
        source="assumption",
        meaning="contracts broken by those who sign many",
    )
    fraud: Setting = _rate(0.0003, "2d", "fraud, pyramid selling, counterfeit goods")
    misconduct: Setting = _rate(0.003, "W1", "misconduct of officials")
    penalty_over_gain: Setting = parameter(
        1.2,
        unit="ratio",
        low=0,
        high=100,
        source="assumption",
        meaning="penalty over the largest gain: deterred share = min(1, perceived detection x this)",
    )
    merit_pull: Setting = parameter(
        1.0,
        unit="ratio",
        low=0,
        high=20,
        source="V15",
        meaning="how much perceived scoring lifts acts that earn points (size assumed)",
    )
