"""Survey: who is asked every December, with which instruments, and who is told what first."""

from __future__ import annotations

from ..parameter import Section, Setting, Switch, parameter, share, switch


class Survey(Section):
    """Who is asked every December, with which instruments, and who is told what first."""

    on: Switch = switch(True, meaning="whether people are asked what they think", source="O1")

    asked: Setting = share(0.2, "people asked, of those who can be reached")
    netizens_only: Setting = parameter(
        1.0,
        "whether only people who are online are asked, as in the survey of 2018, or everybody",
        "2i-kostka",
        unit="0 or 1",
        low=0,
        high=1,
        label="documented",
    )
    items: Setting = parameter(
        4, "harmless statements on the lists of a list experiment (whole)", unit="statements", low=1, high=6
    )
    item_true: Setting = share(0.5, "chance that one of them holds for somebody")
    liars: Setting = share(0.0, "people who lie where their count would give them away (design effects at the ends)")
    fears_from: Setting = share(0.3, "caution from which somebody would not protest for fear")
    admits_fear: Setting = share(0.2, "people with such fear who say so when asked (8 of about 40 %)", "2i-fear")
    told_repression: Setting = share(0.25, "people asked who are told of repression first", "2i-xu")
    told_balance: Setting = share(0.25, "people asked who are given balanced information first", "2i-merics")
    repression_drop: Setting = share(
        0.12, "support that hearing of repression takes, of what there was", "2i-xu", label="documented"
    )
    balance_drop: Setting = parameter(
        1.2,
        "support that balanced information takes (size assumed; V13 gives 53 % before and 29 % after)",
        "2i-merics",
        unit="points of approval",
        low=0,
        high=10,
    )
    news_usual: Setting = share(0.1, "belief about being recorded at which the news has just that effect")
    news_slope: Setting = parameter(
        1.0,
        "how much less news it is to those who believe themselves recorded (V12: the less informed lose more; size "
        "assumed)",
        "2i-xu",
        unit="per share",
        low=0,
        high=10,
    )
