"""Which way watching and scoring push: the same people with the same past and the same luck, one number apart."""

import pytest

from .observed import Case, column, each, mean, measure, share_with_a_ledger, total, women_mistaken_over_men

CASES = {
    # watching
    "cameras record more of life": Case(
        "watching.cameras_coverage",
        0.1,
        0.9,
        more=(measure("share_of_life_recorded"), total("records"), measure("share_of_acts_believed_recorded")),
        less=(column("act_jaywalk"),),
    ),
    "integration records more of life": Case(
        "watching.integration", 0.1, 0.9, more=(measure("share_of_life_recorded"), total("records"))
    ),
    "false alarms bring wrongful sanctions": Case(
        "watching.criticism_false_alarm",
        0.0,
        0.2,
        more=(
            total("wrong_records"),
            measure("wrongful_sanctions"),
            measure("wrongful_sanction_share"),
            measure("mean_points_through_wrong_records"),
        ),
        less=(measure("mean_score"),),
    ),
    "files that are mixed up bring wrong records": Case(
        "watching.mistaken", 0.0, 0.5, more=(total("wrong_records"), measure("wrong_record_share"))
    ),
    "missed payments entered wrongly bring wrongful sanctions": Case(
        "watching.bank_false_alarm",
        0.0,
        0.3,
        more=(measure("records_bank"), measure("wrongful_sanctions"), measure("wrongful_sanction_share")),
        less=(
            measure("ppv_bank"),
            column("factors_history"),
            column("factors_wrong"),
            column("bureau_payment"),
            measure("mean_score"),
        ),
    ),
    "a registry that misses payments flatters": Case(
        "watching.bank_sensitivity",
        0.1,
        1.0,
        more=(measure("sensitivity_bank"),),
        less=(column("factors_history"), column("bureau_payment"), column("record_unfiled")),
        past="indebted",
        both={"scoring.bureau.on": True},
    ),
    "a registry that is late flatters": Case(
        "watching.bank_delay",
        0.0,
        12.0,
        more=(column("factors_history"), column("record_unfiled")),
        less=(measure("records_bank"),),
        past="indebted",
    ),
    "ties that are entered wrongly take points": Case(
        "watching.friends_false_alarm",
        0.0,
        0.5,
        more=(measure("wrongful_sanctions"), measure("collateral_sanctions")),
        less=(measure("ppv_friends"), column("friends_listed"), column("friends_wrong")),
    ),
    "platforms that know more ties find more friends on the list": Case(
        "watching.friends_coverage",
        0.2,
        1.0,
        more=(measure("sensitivity_friends"), measure("records_friends")),
        less=(column("has_hidden_ties"), column("friends_listed")),
    ),
    "purchases that are entered wrongly take points": Case(
        "watching.payments_false_alarm",
        0.0,
        0.5,
        more=(measure("wrongful_sanctions"),),
        less=(measure("ppv_payments"), column("conformity_consumption"), column("conformity_wrong")),
        both={"scoring.conformity.misbooked": 0.1},
    ),
    "cameras that mistake women": Case(
        "watching.false_alarm_women",
        1.0,
        5.0,
        more=(women_mistaken_over_men,),
        both={"watching.jaywalk_false_alarm": 0.1},
    ),
    "cashless payment leaves traces": Case(
        "watching.cashless",
        0.1,
        0.9,
        more=(column("spend_traced_yuan"), column("factors_behaviour"), measure("share_of_life_recorded")),
    ),
    # scoring
    "a dear ticket costs points": Case(
        "scoring.points.jaywalk_points", -1, -50, less=(column("score_points"), measure("mean_score"))
    ),
    "ledgers cover places": Case("scoring.points.coverage", 0.1, 0.9, more=(share_with_a_ledger,)),
    "slips cost a commercial score": Case(
        "scoring.factors.slip_points", 0, 50, less=(column("score_factors"), column("factors_behaviour"))
    ),
    "firms with more customers hold more scores": Case(
        "scoring.firms.customers_insurance",
        0.05,
        0.9,
        more=(measure("firms_per_person"), measure("share_scored_by_firms")),
        months=8,
    ),
    "a narrow middle makes people good here and bad there": Case(
        "scoring.firms.grey_points", 200, 0, more=(measure("firms_contradiction_share"),), months=8
    ),
    "a wider scale sets firms further apart": Case(
        "scoring.firms.reach", 100, 800, more=(measure("firms_spread_points"),), months=8
    ),
    "a trace that one firm alone sees parts it from the others": Case(
        "scoring.firms.messaging_games",
        0.0,
        10.0,
        less=(measure("firms_rank_correlation_messaging"), measure("firms_rank_correlation")),
        months=8,
        both={"scoring.firms.screening_games": 0.0},
    ),
    "criticism costs a score with those who read": Case(
        "scoring.firms.messaging_posts",
        0.0,
        3.0,
        more=(column("firms_politics_share"),),
        months=8,
        both={"scoring.firms.used": "messaging"},
    ),
    "compulsion scores everybody": Case(
        "scoring.factors.compulsory", 0, 1, more=(measure("share_scored"),), past="documented"
    ),
    "dear criticism is kept back": Case(
        "scoring.conformity.criticism_points",
        -2,
        -60,
        more=(measure("share_sanctioned"), mean("expression_gap")),
        less=(column("score_conformity"), mean("criticism_per_person_month"), mean("approval_private")),
        months=10,
    ),
    "friends make collateral sanctions": Case(
        "scoring.friends.weight", 0.0, 0.8, more=(measure("collateral_sanctions"), measure("gini_score"))
    ),
    "friends' scores come to resemble one's own": Case(
        "scoring.friends.weight", 0.0, 1.0, more=(measure("tie_score_assortativity"),)
    ),
    "more listing grounds more people": Case(
        "scoring.court_list.listing",
        0.001,
        0.5,
        more=(
            measure("listings_cumulative"),
            measure("share_listed"),
            measure("flights_blocked_cumulative"),
            measure("rail_blocked_cumulative"),
        ),
        past="indebted",
    ),
    "mistakes of courts list the wrong people": Case(
        "scoring.court_list.mistake",
        0.0,
        0.01,
        more=(measure("wrongful_listings"), measure("wrongful_sanctions")),
        past="documented",
    ),
    "a slow register keeps those who have paid": Case(
        "scoring.court_list.removal", 0.9, 0.05, more=(measure("share_listed"),), past="indebted"
    ),
    "appeals lift mistaken listings": Case(
        "scoring.court_list.appeal",
        0.0,
        0.8,
        less=(measure("wrongful_listings"),),
        past="documented",
        both={"scoring.court_list.mistake": 0.01},
    ),
    "a listing that weighs more": Case(
        "scoring.unified.listed_points", 0, -300, less=(measure("mean_score"),), past="essay"
    ),
}


@pytest.mark.parametrize("name", each(CASES))
def test_the_direction_of(pasts, name):
    CASES[name].check(*pasts[CASES[name].past])
