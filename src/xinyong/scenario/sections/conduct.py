"""Conduct: how often people do what a scoring system may record."""

from __future__ import annotations

from ..parameter import Section, Setting, Switch, parameter, switch


def _rate(default: float, source: str, meaning: str) -> Setting:
    """A base rate of acts: no source gives one, so each is an assumption that facts only name as a kind of act."""
    found: Setting = parameter(
        default, unit="acts a month", low=0, high=5, source=source, meaning=f"{meaning} (rate assumed)"
    )
    return found


class Conduct(Section):
    """How often people do what a scoring system may record."""

    on: Switch = switch(True, meaning="whether people commit acts that can be recorded", source="P3")

    late_bill: Setting = _rate(0.05, "2d", "bills paid late by somebody of average prudence")
    late_bill_broke: Setting = parameter(
        3.0,
        unit="times",
        low=1,
        high=50,
        source="assumption",
        meaning="late bills of those with less than half a month's cash",
    )
    jaywalk: Setting = _rate(0.8, "S6", "crossings against the light in a town")
    no_show: Setting = _rate(0.05, "S7", "bookings not honoured")
    cheat: Setting = _rate(0.05, "S8", "cheating in online games")
    gym: Setting = _rate(1.5, "S9", "weeks with visits to a gym at full leisure")
    volunteer: Setting = _rate(0.15, "2d", "volunteering and donations at full leisure")
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
