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
        meaning=f"lower end of grade {grade} of the city ledger",
    )
    return found


class Consequences(Section):
    """The scales that rules refer to."""

    on: Switch = switch(True, meaning="whether scores and lists have consequences", source="P4")

    grade_aaa: Setting = _grade(1050, "AAA", "2d")
    grade_aa: Setting = _grade(1030, "AA", "2d")
    grade_a: Setting = _grade(960, "A", "2d")
    grade_b: Setting = _grade(850, "B", "2d")
    grade_c: Setting = _grade(600, "C", "2d")
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
