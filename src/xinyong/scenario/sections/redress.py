"""Redress: notice and appeal. No source gives a rate of appeals or of wrong listings (facts section 6)."""

from __future__ import annotations

from ..parameter import Section, Setting, Switch, chance, months, parameter, share, switch


class Redress(Section):
    """Who learns of a listing or a sanction, who appeals, and with what success."""

    on: Switch = switch(True, meaning="whether there is a procedure of notice and appeal", source="assumption")

    notice: Setting = share(0.9, "places that notify people of a listing or a sanction", unit="share of places")
    notice_months: Setting = months(1, "average months until the notice arrives", high=120)
    discovery: Setting = chance(0.2, "chance of finding out in another way, such as a refusal at a counter")
    appeal_wrong: Setting = chance(0.3, "chance that a person who knows of a wrong record appeals")
    appeal_right: Setting = chance(0.02, "chance that any other person who knows of a record appeals")
    access: Setting = share(0.4, "how well anybody can use the procedure", unit="0..1")
    access_schooling: Setting = share(0.4, "access that college adds", unit="0..1")
    access_means: Setting = share(0.2, "access that the highest income fifth adds", unit="0..1")
    appeal_months: Setting = months(3, "average months until an appeal is decided", high=120)
    capacity: Setting = parameter(
        2.0,
        "appeals that can be decided; beyond them people wait longer",
        unit="per 1000 people a month",
        low=0,
        high=1000,
    )
    success_wrong: Setting = share(0.6, "appeals against a wrong record that succeed")
    success_right: Setting = share(0.05, "other appeals that succeed")
    success_access: Setting = share(0.3, "how much more likely full access makes either success")
    correction_months: Setting = months(
        24, "months for which a record that was found wrong has no consequences", high=255
    )
    pardon_months: Setting = months(6, "months without sanctions for people who win against a correct record", high=255)
