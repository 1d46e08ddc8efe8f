"""The learner: when it learns, from whom, and that a checkpoint keeps all of it."""

import json

import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression

from tests.nation.counted import Counted
from xinyong.engine import MonthResult, simulate
from xinyong.engine.tiles import lay_tiles
from xinyong.mechanisms.lending.loan_performance import KINDS
from xinyong.mechanisms.scoring.scorecard import FEATURES, FIRST, SCORECARD_CELLS, WEIGHTS, design
from xinyong.nation import Nation
from xinyong.nation.scorecard_learner import ScorecardLearner, cells, chance_of_bad, fitted, starting_weights
from xinyong.scenario.scenario import Scenario
from xinyong.society.columns import BLOCK

MONTH = 12 * 2015
TRAINING = {"every_months": 6, "failed_least": 10, "bin_least": 0, "windows": 2}


def scenario(**training):
    settings = {f"scoring.scorecard_training.{name}": value for name, value in (TRAINING | training).items()}
    return Scenario.load("essay").with_changes(settings)


def month_of(seed, **scale):
    """A month's table; `scale` multiplies the people of a kind."""
    rng = np.random.default_rng(seed)
    counts = np.zeros((len(KINDS), SCORECARD_CELLS), np.int64)
    for k, kind in enumerate(KINDS):
        mean = {"paid": 0.5, "failed": 0.02}.get(kind, 0.1) * scale.get(kind, 1)
        counts[k] = rng.poisson(mean, SCORECARD_CELLS)
    return Counted(tables={"training": counts.ravel()})


def after(months, asked, *, tables=month_of):
    learner = ScorecardLearner.start(asked, MONTH)
    for k in range(months):
        learner = learner.advance(asked, MONTH + k, tables(k))
    return learner


def test_before_the_first_training_the_weights_are_the_scenarios():
    asked = scenario()
    start = starting_weights(asked, MONTH)
    learned = after(5, asked).signals(asked, MONTH + 5)["scorecard_weights"]
    assert np.array_equal(learned, start.astype(np.float32))
    payment = start[FIRST["payment"] : FIRST["payment"] + FEATURES["payment"]]
    assert payment == pytest.approx([-1.5, -0.5, 0.5, 1.5])
    assert start[0] == pytest.approx(np.log(20.0))


def test_it_learns_when_the_interval_is_over_from_those_lent_to_in_the_windows():
    asked = scenario()
    learner = after(6, asked)
    assert learner.trained == MONTH + 5
    table = sum(month_of(k).tables["training"] for k in range(6)).reshape(len(KINDS), SCORECARD_CELLS)
    assert learner.weights == tuple(fitted(cells(), table[0].astype(float), table[1].astype(float), ridge=1.0))
    later = after(18, asked)
    assert later.trained == MONTH + 17
    table = sum(month_of(k).tables["training"] for k in range(6, 18)).reshape(len(KINDS), SCORECARD_CELLS)
    assert later.weights == tuple(fitted(cells(), table[0].astype(float), table[1].astype(float), ridge=1.0))


def test_whom_it_refused_it_never_sees():
    asked = scenario()
    unseen = after(6, asked, tables=lambda k: month_of(k, refused_failed=50, refused_paid=0))
    assert unseen.weights == after(6, asked).weights
    assert unseen.seen["refused_failed"].sum() > after(6, asked).seen["refused_failed"].sum()


def test_it_waits_until_enough_have_failed():
    asked = scenario(failed_least=1000)
    assert after(10, asked).trained is None
    assert after(16, asked).trained == MONTH + 12


def test_without_training_it_stays_as_it_started():
    asked = scenario().set("scoring.scorecard_training.on", False)
    assert after(14, asked).trained is None


def test_a_bin_with_hardly_anybody_keeps_what_it_started_with():
    asked = scenario(bin_least=1_000_000)
    start = starting_weights(asked, MONTH + 5)
    learned = np.asarray(after(6, asked).weights)
    assert np.array_equal(learned[1:], start[1:])
    assert learned[0] != start[0]  # the intercept is about everybody


def uneven_month(seed):
    """A month's table in which some bins are rare; many refused, who must not count."""
    rng = np.random.default_rng(seed)
    common = [np.array([0.1, 1.0]) if bins == 2 else np.array([0.04, 0.3, 1.0, 3.0]) for bins in FEATURES.values()]
    of_cell = np.prod(np.meshgrid(*common, indexing="ij"), axis=0).ravel()
    means = {"paid": 0.5, "failed": 0.05}
    counts = np.stack([rng.poisson(means.get(kind, 5.0) * of_cell) for kind in KINDS])
    return Counted(tables={"training": counts.ravel()})


