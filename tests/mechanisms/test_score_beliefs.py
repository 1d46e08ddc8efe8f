"""What can be inferred from one's own score: everything where nothing disturbs, and nothing where nothing is done."""

import jax.numpy as jnp
import numpy as np

from xinyong.mechanisms import System
from xinyong.mechanisms.scoring.score_beliefs import SCORE_BELIEFS
from xinyong.scenario.scenario import Scenario
from xinyong.society.columns import BLOCK, COLUMNS
from xinyong.society.random_streams import Stream
from xinyong.society.ties import layered_ties
from xinyong.vocabulary import BELIEFS

SHAPE = (1, BLOCK)
SYSTEM = System(on=frozenset({"scoring.points", "scoring.score_beliefs"}))
TRUTH = {"late": -12.0, "spending": 8.0, "words": 3.0, "friends": 0.0}
NATION = {"mean_income_yuan": jnp.float32(1000.0)} | {f"true_{b}": jnp.float32(w) for b, w in TRUTH.items()}
QUICK = Scenario().with_changes({"scoring.score_beliefs.rate": 0.5, "scoring.score_beliefs.habit": 0.0})
NUMBERS = {name: jnp.float32(value) for name, value in QUICK.scoring.score_beliefs.numbers(0).items()}


def lived(months, *, busy, noise=0.0, seed=3):
    """Columns after months in which each act moves the score by its true weight, and luck by `noise` points."""
    rng = np.random.default_rng(seed)
    columns = {name: np.full(SHAPE, COLUMNS[name].fill, COLUMNS[name].dtype) for name in SCORE_BELIEFS.reads}
    columns |= {"is_person": np.ones(SHAPE, bool), "online": np.ones(SHAPE, np.float32)}
    columns |= {"income_year_yuan": np.full(SHAPE, 1000.0, np.float32), "ties": np.zeros(SHAPE, np.uint8)}
    columns["score_points"] = np.full(SHAPE, 1000.0, np.float32)
    usual = 1000.0 * NUMBERS["usual_spending"]
    for _ in range(months):
        late, praise, criticism = (rng.random(SHAPE) < 0.3 * busy for _ in range(3))
        beyond = busy * rng.uniform(-0.8, 0.8, SHAPE)
        moved = TRUTH["late"] * late + TRUTH["spending"] * beyond + TRUTH["words"] * (praise.astype(int) - criticism)
        columns |= {"act_late_bill": late, "act_praise": praise, "act_criticism": criticism}
        columns["spend_yuan"] = (usual + 1000.0 * beyond).astype(np.int32)
        columns["score_points"] = (columns["score_points"] + moved + rng.normal(0, noise, SHAPE)).astype(np.float32)
        written = SCORE_BELIEFS.run(
            columns, NATION, NUMBERS, Stream((0, 0), np.zeros(SHAPE), ()), layered_ties(), SYSTEM
        )
        columns |= {name: np.asarray(column) for name, column in written.items()}
    return columns


def test_whoever_does_much_and_is_not_disturbed_finds_all_weights():
    found = lived(150, busy=1.0)
    for belief in BELIEFS:
        assert np.allclose(found[f"belief_{belief}"], TRUTH[belief], atol=0.2), belief
        assert found[f"knows_{belief}"].all(), belief
        assert (found[f"off_{belief}"] <= 1).all(), belief


def test_whoever_does_nothing_learns_nothing():
    found = lived(20, busy=0.0, noise=10.0)
    assert not found["belief_late"].any()
    assert not found["belief_words"].any()
    assert not found["knows_late"].any()
    assert (found["off_late"] == 48).all()


def test_noise_leaves_people_in_error():
    quiet, loud = (lived(60, busy=1.0, noise=noise) for noise in (0.0, 40.0))
    assert loud["knows_words"].mean() < 0.9 < quiet["knows_words"].mean()
    assert loud["off_words"].mean() > quiet["off_words"].mean()


def test_a_first_score_teaches_nothing():
    found = lived(1, busy=1.0, noise=50.0)
    assert not any(found[f"belief_{belief}"].any() for belief in BELIEFS)
    assert np.array_equal(found["score_seen"], found["score_points"])
