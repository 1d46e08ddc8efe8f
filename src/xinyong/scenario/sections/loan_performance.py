"""Following: how long applicants for loans are followed, and when they count as failed."""

from __future__ import annotations

from ..parameter import Section, Setting, Switch, months, months_of_income, switch


class LoanPerformance(Section):
    """What is learned of applicants: by audits of lending, and by lenders who train a scorecard."""

    on: Switch = switch(
        True,
        meaning="whether applicants are followed; without it no audit knows who pays, and no scorecard is trained",
    )

    horizon_months: Setting = months(
        12, "months for which an applicant is followed before being counted as paid or failed", low=1, high=120
    )
    bad_months: Setting = months(
        3, "months behind at which somebody has failed; a default is one, too", low=1, high=255
    )
    paper_instalment: Setting = months_of_income(
        0.27,
        "monthly instalment of a refused loan (as usual: 4 months of income over 18 months, 14.6 % a year)",
        high=10,
    )
    paper_floor: Setting = months_of_income(
        0.15, "cash that would be kept for food before that instalment is paid", high=10
    )
