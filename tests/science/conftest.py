"""Pasts that many tests live on from, each lived through once."""

import pytest

from xinyong.scenario.scenario import Scenario

from .laboratory import Lived, begin, live

PEOPLE = 32_768


@pytest.fixture(scope="session")
def essay() -> Scenario:
    """The essay's system in years in which its rules are in force."""
    return Scenario.load("essay").with_changes({"window": {"from": "2016-01", "until": "2018-12"}})


@pytest.fixture(scope="session")
def documented() -> Scenario:
    """The documented system in years in which its rules are in force."""
    return Scenario.load("documented").with_changes({"window": {"from": "2016-01", "until": "2018-12"}})


@pytest.fixture(scope="session")
def essay_past(essay: Scenario) -> Lived:
    """Sixteen months under the essay's system."""
    return live(essay, begin(essay, people=PEOPLE), months=16)


@pytest.fixture(scope="session")
def documented_past(documented: Scenario) -> Lived:
    """Sixteen months under the documented system."""
    return live(documented, begin(documented, people=PEOPLE), months=16)
