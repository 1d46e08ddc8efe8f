"""Which way notice, appeal, repair, terms, purpose and influence push, on the same people with the same luck."""

import numpy as np
import pytest

from xinyong.vocabulary import OCCUPATIONS

from .conftest import PEOPLE
from .laboratory import begin, simulate_months
from .observed import Case, column, measure, total

MISTAKES = {
    "redress.on": True,
    "redress.capacity": 1000.0,
    "influence.on": True,
    "scoring.court_list.mistake": 0.01,
    "scoring.dishonest_firms.mistake": 0.02,
    "scoring.dishonest_firms.listing": 0.02,
    "scoring.court_list.listing": 0.15,
    "scoring.red_list.coverage": 0.5,
    "scoring.points.coverage": 0.8,
    "scoring.ledger_repair.right": 1,
}
"""A world with a procedure, and enough mistakes for it to have work."""

CASES = (
    Case("redress.notice", 0.0, 1.0, more=(measure("notices_cumulative"),), both={"redress.discovery": 0.0}),
    Case("redress.notice", 0.0, 1.0, more=(measure("appeals_cumulative"),), both={"redress.discovery": 0.0}),
    Case("redress.notice_months", 0, 24, less=(measure("share_told"),), both={"redress.discovery": 0.0}),
    Case("redress.discovery", 0.0, 0.5, more=(measure("share_told"),), both={"redress.notice": 0.0}),
    Case("redress.appeal_wrong", 0.05, 0.9, more=(measure("appeals_cumulative"),), less=(total("n_wrongful"),)),
    Case("redress.appeal_right", 0.0, 0.3, more=(measure("appeals_cumulative"),)),
    Case("redress.access", 0.1, 0.9, more=(measure("appeals_cumulative"),), both={"redress.access_means": 0.0}),
    Case(
        "redress.access_schooling",
        0.0,
        0.9,
        more=(measure("appeals_college_ratio"),),
        both={"redress.access": 0.1, "redress.appeal_right": 0.3},
    ),
    Case("redress.access_means", 0.0, 0.9, more=(measure("appeals_cumulative"),), both={"redress.access": 0.1}),
    Case("redress.appeal_months", 0, 24, more=(measure("appeals_pending"), total("n_wrongful"))),
    Case("redress.capacity", 0.0, 100.0, less=(measure("appeals_pending"), total("n_wrongful"))),
    Case("redress.success_wrong", 0.1, 1.0, more=(measure("appeals_won_share_if_wrong"),), less=(total("n_wrongful"),)),
    Case("redress.success_right", 0.0, 0.8, more=(measure("appeals_won_share_if_right"),)),
    Case("redress.success_access", 0.0, 1.0, more=(measure("appeals_won_share"),)),
    Case("redress.correction_months", 0, 48, less=(total("n_wrongful"),)),
    Case(
        "redress.pardon_months",
        0,
        24,
        less=(total("n_sticks"),),
        both={"redress.success_right": 1.0, "redress.appeal_right": 0.5, "redress.appeal_months": 0},
    ),
    Case("consequences.review", 0.0, 1.0, less=(total("n_wrongful"),)),
    Case("consequences.review_finds", 0.0, 1.0, less=(total("n_wrongful"),), both={"consequences.review": 1.0}),
    Case("consequences.term_months", 0, 2, less=(total("n_sticks"),)),
    Case("consequences.purpose_least", 0.0, 0.5, less=(measure("detriment_per_person"),)),
    Case("influence.official", 0.0, 1.0, more=(column("is_spared"),)),
    Case("influence.manager", 0.0, 1.0, more=(measure("let_off_share_manager"),)),
    Case("influence.member", 0.0, 1.0, more=(measure("let_off_share_member"),)),
    Case(
        "scoring.court_list.repair",
        0.0,
        0.5,
        more=(measure("restored_by_repair_share"),),
        both={"scoring.court_list.repair_months": 0},
    ),
    Case(
        "scoring.court_list.repair_months",
        0,
        48,
        less=(measure("restored_by_repair_share"),),
        both={"scoring.court_list.repair": 0.5},
    ),
    Case(
        "scoring.court_list.capacity",
        0.0,
        10.0,
        more=(measure("listings_cumulative"), measure("share_listed"), measure("wrongful_listings")),
        less=(total("unlisted_debtors"),),
    ),
    Case("scoring.court_list.term_months", 0, 3, more=(measure("restored_by_expiry_share"),)),
    Case("scoring.dishonest_firms.owners", 0.1, 1.0, more=(measure("firms_on_the_list"),)),
    Case("scoring.dishonest_firms.listing", 0.001, 0.05, more=(measure("firms_listed_cumulative"),)),
    Case("scoring.dishonest_firms.mistake", 0.0, 0.05, more=(column("is_firm_listed_wrongly"),)),
    Case("scoring.dishonest_firms.for_breach", 0.0, 1.0, more=(measure("firms_listed_cumulative"),)),
    Case("scoring.dishonest_firms.term_months", 1, 36, more=(measure("firms_on_the_list"),)),
    Case(
        "scoring.dishonest_firms.repair",
        0.0,
        0.9,
        less=(measure("firms_on_the_list"),),
        both={"scoring.dishonest_firms.repair_months": 0},
    ),
    Case(
        "scoring.dishonest_firms.repair_months",
        0,
        36,
        more=(measure("firms_on_the_list"),),
        both={"scoring.dishonest_firms.repair": 0.9},
    ),
    Case("scoring.red_list.coverage", 0.1, 0.9, more=(measure("share_on_red_lists"),)),
    Case("scoring.red_list.entry", 0.01, 0.5, more=(measure("share_on_red_lists"),)),
    Case("scoring.red_list.term_months", 1, 24, more=(measure("share_on_red_lists"),)),
    Case("scoring.ledger_repair.right", 0, 1, more=(column("score_points"),)),
    Case(
        "scoring.ledger_repair.applies",
        0.0,
        0.9,
        more=(column("score_points"),),
        both={"scoring.ledger_repair.general_least": 0},
    ),
    *(
        Case(f"scoring.ledger_repair.{tier}_most", 2, 0, less=(column("score_points"),))
        for tier in ("minor", "general", "serious")
    ),
    *(
        Case(
            f"scoring.ledger_repair.{tier}_least",
            0,
            36,
            less=(column("score_points"),),
            both={"scoring.ledger_repair.applies": 0.9},
        )
        for tier in ("minor", "general", "serious")
    ),
    Case("livelihood.moving", 0.01, 0.5, more=(measure("rents_refused_cumulative"),)),
    Case("livelihood.deposits", 0.01, 0.1, more=(measure("deposits_waived_yuan_cumulative"),)),
)

