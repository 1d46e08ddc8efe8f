"""Consequences: the scales that rules refer to. The rules themselves are a table of the scenario (`scenario.rules`)."""

from __future__ import annotations

from ..parameter import Section, Setting, Switch, months, points, share, switch


class Consequences(Section):
    """The scales that rules refer to."""

    on: Switch = switch(True, meaning="whether scores and lists have consequences", source="P4")

    purpose_least: Setting = share(
        0.0, "least share of the cause that must lie in the context of a stick; 0 is no limit of purpose"
    )
    term_months: Setting = months(0, "months of sticks after which they lapse until their cause has gone; 0 is no term")
    review: Setting = share(0.0, "new sticks that a human looks at before they fall")
    review_finds: Setting = share(0.7, "of those that wrong records explain, found so")
    grade_aaa: Setting = points(1050, "lower end of grade AAA of the city ledger (unverified)", "2d-grades")
    grade_aa: Setting = points(1030, "lower end of grade AA of the city ledger (unverified)", "2d-grades")
    grade_a: Setting = points(960, "lower end of grade A of the city ledger (unverified)", "2d-grades")
    grade_b: Setting = points(850, "lower end of grade B of the city ledger (unverified)", "2d-grades")
    grade_c: Setting = points(600, "lower end of grade C of the city ledger (unverified)", "2d-grades")
    credit_neutral: Setting = points(180, "history and capacity of an ordinary commercial score", high=600)
    rest_neutral: Setting = points(90, "other dimensions of an ordinary commercial score", high=600)
    connections_neutral: Setting = points(15, "connections of an ordinary commercial score", high=600)
