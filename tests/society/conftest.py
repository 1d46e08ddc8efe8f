"""A small society that the tests of this room share."""

from types import SimpleNamespace

import numpy as np
import pytest

from xinyong.scenario.sections.society import Society
from xinyong.society.columns import BLOCK
from xinyong.society.population import draw

MONTH = 12 * 2013


@pytest.fixture(scope="session")
def scenario():
    return SimpleNamespace(society=Society(), window=SimpleNamespace(from_=MONTH))


@pytest.fixture(scope="session")
def people():
    """All fixed columns of 65,000 citizens in four blocks, flat."""
    drawn = draw(Society(), seed=1, start=0, count=4 * BLOCK, population=65_000, month=MONTH)
    return {name: np.asarray(column) for name, column in drawn.items()}
