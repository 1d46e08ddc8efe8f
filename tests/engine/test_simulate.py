import signal

import numpy as np
import pytest

from xinyong.engine import CheckpointPlan, simulate
from xinyong.engine.checkpoint import Checkpoint, available, latest
from xinyong.errors import BadFolder, BadRequest
from xinyong.scenario.scenario import Scenario
from xinyong.society.columns import BLOCK
from xinyong.society.network import network_ties

from .conftest import PEOPLE
from .same import assert_same

JANUARY = 12 * 2013
COUNTED = "people"


class Listener:
    """Records what it is given."""

    def __init__(self) -> None:
        self.heard: list[tuple] = []

    def start(self, total_months: int, citizens: int) -> None:
        self.heard.append(("start", total_months, citizens))

    def month(self, done: int, month: int) -> None:
        self.heard.append(("month", done, month))

    def end(self) -> None:
        self.heard.append(("end",))


def test_months_come_in_order_with_everybody_counted(quiet, straight):
    assert [r.month for r in straight] == list(quiet.window.months)
    for result in straight:
        assert result.tally.total(COUNTED) == PEOPLE
        assert result.nation.month == result.month + 1
        assert isinstance(result.tally.cells, np.ndarray)


def test_the_cohort_is_followed_with_all_its_columns(straight):
    for result in straight:
        assert len(result.cohort["citizen"]) == 40
        assert result.cohort["is_person"].all()
        assert {"income_yuan", "approval", "ties", "score_unified", "n_sticks"} <= result.cohort.keys()
    assert (straight[0].cohort["citizen"] == straight[-1].cohort["citizen"]).all()


@pytest.mark.parametrize(("tile", "workers"), [(BLOCK, 1), (2 * BLOCK, 1), (2 * BLOCK, 3), (None, 4)])
def test_the_bits_do_not_depend_on_tiles_and_workers(quiet, straight, tile, workers):
    assert_same(list(simulate(quiet, tile=tile, workers=workers, cohort=40)), straight)


def test_checkpoints_are_kept_as_planned_and_change_nothing(quiet, straight, checkpoints):
    assert available(checkpoints) == tuple(JANUARY + m for m in (1, 3, 5, 7))
    assert_same(list(simulate(quiet, tile=BLOCK, cohort=40, resume=checkpoints / "2013-02.checkpoint")), straight[2:])


@pytest.mark.parametrize(("tile", "month", "left"), [(2 * BLOCK, "2013-04", 4), (BLOCK, "2013-06", 2)])
def test_a_resumed_run_gives_the_same_bits(quiet, straight, checkpoints, tile, month, left):
    resumed = simulate(quiet, tile=tile, cohort=40, resume=checkpoints / f"{month}.checkpoint")
    assert_same(list(resumed), straight[-left:])


def test_a_finished_run_has_nothing_left_to_resume(quiet, checkpoints):
    assert list(simulate(quiet, resume=checkpoints)) == []


def test_a_fork_of_the_same_scenario_gives_the_same_bits(quiet, straight, checkpoints):
    forked = simulate(quiet, tile=BLOCK, cohort=40, fork=(checkpoints, JANUARY + 3))
    assert_same(list(forked), straight[4:])


def test_a_fork_lives_on_under_another_scenario(quiet, straight, checkpoints, tmp_path):
    warmer = quiet.set("livelihood.subsidy", 0.1).with_changes({"window.until": "2013-09"})
    plan = CheckpointPlan(tmp_path, every=2)
    forked = list(simulate(warmer, tile=BLOCK, fork=(checkpoints, JANUARY + 3), checkpoint=plan))
    assert [r.month for r in forked] == [JANUARY + m for m in (4, 5, 6, 7, 8)]
    assert forked[0].tally.total("earned_yuan") > straight[4].tally.total("earned_yuan")
    assert_same(list(simulate(warmer, tile=BLOCK, resume=tmp_path)), forked[-1:])


def interrupted_after(months, n: int, taken: list) -> None:
    """Take in some months, and press Ctrl-C while the last of them is being taken in."""
    for result in months:
        taken.append(result)
        if len(taken) == n:
            signal.raise_signal(signal.SIGINT)


