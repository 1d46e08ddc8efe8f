"""Redress: notice, appeal and review. No rate of appeal or of wrong listing was found (facts section 6)."""

from __future__ import annotations

from ..parameter import Section, Setting, Switch, chance, months, parameter, share, switch


class Redress(Section):
    """Who learns of a listing or a stick, who appeals, and with what success."""

    on: Switch = switch(True, meaning="whether there is a procedure of notice and appeal", source="assumption")

    notice: Setting = share(0.9, "places that tell people of a listing or a stick", unit="share of places")
    notice_months: Setting = months(1, "mean months until the notice arrives", high=120)
    discovery: Setting = chance(0.2, "chance to find out otherwise, at a counter that refuses for instance")
    appeal_wrong: Setting = chance(0.3, "chance that somebody with a wrong record who knows of it appeals")
    appeal_right: Setting = chance(0.02, "chance that anybody else who knows of it appeals")
    access: Setting = share(0.4, "how well anybody can use the procedure", unit="0..1")
    access_schooling: Setting = share(0.4, "what college adds to that", unit="0..1")
    access_means: Setting = share(0.2, "what the highest fifth of income adds to that", unit="0..1")
    appeal_months: Setting = months(3, "mean months until an appeal is decided", high=120)
    capacity: Setting = parameter(
        2.0,
        "appeals that can be decided; beyond them, they wait longer",
        unit="per 1000 people a month",
        low=0,
        high=1000,
    )
    success_wrong: Setting = share(0.6, "chance that an appeal against a wrong record is won")
    success_right: Setting = share(0.05, "chance that any other appeal is won")
    success_access: Setting = share(0.3, "how much likelier full access to the procedure makes either")
    correction_months: Setting = months(
        24, "months for which a record that was found wrong is not held against one", high=255
    )
    pardon_months: Setting = months(
        6, "months without sticks for those who win against records that are right", high=255
    )
