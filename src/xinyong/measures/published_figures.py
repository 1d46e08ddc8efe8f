"""Published figures that a measure can be compared with (facts 2a, 2e-2g, 2i).

A figure is comparable if it counts the same thing over the same people as the measure does. The others are
kept with the reason: leaving them out would hide that the numbers most often quoted count something else.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ..scenario.months import parse_month

Reliability = Literal["A", "B", "C", "U", "D"]


@dataclass(frozen=True)
class PublishedFigure:
    """One documented figure.

    Attributes
    ----------
    measure
        Id of the measure that is compared with it.
    month
        Months since year 0; the last month of the period for figures of a year.
    value
        In the measure's unit.
    source
        Facts id.
    reliability
        A official or peer-reviewed, B press on a primary source, C weak, U unverified, D derived.
    note
        What a reader must know; why it is not comparable, if it is not.
    is_comparable
        Whether it counts what the measure counts.
    counted_from
        The month from which a cumulative figure counts: a run that begins later has missed a part of it.
    """

    measure: str
    month: int
    value: float
    source: str
    reliability: Reliability
    note: str = ""
    is_comparable: bool = True
    counted_from: int | None = None


_COURT_LIST_BEGINS = parse_month("2013-10")
_ENTITIES = "cumulative entries since October 2013, entities among them"
_TICKETS = "tickets refused since 2013, not people; press reports of court figures"
_STOCK = "stock of natural persons over the working-age share of adults (derived)"
_URBAN_SURVEY = "urban households only (survey of the central bank, seen second-hand)"
_LATE = "delinquency_rate_by_balance"
_ANT = "one lender's consumer loans, more than 30 days late, of their balance"

_COURT: tuple[tuple[str, float | None, float | None, float | None, float | None, Reliability], ...] = (
    # month, listings, flights, rail, restored; facts 2a
    ("2014-03", 0.087079e6, None, None, None, "B"),
    ("2015-12", 3.08e6, None, None, None, "B"),
    ("2017-11", 8.87e6, None, 3.4e6, None, "B"),
    ("2017-12", None, 9.36e6, 3.67e6, None, "B"),
    ("2018-04", None, 11.14e6, 4.25e6, None, "B"),
    ("2018-09", 12.11e6, 14.63e6, 5.22e6, 3.22e6, "B"),
    ("2018-12", 12.9e6, 17.46e6, 5.47e6, 3.51e6, "B"),
    ("2019-03", 13.3e6, 19.8e6, 5.6e6, None, "B"),
    ("2019-07", 14.5e6, 27.3e6, 6.0e6, None, "B"),
)


def _court() -> list[PublishedFigure]:
    found = []
    for month, listings, flights, rail, restored, reliability in _COURT:
        columns = (
            ("listings_cumulative", listings, _ENTITIES),
            ("flights_blocked_cumulative", flights, _TICKETS),
            ("rail_blocked_cumulative", rail, _TICKETS),
            ("restored_cumulative", restored, "performed under pressure of the list, entities among them"),
        )
        found += [
            PublishedFigure(
                measure, parse_month(month), value, "2a", reliability, note, counted_from=_COURT_LIST_BEGINS
            )
            for measure, value, note in columns
            if value is not None
        ]
    return found


def _path(
    measure: str,
    source: str,
    reliability: Reliability,
    values: dict[str, float],
    note: str = "",
    *,
    is_comparable: bool = True,
) -> list[PublishedFigure]:
    return [
        PublishedFigure(measure, parse_month(month), value, source, reliability, note, is_comparable)
        for month, value in values.items()
    ]


RECORD: tuple[PublishedFigure, ...] = (
    *_court(),
    *_path("restored_share", "2a", "D", {"2018-09": 0.266, "2018-12": 0.272}, "derived from the two counts"),
    *_path("share_listed", "2a", "D", {"2020-01": 5.7e6 / 1.11e9, "2023-12": 8_542_322 / 1.11e9}, _STOCK),
    *_path(
        "gini_income",
        "2g",
        "B",
        {
            "2008-12": 0.491,
            "2012-12": 0.474,
            "2013-12": 0.473,
            "2015-12": 0.462,
            "2020-12": 0.468,
            "2021-12": 0.466,
            "2023-12": 0.465,
        },
        "of disposable income per head in households; here of single adults",
    ),
    *(
        PublishedFigure(
            f"income_share_q{k}",
            parse_month("2020-12"),
            share,
            "2g",
            "D",
            "derived from published means of fifths, which group whole households",
        )
        for k, share in enumerate((0.046, 0.096, 0.153, 0.239, 0.467), start=1)
    ),
    *_path("urban_rural_income_ratio", "2g", "A", {"2020-12": 43_834 / 17_131}),
    *_path(
        "mean_income_yuan_month",
        "2g",
        "A",
        {"2020-12": 32_189 / 12},
        "yuan of 2020 per head, children included; here yuan of 2010 per adult",
        is_comparable=False,
    ),
    *_path("income_share_top10", "2g", "A", {"2015-12": 0.41}, "of income before tax"),
    *_path("income_share_bottom50", "2g", "A", {"2015-12": 0.15}, "of income before tax"),
    *_path("wealth_share_top10", "2g", "C", {"2019-10": 0.49}, _URBAN_SURVEY, is_comparable=False),
    *_path("wealth_share_bottom40", "2g", "C", {"2019-10": 0.08}, _URBAN_SURVEY, is_comparable=False),
    *_path("debt_to_income", "2f", "A", {"2008-12": 0.43, "2017-12": 1.12}, "formal debt of households"),
    *_path("mortgage_debt_share", "2f", "A", {"2019-06": 0.52}, "50 to 54 %"),
    *_path("consumer_debt_share", "2f", "A", {"2019-06": 0.26}),
    *_path("business_debt_share", "2f", "A", {"2019-06": 0.20}),
    *_path(_LATE, "2f", "B", {"2017-12": 0.0108, "2018-12": 0.0143, "2019-12": 0.0156}, _ANT),
    *_path(_LATE, "2f", "B", {"2020-05": 0.0301}, f"{_ANT}, at the peak of the shock of 2020"),
    *_path("share_thin_file", "2e", "B", {"2018-12": 0.65}, "35 % of the population had a credit record"),
    *_path("share_scored", "2c", "B", {"2018-12": 0.58}, "of netizens in a survey", is_comparable=False),
    *_path("mean_score", "2c", "C", {"2018-12": 670.0}, "three unofficial tables that disagree"),
    *_path("approval_expressed", "2i", "A", {"2018-03": 0.80}, "of netizens (online survey)"),
    *_path("neutral_expressed", "2i", "B", {"2018-03": 0.19}, "of netizens; split as the essay gives it"),
    *_path("dissent_expressed", "2i", "B", {"2018-03": 0.01}, "of netizens; split as the essay gives it"),
)  # fmt: skip
"""All documented figures."""