def test_ctrl_c_lets_the_month_under_way_come_to_its_end_and_keeps_it(quiet, straight, tmp_path):
    taken = []
    plan = CheckpointPlan(tmp_path, every=100, extra=lambda: {"taken": len(taken), "sums": np.ones(3)})
    handler = signal.getsignal(signal.SIGINT)
    with pytest.raises(KeyboardInterrupt):
        interrupted_after(simulate(quiet, tile=BLOCK, checkpoint=plan), 3, taken)
    assert signal.getsignal(signal.SIGINT) is handler
    kept = Checkpoint.open(latest(tmp_path))
    assert (kept.past.month, kept.extra["taken"], kept.extra["sums"].sum()) == (JANUARY + 3, 4, 3.0)
    assert_same(list(simulate(quiet, tile=BLOCK, cohort=40, resume=tmp_path)), straight[4:])


def test_ctrl_c_without_checkpoints_breaks_off_at_once(quiet):
    with pytest.raises(KeyboardInterrupt):
        interrupted_after(simulate(quiet, tile=BLOCK), 1, [])


def test_progress_hears_of_every_month_and_of_the_end(quiet, checkpoints):
    listener = Listener()
    list(simulate(quiet, tile=BLOCK, progress=listener, resume=checkpoints / "2013-06.checkpoint"))
    assert listener.heard == [
        ("start", 2, PEOPLE),
        ("month", 1, JANUARY + 6),
        ("month", 2, JANUARY + 7),
        ("end",),
    ]


def test_a_run_that_is_given_up_ends_cleanly(quiet):
    listener = Listener()
    months = simulate(quiet, tile=BLOCK, progress=listener)
    next(months)
    months.close()
    assert listener.heard[-1] == ("end",)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"seed": 2}, "seed: received 2; accepted: 1"),
        ({"population": 10_000}, "population: received 10000"),
        ({"fork": ("checkpoints", JANUARY + 1)}, "together with fork"),
        ({"checkpoint": CheckpointPlan("x", every=0)}, "checkpoint months: received 0"),
        ({"workers": 0}, "workers: received 0"),
        ({"tile": 5}, "tile: received 5"),
    ],
)
def test_what_cannot_be_is_refused_before_anything_runs(quiet, checkpoints, changes, message):
    with pytest.raises(BadRequest, match=message):
        simulate(quiet, **{"resume": checkpoints, **changes})


def test_another_scenario_cannot_resume(quiet, checkpoints):
    with pytest.raises(BadRequest, match="scenario_hash"):
        simulate(quiet.set("livelihood.subsidy", 0.1), resume=checkpoints)


def test_a_fork_from_a_month_that_was_not_kept_is_refused(quiet, checkpoints):
    with pytest.raises(BadFolder, match="received 2013-03"):
        simulate(quiet, fork=(checkpoints, JANUARY + 2))


def ring(people: int) -> np.ndarray:
    """Everybody is tied to two neighbours."""
    citizen = np.arange(people)
    return np.stack([citizen, (citizen + 1) % people], axis=1)


def test_an_explicit_network_is_one_tile_and_can_be_resumed(quiet, tmp_path):
    network = network_ties(ring(PEOPLE), population=PEOPLE)
    straight = list(simulate(quiet, tile=BLOCK, network=network, cohort=5))
    first = straight[0].tally.total
    assert first("degree") + first("ties_cut") - first("ties_made") == 2 * PEOPLE
    plan = CheckpointPlan(tmp_path, every=3)
    list(simulate(quiet, network=network, checkpoint=plan))
    assert_same(list(simulate(quiet, network=network, resume=tmp_path, cohort=5)), straight[6:])
    with pytest.raises(BadRequest, match="network: received layered"):
        simulate(quiet, resume=tmp_path)


def test_a_network_of_another_population_is_refused(quiet):
    with pytest.raises(BadRequest, match="a network made for a population of 20000"):
        simulate(quiet, network=network_ties(ring(50), population=50))


@pytest.mark.slow
@pytest.mark.parametrize("preset", ["essay", "documented"])
def test_whole_scenarios_give_the_same_bits_for_any_tiles_after_a_resume_and_in_a_fork(preset, tmp_path):
    scenario = Scenario.load(preset).with_changes({"window.from": "2014-01", "window.until": "2014-06"})
    asked = {"population": 40_000, "cohort": 20}
    plan = CheckpointPlan(tmp_path, every=2, is_keeping_all=True)
    straight = list(simulate(scenario, tile=BLOCK, workers=2, **asked))
    assert_same(list(simulate(scenario, tile=3 * BLOCK, workers=1, checkpoint=plan, **asked)), straight)
    resumed = simulate(scenario, tile=BLOCK, resume=tmp_path / "2014-04.checkpoint", **asked)
    assert_same(list(resumed), straight[4:])
    forked = simulate(scenario, tile=2 * BLOCK, fork=(tmp_path, 12 * 2014 + 1), **asked)
    assert_same(list(forked), straight[2:])
