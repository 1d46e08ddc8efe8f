"""What a reader calls each measure, and what the registry says of it."""

from __future__ import annotations

from typing import Final

from ..errors import BadRequest, nearest
from ..measures.measure import Measure
from ..measures.registry import MEASURES

NAMES: Final = {
    "share_sanctioned": "Under a sanction",
    "share_listed": "On the court’s list",
    "listings_cumulative": "Listings so far",
    "restored_cumulative": "Restored so far",
    "restored_share": "Restored, of all listed so far",
    "flights_blocked_cumulative": "Flights refused so far",
    "rail_blocked_cumulative": "Rail tickets refused so far",
    "wrongful_sanctions": "Wrongful sanctions in force",
    "collateral_sanctions": "Collateral sanctions in force",
    "cross_context_detriment_share": "Harm in unrelated contexts",
    "share_of_life_recorded": "Share of life recorded",
    "share_of_acts_recorded": "Acts on record",
    "sensitivity_cameras": "Acts before cameras on record",
    "ppv_cameras": "True, of cameras’ records",
    "wrong_record_share": "Wrong, of all records",
    "wrong_records_per_1000": "Wrong records, for 1,000 people",
    "records_bills": "Records of bills",
    "mean_points_through_wrong_records": "Points moved by wrong records",
    "carrots_per_person": "Rewards in force, a person",
    "income_lost_yuan_cumulative": "Income lost through rules so far",
    "detriment_per_person": "Gravity of sanctions, a person",
    "share_scored": "Have a headline score",
    "mean_score": "Mean headline score",
    "gini_score": "Score Gini",
    "score_income_correlation": "Score and income, correlation",
    "tie_score_assortativity": "Friends’ scores, correlation",
    "low_scorers_degree_ratio": "Friends of low scorers, over all",
    "mean_degree": "Friends, a person",
    "share_isolated": "Without a friend",
    "ties_cut_per_person_cumulative": "Ties cut so far, a person",
    "debt_to_income": "Debt over yearly income",
    "delinquency_rate": "Borrowers in arrears",
    "delinquency_rate_by_balance": "Consumer loans in arrears",
    "default_rate": "Borrowers defaulting, a year",
    "informal_debt_share": "Debt to informal lenders",
    "interest_transferred_yuan": "Interest paid to lenders",
    "evictions_cumulative": "Evictions so far",
    "mortgage_debt_share": "Mortgages, of formal debt",
    "consumer_debt_share": "Consumer loans, of formal debt",
    "business_debt_share": "Business loans, of formal debt",
    "share_thin_file": "Without a credit history",
    "mean_income_yuan_month": "Mean disposable income",
    "gini_income": "Income Gini",
    "theil_income_between_area": "Theil between town and country",
    "theil_income_between_sex": "Theil between men and women",
    "theil_income_between_age": "Theil between ages",
    "theil_income_between_party": "Theil between members and others",
    "theil_income_between_occupation": "Theil between occupations",
    "gini_wealth": "Wealth Gini",
    "income_share_q1": "Income share, poorest fifth",
    "income_share_q2": "Income share, second fifth",
    "income_share_q3": "Income share, third fifth",
    "income_share_q4": "Income share, fourth fifth",
    "income_share_q5": "Income share, richest fifth",
    "income_share_top10": "Income share, top tenth",
    "income_share_bottom50": "Income share, bottom half",
    "wealth_share_top10": "Wealth share, top tenth",
    "wealth_share_bottom40": "Wealth share, bottom two fifths",
    "urban_rural_income_ratio": "Urban over rural income",
    "approval_expressed": "Approve, as said",
    "approval_private": "Approve, as held",
    "neutral_expressed": "Neutral, as said",
    "dissent_expressed": "Dissent, as said",
    "dissent_private": "Dissent, as held",
}
"""Short names for tables and rows of charts; a measure that is not here goes by its id."""


def definition(measure: str) -> Measure:
    """The registry's entry of a measure: unit, definition, source, label.

    Raises
    ------
    BadRequest
        If there is no such measure.
    """
    if measure not in MEASURES:
        raise BadRequest("measure", received=measure, accepted="the id of a measure", remedy=nearest(measure, MEASURES))
    return MEASURES[measure]


def name(measure: str) -> str:
    """A measure's short name."""
    return NAMES.get(measure, measure.replace("_", " "))
