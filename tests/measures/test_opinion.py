"""Beliefs, readiness to speak out, and the survey, against plain computations on the same people."""

import numpy as np
import pytest

from tests.measures.crowd import nobody, tally_of
from xinyong.counting.count import Count
from xinyong.measures.opinion import NEVER, THRESHOLDS, at_rest, difference_of_means
from xinyong.measures.registry import MEASURES
from xinyong.mechanisms.survey import BITS
from xinyong.society.columns import BLOCK
from xinyong.vocabulary import BELIEFS

from .crowd import crowd

DECEMBER = 12 * 2015 + 11


@pytest.fixture(scope="module")
def people():
    columns, rng = crowd(seed=5), np.random.default_rng(6)
    shape = columns["is_person"].shape
    columns["score_seen"] = np.where(rng.random(shape) < 0.7, 600.0, 0.0).astype(np.float32)
    for belief in BELIEFS:
        columns[f"off_{belief}"] = rng.integers(0, 128, shape).astype(np.uint8)
    columns["speaks_from"] = np.where(rng.random(shape) < 0.4, rng.integers(0, 101, shape), 100).astype(np.uint8)
    columns["distress"] = rng.integers(0, 101, shape).astype(np.uint8)
    answers = {name: rng.integers(0, 1 << size, shape) for name, (_, size) in BITS.items()}
    answers["arm"], answers["support"] = rng.integers(0, 3, shape), rng.integers(0, 11, shape)
    bits = sum(answers[name].astype(np.uint32) << lowest for name, (lowest, _) in BITS.items())
    columns["survey_bits"] = np.where(answers["asked"] > 0, bits, 0).astype(np.uint32)
    return columns, {name: given.reshape(-1) for name, given in answers.items()}


@pytest.fixture(scope="module")
def counted(people):
    return counts(people[0], DECEMBER)


def counts(columns, month):
    tally = tally_of(columns, month=month, score=None) + nobody()
    return Count(tally, tally, weight=1.0, on={"adapting"})


def flat(people, name):
    return people[0][name].reshape(-1)


def is_asked(people):
    return (people[1]["asked"] > 0) & flat(people, "is_person")


def value(counted, measure):
    return MEASURES[measure].values(counted)[0]


@pytest.mark.parametrize("belief", BELIEFS)
def test_beliefs_are_counted_among_those_who_see_a_score(people, counted, belief):
    informed = flat(people, "is_person") & (flat(people, "score_seen") > 0)
    assert value(counted, f"belief_right_{belief}") == pytest.approx(flat(people, f"knows_{belief}")[informed].mean())
    assert value(counted, f"belief_error_{belief}") == pytest.approx(flat(people, f"off_{belief}")[informed].mean() / 4)


def test_beliefs_by_group_are_those_of_the_group(people, counted):
    informed = flat(people, "is_person") & (flat(people, "score_seen") > 0) & ~flat(people, "is_urban")
    assert MEASURES["belief_right_late"].values(counted)[1] == pytest.approx(
        flat(people, "knows_late")[informed].mean()
    )


def test_distress_is_the_mean_of_what_weighs_on_people(people, counted):
    is_person = flat(people, "is_person")
    assert value(counted, "distress_index") == pytest.approx(flat(people, "distress")[is_person].mean() / 100)


def test_unrest_is_where_speaking_out_comes_to_rest(people, counted):
    from_ = flat(people, "speaks_from")[flat(people, "is_person")].astype(int)
    for measure, share in (("unrest_index", 0.0), ("unrest_potential", (from_ < 100).mean())):
        for _ in range(200):  # as people would: look how many speak, in whole percent, and join or leave
            share = (from_ <= min(int(100 * share + 1e-9), 99)).mean()
        assert value(counted, measure) == pytest.approx(share), measure


@pytest.mark.parametrize(
    ("alone", "others", "silent", "uproar"),
    [(0.1, 0.0, 10, 10), (0.06, 0.8, 6, 86), (0.0, 0.9, 0, 90), (0.4, 0.5, 90, 90)],
)
def test_a_spark_can_spread_and_need_not(alone, others, silent, uproar):
    """Some speak alone, most once a third has spoken: few stay few, many stay many, and enough of them carry all."""
    people = np.zeros(THRESHOLDS)
    people[0], people[35], people[NEVER] = alone, others, 1 - alone - others
    assert at_rest(people, begin=0) == silent
    assert at_rest(people, begin=NEVER - 1) == uproar


def test_direct_answers_are_shares_of_those_asked(people, counted):
    asked = is_asked(people)
    approve = flat(people, "says_approve")[asked]
    disapprove = (flat(people, "says_disapprove") & ~flat(people, "says_approve"))[asked]
    assert value(counted, "survey_asked") == asked.sum()
    assert value(counted, "survey_approval_direct") == pytest.approx(approve.mean())
    assert value(counted, "survey_dissent_direct") == pytest.approx(disapprove.mean())
    assert value(counted, "survey_approval_held") == pytest.approx(people[1]["approves"][asked].mean())
    assert value(counted, "survey_fear_direct") == pytest.approx(people[1]["says_fear"][asked].mean())
    assert value(counted, "survey_fear_held") == pytest.approx(people[1]["fears"][asked].mean())


@pytest.mark.parametrize("what", ["approval", "fear"])
def test_the_list_experiment_is_a_difference_of_means_with_its_error(people, counted, what):
    asked, more = is_asked(people), people[1]["listed_more"] > 0
    long, short = (people[1][f"count_{what}"][asked & half] for half in (more, ~more))
    error = np.sqrt(long.var(ddof=1) / len(long) + short.var(ddof=1) / len(short))
    assert value(counted, f"survey_{what}_list") == pytest.approx(long.mean() - short.mean())
    assert value(counted, f"survey_{what}_list_error") == pytest.approx(error)


def test_the_gap_is_what_is_said_less_what_is_counted(counted):
    gap = value(counted, "survey_approval_direct") - value(counted, "survey_approval_list")
    assert value(counted, "survey_gap") == pytest.approx(gap)


def test_support_is_that_of_each_arm(people, counted):
    asked, arm, support = is_asked(people), people[1]["arm"], people[1]["support"]
    assert value(counted, "survey_support") == pytest.approx(support[asked & (arm == 0)].mean())
    assert value(counted, "survey_support_told_repression") == pytest.approx(support[asked & (arm == 1)].mean())
    assert value(counted, "survey_supporting") == pytest.approx((support[asked & (arm == 0)] >= 6).mean())
    assert value(counted, "survey_supporting_told_balance") == pytest.approx((support[asked & (arm == 2)] >= 6).mean())


def test_in_other_months_nothing_of_it_is_known(people):
    june = counts(people[0], DECEMBER - 6)
    assert np.isnan(value(june, "unrest_index"))
    assert np.isnan(value(june, "survey_approval_list"))
    assert np.isnan(value(june, "belief_right_late"))
    assert value(june, "survey_asked") == 0
    assert BLOCK > value(june, "distress_index") > 0


def test_two_people_a_half_are_the_least():
    assert np.isnan(difference_of_means(np.array([1.0, 0.0]), np.array([3.0, 4.0]))).all()
    estimate, error = difference_of_means(np.array([2.0, 2.0]), np.array([1.0, 3.0]))
    assert (estimate, error) == pytest.approx((0.25, np.sqrt(1 / 12 + 0.25 / 4)))