def borrowers_by_weight(tables):
    """Borrowers behind each weight, paid and failed together: all of them, then those of each bin."""
    people = sum(table.tables["training"] for table in tables).reshape(len(KINDS), *FEATURES.values())[:2].sum(axis=0)
    of_bins = [people.sum(axis=tuple(set(range(len(FEATURES))) - {k})) for k in range(len(FEATURES))]
    return np.concatenate([[people.sum()], *of_bins])


def test_only_bins_of_fewer_than_bin_least_borrowers_are_replaced_and_nothing_is_fitted_again():
    borrowers = borrowers_by_weight(uneven_month(k) for k in range(6))
    start = starting_weights(scenario(), MONTH + 5)
    fit = np.asarray(after(6, scenario(), tables=uneven_month).weights)
    assert not np.any(fit == start)
    # a bin of just so many keeps what was fitted; where one more is asked for it does not
    some = np.unique(borrowers[1:])[::5]
    for bin_least in (*some, *(some + 1)):
        learned = np.asarray(after(6, scenario(bin_least=int(bin_least)), tables=uneven_month).weights)
        is_replaced = np.r_[False, borrowers[1:] < bin_least]
        assert np.array_equal(learned, np.where(is_replaced, start, fit)), bin_least


def test_a_bin_counts_the_borrowers_of_all_intervals_that_it_learns_from():
    borrowers = borrowers_by_weight(uneven_month(k) for k in range(6, 18))
    bin_least = int(np.median(borrowers))
    fit, learned = (
        np.asarray(after(18, scenario(bin_least=least), tables=uneven_month).weights) for least in (0, bin_least)
    )
    start = starting_weights(scenario(), MONTH + 17)
    assert np.array_equal(learned, np.where(np.r_[False, borrowers[1:] < bin_least], start, fit))


def test_what_it_foretells_is_out_of_sample():
    asked = scenario()
    at_training, next_month = after(6, asked), after(7, asked)
    assert at_training.in_use == tuple(starting_weights(asked, MONTH + 5))
    assert at_training.seen["paid"].sum() == sum(
        month_of(k).tables["training"][:SCORECARD_CELLS].sum() for k in range(6)
    )
    assert next_month.in_use == at_training.weights
    assert next_month.seen["paid"].sum() == month_of(6).tables["training"][:SCORECARD_CELLS].sum()
    assert sum(next_month.learned_from) > 0 == sum(at_training.learned_from)


def test_a_checkpoint_keeps_it_to_the_last_bit():
    asked = scenario()
    for months in (0, 3, 6, 8):
        learner = after(months, asked)
        assert ScorecardLearner.from_json(json.loads(json.dumps(learner.to_json()))) == learner


def test_a_nation_without_a_scorecard_has_no_learner_and_neutral_weights():
    nation = Nation.start(Scenario.load("documented"), 1000, MONTH)
    assert "scorecard" not in nation.parts
    assert not np.any(nation.signals()["scorecard_weights"])
    assert np.any(Nation.start(Scenario.load("essay"), 1000, MONTH).signals()["scorecard_weights"])


# --- people counted by the engine ---------------------------------------------------------------------------------


PEOPLE = 40_000
FIT = {"every_months": 9, "failed_least": 5, "bin_least": 0}
"""No bin is replaced: the weights are those of the fit."""
QUICK = {"lending.loan_performance.horizon_months": 6, "lending.loan_performance.bad_months": 1}
"""Observations are quick to close and to fail."""


@pytest.fixture(scope="module")
def tilings() -> list[list[MonthResult]]:
    """The same nine months of the same people in three tiles and in one, everybody followed."""
    switches = (
        "watching.on",
        "scoring.on",
        "scoring.court_list.on",
        "scoring.scorecard.on",
        "scoring.scorecard_training.on",
    )
    changes = dict.fromkeys(switches, True) | QUICK
    changes |= {f"scoring.scorecard_training.{name}": value for name, value in FIT.items()}
    off = dict.fromkeys(("matching.on", "adapting.on", "survey.on", "scoring.firms.on"), False)
    window = {"window": {"from": "2015-01", "until": "2015-09"}}
    asked = Scenario.load("no-system").with_changes({**window, **changes, **off})
    tiles = (BLOCK, 3 * BLOCK)
    assert [lay_tiles(PEOPLE, tile=tile).n_tiles for tile in tiles] == [3, 1]
    return [list(simulate(asked, population=PEOPLE, tile=tile, workers=1, cohort=PEOPLE)) for tile in tiles]


@pytest.mark.slow
def test_tables_and_weights_do_not_depend_on_tiles(tilings):
    in_three, in_one = tilings
    for three, one in zip(in_three, in_one, strict=True):
        assert np.array_equal(three.tally.tables["training"], one.tally.tables["training"])
        assert three.nation.parts["scorecard"] == one.nation.parts["scorecard"]
    assert in_one[-1].nation.parts["scorecard"].trained == in_one[-1].month


