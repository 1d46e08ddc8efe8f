"""A society small enough to be run many times: two blocks of people who work, talk and have friends."""

import pytest

from xinyong.engine import CheckpointPlan, MonthResult, simulate
from xinyong.scenario.scenario import Scenario

PEOPLE = 20_000


@pytest.fixture(scope="session")
def quiet() -> Scenario:
    """Livelihood, couples and adapting only, eight months of 2013."""
    changes = {"conduct.on": False, "lending.on": False, "population": PEOPLE}
    return Scenario.load("no-system").with_changes({**changes, "window": {"from": "2013-01", "until": "2013-08"}})


@pytest.fixture(scope="session")
def straight(quiet: Scenario) -> list[MonthResult]:
    """The quiet scenario, run without interruption."""
    return list(simulate(quiet, tile=16384, workers=2, cohort=40))


@pytest.fixture(scope="session")
def checkpoints(quiet: Scenario, tmp_path_factory: pytest.TempPathFactory):
    """A folder with checkpoints of every second month of the quiet scenario."""
    folder = tmp_path_factory.mktemp("checkpoints")
    plan = CheckpointPlan(folder, every=2, is_keeping_all=True)
    list(simulate(quiet, tile=16384, workers=2, checkpoint=plan))
    return folder
