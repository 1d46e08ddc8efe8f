"""Survey: who is interviewed every December, with which questions, and who receives information first."""

from __future__ import annotations

from ..parameter import Section, Setting, Switch, parameter, share, switch


class Survey(Section):
    """Who is interviewed every December, with which questions, and who receives information first."""

    on: Switch = switch(True, meaning="whether a yearly survey takes place", source="O1")

    asked: Setting = share(0.2, "people interviewed, of those who can be reached")
    netizens_only: Setting = parameter(
        1.0,
        "whether only people online are interviewed, as in the survey of 2018, or everybody",
        "2i-kostka",
        unit="0 or 1",
        high=1,
        label="documented",
    )
    items: Setting = parameter(
        4, "harmless statements on the lists of a list experiment (whole number)", unit="statements", low=1, high=6
    )
    item_true: Setting = share(0.5, "chance that a harmless statement is true of a person")
    liars: Setting = share(
        0.0, "people who lie where their count would reveal their answer (design effects at the ends)"
    )
    fears_from: Setting = share(0.3, "caution from which a person would not protest out of fear")
    admits_fear: Setting = share(0.2, "people with such fear who admit it when asked (8 of about 40 %)", "2i-fear")
    told_repression: Setting = share(0.25, "people interviewed who first receive information about repression", "2i-xu")
    told_balance: Setting = share(0.25, "people interviewed who first receive balanced information", "2i-merics")
    repression_drop: Setting = share(
        0.12, "share of support that information about repression takes", "2i-xu", label="documented"
    )
    balance_drop: Setting = parameter(
        1.2,
        "approval that balanced information takes (size assumed; V13 gives 53 % before and 29 % after)",
        "2i-merics",
        unit="points of approval",
        high=10,
    )
    news_usual: Setting = share(0.1, "belief about being recorded at which the information has exactly that effect")
    news_slope: Setting = parameter(
        1.0,
        "how much weaker the effect is for people who believe that they are recorded (V12: the less informed lose "
        "more; size assumed)",
        "2i-xu",
        unit="per share",
        high=10,
    )