DEFAULT = {"redress.notice", "consequences.purpose_least", "influence.official"}


@pytest.fixture(scope="module")
def troubled(indebted):
    """Where many are listed, some by mistake, sixteen months under a procedure."""
    scenario = indebted.with_changes(MISTAKES)
    return scenario, simulate_months(scenario, begin(scenario, people=PEOPLE), months=16)


@pytest.mark.parametrize(
    "case",
    [pytest.param(c, id=c.of, marks=() if c.of in DEFAULT else pytest.mark.slow) for c in CASES],
)
def test_direction(troubled, case):
    scenario, past = troubled
    case.check(scenario, past)


def test_nobody_appeals_who_was_not_told(troubled):
    scenario, past = troubled
    silent = scenario.with_changes({"redress.notice": 0.0, "redress.discovery": 0.0})
    simulated = simulate_months(silent, past.end.with_columns(is_told=False, appeal_months=0), months=4)
    assert simulated.people("is_listed").any()
    assert not simulated.people("is_told").any()
    assert not simulated.people("appeal_months").any()


def test_within_the_purpose_no_detriment_is_unrelated(troubled):
    scenario, past = troubled
    simulated = simulate_months(scenario.set("consequences.purpose_least", 1.0), past.end, months=2)
    assert simulated.total("detriment_unrelated") == 0


def test_all_influence_keeps_every_official_off_the_list_and_from_every_stick(troubled):
    scenario, past = troubled
    simulated = simulate_months(scenario.set("influence.official", 1.0), past.end, months=3)
    is_official = simulated.people("occupation") == OCCUPATIONS.index("official")
    assert not simulated.people("is_newly_listed")[is_official].any()
    assert not simulated.people("n_sticks")[is_official].any()
    assert simulated.people("n_sticks")[~is_official].any()


def test_courts_list_as_many_as_they_can_and_room_beyond_that_changes_nothing(troubled):
    scenario, past = troubled
    usual, wide, narrow, none = (
        simulate_months(scenario.set("scoring.court_list.capacity", capacity), past.end, months=4)
        for capacity in (1000, 500, 1, 0)
    )
    assert all(np.array_equal(a.whole, b.whole) for a, b in zip(usual.tallies, wide.tallies, strict=True))
    room = 4 * PEOPLE / 1000
    assert usual.total("is_newly_listed") > 3 * room
    # chance decides who is listed, so that there are as many as there is room for on average only
    assert narrow.total("is_newly_listed") == pytest.approx(room, abs=4 * room**0.5)
    assert none.total("is_newly_listed") == 0


def test_without_wrong_records_a_correction_corrects_nothing(troubled):
    scenario, past = troubled
    simulated = simulate_months(scenario, past.end, months=6)
    # this month's corrections come after this month's sticks
    months, all_of_them = simulated.people("corrected_months"), scenario.redress.correction_months.at(0)
    corrected = (months > 0) & (months < all_of_them)
    assert corrected.any()
    assert not simulated.people("n_wrongful")[corrected].any()
