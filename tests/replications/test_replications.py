"""Each replication reproduces its targets, and can fail: with one number wrong its verdict turns."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from xinyong.errors import BadRequest
from xinyong.experiments.replications import REPLICATIONS, Replication, Setup, named

WRONG: Mapping[str, Mapping[str, Any]] = {
    "inequality-closed-forms": {"livelihood.subsidy": 0.1},
}
"""For each replication one deliberately wrong number, by key path, and what it is wrong about."""

each = pytest.mark.parametrize("replication", REPLICATIONS, ids=lambda replication: replication.name)


@pytest.mark.slow
@each
def test_it_reproduces_its_targets(replication: Replication):
    outcome = replication.reproduce()
    if outcome.is_skipped:
        pytest.skip(outcome.found.missing)
    assert {v.target.id: v.obtained for v in outcome.verdicts if not v.is_met} == {}


@pytest.mark.slow
@each
def test_with_a_wrong_number_it_fails(replication: Replication):
    outcome = replication.reproduce(Setup(changes=WRONG[replication.name]))
    if outcome.is_skipped:
        pytest.skip(outcome.found.missing)
    assert not outcome.is_reproduced


def test_every_replication_has_a_wrong_number():
    assert set(WRONG) == {replication.name for replication in REPLICATIONS}


def test_names_are_unique_and_unknown_ones_are_refused():
    names = [replication.name for replication in REPLICATIONS]
    assert len(names) == len(set(names))
    assert [r.name for r in named(names[:1])] == names[:1]
    with pytest.raises(BadRequest, match="inequality"):
        named(["inequality"])


@each
def test_its_targets_say_whose_they_are_and_why_the_tolerance(replication: Replication):
    ids = [target.id for target in replication.targets]
    assert ids and len(ids) == len(set(ids))
    for target in replication.targets:
        assert target.what and target.why and target.tolerance >= 0
