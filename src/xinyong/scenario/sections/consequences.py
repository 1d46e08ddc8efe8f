"""Consequences: the scales that rules refer to. The rules themselves are a table of the scenario (`scenario.rules`)."""

from __future__ import annotations

from ..parameter import Section, Setting, Switch, parameter, switch


def _grade(default: float, grade: str, source: str) -> Setting:
    found: Setting = parameter(
        default,
        unit="points",
        low=0,
        high=3000,
        source=source,
        meaning=f"lower end of grade {grade} of the city ledger (unverified)",
    )
    return found


class Consequences(Section):
    """The scales that rules refer to."""

    on: Switch = switch(True, meaning="whether scores and lists have consequences", source="P4")

    purpose_least: Setting = parameter(
        0.0,
        unit="share",
        low=0,
        high=1,
        source="assumption",
        meaning="least share of the cause that must lie in the context of a stick; 0 is no limit of purpose",
    )
    term_months: Setting = parameter(
        0,
        unit="months",
        low=0,
        high=240,
        source="assumption",
        meaning="months of sticks after which they lapse until their cause has gone; 0 is no term",
    )
    review: Setting = parameter(
        0.0,
        unit="share",
        low=0,
        high=1,
        source="assumption",
        meaning="new sticks that a human looks at before they fall",
    )
    review_finds: Setting = parameter(
        0.7, unit="share", low=0, high=1, source="assumption", meaning="of those that wrong records explain, found so"
    )
    grade_aaa: Setting = _grade(1050, "AAA", "2d-grades")
    grade_aa: Setting = _grade(1030, "AA", "2d-grades")
    grade_a: Setting = _grade(960, "A", "2d-grades")
    grade_b: Setting = _grade(850, "B", "2d-grades")
    grade_c: Setting = _grade(600, "C", "2d-grades")
    credit_neutral: Setting = parameter(
        180,
        unit="points",
        low=0,
        high=600,
        source="assumption",
        meaning="history and capacity of an ordinary commercial score",
    )
    rest_neutral: Setting = parameter(
        90,
        unit="points",
        low=0,
        high=600,
        source="assumption",
        meaning="other dimensions of an ordinary commercial score",
    )
    connections_neutral: Setting = parameter(
        15,
        unit="points",
        low=0,
        high=600,
        source="assumption",
        meaning="connections of an ordinary commercial score",
    )
