"""Redress: notice, appeal and review. No rate of appeal or of wrong listing was found (facts section 6)."""

from __future__ import annotations

from ..parameter import Section, Setting, Switch, parameter, switch


def _chance(default: float, meaning: str, unit: str = "per month") -> Setting:
    found: Setting = parameter(default, unit=unit, low=0, high=1, source="assumption", meaning=meaning)
    return found


def _months(default: float, meaning: str, high: float = 120) -> Setting:
    found: Setting = parameter(default, unit="months", low=0, high=high, source="assumption", meaning=meaning)
    return found


class Redress(Section):
    """Who learns of a listing or a stick, who appeals, and with what success."""

    on: Switch = switch(True, meaning="whether there is a procedure of notice and appeal", source="assumption")

    notice: Setting = _chance(0.9, "places that tell people of a listing or a stick", "share of places")
    notice_months: Setting = _months(1, "mean months until the notice arrives")
    discovery: Setting = _chance(0.2, "chance to find out otherwise, at a counter that refuses for instance")
    appeal_wrong: Setting = _chance(0.3, "chance that somebody with a wrong record who knows of it appeals")
    appeal_right: Setting = _chance(0.02, "chance that anybody else who knows of it appeals")
    access: Setting = _chance(0.4, "how well anybody can use the procedure", "0..1")
    access_schooling: Setting = _chance(0.4, "what college adds to that", "0..1")
    access_means: Setting = _chance(0.2, "what the highest fifth of income adds to that", "0..1")
    appeal_months: Setting = _months(3, "mean months until an appeal is decided")
    capacity: Setting = parameter(
        2.0,
        unit="per 1000 people a month",
        low=0,
        high=1000,
        source="assumption",
        meaning="appeals that can be decided; beyond them, they wait longer",
    )
    success_wrong: Setting = _chance(0.6, "chance that an appeal against a wrong record is won", "share")
    success_right: Setting = _chance(0.05, "chance that any other appeal is won", "share")
    success_access: Setting = _chance(0.3, "how much likelier full access to the procedure makes either", "share")
    correction_months: Setting = _months(
        24, "months for which a record that was found wrong is not held against one", 255
    )
    pardon_months: Setting = _months(6, "months without sticks for those who win against records that are right", 255)
