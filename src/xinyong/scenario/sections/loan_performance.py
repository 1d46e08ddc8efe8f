"""Following: how long applicants for loans are followed, and when they count as failed."""

from __future__ import annotations

from ..parameter import Section, Setting, Switch, parameter, switch


def _months_of_income(default: float, meaning: str) -> Setting:
    found: Setting = parameter(default, unit="months of income", low=0, high=10, source="assumption", meaning=meaning)
    return found


class LoanPerformance(Section):
    """What is learned of applicants: by audits of lending, and by lenders who train a scorecard."""

    on: Switch = switch(
        True,
        meaning="whether applicants are followed; without it no audit knows who pays, and no scorecard is trained",
    )

    horizon_months: Setting = parameter(
        12,
        unit="months",
        low=1,
        high=120,
        source="assumption",
        meaning="months for which an applicant is followed before being counted as paid or failed",
    )
    bad_months: Setting = parameter(
        3,
        unit="months",
        low=1,
        high=255,
        source="assumption",
        meaning="months behind at which somebody has failed; a default is one, too",
    )
    paper_instalment: Setting = _months_of_income(
        0.27,
        "monthly instalment of a refused loan (as usual: 4 months of income over 18 months, 14.6 % a year)",
    )
    paper_floor: Setting = _months_of_income(0.15, "cash that would be kept for food before that instalment is paid")
