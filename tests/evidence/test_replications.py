"""Each replication reproduces its targets, and can fail: with one number wrong its verdict turns."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from xinyong.errors import BadRequest
from xinyong.evidence.replications import REPLICATIONS, Replication, Setup, named

WRONG: Mapping[str, Mapping[str, Any]] = {
    "base-rate": {"watching.jaywalk_false_alarm": 0.02},
    "blacklist-stock": {"scoring.court.listing": 0.05},
    "deterrence": {"adapting.innocents_risk": 0.0},
    "ensign-2018": {"watching.cameras.feedback": 0.5},
    "ensign-mixed": {"watching.merged": 0.0},
    "friends-gap": {"scoring.friends.echo": 0.5},
    "wei-networks": {"scoring.friends.weight": 0.2},
    "friedkin-johnsen": {"adapting.meeting": 0.015},
    "biased-assimilation": {"adapting.susceptibility": 0.7},
    "kuran-1991": {"adapting.grievance_dissent": 0.8},
    "godley-sim": {"livelihood.circuit.tax": 0.25},
    "tirole-bundling": {"adapting.words_half": 2.0},
    "break-even": {"lending.margin": 0.01},
    "inequality-closed-forms": {"livelihood.transitory_sd": 1.0},
    "liu-2018": {"lending.rounds.down": 0.2},
    "damour-2020": {"lending.rounds.loss_over_gain": 2.0},
    "perdomo-2020": {"lending.rounds.response": 0.5},
    "selective-labels": {"lending.forgetting": 0.9},
    "thin-files": {"lending.reminder": 0.5},
}
"""For each replication one deliberately wrong number, by key path, and what it is wrong about."""

VALIDATION = Path(__file__).parents[2] / "tools" / "docs_pages" / "validation.json"
PUBLISHED = {one["name"]: one for one in json.loads(VALIDATION.read_text(encoding="utf-8"))["replications"]}
"""What the page on validation says was obtained."""

each = pytest.mark.parametrize("replication", REPLICATIONS, ids=lambda replication: replication.name)
QUICK = "kuran-1991"
in_turn = pytest.mark.parametrize(
    "replication",
    [pytest.param(one, id=one.name, marks=() if one.name == QUICK else pytest.mark.slow) for one in REPLICATIONS],
)


@in_turn
def test_it_reproduces_its_targets(replication: Replication):
    outcome = replication.reproduce()
    if outcome.is_skipped:
        pytest.skip(outcome.found.missing)
    assert {v.target.id: v.obtained for v in outcome.verdicts if not v.is_met} == {}
    told = {target["id"]: target["obtained"] for target in PUBLISHED[replication.name]["targets"]}
    obtained = {v.target.id: v.obtained for v in outcome.verdicts}
    assert obtained == pytest.approx(told, rel=1e-3, abs=1e-6), "run `uv run python tools/validate_docs.py --data DIR`"


@in_turn
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
    assert ids
    assert len(ids) == len(set(ids))
    for target in replication.targets:
        assert target.what
        assert target.why
        assert target.tolerance >= 0
