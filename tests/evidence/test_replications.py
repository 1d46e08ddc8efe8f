"""Each replication reproduces its targets, and can fail: with one number wrong its verdict turns."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from xinyong.errors import BadRequest
from xinyong.evidence import replications
from xinyong.evidence.finding import Subject
from xinyong.evidence.replicate import named
from xinyong.evidence.replications import REPLICATIONS, Replication, Setup, find

VALIDATION = Path(__file__).parents[2] / "tools" / "docs_pages" / "validation.json"
PUBLISHED = json.loads(VALIDATION.read_text(encoding="utf-8"))["replications"]
"""What the page on validation says was obtained."""

each = pytest.mark.parametrize("replication", REPLICATIONS.values(), ids=REPLICATIONS)
QUICK = "kuran-1991"
in_turn = pytest.mark.parametrize(
    "replication",
    [pytest.param(one, id=name, marks=() if name == QUICK else pytest.mark.slow) for name, one in REPLICATIONS.items()],
)


def ran(subject: Subject) -> Subject:
    """The subject, unless it lacks data."""
    if subject.verdict == "skipped":
        pytest.skip(subject.findings[0].reason)
    return subject


@in_turn
def test_it_reproduces_its_targets(replication: Replication):
    found = ran(replication.reproduce()).findings
    assert {one.id: one.obtained for one in found if one.verdict != "met"} == {}
    obtained = {one.id: one.obtained for one in found}
    kept = pytest.approx(PUBLISHED.get(replication.name), rel=1e-3, abs=1e-6)
    assert obtained == kept, f"run `uv run python tools/validate_docs.py {replication.name}`"


@in_turn
def test_with_a_wrong_number_it_fails(replication: Replication):
    assert ran(replication.reproduce(Setup(changes=replication.wrong))).verdict == "not met"


def test_names_are_unique_and_unknown_ones_are_refused():
    assert len(REPLICATIONS) == len(list(find(replications.__path__)))
    first = next(iter(REPLICATIONS))
    assert [one.name for one in named(first)] == [first]
    with pytest.raises(BadRequest, match="inequality"):
        named(["inequality"])


@each
def test_its_targets_say_whose_they_are_and_why_the_tolerance(replication: Replication):
    ids = [target.id for target in replication.targets]
    assert ids
    assert len(ids) == len(set(ids))
    assert len(replication.wrong) == 1
    for target in replication.targets:
        assert target.question
        assert target.expected.why
        assert target.expected.tolerance >= 0
        assert target.kind in ("published", "recomputed", "closed form")
