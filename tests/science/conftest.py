"""Pasts from which many tests go on, each simulated once."""

import pytest

from xinyong.scenario.scenario import Scenario
from xinyong.society.columns import BLOCK

from .laboratory import SimulatedMonths, begin, simulate_months

PEOPLE = BLOCK


@pytest.fixture(scope="session")
def essay() -> Scenario:
    """The essay's system in years in which its rules are in force; the bureau, which is not of the essay, looks on."""
    window = {"from": "2016-01", "until": "2018-12"}
    return Scenario.load("essay").with_changes({"window": window, "scoring.bureau.on": True})


@pytest.fixture(scope="session")
def documented() -> Scenario:
    """The documented system in years in which its rules are in force."""
    return Scenario.load("documented").with_changes({"window": {"from": "2016-01", "until": "2018-12"}})


@pytest.fixture(scope="session")
def essay_past(essay: Scenario) -> SimulatedMonths:
    """Sixteen months under the essay's system."""
    return simulate_months(essay, begin(essay, people=PEOPLE), months=16)


@pytest.fixture(scope="session")
def documented_past(documented: Scenario) -> SimulatedMonths:
    """Sixteen months under the documented system."""
    return simulate_months(documented, begin(documented, people=PEOPLE), months=16)


@pytest.fixture(scope="session")
def indebted(documented: Scenario) -> Scenario:
    """The documented system where many forget to pay, so that courts have much to do."""
    return documented.set("lending.forgetting", 0.5)


@pytest.fixture(scope="session")
def pasts(essay, essay_past, documented, documented_past, indebted) -> dict[str, tuple[Scenario, SimulatedMonths]]:
    """Scenarios, and sixteen months simulated under each."""
    in_debt = simulate_months(indebted, begin(indebted, people=PEOPLE), months=16)
    return {
        "essay": (essay, essay_past),
        "documented": (documented, documented_past),
        "indebted": (indebted, in_debt),
    }