@pytest.mark.slow
def test_a_table_counts_each_person_once(tilings):
    for results in tilings:
        for result in results:
            rows = result.cohort["training_row"].astype(int)
            assert len(rows) == PEOPLE
            people = np.bincount(rows[rows > 0] - 1, minlength=len(KINDS) * SCORECARD_CELLS)
            assert np.array_equal(result.tally.tables["training"], people)


@pytest.mark.slow
def test_what_the_nation_fits_is_what_scikit_learn_fits_to_the_people_themselves(tilings):
    for results in tilings:
        rows = np.concatenate([result.cohort["training_row"].astype(int) for result in results])
        kind, cell = np.divmod(rows[rows > 0] - 1, SCORECARD_CELLS)
        is_borrower = kind < 2
        bins = zip(np.unravel_index(cell[is_borrower], tuple(FEATURES.values())), FEATURES.values(), strict=True)
        features = np.concatenate([number[:, None] == np.arange(n) for number, n in bins], axis=1).astype(float)
        has_paid = kind[is_borrower] == KINDS.index("paid")
        assert min(has_paid.sum(), (~has_paid).sum()) > 100
        ridge = results[-1].nation.scenario.scoring.scorecard_training.numbers(results[-1].month)["ridge"]
        theirs = LogisticRegression(C=1.0 / ridge, solver="newton-cholesky", tol=1e-12, max_iter=1000)
        theirs = theirs.fit(features, has_paid)
        weights = np.asarray(results[-1].nation.parts["scorecard"].weights)
        np.testing.assert_allclose(weights, [theirs.intercept_[0], *theirs.coef_[0]], atol=1e-6, rtol=0.0)


# --- the regression: from a table it is that on the rows, as another library finds it ----------------------------


def table(seed, *, people=6000):
    """People in some of the cells, of whom more fail the lower their weights."""
    rng = np.random.default_rng(seed)
    weights = np.concatenate([[2.0], rng.normal(0, 0.8, WEIGHTS - 1)])
    cells = rng.choice(rng.choice(SCORECARD_CELLS, 400, replace=False), people)
    is_bad = rng.random(people) < chance_of_bad(design(), weights)[cells]
    return np.bincount(cells[~is_bad], minlength=SCORECARD_CELLS), np.bincount(cells[is_bad], minlength=SCORECARD_CELLS)


def rows(good, bad):
    """The table, one row a person."""
    x = np.concatenate([np.repeat(design()[:, 1:], good, axis=0), np.repeat(design()[:, 1:], bad, axis=0)])
    return x, np.concatenate([np.ones(good.sum()), np.zeros(bad.sum())])


@pytest.mark.parametrize("ridge", [0.1, 1.0, 30.0])
@pytest.mark.parametrize("seed", [1, 2])
def test_the_fit_from_a_table_is_that_of_scikit_learn_on_its_rows(seed, ridge):
    good, bad = table(seed)
    theirs = LogisticRegression(C=1.0 / ridge, solver="newton-cholesky", tol=1e-12, max_iter=1000).fit(*rows(good, bad))
    found = fitted(design(), good, bad, ridge=ridge)
    assert found[0] == pytest.approx(theirs.intercept_[0], abs=1e-6)
    np.testing.assert_allclose(found[1:], theirs.coef_[0], atol=1e-6)


def test_at_the_fit_the_penalised_slope_is_nought():
    good, bad = table(4)
    found = fitted(design(), good, bad, ridge=1.0)
    missed = good - (good + bad) * (1.0 - chance_of_bad(design(), found))
    slope = design().T @ missed - np.concatenate([[0.0], found[1:]])
    assert np.abs(slope).max() < 1e-6


def test_weights_of_a_feature_are_centred_and_shrink_with_the_penalty():
    good, bad = table(5)
    weak, strong = (fitted(design(), good, bad, ridge=ridge) for ridge in (0.1, 100.0))
    assert np.abs(strong[1:]).max() < np.abs(weak[1:]).max()
    for name, bins in FEATURES.items():
        assert weak[FIRST[name] : FIRST[name] + bins].sum() == pytest.approx(0.0, abs=1e-6)


def test_without_anything_to_tell_people_apart_only_the_odds_are_learned():
    good, bad = np.zeros(SCORECARD_CELLS, int), np.zeros(SCORECARD_CELLS, int)
    good[:], bad[:] = 30, 10
    found = fitted(design(), good, bad, ridge=1.0)
    assert found[0] == pytest.approx(np.log(3.0))
    assert np.abs(found[1:]).max() < 1e-9
    assert chance_of_bad(design(), found) == pytest.approx(0.25)
